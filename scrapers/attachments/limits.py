"""How much a reader of attachments may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """memory: bytes of address space; seconds: of processor time, and by the clock twice as many (a busy
    machine is not the file's fault); output: bytes of text.
    """

    memory: int = 1024 * 1024 * 1024
    seconds: int = 60
    output: int = 6 * 1024 * 1024

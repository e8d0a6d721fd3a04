"""How much a reader of attachments may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """memory: bytes of address space; seconds: of wall and of processor time; output: bytes of text."""

    memory: int = 1024 * 1024 * 1024
    seconds: int = 60
    output: int = 20 * 1024 * 1024

"""Reading attachments, measured: by format and kind of fault, whether the text or the failure is as expected.

Wall time of the whole reading, peak memory of the reader's process (never below this process's own, which
the kernel counts in), and whether the limits of time and memory held. Ends with status 1 when one did not,
or when an outcome is another than expected.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from scrapers.attachments.limits import Limits
from scrapers.attachments.sandbox import read
from tests.scrapers.documents import hwp, hwpx, odt, pdf
from tests.scrapers.evil_documents import EVIL, LINES, MEGABYTE, damaged
from tests.scrapers.hwp_documents import NOTICE, distribution_copy
from tests.scrapers.table_cells import cell

LIMITS = Limits(memory=400 * MEGABYTE, seconds=2)
#: Seconds beside the limits for starting, writing and cleaning up on a busy machine.
MARGIN = 2.0
TABLE = [
    ["구분", "2025년", "2026년"],
    [cell("항만", "(백만원)", rows=2), "1,250", "1,300"],
    ["70", ""],
    ["어촌", "", "95"],
]
ROWS = ["구분 | 2025년 | 2026년", "항만 (백만원) | 1,250 | 1,300", "70", "어촌 | | 95"]
MANY = [f"{number}번째 문단: {LINES[1]}" for number in range(1000)]
MAKERS: dict[str, Callable[..., bytes]] = {
    "hwpx": hwpx,
    "hwp": hwp,
    "hwp compressed": lambda lines, **more: hwp(lines, compressed=True, **more),
    "hwp distribution": distribution_copy,
    "odt": odt,
}


@dataclass(frozen=True, slots=True)
class Case:
    """expected: the text's lines, or words of the reason; None where any text or reason will do."""

    format: str
    fault: str
    make: Callable[[], bytes]
    expected: list[str] | str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reading. peak_mb: resident memory of the reader's process; right and held: as expected."""

    format: str
    fault: str
    outcome: str
    ms: float
    peak_mb: float
    right: bool
    held: bool


def cases() -> Iterator[Case]:
    """Whole documents, documents with a fault, and files made to hurt."""
    for name, make in MAKERS.items():
        yield Case(name, "none", lambda make=make: make(LINES), LINES)
        yield Case(name, "none, with a table", lambda make=make: make(LINES, table=TABLE), [*ROWS, *LINES])
        yield Case(name, "none, 1,000 paragraphs", lambda make=make: make(MANY), MANY)
    yield Case("pdf", "none", lambda: pdf(LINES), LINES)
    yield Case("pdf", "none, 40 pages", lambda: pdf(*[LINES] * 40), LINES * 40)
    yield from faults()
    for name, make in (MAKERS | {"pdf": pdf}).items():
        for seed in range(4):
            fault = "cut" if seed % 2 else "bits turned"
            yield Case(name, fault, lambda make=make, seed=seed: damaged(make(LINES), seed), None)
    for name, (evil, reason) in EVIL.items():
        yield Case("evil", name, evil, reason)


def faults() -> Iterator[Case]:
    """Ordinary ways in which a file holds no text."""
    yield Case("hwp", "password", lambda: hwp(LINES, flags=1 << 1), "암호")
    yield Case("hwp", "DRM", lambda: hwp(LINES, flags=1 << 4), "DRM")
    yield Case("hwp", "distribution copy without text", lambda: hwp(LINES, flags=1 << 2), "ViewText")
    yield Case("hwp", "only the notice", lambda: hwp([NOTICE]), "distribution copy")
    yield Case("hwp", "version 3", lambda: b"HWP Document File V3.00", "HWP 3")
    yield Case("hwpx", "stub", lambda: hwpx(["붙임 참조"]), "characters of text")
    yield Case("pdf", "scan", lambda: pdf(["- 1 -"]), "characters of text")
    yield Case("hwpx", "web page in its place", lambda: b"<!DOCTYPE html><html></html>", "web page")
    yield Case("hwpx", "empty", lambda: b"", "empty")


def measure(case: Case) -> Outcome:
    """Read the case's file in a fork of this process, so that its child's memory is its own."""
    content = case.make()
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        begin = time.perf_counter()
        result = read(content, LIMITS)
        seconds = time.perf_counter() - begin
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        with os.fdopen(sending, "w", encoding="utf-8") as answer:
            json.dump([seconds, peak, result.text, result.reason], answer)
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, encoding="utf-8") as answer:
        seconds, peak, text, reason = json.load(answer)
    os.waitpid(child, 0)
    return _judged(case, seconds, peak, text, reason)


def _judged(case: Case, seconds: float, peak: float, text: str, reason: str | None) -> Outcome:
    lines = [line for line in text.splitlines() if line.strip()]
    if isinstance(case.expected, list):
        right = lines == case.expected
        outcome = "exact" if right else f"WRONG: {reason or text[:60]!r}"
    elif case.expected is None:
        right = bool(text) == (reason is None)
        # HWP and PDF have no checksums, so that a turned bit may be a letter of the text
        outcome = ("exact" if lines == LINES else "text with other letters") if text else str(reason)
    else:
        right = not text and case.expected in str(reason)
        outcome = str(reason) if right else f"WRONG: {reason or text[:60]!r}"
    # two readers may be asked, and each has its own time by the clock
    held = seconds < 2 * 2 * LIMITS.seconds + MARGIN and peak * MEGABYTE < LIMITS.memory
    return Outcome(case.format, case.fault, outcome, seconds * 1000, peak, right, held)


def main() -> None:
    """Measure and print a table; ``--json`` for machines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    outcomes = []
    for case in cases():
        one = measure(case)
        outcomes.append(one)
        if not given.json:
            held = "" if one.held else "LIMIT BROKEN  "
            figures = f"{one.ms:8,.0f} ms {one.peak_mb:6,.0f} MB"
            print(f"{one.format:17} {one.fault:32} {figures}  {held}{one.outcome[:90]}")
    right, held = sum(one.right for one in outcomes), sum(one.held for one in outcomes)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if given.json:
        figures = {"cases": len(outcomes), "as_expected": right, "limits_held": held, "own_mb": own}
        json.dump(
            figures | {"outcomes": [asdict(one) for one in outcomes]},
            sys.stdout,
            ensure_ascii=False,
            indent=1,
        )
    else:
        print(f"{len(outcomes)} files: {right} as expected, limits held for {held}; own memory {own:.0f} MB")
    sys.exit(right < len(outcomes) or held < len(outcomes))


if __name__ == "__main__":
    main()

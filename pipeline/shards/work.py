"""The unit of work: one shard of a dump in, its finished files out. The same on a laptop and on a cluster.

It depends on the shard's bytes, the rules and the choices alone, and on no other shard.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any

from db.articles import Extractor
from pipeline.clock import Stopwatch, now
from pipeline.dumps import BadRecord, RawRecord, SkippedRecord, read_pieces
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.turns import BLOCK
from pipeline.extract import LETTERS, TASK, Read, one_by_one, weight
from pipeline.finishing import Batch, LeftOut, Outcome, finish
from pipeline.processing import Failure, extractor
from pipeline.shards import manifest as manifests
from pipeline.shards.errors import ManifestError, ShardError
from pipeline.shards.folder import Folder, folder_at
from pipeline.shards.manifest import FAILURES, QUARANTINE, Choices, Manifest
from pipeline.shards.plan import Shard
from pipeline.shards.writers import Format, Write, writer
from pipeline.sink import repeated
from pipeline.summary import Summary
from pipeline.workers import batches, ordered, pulse

#: Records of a file between the first of it and the first of the next one, more than any file has.
_FILE = 2**40


#: A record and its place in the whole dump.
Placed = tuple[int, RawRecord]


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told. Small, and the same for every worker.

    folder: where the finished shard goes. shards: how many the dump has. made: the rules that are wanted.
    threads: of Kiwi's own. careful: each record in a process of its own, because one of them ends processes.
    """

    shard: Shard
    folder: str
    format: Format
    fields: FieldNames
    since: str | None
    shards: int
    made: Extractor
    threads: int = 1
    careful: bool = False

    @property
    def choices(self) -> Choices:
        return Choices(self.fields.fingerprint(), self.since, self.format)


@dataclass(frozen=True, slots=True)
class Done:
    """A finished shard. fresh: made now, not found as it should be. failures: one line each, some of them."""

    name: str
    size: int
    fresh: bool
    summary: Summary
    failures: tuple[str, ...] = ()


#: Failures that are told one by one; all of them stand in the shard's file.
_TOLD = 200


def work(task: Task) -> Done:
    """Make the shard, unless it is there already as it would be made now.

    Raises ShardError where these rules are not those that are wanted, or the folder holds a shard of another
    dump under that name; OSError where the input can't be read or the output not be written.
    """
    if extractor() != task.made:
        raise ShardError(
            f"{os.uname().nodename} runs other rules ({extractor().code_version}, not "
            f"{task.made.code_version}): install the same sacho on all machines"
        )
    folder = folder_at(task.folder)
    started = now()
    sources = manifests.sources_of(task.shard)
    found = manifests.finished(folder, task.shard, task.made, task.choices, sources)
    if found is not None:
        return Done(task.shard.name, task.shard.size, fresh=False, summary=found.summary)
    _check_place(folder, task, sources)
    folder.remove(task.shard.name + manifests.ENDING)  # what is written now is not yet what it says
    made = _Making(task)
    files = made.write(folder)
    told = (task.shard.name, sources, task.made, task.choices, files, made.summary, task.shards)
    manifests.write(folder, Manifest(*told, started_at=started, finished_at=now()))
    folder.remove(task.shard.name + QUARANTINE)
    return Done(task.shard.name, task.shard.size, True, made.summary, tuple(made.told))


def set_aside(task: Task, reason: str) -> Done:
    """Note that a shard can't be made: ``NAME.quarantine.json`` says why; the next run tries it again."""
    folder = folder_at(task.folder)
    paths = [piece.path for piece in task.shard.pieces]
    with folder.write(task.shard.name + QUARANTINE) as file:
        told = {"name": task.shard.name, "reason": reason, "at": now(), "files": paths}
        file.write(json.dumps(told, ensure_ascii=False, indent=1).encode())
    summary = Summary()
    summary.fail(reason)
    first = paths[0] + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")
    line = f"{first}: shard {task.shard.name} is set aside ({reason})"
    return Done(task.shard.name, task.shard.size, fresh=False, summary=summary, failures=(line,))


def _check_place(folder: Folder, task: Task, sources: Sequence[manifests.Source]) -> None:
    try:
        there = manifests.read(folder, task.shard.name + manifests.ENDING)
    except (FileNotFoundError, ManifestError):
        return
    # as absolute paths: the same dump may be named in two ways
    theirs, ours = {one.path for one in there.sources}, {one.path for one in sources}
    if not theirs & ours:
        raise ShardError(
            f"{task.folder} holds shards of another dump of that name ({sorted(theirs)[0]}): give this one "
            "another --out folder, or remove that one's"
        )


@dataclass(slots=True)
class _Making:
    """A shard while it is made."""

    task: Task
    summary: Summary = field(default_factory=Summary)
    told: list[str] = field(default_factory=list)
    _first: dict[str, str] = field(default_factory=dict)
    _watch: Stopwatch = field(default_factory=Stopwatch)

    def write(self, folder: Folder) -> dict[str, int]:
        """Write the shard's files; their names and sizes."""
        name = self.task.shard.name
        with ExitStack() as open_files:
            write, names = open_files.enter_context(writer(folder, name, self.task.format, self.task.made))
            notes = _Notes(open_files.enter_context(folder.write(name + FAILURES)))
            for placed, batch in self._finished(batches(self._fresh(notes), TASK, _weight, LETTERS)):
                self.summary.took(batch.seconds)
                with self._watch("write"):
                    for (order, raw), outcome in zip(placed, batch.outcomes, strict=True):
                        self._keep(order, raw, outcome, write, notes)
        self.summary.took(self._watch.seconds)
        if notes.empty:
            folder.remove(name + FAILURES)
        else:
            names = [*names, name + FAILURES]
        return {one: folder.size(one) or 0 for one in names}

    def _fresh(self, notes: _Notes) -> Iterator[Placed]:
        records = _numbered(self.task)
        while True:
            with self._watch("read"):
                found = next(records, None)
            if found is None:
                return
            order, record = found
            pulse()
            if self._is_new(order, record, notes):
                assert isinstance(record, RawRecord)
                yield order, record

    def _finished(self, stream: Iterator[list[Placed]]) -> Iterator[tuple[Sequence[Placed], Batch]]:
        work = functools.partial(_finish, threads=self.task.threads, since=self.task.since)
        if self.task.careful:
            return ordered(work, stream, 1, functools.partial(_carefully, since=self.task.since))
        return ((placed, work(placed)) for placed in stream)

    def _keep(self, order: int, raw: RawRecord, outcome: Outcome, write: Write, notes: _Notes) -> None:
        if isinstance(outcome, LeftOut):
            self.summary.skip(outcome.reason)
        elif isinstance(outcome, Failure):
            self._fail(BadRecord(raw.path, raw.line, outcome.reason), notes)
        else:
            self.summary.outcomes["saved"] += 1
            self.summary.mentions.update(outcome.mentions)
            write(outcome.rows, raw.path, order)
            if outcome.fault is not None:
                self._fail(BadRecord(raw.path, raw.line, outcome.fault), notes, raw.id)

    def _is_new(self, order: int, record: Read, notes: _Notes) -> bool:
        if isinstance(record, BadRecord):
            self._fail(record, notes)
        elif isinstance(record, SkippedRecord):
            self.summary.skip(record.reason)
        elif record.id in self._first:
            # whether it is the same again, only all shards together can tell; it is counted here as it seems
            notes.repeat(order, record)
            if self._first[record.id] == record.raw_sha256:
                self.summary.skip("duplicate")
            else:
                self._tell(BadRecord(record.path, record.line, repeated(record.native_id)))
        else:
            self._first[record.id] = record.raw_sha256
            return True
        return False

    def _fail(self, bad: BadRecord, notes: _Notes, article_id: str | None = None) -> None:
        self._tell(bad)
        notes.fail(bad, article_id)

    def _tell(self, bad: BadRecord) -> None:
        self.summary.fail(bad.reason)
        if len(self.told) < _TOLD:
            self.told.append(str(bad))


def _weight(placed: Placed) -> int:
    return weight(placed[1])


def _finish(placed: Sequence[Placed], threads: int, since: str | None) -> Batch:
    return finish([raw for _, raw in placed], threads, since)


def _carefully(placed: Sequence[Placed], since: str | None) -> Batch:
    return one_by_one([raw for _, raw in placed], since)


class _Notes:
    """The shard's list of what is no article: failures, and records whose id came before."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.empty = True

    def fail(self, bad: BadRecord, article_id: str | None) -> None:
        self._write({"path": bad.path, "line": bad.line, "reason": bad.reason, "article_id": article_id})

    def repeat(self, order: int, raw: RawRecord) -> None:
        place = {"path": raw.path, "line": raw.line, "order": order}
        self._write({"repeat": raw.id, "raw_sha256": raw.raw_sha256, **place})

    def _write(self, told: dict[str, Any]) -> None:
        self.empty = False
        self._file.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


def _numbered(task: Task) -> Iterator[tuple[int, Read]]:
    """The records of a shard with their places in the whole dump."""
    for rank, piece in zip(task.shard.ranks, task.shard.pieces, strict=True):
        for number, record in enumerate(read_pieces([piece], BytesIO(), task.fields)):
            block, within = divmod(number, BLOCK)
            yield rank * _FILE + (block * piece.parts + piece.part - 1) * BLOCK + within, record

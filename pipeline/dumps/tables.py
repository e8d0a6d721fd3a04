"""CSV and TSV: a header and rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.dumps import sniffing
from pipeline.dumps.damage import Damaged
from pipeline.dumps.fields import FieldNames, shown_names
from pipeline.dumps.lines import Line, decoded, lines_of
from pipeline.dumps.records import MAX_ARTICLE_BYTES, BadRecord, RawRecord, Record
from pipeline.dumps.rows import Row, Rows
from pipeline.dumps.streams import Stream

#: What may stand between cells; of two that both give a header with a text the first is taken.
_SEPARATORS = (",", "\t", ";", "|")
#: A cell with more characters is no name of a column.
_LONGEST_NAME = 40
#: A header is looked for in so many lines.
_TITLES = 5


@dataclass(frozen=True, slots=True)
class _Signs:
    """What stands between cells, around them, and before a quote in one (else it is written twice)."""

    separator: str = ","
    quote: str = '"'
    escape: str | None = None

    def rows(self, rows: Rows) -> Iterator[Row]:
        """The rows that are cut by these."""
        return rows.rows(self.separator, self.quote, self.escape)

    def cells(self, text: str) -> list[str]:
        """The cells of a row. Raises csv.Error."""
        reader = csv.reader([text], delimiter=self.separator, quotechar=self.quote, escapechar=self.escape)
        return next(reader, [])


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns of a table. fault: why there are none, and in which line."""

    names: tuple[str, ...] = ()
    signs: _Signs = _Signs()
    fault: tuple[str, int | None] | None = None


def read(stream: Stream) -> Iterator[Record]:
    """The record of each row; rows whose cells are all empty are passed over."""
    rows, header = _opened(stream)
    if header.fault:
        yield from stream.fault(*header.fault)
        return
    found, nothing = False, f' \t\r\n"{header.signs.quote}{header.signs.separator}'.encode()
    for row in header.signs.rows(rows):
        if row.fault is None and not any(line.strip(nothing) for line in row.lines):
            continue
        found = True
        if stream.turns.mine():
            yield _record(stream, header, row)
    if not found:
        yield from stream.fault("no records in it: no row below the header")


def columns(stream: Stream) -> tuple[str, ...]:
    """The header."""
    return _opened(stream)[1].names


def begins_table(head: bytes, mapping: FieldNames, separator: str | None = None) -> bool:
    """Whether the first line is a header with a column for the text, and others.

    separator: the only one that counts, for files that are more often no tables.
    """
    text = _first_text(head, mapping)
    rows = (_split(text, one) for one in ((separator,) if separator else _SEPARATORS))
    return any(len(cells) > 1 and mapping.has_text([cell.strip() for cell in cells]) for cells in rows)


def is_surely_table(head: bytes, mapping: FieldNames) -> bool:
    """Whether a text is a table: a header with a text and two more of our fields, and a row that fits it."""
    lines = sniffing.as_utf8(head).replace(b"\r", b"\n").split(b"\n")
    first, second = [*(line for line in lines if line.strip()), b"", b""][:2]
    return any(
        _is_header_of(_text(first, mapping), _text(second, mapping), one, mapping) for one in _SEPARATORS
    )


def _is_header_of(first: str, second: str, separator: str, mapping: FieldNames) -> bool:
    cells = [cell.strip() for cell in _split(first, separator)]
    found = mapping.found(cells)
    if len(found) < 3 or not mapping.has_text(cells) or max(map(len, cells)) > _LONGEST_NAME:
        return False
    # the cells of one that goes on in the next line are fewer
    return len(_split(second, separator)) == len(cells) or (separator in second and '"' in second)


def _first_text(head: bytes, mapping: FieldNames) -> str:
    """The first line as text; empty where it is none."""
    return _text(sniffing.as_utf8(head).lstrip().partition(b"\n")[0], mapping)


def _text(line: bytes, mapping: FieldNames) -> str:
    try:
        return decoded(line, mapping.encoding)
    except ValueError:
        return ""


def _opened(stream: Stream) -> tuple[Rows, _Header]:
    """The rows below the header, and the header."""
    head = stream.source.head(sniffing.HEAD)
    rows = Rows(lines_of(stream))
    header = _header(rows, stream)
    escape = stream.mapping.escape or _told_escape(head, header)
    return rows, replace(header, signs=replace(header.signs, escape=escape))


def _told_escape(head: bytes, header: _Header) -> str | None:
    """A backslash where the first rows have quotes behind one, and fit the header so and only so."""
    if b'\\"' not in head or header.fault or header.signs.quote != '"':
        return None
    escaped = replace(header.signs, escape="\\")
    text, whole = sniffing.as_utf8(head), len(head) < sniffing.HEAD
    fits = _fits(text, escaped, len(header.names), whole=whole)
    return "\\" if fits and not _fits(text, header.signs, len(header.names), whole=whole) else None


def _fits(text: bytes, signs: _Signs, columns: int, *, whole: bool) -> bool:
    """Whether all rows have as many cells as columns; of a text that is cut those in its first half."""
    lines = list(enumerate(text.splitlines(keepends=True), 1))
    last = len(lines) if whole else len(lines) // 2
    rows = [row for row in signs.rows(Rows(iter(lines))) if row.number <= last]
    try:
        return all(
            row.fault is None and len(signs.cells(b"".join(row.lines).decode("utf-8", "replace"))) == columns
            for row in rows
        )
    except csv.Error:
        return False


def _header(rows: Rows, stream: Stream) -> _Header:
    """The header, which is read away; where the mapping names the columns the first row is no header."""
    if not stream.mapping.columns:
        _pass_titles(rows, stream.mapping)
    first = _first_line(rows, stream)
    if first is None:
        return _Header(fault=("no records in it", None))
    number, raw = first
    if isinstance(raw, Damaged):
        return _Header(fault=(raw.reason, number))
    try:
        line = decoded(raw, stream.mapping.encoding)
    except ValueError as error:
        return _Header(fault=(str(error), number))
    mapping = stream.mapping
    said = _said_separator(line)
    if said is None:
        rows.give_back([first])
    separator = said or mapping.separator or _separator(line, stream)
    return _header_row(rows, _Signs(separator, mapping.quote or '"', mapping.escape), stream)


def _pass_titles(rows: Rows, mapping: FieldNames) -> None:
    """Read away what stands above a header that is beyond doubt: ``보도자료 목록``, ``조회: 2026-03-02``."""
    seen: list[Line] = []
    while len(seen) < _TITLES and (line := rows.line()) is not None:
        seen.append(line)
    headers = [place for place, line in enumerate(seen) if _is_header(line[1], mapping)]
    below_titles = headers and not any(_begins(line[1], mapping) for line in seen[: headers[0]])
    rows.give_back(seen[headers[0] :] if below_titles else seen)


def _is_header(line: bytes | Damaged, mapping: FieldNames) -> bool:
    """Whether a line names a text and two more of our fields, and nothing that is too long for a name."""
    text = "" if isinstance(line, Damaged) else _text(line, mapping)
    split = ([cell.strip() for cell in _split(text, one)] for one in _SEPARATORS)
    return any(
        len(mapping.found(cells)) > 2 and mapping.has_text(cells) and max(map(len, cells)) <= _LONGEST_NAME
        for cells in split
    )


def _begins(line: bytes | Damaged, mapping: FieldNames) -> bool:
    """Whether a line may be a header, or says what the separator is."""
    text = "" if isinstance(line, Damaged) else _text(line, mapping)
    split = ([cell.strip() for cell in _split(text, one)] for one in _SEPARATORS)
    return isinstance(line, Damaged) or bool(_said_separator(text)) or any(map(mapping.has_text, split))


def _first_line(rows: Rows, stream: Stream) -> tuple[int, bytes | Damaged] | None:
    while (line := rows.line()) is not None:
        if isinstance(line[1], Damaged) or line[1].removeprefix(b"\xef\xbb\xbf").strip():
            return line
    return None


def _said_separator(line: str) -> str | None:
    """Excel's own first line ``sep=;``."""
    line = line.rstrip("\r\n")
    return line[4] if len(line) == 5 and line[:4].lower() == "sep=" else None


def _header_row(rows: Rows, signs: _Signs, stream: Stream) -> _Header:
    mapping = stream.mapping
    row = next(signs.rows(rows), None)
    if row is None:
        return _Header(mapping.columns, signs, ("no records in it", None))
    try:
        cells = tuple(cell.strip().lstrip("\ufeff") for cell in _cells(row, signs, mapping))
    except ValueError as error:
        if not mapping.columns:
            return _Header((), signs, (f"its header can't be read: {error}", row.number))
        cells = ()
    if mapping.columns:
        if cells != mapping.columns:
            first = row.number
            rows.give_back([(first + below, line) for below, line in enumerate(row.lines)])
        cells = mapping.columns
    if not mapping.has_text(cells):
        reason = (
            f"no column for the text; its columns are {shown_names(cells)}; name it with --field text=NAME, "
            "or, where this is no header, all of them with columns = […] in a mapping"
        )
        return _Header(cells, signs, (reason, row.number))
    return _Header(cells, signs)


def _separator(line: str, stream: Stream) -> str:
    """What stands between the cells of this header (or first row)."""
    given = ("\t", *_SEPARATORS) if stream.suffix in (".tsv", ".tab") else _SEPARATORS
    mapping = stream.mapping
    split = {one: _split(line, one) for one in dict.fromkeys(given)}
    if mapping.columns:
        fitting = [one for one, cells in split.items() if len(cells) == len(mapping.columns)]
    else:
        fitting = [one for one, cells in split.items() if mapping.has_text([cell.strip() for cell in cells])]
    return next(iter(fitting), None) or max(split, key=lambda one: len(split[one]))


def _split(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=separator), [])
    except csv.Error:
        return []


def _cells(row: Row, signs: _Signs, mapping: FieldNames, expected: int = 0) -> list[str]:
    """The cells of a row. Raises ValueError for a row that can't be read."""
    text = "".join(decoded(line, mapping.encoding) for line in row.lines).rstrip("\r\n")
    if row.fault is not None:
        # quotes mean nothing in many files with tabs
        if signs.separator == "\t" and row.lines and len(cells := text.split("\t")) == expected:
            return cells
        raise ValueError(f"{row.fault}; write quotes within a cell twice, or name escape in a mapping")
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    try:
        return signs.cells(text)
    except csv.Error as error:
        raise ValueError(f"not a row of CSV ({error})") from None


def _record(stream: Stream, header: _Header, row: Row) -> RawRecord | BadRecord:
    if not row.lines:
        return BadRecord(stream.path, row.number, row.fault or "")
    try:
        cells = _cells(row, header.signs, stream.mapping, len(header.names))
        _check_count(cells, header.names, stream.mapping)
    except ValueError as error:
        return BadRecord(stream.path, row.number, str(error))
    fields: dict[str, object] = {}
    for name, cell in zip(header.names, cells, strict=False):
        if cell.strip() or name not in fields:  # of two columns with one name the one that says something
            fields[name] = fields[name] if str(fields.get(name) or "").strip() else cell
    return stream.record(fields, row.number)


def _check_count(cells: list[str], names: tuple[str, ...], mapping: FieldNames) -> None:
    """Raises ValueError for a row with more cells than columns, or without those of our fields."""
    if any(cell.strip() for cell in cells[len(names) :]):
        raise ValueError(
            f"{len(cells)} cells where the header has {len(names)}; quote cells that hold the separator"
        )
    ours = {path[0] for paths in mapping.found(names).values() for path in paths}
    if ours.intersection(names[len(cells) :]) - set(names[: len(cells)]):
        counts = f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'}, but {len(names)} columns"
        raise ValueError(f"{counts}; quote cells that hold line ends, and write quotes within a cell twice")

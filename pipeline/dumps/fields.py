"""Which field of a record holds what: sensible defaults, others by option, whole exports by a mapping."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.dumps.names import DEFAULTS, KNOWN
from pipeline.dumps.values import day_of, text_of

__all__ = ["DEFAULTS", "FieldNames"]

#: Where a field is found: keys from the record inwards.
Path = tuple[str, ...]

_APART = re.compile(r"[\s_\-\ufeff\u200b]+")
#: Shapes of records that are remembered; a dump has few, and one without end is not remembered.
_SHAPES = 512


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Reads our fields out of records, whatever their format.

    names: the keys to try for each field, in order; ``article.body`` looks inside ``article``.
    fixed: what the same field says in each record. The rest describes the files, where looking at them
    would not do: format, encoding; of CSV the separator, the quote around cells, the escape before a quote
    in one (else it is written twice), columns of files without a header; and records, where the list stands
    in a JSON document (``response.body.items``; ``*.items`` for that at every key).
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: DEFAULTS)
    fixed: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    encoding: str | None = None
    separator: str | None = None
    columns: tuple[str, ...] = ()
    records: str | None = None
    quote: str | None = None
    escape: str | None = None
    _shapes: dict[Path, dict[str, tuple[Path, ...]]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, options: Iterable[str], base: FieldNames | None = None) -> FieldNames:
        """From options such as ``text=본문``, before the names of ``base`` or the default ones.

        Raises ValueError for a field that sacho does not have.
        """
        start = base or cls()
        names = dict(start.names)
        for option in options:
            ours, equals, theirs = option.partition("=")
            if not equals or not theirs or ours not in DEFAULTS:
                known = ", ".join(DEFAULTS)
                raise ValueError(f"{option!r}: expected FIELD=NAME with one of {known}")
            names[ours] = (theirs, *names[ours])
        return replace(start, names=names, _shapes={})

    def fingerprint(self) -> str:
        """16 hex digits that change with anything that may change what is read."""
        said = [
            {ours: list(theirs) for ours, theirs in self.names.items()},
            dict(self.fixed),
            [self.format, self.encoding, self.separator, list(self.columns), self.records],
            [self.quote, self.escape],
        ]
        line = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def found(self, keys: Sequence[str]) -> dict[str, tuple[Path, ...]]:
        """For each field of ours that such records have: where it is, the first choice first."""
        shape = tuple(keys)
        known = self._shapes.get(shape)
        if known is None:
            known = {ours: found for ours in self.names if (found := self._found(ours, shape))}
            if len(self._shapes) < _SHAPES:
                self._shapes[shape] = known
        return known

    def has_text(self, keys: Sequence[str]) -> bool:
        """Whether such records have a field for the text of an article."""
        return bool(self.found(keys).keys() & {"text", "html"})

    def content(self, record: Mapping[str, object]) -> tuple[str, bool | None]:
        """The article's text or HTML, and whether it is HTML. Raises ValueError when there is none."""
        html = self._value(record, "html")
        if html is not None and "<" in html:
            return html, True
        text = self._value(record, "text")
        if text is None and html is None:
            raise ValueError(self._no_text(record))
        return (text if text is not None else html or ""), None

    def id(self, record: Mapping[str, object]) -> str | None:
        """The record's own id, if it has one."""
        found = self._value(record, "id")
        return found.strip() if found is not None else None

    def url(self, record: Mapping[str, object]) -> str | None:
        """The address of the article, if the record states it."""
        found = (self._value(record, "url") or "").strip()
        return found if found and not re.search(r"\s", found) else None

    def known(self, record: Mapping[str, object]) -> dict[str, str]:
        """The metadata that the record states, and what is fixed."""
        shape = self.found(tuple(record))
        found = {name: self._value(record, name) for name in KNOWN if name in shape}
        known = {name: value.strip() for name, value in found.items() if value is not None}
        for name in ("published", "modified"):
            if name in known:
                known[name] = day_of(known[name])
        return {**known, **self.fixed} if self.fixed else known

    def _value(self, record: Mapping[str, object], ours: str) -> str | None:
        for path in self.found(tuple(record)).get(ours, ()):
            value = text_of(_inside(record, path), "\n" if ours in ("text", "html") else ", ")
            if value is not None:
                return value
        return None

    def _found(self, ours: str, keys: Path) -> tuple[Path, ...]:
        alike: dict[str, list[str]] = {}
        for key in keys:
            alike.setdefault(_plain(key), []).append(key)
        paths: list[Path] = []
        for theirs in self.names[ours]:
            if theirs in keys:
                paths.append((theirs,))
            paths += ((key,) for key in alike.get(_plain(theirs), ()))
            head, dot, rest = theirs.partition(".")
            if dot and head in keys:
                paths.append((head, *rest.split(".")))
        return tuple(dict.fromkeys(paths))

    def _no_text(self, record: Mapping[str, object]) -> str:
        shape = self.found(tuple(record))
        paths = (*shape.get("text", ()), *shape.get("html", ()))
        if not any(len(path) > 1 for path in paths):
            for path in paths:
                value = _inside(record, path)
                if not (value is None or isinstance(value, str | int | float) or value == []):
                    return (
                        f"no text in the record: {'.'.join(path)} holds {_kind(value)}; "
                        "name a field inside it, as --field text=NAME.NAME"
                    )
        if paths:
            name = ".".join(paths[0])
            return f"no text in the record: {name} is empty; name another field with --field text=NAME"
        return (
            f"no text in the record (its fields: {shown_names(tuple(record))}); "
            "name the field with --field text=NAME"
        )


def shown_names(names: Sequence[str], most: int = 30) -> str:
    """``id, 제목, 본문``, not without end."""
    shown = ", ".join(str(name)[:60] for name in names[:most]) or "none"
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def _inside(record: Mapping[str, object], path: Path) -> object:
    value: object = record
    for key in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _plain(name: str) -> str:
    """``Published_At`` and ``published at`` are one name, ``기사 제목`` and ``기사제목`` too."""
    return _APART.sub("", unicodedata.normalize("NFC", name)).casefold()


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else f"a {type(value).__name__}"

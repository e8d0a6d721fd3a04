"""Where the records of a JSON document are: told by the fields of the objects in its beginning."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice

from pipeline.dumps.damage import Damaged
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.json_values import EACH, TOKEN, Marks, keys_of

#: So much of a document is looked at.
HEAD = 1 << 20
_DEEP = 8
#: So many documents in a row, and values of an object, are compared.
_DOCUMENTS, _VALUES = 5, 40
#: Keys that count or date what is below them: ``0``, ``2024-01``.
_COUNTS = re.compile(r"[\W\d_]*\d[\W\d_]*")
#: What tells one article from another, besides its text.
_OWN = frozenset(("id", "url", "title", "published"))
_TEXTS = frozenset(("text", "html"))
#: What lists of articles are called, and what lists of the parts of one article are.
_LISTS = re.compile(
    r"items?|articles?|news|records?|results?|data|documents?|docs|list|rows|entries|posts|hits|기사|뉴스|목록|보도자료"
)
_PARTS = re.compile(
    r"comment|repl(y|ies)|section|paragraph|file|attach|image|photo|related|similar|version|revision|history"
    r"|translation|block|chapter|댓글|관련|첨부|사진|문단"
)


@dataclass(frozen=True, slots=True)
class Records:
    """Where the records are. path: the keys that lead there, `EACH` for all of an object. keys: of the first.
    names: the fields of ours that it has. many: a list, or an object that holds one at each key. beside: the
    key beside which others like it may come, where not all keys were seen."""

    path: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    many: bool = False
    beside: str | None = None

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """The best place for records is the one with the highest."""
        return bool(self.names & _TEXTS), self.many, bool(self.names & _OWN)

    def below(self, key: str) -> Records:
        """The same place, seen from the object that has it at ``key``."""
        return replace(self, path=(key, *self.path))

    def alike(self, names: frozenset[str]) -> bool:
        """Whether a record with these fields is one of the same kind."""
        return len(self.names & names) * 2 > len(self.names | names)


@dataclass(slots=True)
class _Node:
    """A value in the head. kind: its first mark. inside: of an object by key, of a list the first as ``""``.
    whole: whether its end was seen."""

    kind: bytes
    inside: dict[str, _Node] = field(default_factory=dict)
    whole: bool = False


def records_in(head: bytes, mapping: FieldNames) -> Records:
    """The place of the records in a document, or in several in a row, that begins so."""
    documents = list(_documents(head))
    found = [_of(one, mapping, alone=len(documents) == 1) for one in documents]
    if mapping.records is not None:
        return _stated(tuple(mapping.records.split(".")), documents, mapping)
    at_root = next((one for one in found if one and not one.path and one.rank[0]), None)
    if at_root is not None:
        return at_root
    if len(documents) > 1 and all(one.kind == b"{" for one in documents):
        # each line may have its only record at a key of its own: {"id1": {…}}, {"id2": {…}}
        pool = {key: node for one in reversed(documents) for key, node in one.inside.items()}
        return _within(_Node(b"{", pool, documents[-1].whole), mapping) or Records()
    return next((one for one in found if one is not None), Records())


def objects_in(head: bytes) -> list[str]:
    """The places of the objects in a document that begins so, as ``response.body``."""
    return list(dict.fromkeys(path for one in _documents(head) for path in _paths(one, "")))


def _paths(node: _Node, path: str) -> Iterator[str]:
    if node.kind == b"{" and path:
        yield path
    for key, one in node.inside.items():
        yield from _paths(one, f"{path}.{key}".strip("."))


def _stated(path: tuple[str, ...], documents: list[_Node], mapping: FieldNames) -> Records:
    """The place that the mapping names, and the keys of the first record there."""
    node = documents[0] if documents else _Node(b"{")
    for key in path:
        node = _first(node)
        node = next(iter(node.inside.values()), node) if key == EACH else node.inside.get(key, _Node(b""))
    keys = tuple(_first(node).inside)
    return Records(path, keys, frozenset(mapping.found(keys)))


def _first(node: _Node) -> _Node:
    """The first element of a list, anything else itself."""
    return node.inside.get("", _Node(b"")) if node.kind == b"[" else node


def _of(node: _Node, mapping: FieldNames, *, alone: bool = False) -> Records | None:
    """The place of the records in a value. alone: it is the whole document."""
    if node.kind == b"[":
        found = _of(_first(node), mapping)
        return None if found is None else replace(found, many=True)
    if node.kind != b"{":
        return None
    own, inner = _own(node, mapping), _within(node, mapping)
    if own.rank[0]:
        return inner if alone and inner is not None and _wraps(own, inner) else own
    return own if inner is None else inner


def _own(node: _Node, mapping: FieldNames) -> Records:
    """The object as a record; its text counts where it is one: ``content`` is often the list itself."""
    keys = tuple(node.inside)
    found = mapping.found(keys)
    names = frozenset(
        ours
        for ours, paths in found.items()
        if ours not in _TEXTS or any(len(path) > 1 or node.inside[path[0]].kind == b'"' for path in paths)
    )
    return Records((), keys, names)


def _within(node: _Node, mapping: FieldNames) -> Records | None:
    """The best place below an object: of one of its values, or of all that are alike."""
    found = [
        (key, one)
        for key, value in islice(_containers(node), _VALUES)
        if (one := _of(value, mapping)) is not None and (one.many or one.rank[0])
        # {"title": {"text": …}}: a part of an article
        if one.many or not mapping.found((key,)).keys() - _TEXTS
    ]
    if not found:
        return None
    key, best = max(found, key=lambda pair: pair[1].rank)
    if not best.rank[0]:
        return best.below(key)
    mates = [other for other, one in found if _mates(key, best, other, one, mapping)]
    if len(mates) > 1 or _COUNTS.fullmatch(key):
        return replace(best.below(EACH), many=True)
    if best.many and not best.path and not node.whole and not best.beside:
        return replace(best.below(EACH), beside=key)
    return best.below(key)


def _containers(node: _Node) -> Iterator[tuple[str, _Node]]:
    return ((key, one) for key, one in node.inside.items() if one.kind in (b"{", b"["))


def _mates(key: str, best: Records, other: str, one: Records, mapping: FieldNames) -> bool:
    """Whether what is at two keys of an object are records of the same kind."""
    if key == other:
        return True
    if (one.path, one.many) != (best.path, best.many) or not one.rank[0]:
        return False
    if _COUNTS.fullmatch(key) and _COUNTS.fullmatch(other):
        return True
    if not best.many and (mapping.found((key,)) or mapping.found((other,)) or not best.rank[2]):
        return False  # {"title": {"text": …}, "body": {"text": …}} are the parts of one
    return best.alike(one.names)


def _wraps(own: Records, inner: Records) -> bool:
    """Whether an object with a text of its own only wraps the articles in it, which say no less than it."""
    name = next((key for key in reversed(inner.path) if key != EACH), inner.beside or "").casefold()
    mine, theirs = own.names & _OWN, inner.names & _OWN
    if not (inner.many and inner.rank[0]) or _PARTS.search(name) or not mine <= theirs or not theirs:
        return False
    return bool(_LISTS.fullmatch(name)) or (mine < theirs and "title" in theirs and len(theirs) > 2)


def _documents(head: bytes) -> Iterator[_Node]:
    """The first documents in these bytes, as far as they are seen."""
    pieces = iter((head.removeprefix(codecs.BOM_UTF8),))
    marks = Marks(lambda size: next(pieces, b""), HEAD)
    for _ in range(_DOCUMENTS):
        mark = marks.next(TOKEN)
        if mark is None:
            return
        node = _Node(mark[:1])
        with suppress(Damaged):  # the head ends somewhere
            _visit(marks, mark, node)
        yield node


def _visit(marks: Marks, mark: bytes, node: _Node, depth: int = 0, *, in_list: bool = False) -> None:
    """Note what is in the value that begins with ``mark``."""
    if mark == b"{" and depth < _DEEP:
        for key in keys_of(marks):
            mark = marks.needed(TOKEN)
            inner = node.inside.setdefault(key, _Node(mark[:1]))
            _visit(marks, mark, inner, depth + 1)
    elif mark == b"[" and not in_list:
        while (mark := marks.needed(TOKEN)) != b"]":
            if mark != b"," and not node.inside:
                node.inside[""] = _Node(mark[:1])
                _visit(marks, mark, node.inside[""], depth, in_list=True)
            elif mark != b",":
                marks.pass_over(mark)
    else:
        marks.pass_over(mark)
    node.whole = True

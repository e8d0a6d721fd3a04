"""Which field of a JSON record holds what: sensible defaults, and others by option."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

#: For each field of ours the names that dumps use for it, the usual one first.
DEFAULTS: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "article_id", "articleId", "doc_id", "news_id", "newsId", "NewsItemId"),
    "text": ("text", "body", "content", "contents", "article", "본문", "내용"),
    "html": ("html", "raw_html", "page", "DataContents"),
    "url": ("url", "link", "OriginalUrl", "URL", "원문"),
    "title": ("title", "headline", "Title", "제목"),
    "subtitle": ("subtitle", "sub_title", "SubTitle1", "부제", "부제목"),
    "published": (
        "published",
        "published_at",
        "date",
        "pub_date",
        "pubDate",
        "datePublished",
        "일자",
        "등록일",
    ),
    "modified": ("modified", "modified_at", "updated_at", "수정일"),
    "outlet": ("outlet", "publisher", "press", "media", "언론사"),
    "reporter": ("reporter", "author", "byline", "writer", "기자"),
    "department": ("department", "ministry", "MinisterCode", "부처", "담당부서"),
    "source_url": ("source_url", "release_url"),
    "kind": ("kind",),
    "licence": ("licence", "license", "KoglType"),
}
_KNOWN = (
    "title", "subtitle", "published", "modified", "outlet", "reporter", "department", "source_url", "kind",
    "licence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Reads our fields out of JSON records. ``names``: the keys to try for each field, in order."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: DEFAULTS)

    @classmethod
    def of(cls, options: Iterable[str]) -> FieldNames:
        """From options such as ``text=본문`` (before the default names).

        Raises ValueError for a field that sacho does not have.
        """
        names = dict(DEFAULTS)
        for option in options:
            ours, equals, theirs = option.partition("=")
            if not equals or not theirs or ours not in DEFAULTS:
                known = ", ".join(DEFAULTS)
                raise ValueError(f"{option!r}: expected FIELD=NAME with one of {known}")
            names[ours] = (theirs, *names[ours])
        return cls(names)

    def content(self, record: Mapping[str, object]) -> tuple[str, bool | None]:
        """The article's text or HTML, and whether it is HTML. Raises ValueError when there is none."""
        if (html := self._value(record, "html")) is not None:
            return html, True
        if (text := self._value(record, "text")) is not None:
            return text, None
        tried = ", ".join((*self.names["text"], *self.names["html"]))
        raise ValueError(f"no text in the record (looked for {tried}); name the field with --field text=NAME")

    def id(self, record: Mapping[str, object]) -> str | None:
        """The record's own id, if it has one."""
        return self._value(record, "id")

    def url(self, record: Mapping[str, object]) -> str | None:
        """The address of the article, if the record states it."""
        return self._value(record, "url")

    def known(self, record: Mapping[str, object]) -> dict[str, str]:
        """The metadata that the record states."""
        found = {name: self._value(record, name) for name in _KNOWN}
        return {name: value for name, value in found.items() if value is not None}

    def _value(self, record: Mapping[str, object], ours: str) -> str | None:
        for theirs in self.names[ours]:
            value = record.get(theirs)
            if isinstance(value, str) and value.strip():
                return value
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
        return None

"""What a page says in its scripts: JSON-LD, and the article where only a script would have shown it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scrapers.boilerplate import assigned, flight
from scrapers.boilerplate.chosen import Heads, choose
from scrapers.boilerplate.devalue import is_devalue, unpacked
from scrapers.boilerplate.linked import items_of, linked, name_of, of_page
from scrapers.boilerplate.literals import Budget, SpentError, UnreadableError
from scrapers.boilerplate.literals import read as read_literal
from scrapers.boilerplate.stories import FEWEST, Story, letters, opened, stories

#: Longer scripts (characters) are not searched, nor are more than so many texts compared.
_MAX_SCRIPT, _MAX_STORIES = 8_000_000, 300
# <![CDATA[ … ]]>, /* <![CDATA[ */ … /* ]]> */, <!-- … -->, with which old templates wrap scripts
_WRAPPING = re.compile(
    r"^\s{0,99}(?:/[/*]\s{0,9})?<!(?:\[CDATA\[|--)\s{0,9}(?:\*/)?|(?:/[/*]\s{0,9})?(?:\]\]|--)>\s{0,9}(?:\*/)?\s{0,99}$"
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where in a page's HTML an article may stand unseen. ld: JSON-LD; scripts: all others; markup: HTML of
    templates and for browsers without scripts; values: of fields and attributes.
    """

    ld: Sequence[str] = ()
    scripts: Sequence[str] = ()
    markup: Sequence[str] = ()
    values: Sequence[str] = ()


@dataclass(slots=True)
class Said:
    """Metadata and the article found in scripts; what is not there is None. certain: how much speaks for
    ``story`` being this page's (see ``chosen``).
    """

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    reporter: str | None = None
    story: Story | None = None
    certain: float = 0.0
    bodies: list[Story] = field(default_factory=list)


def read(sources: Sources, heads: Heads) -> Said:
    """What the scripts say of the article that the page's head speaks of. What is broken beyond repair is
    passed over: the page itself is still there.
    """
    said = Said()
    items: list[tuple[dict[str, Any], bool]] = []
    budget = Budget()
    for data in (_loaded(script, budget) for script in sources.ld):
        items += items_of(data)
    found = [(linked(item, apart=apart), item) for item, apart in items[:_MAX_STORIES]]
    for story, item in of_page([(story, item) for story, item in found if not story.apart], heads):
        _take(said, story, item)
    said.bodies = [story for story, _ in found if letters(story.body) >= FEWEST]
    said.bodies += [story for _, story in zip(range(_MAX_STORIES), _others(sources, budget), strict=False)]
    said.story, said.certain = choose(said.bodies, heads)
    return said


def _others(sources: Sources, budget: Budget) -> Iterator[Story]:
    """The texts of all that is no JSON-LD, in the order of the kinds."""
    short = [script for script in sources.scripts if len(script) <= _MAX_SCRIPT]
    pushes = [script for script in short if "__next_f" in script]
    for script in short:
        if "__next_f" not in script and assigned.is_worth(script):
            yield from _of_script(script, budget)
    if pushes and assigned.is_worth("".join(pushes)[:_MAX_SCRIPT]):
        rows = flight.rows(pushes)
        yield from stories(rows)
        yield from _of_text(flight.drawn(rows), whole=True)
    for value in sources.values:
        if value.lstrip()[:1] in ("{", "["):
            yield from stories(_without_types(_loaded(value, budget)))
        elif value.lstrip()[:1] in ("'", '"', "`"):
            yield from _of_script(value, budget)
        else:
            yield from _of_text(opened(value))
    for markup in sources.markup:
        yield from _of_text(opened(markup), whole=True)


def _of_script(script: str, budget: Budget) -> Iterator[Story]:
    start = script.lstrip()[:1]
    if start in ("{", "["):
        yield from _of_data(_loaded(script, budget))
        return
    if start == "<" and not script.lstrip().startswith(("<!--", "<![")):
        yield from _of_text(opened(script), whole=True)
        return
    for value in assigned.held(script, budget):
        if isinstance(value, assigned.Data):
            yield from _of_data(value.value, value.name)
        elif value.value.lstrip()[:1] in ("{", "[") and (data := _loaded(value.value, budget)) is not None:
            yield from _of_data(data)
        else:
            yield from _of_text(opened(value.value), cell=value.cell)


def _of_data(data: Any, name: str = "") -> Iterator[Story]:
    yield from stories(unpacked(data) if is_devalue(data) else data, name)


def _of_text(text: str, *, whole: bool = False, cell: str | None = None) -> Iterator[Story]:
    if letters(text) >= FEWEST:
        yield Story(text, whole=whole, cell=cell)


def _loaded(script: str, budget: Budget) -> Any:
    """JSON as pages really hold it: wrapped, escaped for HTML, with comments, line ends in its texts, commas
    too many, quotes that nobody escaped. None where even that is not it.
    """
    if len(script) > _MAX_SCRIPT:
        return None
    text = _WRAPPING.sub("", script).strip().rstrip(";")
    forms = [text]
    if "&q;" in text:  # Angular's own escapes
        forms.append(
            text.replace("&q;", '"')
            .replace("&s;", "'")
            .replace("&l;", "<")
            .replace("&g;", ">")
            .replace("&a;", "&")
        )
    if "&quot;" in text and text.count("&quot;") > text.count('"'):
        forms.append(html.unescape(text))
    for form in forms:
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    for form in reversed(forms):
        for data in (False, True):
            try:
                return read_literal(form, 0, budget, {}, data=data)[0]
            except (UnreadableError, SpentError):
                continue
    return None


def _without_types(data: Any, depth: int = 0) -> Any:
    """The properties of an Astro island, which name the type of each value: ``{"title":[0,"제목"]}``."""
    if depth > 60 or not isinstance(data, dict) or not data:
        return data
    typed = all(isinstance(v, list) and len(v) == 2 and type(v[0]) is int for v in data.values())
    if not typed:
        return data
    plain = {key: value for key, (_, value) in data.items()}
    return {
        key: [
            _without_types(one[1], depth + 1) if isinstance(one, list) and len(one) == 2 else one
            for one in value
        ]
        if isinstance(value, list)
        else _without_types(value, depth + 1)
        for key, value in plain.items()
    }


def _take(said: Said, story: Story, item: dict[str, Any]) -> None:
    said.title = said.title or story.title
    said.published = said.published or story.published
    said.modified = said.modified or story.modified
    said.outlet = said.outlet or story.outlet
    said.reporter = said.reporter or name_of(item.get("author"))

"""A small part of CSS on lxml trees, of bounded cost on hostile pages, however deep and however alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

_STEP = re.compile(r"([a-z][a-z0-9]{0,15})?((?:[#.][\w-]{1,80}|\[[\w:-]{1,40}\^?=[\w./:-]{1,80}\]){0,8})")
_PART = re.compile(r"([#.])([\w-]+)|\[([\w:-]+)(\^?)=([^\]]+)\]")
#: Attributes whose words are looked for in a page's source before its tree is searched.
_NAMED = ("id", "class", "itemprop")
#: So many elements are looked at for a selector, and so many ancestors of each.
_MANY, _DEEP = 50, 64


@dataclass(frozen=True, slots=True)
class _Step:
    """``> div#view.text``: tag or None, conditions (attribute, operator, value), child of the step before?"""

    tag: str | None
    conditions: tuple[tuple[str, str, str], ...]
    child: bool

    def fits(self, element: etree._Element) -> bool:
        return self.tag in (None, element.tag) and all(
            _holds(element.get(attribute), operator, value) for attribute, operator, value in self.conditions
        )

    def xpath(self) -> str:
        return (self.tag or "*") + "".join(_condition(*condition) for condition in self.conditions)

    def names(self) -> Iterator[str]:
        return (value for attribute, _, value in self.conditions if attribute in _NAMED)


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector and the names (ids, classes, itemprops) without which it finds nothing.

    It is looked for from its last step with a name (``path``), upwards by the steps before it (``above``; the
    last of them is that step itself), and downwards by the bare tags that follow (``below``).
    """

    css: str
    names: frozenset[str]
    path: etree.XPath
    above: tuple[_Step, ...]
    below: etree.XPath | None


def compiled(css: str) -> Selector:
    """``div#view > .text[itemprop=articleBody] p`` → Selector.

    Understood: tag, #id, .class, [name=value], [class^=Prefix__] (names that a build step ends with a hash:
    ``ArticleDetailView_title__9kRU_``), descendants, children (>). Raises ValueError for any other CSS, and
    for one without an id, class or itemprop.
    """
    steps = _steps(css)
    named = [index for index, step in enumerate(steps) if any(step.names())]
    if not named:
        raise ValueError(f"selector {css!r} names no id, class or itemprop")
    above, tail = steps[: named[-1] + 1], steps[named[-1] + 1 :]
    below = "." + "".join(f"{'/' if step.child else '//'}{step.xpath()}" for step in tail)
    return Selector(
        css,
        frozenset(name for step in steps for name in step.names()),
        etree.XPath(f"(//{above[-1].xpath()})[position() <= {_MANY}]"),
        tuple(above),
        etree.XPath(f"({below})[position() <= {_MANY}]") if tail else None,
    )


def _steps(css: str) -> list[_Step]:
    steps: list[_Step] = []
    child = False
    for word in css.split():
        if word == ">" and steps and not child:
            child = True
            continue
        found = _STEP.fullmatch(word)
        if not found or not found[0]:
            raise ValueError(f"selector {css!r}: only tag, #id, .class, [name=value] and > are understood")
        steps.append(_Step(found[1], tuple(_conditions(css, found[2])), child))
        child = False
    if not steps or child:
        raise ValueError(f"selector {css!r} has no end")
    return steps


def _conditions(css: str, text: str) -> Iterator[tuple[str, str, str]]:
    """``#view.text[a=b]`` → (attribute, operator, value) of each condition; a class is ``~=``."""
    for part in _PART.finditer(text):
        if part[1]:
            yield ("id", "=", part[2]) if part[1] == "#" else ("class", "~=", part[2])
        elif part[4] and not (part[3] == "class" and part[5].endswith("__")):
            raise ValueError(f"selector {css!r}: only [class^=Name__] may ask for a beginning")
        else:
            yield part[3], f"{part[4]}=", part[5]


def _condition(attribute: str, operator: str, value: str) -> str:
    if operator == "=":
        return f"[@{attribute}='{value}']"
    end = " " if operator == "~=" else ""
    return f"[contains(concat(' ',normalize-space(@class),' '),' {value}{end}')]"


def _holds(said: str | None, operator: str, value: str) -> bool:
    if said is None or operator == "=":
        return said == value
    return any(word == value or (operator == "^=" and word.startswith(value)) for word in said.split())


def elements(root: etree._Element, selector: Selector, present: frozenset[str]) -> list[etree._Element]:
    """What the selector finds, in the order of the page. ``present``: the names that stand in its source."""
    if not selector.names <= present:
        return []
    *above, own = selector.above
    found = [one for one in selector.path(root) if _under(one, above, child=own.child)]
    if selector.below is None:
        return found
    return list(dict.fromkeys(low for one in found for low in selector.below(one)))


def _under(element: etree._Element, steps: Sequence[_Step], *, child: bool) -> bool:
    """Does the element stand where the steps before its own say? ``child``: right below the last of them."""
    if not steps:
        return True
    return any(
        steps[-1].fits(around) and _under(around, steps[:-1], child=steps[-1].child)
        for around in islice(element.iterancestors(), 1 if child else _DEEP)
    )


def first(
    root: etree._Element, selectors: Iterable[Selector], present: frozenset[str]
) -> etree._Element | None:
    """The first element that holds any text (or a datetime), by the first selector that finds such a one."""
    for selector in selectors:
        for element in elements(root, selector, present):
            if element.get("datetime") or any(text.strip() for text in element.itertext()):
                return element
    return None

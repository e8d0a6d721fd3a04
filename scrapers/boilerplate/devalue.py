"""Nuxt 3's and SvelteKit's ``devalue`` lists: ``[{"data":1},{"title":2},"제목"]``, where numbers are places.

In Remix's the names have their places too: ``[{"_1":2},"title","제목"]``.
"""

from __future__ import annotations

from typing import Any

#: Lists that begin with one of these wrap another value: ["Reactive",1], ["Date","2026-01-05T…"].
_WRAPPED = frozenset(
    ("Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef", "NuxtError", "Island")
)
_LONGEST = 500_000


def is_devalue(data: Any) -> bool:
    """Is it such a list: its first value a wrapper, or an object (list) that holds nothing but places?"""
    if not isinstance(data, list) or not 3 <= len(data) <= _LONGEST:
        return False
    first = data[0]
    if isinstance(first, dict):
        places = list(first.values())
    elif isinstance(first, list):
        places = first[1:] if first and first[0] in _WRAPPED else first
    else:
        return False
    return bool(places) and all(type(place) is int and -10 < place < len(data) for place in places)


def unpacked(data: list[Any]) -> Any:
    """The value of the list: each place replaced by what stands there. Values that hold themselves do so in
    the result too.
    """
    whole = [_shell(value) for value in data]
    for value, shell in zip(data, whole, strict=True):
        if isinstance(value, dict) and isinstance(shell, dict):
            shell.update({_name(data, key): _at(whole, place) for key, place in value.items()})
        elif isinstance(value, list) and isinstance(shell, list):
            tag = value[0] if value and isinstance(value[0], str) else None
            if tag == "Map":
                shell.extend(_at(whole, place) for place in value[2::2])
            else:
                shell.extend(_at(whole, place) for place in (value[1:] if tag else value))
    return whole[0]


def _name(data: list[Any], key: str) -> str:
    place = int(key[1:]) if key[:1] == "_" and key[1:].isdecimal() and len(key) < 9 else len(data)
    return data[place] if place < len(data) and isinstance(data[place], str) else key


def _shell(value: Any) -> Any:
    if isinstance(value, dict):
        return {}
    if not isinstance(value, list):
        return value
    plain = len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], str)
    return value[1] if plain else []


def _at(whole: list[Any], place: Any) -> Any:
    return whole[place] if type(place) is int and 0 <= place < len(whole) else None

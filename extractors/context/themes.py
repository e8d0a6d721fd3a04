"""The named programme that an amount is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.context.surroundings import Surroundings, within
from extractors.context.words import words
from extractors.mention import Programme

#: Roles for which a programme of the sentence says what the money is for.
_FUNDED = frozenset({"budget", "support", "contract", "investment", "effect", "other", None})
# "이 사업에는", "해당 프로젝트의", "시범사업에는 모두", "사업비는": a programme told before
_THIS = re.compile(
    r"(?<![가-힣])(?:(?:이|동|본|해당|이번|같은|올해|총) ?)?"
    rf"(?P<what>{words('this_scheme')})비?(?=[은는이가을를의에도,. :])"
)
# "‘푸른 사업’(25억원), |‘맑은 동행’|(10억원)": a label of its own that is no programme
_QUOTED = re.compile(r"['\"「『].{1,40}['\"」』]")
# "30억원을 들여 ‘나눔 사업’|을 추진한다|": what the money is spent for
_DONE = re.compile(rf"['\"」』]? ?(?:사업|공모)?(?:을|를) [^.\n]{{0,20}}?(?:{words('carried_out')})")
_ASIDE = re.compile(r" ?\([^()]{0,30}\)\Z")
_PARTICLE = re.compile(r"['\"」』]?(?: ?사업)?(?:에|의|에는|은|는|이|가|예산)? ?")
_NO_PROJECT = ("계획", "대책", "방안", "전략", "정책", "제도", "지침", "법", "회", "포럼")
# "'숲길 기본계획'|에 따라|": what the spending follows, not what it is for
_FOLLOWED = re.compile(
    r"['\"」』)]{0,2} ?(?:\([^()\n]{0,30}\) ?)?"
    r"(?:에 (?:따라|따른|의거|의해|근거|맞춰|맞추어|발맞)|(?:을|를) 근거|의 (?:일환|후속))"
)
_AIM_REACH = 25
#: How far back the programme may stand that ``이 사업`` means.
_BACK = 1200


def payees(text: str, programmes: Iterable[Programme]) -> list[Programme]:
    """The programmes that money can be for: no plan that the spending only follows (``기본계획에 따라``)."""
    return [
        one for one in programmes if not (one.name.endswith(_NO_PROJECT) and _FOLLOWED.match(text, one.end))
    ]


def theme(around: Surroundings, programmes: Sequence[Programme]) -> Programme | None:
    """The programme of the amount's own item, else of what it modifies, else the only one of its sentence,
    else the one that ``이 사업`` means."""
    if not programmes or around.money.role not in _FUNDED:
        return None
    own = around.before(programmes, around.floor)
    if own:
        return own[-1]
    following = around.after(programmes)
    if following and _is_aim(around, following[0]):
        return following[0]
    if around.previous and _QUOTED.search(around.text, around.previous.end, around.money.start):
        return None
    earlier = around.before(programmes, around.begin)
    if earlier:
        one = len({one.name for one in earlier}) == 1 and not _labels_previous(around, earlier[-1])
        return earlier[-1] if one else None
    return _meant(around, programmes)


def _is_aim(around: Surroundings, programme: Programme) -> bool:
    """Whether a programme behind the amount is what the money is for: ``30억원 규모의 ‘나눔 사업’``."""
    if programme.start <= around.phrase_end + 1 or _DONE.match(around.text, programme.end):
        return True
    between = around.text[around.money.end : programme.start]
    return (
        len(between) <= _AIM_REACH
        and not around.scene.parted(around.money.end, programme.start)
        and "," not in between
    )


def _labels_previous(around: Surroundings, programme: Programme) -> bool:
    """Whether a programme is that of the amount before alone: ``상생기금 410억원과 업체 분담금 270억원``."""
    previous = around.previous
    if previous is None or around.scene.turns(previous.end, around.money.start):
        return False
    return bool(_PARTICLE.fullmatch(around.text, programme.end, previous.start))


def _meant(around: Surroundings, programmes: Sequence[Programme]) -> Programme | None:
    this = _THIS.search(around.text, around.begin, around.money.start)
    if not this:
        return None
    told = within(programmes, max(0, around.scene.begin - _BACK), around.scene.begin)
    fits = [one for one in told if _is_such(one.name, this["what"])]
    return fits[-1] if fits else None


def _is_such(name: str, what: str) -> bool:
    """Whether a programme can be meant by ``이 사업``, ``이 대책``."""
    name = _ASIDE.sub("", name)
    return name.endswith(what) or (what == "사업" and not name.endswith(_NO_PROJECT))

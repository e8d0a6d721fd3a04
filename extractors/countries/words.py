"""The word lists of the country rules: ``data/country_words.csv``, one word a line with its kind.

Kinds of company for one-syllable names: modifier_noun (미 재무부), modifier_soft (미 시장; 미 only),
modifier_fused (미재무부), modifier_latin (영 BBC), modifier_place (미 하버드대, by country), modifier_sure
(no Korean body is called so: 일 외무성), leader (이시바 일 총리), north_near (talk of the North: 북의 도발),
pair_noun (한중 정상회담), pair_state (영·프·독 정상: states, not words), united (한EU FTA),
toward_noun (대미 수출), toward_product (대미 자동차 수출), not_toward (대중 음악 수출), toward_china,
summit (북미 정상회담), post (주중 대사), guest (주일미군), person_after (주한 씨), visit_noun (방한 일정),
break_visit (방중 돌봄교실), cold (방한복: not a visit), leaning (반일 감정), resident (재일동포), language
(한·영 통역: not states), sure_pair, noun_pair, open_pair, grouping (한-아세안).
Kinds for full names: not_a_name and name (corrections of the gazetteer's aliases), tail (what may be written
together with a homograph), state_after and state_near (talk of states), brand_before, brand_after, shop,
person_title, called, style (speaking against), korean_tail, body, pair_body, quoted_body, korea_event (proper
names with 한국, 대한민국), species (중국꽃매미), loose_shield, spaced_after and everyday_split (일 본 측).
Kinds for regions: region_other (유럽연합), region_tail (남미 순방; not 남미륵사지).
"""

from __future__ import annotations

import functools
import re

from extractors.lexicon import LexiconError, table


@functools.cache
def words(kind: str, code: str = "") -> tuple[str, ...]:
    """The words of a kind, longest first; ``code`` selects those of one country only.

    Raises LexiconError when there are none, because a rule without words would silently never match.
    """
    found = [
        row["surface"]
        for row in table("country_words", "surface", "kind", "code")
        if row["kind"] == kind and row["code"] == code
    ]
    if not found:
        raise LexiconError(f"country_words.csv: no words of kind {kind!r}")
    return tuple(sorted(found, key=len, reverse=True))


@functools.cache
def either(kind: str, code: str = "") -> str:
    """The words of a kind as one group of a regular expression, longest first."""
    return "(?:" + "|".join(map(re.escape, words(kind, code))) + ")"


@functools.cache
def pattern(kind: str, code: str = "") -> re.Pattern[str]:
    """The words of a kind, compiled."""
    return re.compile(either(kind, code))


@functools.cache
def firsts(*kinds: str) -> str:
    """First characters of the words of some kinds, whatever their country, as a class of an expression."""
    rows = table("country_words", "surface", "kind", "code")
    return "[" + "".join(sorted({row["surface"][0] for row in rows if row["kind"] in kinds})) + "]"

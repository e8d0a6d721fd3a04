"""Amounts contained in others: examples with brackets [ ] around each amount, in ten thousand won."""

import re
import time
from dataclasses import replace
from decimal import Decimal

import pytest

from db.totals import included
from extractors.mention import Money

# text with [amount] marks; then for each amount: None, or the index of what contains it and how
EXAMPLES = [
    ("총 [100]을 투입한다. 이 중 [30]을 먼저 쓴다.", [None, (0, "part")]),
    ("총 [100] 중 [30]을 쓴다.", [None, (0, "part")]),
    ("총 [471] 가운데 [20]을 쓴다.", [None, (0, "part")]),
    ("예산은 [1000]이며, 그중 [300]은 국비다.", [None, (0, "part")]),
    ("예산은 [1000]이고 이 가운데 [300]은 국비다.", [None, (0, "part")]),
    ("총 [100](국비 [60], 지방비 [40])을 쓴다.", [None, (0, "part"), (0, "part")]),
    (
        "[100]을 들여 도로에 [50], 항만에 [30], 철도에 [20]을 쓴다.",
        [None, (0, "part"), (0, "part"), (0, "part")],
    ),
    ("[100USD](약 [13])를 지원한다.", [None, (0, "gloss")]),
    ("[100USD]([13])를 지원한다.", [None, (0, "gloss")]),
    ("[100USD](한화 약 [13])를 지원한다.", [None, (0, "gloss")]),
    ("[100USD] (원화로 약 [13])를 지원한다.", [None, (0, "gloss")]),
    ("총 [100] 중 [30]은 도로에, [50]은 항만에 쓴다.", [None, (0, "part"), (0, "part")]),
    ("총 [100] 중 [30]을 쓰고, 이 가운데 [10]은 국비다.", [None, (0, "part"), (1, "part")]),
    (
        "[200]을 쓴다. 도로 [120](국비 [70], 지방비 [50]), 항만 [80].",
        [None, (0, "part"), (1, "part"), (1, "part"), (0, "part")],
    ),
    ("[200]을 쓴다. 도로 [100], 항만 [60], 철도 [40].", [None, (0, "part"), (0, "part"), (0, "part")]),
    ("예산 [120]을 쓴다. 올해 [120]을 확정했다.", [None, (0, "repeat")]),
    (
        "교육부 [109], 교육청 [65], 지자체 [16]으로 [190] 규모다.",
        [(3, "part"), (3, "part"), (3, "part"), None],
    ),
    ("도로에 [60]을 쓴다. 항만에 [40]을 쓴다. 모두 [100]이다.", [(2, "part"), (2, "part"), None]),
    (
        "국비 [60], 도비 [40], 모두 [100]을 들여 도로 [70], 항만 [30]을 짓는다.",
        [(2, "part"), (2, "part"), None, (2, "part"), (2, "part")],
    ),
    (
        "[50]과 [30]을 합한 [80]에 [20]을 더해 모두 [100]이다.",
        [(2, "part"), (2, "part"), (4, "part"), (4, "part"), None],
    ),
    (
        "총 [100](국비 [60], 도비 [40])을 쓴다. 1단계에 [70], 2단계에 [30]을 쓴다.",
        [None, (0, "part"), (0, "part"), (0, "part"), (0, "part")],
    ),
    (
        "총 [210]을 쓴다. 국비 [150]과 지방비 [60]이며, 이 중 [80]은 섬에 쓴다.",
        [None, (0, "part"), (0, "part"), (0, "part")],
    ),
    ("[100]을 쓴다. 이 중에는 도로 [30]이 있다.", [None, (0, "part")]),
    ("[100]을 쓴다. 그중 [30]은 도로에 쓴다.", [None, (0, "part")]),
]
NOTHING = [
    "도로에 [50], 항만에 [30]을 쓴다.",
    "지난해 [100]에서 올해 [130]으로 늘었다.",
    "[100USD]와 [13]을 각각 지원한다.",
    "중앙 정부가 [100], 지방 정부가 [30]을 쓴다.",
    "총 [100] 중 일부를 쓴다. 별도로 융자를 더한다.",
    "[30]을 쓰고 이 중 [100]",
    "[100] 중 일부다.",
    "[100](융자), [30](보조)",
    "[100]을 쓴다. 도로 [60], 항만 [30].",
    "[100]을 쓴다. 도로 [100USD], 항만 [30].",
    "도로에 [60]을 쓴다. 항만에 [40]을 쓴다. 내년에는 철도에 [100]을 쓴다.",
    "도로에 [60], 항만에 [30], 모두 [100] 규모다.",
    "지난해 [30], 올해 [20], 내년 [50]을 쓴다.",
    "도로에 [60], 항만에 [40USD], 모두 [100] 규모다.",
    "[100]이 중소기업에, [30]이 농가에 간다.",
    "[100]이 중국에, [30]이 몽골에 간다.",
    "[100]을 쓴다. 이 중점사업과 따로 [30]을 쓴다.",
    "[10]을 쓴다. [20]도 쓴다. 이 중 [30]은 도로에 쓴다.",
]


def amounts(marked, **fields):
    """The text without marks, and its amounts: ``[100]`` is in won, ``[100USD]`` in dollars."""
    text, found = "", []
    for piece in re.split(r"(\[\w+\])", marked):
        if piece.startswith("["):
            number, currency = re.fullmatch(r"\[(\d+)(\w*)\]", piece).groups()
            found.append(
                Money(
                    start=len(text),
                    end=len(text) + len(piece) - 2,
                    text=piece[1:-1],
                    rule="t",
                    sentence_start=text.rfind(". ", 0) + 2,
                    amount=Decimal(number),
                    currency=currency or "KRW",
                    role="budget",
                    **fields,
                )
            )
            piece = piece[1:-1]
        text += piece
    return text, found


@pytest.mark.parametrize(("marked", "expected"), EXAMPLES)
def test_contained_amounts_are_found(marked, expected):
    text, found = amounts(marked)
    result = included({"body": text}, [("body", money) for money in found])
    told = [result.get(("body", money.start)) for money in found]
    places = [money.start for money in found]
    assert [(places.index(one.within[1]), one.how) if one else None for one in told] == expected


@pytest.mark.parametrize("marked", NOTHING)
def test_others_stand_for_themselves(marked):
    text, found = amounts(marked)
    assert included({"body": text}, [("body", money) for money in found]) == {}


def test_the_title_repeats_the_body():
    title, in_title = amounts("베트남에 [120] 투입")
    body, in_body = amounts("총 [120]을 투입한다.", country="VN")
    found = included({"title": title, "body": body}, [("title", in_title[0]), ("body", in_body[0])])
    assert {place: (one.within, one.how) for place, one in found.items()} == {
        ("title", 5): (("body", 2), "repeat")
    }


def test_the_same_amount_for_another_country_is_another_budget():
    text, (first, second) = amounts("베트남에 [10], 라오스에 [10]을 쓴다.")
    pair = [("body", replace(first, country="VN")), ("body", replace(second, country="LA"))]
    assert included({"body": text}, pair) == {}


def test_the_same_amount_of_another_body_is_another_budget():
    """Bodies that no list holds have only a name."""
    text, (first, second) = amounts("나룻배위원회가 [10], 갈대위원회가 [10]을 쓴다.")
    pair = [("body", replace(first, agency="나룻배위원회")), ("body", replace(second, agency="갈대위원회"))]
    assert included({"body": text}, pair) == {}


def test_parts_of_another_role_complete_a_sum_and_stay_in_their_own():
    """``교부금 60, 투자 40으로 총 100``: only the part of the total's role is not added to it."""
    text, (grant, own, total) = amounts("교부금 [60], 자체 투자 [40]으로 총 [100] 규모다.")
    found = included({"body": text}, [("body", m) for m in (replace(grant, role="support"), own, total)])
    assert {place: (one.within, one.how) for place, one in found.items()} == {
        ("body", own.start): (("body", total.start), "part")
    }


def test_a_later_sentence_is_no_part():
    """``총 100 중 30. 별도로 20``: the next sentence speaks of something else."""
    text, found = amounts("총 [100] 중 [30]을 쓴다. 융자로 [20]을 더한다.")
    assert list(included({"body": text}, [("body", money) for money in found])) == [("body", found[1].start)]


def test_the_fuller_mention_speaks_for_the_barer_one():
    """A lead that names only the amount, and a paragraph that says what it is for."""
    text, (lead, full) = amounts("[120]을 쓴다. 베트남 전자정부 사업에 [120]이 든다.")
    pair = [("body", lead), ("body", replace(full, country="VN", programme="전자정부 사업"))]
    found = included({"body": text}, pair)
    assert {place: (one.within, one.how) for place, one in found.items()} == {
        ("body", lead.start): (("body", full.start), "repeat")
    }


def test_an_amount_without_a_value_contains_nothing():
    text, (first, second) = amounts("[100] 중 [30]")
    assert included({"body": text}, [("body", replace(first, amount=None)), ("body", second)]) == {}


def test_hostile_text_is_read_quickly():
    text = "[" + "1" + "]" + "( " * 50_000 + "이 " * 50_000 + "[2]"
    text, found = amounts(text)
    many = [("body", money) for money in found * 1]
    marked, crowd = amounts("이 중 [7], " * 3_000)
    started = time.perf_counter()
    included({"body": text}, many)
    included({"body": marked}, [("body", money) for money in crowd[:2_000]])
    assert time.perf_counter() - started < 1.0

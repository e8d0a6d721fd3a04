"""Licence mark, source note, title and deck, kind of a text that is headed 보도자료."""

import pytest
from lxml.html import fromstring

from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.cleaning import clean
from scrapers.boilerplate.decks import marked
from scrapers.boilerplate.genres import is_headed
from scrapers.boilerplate.page import _headline
from scrapers.boilerplate.titles import halves, heading

BODY = (
    "<p>한빛시는 골목길 가로등 3,400개를 전구가 오래 가는 것으로 바꾼다고 6일 밝혔다. 예산은 12억 원이다.</p>"
    "<p>시는 오래된 골목부터 시작해 내년 말까지 모든 가로등을 바꾸기로 했다. 전기료는 해마다 2억 원 줄어든다.</p>"
)
TITLE = "한빛시, 골목길 가로등 3,400개 바꾼다"
RELEASE = "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156600001"


def _clean(below: str = "", above: str = "<p>등록일 2024-05-06</p>", head: str = ""):
    page = f"<html><head>{head}</head><body><h3>{TITLE}</h3>{above}<div>{BODY}</div>{below}</body></html>"
    return clean(page, source="page", native_id="1", markup=True)


LICENCES = [
    ('<div><img src="/img/img_opentype01.png" alt="공공누리 제1유형: 출처표시"></div>', "KOGL-1"),
    ('<div><img src="/images/koglType2.gif" alt="공공누리"></div>', "KOGL-2"),
    ('<div><img src="3.jpg" alt="공공누리 제3유형 출처표시 + 변경금지"></div>', "KOGL-3"),
    (
        "<p>본 저작물은 공공누리 “출처표시+상업적이용금지+변경금지” 조건에 따라 이용할 수 있습니다.</p>",
        "KOGL-4",
    ),
    ("<p>보도자료 저작물은 공공누리 “출처표시” 조건에 따라 이용할 수 있습니다.</p>", "KOGL-1"),
    ('<a href="https://www.kogl.or.kr/open/info/license_info/by-nc-nd.do">이용조건</a>', "KOGL-4"),
    ('<div class="openType3"><span>이용조건</span></div>', "KOGL-3"),
    ('<p>공공누리 제1유형</p><div><img src="/images/koglType4.gif" alt=""></div>', None),
    (
        '<a href="https://creativecommons.org/licenses/by-nc-nd/2.0/kr/"><img src="ccl_by4.png" alt="CCL"></a>',
        None,
    ),
    ("<p>저작권정책 및 공공누리</p>", None),
    ('<p>공공누리 제4유형</p><footer><img src="/img/img_opentype01.png" alt=""></footer>', "KOGL-4"),
]


@pytest.mark.parametrize(("below", "expected"), LICENCES)
def test_the_licence_mark(below, expected):
    assert _clean(below).licence == expected


SOURCES = [
    (f"<p>※ 자료출처 : 대한민국 정책브리핑 {RELEASE}</p>", RELEASE),
    (f"<p>출처 : 정책브리핑(www.korea.kr)<br>원문 보기 <a href='{RELEASE}'>{RELEASE}</a></p>", RELEASE),
    (f"<p><a href='{RELEASE}&amp;pageIndex=3'>[출처] 대한민국 정책브리핑(www.korea.kr)</a></p>", RELEASE),
    (f"<p>출처 : 행정안전부 보도자료 (2024.05.06)</p><p>{RELEASE}</p>", RELEASE),
    (f"<p>※ 이 기사는 산업통상부 보도자료({RELEASE})를 전재한 것입니다.</p>", RELEASE),
    (f"<table><tr><th>출처</th><td><a href='{RELEASE}'>정책브리핑 바로가기</a></td></tr></table>", RELEASE),
    ("<p>출처 : 정책브리핑 https://www.korea.kr</p>", None),
    ("<p>출처 : 새길일보 https://www.saegil.example/news/12345</p>", None),
    (
        f"<div class='related'><h4>관련기사</h4><ul><li><a href='{RELEASE}'>한빛부, 다른 소식 알린다</a></li></ul></div>",
        None,
    ),
    (f"<p>이 기사의 주소 {RELEASE}</p>", None),
]


@pytest.mark.parametrize(("below", "expected"), SOURCES)
def test_the_release_that_it_reprints(below, expected):
    assert _clean(below).source_url == expected


def test_its_own_address_is_no_source():
    head = f'<link rel="canonical" href="{RELEASE}">'
    article = _clean(f"<p>출처 : 정책브리핑 {RELEASE}</p>", head=head)
    assert (article.url, article.source_url) == (RELEASE, None)


DECKS = [
    (
        "<p>- 전기료 해마다 2억 원 줄어, 골목 3,400곳 밝아진다 -</p>",
        "전기료 해마다 2억 원 줄어, 골목 3,400곳 밝아진다",
    ),
    (
        "<p>전기료 해마다 2억 원 줄어든다</p><p>오래된 골목부터 시작</p>",
        "전기료 해마다 2억 원 줄어든다 오래된 골목부터 시작",
    ),
    ("<p>00:00 / 02:14</p>", None),
    ("<p>담당부서 도로조명과</p>", None),
    ("<p>동영상 플레이어 시작</p>", None),
    ("<p>동네 소식 2024/05/06 09:30 Posted by 두바퀴</p>", None),
    ("<p>기사에서 나온 핵심 질문</p><p>가로등 전기료는 얼마나 줄어드나</p><p>가로등은 언제 바꾸나</p>", None),
    ("<p>가로등 교체.hwp미리보기 가로등 교체.pdf미리보기</p>", None),
    ("<p>한빛시가 가로등을 바꾼다. 예산은 12억 원이며 전기료가 줄 것으로 보인다.</p>", None),
    ("<p>김하늘 기자정치부</p>", None),
]


@pytest.mark.parametrize(("above", "expected"), DECKS)
def test_the_deck_and_what_is_none(above, expected):
    assert _clean(above=f"{above}<p>등록일 2024-05-06</p>").subtitle == expected


HEADS = [
    ("[보도자료] 국토교통부", True),
    ("보 도 자 료", True),
    ("(보도참고자료)", True),
    ("보도자료 읽는 법을 배우는 강좌가 열렸다", False),
    ("한빛시, 골목길 가로등 바꾼다", False),
]


@pytest.mark.parametrize(("line", "expected"), HEADS)
def test_the_head_of_a_release(line, expected):
    assert is_headed([line]) is expected


def test_a_text_that_is_headed_so_is_a_release_and_its_title_stands_below():
    text = (
        "[보도자료] 국토교통부\n\n도로 위 얼음 미리 알린다\n\n"
        "□ 국토교통부(장관 임하늘)는 겨울철 도로 살얼음을 알리는 장치를 12월부터 전국 120곳에 놓는다고 밝혔다.\n\n"
        "ㅇ 장치는 노면 온도를 재서 전광판에 알린다. 예산은 34억 원이다.\n"
    )
    article = clean(text, source="dump", native_id="1", markup=False)
    assert (article.kind, article.title) == ("press_release", "도로 위 얼음 미리 알린다")


def test_the_title_without_the_category_before_it():
    page = f"""<html><head><meta property="og:title" content="{TITLE}"></head><body>
    <h3><span>도시 정책</span>{TITLE}</h3><p>등록일 2024-05-06</p><div>{BODY}</div></body></html>"""
    assert clean(page, source="page", native_id="1", markup=True).title == TITLE


TITLES = [
    (
        "한빛시, 가로등 3,400개 바꾼다- 전기료 해마다 2억 원 줄어 -",
        ("한빛시, 가로등 3,400개 바꾼다", "전기료 해마다 2억 원 줄어"),
    ),
    ("한빛시, 가로등 바꾼다 - 한빛일보", ("한빛시, 가로등 바꾼다 - 한빛일보", None)),
]


@pytest.mark.parametrize(("line", "expected"), TITLES)
def test_a_headline_and_its_deck_on_one_line(line, expected):
    assert halves(line) == expected


def test_a_headline_that_goes_on_below():
    lines = [
        "보도시점 즉시 보도 2023. 7. 27.(목)",
        "한빛시, 가로등 3,400개 바꾼다",
        "… 전기료 해마다 2억 원 줄어",
    ]
    blocks = [Block(line) for line in (*lines, "한빛시는 골목길 가로등 3,400개를 바꾼다고 6일 밝혔다.")]
    title, deck, heads = heading(blocks, ["date", "other", "other", None])
    assert (title, deck, heads) == ("".join(lines[1:]), None, {1, 2})


MARKED = [
    (["◇ 골목 3,400곳 밝아지고 전기료 줄어", "한빛시는 골목길 가로등을 바꾼다고 6일 밝혔다."], [0]),
    (
        [
            "◇ 골목 3,400곳 밝아지고 전기료 줄어",
            "◇ 한 해 2억 원씩 줄어드는 셈",
            "한빛시는 골목길 가로등을 바꾼다고 6일 밝혔다.",
        ],
        [0, 1],
    ),
    (["○ 가로등을 모두 3,400개 바꿀 예정임", "한빛시는 골목길 가로등을 바꾼다고 6일 밝혔다."], []),
    (["○ 골목 3,400곳 밝아지고 전기료 줄어", "○ 한빛시는 골목길 가로등을 바꾼다고 6일 밝혔다."], []),
    (["□ 가로등 교체 사업의 주요 내용", "한빛시는 골목길 가로등을 바꾼다고 6일 밝혔다."], []),
]


@pytest.mark.parametrize(("lines", "expected"), MARKED)
def test_a_deck_with_marks_and_items_of_a_list(lines, expected):
    assert marked([Block(line) for line in lines], range(len(lines))) == expected


def test_the_board_s_category_in_the_title_s_element_and_a_stamp_of_the_paper():
    element = fromstring(
        '<p class="b-title"><span class="b-cate">에너지</span> <span>한빛공사, 물새 쉼터 놓는다</span></p>'
    )
    assert _headline(element) == "한빛공사, 물새 쉼터 놓는다"
    element = fromstring('<h1><span class="badge">[단독]</span> 한빛공사, 물새 쉼터 놓는다</h1>')
    assert _headline(element) == "[단독] 한빛공사, 물새 쉼터 놓는다"

"""When an article was published and changed: which of several statements counts."""

import pytest

from scrapers.boilerplate.cleaning import clean
from scrapers.boilerplate.labels import stated
from scrapers.boilerplate.stamps import stamp

BODY = (
    "<p>한빛시는 골목길 가로등 3,400개를 전구가 오래 가는 것으로 바꾼다고 6일 밝혔다. 예산은 12억 원이다.</p>"
    "<p>시는 오래된 골목부터 시작해 내년 말까지 모든 가로등을 바꾸기로 했다. 전기료는 해마다 2억 원 줄어든다.</p>"
)
TITLE = "한빛시, 골목길 가로등 3,400개 바꾼다"


def _page(around: str, head: str = "", below: str = "", above: str = "") -> str:
    return f"<html><head>{head}</head><body>{above}<h3>{TITLE}</h3>{around}<div>{BODY}</div>{below}</body></html>"


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


PUBLISHED = [
    (
        _page("<p>입력 2024.05.06 09:30</p>", _meta("article:published_time", "2024-05-06T09:30:12+09:00")),
        "2024-05-06T09:30:12+09:00",
    ),
    (
        _page("<p>등록일 2024-05-06</p>", _meta("article:published_time", "2024-05-06T00:30:12Z")),
        "2024-05-06T09:30:12+09:00",
    ),
    (
        _page('<span data-date-time="2024-05-06 09:30:54">2024.05.06. 오전 9:30</span>'),
        "2024-05-06T09:30:54+09:00",
    ),
    (_page("<p>작성일 24-05-06 10:32</p>"), "2024-05-06T10:32:00+09:00"),
    (_page("<p>작성시간 2024/05/06 09:41:23</p>"), "2024-05-06T09:41:23+09:00"),
    (_page("<p>김하늘 기자승인 2024-05-06 06:00:13</p>"), "2024-05-06T06:00:13+09:00"),
    (_page("<p>한빛타임즈 | 2024.05.06 09:05 | 조회 412</p>"), "2024-05-06T09:05:00+09:00"),
    # the head of a page of a site in which a board stands says when that page was made
    (
        _page("<p>작성일 2024-05-06 14:20</p>", _meta("article:published_time", "2018-06-07T14:02:11+09:00")),
        "2024-05-06T14:20:00+09:00",
    ),
    # files, imprints, keepers and clocks have days of their own
    (
        _page(
            "<p>작성일 2024-05-06</p>",
            below="<p>교체.pdf (1.1M) 22회 다운로드 | DATE : 2024-05-06 10:35:20</p>",
        ),
        "2024-05-06",
    ),
    (
        _page(
            "<p>김하늘기자 sky@saegil.example 2024년 5월 6일 06시 25분</p>",
            above="<p>로그인 | 회원가입 | 기사제보 | 구독신청 | 2024년 5월 8일 (수)</p>",
        ),
        "2024-05-06T06:25:00+09:00",
    ),
    (_page("<p>조회 31</p>", below="<p>등록번호 : 한빛 아00001</p><p>등록일 : 2010.11.01</p>"), None),
    (_page("<p>조회 31</p>", below="<p>콘텐츠 관리부서 대변인실 | 최종 수정일 2026-01-30</p>"), None),
]


@pytest.mark.parametrize(("page", "expected"), PUBLISHED)
def test_when_it_was_published(page, expected):
    assert clean(page, source="page", native_id="1", markup=True).published == expected


MODIFIED = [
    (
        _page(
            "<p>입력 2024.05.06 09:30 수정 2024.05.06 12:21</p>",
            _meta("article:modified_time", "2024-05-06T12:21:43+09:00"),
        ),
        "2024-05-06T12:21:43+09:00",
    ),
    (_page("<p>등록일 2024-05-06</p><p>수정일 2024-05-08</p>"), "2024-05-08"),
    (
        _page("<p>등록일 2024-05-06</p>", _meta("og:article:modified_time", "2024-05-07T01:00:02Z")),
        "2024-05-07T10:00:02+09:00",
    ),
    (_page("<p>등록일 2024-05-06</p>", below="<p>이 페이지의 콘텐츠 최종수정일 2026-01-30</p>"), None),
    # the clock of an old paper's site, and the same label in an article's head
    (_page("<p>2024년 05월 06일 14:20</p>", above="<p>최종편집 : 2024.5.8 수 09:33</p>"), None),
    (_page("<p>입력 2024.05.06 14:20 최종편집 2024.05.06 15:02</p>"), "2024-05-06T15:02:00+09:00"),
    (_page("<p>등록일 2024-05-06</p>"), None),
]


@pytest.mark.parametrize(("page", "expected"), MODIFIED)
def test_when_it_was_changed(page, expected):
    assert clean(page, source="page", native_id="1", markup=True).modified == expected


def test_statements_that_lose_are_kept_as_evidence():
    page = _page("<p>등록일 2024-05-06</p>", _meta("article:published_time", "2024-05-07T09:30:12+09:00"))
    assert "2024-05-06" in (clean(page, source="page", native_id="1", markup=True).published_evidence or "")


GLUED = [
    (
        "작성자교육과작성일2018/10/19조회77",
        [("author", "교육과"), ("published", "2018/10/19"), ("counter", "77")],
    ),
    (
        "…안내등록일 : 2019-10-24조회수 : 1,877담당부서 : 자립지원과",
        [("published", "2019-10-24"), ("counter", "1,877"), ("department", "자립지원과")],
    ),
    ("제목 [보도자료] 한빛시, 가로등 바꾼다", [("title", "[보도자료] 한빛시, 가로등 바꾼다")]),
    ("등록일수가 늘어 작성자들이 많아졌다", []),
]


@pytest.mark.parametrize(("line", "expected"), GLUED)
def test_labels_side_by_side(line, expected):
    assert [(one.field, one.value) for one in stated(line)] == expected


SHORT = [
    ("26.11.12 10:35", "2026-11-12T10:35:00+09:00"),
    ("24-05-21", "2024-05-21"),
    ("02-12-3456", None),
    ("1.2.3", None),
    ("전화 02-10-11", None),
]


@pytest.mark.parametrize(("text", "expected"), SHORT)
def test_years_of_two_digits(text, expected):
    assert stamp(text) == expected

"""What kind of article it is, as far as record, address or software say it."""

import pytest

from scrapers.boilerplate.cleaning import clean
from scrapers.boilerplate.genres import kind

KINDS = [
    ("https://www.korea.kr/briefing/pressReleaseView.do?newsId=156000001", None, {}, "press_release"),
    ("https://m.korea.kr/news/policyNewsView.do?newsId=148000001", None, {}, "policy_news"),
    ("https://example.tistory.com/12", None, {}, "blog"),
    ("https://blog.naver.com/mois/223000000001", "layout:naver_blog", {}, "blog"),
    (None, "layout:mois", {}, "press_release"),
    (None, "layout:ndsoft", {}, "news"),
    (None, "lines", {"department": "행정안전부"}, "press_release"),
    (None, "lines", {"department": "행정안전부", "outlet": "세종경제"}, "news"),
    (None, "layout:mois", {"kind": "policy_news"}, "policy_news"),
    (None, None, {"kind": "essay"}, "news"),
]


@pytest.mark.parametrize(("url", "method", "known", "expected"), KINDS)
def test_the_kind_is_what_is_said_or_known(url, method, known, expected):
    assert kind(url, method, known) == expected


def test_the_line_of_date_and_sender_is_no_subtitle():
    page = """<html><body><div class="article_head"><h1>섬 지역 응급 이송 더 빨라진다</h1>
    <div class="info"><span>2026.03.12</span><span><a class="gotosite">소방청<i>부처별 뉴스 이동</i></a></span></div></div>
    <div class="article_body"><div class="view_cont"><p>소방청은 섬 지역 응급 이송 헬기를 두 대 늘린다고 12일 밝혔다.</p>
    <p>섬 지역 응급 환자를 옮기는 시간이 평균 20분 줄어들 것으로 소방청은 내다봤다.</p></div></div></body></html>"""
    article = clean(page, source="dump", native_id="1", markup=True)
    assert article.title == "섬 지역 응급 이송 더 빨라진다"
    assert article.subtitle is None

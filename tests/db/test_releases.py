"""Which release an article is or reprints, from its URLs."""

import pytest

from db.releases import korea_kr_news_id

EXAMPLES = [
    ("https://www.korea.kr/briefing/pressReleaseView.do?newsId=156647084", "156647084"),
    ("http://korea.kr/briefing/pressReleaseView.do?newsId=156647084&pageIndex=3&repCodeType=", "156647084"),
    ("https://m.korea.kr/news/policyNewsView.do?call_from=rss&newsId=148900001#top", "148900001"),
    ("https://www.KOREA.KR/archive/view.do?newsId=1", "1"),
]
NOTHING = [
    None,
    "",
    "https://www.korea.kr/briefing/pressReleaseList.do",
    "https://www.korea.kr/briefing/pressReleaseView.do?newsId=",
    "https://www.korea.kr/briefing/pressReleaseView.do?newsId=abc",
    "https://www.korea.kr/briefing/pressReleaseView.do?newsId=１２３",
    "https://notkorea.kr/view.do?newsId=156647084",
    "https://korea.kr.example/view.do?newsId=156647084",
    "https://news.example/?url=https://www.korea.kr/?newsId=1",
    "http://[::1/?newsId=1",
    "javascript:korea.kr?newsId=1",
    "https://www.korea.kr/?" + "a=1&" * 100 + "newsId=1",
]


@pytest.mark.parametrize(("url", "news_id"), EXAMPLES)
def test_news_id(url, news_id):
    assert korea_kr_news_id(url) == news_id


@pytest.mark.parametrize("url", NOTHING)
def test_no_news_id(url):
    assert korea_kr_news_id(url) is None

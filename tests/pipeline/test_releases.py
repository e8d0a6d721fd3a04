"""One release from its page and its file, without a server."""

import hashlib

import pytest

from pipeline.releases import make_article
from scrapers.fetch import Page
from scrapers.reader import Item
from scrapers.source import load_source
from tests.scrapers.documents import hwpx

TOML = """
name = "haedong"
title = "해동군 보도자료"
software = "egov_board"
base_url = "https://www.haedong.example"
verified = true
enabled = true
[listing]
url = "/cop/bbs/selectBoardList.do?bbsId=BBSMSTR_000000000042&pageIndex={page}"
[view]
url = "/cop/bbs/selectBoardArticle.do?bbsId=BBSMSTR_000000000042&nttId={id}"
"""
TITLE = "해동군, 어항 12곳 방파제 보강에 120억 원 투입"
TEXT = [
    TITLE,
    "해동군은 어항 12곳의 방파제를 보강하는 데 내년까지 120억 원을 들인다고 13일 밝혔다.",
    "공사는 남쪽 어항에서 시작하여 2028년까지 북쪽으로 넓힌다.",
    "군은 주민 설명회를 열어 공사 순서를 정하고, 어선이 머무를 자리를 따로 마련한다.",
    "보강이 끝나면 태풍이 올 때 어선 300척이 대피할 수 있게 된다.",
]
FILE = "/cmm/fms/FileDown.do?atchFileId=FILE_000000000000001&amp;fileSn=0"
VIEW = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>해동군청</title></head><body>
<div class="menu"><a href="/">홈</a></div>
<h3>{TITLE}</h3><ul><li>작성자 수산과</li><li>작성일 2026-07-13</li></ul>
<div class="view"><p>해동군은 어항 12곳의 방파제를 내년까지 보강한다고 13일 밝혔다.</p>
<p>공사는 남쪽 어항에서 시작하며, 자세한 내용은 첨부파일을 참고하시기 바랍니다.</p></div>
<a href="{FILE}">보도자료.hwpx</a>
<div class="kogl"><img src="/k1.png" alt="공공누리 제1유형"> 본 저작물은 공공누리 제1유형에 따라 이용할 수 있습니다.</div>
</body></html>"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "haedong.toml"
    path.write_text(TOML, encoding="utf-8")
    return load_source(path)


def test_what_the_page_says_holds_for_the_text_of_the_file_too(source):
    """The licence stands on the page only."""
    url = source.address("/cop/bbs/selectBoardArticle.do?bbsId=BBSMSTR_000000000042&nttId=41")

    def get(address, referer):
        body = VIEW.encode() if address == url else hwpx(TEXT)
        return Page(
            address, address, 200, {}, "2026-07-13T12:00:00+09:00", body, hashlib.sha256(body).hexdigest()
        )

    item = Item(native_id="41", url=url, title=TITLE, published="2026-07-13", department="수산과")
    article = make_article(item, source, get).article
    assert article.body_origin == "attachment"
    assert "북쪽으로 넓힌다" in article.body
    assert (article.licence, article.department, article.published) == ("KOGL-1", "수산과", "2026-07-13")

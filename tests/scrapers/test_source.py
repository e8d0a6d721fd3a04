"""Sources: read from TOML, checked when they are read."""

import pytest

from scrapers.source import SourceError, load_source, load_sources

GOOD = """
name = "harbour"
title = "항만청 보도자료"
kind = "press_release"
parser = "boards"
base_url = "https://www.harbour.example"
licence_note = "공공누리 제1유형"
verified = true
enabled = true
delay = 1.0
stale_after = 72
window = 7

[expect]
min_items = 5

[listing]
url = "/list.do"
[listing.form]
pageIndex = "{page}"
searchWord = ""

[rows]
container = "table.list"
row = "tbody tr"
link = "a"
id = 'no=([0-9]+)'

[view]
url = "/view.do?no={id}"

[[layouts]]
name = "view"
marker = "div.view"

[files]
link = "a.file"
id = 'file=([0-9]+)'
"""
#: A source of korea.kr's software says only what is its own.
SHORT = """
name = "short"
title = "짧은 출처"
kind = "press_release"
software = "korea_kr"
base_url = "https://www.korea.kr"
verified = true
enabled = false
stale_after = 24
delay = 2.5
[expect]
min_items = 1
[listing]
url = "/briefing/otherList.do"
[listing.form]
period = "year"
[view]
url = "/briefing/otherView.do?newsId={id}"
[rows]
link = "a"
"""


def test_korea_kr_ships_enabled():
    source = load_sources()["korea_kr"]
    assert source.enabled
    assert source.verified
    assert source.kind == "press_release"
    assert source.address(source.listing.url) == "https://www.korea.kr/briefing/pressReleaseList.do"
    assert [layout.name for layout in source.layouts] == ["article_head", "view_title", "page_title"]
    assert source.listing.form["period"] == "direct"


BROKEN = [
    ("delay = 1.0", "delay = 1.0\ncolour = 'red'", "unknown key colour"),
    ('kind = "press_release"', "", "missing key kind"),
    ('kind = "press_release"', 'kind = "gossip"', "key kind"),
    ('title = "항만청 보도자료"', 'title = ""', "key title"),
    ("enabled = true", 'enabled = "yes"', "key enabled"),
    ("window = 7", "window = 7.5", "key window"),
    ("delay = 1.0", "delay = true", "key delay"),
    ("min_items = 5", "min_items = 5\nmax_items = 9", "unknown key expect.max_items"),
    ('row = "tbody tr"', "", "missing key rows.row"),
    ("no=([0-9]+)'", "no=[0-9]+'", "key rows.id: the pattern needs a group"),
    ("no=([0-9]+)'", "no=([0-9]+'", "key rows.id: not a pattern"),
    ("file=([0-9]+)'", "file='", "key files.id"),
    ('searchWord = ""', "searchWord = 1", "key listing.form"),
    ('url = "/list.do"', 'url = "/list.do"\npaging = "scroll"', "key listing.paging"),
    ('marker = "div.view"', "", r"missing key layouts\[0\].marker"),
    ("[[layouts]]", "[layouts]", "key layouts: a list of tables"),
    ("[rows]", "[[rows]]", "key rows: a table is needed"),
    ('base_url = "https://www.harbour.example"', 'base_url = "www.harbour.example"', "key base_url"),
    ('name = "harbour"', "name = harbour", "TOML"),
    ("window = 7", 'window = 7\nsoftware = "nowhere"', "key software: no 'nowhere'; known: .*korea_kr"),
    ("window = 7", 'window = 7\nsoftware = "../sources/korea_kr"', "key software"),
]


@pytest.mark.parametrize(("old", "new", "complaint"), BROKEN, ids=[one[2] for one in BROKEN])
def test_a_wrong_file_fails_when_it_is_read_naming_file_and_key(tmp_path, old, new, complaint):
    path = tmp_path / "harbour.toml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=complaint) as caught:
        load_source(path)
    assert str(path) in str(caught.value)


def test_a_source_is_named_like_its_file(tmp_path):
    (tmp_path / "other.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(SourceError, match="name"):
        load_sources(tmp_path)


def test_a_new_file_is_a_new_source(tmp_path):
    (tmp_path / "harbour.toml").write_text(GOOD, encoding="utf-8")
    new = GOOD.replace('name = "harbour"', 'name = "another"')
    (tmp_path / "another.toml").write_text(new, encoding="utf-8")
    assert list(load_sources(tmp_path)) == ["another", "harbour"]


def test_what_the_software_shares_stands_once_and_the_source_has_the_last_word(tmp_path):
    path = tmp_path / "short.toml"
    path.write_text(SHORT, encoding="utf-8")
    source = load_source(path)
    assert (source.parser, source.window) == ("boards", 7)
    assert source.delay == 2.5
    assert source.rows.link == "a"
    assert source.rows.container == "div.list_type"
    assert (source.listing.form["period"], source.listing.form["pageIndex"]) == ("year", "{page}")

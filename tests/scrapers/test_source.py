"""Sources: read from TOML, checked when they are read."""

import pytest

from scrapers.source import FOLDER, SourceError, load_source, load_sources

GOOD = (FOLDER / "korea_kr.toml").read_text(encoding="utf-8")


def test_korea_kr_ships_enabled():
    source = load_sources()["korea_kr"]
    assert source.enabled
    assert source.verified
    assert source.kind == "press_release"
    assert source.address(source.list_url) == "https://www.korea.kr/briefing/pressReleaseList.do"
    assert [layout.name for layout in source.layouts] == ["article_head", "view_title", "page_title"]
    assert source.form["period"] == "direct"


BROKEN = [
    ("delay = 1.0", "delay = 1.0\ncolour = 'red'", "unknown key colour"),
    ('kind = "press_release"', "", "missing key kind"),
    ('kind = "press_release"', 'kind = "gossip"', "key kind"),
    ('title = "정책브리핑 보도자료"', 'title = ""', "key title"),
    ("enabled = true", 'enabled = "yes"', "key enabled"),
    ("window = 7", "window = 7.5", "key window"),
    ("delay = 1.0", "delay = true", "key delay"),
    ("min_items = 5", "min_items = 5\nmax_items = 9", "unknown key expect.max_items"),
    ('row = "ul li"', "", "missing key listing.row"),
    ('srchWord = ""', "srchWord = 1", "key form"),
    ('marker = ".article_head h1"', "", r"missing key layouts\[0\].marker"),
    ('base_url = "https://www.korea.kr"', 'base_url = "www.korea.kr"', "key base_url"),
    ('name = "korea_kr"', "name = korea_kr", "TOML"),
]


@pytest.mark.parametrize(("old", "new", "complaint"), BROKEN, ids=[one[2] for one in BROKEN])
def test_a_wrong_file_fails_when_it_is_read_naming_file_and_key(tmp_path, old, new, complaint):
    path = tmp_path / "korea_kr.toml"
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
    (tmp_path / "korea_kr.toml").write_text(GOOD, encoding="utf-8")
    new = GOOD.replace('name = "korea_kr"', 'name = "another"')
    (tmp_path / "another.toml").write_text(new, encoding="utf-8")
    assert list(load_sources(tmp_path)) == ["another", "korea_kr"]

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
    ('kind = "press_release"', 'kind = "gossip"', "key kind: needs one of press_release, .*, not 'gossip'"),
    ('title = "항만청 보도자료"', 'title = ""', "key title: needs a text that is not empty, not ''"),
    ('title = "항만청 보도자료"', "title = 3", "key title: needs a text that is not empty, not 3"),
    ("enabled = true", 'enabled = "yes"', "key enabled: needs true or false, without quotes, not 'yes'"),
    ("enabled = true", "enabled = 1", "key enabled: needs true or false, without quotes, not 1"),
    ("window = 7", "window = 7.5", "key window: needs a whole number, not 7.5"),
    ("window = 7", "window = true", "key window: needs a whole number, not True"),
    ("delay = 1.0", "delay = true", "key delay: needs a number, not True"),
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
    ('base_url = "https://www.harbour.example"', 'base_url = "https://[harbour"', "key base_url"),
    ('base_url = "https://www.harbour.example"', 'base_url = "https://"', "key base_url"),
    ('name = "harbour"', "name = harbour", "TOML"),
    ('name = "harbour"', 'name = "harbour', "TOML"),
    ('name = "harbour"', "name = " + "[" * 5000, "TOML"),
    ("no=([0-9]+)'", "no=([0-9]{99999999999})'", "key rows.id: not a pattern"),
    *(
        ('name = "harbour"', f'name = "{name}"', "key name: needs small letters")
        for name in ("hae-un", "해운", "Harbour", "1harbour", "_harbour", "harbour.one", "a b", "h" * 42)
    ),
    ("window = 7", 'window = 7\nsoftware = "nowhere"', "key software: no 'nowhere'; known: .*korea_kr"),
    ("window = 7", 'window = 7\nsoftware = "../sources/korea_kr"', "key software"),
]


@pytest.mark.parametrize(("old", "new", "complaint"), BROKEN, ids=range(len(BROKEN)))
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


def test_all_that_a_table_lacks_is_said_at_once(tmp_path):
    path = tmp_path / "harbour.toml"
    lines = [
        line for line in GOOD.splitlines() if not line.startswith(("kind", "parser", "licence", "delay"))
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_source(path)
    reason = caught.value.reason
    assert reason.startswith(
        "missing keys kind, parser, licence_note, delay; a file that names a software needs"
    )
    assert "software = one of " in reason
    assert "egov_board" in reason


def test_a_source_of_a_software_is_not_told_to_name_one(tmp_path):
    path = tmp_path / "short.toml"
    path.write_text(SHORT.replace("verified = true\nenabled = false\n", ""), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_source(path)
    assert caught.value.reason == "missing keys verified, enabled"


def test_all_that_an_inner_table_lacks_is_said_at_once(tmp_path):
    path = tmp_path / "harbour.toml"
    text = GOOD.replace('row = "tbody tr"\nlink = "a"\n', "")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"missing keys rows\.row, rows\.link$"):
        load_source(path)


#: What somebody may leave in the folder at any moment → what is said of it.
LEFT = [
    (GOOD[: len(GOOD) // 2], "not readable as TOML"),
    (GOOD[: GOOD.index("[listing]")], "missing key listing"),
    ('name = "half', "not readable as TOML"),
    ("", "missing keys name, title"),
    (GOOD, "is not the file's name"),
    (GOOD.replace("[files]", "[flies]").replace('"harbour"', '"half"', 1), "unknown key flies"),
    ("\x00", "not readable as TOML"),
]


@pytest.mark.parametrize(("text", "complaint"), LEFT, ids=range(len(LEFT)))
def test_one_bad_file_stops_no_other_source(tmp_path, text, complaint):
    (tmp_path / "harbour.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "half.toml").write_text(text, encoding="utf-8")
    broken = []
    assert list(load_sources(tmp_path, broken)) == ["harbour"]
    (error,) = broken
    assert complaint in error.reason
    assert (error.source, error.where) == ("half", str(tmp_path / "half.toml"))
    with pytest.raises(SourceError):
        load_sources(tmp_path)


def test_what_is_no_readable_file_stops_no_other_source(tmp_path):
    (tmp_path / "harbour.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "lost.toml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "bytes.toml").write_bytes("title = '항만청'".encode("cp949"))
    (tmp_path / ".#harbour.toml").symlink_to("somebody@harbour.4711")  # open in an editor
    broken = []
    assert list(load_sources(tmp_path, broken)) == ["harbour"]
    assert [error.source for error in broken] == ["bytes", "folder", "lost"]
    assert all("not readable" in error.reason for error in broken)


def test_the_fault_of_a_shared_file_is_that_of_each_source_that_names_it(tmp_path, monkeypatch):
    software = tmp_path / "software"
    software.mkdir()
    (software / "korea_kr.toml").write_text("parser = ", encoding="utf-8")
    monkeypatch.setattr("scrapers.source.SOFTWARE", software)
    (tmp_path / "short.toml").write_text(SHORT, encoding="utf-8")
    (tmp_path / "harbour.toml").write_text(GOOD, encoding="utf-8")
    broken = []
    assert list(load_sources(tmp_path, broken)) == ["harbour"]
    assert [error.source for error in broken] == ["short"]
    assert str(software / "korea_kr.toml") in str(broken[0])


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

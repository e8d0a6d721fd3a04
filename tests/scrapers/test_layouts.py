"""Site knowledge: selectors, the files of data/layouts, and which layout a page gets. All texts are invented."""

import time
import tomllib
from pathlib import Path

import pytest
from lxml import etree

from scrapers.boilerplate import html, known, layouts, selectors
from scrapers.boilerplate.cleaning import clean
from scrapers.boilerplate.layouts import candidates, load

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "scrapers" / "boilerplate" / "data" / "layouts"
FILES = sorted(FOLDER.glob("*.toml"))
BODY = (
    "<p>새길시는 내년에 낡은 급경사지 280곳을 정비하는 데 예산 340억 원을 들인다고 11일 밝혔다.</p>"
    "<p>시는 3월까지 설계를 마치고 장마가 오기 전에 위험한 곳부터 공사를 시작할 계획이라고 설명했다.</p>"
    "<p>주민들은 해마다 되풀이되던 토사 유출이 줄어들 것으로 기대한다고 말했다.</p>"
)
SHORT = "<p>새길시는 내년에 급경사지 280곳을 정비한다고 밝혔다.</p>"
ASIDE = "".join(
    f"<p>다른 소식으로 한빛군은 지난 {day}일 열린 축제에 관광객 3만 명이 찾았다고 전했다.</p>"
    for day in range(1, 15)
)
TITLE, SUBTITLE = "새길시, 급경사지 280곳 정비한다", "장마 전에 위험한 곳부터"


def page(fragment: str, url: str = "") -> str:
    link = f"<meta property='og:url' content='{url}'>" if url else ""
    return f"<!doctype html><html><head><title>새길</title>{link}</head><body>{fragment}</body></html>"


def read(fragment: str, url: str = "") -> html.Page:
    return html.read(page(fragment, url))


def body(found: html.Page) -> str:
    return "\n".join(block.text for block in found.blocks[found.inside.start : found.inside.stop])


# --- selectors ---------------------------------------------------------------------------------------------

FOUND = [
    ("div#a", ["one"]),
    (".b", ["one", "two"]),
    ("p.b.c", ["two"]),
    ("#a .d", ["deep"]),
    ("#a > .d", []),
    ("#a > #e > .d", ["deep"]),
    (".x i", ["one"]),
    (".b > i", ["one", "two"]),
    ("div .c", []),
    ("#e > .d", ["deep"]),
    ("#a #e > p[itemprop=name]", ["deep"]),
    ("[class^=Title__]", ["hashed"]),
    ("h2[class^=Title__]", ["hashed"]),
    ("[class^=itle__]", []),
    (".Title", []),
]
TREE = (
    "<div id='a' class='b x'><i>one</i><section id='e'><p class='d' itemprop='name'>deep</p></section></div>"
    "<p class='c  b'><i>two</i></p><h2 class='big Title__9kRU_'><i>hashed</i></h2>"
)


@pytest.mark.parametrize(("css", "texts"), FOUND)
def test_a_selector_finds_what_its_css_says(css, texts):
    selector = selectors.compiled(css)
    found = selectors.elements(html.parse(page(TREE)), selector, selector.names)
    assert [next(text for text in one.itertext() if text.strip()) for one in found] == texts


@pytest.mark.parametrize(
    "css",
    [
        "",
        "p",
        "a:hover",
        "a, b",
        ".a + .b",
        "> a",
        "a >",
        "a > > b",
        "*",
        "[class^=hash]",
        "[id^=x__]",
        "[href]",
    ],
)
def test_other_css_is_refused(css):
    with pytest.raises(ValueError, match="selector"):
        selectors.compiled(css)


def test_the_tree_is_not_searched_for_names_that_the_page_does_not_have():
    selector = selectors.compiled("#a .d")
    assert selector.names == {"a", "d"}
    assert selectors.elements(html.parse(page(TREE)), selector, frozenset({"a"})) == []


def test_the_names_of_a_page_are_found_in_one_pass_even_in_half_characters():
    source = "<div id=dic_area><h3 class='ArticleDetailView_title__9kRU_'>\ud800</h3>"
    assert layouts.present(source) >= {"dic_area", "ArticleDetailView_title__"}
    assert "bo_v_con" not in layouts.present(source)


def test_the_first_element_with_text_is_taken_or_one_with_a_datetime():
    source = page("<h1 class='t'> </h1><h1 class='t'>제목</h1><time class='d' datetime='2026-01-06'></time>")
    root, names = html.parse(source), frozenset("tdu")
    assert selectors.first(root, [selectors.compiled(".t")], names).text == "제목"
    assert selectors.first(root, [selectors.compiled(".d")], names).tag == "time"
    assert selectors.first(root, [selectors.compiled(".u")], names) is None


# --- the files ---------------------------------------------------------------------------------------------

#: Names that say nothing of the software: alone they may not choose a layout on a page of an unknown site.
COMMON = {
    *("article", "content", "contents", "cont", "view", "body", "text", "txt", "viewer", "font", "news"),
    *("view_cont", "view_con", "view-con", "view_content", "view-content", "view-text", "viewContent"),
    *("articleBody", "article_body", "article-body", "articlebody_", "article_view", "article-view"),
    *("article_txt", "article_content", "articleContent", "articleText", "article-text", "articleView"),
    *("news_view", "news_body", "news_content", "news-content", "newsContent", "board_view", "board_cont"),
    *("entry-content", "post-content", "contents_style", "detail-cont", "newsView", "art_cont", "art_body"),
    *("textBody", "xe_content", "NewsAdContent", "con_detail", "bbs_con", "bbs_view", "board_view_body"),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_loads_says_whose_it_is_and_names_its_sources(path, tmp_path):
    text = path.read_text(encoding="utf-8")
    (tmp_path / path.name).write_text(text, encoding="utf-8")
    found = load(tmp_path)
    assert {layout.name for layout in found} == {path.stem}
    assert text.startswith("# ")
    assert "Sources: " in text or path.stem == "schema_org"


def test_there_are_many_and_every_generation_can_be_told_from_the_others():
    assert len(FILES) >= 70
    told = [
        (layout.name, layout.hosts, layout.marks, tuple(selector.css for selector in layout.body))
        for layout in layouts.layouts()
    ]
    assert len(told) == len(set(told))


def test_a_layout_for_any_site_asks_for_a_distinctive_name_or_two():
    bare = [
        (layout.name, selector.css)
        for layout in layouts.layouts()
        if not layout.generic
        for selector in layout.body
        if len(selector.names | layout.marks) < 2 and selector.names <= COMMON
    ]
    assert bare == []


def test_hosts_are_bare_and_each_is_claimed_once():
    claimed = {}
    for layout in layouts.layouts():
        for host in layout.hosts:
            assert host == host.lower()
            assert "/" not in host
            assert not host.startswith("www.")
            assert claimed.setdefault(host, layout.name) == layout.name


def test_the_folder_is_installed():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert "scrapers.boilerplate.data.layouts" in told["packages"]
    assert {"*.toml", "*.md"} <= set(told["package-data"]["*"])


def test_the_readme_explains_every_key():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [key for key in layouts._KEYS if f"`{key}`" not in text and f"`{key}." not in text] == []


WRONG = {
    "no_layout": ("kind = 'news'", "no [[layout]]"),
    "no_toml": ("[[layout]\n", "no_toml.toml"),
    "unknown_key": ("[[layout]]\nbody=['#a']\ntitel=['#b']", "unknown key titel"),
    "unknown_key_above": ("host = 'a.kr'\n[[layout]]\nbody=['#a']", "unknown key host"),
    "no_body": ("[[layout]]\ntitle=['#a']", "body"),
    "nameless_body": ("[[layout]]\nbody=['article h1']", "article h1"),
    "bad_css": ("[[layout]]\nbody=['#a:first-child']", "#a:first-child"),
    "string": ("[[layout]]\nbody='#a'", "body is a list"),
    "kind": ("kind='poem'\n[[layout]]\nbody=['#a']", "poem"),
    "generic": ("generic=1\n[[layout]]\nbody=['#a']", "generic"),
    "drop_list": ("[[layout]]\nbody=['#a']\ndrop=['.b']", "drop"),
    "drop_kind": ("[[layout]]\nbody=['#a']\ndrop.fun=['.b']", "drop.fun"),
    "drop_kept": ("[[layout]]\nbody=['#a']\ndrop.other=['.b']", "drop.other"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_an_error_that_names_it(name, tmp_path):
    text, said = WRONG[name]
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"{name}\.toml") as error:
        load(tmp_path)
    assert said in str(error.value)


def test_what_stands_above_holds_for_all_and_generic_ones_come_last(tmp_path):
    (tmp_path / "b.toml").write_text(
        "kind='blog'\nhosts=['b.kr']\n[[layout]]\ngeneric=true\nbody=['.b1']\n[[layout]]\nkind='news'\nbody=['.b2']",
        encoding="utf-8",
    )
    (tmp_path / "c.toml").write_text("[[layout]]\nbody=['.c']", encoding="utf-8")
    (tmp_path / "readme.txt").write_text("no layout", encoding="utf-8")
    found = [(one.name, one.body[0].css, one.kind, one.hosts) for one in load(tmp_path)]
    assert found == [
        ("b", ".b2", "news", ("b.kr",)),
        ("c", ".c", None, ()),
        ("b", ".b1", "blog", ("b.kr",)),
    ]


# --- which layout a page gets ------------------------------------------------------------------------------


def test_the_sites_own_layouts_come_first_and_those_of_other_sites_not_at_all():
    own = candidates("news.kbs.co.kr")
    assert [layout.name for layout in own[:2]] == ["kbs", "kbs"]
    assert {layout.name for layout in own if layout.hosts} == {"kbs"}
    assert "ndsoft" in {layout.name for layout in own}
    assert not any(layout.hosts for layout in candidates("saegil.example"))
    unknown = candidates(None)
    assert not any(layout.hosts and layout.generic for layout in unknown)
    assert "chosun" in {layout.name for layout in unknown}
    assert [layout.generic for layout in unknown] == sorted(layout.generic for layout in unknown)


HOSTS = [
    ("https://www.korea.kr/news/a?newsId=1", "korea.kr"),
    ("http://WWW.Saegil.KR:8080/x", "saegil.kr"),
    ("/relative", None),
    ("https://localhost/x", None),
    ("https://[::1", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "expected"), HOSTS)
def test_the_host_of_an_address(url, expected):
    assert known.host(url) == expected


def test_a_common_name_fires_on_its_own_host_only():
    fragment = f"<div class='view_cont'>{BODY}</div><div class='side'>{ASIDE}</div>"
    assert read(fragment, "https://www.korea.kr/news/v.do?newsId=1").method == "layout:korea_kr"
    assert not read(fragment, "https://www.saegil.example/v/1").method.startswith("layout")
    assert not read(fragment).method.startswith("layout")


def test_the_url_that_the_caller_knows_counts_as_well():
    source = page(f"<div id='articleBody'>{BODY}</div><div>{ASIDE}</div>")
    assert html.read(source, url="https://www.kmib.co.kr/article/view.asp?arcid=1").method == "layout:kmib"


def test_marks_must_stand_in_the_page_too():
    fragment = f"<div class='board_view_body'>{BODY}</div><div>{ASIDE}</div>"
    assert not read(fragment).method.startswith("layout")
    headed = f"<div class='board_view_head'><h6>{TITLE}</h6></div>{fragment}"
    assert (read(headed).method, read(headed).title) == ("layout:local_boards", TITLE)


def test_an_empty_container_that_a_script_fills_is_passed_over():
    found = read(f"<div id='dic_area'><script>fill()</script></div><div id='bo_v_con'>{BODY}</div>")
    assert found.method == "layout:gnuboard"
    assert not read(f"<div id='dic_area'> </div><main>{BODY}</main>").method.startswith("layout")


def test_of_several_elements_the_first_that_is_no_stub_is_the_body():
    stub = "<div class='b_content'>인기글</div>"
    found = read(f"{stub}<div class='b_content'>{BODY}</div>", "https://www.moel.go.kr/v?seq=1")
    assert body(found).startswith("새길시는 내년에")


def test_a_stub_on_its_own_site_stays_but_what_surrounds_it_is_no_other_body():
    stub = "<div class='view_cont'>자세한 내용은 첨부파일을 확인하여 주시기 바랍니다.</div>"
    files = "<div class='filedown'>급경사지 정비.hwpx 내려받기 (182 KB), 급경사지 정비.pdf 내려받기 (310 KB), 사진 자료 12장 묶음.zip</div>"
    fragment = f"<div class='article_body'>{stub}{files}</div><div class='more'>{ASIDE}</div>"
    found = read(fragment, "https://www.korea.kr/briefing/pressReleaseView.do?newsId=1")
    assert (found.method, body(found)) == (
        "layout:korea_kr",
        "자세한 내용은 첨부파일을 확인하여 주시기 바랍니다.",
    )


def test_a_thin_body_gives_way_to_a_fuller_one_that_is_about_the_title():
    stub = "<h2 class='artclViewTitle'>새길시 급경사지 정비 예산 확정</h2><div class='artclView'>로그인한 회원만 전체 글을 볼 수 있다고 관리자가 알렸다.</div>"
    full = "".join(
        f"<p>새길시 급경사지 정비 예산 확정 소식에 따르면 시는 {n}번째 구역의 공사를 시작한다고 밝혔다.</p>"
        for n in range(20)
    )
    assert read(f"{stub}<div class='full'>{full}</div>").method == "blocks"
    assert read(f"{stub}<div class='other'>{ASIDE}</div>").method == "layout:k2web"


def test_a_short_article_beside_long_columns_stays():
    fragment = f"<h1 class='heading'>{TITLE}</h1><div id='article-view-content-div'>{SHORT}</div><div class='x'>{ASIDE}</div>"
    assert body(read(fragment)) == "새길시는 내년에 급경사지 280곳을 정비한다고 밝혔다."


def test_a_thin_body_gives_way_to_the_scripts_of_the_page():
    first = "새길시는 내년에 급경사지 280곳을 정비한다고 밝혔다."
    rest = " ".join(
        f"{n}번째 급경사지는 {n}월에 공사를 시작해 장마 전에 마친다고 시는 설명했다." for n in range(1, 9)
    )
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{first} {rest}"}}</script>'
    assert read(f"{script}<div id='article-view-content-div'>{SHORT}</div>").method == "json-ld"


def test_names_around_the_container_say_nothing_of_it_but_tags_do():
    inner = f"<div id='bo_v_con'>{BODY}</div>"
    assert read(f"<div class='latest'>{inner}</div><div>{ASIDE}</div>").method == "layout:gnuboard"
    assert read(f"<aside>{inner}</aside><div>{ASIDE}</div>").method != "layout:gnuboard"


def test_what_is_never_the_bodys_is_dropped_with_its_kind():
    fragment = f"<div class='story-news article'>{BODY}<p class='txt-copyright'>새길통신 배포를 금합니다 라고 적었다.</p></div>"
    article = clean(page(fragment, "https://www.yna.co.kr/view/1"), source="dump", native_id="1")
    assert "배포를 금합니다" not in article.body
    assert "copyright" in {piece.kind for piece in article.dropped if "배포를" in piece.text}


def test_a_dropped_element_goes_however_little_else_there_is():
    fragment = f"<article id='dic_area'>{SHORT}<strong class='media_end_summary'>요약 한 줄은 여기에 있다고 했다.</strong></article>"
    article = clean(page(fragment), source="dump", native_id="1")
    assert article.body == "새길시는 내년에 급경사지 280곳을 정비한다고 밝혔다."
    assert article.subtitle == "요약 한 줄은 여기에 있다고 했다."


# --- every selector of every layout, on a page that is made of it ------------------------------------------


def made(css: str, text: str) -> str:
    """HTML that a selector finds: ``div#a .b`` → <div id="a"><i class="b">text</i></div>"""
    opened, closed = "", ""
    for step in css.replace(" > ", " ").split():
        found = selectors._STEP.fullmatch(step)
        tag = found[1] or "div"
        values: dict[str, list[str]] = {}
        for name, operator, value in selectors._conditions(css, found[2]):
            values.setdefault(name, []).append(f"{value}9kRU_" if operator == "^=" else value)
        attributes = "".join(f' {name}="{" ".join(words)}"' for name, words in values.items())
        opened, closed = f"{opened}<{tag}{attributes}>", f"</{tag}>{closed}"
    return f"{opened}{text}{closed}"


EVERY = [(layout, one) for layout in layouts.layouts() for one in layout.body]


@pytest.mark.parametrize(
    ("layout", "one"), EVERY, ids=lambda value: getattr(value, "name", None) or value.css
)
def test_every_body_comes_out_on_its_own_site(layout, one):
    marks = "".join(f"<b class='{mark}9kRU_ {mark}' id='{mark}'></b>" for mark in layout.marks)
    url = f"https://www.{layout.hosts[0]}/article/1" if layout.hosts else ""
    found = read(f"{marks}{made(one.css, BODY)}<div class='x'>{ASIDE}</div>", url)
    assert found.method == f"layout:{layout.name}" or not layout.hosts
    assert body(found).startswith("새길시는 내년에")
    assert "한빛군" not in body(found)


@pytest.mark.parametrize(
    "layout", layouts.layouts(), ids=lambda layout: f"{layout.name}:{layout.body[0].css}"
)
def test_what_a_layout_says_of_the_rest_comes_out(layout):
    parts = {
        "title": TITLE,
        "subtitle": SUBTITLE,
        "date": "입력 2026-01-06 15:45",
        "modified": "2026.01.07. 09:00",
    }
    parts |= {"department": "안전정책과", "reporter": "김하늘 기자"}
    for part, text in parts.items():
        for one in getattr(layout, part):
            source = page(made(one.css, text))
            chosen = known.Known(layout, names=layouts.present(source))
            element = chosen.element(html.parse(source), part)
            assert element is not None
            assert "".join(element.itertext()) == text


# --- families, as their pages are built --------------------------------------------------------------------

FAMILIES = [
    ("korea_kr", "https://www.korea.kr/news/policyNewsView.do?newsId=1",
     "<div class='view_title'><h1>{t}</h1><h2>{s}</h2><div class='variety'><div class='info'><span>2025.02.11</span> <a class='gotosite'>환경부<i class='tooltip'>부처별 뉴스 이동</i></a></div></div></div><div class='view_cont'>{b}</div>",
     {"title", "subtitle", "date"}),
    ("mois", "https://www.mois.go.kr/frt/bbs/x.do?nttId=1",
     "<h4 class='subject'>{t}</h4><div class='table_info'>등록일 2025.02.11. 작성자 안전과</div><div id='desc_pc'>{b}</div><div id='desc_mo'>{b}</div>",
     {"title", "date"}),
    ("board_es", "https://www.mohw.go.kr/board.es?list_no=1",
     "<article class='board_view'><h3>{t}</h3><ul class='info'><li>작성일 2025-02-11</li></ul><div class='contents'>{b}</div></article>",
     {"title", "date"}),
    ("msit", "https://www.msit.go.kr/bbs/view.do?nttSeqNo=1",
     "<div class='view_head'><h2>{t}</h2><div class='meta'>작성일 2025-02-11</div></div><div id='cont-wrap' class='view_cont'>{b}</div>",
     {"title", "date"}),
    ("molit", "https://www.molit.go.kr/USR/NEWS/m_71/dtl.jsp?id=1",
     "<div class='bd_view'><h4>{t}</h4><ul class='bd_view_ul_info'><li>등록일 <span>2025-02-11</span></li></ul><div class='bd_view_cont'>{b}</div></div>",
     {"title", "date"}),
    ("motir", "https://www.motir.go.kr/kor/article/x/1/view",
     "<div class='detail-tit'>{t}</div><ul class='detail-info'><li>등록일<span>2025-02-11</span></li></ul><div class='detail-cont'>{b}</div>",
     {"title", "date"}),
    ("si_board", "https://www.saegil.go.kr/www/selectBbsNttView.do?nttNo=1",
     "<table class='p-table'><tr><th class='p-table__subject'><span class='p-table__subject_text'>{t}</span></th></tr><tr><td class='p-table__content'>{b}</td></tr></table>",
     {"title"}),
    ("k2web", "https://www.saegil.ac.kr/bbs/home/1/2/artclView.do",
     "<div class='artclViewTitleWrap'><h2 class='artclViewTitle'>{t}</h2></div><div class='artclViewHead'><div class='right'><dl><dt>작성일</dt><dd>2025.02.11</dd></dl></div></div><div class='artclView'>{b}</div>",
     {"title", "date"}),
    ("local_boards", "https://www.saegil.go.kr/boardView.do?seq=1",
     "<div class='board_view_head'><h6>{t}</h6></div><div class='board_view_info'><span>2025-02-11</span></div><div class='board_view_body'>{b}</div>",
     {"title", "date"}),
    ("ndsoft", "https://www.saegil.example/news/articleView.html?idxno=1",
     "<header class='article-view-header'><h3 class='heading'>{t}</h3><h4 class='subheading'>{s}</h4><ul class='infomation'><li>김하늘 기자</li><li>승인 2025.02.11 12:30</li></ul></header><article id='article-view-content-div' itemprop='articleBody'>{b}</article>",
     {"title", "subtitle", "date"}),
    ("ndsoft", "https://www.saegil.example/news/articleView.html?idxno=2",
     "<div class='View_Title'><h1>{t}</h1><span>{s}</span></div><div class='View_Time'>2015.02.11 12:30</div><div id='articleBody'>{b}</div>",
     {"title", "subtitle", "date"}),
    ("dadamedia", "", "<div class='viewTitle'><h1>{t}</h1></div><div class='viewContentWrap'><div id='viewContent'>{b}</div></div>", {"title"}),
    ("mediaon", "", "<div class='arvtitle'><div class='hbox'><h2>{t}</h2><h3>{s}</h3></div></div><div class='arvdate'>2025.02.11 12:30:00 / 김하늘</div><div id='news_body_area'>{b}</div>", {"title", "subtitle", "date"}),
    ("insnet", "https://www.saegil.example/sub_read.html?uid=1", "<div id='textinput'>{b}</div>", set()),
    ("gnuboard", "", "<article id='bo_v'><h2 id='bo_v_title'><span class='bo_v_tit'>{t}</span></h2><div id='bo_v_con'>{b}</div></article>", {"title"}),
    ("xe", "", "<div class='rd'><div class='rd_hd'><h1>{t}</h1></div><div class='rd_body'><div class='document_1_0 xe_content'>{b}</div></div><div class='fdb_lst'><div class='comment_2_0 xe_content'>{b}</div></div></div>", {"title"}),
    ("kboard", "", "<div class='kboard-document-wrap'><div class='kboard-title'><h1>{t}</h1></div><div class='kboard-content'><div class='content-view'>{b}</div></div></div>", {"title"}),
    ("tagdiv", "", "<header class='td-post-title'><h1 class='entry-title'>{t}</h1><span class='td-post-date'><time datetime='2025-02-11T12:30:00+09:00'>1일 전</time></span></header><div class='td-post-content'>{b}</div>", {"title", "date"}),
    ("tistory", "https://saegil.tistory.com/1", "<div class='hgroup'><h1>{t}</h1><span class='date'>2025. 2. 11.</span></div><div class='tt_article_useless_p_margin contents_style'>{b}</div>", {"title", "date"}),
    ("naver_blog", "https://blog.naver.com/saegil/1", "<div class='se-title-text'>{t}</div><span class='se_publishDate'>2025. 2. 11. 12:30</span><div class='se-main-container'>{b}</div>", {"title", "date"}),
    ("naver_blog", "", "<div class='htitle'><span class='pcol1 itemSubjectBoldfont'>{t}</span></div><div id='postViewArea'>{b}</div>", {"title"}),
    ("newswire", "https://www.newswire.co.kr/newsRead.php?no=1", "<div class='release-time'>2025-02-11 12:30</div><section class='article_column'>{b}</section>", {"date"}),
    ("naver_news", "https://n.news.naver.com/article/001/1", "<h2 class='media_end_head_headline'>{t}</h2><div class='media_end_head_info_datestamp'>입력2025.02.11. 오후 12:30</div><article id='dic_area'>{b}</article>", {"title", "date"}),
    ("naver_news", "", "<h3 id='articleTitle'>{t}</h3><div class='sponsor'><span class='t11'>2015.02.11. 오후 12:30</span></div><div id='articleBodyContents'>{b}</div>", {"title", "date"}),
    ("daum_news", "https://v.daum.net/v/1", "<h3 class='tit_view'>{t}</h3><div class='info_view'><span class='num_date'>2025. 2. 11. 12:30</span></div><div class='article_view'><section>{b}</section></div>", {"title", "date"}),
    ("nate_news", "", "<h1 class='articleSubecjt'>{t}</h1><p class='articleInfo'><span class='firstDate'>기사전송 2025-02-11 12:30</span></p><div id='realArtcContents'>{b}</div>", {"title", "date"}),
    ("hani", "https://www.hani.co.kr/arti/1.html", "<h3 class='ArticleDetailView_title__9kRU_'>{t}</h3><h4 class='ArticleDetailView_subtitle__x6jcS'>{s}</h4><li class='ArticleDetailView_dateListItem__mRc3d'>등록 <span>2025-02-11 12:30</span></li><div class='article-text'>{b}</div>", {"title", "subtitle", "date"}),
    ("joongang", "https://www.joongang.co.kr/article/1", "<h1 class='headline'>{t}</h1><div class='datetime'><time itemprop='datePublished' datetime='2025-02-11T12:30:00+09:00'>2025.02.11 12:30</time></div><div id='article_body'>{b}</div>", {"title", "date"}),
    ("yna", "https://www.yna.co.kr/view/1", "<h1 class='tit01'>{t}</h1><div class='tit-sub'><h2 class='tit01'>{s}</h2></div><div class='update-time'><span class='txt-time01'>송고2025-02-11 12:30</span></div><div class='story-news article'>{b}</div>", {"title", "subtitle", "date"}),
    ("mk", "https://www.mk.co.kr/news/1", "<h2 class='news_ttl'>{t}</h2><dl class='registration'><dt>입력</dt><dd>2025-02-11 12:30:00</dd></dl><div class='news_cnt_detail_wrap'>{b}</div>", {"title", "date"}),
    ("segye", "https://www.segye.com/newsView/1", "<h3 id='title_sns'>{t}</h3><p class='viewInfo'>입력 : 2025-02-11 12:30:00</p><article class='viewBox2'><em class='precis'>{s}</em>{b}</article>", {"title", "subtitle", "date"}),
    ("kbs", "https://news.kbs.co.kr/news/pc/view/view.do?ncd=1", "<h4 class='headline-title'>{t}</h4><em class='input-date'>입력 2025.02.11 (12:30)</em><div id='cont_newstext' class='detail-body'>{b}</div>", {"title", "date"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "url", "fragment", "shown"),
    FAMILIES,
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else "",
)
def test_a_page_of_the_family(name, url, fragment, shown):
    menu = "<ul class='gnb'><li><a href='/a'>정치</a></li><li><a href='/b'>경제</a></li></ul>"
    found = read(f"{menu}{fragment.format(t=TITLE, s=SUBTITLE, b=BODY)}<div class='x'>{ASIDE}</div>", url)
    assert found.method == f"layout:{name}"
    article = clean(
        page(f"{menu}{fragment.format(t=TITLE, s=SUBTITLE, b=BODY)}<div class='x'>{ASIDE}</div>", url),
        source="dump",
        native_id="1",
    )
    assert article.body == "\n".join(etree.HTML(BODY).xpath("//p/text()"))
    assert article.title == TITLE if "title" in shown else not found.title
    assert found.subtitle == (SUBTITLE if "subtitle" in shown else None)
    if "date" in shown:
        assert found.published
        assert found.published[0][0][:10] in ("2025-02-11", "2015-02-11")


def test_a_page_costs_next_to_nothing_beyond_its_parse():
    """150 layouts on a page of 100 KB that none fits: less than a bare parse of it."""
    rows = "".join(
        f"<li class='a{n} b-{n}' id='c{n}'><a href='/{n}'>가나다라 {n}</a></li>" for n in range(1500)
    )
    source = page(f"<div class='wrap'>{rows}</div>")
    root = html.parse(source)
    known.find(root, source, None)

    def spent(work, *args):
        started = time.process_time()
        for _ in range(10):
            work(*args)
        return time.process_time() - started

    assert spent(known.find, root, source, None) < spent(html.parse, source)

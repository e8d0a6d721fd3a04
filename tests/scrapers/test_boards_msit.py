"""Cells that a script fills: what it writes is read from its text, and nothing of it is run."""

import time

import pytest

from scrapers import msit
from scrapers.assignments import Assignment, assignments
from scrapers.errors import ParseError
from scrapers.fetch import Page
from scrapers.javascript import unescaped
from scrapers.reader import Item
from scrapers.source import load_sources

SOURCE = load_sources()["msit"]


def written(script):
    return [(one.cell, one.value) for one in assignments(script)]


WRITTEN = [
    ("""$("#td_NTT_SJ_0").html("우주 정책");""", [("td_NTT_SJ_0", "우주 정책")]),
    ("""$('#td_NTT_SJ_0').text('우주 정책')""", [("td_NTT_SJ_0", "우주 정책")]),
    ("""jQuery( "#a" ) . html ( 'b' )""", [("a", "b")]),
    ("""$("#a").val(2026)""", [("a", "2026")]),
    ("""document.getElementById("a").innerHTML = 'b';""", [("a", "b")]),
    ("""document.getElementById('a').innerText='b'""", [("a", "b")]),
    ("""window.document.getElementById('a').textContent = "b";""", [("a", "b")]),
    ("""td_REG_DT_0.innerHTML = "2026. 10. 1";""", [("td_REG_DT_0", "2026. 10. 1")]),
    ("""$("#a").html(unescape('%uC6B0%uC8FC'));""", [("a", "우주")]),
    (
        """$("#a").html(unescape("%uC6B0%uC8FC%20%22%uAC1C%uCC99%22%20100%25"));""",
        [("a", '우주 "개척" 100%')],
    ),
    ("""$("#a").html(decodeURIComponent('%EC%9A%B0%EC%A3%BC'));""", [("a", "우주")]),
    (r"""$("#a").html('it\'s \"그것\" \\ \uC6B0\x41\n끝');""", [("a", 'it\'s "그것" \\ 우A\n끝')]),
    (r"""$("#a").html("<b>가<\/b>");""", [("a", "<b>가</b>")]),
    ("""$("#a").html('가' + "나" + (1 + '다'));""", [("a", "가나1다")]),
    ("""$("#td_" + 'X_' + 0).html('가');""", [("td_X_0", "가")]),
    ("""var t = '가'; let u = t + '나'; $("#a").html(u);""", [("a", "가나")]),
    ("""t = unescape('%uAC00+%uB098').replace(/\\+/g, ' ').trim(); $("#a").html(t);""", [("a", "가 나")]),
    ("""$("#a").html('가-나-다'.replace('-', ' '));""", [("a", "가 나-다")]),
    ("""$("#a").html(`가 'n' "나"`);""", [("a", "가 'n' \"나\"")]),
    ("""$("#a").empty().html('가').append("나").show();""", [("a", "가"), ("a", "나")]),
    ("""$("td_X_0").innerHTML = '가';""", [("td_X_0", "가")]),
    (
        """document.all.td_X_0.innerText = '가'; document.all["td_X_1"].innerText = '나';""",
        [("td_X_0", "가"), ("td_X_1", "나")],
    ),
    ("""document.querySelector('#a').textContent = '가';""", [("a", "가")]),
    ("""document.write(unescape('%uAC00'));""", [("", "가")]),
    ("""$("#a").text($("<div/>").html("&lt;가&gt; <b>나</b> &amp; 다").text());""", [("a", "<가> 나 & 다")]),
    ("""var a = '가', b = '나'; $("#x").html(a + b);""", [("x", "가나")]),
    ("""$("#a").html('하나'); $("#a").html('둘');""", [("a", "하나"), ("a", "둘")]),
    ("""if (x) { $("#a").html('가'); } else { $("#b").html('나'); }""", [("a", "가"), ("b", "나")]),
    ("""var re = s.replace(/"/g, ''); $("#a").html('가');""", [("a", "가")]),
    ("""var url = "https://www.msit.go.kr//a"; $("#a").html('가'); // 끝""", [("a", "가")]),
    (
        """var r = 4 / 2; $("#a").html('가'); var s = "/* ";  $("#b").html('나 */');""",
        [("a", "가"), ("b", "나 */")],
    ),
]


@pytest.mark.parametrize(("script", "expected"), WRITTEN)
def test_plain_strings_are_read(script, expected):
    assert written(script) == expected


DECOYS = [
    """// $("#a").html("가");""",
    """/* $("#a").html("가"); */""",
    """/*\n * $("#a").html("가");\n $("#b").html("나"); */""",
    """/* $("#a").html("가");""",
    """<!-- $("#a").html("가");""",
    """var s = '$("#a").html("가");';""",
    """var s = "// "; // $("#a").html("가");""",
    """$("#a").html(item.title);""",
    """$("#a").html(title);""",
    """$("#a").html("가" + item);""",
    """$("#a").html(x ? "가" : "나");""",
    """$("#a").html("가"[0]);""",
    """$("#a").html("가".split(""));""",
    """$("#a").html(`가 ${title}`);""",
    """$("#a").html();""",
    """$("#a").text($("#b").text());""",
    """document.title = "가"; document.cookie = "a=1";""",
    """$("#a").hide("가");""",
    """$("#a").attr("title", "가");""",
    """document.querySelector("#a").value == "가";""",
    """var t = "가"; t = load(); $("#a").html(t);""",
    """eval("$('#a').html('가')")""",
    """$("#a").html('가""",
    """$("#a").html("가
    나");""",
    """$("#a").html('가'.replace(/[가-나]/g, '다'));""",
    "",
    "가나다",
]


@pytest.mark.parametrize("script", DECOYS)
def test_comments_and_what_is_not_plain_write_nothing(script):
    assert written(script) == []


def test_markup_text_and_additions_are_told_apart():
    script = """$("#a").html("가"); $("#b").text("나"); $("#c").append("다"); $("#d")[0].innerHTML = "라"; e.innerHTML += "마";"""
    assert list(assignments(script)) == [
        Assignment("a", "가", markup=True),
        Assignment("b", "나", markup=False),
        Assignment("c", "다", markup=True, adds=True),
        Assignment("e", "마", markup=True, adds=True),
    ]


UNESCAPED = [
    ("%uAC00", "가"),
    ("%uac00%20B", "가 B"),
    ("%uD83D%uDE80", "🚀"),
    ("100%", "100%"),
    ("%uZZZZ", "%uZZZZ"),
    ("%uD83D", "\ufffd"),
    ("가 나", "가 나"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), UNESCAPED)
def test_unescape(text, expected):
    assert unescaped(text) == expected


HOSTILE = [
    *("'" * 100_000, "'\\" * 50_000, "`" * 99_999, "/*" * 50_000, "x=/[" * 25_000, "=/\\" * 30_000),
    *("$('#a').html(" + "(" * 100_000, "$('#a').html(" + "'a'+" * 30_000, "$(" * 50_000, "a.b" * 30_000),
    "x='가나다라';" + "x=x+x;" * 100 + "$('#a').html(x)",
    "x='" + "가" * 9_999 + "';" + "x=x.replaceAll('가',x);" * 3 + "$('#a').html(x)",
]


@pytest.mark.parametrize("script", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_scripts_end(script):
    started = time.monotonic()
    assert written(script) == []
    assert time.monotonic() - started < 5


def page(text):
    url = "https://www.msit.go.kr/bbs/list.do?bbsSeqNo=94"
    return Page(
        url,
        url,
        200,
        {"content-type": "text/html; charset=UTF-8"},
        "2026-10-02T12:00:00+09:00",
        text.encode(),
        "",
    )


def script(number, title="누리호 발사", day="2026. 10. 1"):
    return (
        f"""<script>$("#td_NTT_SJ_{number}").html("{title}"); $("#td_REG_DT_{number}").html("{day}");"""
        f"""$("#td_CHRG_DEPT_NM_{number}").html("우주기술과");</script>"""
    )


def cells(number, tag="span"):
    return "".join(
        f'<{tag} id="td_{name}_{number}"></{tag}>' for name in ("NTT_SJ", "REG_DT", "CHRG_DEPT_NM")
    )


def rows(shape, count):
    inside = "".join(
        shape.replace("N", str(number)).format(cells(number, "td" if "<tr" in shape else "span"))
        for number in range(count)
    )
    return (
        f"<table><tbody>{inside}</tbody></table>" if "<tr" in shape else f"<div>{inside}</div>"
    ) + "".join(script(number) for number in range(count))


SHAPES = [
    '<tr><td><a href="#" onclick="fn_detail(70N)">보기</a></td>{}</tr>',
    '<tr onclick="fn_detail(70N)">{}</tr>',
    "<div><a href=\"javascript:fn_detail('70N');\">{}</a></div>",
    '<ul><li><a href="#" onclick="fn_detail(70N); return false;"><b>{}</b></a></li></ul>',
    '<div><p onclick="fn_detail(70N)">{}</p></div>',
    '<div><div>{}</div><div><a href="#" onclick="fn_detail( 70N )">보기</a></div></div>',
]


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_row_is_what_holds_one_title(shape, count):
    """Nothing but the names of the cells is relied upon."""
    found = msit.items(page(rows(shape, count)), SOURCE)
    assert [(item.native_id, item.title, item.published, item.department) for item in found.items] == [
        (f"70{number}", "누리호 발사", "2026-10-01", "우주기술과") for number in range(count)
    ]


def test_a_cell_that_stays_empty_breaks_its_row():
    text = rows(SHAPES[0], 2).replace(
        '$("#td_NTT_SJ_1").html("누리호 발사")', '$("#td_NTT_SJ_1").html(data.title)'
    )
    found = msit.items(page(text), SOURCE)
    assert [item.native_id for item in found.items] == ["700"]
    assert "title is empty" in found.broken[0]


def test_decoys_in_comments_are_not_read():
    text = (
        rows(SHAPES[0], 1)
        + "<!-- "
        + script(0, "가짜")
        + " --><script>/*"
        + script(0, "가짜")[8:-9]
        + "*/</script>"
    )
    assert msit.items(page(text), SOURCE).items[0].title == "누리호 발사"


def test_a_script_may_write_where_it_stands():
    text = '<table><tr><td><a href="#" onclick="fn_detail(7)"><span id="td_NTT_SJ_0"><script>document.write(unescape("%uBC1C%uC0AC"));</script></span></a></td>'
    text += '<td id="td_REG_DT_0">2026. 10. 1</td><td id="td_CHRG_DEPT_NM_0">우주기술과</td></tr></table>'
    assert msit.items(page(text), SOURCE).items[0].title == "발사"


def test_a_title_may_look_like_a_tag():
    text = rows(SHAPES[0], 1).replace(
        '.html("누리호 발사")', '.html("공고 <별첨> &lt;안내&gt; <b>누</b>리호")'
    )
    assert msit.items(page(text), SOURCE).items[0].title == "공고 <별첨> <안내> 누리호"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<h1>시스템 점검 안내</h1>",
        "<div id='app'></div>",
        rows(SHAPES[0], 2).replace("<script>", "<pre>"),
    ],
)
def test_a_list_without_filled_cells_fails(text):
    with pytest.raises(ParseError):
        msit.items(page(text), SOURCE)


def test_a_list_in_place_of_the_item_fails():
    item = Item(native_id="700", url="https://www.msit.go.kr/bbs/view.do?nttSeqNo=700", title="누리호 발사")
    with pytest.raises(ParseError, match="a list came"):
        msit.release(page(rows(SHAPES[0], 2) + "<h2>누리호 발사</h2>"), SOURCE, item)


def test_a_page_may_be_filled_by_its_script_too():
    item = Item(native_id="700", url="https://www.msit.go.kr/bbs/view.do?nttSeqNo=700", title="누리호 발사")
    text = '<h2 id="nttSj"></h2><div id="nttCn"></div><script>$("#nttSj").text("누리호 발사");$("#nttCn").html(unescape("%3Cp%3E%uBC1C%uC0AC%3C/p%3E"));</script>'
    found = msit.release(page(text), SOURCE, item)
    assert '<h2 id="nttSj">누리호 발사</h2>' in found.content.decode()
    assert "<p>발사</p>" in found.content.decode()

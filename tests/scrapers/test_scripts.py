"""Articles that stand in a page's scripts: every way in which site software keeps them, and what must not win."""

from __future__ import annotations

import base64
import json
import time
from html import escape
from urllib.parse import quote

import pytest

from scrapers.article import Article
from scrapers.boilerplate.cleaning import clean
from scrapers.errors import ParseError

TITLE = "새길시, 급경사지 280곳에 계측기 단다"
BODY = (
    "새길시는 내년까지 시내 급경사지 280곳에 무선 계측기를 설치한다고 12일 밝혔다.",
    "계측기는 흙의 기울기와 물기를 10분마다 재고, 기준을 넘으면 주민 휴대전화로 대피 문자를 보낸다.",
    '김하늘 안전정책과장은 "지난여름 산사태로 길이 끊긴 마을부터 먼저 달겠다"고 말했다.',
    "사업비는 국비 42억 원과 시비 18억 원을 더한 60억 원이다. 시는 3월에 공사를 시작해 11월에 마친다.",
    "한편 지난 5년 동안 새길시에서는 산사태가 37차례 일어나 주택 12채가 부서졌다.",
)
OTHERS = [
    (
        "누리군 사과 값 두 배로 올라",
        (
            "누리군 농업기술센터는 사과 한 상자 도매가격이 지난해의 두 배인 9만 원으로 올랐다고 전했다. 봄에 내린 서리로 꽃눈이 얼어 "
            "수확이 41% 줄었기 때문이다. 농가 320곳은 냉해 보험금을 청구했고, 군은 저장고 임차료를 절반까지 대 주기로 했다. "
            "상인들은 설을 앞두고 값이 더 뛸 것으로 내다봤다. 군은 수입 과일을 파는 직판장도 두 곳 열기로 했다고 덧붙였다."
        ),
    ),
    (
        "한빛대 연구진, 모기 잡는 로봇 선보여",
        (
            "한빛대 연구진이 소리로 모기를 찾아 전기로 잡는 손바닥만 한 로봇을 공개했다. 로봇은 한 시간에 모기 210마리를 잡았다. "
            "연구진은 보건소 30곳에서 시험한 뒤 내년 여름 판매할 계획이라고 말했다. 값은 8만 원 안팎이 될 것으로 보인다."
        ),
    ),
    (
        "도서관 휴관일 바뀐다",
        (
            "다온시 도서관 14곳의 휴관일이 다음 달부터 월요일에서 금요일로 바뀐다. 시민 설문에서 응답자의 63%가 금요일을 골랐다. "
            "어린이실은 쉬는 날에도 오후 여섯 시까지 문을 연다고 도서관 관계자는 설명했다."
        ),
    ),
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)
BREAKS = "<br /><br />".join(BODY)
PLAIN = "\n\n".join(BODY)
META = f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="새길일보">'
RELATED = [{"title": title, "content": f"<p>{text}</p>", "id": n} for n, (title, text) in enumerate(OTHERS)]
ARTICLE = {
    "id": 4821733,
    "title": TITLE,
    "subtitle": "60억 들여 내년까지",
    "content": PARAGRAPHS,
    "regDt": "2025-02-12 09:30:11",
    "modDt": "2025-02-12 10:02:45",
    "reporterName": "이도윤 기자",
}


def js(value: object) -> str:
    """JSON as servers write it into scripts."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def script(text: str, attributes: str = "") -> str:
    return f"<script {attributes}>{text}</script>"


def page(*inside: str, head: str = META, shown: str = '<div id="app"></div>') -> str:
    menu = "".join(
        f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(("정치", "경제", "사회", "문화"))
    )
    return (
        f"<!DOCTYPE html><html lang='ko'><head><meta charset='utf-8'><title>새길일보</title>{head}</head>"
        f"<body><ul id='gnb'>{menu}</ul>{shown}{''.join(inside)}<footer>저작권자 ⓒ 새길일보, 무단 전재 및 재배포 금지</footer></body></html>"
    )


def read(html: str) -> Article:
    return clean(html, source="t", native_id="1", markup=True)


def flight(*rows: str, size: int = 97) -> str:
    """Rows in the pushes of Next.js, cut up anywhere."""
    text = "".join(rows)
    cut = [text[at : at + size] for at in range(0, len(text), size)]
    return script("(self.__next_f=self.__next_f||[]).push([0])") + "".join(
        script(f"self.__next_f.push([1,{js(part)}])") for part in cut
    )


def text_row(name: str, text: str) -> str:
    return f"{name}:T{len(text.encode()):x},{text}"


def escapes(text: str) -> str:
    """Korean as %uAC00, as JavaScript's escape() writes it."""
    return "".join(f"%u{ord(char):04X}" if ord(char) > 255 else quote(char) for char in text)


NEXT = {
    "props": {"pageProps": {"relatedArticles": RELATED, "article": ARTICLE, "ranking": RELATED}},
    "buildId": "x1",
}
ARC_PARTS = [
    {"_id": "A1", "type": "text", "content": BODY[0]},
    {
        "type": "image",
        "caption": "새길시 공무원이 계측기를 살펴보고 있다.",
        "credits": {"by": [{"name": "박누리 기자"}]},
    },
    {"type": "text", "content": BODY[1]},
    {"type": "raw_html", "content": "<div class='ad'><ins data-zone='mid'></ins></div>"},
    {"type": "quote", "content_elements": [{"type": "text", "content": BODY[2]}]},
    {"type": "interstitial_link", "content": "누리군 사과 값 두 배로 올라", "url": "/x"},
    {"type": "list", "items": [{"type": "text", "content": BODY[3]}]},
    {"type": "text", "content": BODY[4]},
]
ARC = {
    "_id": "XQ2",
    "headlines": {"basic": TITLE, "print": "계측기"},
    "subheadlines": {"basic": "60억 들여 내년까지"},
    "created_date": "2025-02-11T03:00:00.118Z",
    "display_date": "2025-02-12T00:30:11Z",
    "last_updated_date": "2025-02-12T01:02:45.201Z",
    "credits": {
        "by": [{"name": "도윤 이", "additional_properties": {"original": {"byline": "이도윤 기자"}}}]
    },
    "content_elements": ARC_PARTS,
    "related_content": {"basic": RELATED},
}
DEVALUE = [
    {"state": 1, "data": 2},
    {},
    ["Reactive", 3],
    {"article": 4, "popular": 9},
    {"title": 5, "content": 6, "regDt": 7, "reporterName": 8},
    TITLE,
    PARAGRAPHS,
    "2025-02-12 09:30:11",
    "이도윤 기자",
    [10],
    {"title": 11, "content": 12},
    *OTHERS[0],
]
PROSEMIRROR = {
    "type": "doc",
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": t}]} for t in BODY],
}
PORTABLE = [{"_type": "block", "children": [{"_type": "span", "text": t}]} for t in BODY]
EDITORJS = {"blocks": [{"type": "paragraph", "data": {"text": t}} for t in BODY]}
QUILL = {"ops": [{"insert": PLAIN + "\n"}]}
DRAFT = {"blocks": [{"key": "a", "type": "unstyled", "text": t} for t in BODY], "entityMap": {}}
LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "articleBody": PLAIN,
    "datePublished": "2025-02-12T09:30:11+09:00",
    "dateModified": "2025-02-12T10:02:45+09:00",
    "author": [{"@type": "Person", "name": "이도윤 기자"}],
}
LIST = {
    "@type": "ItemList",
    "itemListElement": [
        {"@type": "ListItem", "item": {"@type": "NewsArticle", "headline": h, "articleBody": f"{t} {t}"}}
        for h, t in OTHERS
    ],
}
LD_TYPE = 'type="application/ld+json"'
NUXT = (
    'window.__NUXT__=(function(a,b,c,d,e){return {layout:"default",data:[{article:{id:4821733,title:a,'
    'content:b,regDt:c,writer:d,hits:1e3,ok:!0,none:void 0},hot:[{title:e.t,content:"x"},{title:"나",'
    f"content:{js(OTHERS[0][1])}}}]}}],fetch:{{}},error:null,serverRendered:!0}}}}"
    f'({js(TITLE)},{js(PARAGRAPHS)},"2025-02-12 09:30:11","이도윤 기자",{{}}));'
)
NUXT_SET = (
    "window.__NUXT__=(function(a,b,c){c.title=a;c.content=b;c.related=[];return {data:[{detail:c}],state:{}}}"
    f"({js(TITLE)},{js(PARAGRAPHS)},{{}}));"
)
CONCATENATED = " +\n  ".join(f"'<p>{line}</p>'" for line in BODY)
ADDED = (
    "var html = '';\n" + "\n".join(f"html += '<p>{line}</p>';" for line in BODY) + "\n$('#view').html(html);"
)
WRITTEN = "\n".join(f"document.write({js(f'<p>{line}</p>')});" for line in BODY)
ESCAPED_STATE = js(json.dumps({"news": ARTICLE, "hotNews": RELATED}))
UNESCAPED_QUOTES = (
    '{"@type":"NewsArticle","headline":"'
    + TITLE
    + '","articleBody":"'
    + PLAIN
    + '","datePublished":"2025-02-12T09:30:11+09:00"}'
)

VARIANTS = {
    "ld": script(js(LD), LD_TYPE),
    "ld_after_a_list_of_others": script(js(LIST), LD_TYPE) + script(js(LD), LD_TYPE),
    "ld_graph": script(js({"@graph": [{"@type": "BreadcrumbList"}, LIST, LD]}), LD_TYPE),
    "ld_array": script(js([{"@type": "Organization", "name": "새길일보"}, LD]), LD_TYPE),
    "ld_several_articles": script(js([{**LD, "headline": h, "articleBody": f"{t} {t}"} for h, t in OTHERS] + [LD]), LD_TYPE),
    "ld_types": script(js({**LD, "@type": ["NewsArticle", "http://schema.org/Article"]}), LD_TYPE),
    "ld_line_ends": script(js(LD).replace("\\n", "\n"), LD_TYPE),
    "ld_comma_too_many": script(js(LD)[:-1] + ",\n}", LD_TYPE),
    "ld_comments": script("/* seo */ " + js(LD).replace('"headline"', '// 제목\n"headline"'), LD_TYPE),
    "ld_cdata": script("//<![CDATA[\n" + js(LD) + "\n//]]>", LD_TYPE),
    "ld_cdata_bare": script("<![CDATA[" + js(LD) + "]]>", LD_TYPE),
    "ld_html_escaped": script(escape(js(LD)), LD_TYPE),
    "ld_quotes_escaped_in_body": script(js({**LD, "articleBody": escape(PLAIN)}), LD_TYPE),
    "ld_quotes_not_escaped": script(UNESCAPED_QUOTES, LD_TYPE),
    "ld_html_body": script(js({**LD, "articleBody": PARAGRAPHS}), LD_TYPE),
    "ld_escaped_html_body": script(js({**LD, "articleBody": escape(PARAGRAPHS)}), LD_TYPE),
    "ld_main_entity": script(js({"@type": "WebPage", "name": "새길일보", "mainEntity": LD}), LD_TYPE),
    "next": script(js(NEXT), 'id="__NEXT_DATA__" type="application/json"'),
    "next_react_query": script(
        js({"props": {"pageProps": {"dehydratedState": {"queries": [{"state": {"data": {"result": ARTICLE}}}]}}}}),
        'id="__NEXT_DATA__" type="application/json"',
    ),
    "next_ascii": script(json.dumps(NEXT), 'id="__NEXT_DATA__" type="application/json"'),
    "flight_props": flight(f'5:["$","$L9",null,{js({"article": ARTICLE, "related": RELATED})}]\n'),
    "flight_text_row": flight(
        '2:I["chunk",["1"],"View"]\n',
        text_row("1f", PARAGRAPHS),
        f'5:["$","$L9",null,{{"news":{{"title":{js(TITLE)},"body":"$1f","regDate":"$D2025-02-12T00:30:11.000Z"}}}}]\n',
        size=31,
    ),
    "flight_raw_html": flight(
        text_row("a", PARAGRAPHS), '0:["$","div",null,{"className":"view","dangerouslySetInnerHTML":{"__html":"$a"}}]\n'
    ),
    "flight_elements": flight(
        "0:"
        + js(["$", "article", None, {"children": [["$", "h1", None, {"children": TITLE}], *(["$", "p", f"{n}", {"children": [t]}] for n, t in enumerate(BODY))]}])
        + "\n",
        "7:" + js(["$", "aside", None, {"children": [["$", "p", None, {"children": t}] for _, t in OTHERS]}]) + "\n",
    ),
    "nuxt_function": script(NUXT),
    "nuxt_function_with_statements": script(NUXT_SET),
    "nuxt_object": script("window.__NUXT__=" + js({"data": [{"view": ARTICLE, "best": RELATED}]}) + ";"),
    "nuxt3": script(js(DEVALUE), 'type="application/json" id="__NUXT_DATA__" data-ssr="true"'),
    "arc": script(f'window.Fusion=window.Fusion||{{}};Fusion.arcSite="s";Fusion.globalContent={js(ARC)};Fusion.x={{}};'),
    "state_object": script(f"window.__INITIAL_STATE__ = {js({'news': ARTICLE, 'hotNews': RELATED})};(function(){{var s;}})();"),
    "state_parsed": script(f"window.__PRELOADED_STATE__ = JSON.parse({ESCAPED_STATE});"),
    "apollo": script(
        "window.__APOLLO_STATE__="
        + js({**{f"Article:{n}": one for n, one in enumerate(RELATED)}, "Article:4821733": {"__typename": "Article", **ARTICLE}})
    ),
    "json_in_json": script(js({"status": 200, "body": json.dumps(ARTICLE)}), 'type="application/json"'),
    "angular": script(js({"G.json": {"b": ARTICLE}}).replace("&", "&a;").replace('"', "&q;").replace("<", "&l;"), 'id="x-state" type="application/json"'),
    "js_object": script(
        "var viewData = {no: 4821733, title: '" + TITLE + "', // 제목\n contents: `" + PARAGRAPHS + "`, regDate: '2025.02.12 09:30',};"
    ),
    "vue": script(
        "new Vue({el:'#app',data:{news:{title:" + js(TITLE) + ",contents:" + js(PARAGRAPHS) + "}},methods:{go(){location.href='/'}}});"
    ),
    "jquery_html": script(f"$(function(){{ $('#view').html({js(BREAKS)}); }});"),
    "inner_html": script(f'document.getElementById("view").innerHTML = {js(PARAGRAPHS)};'),
    "variable": script(f"var content = {js(BREAKS)};\ncontent = content.replace(/<br \\/>/gi, '\\n');"),
    "concatenated": script(f"var s = {CONCATENATED};\n$('#view').append(s);"),
    "added": script(ADDED),
    "written": script(WRITTEN),
    "joined": script(f"el.innerHTML = [{CONCATENATED.replace(' +', ',')}].join('');"),
    "template_literal": script(f"const body = `{PARAGRAPHS}`;"),
    "u_escapes": script(f"var c = {json.dumps(PARAGRAPHS)};"),
    "unescape": script(f'document.write(unescape("{escapes(PARAGRAPHS)}"));'),
    "percent": script(f"var b = decodeURIComponent('{quote(PARAGRAPHS)}');"),
    "base64": script(f"var b = decodeURIComponent(escape(atob('{base64.b64encode(PARAGRAPHS.encode()).decode()}')));"),
    "patterns_with_quotes": script("s = s.replace(/\"/g, '').replace(/'/g, \"\"); // it's\nvar c = " + js(PARAGRAPHS)),
    "html_escaped_string": script(f"var c = '{escape(PARAGRAPHS)}';"),
    "textarea": f'<textarea id="src" style="display:none">{escape(PARAGRAPHS)}</textarea>',
    "hidden_input": f'<input type="hidden" id="cn" value="{escape(PARAGRAPHS)}">',
    "attribute": f'<div id="root" data-page="{escape(js({"props": {"post": ARTICLE, "latest": RELATED}}))}"></div>',
    "template": f'<template id="t"><article>{PARAGRAPHS}</article></template>',
    "noscript": f"<noscript><div class='news'>{PARAGRAPHS}</div></noscript>",
    "text_template": script(f"<div class='view'>{PARAGRAPHS}</div>", 'type="text/x-template" id="v"'),
    "prosemirror": script("window.__DATA__=" + js({"post": {"title": TITLE, "content": PROSEMIRROR}})),
    "portable_text": script("window.__DATA__=" + js({"post": {"title": TITLE, "body": PORTABLE}})),
    "editorjs": script("window.__DATA__=" + js({"post": {"title": TITLE, "content": EDITORJS}})),
    "quill": script("window.__DATA__=" + js({"post": {"title": TITLE, "content": QUILL}})),
    "draftjs": script("window.__DATA__=" + js({"post": {"title": TITLE, "content": json.dumps(DRAFT)}})),
    "paragraph_list": script("window.__DATA__=" + js({"post": {"title": TITLE, "paragraphs": BODY}})),
    "wordpress": script("var post=" + js({"title": {"rendered": TITLE}, "content": {"rendered": PARAGRAPHS, "protected": False}})),
    "parts_under_any_name": script(
        "var d=" + js({"post": {"headline": TITLE, "components": [{"type": "text", "value": t} for t in BODY] + [{"type": "image", "value": "계측기를 살펴보는 직원들의 모습이다."}]}})
    ),
    "parts_without_type": script("var d=" + js({"view": {"title": TITLE, "contents": [{"seq": n, "content": t} for n, t in enumerate(BODY)]}})),
    "body_under_any_name": script("var d=" + js({"bbs": {"bbsTitle": "x", "title": TITLE, "nttDtls": PARAGRAPHS}})),
    "cut_off_in_ld": script(js({**LD, "articleBody": BODY[0] + " " + BODY[1][:30]}), LD_TYPE) + script(f"var c = {js(PARAGRAPHS)};"),
    "numbered": script("var c = [];\n" + "\n".join(f"c[{n}] = {js(t)};" for n, t in enumerate(BODY))),
    "inserted": script("\n".join(f"el.insertAdjacentHTML('beforeend', {js(f'<p>{t}</p>')});" for t in BODY)),
    "pushed": script("var c = [];\n" + "\n".join(f"c.push({js(f'<p>{t}</p>')});" for t in BODY)),
    "hidden": f'<div id="x9" style="display: none">{PARAGRAPHS}</div>',
    "hidden_and_escaped": f'<div id="x9" style="display:none">{escape(PARAGRAPHS)}</div>',
    "vue_attribute": f"<news-view :content=\"'{escape(PARAGRAPHS)}'\"></news-view>",
    "astro": '<astro-island props="' + escape(js({"post": [0, {"title": [0, TITLE], "body": [0, PARAGRAPHS], "tags": [1, [[0, "안전"]]]}]})) + '"></astro-island>',
    "remix": script('window.__remixContext.streamController.enqueue(' + js(js([{"_1": 2}, "loaderData", {"_3": 4, "_5": 6}, "title", TITLE, "content", PARAGRAPHS])) + ");"),
    "sveltekit": script(
        "Promise.all([import('./a.js')]).then(([kit, app]) => { kit.start(app, element, { node_ids: [0, 2], data: [null,{type:\"data\",data:{article:{"
        f"title:{js(TITLE)},content:{js(PARAGRAPHS)},date:new Date(1739320211000)}}}},uses:{{}}}}], form: null, error: null }}); }});"
    ),
    "react_props": f'<div data-react-class="NewsView" data-react-props="{escape(js({"news": ARTICLE, "others": RELATED}))}"></div>',
    "script_in_cdata": script("\n//<![CDATA[\nvar news = " + js(ARTICLE) + ";\n//]]>\n"),
    "old_comment": script("<!--\nvar cont = " + js(BREAKS) + ";\n//-->"),
    "government": script(
        "var result=" + js({"resultVO": {"nttSj": TITLE, "nttCn": escape(PARAGRAPHS), "frstRegistPnttm": "2025-02-12 09:30:11"}})
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_the_article_of_the_script_is_the_body(name: str) -> None:
    article = read(page(VARIANTS[name]))
    assert article.body.split() == " ".join(BODY).split()
    assert article.title == TITLE
    assert article.body_origin == "script" or name.startswith("hidden")


@pytest.mark.parametrize(
    "name", [name for name in VARIANTS if "template" not in name and not name.startswith("hidden")]
)
def test_other_articles_on_the_page_do_not_win(name: str) -> None:
    side = "".join(f"<div><h4>{title}</h4><p>{text}</p></div>" for title, text in OTHERS)
    html = page(
        VARIANTS[name],
        script(f"var reco = {js(RELATED)};"),
        shown=f"<h1>{TITLE}</h1><div id='view'></div><div class='w'>{side}</div>",
    )
    assert read(html).body.split() == " ".join(BODY).split()


def test_what_stands_beside_the_body_is_its_metadata() -> None:
    for name in ("next", "arc", "flight_props", "state_parsed", "attribute"):
        found = read(page(VARIANTS[name]))
        assert (found.subtitle, found.reporter) == ("60억 들여 내년까지", "이도윤"), name
        assert (found.published, found.modified) == (
            "2025-02-12T09:30:11+09:00",
            "2025-02-12T10:02:45+09:00",
        ), name


@pytest.mark.parametrize("subtitle", [TITLE, BODY[0], BODY[0][:60], ""])
def test_the_title_or_the_lead_again_is_no_subtitle(subtitle: str) -> None:
    data = {"title": TITLE, "subtitle": subtitle, "content": PARAGRAPHS}
    assert read(page(script("var a=" + js(data)))).subtitle is None


def test_a_number_of_milliseconds_is_a_date() -> None:
    data = {"title": TITLE, "content": PARAGRAPHS, "createdAt": 1739320211000}
    assert read(page(script("var a=" + js(data)))).published == "2025-02-12T09:30:11+09:00"


def test_a_page_without_a_telling_head_gives_the_only_article_of_its_data() -> None:
    html = page(VARIANTS["next"], head="")
    assert read(html).body.split() == " ".join(BODY).split()
    assert read(html).title == TITLE


HEADS = {
    "cut_off": f'<meta property="og:title" content="{TITLE[:14]}…">',
    "prefixed": f'<meta property="og:title" content="[단독] {TITLE}">',
    "reworded": '<meta property="og:title" content="새길시 급경사지 280곳 무선 계측기 설치">',
    "described": f'<meta property="og:description" content="{BODY[0][:45]}…">',
    "numbered": '<link rel="canonical" href="https://news.example.kr/a/4821733">',
    "of_the_site": '<meta property="og:title" content="새길일보"><meta property="og:site_name" content="새길일보">',
}
COMMENT = "급경사지에 계측기를 다는 건 좋은데 관리가 문제입니다. 새길시는 지난번에도 계측기를 달고 방치했어요. 280곳이나 된다니 놀랍네요."
TERMS = "제1조 이 약관은 새길일보가 제공하는 서비스의 이용 조건과 절차를 정한다. "
TRAPS = (
    script(
        "var q=" + js({"items": [{"title": h, "content": t * 4, "id": n} for n, (h, t) in enumerate(OTHERS)]})
    )
    + script("window.__R__=" + js({"promo": {"title": OTHERS[0][0], "body": OTHERS[0][1] * 4}}))
    + script("var z=" + js(OTHERS[1][1] * 4))
    + script("var c=" + js({"comments": [{"user": "ab", "content": COMMENT}] * 3}))
    + f"<textarea>{TERMS * 12}</textarea>"
    + script(js(LIST), LD_TYPE)
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "name", ["ld", "next", "nuxt_function", "nuxt3", "arc", "state_parsed", "flight_props"]
)
def test_whatever_the_head_says_the_article_is_found(name: str, head: str) -> None:
    telling = head not in ("of_the_site", "numbered")
    html = page(TRAPS if telling else "", VARIANTS[name], head=HEADS[head])
    assert read(html).body.split() == " ".join(BODY).split()


@pytest.mark.parametrize("head", HEADS)
def test_no_longer_text_takes_the_place_of_a_single_sentence(head: str) -> None:
    html = page(TRAPS, head=HEADS[head], shown=f"<h1>{TITLE}</h1><div class='v'>{BODY[0]}</div>")
    assert read(html).body == BODY[0]


def test_json_ld_of_other_articles_gives_no_metadata() -> None:
    others = [{**LD, "headline": h, "articleBody": t, "datePublished": "2020-01-02"} for h, t in OTHERS]
    shown = f"<h1>{TITLE}</h1><div class='v'>{PARAGRAPHS}</div>"
    found = read(page(*(script(js(one), LD_TYPE) for one in others), shown=shown))
    assert (found.title, found.published, found.body) == (TITLE, None, "\n".join(BODY))


def test_a_heading_that_is_shown_tells_which_text_it_is() -> None:
    texts = "".join(script(f"var t{n} = {js(text + text)};") for n, (_, text) in enumerate(OTHERS))
    found = read(page(texts, VARIANTS["variable"], head="", shown=f"<h1>{TITLE}</h1><div id='view'></div>"))
    assert (found.title, found.body.split()) == (TITLE, " ".join(BODY).split())


def test_the_description_tells_which_text_it_is() -> None:
    head = f'<meta name="description" content="{BODY[0][:40]}...">'
    texts = "".join(script(f"var t{n} = {js(text + text)};") for n, (_, text) in enumerate(OTHERS))
    html = page(texts, VARIANTS["variable"], head=head)
    assert read(html).body.split() == " ".join(BODY).split()


def test_the_address_tells_which_article_it_is() -> None:
    head = '<link rel="canonical" href="https://news.example.kr/society/view/4821733">'
    two = [
        ARTICLE,
        {**RELATED[0], "id": 4821700, "content": f"<p>{OTHERS[0][1]} {OTHERS[0][1]} {OTHERS[0][1]}</p>"},
    ]
    assert read(page(script("var data=" + js(dict(enumerate(two)))), head=head)).title == TITLE


@pytest.mark.parametrize(
    "other",
    [
        script(js(LIST), LD_TYPE),
        script(js({"props": {"relatedArticles": RELATED}}), 'type="application/json"'),
        script(f"var t = {js(OTHERS[0][1] * 3)};"),
        script("var item = " + js({"title": OTHERS[0][0], "content": OTHERS[0][1] * 3})),
        f"<textarea>{OTHERS[0][1] * 3}</textarea>",
        f"<template><p>{OTHERS[0][1] * 3}</p></template>",
        flight("0:" + js(["$", "p", None, {"children": OTHERS[0][1] * 3}]) + "\n"),
    ],
)
def test_another_article_never_takes_the_place_of_a_short_one(other: str) -> None:
    flash = "새길시는 급경사지 280곳에 계측기를 단다고 12일 밝혔다."
    found = read(page(other, shown=f"<h1>{TITLE}</h1><div class='v'><p>{flash}</p></div>"))
    assert found.body == flash


@pytest.mark.parametrize("other", [{"relatedArticles": RELATED}, {"side": RELATED[:1]}, {"x": RELATED[0]}])
def test_a_page_whose_article_is_nowhere_has_none(other: object) -> None:
    with pytest.raises(ParseError):
        read(page(script("window.__DATA__=" + js(other))))


def test_the_markup_wins_where_it_holds_the_article_as_fully() -> None:
    shown = f"<h1>{TITLE}</h1><div class='v'>{PARAGRAPHS}</div>"
    for name in ("ld", "next", "flight_elements", "nuxt3"):
        found = read(page(VARIANTS[name], shown=shown))
        assert found.body_origin == "page", name
        assert found.body == "\n".join(BODY), name


@pytest.mark.parametrize("body", ["article-view-content-div", "v"])
def test_a_script_that_goes_on_where_the_markup_ends_wins(body: str) -> None:
    more = [
        *BODY,
        *(f"{n}번째 구역에는 계측기 {n + 3}대를 먼저 설치한다고 시는 설명했다." for n in range(2, 9)),
    ]
    shown = f"<h1>{TITLE}</h1><div id='{body}'>" + "".join(f"<p>{line}</p>" for line in more[:5]) + "</div>"
    found = read(page(script(js({**LD, "articleBody": "\n".join(more)}), LD_TYPE), shown=shown))
    assert found.body == "\n".join(more)


def element(tag: str, children: object, **properties: object) -> list[object]:
    return ["$", tag, None, {**properties, "children": children}]


def test_a_page_that_is_drawn_by_rows_is_read_like_any_page() -> None:
    info = [
        element("span", "이도윤 기자"),
        element("span", ["입력 ", "2025-02-12 09:30"]),
        element("span", "수정 2025-02-12 10:02"),
    ]
    head = [element("span", "사회"), element("h1", TITLE), element("div", info), element("button", "공유")]
    last = [BODY[4][:10], element("strong", BODY[4][10:20]), BODY[4][20:]]
    text = [
        element("figure", element("figcaption", "새길시 직원이 계측기를 점검하고 있다. 새길시 제공")),
        *(element("p", "$1a" if n == 1 else line) for n, line in enumerate(BODY[:4])),
        ["$", "$L5", None, {"slot": "ad"}],
        element("p", last),
    ]
    side = [element("li", [element("a", title, href="/1"), element("p", other)]) for title, other in OTHERS]
    drawn = element(
        "div", [element("header", head), element("div", text), element("section", side, className="related")]
    )
    rows = (text_row("1a", BODY[1]), f"3:{js(drawn)}\n", '0:{"f":[[["$","div",null,{"children":"$L3"}]]]}\n')
    found = read(page(flight('1:"$Sreact.fragment"\n', '2:I[1,[],"default"]\n', *rows)))
    assert found.body == "\n".join(BODY)
    assert (found.published, found.modified) == ("2025-02-12T09:30:00+09:00", "2025-02-12T10:02:00+09:00")
    assert (found.title, found.reporter) == (TITLE, "이도윤")


def test_furniture_inside_a_script_s_body_is_dropped() -> None:
    body = (
        f"<p>{BODY[0]}</p><figure><img src='a.jpg'><figcaption>계측기를 살펴보는 직원. 새길시 제공</figcaption></figure>"
        f"<div class='ad_box'>광고</div><p>{BODY[1]}</p><div class='art_rel'><a href='/1'>▶ [관련기사] {OTHERS[0][0]}</a></div>"
        f"<p>{BODY[3]}</p><p>이도윤 기자 doyun@example.com</p><p>&lt;저작권자 ⓒ 새길일보, 무단 전재 및 재배포 금지&gt;</p>"
    )
    found = read(page(script("var d=" + js({"title": TITLE, "content": body}))))
    assert found.body == "\n".join((BODY[0], BODY[1], BODY[3]))
    assert found.reporter == "이도윤"


def test_the_body_stands_where_the_script_writes_it() -> None:
    shown = f"<h1>{TITLE}</h1><p>입력 2025.02.12 09:30</p><div id='view'></div><p>이도윤 기자</p>"
    found = read(page(script(f"$('#view').html({js(BREAKS)});"), shown=shown))
    assert (found.title, found.published, found.reporter) == (TITLE, "2025-02-12T09:30:00+09:00", "이도윤")


_N = 60_000
HOSTILE = {
    "nested_lists": "var a = " + "[" * _N + "가" * 100,
    "nested_objects": "var a = " + '{"가":' * _N + '"나"',
    "nested_calls": "a(" * _N + "'" + "가" * 100,
    "unterminated": "var a = '" + "가" * 4 * _N,
    "quotes": "'\"`" * _N + "가" * 100,
    "quotes_and_line_ends": "'가\n" * _N,
    "slashes": "(/" * _N + "가" * 100,
    "comments": "/*가" * _N,
    "additions": "a = '가'+" * _N,
    "appended": "a += '가나다라';" * (_N // 4),
    "many_lists": "var a = [" + "[]," * _N + "가" * 100,
    "deep_then_long": "var a = " + '{"k":' * 290 + "[" + "1," * _N + " '" + "가" * 100,
    "functions": "(function(a){return {" * (_N // 10) + "가" * 100,
    "statements": "(function(a){" + "a.b=1;" * (_N // 4) + "가" * 100,
    "pushes": "self.__next_f.push([1,\"" * _N + "가" * 100,
    "wide_object": "var a = {" + "".join(f'"k{n}":"가나다라마",' for n in range(_N // 4)) + "}",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("attributes", ["", LD_TYPE, 'type="application/json"'])
def test_hostile_scripts_cost_little(name: str, attributes: str) -> None:
    html = page(script(HOSTILE[name], attributes), shown=f"<h1>{TITLE}</h1><div>{PARAGRAPHS}</div>")
    start = time.process_time()
    assert read(html).body == "\n".join(BODY)
    assert time.process_time() - start < 6


def test_the_cost_grows_with_the_size() -> None:
    def cost(copies: int) -> float:
        data = {"article": ARTICLE, "relatedArticles": RELATED * copies}
        html = page(script("var s = " + js(data).replace('"title"', "title")))
        start = time.process_time()
        assert read(html).title == TITLE
        return time.process_time() - start

    cost(5)
    assert cost(400) < 25 * max(cost(40), 0.02)

"""Sacho's pages in Chromium: by mouse, by keyboard, on a phone; whatever the texts hold."""

import re

import pytest

from db.datasette.metadata import NAME, metadata
from tests.db.pages_corpus import HOSTILE, IMAGE, SCRIPT
from tests.db.serving import Visitor, article_path, needs_browser
from tests.db.test_pages import EMPTY, MISSING, PAGES

pytestmark = [pytest.mark.browser, needs_browser]

OURS = metadata()["databases"][NAME]
QUESTIONS = {name: f"/{NAME}/{name}?{query['example']}" for name, query in OURS["queries"].items()}
TABLES = {name: f"/{NAME}/{name}" for name, table in OURS["tables"].items() if "columns" in table}
#: What is wrong with a page, told by the page itself.
FAULTS = """() => {
  const faults = [];
  const named = (e) => (e.getAttribute("aria-label") || e.innerText || e.textContent || e.title || "").trim();
  if (document.querySelectorAll("h1").length !== 1) faults.push("h1: " + document.querySelectorAll("h1").length);
  for (const e of document.querySelectorAll("input:not([type=hidden]):not([type=submit]), select, textarea"))
    if (!e.labels?.length && !e.getAttribute("aria-label") && e.closest(".sacho, header") && !e.closest(".CodeMirror")) faults.push("no label: " + e.outerHTML.slice(0, 90));
  for (const e of document.querySelectorAll(".sacho a[href], header a[href]"))
    if (!named(e) && !e.querySelector("title")) faults.push("no name: " + e.outerHTML.slice(0, 90));
  if (!document.title.trim()) faults.push("no title");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  if (twice.length) faults.push("ids twice: " + twice.slice(0, 5));
  return faults;
}"""
WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1
    && !e.closest(".table-wrapper, .sea")).slice(0, 5).map((e) => e.outerHTML.slice(0, 90))"""


def look(visit, path, status=200):
    """Faults of a page on a screen and on a phone."""
    page = visit(path, status)
    faults = page.evaluate(FAULTS)
    for width, height in ((1280, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate(WIDE)
        faults += [f"wider than {width}: {one}" for one in wide]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth") and not wide:
            faults.append(f"wider than {width}")
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(visit, name):
    assert look(visit, PAGES[name]) == []
    ours = visit.page.locator(".sacho, [lang=ko] .sacho").first
    if name != "SQL":
        assert ours.evaluate("e => e.closest('[lang]')?.lang") == "ko"


@pytest.mark.parametrize("name", [name for name in MISSING if name != "style"])
def test_what_is_missing_is_told_soundly(visit, name):
    assert look(visit, MISSING[name], 404) == []


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_is_sound(visit, name):
    assert look(visit, QUESTIONS[name]) == []


def test_tables_fit_the_screen(visit):
    page = visit.page
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for path in TABLES.values():
            visit(path)
            assert page.evaluate(WIDE) == [], path
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_an_empty_database_looks_sound(browser, empty_server):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visitor(context.new_page(), empty_server)
    faults = {path: look(visit, path) for path in EMPTY if path != f"/{NAME}/articles"}
    visit.check()
    context.close()
    assert {path: found for path, found in faults.items() if found} == {}


# Searching ----------------------------------------------------------------------------------------------


def search(page, words):
    page.get_by_role("searchbox", name="찾을 말").fill(words)
    with page.expect_navigation():
        page.get_by_role("searchbox", name="찾을 말").press("Enter")


@pytest.mark.parametrize(
    ("words", "title", "mark"),
    [
        ("베트남에", "행안부, 베트남 전자정부 사업에 120억 원 투입", "베트남"),
        ("전자정부해외진출", "전자정부 해외진출 지원단 출범", None),
        ("쌀", "쌀 수급 안정 대책", "쌀"),
        ("지원했다", "우즈베키스탄 농촌에 전기를 보낸다", None),
    ],
)
def test_the_search_box_of_every_page(visit, words, title, mark):
    page = visit("/-/countries")
    search(page, words)
    assert page.locator("h1").inner_text() == f"“{words}”"
    assert page.get_by_role("link", name=title).first.is_visible()
    marks = page.locator("ol.results mark").all_inner_texts()
    assert marks
    assert mark is None or set(marks) == {mark}
    page.get_by_role("link", name=title).first.click()
    assert page.locator("h1").inner_text() == title


def test_an_empty_search_explains_itself(visit):
    page = visit("/")
    search(page, "")
    assert page.get_by_role("heading", name="무엇을 찾을까요?").is_visible()


def test_datasettes_own_search_box(visit):
    page = visit(f"/{NAME}/articles")
    page.locator("#_search").fill("베트남에")
    with page.expect_navigation():
        page.locator("#_search").press("Enter")
    assert "베트남" in page.locator("tbody").inner_text()
    assert page.locator(".message-error").count() == 0


# An article ---------------------------------------------------------------------------------------------


def test_from_a_fact_to_its_sentence_and_back(visit):
    page = visit(article_path("korea_kr:156700001"))
    fact = page.get_by_role("complementary").get_by_role("link", name="300만 달러")
    fact.click()
    place = page.locator("a.place:target")
    assert place.locator("+ mark").inner_text() == "300만 달러"
    place.click()
    assert page.locator("aside li:target").inner_text().startswith("300만 달러")


def test_from_a_fact_to_its_sentence_and_back_by_keyboard(visit):
    page = visit(article_path("korea_kr:156700001"))
    page.get_by_role("complementary").get_by_role("link", name="300만 달러").focus()
    page.keyboard.press("Enter")
    assert page.locator("a.place:target + mark").inner_text() == "300만 달러"
    page.go_back()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('aside') !== null")


def test_why_a_fact_is_one_is_shown_on_request(visit):
    page = visit(article_path("korea_kr:156700001"))
    why = page.locator("aside .why").first
    assert not why.is_visible()
    page.get_by_label("근거(규칙) 보기").check()
    assert why.is_visible()
    assert "money.test" in why.inner_text()


def test_facts_stay_open_when_something_else_is_clicked(visit):
    page = visit(article_path("korea_kr:156700001"))
    dates = page.locator("aside details").filter(has_text="날짜")
    dates.locator("summary").click()
    assert dates.get_attribute("open") is not None
    page.locator("article p").last.click()
    assert dates.get_attribute("open") is not None


def test_a_hostile_article_is_only_text(visit):
    page = visit(article_path(HOSTILE))
    assert SCRIPT in page.locator("h1").inner_text()
    for kind, words in (("country", "베트남"), ("money", "120억 원"), ("programme", IMAGE), ("agency", SCRIPT), ("date", "끝말")):  # fmt: skip
        assert page.locator(f"article mark.m-{kind}[title]").all_inner_texts() == [words]
    for link in page.locator("a[href]").evaluate_all("all => all.map(a => a.href)"):
        assert link.startswith(("http://127.0.0.1", "https://"))
    for closed in page.locator("details:not([open]) > summary").all():
        if closed.is_visible():
            closed.click()
    assert page.locator("script").evaluate_all("all => all.filter(s => s.text.includes('PWNED')).length") == 0
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("path", ["/-/search?q=제목", "/-/search?country=VN", "/-/budgets?country=VN&role=all", "/-/country/VN", "/-/programmes?q=img", "/-/dashboard?kind=news", "/-/programme?name=" + "%22%3E%3Cimg%20src%3Dx%20onerror%3D%22window.PWNED%3D1%22%3E", f"/{NAME}/open_failures", f"/{NAME}/people", f"/{NAME}/attachments"])  # fmt: skip
def test_hostile_texts_in_lists_are_only_text(visit, path):
    page = visit(path)
    assert page.locator("section.content img").count() == 0
    for link in page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href') || '')"):
        assert not link.lower().startswith(("javascript", "data:"))


# The world ----------------------------------------------------------------------------------------------


def test_a_click_on_the_map_leads_to_the_country(visit):
    page = visit("/-/countries")
    page.locator(".world-map a[href='/-/country/UZ'] path").first.click()
    page.wait_for_url("**/-/country/UZ")
    assert page.locator("h1").inner_text() == "우즈베키스탄"


def test_a_tiny_state_can_be_hit(visit):
    page = visit("/-/countries")
    page.locator(".world-map a[href='/-/country/TV'] circle").click()
    page.wait_for_url("**/-/country/TV")


def test_the_map_by_keyboard(visit):
    page = visit("/-/countries")
    page.locator(".world-map .skip").focus()
    page.keyboard.press("Tab")
    wanted = page.evaluate("document.activeElement.getAttribute('href')")
    assert wanted.startswith("/-/country/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_the_dashboards_filters_change_its_figures(visit):
    page = visit("/-/dashboard")
    before = page.locator(".figures").first.inner_text()
    page.get_by_label("나라", exact=True).fill("우즈베키스탄")
    page.get_by_label("언제부터").fill("2012")
    page.get_by_role("button", name="보기").click()
    page.wait_for_url("**since=2012**")
    after = page.locator(".figures").first.inner_text()
    assert before != after
    assert "1,700억 원" in after
    page.get_by_label("금액 종류").select_option("지원")
    page.get_by_role("button", name="보기").click()
    page.wait_for_url("**role=support**")
    assert "3,200만 USD" in page.locator(".figures").first.inner_text()
    page.get_by_label("기관", exact=True).fill("국토부")
    page.get_by_role("button", name="보기").click()
    page.wait_for_url("**agency=**")
    assert "200만 USD" in page.locator(".figures").first.inner_text()


def test_wrong_words_in_a_filter_are_told(visit):
    page = visit("/-/dashboard")
    page.get_by_label("언제부터").fill("abc")
    page.get_by_role("button", name="보기").click()
    page.wait_for_url("**since=abc**")
    assert "abc" in page.get_by_role("alert").inner_text()
    assert page.locator(".world-map").is_visible()


# Whole ways to an answer --------------------------------------------------------------------------------


def test_which_ministry_announced_most_for_uzbekistan_since_2012(visit):
    """In six steps, by clicks and typing alone."""
    page = visit("/")
    search(page, "우즈베키스탄")  # 1, 2
    page.get_by_role("link", name="나라: 우즈베키스탄").click()  # 3
    page.get_by_label("언제부터").fill("2012")  # 4
    page.get_by_label("언제부터").press("Enter")  # 5
    page.wait_for_url("**since=2012**")
    rows = page.get_by_role("region", name="기관별").locator("tbody tr")
    assert rows.count() == 2
    assert re.match(r"산업통상자원부\s+예산 1,200억 원 · 지원 3,000만 USD", rows.first.inner_text())
    assert rows.nth(1).inner_text().startswith("국토교통부")
    rows.first.get_by_role("link", name="보도자료").click()  # 6
    page.wait_for_url("**/-/search?**")
    assert page.locator("ol.results h3").all_inner_texts() == [
        "농촌 전기, 우즈베키스탄으로",
        "우즈베키스탄 농촌에 전기를 보낸다",
    ]


def test_by_keyboard_alone_from_the_front_page_to_an_article(visit):
    page = visit("/")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "find":
            break
    assert page.evaluate("document.activeElement.id") == "find"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.type("쌀")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("document.activeElement.closest('ol.results') !== null"):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "쌀 수급 안정 대책"

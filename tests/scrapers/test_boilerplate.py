"""Pages and dumps in the layouts of real sites, with invented articles: body, metadata, and what must stay out."""

import json
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from pipeline.cleaning_score import plain
from scrapers.article import DROPPED_KINDS
from scrapers.boilerplate.cleaning import clean
from scrapers.errors import ParseError

PAGES = Path(__file__).parent / "pages"
#: A folder with an expected.json holds the pages of a source, which have tests of their own.
STORED = sorted(
    path
    for path in PAGES.rglob("*")
    if path.suffix in (".txt", ".html") and not (path.parent / "expected.json").exists()
)
METADATA = ("title", "subtitle", "published", "modified", "outlet", "reporter", "department", "source_url", "url",
            "licence", "encoding", "method")  # fmt: skip
#: Side lists and comments: a whole sentence of them in a body is another text's facts.
OTHERS_PROSE = ("related", "most_read", "headlines", "board_list", "comments")
LONGEST_HEADLINE = 40


def token_f1(found: str, expected: str) -> float:
    """F1 of the two texts as multisets of whitespace tokens after NFC."""
    one, other = (Counter(unicodedata.normalize("NFC", text).split()) for text in (found, expected))
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def cleaned(path: Path, gold: dict):
    return clean(
        path.read_bytes(),
        source="dump",
        native_id=path.stem,
        markup=path.suffix == ".html",
        charset=gold.get("charset"),
        known=gold.get("known"),
    )


def bare(text: str) -> str:
    """The text in NFC without white space: dumpers and cleaning break lines at other places."""
    return "".join(unicodedata.normalize("NFC", text).split())


def body_is_right(article, gold: dict) -> bool:
    """Enough of the right words, no word that must be absent, and no sentence of a side list or comment.

    Answers that list the furniture line by line allow more for single words of captions and credits.
    """
    least = gold.get("min_f1", 0.97 if "furniture" in gold else 0.985)
    kept, right = bare(article.body), bare(gold["body"])
    sentences = (line for kind in OTHERS_PROSE for line in gold.get("furniture", {}).get(kind, ()))
    left = [bare(line) for line in sentences if len(line) > LONGEST_HEADLINE]
    return (
        token_f1(article.body, gold["body"]) >= least
        and not any(words in article.body for words in gold.get("absent", ()))
        and not any(line in kept and line not in right for line in left)
    )


def wrong_answers(article, gold: dict) -> set[str]:
    """The names of what cleaning did not find as the answers have it."""
    judged = [name for name in METADATA if name in gold]
    wrong = {name for name in judged if plain(getattr(article, name)) != plain(gold[name])}
    if not body_is_right(article, gold):
        wrong.add("body")
    if sorted(gold.get("attachments") or ()) != sorted(one.name for one in article.attachments):
        wrong |= {"attachments"} & gold.keys()
    return wrong


def test_there_are_pages_of_many_layouts_and_each_has_gold():
    assert len(STORED) >= 270
    assert len({path.parent.name for path in STORED}) >= 200
    assert [path for path in STORED if not path.with_suffix(".json").exists()] == []


@pytest.mark.parametrize("path", STORED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_body_and_metadata(path):
    """What is not reached yet is named under ``open``: exactly that is wrong, and a reached one comes off."""
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    article = cleaned(path, gold)
    assert wrong_answers(article, gold) == set(gold.get("open", ())), article.body
    assert {tuple(hint) for hint in gold.get("hints", [])} <= set(article.hints)


def test_only_answers_that_are_judged_can_be_open():
    for path in STORED:
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert set(gold.get("open", ())) <= gold.keys() & {*METADATA, "body", "attachments"}, path


SENTENCE = "행정안전부는 내년에 안전 예산 3,400억 원을 들여 전국의 낡은 급경사지 280곳을 정비한다고 밝혔다."
PROSE = "\n".join(f"{SENTENCE[:-1]}며 이는 {number}번째 사업이다." for number in range(6))
HOSTILE = {
    "ten_megabytes": "<html><body>" + "<p>" + f"{SENTENCE}</p>" * 70_000 + "</body></html>",
    "nested": "<div>" * 100_000 + f"<p>{SENTENCE}</p>",
    "open_paragraphs": "<html><body>" + f"<p>{SENTENCE}<b>" * 5_000,
    "lists": f"<p>{PROSE}</p>" + "<div><h3>관련기사</h3><p>하나</p></div>" * 20_000,
    "bylines": PROSE + "\n김하늘 기자" * 20_000,
    "menu": "새길마을 소식지 목차\n" * 20_000 + PROSE,
    "one_word": "<p>" + "가" * 2_000_000,
    "brackets": "[" * 100_000 + "\n" + SENTENCE,
    "dates": "2024.08.26 " * 20_000,
    "labels": "등록일 " * 30_000,
    "quotes": "“" * 100_000 + "다.”" * 1_000,
    "spaces": "담당부서" + " " * 200_000 + ":" + "\n" + SENTENCE,
    "names": "김하늘 " * 30_000 + "기자",
    "numbers": "044-205-" * 20_000,
    "entities": "&amp;" * 60_000,
    "links": "[가](" * 30_000,
    "stars": "**가" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_soon_with_an_article_or_a_clear_error(name):
    started = time.process_time()
    try:
        article = clean(HOSTILE[name], source="dump", native_id=name)
        assert article.body
    except ParseError as error:
        assert "empty article" in str(error) or "unreadable HTML" in str(error)
    assert time.process_time() - started < (30 if name == "ten_megabytes" else 5)


NO_ARTICLE = [
    "",
    " \n\n ",
    b"",
    "<html><body></body></html>",
    "<script>var a = 1;</script><p></p>",
    "<html><head><title>",
]


@pytest.mark.parametrize("content", NO_ARTICLE)
def test_nothing_left_is_an_error_that_says_what_to_do(content):
    with pytest.raises(ParseError, match="empty article"):
        clean(content, source="dump", native_id="1")


def test_binary_content_is_refused():
    with pytest.raises(ParseError, match="attachments"):
        clean(b"%PDF-1.4\n", source="dump", native_id="1")


def test_what_the_record_says_beats_the_text():
    text = f"다른 제목입니다\n승인 2020.01.02 10:00\n{PROSE}\n"
    known = {"title": "기록의 제목", "published": "2021-03-04", "outlet": "새길신문", "kind": "press_release"}
    article = clean(text, source="dump", native_id="7", known=known)
    assert {name: getattr(article, name) for name in known} == known
    assert article.published_evidence == "the record"
    assert article.id == "dump:7"


def test_every_dropped_piece_has_a_known_kind():
    for path in STORED:
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for piece in cleaned(path, gold).dropped:
            assert piece.kind in DROPPED_KINDS
            assert piece.text.strip()


def test_contacts_are_masked_in_body_and_in_what_is_dropped():
    text = (
        f"{PROSE}\n자세한 내용은 044-205-2791로 문의하면 된다고 밝혔다.\n김하늘 기자 haneul@saegil.example\n"
    )
    article = clean(text, source="dump", native_id="1")
    stored = article.body + " ".join(piece.text for piece in article.dropped)
    assert "2791" not in stored
    assert "haneul@" not in stored


def test_text_of_a_page_is_found_by_its_tags_or_by_what_the_caller_says():
    html = f"<div><p>{PROSE}</p></div>"
    assert clean(html, source="dump", native_id="1").body_origin == "page"
    assert clean(PROSE, source="dump", native_id="1").body_origin == "dump"
    assert "<p>" in clean(html, source="dump", native_id="1", markup=False).body


def test_a_short_piece_of_html_is_kept_and_only_block_tags_break_its_lines():
    article = clean(
        "<p>환경부는 <b>아홉</b> 곳에 <br>저류지를 짓는다.</p><p>둘째.</p>", source="dump", native_id="1"
    )
    assert article.body == "환경부는 아홉 곳에\n저류지를 짓는다.\n둘째."


RECORD_DATES = [
    ("2024.08.26 10:30", "2024-08-26T10:30:00+09:00"),
    ("20240826", "2024-08-26"),
    (20240826, "2024-08-26"),
    ("2024-08-26T01:00:00Z", "2024-08-26T10:00:00+09:00"),
    ("Mon, 26 Aug 2024 01:00:00 GMT", "2024-08-26T10:00:00+09:00"),
    ("26 Aug 2024 01:00:00 +0000", "2024-08-26T10:00:00+09:00"),
    ("Aug. 26, 2024 - 10:30", "2024-08-26T10:30:00+09:00"),
    ("08/26/2024 10:00:00", "2024-08-26T10:00:00+09:00"),
    ("24.08.26", "2024-08-26"),
    ("2024-08", "2024-08"),
    ("202408", "2024-08"),
    ("2024", "2024"),
]


@pytest.mark.parametrize(("printed", "expected"), RECORD_DATES)
def test_a_date_of_the_record_becomes_iso_at_its_own_precision(printed, expected):
    article = clean(PROSE, source="dump", native_id="1", known={"published": printed})
    assert (article.published, article.published_evidence) == (expected, "the record")


@pytest.mark.parametrize(
    "printed", ["어제", "2024-13-45", "2024-02-30", "1724634000", 1724634000, "8월 26일"]
)
def test_an_unreadable_date_of_the_record_is_none_and_is_named(printed):
    article = clean(PROSE, source="dump", native_id="1", known={"published": printed})
    assert article.published is None
    assert article.published_evidence == f"the record's date is unreadable: {printed}"


def test_fields_of_the_record_that_are_no_text_are_passed_over():
    known = {"kind": "사진", "title": ["목록"], "published": {"a": 1}, "outlet": None, "department": True}
    article = clean(PROSE, source="dump", native_id="1", known=known)
    assert (article.kind, article.title, article.published, article.department) == ("news", None, None, None)


def test_no_control_character_or_half_a_character_survives():
    """A halved character cannot be written to a file or a database: it becomes U+FFFD."""
    broken = PROSE.replace("예산", "예\x00산\ud800\x08\uffff")
    text = f"제\x00목은 안전 예산 급경사지 정비\udc80\n승인 2024.01.02 10:00\n{broken}\n관련기사\n다른 기\udfff사\x07"
    article = clean(text, source="dump", native_id="1", known={"outlet": "새\x07길\ud800"})
    stored = [
        article.body,
        article.title or "",
        article.outlet or "",
        *(piece.text for piece in article.dropped),
    ]
    assert all(char >= " " or char == "\n" for text in stored for char in text)
    assert all(text.encode("utf-8") for text in stored if text)
    assert "예산\ufffd" in article.body


def test_title_and_subtitle_are_masked_too():
    known = {"title": "급경사지 신고는 02-123-4567", "subtitle": "a.b@korea.example 로"}
    article = clean(PROSE, source="dump", native_id="1", known=known)
    assert (article.title, article.subtitle) == ("급경사지 신고는 00-000-0000", "x.x@xxxxx.xxxxxxx 로")


PLAIN_TEXT = ["x < 5 <p> 이고 y > 3이면 <br> 그렇다. ", "<사진=새길> ", "질문: <div>와 <p>는 무엇인가? "]


@pytest.mark.parametrize("lead", PLAIN_TEXT)
def test_prose_that_names_tags_is_no_markup(lead):
    article = clean(lead + PROSE, source="dump", native_id="1")
    assert article.body_origin == "dump"
    assert article.body.startswith(lead.strip())

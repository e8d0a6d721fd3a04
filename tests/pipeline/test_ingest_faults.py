"""What can go wrong on the way, and what a run makes of it: a reason, everything else, and later the thing itself.

Each fault is met twice and then mended. The third run leaves no open failure and the very rows of a run that
never met the fault.
"""

import gzip
import re
import sqlite3
import unicodedata
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from db.checksum import checksums
from pipeline import releases
from pipeline.cli import main
from pipeline.ingest import Job, ingest
from pipeline.settings import Settings
from scrapers.attachments.limits import Limits
from scrapers.fetch import Clock
from scrapers.korean_time import KST
from tests.scrapers import fault_server
from tests.scrapers.data_go_kr_server import KEY, POLICY, PRESS, DataGoKr, NewsItem
from tests.scrapers.documents import hwp, hwpx, pdf
from tests.scrapers.evil_documents import (
    MEGABYTE,
    billion_laughs,
    damaged,
    deflated_stream,
    heavy_page,
    inflated,
)
from tests.scrapers.fault_server import STALL, Pieces
from tests.scrapers.korea_kr_server import DOWNLOAD, LIST, VIEW, Answer, File, Release, Site, serving, view
from tests.scrapers.ministry_server import Ministries, Paper

#: What the client of these tests bears: an answer of a megabyte, and one second.
SIZE, TOTAL = MEGABYTE, 1.0
HTML = {"Content-Type": "text/html;charset=UTF-8"}
BYTES = {"Content-Type": "application/octet-stream"}


def lines(number):
    return [
        f"□ 해양수산부는 13일 어항 {number}곳의 정비에 내년까지 {number}0억원을 들이는 계획을 확정했다고 밝혔다.",
        f"ㅇ 부산과 여수의 어항 {number}곳이 먼저 공사를 시작하며, 방파제와 물양장을 새로 짓는다.",
        "□ 사업에는 2028년까지 민간 자본이 함께 들어가고, 베트남 항만청이 기술 교류에 참여한다.",
    ]


def a_release(number, *, attached=False, **fields):
    """A release whose text is on its page, or in a HWPX file."""
    values = {"id": f"1567{number:05}", "title": f"어항 {number}곳 정비 계획 확정", "body": page_body(number)}
    if attached:
        values["files"] = [File(f"9{number:05}", f"0713(보도자료) 어항 {number}.hwpx", hwpx(lines(number)))]
        values["body"] = "<p>첨부파일을 참고하시기 바랍니다.</p>"
    return Release(**(values | fields))


def page_body(number):
    return "".join(f"<p>{line}</p>" for line in lines(number))


@pytest.fixture
def short(monkeypatch):
    """A client and readers that bear less, so that no test takes long."""
    usual, read = Settings.manners, releases.read

    def manners(self, source):
        return replace(usual(self, source), total=TOTAL, size=SIZE, wait=0.0)

    monkeypatch.setattr(Settings, "manners", manners)
    monkeypatch.setattr(releases, "read", lambda content: read(content, Limits(400 * MEGABYTE, seconds=2)))


@pytest.fixture
def run(tmp_path, short):
    """Runs an ingest of sources at an address; ``place`` names the database's folder, ``day`` moves the clock."""

    def run(base, *sources, place="faulty", since="2026-07-06", until="2026-07-13", day=13, keys=None):
        folder = tmp_path / place
        folder.mkdir(exist_ok=True)
        clock = Clock(now=lambda: datetime(2026, 7, day, 18, 0, tzinfo=KST), sleep=lambda seconds: None)
        settings = Settings(
            delay=0,
            timeout=0.4,
            allow_loopback=True,
            base_urls=dict.fromkeys(sources, base),
            keys=keys or {"SACHO_DATA_GO_KR_KEY": KEY},
        )
        run.warnings = []
        job = Job(
            folder / "sacho.db",
            sources,
            since=since,
            until=until if since else None,
            settings=settings,
            warn=run.warnings.append,
            clock=clock,
        )
        return ingest(job)

    return run


@pytest.fixture
def query(tmp_path):
    def query(sql, *parameters, place="faulty"):
        with closing(sqlite3.connect(tmp_path / place / "sacho.db")) as database:
            return database.execute(sql, parameters).fetchall()

    return query


@pytest.fixture
def rows(tmp_path):
    """The checksums of a database, apart from its history of failures."""

    def rows(place):
        with closing(sqlite3.connect(tmp_path / place / "sacho.db")) as database:
            return {name: one for name, one in checksums(database).items() if name != "failures"}

    return rows


@pytest.fixture
def archived(tmp_path):
    """All bodies in the archive of the faulty database."""

    def archived():
        with closing(sqlite3.connect(tmp_path / "faulty" / "archive.db")) as archive:
            return {zlib.decompress(body) for (body,) in archive.execute("SELECT body FROM bodies")}

    return archived


def dripping(request):
    return Pieces([b"HTTP/1.1 200 X\r\nContent-Length: 9000\r\n\r\n", *[b"x", 0.2] * 7])


def endless(request):
    return Pieces(
        [
            b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n",
            *[b"10000\r\n" + b"x" * 65536 + b"\r\n"] * 40,
        ]
    )


#: Raw answers by path: how bytes come, rather than which.
RAW = {
    "/drip": dripping,
    "/endless": endless,
    "/stall": Pieces([b"HTTP/1.1 200 X\r\nContent-Le", STALL]),
    "/stalled-body": Pieces([b"HTTP/1.1 200 X\r\nContent-Length: 99\r\n\r\n<html>", STALL]),
    "/no-http": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "/circle": fault_server.answer(302, Location="/circle"),
    "/headers": Pieces([b"HTTP/1.1 200 X\r\n", *[b"X-A: " + b"b" * 60000 + b"\r\n"] * 40]),
}


def to(address):
    return Answer(302, headers={"Location": address})


BOMB = gzip.compress(b" " * (16 * MEGABYTE))


def bomb():
    return Answer(body=BOMB, headers=HTML | {"Content-Encoding": "gzip"})


#: What comes in place of a release's page: the answer (raw: the server of raw answers), stage and reason.
PAGES = {
    "reset": (lambda raw: Answer(reset=True), "fetch", "no answer in 3 tries"),
    "cut": (lambda raw: Answer(body=b"<html>" * 99, cut=True), "fetch", "no answer in 3 tries"),
    "slow drip": (lambda raw: to(f"{raw}/drip"), "fetch", "1 s"),
    "stall in the head": (lambda raw: to(f"{raw}/stall"), "fetch", "no answer in 3 tries"),
    "stall in the body": (lambda raw: to(f"{raw}/stalled-body"), "fetch", "no answer in 3 tries"),
    "no HTTP": (lambda raw: to(f"{raw}/no-http"), "fetch", "no answer in 3 tries"),
    "headers without end": (lambda raw: to(f"{raw}/headers"), "fetch", ""),
    "gzip bomb": (lambda raw: bomb(), "fetch", "bytes"),
    "2 GB announced": (lambda raw: Answer(headers={"Content-Length": "2000000000"}), "fetch", "2,000,000,000 bytes announced"),
    "larger than announced": (lambda raw: to(f"{raw}/endless"), "fetch", "bytes"),
    "error of the server": (lambda raw: Answer(503), "fetch", "503"),
    "refused": (lambda raw: Answer(403), "fetch", "403"),
    "gone": (lambda raw: Answer(404), "fetch", "404"),
    "unasked 304": (lambda raw: Answer(304), "fetch", "304"),
    "redirect to a private network": (lambda raw: to("http://10.0.0.1/admin"), "fetch", "10.0.0.1 is not a public address"),
    "redirect to this machine's own name": (lambda raw: to("http://0.0.0.0/"), "fetch", "not a public address"),
    "redirect to a file": (lambda raw: to("file:///etc/passwd"), "fetch", "not file"),
    "redirect to another protocol": (lambda raw: to("gopher://example.org/"), "fetch", "not gopher"),
    "redirect in a circle": (lambda raw: to(f"{raw}/circle"), "fetch", "more than 5 redirects"),
    "notice of maintenance": (lambda raw: Answer(body="<h1>시스템 점검 안내</h1>".encode(), headers=HTML), "parse", "시스템 점검"),
    "no such article": (lambda raw: Answer(body="<script>alert('삭제된 게시물입니다.')</script>".encode(), headers=HTML), "parse", "layout"),
    "empty page": (lambda raw: Answer(headers=HTML), "parse", ""),
    "a PDF for a page": (lambda raw: Answer(body=pdf(lines(1)), headers={"Content-Type": "application/pdf"}), "parse", ""),
    "another release": (lambda raw: Answer(body=view(a_release(999)).encode(), headers=HTML), "parse", "not 1567"),
    "noise": (lambda raw: Answer(body=bytes(range(256)) * 99, headers=HTML), "parse", ""),
    "a day that never was": (lambda raw: Answer(body=view(a_release(0, date="2026-02-31")).encode(), headers=HTML), "parse", ""),
}  # fmt: skip
#: What comes in place of a release's only file: content or answer, stage and reason. Where the file came and
#: was bad, the ministry replaces it and corrects the title; a wrong answer in its place just passes.
FILES = {
    "zip bomb": (lambda raw: inflated(80), "parse", "extract-hwp"),
    "entity bomb": (lambda raw: billion_laughs(), "parse", "entities"),
    "a PDF that hangs its reader": (lambda raw: heavy_page(deflated_stream(b"BT ET " * MEGABYTE, 20)), "parse|fetch", "pypdfium2"),
    "cut in the middle though whole as announced": (lambda raw: Answer(body=hwpx(lines(1))[:400]), "parse", "broken archive"),
    "HWP with bits turned over": (lambda raw: damaged(hwp(lines(1)), 4)[:1500], "parse", "hwp"),
    "empty HTML": (lambda raw: Answer(headers=HTML), "parse", "empty"),
    "a line of text": (lambda raw: Answer(body="파일이 존재하지 않습니다.".encode()), "parse", "known document format"),
    "an error page": (lambda raw: Answer(body=b"<html><h1>error</h1></html>", headers=HTML), "parse", "HTML|web page|html"),
    "2 GB announced": (lambda raw: Answer(headers={"Content-Length": "2000000000"}), "fetch", "2,000,000,000 bytes"),
    "gzip bomb": (lambda raw: bomb(), "fetch", "bytes"),
    "redirect to a private network": (lambda raw: to("http://192.168.0.1/a.hwpx"), "fetch", "not a public address"),
    "slow drip": (lambda raw: to(f"{raw}/drip"), "fetch", "1 s"),
    "refused": (lambda raw: Answer(403), "fetch", "403"),
}  # fmt: skip


def broken(site, cases, raw, *, attached):
    """Break every second release of ``site`` in one of these ways; name of the case → its release, the answer."""
    found = {}
    for index, (name, (make, _, _)) in enumerate(cases.items()):
        release = a_release(10 + 2 * index, attached=attached)
        site.releases += [release, a_release(11 + 2 * index)]
        made = make(raw)
        if not isinstance(made, Answer):
            made = Answer(body=made, headers=BYTES)
        target = (
            f"{DOWNLOAD}?fileId={release.files[0].id}&tblKey=GMN"
            if attached
            else f"{VIEW}?newsId={release.id}"
        )
        site.answers[target] = [made]
        found[name] = release, made
    return found


@pytest.mark.parametrize(("cases", "attached"), [(PAGES, False), (FILES, True)], ids=["pages", "files"])
def test_a_site_with_many_broken_releases(run, query, rows, archived, cases, attached):
    """Each fault is told with stage, release and reason; all other releases come in the same run."""
    site = Site()
    with serving(site) as base, fault_server.serving(RAW) as raw:
        found = broken(site, cases, raw.address, attached=attached)
        summary = run(base, "korea_kr")
        assert summary.outcomes["saved"] == len(cases)
        told = {article: (stage, item, reason) for stage, item, reason, article in query(
            "SELECT stage, item, reason, article_id FROM failures WHERE resolved_at IS NULL"
        )}  # fmt: skip
        assert set(told) == {f"korea_kr:{release.id}" for release, _ in found.values()}
        kept = archived()
        for name, (_, stage, reason) in cases.items():
            release, answer = found[name]
            said = told[f"korea_kr:{release.id}"]
            assert said[0] in stage.split("|"), (name, said)
            assert said[1] == f"{base}{VIEW}?newsId={release.id}"
            assert re.search(reason, said[2]), (name, said)
            assert said[0] == "fetch" or answer.body in kept, name

        again = run(base, "korea_kr", day=14)
        assert again.outcomes["saved"] == 0
        assert query("SELECT COUNT(DISTINCT item) FROM failures WHERE resolved_at IS NULL") == [(len(cases),)]

        site.answers.clear()
        for release, answer in found.values():
            if answer.headers is BYTES:  # it was the file itself that was bad
                release.title += " (수정)"
        mended = run(base, "korea_kr", day=15)
        assert mended.failed == 0, run.warnings
        assert mended.outcomes["saved"] == len(cases)
        assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]
        run(base, "korea_kr", place="calm")
        assert rows("faulty") == rows("calm")


#: What comes in place of a source's list (or its robots.txt): place, answer, and the reason that is told.
LISTS = {
    "robots forbid everything": ("/robots.txt", lambda raw: Answer(body=b"User-agent: *\nDisallow: /\n"), "robots.txt"),
    "robots forbid us": ("/robots.txt", lambda raw: Answer(body=b"User-agent: sacho\nDisallow: /briefing\n"), "robots.txt"),
    "robots as a web page": ("/robots.txt", lambda raw: Answer(body=b"<!DOCTYPE html><p>error", headers=HTML), "web page"),
    "robots refused": ("/robots.txt", lambda raw: Answer(403), "robots.txt answers with status 403"),
    "robots reset": ("/robots.txt", lambda raw: Answer(reset=True), "no answer in 3 tries"),
    "reset": (LIST, lambda raw: Answer(reset=True), "no answer in 3 tries"),
    "cut": (LIST, lambda raw: Answer(body=b"<ul><li>" * 99, cut=True), "no answer in 3 tries"),
    "slow drip": (LIST, lambda raw: to(f"{raw}/drip"), "1 s"),
    "stall": (LIST, lambda raw: to(f"{raw}/stall"), "no answer in 3 tries"),
    "larger than borne": (LIST, lambda raw: to(f"{raw}/endless"), "bytes"),
    "gzip bomb": (LIST, lambda raw: bomb(), "bytes"),
    "overloaded": (LIST, lambda raw: Answer(503, headers={"Retry-After": "86400"}), "503|86400 s"),
    "too many requests": (LIST, lambda raw: Answer(429), "429"),
    "refused": (LIST, lambda raw: Answer(403), "403"),
    "gone": (LIST, lambda raw: Answer(404), "404"),
    "sent to the front page": (LIST, lambda raw: to("/"), ""),
    "sent to a file": (LIST, lambda raw: to("file:///etc/passwd"), "not file"),
    "sent to a private network": (LIST, lambda raw: to("http://172.16.0.1/"), "not a public address"),
    "notice of maintenance": (LIST, lambda raw: Answer(body="<h1>시스템 점검 안내</h1>".encode(), headers=HTML), "div.list_type"),
    "empty": (LIST, lambda raw: Answer(headers=HTML), ""),
    "half of the page though whole as announced": (LIST, lambda raw: Answer(body=b'<form id="mainForm"><div class="list_type"><ul><li><a hr', headers=HTML), ""),
    "a PDF": (LIST, lambda raw: Answer(body=pdf(["a"]), headers={"Content-Type": "application/pdf"}), ""),
    "JSON": (LIST, lambda raw: Answer(body=b'{"error": "login"}', headers={"Content-Type": "application/json"}), ""),
}  # fmt: skip


def test_a_list_that_can_not_be_had_or_read(run, query, rows):
    """The source fails with one line that says why, in each run, and is whole when the fault is over."""
    site = Site([a_release(number) for number in range(1, 7)])
    with serving(site) as base, fault_server.serving(RAW) as raw:
        run(base, "korea_kr", place="calm", since=None)
        for name, (place, make, reason) in LISTS.items():
            site.answers[place] = [make(raw.address)]
            for _ in range(2):
                summary = run(base, "korea_kr", since=None)
                assert (summary.failed, summary.outcomes["saved"]) == (1, 0), name
                assert len(run.warnings) == 1, name
                assert "\n" not in run.warnings[0], name
            last = query("SELECT status, message FROM runs ORDER BY id DESC LIMIT 1")[0]
            assert last[0] == "failed", name
            told = query("SELECT stage, item, reason, source FROM failures WHERE resolved_at IS NULL")
            assert [one[:2] + one[3:] for one in told] == [("list", f"{base}{LIST}", "korea_kr")], name
            assert re.search(reason, told[0][2]), (name, told)
            site.answers.clear()
            assert run(base, "korea_kr", since=None).failed == 0, name
            assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)], name
            assert rows("faulty") == rows("calm"), name


#: The source of a name in Content-Disposition: it never decides where anything is stored, nor what a file is.
DISPOSITIONS = {
    "percent-encoded UTF-8": f'attachment; filename="{quote("보도자료.hwpx")}"',
    "RFC 5987": f"attachment; filename*=UTF-8''{quote('보도자료.hwpx')}",
    "raw UTF-8": 'attachment; filename="보도자료.hwpx"'.encode().decode("latin-1"),
    "raw EUC-KR": 'attachment; filename="보도자료.hwpx"'.encode("euc-kr").decode("latin-1"),
    "no name": "attachment",
    "no quotes, no end": 'attachment; filename="보도'.encode().decode("latin-1"),
    "a path": 'attachment; filename="../../../etc/passwd"',
    "another type": 'inline; filename="photo.jpg"',
    "none at all": None,
}


def test_a_file_is_read_whatever_its_name_says(run, query):
    """The name in Content-Disposition, the type in Content-Type and the name on the page may all be wrong."""
    makers = {"hwpx": hwpx, "pdf": pdf, "hwp": hwp}
    site = Site([a_release(number, attached=True) for number in range(1, len(DISPOSITIONS) + 1)])
    for number, (release, disposition) in enumerate(zip(site.releases, DISPOSITIONS.values(), strict=True)):
        kind = list(makers)[number % 3]
        headers = {
            "Content-Type": "text/html" if number % 2 else "image/jpeg",
            "Content-Disposition": disposition,
        }
        content = makers[kind](lines(number + 1))
        site.answers[f"{DOWNLOAD}?fileId={release.files[0].id}&tblKey=GMN"] = [
            Answer(body=content, headers=headers)
        ]
    with serving(site) as base:
        assert run(base, "korea_kr").outcomes == {"saved": len(DISPOSITIONS)}, run.warnings
    found = query(
        "SELECT format, status, body_origin FROM articles JOIN attachments ON article_id = articles.id ORDER BY 1"
    )
    assert set(found) == {(kind, "read", "attachment") for kind in makers}


MARKS = {
    ("1",): "KOGL-1", ("4",): "KOGL-4", ("0",): "KOGL-0", (): None, ("1", "1"): "KOGL-1", ("1", "4"): None,
}  # fmt: skip


def test_what_a_release_page_of_the_portal_holds_in_its_layouts(run, query):
    """Two layouts and an older one, a body in a frame, a file's id three times, none to two licence marks."""
    site = Site()
    for number, types in enumerate(MARKS, 1):
        marks = [(one, f"공공누리 제{one}유형에 따라 이용할 수 있습니다.") for one in types]
        layout = ("article_head", "view_title", "page_title")[number % 3]
        site.releases.append(a_release(number, attached=number % 2 == 0, layout=layout, licences=marks))
    with serving(site) as base:
        assert run(base, "korea_kr").outcomes == {"saved": len(MARKS)}
    found = query(
        "SELECT licence, method, body_origin, (SELECT COUNT(*) FROM attachments WHERE article_id = a.id) FROM articles a ORDER BY id"
    )
    assert [one[0] for one in found] == list(MARKS.values())
    assert {one[1] for one in found} == {
        "korea_kr.article_head",
        "korea_kr.view_title",
        "korea_kr.page_title",
    }
    assert [one[2:] for one in found] == [("page", 0), ("attachment", 1)] * 3


def test_a_release_that_comes_again_under_its_id_is_a_revision(run, query):
    """Corrected, and the same day corrected once more; its embargo is told with it."""
    head = [["보도시점", "2026. 7. 20.(월) 12:00", "배포", "2026. 7. 13.(월) 09:00"]]
    site = Site([a_release(1), a_release(2)])
    with serving(site) as base:
        run(base, "korea_kr")
        for number in (31, 32):
            content = hwpx(lines(number), table=head)
            site.releases[0] = a_release(
                1,
                title=f"어항 {number}곳 정비 계획 확정(수정)",
                body="<p>첨부 참고</p>",
                files=[File(f"7{number}", "수정.hwpx", content)],
            )
            assert run(base, "korea_kr").outcomes == {"changed": 1}
    assert [
        text.count("어항 1곳") + text.count("어항 31곳")
        for (text,) in query("SELECT body FROM article_revisions")
    ] == [2, 2]
    body, available = query("SELECT body, available_at FROM articles WHERE native_id = '156700001'")[0]
    assert "어항 32곳" in body
    assert available == "2026-07-20T12:00:00+09:00"
    assert query("SELECT COUNT(*) FROM articles") == [(2,)]


def test_a_ministry_keeps_the_name_of_its_day(run, query):
    """기획재정부 of 2025 and 재정경제부 of 2026 stand as printed, and each mention is of the body of its day."""
    text = "<p>{0}는 {1}일 국고채 {2}조원을 발행한다고 밝혔다.</p><p>{0} 관계자는 시장 상황을 살피겠다고 설명했다.</p>"
    site = Site(
        [
            a_release(1, ministry="기획재정부", date="2025-07-10", body=text.format("기획재정부", 10, 7) * 3),
            a_release(2, ministry="재정경제부", date="2026-07-10", body=text.format("재정경제부", 10, 8) * 3),
        ]
    )
    with serving(site) as base:
        run(base, "korea_kr", since="2025-07-01")
    found = query(
        "SELECT department, published_year, text, agency_id FROM articles a JOIN agency_mentions m ON m.article_id = a.id "
        "GROUP BY 1, 2, 3, 4 ORDER BY 2"
    )
    assert found == [
        ("기획재정부", 2025, "기획재정부", "moef-2008"),
        ("재정경제부", 2026, "재정경제부", "mofe-2026"),
    ]


#: How a page of a board says its encoding: header, meta, bytes.
CHARSETS = {
    "CP949 labelled UTF-8": ("text/html; charset=UTF-8", "utf-8", "cp949"),
    "CP949 without a label": ("text/html", None, "cp949"),
    "CP949 labelled EUC-KR": ("text/html; charset=EUC-KR", "euc-kr", "cp949"),
    "UTF-8 labelled EUC-KR": ("text/html; charset=EUC-KR", "euc-kr", "utf-8"),
    "UTF-8 without a label": ("text/html", None, "utf-8"),
}


@pytest.mark.parametrize("name", ["mohw", "mofa"])
def test_a_board_in_another_encoding_than_it_says(run, query, name):
    """똠 and 햏 are in CP949 and not in EUC-KR; no letter is lost, on the list, the page and in the title."""
    site = Ministries({})
    for number in range(1, 7):
        body = tuple(line.replace("어항", "똠방각햏 어항") for line in lines(number))
        site.papers[name].append(
            Paper(f"37000{number}", f"똠방각햏 어항 {number}곳 정비", "2026-07-10", "어촌과", body)
        )
    usual, cases = site.respond, list(CHARSETS.values())

    def respond(method, target, form):
        answer = usual(method, target, form)
        number = re.search(r"(?:list_no|seq)=37000(\d)", target)
        header, meta, encoding = cases[int(number[1]) % len(cases) if number else 0]
        if b"<html" not in answer.body:
            return answer
        text = answer.body.decode().replace(
            '<meta charset="utf-8">', f'<meta charset="{meta}">' if meta else ""
        )
        return Answer(answer.status, text.encode(encoding), {"Content-Type": header})

    site.respond = respond
    with serving(site) as base:
        run(base, name)
    found = query("SELECT title, body FROM articles ORDER BY native_id")
    assert [title for title, _ in found] == [f"똠방각햏 어항 {number}곳 정비" for number in range(1, 7)]
    for number, (_, body) in enumerate(found, 1):
        assert f"똠방각햏 어항 {number}곳의 정비에" in body


FEEDS = {
    "gone": (lambda: Answer(404), "404"),
    "sent to the front page": (lambda: to("/"), ""),
    "a web page": (lambda: Answer(body=b"<!DOCTYPE html><html><body>error</body></html>", headers=HTML), ""),
}


def test_a_feed_that_has_ended_is_told(run, query):
    """As those of 정책브리핑: they answer 404, and their index sends one to the front page."""
    site = Site()
    site.answers["/"] = [
        Answer(body=b"<!DOCTYPE html><html><body><a href='/news'>news</a></body></html>", headers=HTML)
    ]
    with serving(site) as base:
        for name, (make, reason) in FEEDS.items():
            site.answers["/web/unikorea/rss/bbs_0000000000000004"] = [make()]
            assert run(base, "unikorea").failed == 1, name
            told = query("SELECT stage, reason FROM failures ORDER BY last_seen_at DESC, rowid DESC LIMIT 1")[
                0
            ]
            assert told[0] == "list", name
            assert re.search(reason, told[1]), (name, told)
    assert query("SELECT DISTINCT status FROM runs") == [("failed",)]


def test_a_feed_that_dates_an_item_at_the_end_of_all_time(run, query):
    """Some software has 9999-12-31 for no date; in Korea's time that lies beyond the last year."""
    site = Site()
    items = "".join(
        f"<item><title>어항 {number}곳 정비 계획 확정</title><link>BASE/bbs_0000000000000004/{number}</link><pubDate>{day}</pubDate></item>"
        for number, day in ((1, "Fri, 31 Dec 9999 23:59:59 GMT"), (2, "Fri, 10 Jul 2026 09:00:00 +0900"))
    )
    with serving(site) as base:
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>a</title>{items}</channel></rss>'
        site.answers["/web/unikorea/rss/bbs_0000000000000004"] = [
            Answer(body=feed.replace("BASE", base).encode())
        ]
        for number in (1, 2):
            text = f"<!DOCTYPE html><html><body><h2>어항 {number}곳 정비 계획 확정</h2><div>{page_body(number)}</div></body></html>"
            site.answers[f"/bbs_0000000000000004/{number}"] = [Answer(body=text.encode(), headers=HTML)]
        summary = run(base, "unikorea")
    assert query("SELECT native_id FROM articles ORDER BY 1") == [("1",), ("2",)], (summary, run.warnings)
    assert [day for (day,) in query("SELECT published FROM articles ORDER BY native_id")][1][
        :10
    ] == "2026-07-10"


def an_item(number, **fields):
    values = {
        "id": f"1567{number:05}",
        "title": f"어항 {number}곳 &lsquo;정비&rsquo;에 {number}0억원",
        "approved": f"2026-07-{number:02} 11:00:00",
        "body": page_body(number),
        "grouping": "brief",
        "revision": 0,
    }
    return NewsItem(**(values | fields))


def test_the_open_data_service_with_all_its_oddities(run, query):
    """Entities, several files, dates left empty, licences left blank, the same bytes for any page, an item of
    the moment after the window, success spelled 0 and 00.
    """
    annex = File("71", "붙임 1. 사업 개요.hwpx", hwpx(["사업 개요"] * 20))
    release = File("70", "보도자료.hwp", hwp(lines(9)))
    service = DataGoKr(
        [
            an_item(8, licence=""),
            an_item(
                9,
                body="<p>첨부파일을 참고하시기 바랍니다.</p>",
                files=[annex, release, File("72", "보도자료.pdf", None)],
            ),
            an_item(12, licence="4", embargo="2026-07-20 06:00:00"),
            an_item(13, approved="2026-07-11 00:00:00"),
        ]
    )
    with serving(service) as base:
        service.base = base
        assert run(base, "data_go_kr_press").outcomes == {"saved": 4}, run.warnings
        service.good = "00"
        assert run(base, "data_go_kr_press").line().startswith("1 source: nothing new")
        service.items.clear()
        assert run(base, "data_go_kr_press").failed == 0
        assert run(base, "data_go_kr_policy").failed == 0
    found = query(
        "SELECT native_id, title, body_origin, available_at, published FROM articles ORDER BY native_id"
    )
    assert [one[0] for one in found] == ["156700008", "156700009", "156700012", "156700013"]
    assert found[0][1] == "어항 8곳 ‘정비’에 80억원"
    assert found[1][2] == "attachment"
    assert found[2][3] == "2026-07-20T06:00:00+09:00"
    assert found[3][4] == "2026-07-11T00:00:00+09:00"
    assert query("SELECT name, status FROM attachments ORDER BY position") == [
        ("붙임 1. 사업 개요.hwpx", "listed"),
        ("보도자료.hwp", "read"),
        ("보도자료.pdf", "skipped"),
    ]
    assert query("SELECT status, COUNT(*) FROM runs GROUP BY 1") == [("done", 4)]


def test_the_gateway_says_no_in_many_ways(run, query):
    """With any status, with the constant in either place or nowhere: one line that names the code, then stop."""
    service = DataGoKr([an_item(8)])
    with serving(service) as base:
        for number, code in enumerate(("12", "20", "22", "30", "31", "29", "12", "30", "20", "22")):
            status = (200, 400, 401, 403, 429)[number % 5]
            service.statuses = {code: status}
            service.constant_in = ("errMsg", "returnAuthMsg")[number % 2]
            service.has_err_msg = number % 3 > 0
            service.answers[PRESS] = [service.refuse(code)]
            requests = len(service.requests)
            assert run(base, "data_go_kr_press").failed == 1, (code, status)
            stage, reason = query("SELECT stage, reason FROM failures WHERE resolved_at IS NULL")[0]
            assert (stage, code in reason) == ("list", True), (code, status, reason)
            assert len(service.requests) == requests + 1, (code, status)
            service.answers.clear()
            run(base, "data_go_kr_press")
            assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]
        run(base, "data_go_kr_press", keys={"SACHO_DATA_GO_KR_KEY": quote(quote(KEY, safe=""), safe="")})
    assert "30" in query("SELECT reason FROM failures WHERE resolved_at IS NULL")[0][0]
    assert query("SELECT COUNT(*) FROM articles") == [(1,)]


SERVICE_FAULTS = {
    "cut in the middle though whole as announced": lambda service: setattr(service, "halved", True),
    "cut": lambda service: service.answers.update({POLICY: [Answer(body=b"<response>" * 99, cut=True)]}),
    "reset": lambda service: service.answers.update({POLICY: [Answer(reset=True)]}),
    "notice of maintenance": lambda service: service.answers.update({POLICY: [Answer(body=b"<html>maintenance</html>", headers=HTML)]}),
    "empty": lambda service: service.answers.update({POLICY: [Answer()]}),
    "entity bomb": lambda service: service.answers.update({POLICY: [Answer(body=ENTITIES.encode())]}),
    "an unknown code": lambda service: service.answers.update({POLICY: [Answer(body=UNKNOWN.encode())]}),
}  # fmt: skip
ENTITIES = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]><response><header><resultCode>0</resultCode></header><body><NewsItem>&j;</NewsItem></body></response>"  # fmt: skip
UNKNOWN = "<response><header><resultCode>77</resultCode><resultMsg>?</resultMsg></header><body/></response>"


def test_the_open_data_service_with_broken_answers(run, query, rows):
    service = DataGoKr(
        [an_item(number, id=f"1480000{number:02}", grouping="policy") for number in (8, 9, 12)]
    )
    with serving(service) as base:
        service.bom = True  # which is no fault
        run(base, "data_go_kr_policy", place="calm")
        service.bom = False
        for name, spoil in SERVICE_FAULTS.items():
            spoil(service)
            for _ in range(2):
                assert run(base, "data_go_kr_policy").failed >= 1, name
            stage, reason = query("SELECT stage, reason FROM failures WHERE resolved_at IS NULL")[0]
            assert (stage, bool(reason)) == ("list", True), name
            service.halved = False
            service.answers.clear()
            assert run(base, "data_go_kr_policy").failed == 0, name
            assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)], name
            assert rows("faulty") == rows("calm"), name


def test_cron_is_told_in_lines_and_by_the_exit_status(tmp_path):
    """One line for each failure, no traceback, 1; and nothing but the sum, 0, when all went well."""
    site = Site([a_release(number) for number in range(1, 7)])
    site.answers[f"{VIEW}?newsId=156700002"] = [Answer(body=b"\x00\xff", headers=HTML)]
    site.answers[f"{VIEW}?newsId=156700004"] = [to("file:///etc/passwd")]
    command = [
        "ingest",
        "korea_kr",
        "--db",
        str(tmp_path / "sacho.db"),
        "--since",
        "2026-07-01",
        "--until",
        "2026-07-13",
    ]
    with serving(site) as base:
        settings = {"SACHO_BASE_URL_KOREA_KR": base, "SACHO_ALLOW_LOOPBACK": "1", "SACHO_DELAY": "0"}
        first = CliRunner().invoke(main, command, env=settings)
        site.answers.clear()
        command[3] = str(tmp_path / "another.db")
        settings["SACHO_ARCHIVE"] = str(tmp_path / "another_archive.db")
        second = CliRunner().invoke(main, command, env=settings)
    told = first.stderr.splitlines()
    assert (first.exit_code, first.stdout) == (1, "")
    assert sorted(line[:7] for line in told[:-1]) == ["failed:", "failed:"]
    assert told[-1].startswith("1 source: ")
    assert "saved 4" in told[-1]
    assert "failed 2" in told[-1]
    assert (second.exit_code, second.stdout) == (0, "")
    assert [line.partition(";")[0] for line in second.stderr.splitlines()] == ["1 source: saved 6"]


def spoiled(old, new):
    return lambda text: text.replace(old, new)


STAMP = "2026-07-13T11:00:00+09:00"
#: What may stand on a page that is otherwise right: nothing of it stops the run, nor costs the release.
ODDITIES = {
    "the last moment of all, elsewhere": spoiled(STAMP, "9999-12-31T23:59:59Z"),
    "the first moment of all": spoiled(STAMP, "0001-01-01T00:00:00+14:00"),
    "a moment that never was": spoiled(STAMP, "2026-02-30T25:61:00"),
    "half an emoji": spoiled("어항", "어항&#xD83D;"),
    "marks of direction and width": spoiled("어항", "\u202e어\u200b항\ufeff"),
    "letters taken apart": lambda text: unicodedata.normalize("NFD", text),
    "control characters": spoiled("어항", "\x01어항\x1f\x85"),
    "an amount beyond all numbers": spoiled(
        "민간 자본", f"민간 자본 9{'0' * 400}원과 99999999999999999999조원"
    ),
    "hundreds of open tags": spoiled("<p>□", "<div><b>" * 300 + "<p>□"),
    "structured data without end": spoiled('{"@type"', "[" * 50_000 + '{"@type"'),
    "a number without end": spoiled('"NewsArticle"', "9" * 5000),
    "a broken address": spoiled('href="/news/', 'href="http://[::1/news/'),
    "an attribute fifty thousand times": spoiled(
        'class="view_cont"', 'class="view_cont" ' + 'a="b" ' * 50_000
    ),
}


def test_oddities_of_a_page_cost_nothing(run, query):
    site = Site()
    for number, change in enumerate(ODDITIES.values(), 10):
        release = a_release(number)
        site.releases.append(release)
        text = change(view(release)).encode()
        site.answers[f"{VIEW}?newsId={release.id}"] = [Answer(body=text, headers=HTML)]
    with serving(site) as base:
        assert run(base, "korea_kr").outcomes == {"saved": len(ODDITIES)}, run.warnings
    for name, (title, body, published) in zip(
        ODDITIES, query("SELECT title, body, published FROM articles ORDER BY native_id"), strict=True
    ):
        assert "정비 계획 확정" in title, name
        assert "베트남 항만청이 기술 교류에 참여한다." in body, name
        assert published[:10] in ("2026-07-13", "0001-01-01"), name

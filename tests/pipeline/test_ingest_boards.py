"""The cron job on the boards of five ministries, each with its own traps: all, then nothing, then what is new."""

import re
import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from pipeline.ingest import Job, ingest
from pipeline.settings import Settings
from scrapers.fetch import Clock
from scrapers.korean_time import KST
from tests.scrapers.documents import hwp, hwpx, odt, pdf
from tests.scrapers.ministry_server import BOARDS, GATE, PASS, Answer, File, Ministries, Paper, serving

#: Source → the ministry, a department of it, what its releases are about, and a release's id.
MINISTRIES = {
    "mois": ("행정안전부", "안전제도과", "다중이용시설 집중 점검", "1304{:02}"),
    "msit": ("과학기술정보통신부", "우주기술과", "누리호 발사체 고도화", "31878{:02}"),
    "mofa": ("외교부", "유라시아1과", "중앙아시아 협력 사업", "3769{:02}"),
    "mohw": ("보건복지부", "재활의료과", "어린이 재활병원 확충", "14912{:02}"),
    "mofe": ("재정경제부", "국채과", "국고채 발행 계획", "MOSF_0000000000812{:02}"),
}
STUB = ("자세한 내용은 첨부파일을 참고하시기 바랍니다.",)
RECENT, OLD = range(1, 7), range(11, 19)


def text_of(name, number, topic=None):
    ministry, department, usual, _ = MINISTRIES[name]
    topic = topic or usual
    return [
        f"{ministry}는 13일 {topic} {number}차 회의를 열고 내년에 {number}25억원을 투입하는 계획을 확정했다고 밝혔다.",
        f"{department}는 부산과 여수에서 {topic} {number}차 사업을 먼저 시작하고 2028년까지 전국으로 넓힌다.",
        f"참여 기업은 시제품 제작비를 한 해 {number}억원까지 받으며, 우즈베키스탄 기관과 기술을 나눈다.",
    ]


def content_of(name, number, make=hwpx, topic=None):
    """A file as ministries make them: a head table, the title, the text."""
    department = MINISTRIES[name][1]
    head = [
        ["보도시점", "2026. 7. 13.(월) 12:00", "배포", "2026. 7. 13.(월) 09:00"],
        ["담당 부서", department],
    ]
    title = f"{topic or MINISTRIES[name][2]} {number}차 계획 확정"
    return make([title, *text_of(name, number, topic)], table=head)


def a_paper(name, number, **fields):
    """The third has its text on the page, the fourth as HWP or ODT, the fifth in the second of two formats."""
    _, department, topic, form = MINISTRIES[name]
    values = {
        "id": form.format(number),
        "title": f"{topic} {number}차 계획 확정",
        "day": f"2026-07-{14 - number:02}" if number < 9 else f"2026-05-{number:02}",
        "department": department,
        "body": STUB,
    }
    stem = f"0713(보도자료) {topic} {number}차"
    files = [
        File("", f"{stem}.hwpx", content_of(name, number)),
        File("", f"{stem}.pdf", pdf(text_of(name, number))),
    ]
    if number == 3:
        values["body"], files = tuple(text_of(name, number)), []
    elif number == 4:
        kind, make = ("odt", odt) if name == "msit" else ("hwp", lambda lines, table: hwp(lines))
        files = [File("", f"{stem}.{kind}", content_of(name, number, make))]
    elif number == 5:
        files[0] = File("", f"{stem}.hwpx", b"HWP Document File V3.00")
    return Paper(**({"files": files} | values | fields))


def without_files(site):
    """The same releases with their texts on the pages: quicker where files are not the question."""
    for name, papers in site.papers.items():
        for number, paper in zip((*RECENT, *OLD), papers, strict=True):
            paper.body, paper.files = tuple(text_of(name, number)), []


@pytest.fixture
def site():
    return Ministries({name: [a_paper(name, number) for number in (*RECENT, *OLD)] for name in BOARDS})


@pytest.fixture
def run(site, tmp_path):
    """Runs an ingest of the named sources; ``day`` moves the clock."""
    with serving(site) as base:

        def run(*sources, day=13):
            clock = Clock(now=lambda: datetime(2026, 7, day, 18, 0, tzinfo=KST), sleep=lambda seconds: None)
            settings = Settings(
                delay=0, timeout=5, allow_loopback=True, base_urls=dict.fromkeys(BOARDS, base)
            )
            run.warnings = []
            job = Job(
                tmp_path / "sacho.db", sources, settings=settings, warn=run.warnings.append, clock=clock
            )
            return ingest(job)

        yield run


@pytest.fixture
def query(tmp_path):
    def query(sql, *parameters):
        with closing(sqlite3.connect(tmp_path / "sacho.db")) as database:
            return database.execute(sql, parameters).fetchall()

    return query


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_is_taken_then_left_alone_then_followed(site, run, query, name):
    assert run(name).outcomes == {"saved": 6}
    _, department, topic, form = MINISTRIES[name]
    rows = query(
        "SELECT native_id, title, substr(published, 1, 10), department, body_origin FROM articles ORDER BY native_id"
    )
    assert rows == [
        (
            form.format(number),
            f"{topic} {number}차 계획 확정",
            f"2026-07-{14 - number:02}",
            # how the pages of 외교부 name it was not seen, and these have no head table
            None if (name, number) in [("mofa", 3), ("mofa", 4), ("mofa", 5)] else department,
            "page" if number == 3 else "attachment",
        )
        for number in RECENT
    ]
    for number in RECENT:
        body = query("SELECT body FROM articles WHERE native_id = ?", form.format(number))[0][0]
        for line in text_of(name, number):
            assert body.count(line) == 1
        for foreign in ("9,999억", "정부혁신", "첨부파일", "보도시점", "한마루", "대표전화"):
            assert foreign not in body
    other = "odt" if name == "msit" else "hwp"
    assert query("SELECT format, status FROM attachments ORDER BY article_id, position") == [
        ("hwpx", "read"), (None, "skipped"), ("hwpx", "read"), (None, "skipped"), (other, "read"),
        ("hwp3", "unsupported"), ("pdf", "read"), ("hwpx", "read"), (None, "skipped"),
    ]  # fmt: skip
    assert query("SELECT COUNT(*) FROM money WHERE amount = 12500000000 AND field = 'body'") == [(1,)]

    before = {kind: len(site.asked(name, kind)) for kind in ("listing", "view", "file")}
    assert run(name).line().startswith("1 source: nothing new; ")
    asked = {kind: len(site.asked(name, kind)) - count for kind, count in before.items()}
    # the gate of 외교부 sends each new client round once
    assert asked == {"listing": 3 if name == "mofa" else 2, "view": 0, "file": 0}

    site.papers[name] += [a_paper(name, 7, day="2026-07-14"), a_paper(name, 8, day="2026-07-14")]
    changed = a_paper(name, 2, title=f"(정정) {topic} 2차 계획 확정", day="2026-07-12")
    changed.files = [File("", "정정 보도자료.hwpx", content_of(name, 2, topic="바로잡은 사업"))]
    site.papers[name][1] = changed
    views = len(site.asked(name, "view"))
    assert run(name, day=14).outcomes == {"saved": 2, "changed": 1}
    assert sorted(target.rpartition("=")[2] for target in site.asked(name, "view")[views:]) == [
        form.format(number) for number in (2, 7, 8)
    ]
    title, body = query("SELECT title, body FROM articles WHERE native_id = ?", form.format(2))[0]
    assert title == f"(정정) {topic} 2차 계획 확정"
    assert "바로잡은 사업 2차" in body
    kept = query("SELECT title, body FROM article_revisions")
    assert [one[0] for one in kept] == [f"{topic} 2차 계획 확정"]
    assert text_of(name, 2)[0] in kept[0][1]
    assert query("SELECT COUNT(*) FROM failures") == [(0,)]


SILENCES = {
    "redesigned": "redesigned|0 elements match",
    "blocked": "",
    "empty": "",
    "stuck": "repeats itself at page 2",
}


@pytest.mark.parametrize(("fault", "reason"), SILENCES.items())
def test_a_board_that_falls_silent_fails_loudly_and_recovers(site, run, query, fault, reason):
    """A new markup, a notice of maintenance with status 200, no rows, the first page again and again."""
    without_files(site)
    if fault == "stuck":
        site.page_size = 5
    setattr(site, fault, set(BOARDS))
    summary = run(*BOARDS)
    assert summary.failed == 5
    rows = query("SELECT source, stage, reason FROM failures WHERE resolved_at IS NULL ORDER BY source")
    assert [(source, stage) for source, stage, _ in rows] == [(name, "list") for name in sorted(BOARDS)]
    for _, _, said in rows:
        assert re.search(reason, said)
    assert query("SELECT DISTINCT status FROM runs") == [("failed",)]
    assert len(run.warnings) == 5
    setattr(site, fault, set())
    summary = run(*BOARDS)
    assert (summary.failed, query("SELECT COUNT(*) FROM articles")[0][0]) == (0, 30)
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]


def test_one_silent_board_stops_no_other(site, run, query):
    without_files(site)
    run("mohw", "mofe", "mois")
    site.empty, site.redesigned = {"mohw"}, {"mofe"}
    site.papers["mois"].append(a_paper("mois", 7, day="2026-07-13"))
    summary = run("mohw", "mofe", "mois", day=14)
    assert (summary.outcomes["saved"], summary.failed) == (1, 2)
    assert query("SELECT source, status FROM runs ORDER BY id DESC LIMIT 3") == [
        ("mois", "done"),
        ("mohw", "failed"),
        ("mofe", "failed"),
    ]


@pytest.mark.parametrize("name", BOARDS)
def test_a_withdrawn_release_costs_no_other_one(site, run, query, name):
    """The list still names it; its page says so with status 200 or 404. One that was stored is kept."""
    without_files(site)
    site.papers[name][1].withdrawn = True
    summary = run(name)
    assert (summary.outcomes["saved"], summary.failed) == (5, 1)
    native_id = MINISTRIES[name][3].format(2)
    stage, item, reason, article = query("SELECT stage, item, reason, article_id FROM failures")[0]
    assert stage == ("parse" if name in ("mois", "msit") else "fetch")
    assert native_id in item
    assert article == f"{name}:{native_id}"
    if name == "mois":
        assert "withdrawn" in reason
    del site.papers[name][0:2]
    assert "saved" not in run(name).outcomes
    assert query("SELECT COUNT(*) FROM articles") == [(5,)]


def test_what_an_editor_leaves_in_comments_is_no_revision(site, run, query, tmp_path):
    """Counters and comments change with every request; with the archive lost, all pages come again."""
    run("mois")
    before = query("SELECT native_id, body, raw_sha256, last_changed_at FROM articles ORDER BY 1")
    for path in tmp_path.glob("archive.db*"):
        path.unlink()
    for paper in site.papers["mois"]:
        paper.editor = "fedcba9876543210"
    assert run("mois").outcomes == {"unchanged": 6}
    assert query("SELECT native_id, body, raw_sha256, last_changed_at FROM articles ORDER BY 1") == before
    assert query("SELECT COUNT(*) FROM article_revisions") == [(0,)]


def test_a_gate_opens_only_with_the_cookie_that_it_gave(site, run):
    without_files(site)
    run("mofa")
    gates = [target for target in site.asked("mofa") if target == site.asked("mofa")[0]]
    assert len(gates) == 2  # redirected to itself, and let in
    assert site.last_headers["Cookie"] == f"{GATE}={PASS}"


def test_a_gate_that_never_opens_is_a_failure(site, run, query):
    site.answers[BOARDS["mofa"].listing] = [
        Answer(307, headers={"Location": f"{BOARDS['mofa'].listing}?page=1", "Set-Cookie": "x=1"})
    ]
    assert run("mofa").failed == 1
    assert "redirects" in query("SELECT reason FROM failures")[0][0]


def test_what_stood_on_the_first_pages_is_found_when_it_moves_on(site, run, query):
    """A notice above the list and new releases push rows to the next page while the list is read."""
    without_files(site)
    site.page_size = 3
    usual = site.respond

    def respond(method, target, form):
        answer = usual(method, target, form)
        if target.endswith("pageIndex=1") and len(site.papers["mois"]) < 16:
            site.papers["mois"] += [a_paper("mois", number, day="2026-07-13") for number in (7, 8)]
        return answer

    site.respond = respond
    run("mois")
    site.respond = usual
    run("mois", day=14)
    assert query("SELECT COUNT(*) FROM articles") == [(8,)]

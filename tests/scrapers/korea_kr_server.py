"""A real HTTP server on loopback that behaves like korea.kr, its traps and its faults included."""

import gzip
import html
import socket
import struct
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LIST = "/briefing/pressReleaseList.do"
VIEW = "/briefing/pressReleaseView.do"
DOWNLOAD = "/common/download.do"
STUB = "자세한 내용은 첨부파일을 확인하시기 바랍니다."
ALLOW_ALL = "User-agent: *\nAllow: /\nSitemap: https://www.korea.kr/sitemapindex.xml\n"


@dataclass
class File:
    """An attachment: name as printed on the page, bytes as served (None: 200 with an empty page)."""

    id: str
    name: str
    content: bytes | None


@dataclass
class Release:
    """A release as the site holds it; layout is one of article_head, view_title, page_title."""

    id: str
    title: str
    date: str = "2026-07-13"
    ministry: str = "해양수산부"
    lead: str = "정부가 새 계획을 내놓았다."
    body: str = f"<p>{STUB}</p>"
    layout: str = "article_head"
    time: str | None = "11:00:00"
    files: list = field(default_factory=list)
    licences: list = field(default_factory=lambda: [("1", "공공누리 제1유형에 따라 이용할 수 있습니다.")])


@dataclass
class Answer:
    """An answer in place of the usual one. cut: announce all and send half. stall: seconds before it."""

    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    cut: bool = False
    reset: bool = False
    stall: threading.Event | None = None


class Site:
    """The state of the site. answers: path with query → answers to give instead, first come first served."""

    def __init__(self, releases=()):
        self.releases = list(releases)
        self.page_size = 10
        self.robots = Answer(body=ALLOW_ALL.encode(), headers={"Content-Type": "text/plain"})
        self.answers = {}
        self.redesigned = False
        self.get_only = False
        self.show_total = True
        self.requests = []

    def count(self, path):
        """Requests for a path so far."""
        return sum(urlsplit(target).path == path for _, target, _ in self.requests)

    def respond(self, method, target, form):
        """The answer to a request."""
        self.requests.append((method, target, form))
        waiting = self.answers.get(target) or self.answers.get(urlsplit(target).path)
        if waiting:
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        if path == "/robots.txt":
            return self.robots
        if path == LIST:
            return page(self._list(form if method == "POST" and not self.get_only else {}))
        if path == VIEW:
            found = [one for one in self.releases if [one.id] == query.get("newsId")]
            return page(view(found[0]) if found else "<p>존재하지 않는 게시물입니다.</p>")
        if path == DOWNLOAD:
            files = [file for one in self.releases for file in one.files if [file.id] == query.get("fileId")]
            content = files[0].content if files else None
            return (
                page("")
                if content is None
                else Answer(body=content, headers={"Content-Type": "application/octet-stream"})
            )
        return Answer(404)

    def _list(self, form):
        number = int(form.get("pageIndex", "1") or "1")
        since, until = form.get("startDate", ""), form.get("endDate", "") or "9999"
        found = [one for one in self.releases if since <= one.date <= until]
        found.sort(key=lambda one: (one.date, one.id), reverse=True)
        rows = found[(number - 1) * self.page_size : number * self.page_size]
        return list_page(
            rows, len(found) if self.show_total else None, number, form, redesigned=self.redesigned
        )


def page(text):
    """A web page in UTF-8."""
    body = (
        text.encode()
        if text.startswith("<!DOCTYPE") or not text
        else f"<!DOCTYPE html><html><body>{text}</body></html>".encode()
    )
    return Answer(body=body, headers={"Content-Type": "text/html;charset=UTF-8"})


def list_page(rows, total, number, form, *, redesigned=False):
    """The list page: a form, a filter box and a side bar with stray links, and the rows."""
    inputs = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(form.get(name, ""))}">'
        for name in ("repCodeType", "repCode", "startDate", "endDate", "srchWord", "period")
    )
    items = "".join(row(one, dotted=index % 2 == 0) for index, one in enumerate(rows))
    items = f"<ul>{items}</ul>" if rows else '<div class="no_data">검색된 결과가 없습니다.</div>'
    if redesigned:
        items = f'<section class="cards">{items.replace("pressReleaseView.do", "release")}</section>'.replace(
            "no_data", "none"
        )
    count = "" if total is None else f'<div class="result">총 <strong>{total:,}</strong>건</div>'
    return f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>보도자료</title></head><body>
    <form id="mainForm" action="{LIST}" method="post"><input type="hidden" name="pageIndex" value="{number}">{inputs}</form>
    <div class="filter"><a href="{VIEW}?newsId=156000001">가장 많이 찾은 보도자료</a></div>{count}
    <div class="list_type">{items}</div>
    <div class="paging"><a class="on" onclick="pageLink({number}); return false;">{number}</a></div>
    <aside><ul><li><a href="{VIEW}?newsId=156000002&amp;call_from=side"><span class="text"><strong>옆줄</strong></span></a></li></ul>
    </aside></body></html>"""


def row(release, *, dotted):
    """One row of the list; dates are spelled in both ways."""
    day = release.date.replace("-", ".") if dotted else release.date
    link = f"{VIEW}?newsId={release.id}&amp;pageIndex=1&amp;repCodeType=&amp;repCode=&amp;startDate=2026-07-01&amp;srchWord="
    return (
        f'<li><a href="{link}"><span class="text"><strong>{html.escape(release.title)}</strong>'
        f'<span class="lead">{html.escape(release.lead)}</span>'
        f'<span class="source"><span>{day}</span><span>{release.ministry}</span></span></span></a></li>'
    )


def view(release):
    """The view page in one of three layouts."""
    title = html.escape(release.title)
    head = {
        "article_head": f'<div class="article_head"><h1>{title}</h1>',
        "view_title": f'<div class="view_title"><h1>{title}</h1>',
        "page_title": f'<div class="head"><h2 class="page_title"><strong>{title}</strong></h2>',
    }[release.layout]
    moment = f"{release.date}T{release.time}+09:00" if release.time else release.date
    return f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title} - 정책브리핑</title>
    <link rel="canonical" href="https://www.korea.kr{VIEW}?newsId={release.id}">
    <script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}", "datePublished": "{moment}"}}</script>
    </head><body>{head}
    <div class="variety"><div class="info"><span>{release.date.replace("-", ".")}</span>
    <a class="gotosite" href="/news/ministryNewsList.do?repCode=A00023">{release.ministry}<i class="tooltip">부처별 뉴스 이동</i></a>
    <span>조회수 216</span></div></div></div>
    <div class="article_body"><div class="view_cont">{release.body}
    <iframe id="content_press" src="/docViewer/iframe_skin/doc.html?fn=abc&amp;rs=/docViewer/result/2026.07/13/abc"></iframe></div></div>
    {files(release.files)}{licences(release.licences)}
    <div class="article_footer"><a href="{VIEW}?newsId=156000003">다음 글 예산 3천억원 확정</a></div>
    <div class="ministry"><a class="go" href="/news/ministryNewsList.do?repCode=A00001">고용노동부</a></div></body></html>"""


def files(attached):
    """The attachments, each with its id three times."""
    items = "".join(
        f'<p><a href="{DOWNLOAD}?fileId={file.id}&amp;tblKey=GMN"><img src="x.gif" alt="한글파일"> {html.escape(file.name)}</a>'
        f'<a class="view" href="/common/docViewer.do?fileId={file.id}&amp;tblKey=GMN">바로보기</a>'
        f'<a class="down" href="{DOWNLOAD}?fileId={file.id}&amp;tblKey=GMN">내려받기</a></p>'
        for file in attached
    )
    return f'<div class="filedown"><dl><dt>첨부파일</dt><dd>{items}</dd></dl></div>' if attached else ""


def licences(marks):
    """The licence marks: pairs of the type in the picture and the sentence beside it."""
    items = "".join(
        f'<div class="type"><img src="kogl.png" alt="공공누리 제{number}유형 마크"><strong>{sentence}</strong></div>'
        for number, sentence in marks
    )
    return f'<div class="law_copy_wrap">{items}</div>' if marks else ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.site.last_headers = dict(self.headers)
        self._answer(self.server.site.respond("GET", self.path, {}))

    def do_POST(self):
        self.server.site.last_headers = dict(self.headers)
        text = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}
        self._answer(self.server.site.respond("POST", self.path, form))

    def _answer(self, answer):
        if answer.stall:
            answer.stall.wait(30)
        if answer.reset:
            # linger 0: the connection ends with a reset instead of a farewell
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(answer.status)
        headers = {"Content-Length": str(len(answer.body)), **answer.headers}
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
        if answer.cut:
            self.close_connection = True

    def finish(self):
        with suppress(OSError, ValueError):  # the client hung up, or the socket was reset on purpose
            super().finish()

    def log_message(self, *arguments):
        """Nothing: tests read the requests of the site instead."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Broken connections are what some tests are about."""


@contextmanager
def serving(site):
    """Serve ``site``; gives its address."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = site
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def gzipped(text):
    """An answer compressed for the transfer."""
    body = gzip.compress(text.encode())
    return Answer(body=body, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})

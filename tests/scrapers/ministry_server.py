"""A real HTTP server on loopback that plays the press release boards of five ministries, their traps included.

``serving`` of korea_kr_server serves it: ``with serving(Ministries({"mois": [Paper(...)]})) as base``. All five
stand behind one address: their paths differ.
"""

import html
import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, urlsplit

from tests.scrapers.korea_kr_server import Answer, File, page, serving

__all__ = ["BOARDS", "Answer", "File", "Ministries", "Paper", "serving"]

NOT_THERE = "<div class='error_box'><h2>요청하신 페이지가 없습니다</h2><p>입력하신 주소를 다시 확인해 주십시오.</p></div>"
SOFT_BLOCK = "<title>시스템 점검 안내</title><h1>시스템 점검 안내</h1><p>보다 나은 서비스를 위해 점검하고 있습니다.</p>"
GATE = "TMOSHCooKie"
PASS = "k3u9Zt0a"


@dataclass
class Paper:
    """A press release as a board holds it. body: paragraphs. editor: what the editor left in comments.

    withdrawn: its page is gone, though the list may still name it.
    """

    id: str
    title: str
    day: str
    department: str
    body: tuple = ()
    files: list = field(default_factory=list)
    editor: str = "0123456789abcdef"
    withdrawn: bool = False

    @property
    def dotted(self):
        """2026.07.13."""
        return self.day.replace("-", ".") + "."

    @property
    def spaced(self):
        """2026. 7. 13"""
        year, month, day = map(int, self.day.split("-"))
        return f"{year}. {month}. {day}"

    @property
    def paragraphs(self):
        """The body's HTML."""
        return "".join(f"<p>{line}</p>" for line in self.body)


@dataclass(frozen=True)
class Board:
    """A ministry's board: its paths, the parameters that name a page, a release and a file, and its looks."""

    listing: str
    page: str
    view: str
    id: str
    file: str
    file_id: str
    number: str
    rows: object
    article: object
    first: int = 0


class Ministries:
    """The state of the boards. papers: by source. answers: path with query, or path → answers given instead.

    redesigned, empty, stuck, blocked: sources whose list has another markup, no rows, always the first page,
    or a notice of maintenance with status 200 in place of everything. visits: counters move with each request.
    """

    def __init__(self, papers):
        self.papers = {name: list(papers.get(name, ())) for name in BOARDS}
        self.page_size = 10
        self.robots = Answer(404)
        self.answers = {}
        self.redesigned, self.empty, self.stuck, self.blocked = set(), set(), set(), set()
        self.visits = 0
        self.requests = []
        self.last_headers = {}

    def asked(self, name, kind="listing"):
        """The targets of requests for a source's listing, view or file so far."""
        return [target for _, target, _ in self.requests if self._route(target) == (name, kind)]

    def respond(self, method, target, form):
        """The answer to a request."""
        self.requests.append((method, target, form))
        self.visits += 1
        waiting = self.answers.get(target) or self.answers.get(urlsplit(target).path)
        if waiting:
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if urlsplit(target).path == "/robots.txt":
            return self.robots
        name, kind = self._route(target)
        if name is None:
            return Answer(404)
        if name == "mofa" and f"{GATE}={PASS}" not in self.last_headers.get("Cookie", ""):
            return Answer(307, headers={"Location": target, "Set-Cookie": f"{GATE}={PASS}; Path=/; HttpOnly"})
        if name in self.blocked or (name == "msit" and kind != "file" and "bbsSeqNo=94" not in target):
            return page(SOFT_BLOCK)
        query = {key: values[0] for key, values in parse_qs(urlsplit(target).query).items()}
        return getattr(self, f"_{kind}")(name, query)

    def _route(self, target):
        path = urlsplit(target).path
        for name, board in BOARDS.items():
            if path == board.file:
                return name, "file"
            if path == board.view and f"{board.id}=" in target:
                return name, "view"
            if path == board.listing:
                return name, "listing"
        return None, None

    def _listing(self, name, query):
        board = BOARDS[name]
        number = 1 if name in self.stuck else int(query.get(board.page, "1"))
        papers = sorted(self.papers[name], key=lambda one: (one.day, one.id), reverse=True)
        shown = papers[(number - 1) * self.page_size : number * self.page_size]
        text = board.rows([] if name in self.empty else shown, number, self.visits)
        if name in self.redesigned:
            for old, new in (
                ("tr>", "dl>"),
                ("<li", "<dl"),
                ("td_NTT", "card"),
                ("fn_", "go_"),
                ("tstyle", "t"),
            ):
                text = text.replace(old, new)
        return page(text)

    def _view(self, name, query):
        board = BOARDS[name]
        found = [one for one in self.papers[name] if one.id == query[board.id] and not one.withdrawn]
        if found:
            return page(board.article(found[0], self.visits))
        return page(NOT_THERE) if name == "mois" else page(SOFT_BLOCK) if name == "msit" else Answer(404)

    def _file(self, name, query):
        board = BOARDS[name]
        key = query[board.file_id].rpartition("_")[2]
        found = [one for one in self.papers[name] if one.id.rpartition("_")[2] == key]
        number = int(query[board.number]) - board.first
        file = found[0].files[number] if found and number < len(found[0].files) else None
        if file is None or file.content is None:
            return page("")
        # percent-encoded UTF-8 inside a plain filename, as 행정안전부 has it
        disposition = f'attachment; filename="{quote(file.name)}";'
        headers = {"Content-Type": "application/octet-stream", "Content-Disposition": disposition}
        return Answer(body=file.content, headers=headers)


def document(title, body):
    """A page with the menu that hangs above everything."""
    return (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        '<ul id="gnb"><li><a href="/">홈</a></li><li><a href="/frt/bbs/type013/commonSelectBoardArticle.do?'
        'bbsId=BBSMSTR_000000000016&amp;nttId=123335">정부혁신 안내</a></li></ul>'
        f"{body}<footer>대표전화 110</footer></body></html>"
    )


def mois_rows(papers, number, visits):
    """번호, 제목, 첨부, 작성자 (the department), 등록일, 조회수; a menu link with the id of another board."""
    view = f"{BOARDS['mois'].view}?bbsId=BBSMSTR_000000000008&amp;nttId="
    rows = "".join(
        f'<tr><td>{16000 - index}</td><td class="l"><a href="{view}{one.id}">{html.escape(one.title)}'
        ' <span class="new">N</span></a></td><td><img src="/i.gif" alt="첨부파일 있음"></td>'
        f"<td>{one.department}</td><td>{one.dotted}</td><td>{visits + index}</td></tr>"
        for index, one in enumerate(papers)
    )
    rows = rows or '<tr><td colspan="6">게시물이 없습니다.</td></tr>'
    return document(
        "보도자료 | 행정안전부> 뉴스·소식> 보도자료",
        f"<table><thead><tr><th>번호</th><th>제목</th></tr></thead><tbody>{rows}</tbody></table>"
        '<div class="pagination"><a href="#" onclick="fn_egov_select_noticeList(1609);return false;">마지막</a></div>',
    )


def mois_article(one, visits):
    """The body twice, each with 60 KB of the editor's data in a comment."""
    comment = f'<!--[data-hwpjson]{{"v":{visits},"text":"예산 9,999억 원","k":"{one.editor * 4000}"}}-->'
    files = "".join(
        f'<li><a href="{BOARDS["mois"].file}?atchFileId=FILE_{one.id}&amp;fileSn={number}">{html.escape(file.name)} [192.4 KB]</a>'
        f" <a href=\"#view\" onclick=\"fn_docViewer('FILE_{one.id}','{number}');return false;\">바로보기</a></li>"
        for number, file in enumerate(one.files)
    )
    return document(
        "보도자료 상세 | 행정안전부> 뉴스·소식> 보도자료",
        f'<h4 class="subject">{html.escape(one.title)}</h4><div class="table_info"><span>등록일 : {one.dotted}</span> '
        f"<span>작성자 : {one.department}</span> <span>조회수 : {visits}</span></div>"
        f'<div id="desc_pc">{comment}{one.paragraphs}</div><div id="desc_mo">{comment}{one.paragraphs}</div>'
        f'<dl class="download"><dt>첨부파일</dt><dd><div class="fileList"><ul>{files}</ul></div></dd></dl>',
    )


def msit_rows(papers, number, visits):
    """Empty cells that a script fills, with decoys in its comments."""
    rows, script = "", ""
    for index, one in enumerate(papers):
        rows += (
            f'<div class="toggle"><a href="#" onclick="fn_detail({one.id}); return false;">'
            f'<p class="title" id="td_NTT_SJ_{index}"></p><span id="td_REG_DT_{index}"></span></a>'
            f'<span id="td_CHRG_DEPT_NM_{index}"></span><span id="td_RDCNT_{index}"></span></div>'
        )
        script += (
            f'  // $("#td_NTT_SJ_{index}").html("시험용 제목 {index}");\n'
            f"  $(\"#td_NTT_SJ_{index}\").html(unescape('{escaped(one.title)}'));\n"
            f'  /* $("#td_REG_DT_{index}").html("1999. 1. 1"); */\n'
            f'  document.getElementById("td_REG_DT_{index}").innerHTML = "{one.spaced}";\n'
            f"  $('#td_CHRG_DEPT_NM_{index}').text({json.dumps(one.department, ensure_ascii=False)});\n"
            f'  $("#td_RDCNT_{index}").html("{visits}");\n'
        )
    decoy = '<!-- <div class="toggle"><a onclick="fn_detail(3000001);"><p id="td_NTT_SJ_90">옛 화면</p></a></div> -->'
    return document(
        "보도자료 | 과학기술정보통신부",
        f'<div class="board_list">{rows}{decoy}</div><script>\n$(function(){{\n{script}}});\n</script>',
    )


def escaped(text):
    """As JavaScript's escape writes it: 가 → %uAC00."""
    return "".join(one if one.isascii() and one.isalnum() else f"%u{ord(one):04X}" for one in text)


def msit_article(one, visits):
    """The file's button calls a script."""
    files = "".join(
        f'<li><span class="name">{html.escape(file.name)}</span><a href="#" onclick="fn_download(\'{one.id}\',\'{number}\','
        f"'{file.name.rpartition('.')[2]}'); return false;\">다운로드</a></li>"
        for number, file in enumerate(one.files, 1)
    )
    return document(
        "보도자료 | 과학기술정보통신부",
        f'<div class="view_head"><h2>{html.escape(one.title)}</h2><ul><li>부서 {one.department}</li><li>작성일 {one.spaced}</li>'
        f'<li>조회수 {visits}</li></ul></div><ul class="down_file">{files}</ul><div class="view_cont">{one.paragraphs}</div>',
    )


def mofa_rows(papers, number, visits):
    """Links to http on the port of https."""
    view = f"http://www.mofa.go.kr:443{BOARDS['mofa'].view}?seq="
    rows = "".join(
        f'<tr><td>{12000 - index}</td><td><a href="{view}{one.id}&amp;srchFr=&amp;page={number}">{html.escape(one.title)}</a></td>'
        f"<td>{one.department}</td><td>{one.day}</td><td>{visits}</td></tr>"
        for index, one in enumerate(papers)
    )
    rows = rows or '<tr><td colspan="5">등록된 게시물이 없습니다.</td></tr>'
    return document("보도자료 목록 | 외교부", f'<table class="board_list"><tbody>{rows}</tbody></table>')


def mofa_article(one, visits):
    """A plain page."""
    files = "".join(
        f'<li><a href="{BOARDS["mofa"].file}?brd_id=235&amp;seq={one.id}&amp;data_tp=A&amp;file_seq={number}">'
        f"{html.escape(file.name)}</a></li>"
        for number, file in enumerate(one.files, 1)
    )
    return document(
        f"{html.escape(one.title)} | 외교부",
        f'<div class="bbs_view"><h2>{html.escape(one.title)}</h2><p class="date">{one.day}</p><ul class="files">{files}</ul>'
        f'<div class="bbs_contents">{one.paragraphs}</div><p>조회수 {visits}</p></div>',
    )


def mohw_rows(papers, number, visits):
    """List and article share their address but for act=view."""
    view = "/board.es?mid=a10503010100&amp;bid=0027&amp;act=view&amp;list_no="
    rows = "".join(
        f'<tr><td>{8000 - index}</td><td><a class="txt_title" href="{view}{one.id}&amp;nPage={number}">{html.escape(one.title)} '
        f'<span class="sr_only">첨부파일 있음</span></a></td><td>{one.department}</td>'
        f'<td><span class="sr_only">작성일</span>{one.day}</td><td>{visits}</td></tr>'
        for index, one in enumerate(papers)
    )
    rows = rows or '<tr><td colspan="5">등록된 게시물이 없습니다.</td></tr>'
    return document(
        "보도자료 : 보건복지부",
        f'<table class="tstyle_list"><tbody>{rows}</tbody></table>'
        '<div class="quick"><a href="/board.es?mid=a10501010100&amp;bid=0003&amp;act=view&amp;list_no=377001">상담 시간</a></div>',
    )


def mohw_article(one, visits):
    """Date, contact person and department in one list."""
    files = "".join(
        f'<li><a href="/boardDownload.es?bid=0027&amp;list_no={one.id}&amp;seq={number}">{html.escape(file.name)} (212.5KB / 다운로드 {visits}회)'
        f'</a> <a class="btn" href="/boardDownload.es?bid=0027&amp;list_no={one.id}&amp;seq={number}">다운로드</a></li>'
        for number, file in enumerate(one.files, 1)
    )
    return document(
        f"{html.escape(one.title)} : 보건복지부",
        f'<article class="board_view"><h3 class="title">{html.escape(one.title)}</h3><ul class="info"><li><b class="sr_only">작성일</b> {one.day}</li>'
        f"<li><b>담당자</b> 한마루</li><li><b>담당부서</b> {one.department}</li><li><b>조회수</b> {visits}</li></ul>"
        f'<div class="file"><ul>{files}</ul></div><div class="contents">{one.paragraphs}</div></article>',
    )


def mofe_rows(papers, number, visits):
    """Links that are calls of a script, in an href or an onclick."""
    rows = "".join(
        f'<li><h3><a href="{"#" if index % 2 else call}"{f" onclick={chr(34)}{call}; return false;{chr(34)}" if index % 2 else ""}>'
        f'{html.escape(one.title)}</a></h3><span class="date">{one.dotted}</span><span class="depart">{one.department}</span></li>'
        for index, one in enumerate(papers)
        for call in [f"{'' if index % 2 else 'javascript:'}fn_egov_select('{one.id}')"]
    )
    rows = rows or '<li class="none">등록된 자료가 없습니다.</li>'
    return document(
        "보도자료 | 재정경제부", f'<div class="boardType"><ul>{rows}</ul></div><p>방문 {visits}</p>'
    )


def mofe_article(one, visits):
    """The same file behind its name and behind a button."""
    address = f"{BOARDS['mofe'].file}?atchFileId=ATCH_{one.id.rpartition('_')[2]}&amp;fileSn="
    files = "".join(
        f'<li><a href="{address}{number}">{html.escape(file.name)}</a><a href="{address}{number}">다운로드</a></li>'
        for number, file in enumerate(one.files, 1)
    )
    return document(
        "보도자료 상세 | 재정경제부",
        f'<div class="boardView"><h3>{html.escape(one.title)}</h3><div class="info"><span class="date">{one.dotted}</span>'
        f'<span class="depart">{one.department}</span></div><ul class="fileList">{files}</ul>'
        f'<div class="editor">{one.paragraphs}</div><p>조회 {visits}</p></div>',
    )


_MOIS, _MOFA, _MOFE = "/frt/bbs/type010/commonSelectBoard", "/www/brd/m_4080/", "/nw/nes/"
BOARDS = {
    "mois": Board(
        _MOIS + "List.do", "pageIndex", _MOIS + "Article.do", "nttId",
        "/cmm/fms/FileDown.do", "atchFileId", "fileSn", mois_rows, mois_article,
    ),
    "msit": Board(
        "/bbs/list.do", "pageIndex", "/bbs/view.do", "nttSeqNo",
        "/ssm/file/fileDown.do", "atchFileNo", "fileOrd", msit_rows, msit_article, 1,
    ),
    "mofa": Board(
        _MOFA + "list.do", "page", _MOFA + "view.do", "seq",
        _MOFA + "down.do", "seq", "file_seq", mofa_rows, mofa_article, 1,
    ),
    "mohw": Board(
        "/board.es", "nPage", "/board.es", "list_no",
        "/boardDownload.es", "list_no", "seq", mohw_rows, mohw_article, 1,
    ),
    "mofe": Board(
        _MOFE + "nesdta.do", "pageIndex", _MOFE + "detailNesDtaView.do", "searchNttId1",
        "/com/cmm/fms/FileDown.do", "atchFileId", "fileSn", mofe_rows, mofe_article, 1,
    ),
}  # fmt: skip

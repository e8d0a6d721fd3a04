"""A real HTTP server on loopback that behaves like the gateway of data.go.kr and 정책브리핑's services behind it.

``serving`` of korea_kr_server serves it: ``with serving(DataGoKr([NewsItem("148000001", "제목")])) as base``.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import parse_qs, unquote_plus, urlsplit

from tests.scrapers.korea_kr_server import Answer, File, page, serving

__all__ = [
    "HEX_KEY",
    "KEY",
    "POLICY",
    "POLICY_1",
    "PRESS",
    "Answer",
    "DataGoKr",
    "File",
    "NewsItem",
    "serving",
]

POLICY_1 = "/1371000/policyNewsService/policyNewsList"
POLICY = "/1371000/policyNewsService2/policyNewsList2"
PRESS = "/1371000/pressReleaseService/pressReleaseList"
DOWNLOAD = "/common/download.do"
#: A key of the old kind in its decoded spelling, and one of the new kind.
KEY = "Zm9vYmFyMDEyMzQ1Njc4OWFiY2RlZg+Zm9v/YmFyMDEyMzQ1Njc4OWFiY2RlZg=="
HEX_KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
#: The gateway's constants by code, and the status under which they come unless a test says otherwise.
GATEWAY = {
    "01": ("APPLICATION_ERROR", 200),
    "02": ("DB_ERROR", 200),
    "04": ("HTTP_ERROR", 200),
    "05": ("SERVICETIMEOUT_ERROR", 200),
    "10": ("INVALID_REQUEST_PARAMETER_ERROR", 200),
    "12": ("NO_OPENAPI_SERVICE_ERROR", 400),
    "20": ("SERVICE_ACCESS_DENIED_ERROR", 403),
    "21": ("TEMPORARILY_DISABLE_THE_SERVICEKEY_ERROR", 200),
    "22": ("LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR", 429),
    "23": ("LIMITED_NUMBER_OF_SERVICE_REQUESTS_PER_SECOND_EXCEEDS_ERROR", 429),
    "29": ("BLACKLIST_IP_ACCESS_ERROR", 403),
    "30": ("SERVICE_KEY_IS_NOT_REGISTERED_ERROR", 403),
    "31": ("DEADLINE_HAS_EXPIRED_ERROR", 403),
    "32": ("UNREGISTERED_IP_ERROR", 200),
    "33": ("UNSIGNED_CALL_ERROR", 200),
    "99": ("UNKNOWN_ERROR", 200),
}
SERVICE = {
    "1": "APPLICATION_ERROR",
    "2": "DB_ERROR",
    "5": "SERVICETIMEOUT_ERROR",
    "11": "NO_MANDATORY_REQUEST_PARAMETERS_ERROR",
    "97": "WRONG_DATE_FORMAT_ERROR",
    "98": "THREE_DAYS_OVER_ERROR",
}


@dataclass
class NewsItem:
    """An item as the service holds it. Moments are ISO; what is not is sent as it is.

    fields: texts that replace (or None: leave out) fields of the answer. raw: XML
    that stands in the item as it is.
    """

    id: str
    title: str = "해양바이오 기업 지원에 1,250억원 투입"
    approved: str = "2026-07-13 11:00:00"
    body: str = (
        "<p>해양수산부는 13일 해양바이오 산업을 육성하는 계획을 밝혔다. 부산과 여수에 시험 시설이 선다.</p>"
    )
    ministry: str = "해양수산부"
    grouping: str = "policy"
    subtitles: tuple = ()
    type: str = "H"
    revision: int = 1
    modified: str = ""
    embargo: str = ""
    licence: str = "1"
    files: list = field(default_factory=list)
    fields: dict = field(default_factory=dict)
    raw: str = ""


class DataGoKr:
    """The state of portal and service.

    keys: key → the paths that it was approved for. answers: path → answers to give instead, first come first
    served. quota: calls left today. statuses: code → HTTP status in place of the usual one. constant_in: which
    text of the gateway holds the constant; has_err_msg: whether there is an errMsg at all. good: how the code
    of success is spelled. bom, halved, extra: an answer behind a BOM, one without its second half (though
    whole as far as HTTP knows), and text put before the end of its body.
    """

    def __init__(self, items=()):
        self.items = list(items)
        self.keys = {KEY: {POLICY, PRESS}, HEX_KEY: {POLICY, PRESS}}
        self.withdrawn = set()
        self.quota = 1000
        self.statuses = {}
        self.constant_in = "returnAuthMsg"
        self.has_err_msg = True
        self.good = "0"
        self.good_message = "NORMAL SERVICE."
        self.bom = False
        self.halved = False
        self.extra = ""
        self.answers = {}
        self.requests = []
        self.base = "https://www.korea.kr"

    def count(self, path):
        """Requests for a path so far."""
        return sum(urlsplit(target).path == path for _, target, _ in self.requests)

    def respond(self, method, target, form):
        """The answer to a request."""
        self.requests.append((method, target, form))
        path = urlsplit(target).path
        waiting = self.answers.get(path)
        if waiting:
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if path == DOWNLOAD:
            return self._file(parse_qs(urlsplit(target).query).get("fileId", [""])[0])
        if path not in (POLICY, POLICY_1, PRESS):
            return self.refuse("12") if path.startswith("/1371000/") else Answer(404)
        return self._refusal(path, target) or self._list(path, target)

    def refuse(self, code):
        """An answer of the gateway."""
        constant, status = GATEWAY[code]
        texts = {"errMsg": "SERVICE ERROR", "returnAuthMsg": ""} | {self.constant_in: constant}
        if not self.has_err_msg:
            del texts["errMsg"]
            texts["returnAuthMsg"] = constant
        inner = "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())
        text = (
            "<OpenAPI_ServiceResponse>\n<cmmMsgHeader>"
            f"{inner}<returnReasonCode>{code}</returnReasonCode></cmmMsgHeader>\n</OpenAPI_ServiceResponse>"
        )
        return xml(text, self.statuses.get(code, status))

    def _refusal(self, path, target):
        """Why the gateway lets the request not through; the key counts exactly as it was received."""
        sent = re.search(r"[?&]serviceKey=([^&]*)", target)
        key = unquote_plus(sent[1]) if sent else ""
        if path in self.withdrawn:
            return self.refuse("12")
        if not key:
            return Answer(
                self.statuses.get("20", 401),
                b"<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE_KEY_IS_NULL</errMsg>"
                b"<returnReasonCode>20</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>",
                {"Content-Type": "text/xml;charset=UTF-8"},
            )
        if key not in self.keys or path not in self.keys[key]:
            return self.refuse("30")
        if self.quota <= 0:
            return self.refuse("22")
        self.quota -= 1
        return None

    def _list(self, path, target):
        """All items of the window: pageNo, numOfRows and the wish for JSON are not looked at."""
        query = parse_qs(urlsplit(target).query)
        days = [query.get(name, [""])[0] for name in ("startDate", "endDate")]
        if not all(days):
            return envelope("11", SERVICE["11"])
        try:
            since, until = (date.fromisoformat(day) for day in days if re.fullmatch(r"\d{8}", day))
        except ValueError:
            return envelope("97", SERVICE["97"])
        if until - since > timedelta(days=2):
            return envelope("98", SERVICE["98"])
        end = f"{until + timedelta(days=1)} 00:00:00"  # the first moment of the next day comes too
        found = sorted((one for one in self.items if str(since) <= _filtered(one) <= end), key=_filtered)
        counted = path == POLICY
        if not found and not counted:
            return envelope("3", "NODATA_ERROR")
        text = "".join(news_item(one, self.base, licensed=counted) for one in found) + self.extra
        answer = envelope(self.good, self.good_message, text, len(found) if counted else None)
        body = b"\xef\xbb\xbf" + answer.body if self.bom else answer.body
        return Answer(body=body[: len(body) // 2] if self.halved else body, headers=answer.headers)

    def _file(self, file_id):
        files = [one for item in self.items for one in item.files if one.id == file_id]
        if not files or files[0].content is None:
            return page("")
        return Answer(body=files[0].content, headers={"Content-Type": "application/octet-stream"})


def xml(text, status=200):
    """An answer in XML."""
    return Answer(status, text.encode(), {"Content-Type": "text/xml;charset=UTF-8"} if status == 200 else {})


def envelope(code, message, items="", total=None):
    """An answer of the service: the items stand directly under body."""
    count = "" if total is None else f"<totalCount>{total}</totalCount>"
    body = f"<body>{items}{count}</body>" if items or count else "<body/>"
    return xml(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<response><header>'
        f"<resultCode>{code}</resultCode><resultMsg>{message}</resultMsg></header>{body}</response>"
    )


def news_item(item, base="https://www.korea.kr", *, licensed=True):
    """An item in XML: texts in CDATA, dates month first, names and addresses of files as sibling pairs."""
    view = "briefing/pressReleaseView.do" if item.grouping == "brief" else "news/policyNewsView.do"
    texts = {
        "NewsItemId": item.id,
        "ContentsStatus": "U" if item.revision > 1 else "I",
        "ModifyId": str(item.revision),
        "ModifyDate": stamp(item.modified),
        "ApproveDate": stamp(item.approved),
        "ApproverName": "홍길동",
        "EmbargoDate": stamp(item.embargo),
        "GroupingCode": item.grouping,
        "Title": item.title,
        **{f"SubTitle{n + 1}": (*item.subtitles, "", "", "")[n] for n in range(3)},
        "ContentsType": item.type,
        "DataContents": item.body,
        "MinisterCode": item.ministry,
        "OriginalUrl": f"https://www.korea.kr/{view}?newsId={item.id}&call_from=openData",
    }
    if licensed:
        texts["KoglType"] = item.licence
    texts |= item.fields
    inner = "".join(f"<{name}>{cdata(text)}</{name}>" for name, text in texts.items() if text is not None)
    for one in item.files:
        url = f"{base}{DOWNLOAD}?fileId={one.id}&tblKey=GMN"
        inner += f"<FileName>{cdata(one.name)}</FileName><FileUrl>{cdata(url)}</FileUrl>"
    return f"<NewsItem>{inner}{item.raw}</NewsItem>"


def stamp(moment):
    """``2026-07-13 11:00:00`` → ``07/13/2026 11:00:00``; another text as it is."""
    return re.sub(r"\A(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)\Z", r"\2/\3/\1 \4", moment)


def _filtered(item):
    """The moment that the window filters on; a broken one stands for the 13th."""
    return item.approved if item.approved[:5] == "2026-" else "2026-07-13 11:00:00"


def cdata(text):
    """A text as the service writes it."""
    return f"<![CDATA[{text}]]>" if text else ""

"""Invented releases for the pages: agencies through their names, countries, programmes, hostile texts."""

from contextlib import closing
from dataclasses import replace
from decimal import Decimal

from db.articles import save_records
from db.database import open_database
from db.rows import Record
from db.runs import run
from extractors.mention import Agency, Country, Date, Money, Programme, TableAmount
from pipeline.index import index_articles
from scrapers.article import Attachment, Dropped

SCRIPT = "<script>window.PWNED = 1</script>"
IMAGE = '"><img src=x onerror="window.PWNED=1">'
FORMULA = "=cmd('사업')"
HOSTILE = 'dump:x"><b>'
#: Releases that are there to fill pages.
WEEKLY = 45


class Writer:
    """Builds records of releases whose facts are named by their words."""

    def __init__(self, make):
        self._make = make
        self._number = 0

    def release(self, native_id, published, title, body, *, agencies=(), countries=(), money=(), programmes=(), asides=(), **fields):  # fmt: skip
        """agencies: (words, id, name). countries: (words, code). money: (words, amount, fields)."""
        self._number += 1
        mention = self._make.mention
        found = [
            mention(Agency, body, words, agency_id=key, name=name, kind="central")
            for words, key, name in agencies
        ]
        found += [mention(Country, body, words, code=code) for words, code in countries]
        found += [
            mention(Money, body, words, amount=None if amount is None else Decimal(amount), **given)
            for words, amount, given in money
        ]
        found += [mention(Programme, body, words, name=words) for words in programmes]
        written = self._make.article(native_id, title, body, published=published, **fields)
        return Record(
            written,
            tuple(("body", one) for one in found),
            f"{self._number:064x}",
            asides=tuple(("body", one) for one in asides),
        )


def uzbekistan(write):
    """Two ministries since 2012, another before; won, dollars, a reprint, a joint programme."""
    power = "우즈베키스탄 농촌 전기 공급 사업"
    moti = {"agency_id": "motie-2013", "country": "UZ"}
    molit = {"agency_id": "molit-2013", "country": "UZ"}
    gas = write.release(
        "159000001", "2013-05-10", "우즈베키스탄 농촌에 전기를 보낸다",
        f"산업통상자원부는 {power}에 1,200억 원을 투입한다고 밝혔다.\n이와 따로 3,000만 달러를 지원한다.",
        agencies=[("산업통상자원부", "motie-2013", "산업통상자원부")], countries=[("우즈베키스탄", "UZ")],
        money=[("1,200억 원", 120_000_000_000, {"currency": "KRW", "role": "budget", "programme": power, **moti}),
               ("3,000만 달러", 30_000_000, {"currency": "USD", "role": "support", **moti})],
        programmes=[power], department="에너지협력과",
    )  # fmt: skip
    reprint = write.release(
        "81", "2013-05-11", "농촌 전기, 우즈베키스탄으로", "산업통상자원부가 우즈베키스탄에 1,200억 원을 쓴다.",
        source="dump", kind="news", outlet="한빛일보", url="https://news.example/81", source_url=gas.article.url,
        agencies=[("산업통상자원부", "motie-2013", "산업통상자원부")], countries=[("우즈베키스탄", "UZ")],
        money=[("1,200억 원", 120_000_000_000, {"currency": "KRW", "role": "budget", **moti})],
    )  # fmt: skip
    road = write.release(
        "159000002", "2019-06-03", "우즈베키스탄 도로 건설을 함께한다",
        "국토교통부는 우즈베키스탄 도로에 500억 원을 배정했다.\n또 200만 달러를 지원했다.",
        agencies=[("국토교통부", "molit-2013", "국토교통부")], countries=[("우즈베키스탄", "UZ")],
        money=[("500억 원", 50_000_000_000, {"currency": "KRW", "role": "budget", **molit}),
               ("200만 달러", 2_000_000, {"currency": "USD", "role": "support", **molit})],
    )  # fmt: skip
    before = write.release(
        "159000003", "2010-02-11", "우즈베키스탄 가스전을 개발한다",
        "지식경제부는 우즈베키스탄 가스전에 5조 원을 투입한다.",
        agencies=[("지식경제부", "mke-2008", "지식경제부")], countries=[("우즈베키스탄", "UZ")],
        money=[("5조 원", 5_000_000_000_000,
                {"currency": "KRW", "role": "budget", "agency_id": "mke-2008", "country": "UZ"})],
    )  # fmt: skip
    return [gas, reprint, road, before]


def names(write):
    """One ministry under its earlier names."""
    return [
        write.release(
            "159000010", "2014-03-04", "전자정부 해외진출 지원단 출범",
            "안전행정부는 전자 정부 해외 진출을 지원했다.\n올해 예산은 30억 원이다.",
            agencies=[("안전행정부", "mospa-2013", "안전행정부")],
            money=[("30억 원", 3_000_000_000, {"currency": "KRW", "role": "budget", "agency_id": "mospa-2013"})],
        ),
        write.release(
            "159000011", "2016-02-15", "투발루와 전자정부 협력",
            "행정자치부는 투발루와 전자정부 해외진출을 논의했다.\n예산은 10억 원이다.",
            agencies=[("행정자치부", "mogaha-2014", "행정자치부")], countries=[("투발루", "TV")],
            money=[("10억 원", 1_000_000_000, {"currency": "KRW", "role": "budget", "agency_id": "mogaha-2014"})],
        ),
    ]  # fmt: skip


def rice(make, write):
    """A word of one syllable, figures of a table, a file."""
    body = "농림축산식품부는 쌀 수급을 안정시킨다.\n(단위: 억원)\n쌀 매입 | 1,500\n벼 건조 | 320"
    figures = [
        make.mention(
            TableAmount, body, words, amount=Decimal(amount), currency="KRW", unit="억원",
            unit_start=body.index("억원"), unit_end=body.index("억원") + 2, row_label=label, column_label="금액",
        )
        for words, amount, label in (("1,500", 150_000_000_000, "쌀 매입"), ("320", 32_000_000_000, "벼 건조"))
    ]  # fmt: skip
    return write.release(
        "159000020", "2024-10-01", "쌀 수급 안정 대책", body,
        agencies=[("농림축산식품부", "mafra-2013", "농림축산식품부")], asides=figures, licence="KOGL-1",
        attachments=(Attachment("쌀 대책.hwpx", "https://www.mafra.example/files/1.hwpx", "hwpx", "a" * 64, 4096, "read"),),
    )  # fmt: skip


def formulas(write):
    """Texts that a spreadsheet would run, and characters that XML can't hold."""
    body = f"+1 총예산 {FORMULA} 명목으로 7억 원을 쓴다.\n@금액 8억 원도 있다."
    money = {"currency": "KRW", "role": "budget", "agency_id": "molit-2013"}
    return write.release(
        "159000030", "2024-11-01T09:30:00+09:00", "-총액 \x0b제목\x08 끝\x1b", body,
        agencies=[], programmes=[FORMULA],
        money=[("7억 원", 700_000_000, {**money, "programme": FORMULA}), ("8억 원", 800_000_000, money)],
        department="예산\x0c과",
    )  # fmt: skip


def weekly(write):
    """Many releases of one ministry, so that lists have a second page."""
    return [
        write.release(
            f"16{number:07}", f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}", f"주간 예산 소식 {number}호",
            f"기획재정부는 {number}번째 주의 예산으로 {number}억 원을 배정했다.",
            agencies=[("기획재정부", "moef-2008", "기획재정부")],
            money=[(f"{number}억 원", number * 100_000_000,
                    {"currency": "KRW", "role": "budget", "agency_id": "moef-2008"})],
        )
        for number in range(1, WEEKLY + 1)
    ]  # fmt: skip


def hostile(make):
    """Everything that a page, a dump or a rule could put in, as an attacker would."""
    body = f"앞 {SCRIPT} 😀 베트남에 120억 원을 쓴다. {IMAGE} 끝말\n{IMAGE} 사업과 {SCRIPT} 부처"
    mention = make.mention
    found = (
        ("body", mention(Country, body, "베트남", code="VN")),
        ("body", mention(Money, body, "120억 원", amount=None, currency=SCRIPT, reason=SCRIPT, programme=IMAGE, role="budget")),
        ("body", mention(Programme, body, IMAGE, nth=1, name=IMAGE)),
        ("body", mention(Agency, body, SCRIPT, nth=1, agency_id=None, name=SCRIPT, kind=None)),
        ("body", mention(Date, body, "끝말", date_start=SCRIPT, date_end=None, granularity=IMAGE, reference=SCRIPT)),
    )  # fmt: skip
    article = make.article(
        'x"><b>',
        f"제목 {SCRIPT}",
        body,
        source="dump",
        kind="news",
        subtitle=f"부제 {IMAGE}",
        url="javascript:window.PWNED=1",
        source_url="JavaScript:window.PWNED=1",
        outlet=IMAGE,
        department=SCRIPT,
        reporter=SCRIPT,
        licence=IMAGE,
        published_evidence=SCRIPT,
        published_inferred=True,
        attachments=(
            Attachment(SCRIPT, "javascript:window.PWNED=1", IMAGE, status="failed", reason=SCRIPT),
            Attachment(IMAGE, "data:text/html,<script>window.PWNED=1</script>", SCRIPT),
        ),
        dropped=(Dropped(IMAGE, SCRIPT), Dropped("copyright", IMAGE)),
    )
    return Record(article, found, "5" * 64)


def build(path, make, records):
    """The database with all of it: revised, failed, silent in one source, indexed."""
    write = Writer(make)
    with closing(open_database(path)) as db:
        invented = [*uzbekistan(write), *names(write), rice(make, write), formulas(write), *weekly(write)]
        save_records(db, [*records, *invented, hostile(make)], make.extractor, make.now)
        changed = replace(records[2].article, body="질병관리청은 예산을 고쳐 배정했다.")
        save_records(
            db,
            [replace(records[2], article=changed, mentions=(), raw_sha256="8" * 64)],
            make.extractor,
            make.later,
        )
        with run(db, "extract", now=lambda: make.now) as log:
            log.fail(stage="read", item="dump/a.txt", reason=SCRIPT)
        db.execute("UPDATE sources SET name_ko = '정책브리핑', enabled = 1, stale_after_hours = 24 WHERE id = 'korea_kr'")  # fmt: skip
        db.commit()
        index_articles(db)
    return path

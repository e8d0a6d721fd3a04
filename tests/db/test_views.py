"""What the views answer on the hand-made set."""

from dataclasses import replace
from decimal import Decimal

import pytest

from db.articles import save_records
from db.rows import Record
from extractors.gazetteer import gazetteer
from extractors.mention import Money


def answer(db, sql, *values):
    return db.execute(sql, values).fetchall()


def test_budgets_count_each_release_once(filled):
    """The reprint, the title, the part and the gloss add nothing; currencies stay apart."""
    columns = "release_id, article_id, agency, amount, currency, programme, country_name, period_start"
    assert answer(filled, f"SELECT {columns} FROM budgets ORDER BY amount IS NULL, currency DESC, amount DESC") == [
        ("korea_kr:156700001", "korea_kr:156700001", "행정안전부", 3_000_000, "USD", None, None, None),
        ("korea_kr:156700001", "korea_kr:156700001", "행정안전부", 12_000_000_000, "KRW", "전자정부 협력 사업", "베트남", "2025-01-01"),
        ("korea_kr:156700002", "korea_kr:156700002", "질병관리청", 50_000_000, "KRW", None, None, None),
        ("dump:blog-1", "dump:blog-1", None, None, "KRW", None, None, None),
    ]  # fmt: skip


def test_budgets_look_at_the_amounts_of_one_article_at_a_time(filled):
    """Through the index of role instead, the view took minutes on thirty thousand articles."""
    plan = [step for *_, step in answer(filled, "EXPLAIN QUERY PLAN SELECT * FROM budgets")]
    assert "SEARCH x USING INDEX money_article_id (article_id=?)" in plan


def test_a_budget_shows_its_sentence(filled):
    found = answer(filled, "SELECT text, sentence FROM budgets WHERE currency = 'USD'")
    assert found == [("300만 달러", "지난해에는 300만 달러(약 41억 원)를 지원했다.")]


def test_why_an_amount_is_left_out(filled):
    found = answer(
        filled,
        "SELECT text, field, included_as FROM money WHERE included_in IS NOT NULL ORDER BY field, start",
    )
    assert found == [
        ("20억 원", "body", "part"),
        ("41억 원", "body", "gloss"),
        ("120억 원", "title", "repeat"),
    ]
    dangling = "SELECT 1 FROM money m WHERE included_in NOT IN (SELECT id FROM money)"
    assert answer(filled, dangling) == []


def test_without_the_release_one_reprint_speaks_for_all(db, records, make):
    body = "행정안전부가 베트남에 120억 원을 쓴다."
    money = make.mention(
        Money, body, "120억 원", amount=Decimal(12_000_000_000), currency="KRW", role="budget"
    )
    other = make.article(
        "12", "t", body, source="dump", kind="news", url=None, source_url=records[1].article.source_url
    )
    save_records(db, [records[1], Record(other, (("body", money),), "5" * 64)], make.extractor, make.now)
    assert answer(db, "SELECT article_id FROM budgets") == [("dump:12",)]
    save_records(db, [records[0]], make.extractor, make.now)
    assert set(answer(db, "SELECT article_id FROM budgets")) == {("korea_kr:156700001",)}


def test_a_release_without_budgets_leaves_the_word_to_its_reprint(db, records, make):
    """A release whose attachment could not be read has an empty body."""
    empty = replace(records[0], mentions=())
    save_records(db, [empty, records[1]], make.extractor, make.now)
    assert answer(db, "SELECT article_id FROM budgets") == [("dump:77",)]


def test_without_the_release_its_copy_on_another_site_speaks_for_it(db, records, make):
    """A ministry's board has the whole release; a newspaper has what it found worth printing."""
    release = records[0].article
    copy = replace(release, id="dump:zz", source="dump", native_id="zz", source_url=release.url, url=None)
    save_records(db, [records[1], replace(records[0], article=copy)], make.extractor, make.now)
    assert set(answer(db, "SELECT release_id, article_id FROM budgets")) == {
        ("korea_kr:156700001", "dump:zz")
    }


def test_other_roles_are_no_budgets(db, records, make):
    body = "수출이 10억 달러를 넘었다."
    money = make.mention(Money, body, "10억 달러", amount=Decimal(10**9), currency="USD", role="trade")
    record = replace(records[3], article=replace(records[3].article, body=body), mentions=(("body", money),))
    save_records(db, [record], make.extractor, make.now)
    assert answer(db, "SELECT * FROM budgets") == []


def test_articles_by_agency(filled):
    columns = "agency, agency_id, article_id, mentions"
    assert answer(filled, f"SELECT {columns} FROM articles_by_agency ORDER BY article_id, agency") == [
        ("행정안전부", "mois-2017", "dump:77", 1),
        ("위원회", None, "dump:blog-1", 1),
        ("행정안전부", "mois-2017", "korea_kr:156700001", 2),
        ("미국 보건복지부", None, "korea_kr:156700002", 1),
        ("질병관리청", "kdca-2020", "korea_kr:156700002", 1),
    ]


def lineage(db, agency_id, direction):
    sql = "SELECT related_id FROM agency_lineage WHERE agency_id = ? AND direction = ? ORDER BY related_id"
    return [related for (related,) in answer(db, sql, agency_id, direction)]


def test_lineage_follows_a_split(db):
    """기획재정부 had two successors."""
    assert lineage(db, "moef-2008", "later") == ["mofe-2026", "mpb-2026"]
    assert lineage(db, "moef-2008", "self") == ["moef-2008"]
    assert "mofe-1998" in lineage(db, "moef-2008", "earlier")


def test_lineage_never_turns_round(db):
    """Forward and back again would make every ministry one: the successors have no part in each other."""
    assert "mpb-2026" not in lineage(db, "mofe-2026", "earlier") + lineage(db, "mofe-2026", "later")


def test_lineage_leaves_transfers_out(db):
    transferred = answer(db, "SELECT from_id, to_id FROM agency_links WHERE type = 'transfer'")
    assert transferred
    kept = "SELECT 1 FROM agency_links WHERE type <> 'transfer' AND from_id = ?"
    for giver, taker in transferred:
        if not answer(db, kept, giver):
            assert taker not in lineage(db, giver, "later")


def test_lineage_ends_in_a_circle(db):
    """A body that came back under its old id in a faulty gazetteer does not hang the view."""
    db.execute("INSERT INTO agency_links (from_id, to_id, type) VALUES ('mofe-2026', 'moef-2008', 'rename')")
    assert lineage(db, "moef-2008", "later") == ["moef-2008", "mofe-2026", "mpb-2026"]


def test_lineage_of_a_ministry_to_today_and_back(db):
    """행정자치부 of 2014 is today's 행정안전부."""
    assert lineage(db, "mogaha-2014", "later") == ["mois-2017"]
    assert "mogaha-2014" in lineage(db, "mois-2017", "earlier")
    assert lineage(db, "mois-2017", "later") == []


def test_lineage_leads_to_the_same_bodies_as_the_gazetteer(db):
    """Every chain, end to end: where it ends today, and each step back again."""
    pairs = answer(
        db, "SELECT agency_id, related_id, direction FROM agency_lineage WHERE direction <> 'self'"
    )
    later = {(one, other) for one, other, direction in pairs if direction == "later"}
    assert {(other, one) for one, other, direction in pairs if direction == "earlier"} == later
    known = gazetteer()
    for body in known.bodies.values():
        reached = {body.id, *(other for one, other in later if one == body.id)}
        today = {one for one in reached if known.bodies[one].until is None}
        assert today == set(known.current_ids(body.id)), body.id


def test_country_years(filled):
    assert answer(
        filled, "SELECT code, country, year, releases, articles FROM country_years ORDER BY code"
    ) == [
        ("US", "미국", 2024, 1, 1),
        ("VN", "베트남", 2025, 1, 2),
    ]


@pytest.mark.parametrize("view", ["budgets", "articles_by_agency", "agency_lineage", "country_years"])
def test_views_of_an_empty_database(db, view):
    assert answer(db, f"SELECT COUNT(*) FROM {view}")[0][0] >= 0

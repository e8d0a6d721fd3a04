"""The gazetteer: what it refuses to load, who a body is today, under which name it went on a day."""

from datetime import date, timedelta

import pytest

from extractors import agencies
from extractors.agencies.abbreviations import rules
from extractors.agencies.words import words
from extractors.gazetteer import Body, build, gazetteer
from extractors.lexicon import LexiconError, table
from extractors.mention import Agency, Document
from extractors.reading import Reading

#: body: the bodies that carry it on today.
TODAY = {
    "moef-2008": "mofe-2026 mpb-2026",
    "mofe-1998": "mofe-2026 mpb-2026",
    "mogaha-1998": "mois-2017",
    "mogaha-2014": "mois-2017",
    "moha-1948": "mois-2017",
    "mospa-2013": "mois-2017",
    "spo-1948": "kps-2026 scia-2026",
    "mic-1994": "kmcc-2025 msit-2017",
    "mofat-1998": "mofa-2013",
    "motie-2013": "moti-2025",
    "me-1994": "mcee-2025",
    "kostat-1990": "mods-2025",
    "kipo-1977": "moip-2025",
    "kcg-1996": "kcg-2017",
    "mpss-2014": "mois-2017 nfa-2017 kcg-2017",
    "mltm-2008": "molit-2013 mof-2013",
    "momaf-1996": "mof-2013",
    "pi-sr": "pi-korail",
    "pi-nia-1987": "pi-nia",
    "lg-gwangju": "lg-jngj-2026",
    "npa-1991": "npa-1991",
    "mois-2017": "mois-2017",
    "oms-2008": "",
}


@pytest.mark.parametrize("body_id", TODAY)
def test_today_follows_renames_mergers_and_splits_but_no_transfer(body_id: str) -> None:
    assert set(gazetteer().current_ids(body_id)) == set(TODAY[body_id].split())


def test_nobody_who_is_still_there_has_other_heirs() -> None:
    for body_id, body in gazetteer().bodies.items():
        if body.until is None:
            assert gazetteer().current_ids(body_id) == (body_id,)


def test_every_heir_is_alive_or_ends_without_heirs() -> None:
    known = gazetteer()
    for body_id in known.bodies:
        for heir in known.current_ids(body_id):
            assert known.bodies[heir].until is None or not known.heirs.get(heir)


@pytest.mark.parametrize(
    ("body_id", "day", "valid"),
    [
        ("mogaha-2014", date(2014, 11, 18), False),
        ("mogaha-2014", date(2014, 11, 19), True),
        ("mogaha-2014", date(2017, 7, 25), True),
        ("mogaha-2014", date(2017, 7, 26), False),
        ("mois-2017", date(2017, 7, 26), True),
        ("pi-ex", date(1999, 1, 1), True),
    ],
)
def test_a_period_is_half_open(body_id: str, day: date, valid: bool) -> None:
    assert gazetteer().bodies[body_id].valid_on(day) is valid


ROW = {
    "id": "fish-2001",
    "name_ko": "수산청",
    "abbr": "",
    "name_en": "Fisheries Agency",
    "kind": "agency",
    "parent_id": "",
    "valid_from": "2001-01-01",
    "valid_to": "2005-01-01",
    "predecessor_ids": "",
    "successor_ids": "",
    "emit": "agency",
    "class": "central",
    "note": "",
}
OLD = ROW | {"successor_ids": "fish-2005"}
NEXT = ROW | {
    "id": "fish-2005",
    "name_ko": "수산처",
    "valid_from": "2005-01-01",
    "valid_to": "",
    "predecessor_ids": "fish-2001",
}
LINK = {"from_id": "fish-2001", "to_id": "fish-2005", "date": "2005-01-01", "type": "rename", "note": ""}


def test_one_row_adds_an_agency() -> None:
    known = build([ROW], [])
    assert known.bodies["fish-2001"].names == ("수산청",)


def test_a_second_row_and_a_link_rename_it() -> None:
    known = build([OLD, NEXT], [LINK])
    assert known.bodies["fish-2001"].name == "수산청"
    assert known.current_ids("fish-2001") == ("fish-2005",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "Fish 1"}, "lower-case"),
        ({"name_ko": ""}, "name_ko is empty"),
        ({"name_en": ""}, "name_en is empty"),
        ({"class": "provincial"}, "class 'provincial'"),
        ({"emit": "maybe"}, "emit 'maybe'"),
        ({"kind": "bureau"}, "kind 'bureau'"),
        ({"kind": "local_city"}, "not of class 'central'"),
        ({"emit": "grouping"}, "grouping is international"),
        ({"emit": "never"}, "never="),
        ({"parent_id": "sea-1"}, "no parent 'sea-1'"),
        ({"valid_from": "2001-13-01"}, "not an ISO date"),
        ({"valid_to": "2000-01-01"}, "not before"),
        ({"class": "foreign", "kind": "foreign"}, "country=XX"),
        ({"successor_ids": "fish-2005"}, "predecessor_ids of fish-2005, agency_links.csv"),
        ({"predecessor_ids": "fish-1990"}, "successor_ids of fish-1990, agency_links.csv"),
    ],
)
def test_a_wrong_row_is_refused_by_name(change: dict[str, str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        build([ROW | change], [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "absorption"}, "type 'absorption'"),
        ({"to_id": "fish-2099"}, "is missing in"),
        ({"date": ""}, "date is empty"),
        ({"date": "2004-12-31"}, "successor does not exist"),
        ({"date": "2006-01-01"}, "nobody from 2005-01-01 to 2006-01-01"),
        ({"type": "split"}, "one heir is none"),
    ],
)
def test_a_wrong_link_is_refused(change: dict[str, str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        build([OLD, NEXT], [LINK | change])


def test_a_gap_in_a_lineage_is_loaded_where_the_note_says_why() -> None:
    gap = LINK | {"date": "2006-01-01", "note": "바다청 안에 있다가 다시 나옴"}
    assert build([OLD, NEXT], [gap]).current_ids("fish-2001") == ("fish-2005",)


def test_predecessors_and_successors_are_mutual() -> None:
    with pytest.raises(LexiconError, match="missing in predecessor_ids of fish-2005"):
        build([OLD, NEXT | {"predecessor_ids": ""}], [LINK])
    with pytest.raises(LexiconError, match=r"missing in agency_links\.csv"):
        build([OLD, NEXT], [])
    with pytest.raises(LexiconError, match="appears twice"):
        build([OLD, NEXT], [LINK, LINK])


def test_two_bodies_of_one_name_do_not_live_at_once() -> None:
    same = NEXT | {"name_ko": "수산청"}
    assert build([OLD, same], [LINK])
    with pytest.raises(LexiconError, match="at once"):
        build([OLD, same | {"valid_from": "2004-12-31"}], [LINK])


def test_a_lineage_ends_with_the_living_and_does_not_bite_its_tail() -> None:
    with pytest.raises(LexiconError, match="gone and has no heir"):
        build([OLD, NEXT | {"valid_to": "2009-01-01"}], [LINK])


def test_the_living_have_no_heirs_but_may_hand_work_over() -> None:
    living = OLD | {"valid_to": ""}
    with pytest.raises(LexiconError, match="only a transfer"):
        build([living, NEXT], [LINK])
    assert build([living, NEXT], [LINK | {"type": "transfer"}]).current_ids("fish-2001") == ("fish-2001",)


def test_the_same_id_twice_is_refused() -> None:
    with pytest.raises(LexiconError, match="twice"):
        build([ROW, ROW], [])


def test_every_risky_abbreviation_names_a_body_of_the_list() -> None:
    for row in table("agency_risky_abbr", "abbr", "agency_id", "rule"):
        assert not row["agency_id"] or row["agency_id"] in gazetteer().bodies, row["abbr"]


#: Abbreviations that two bodies have at once and that no rule settles: the mention has no name.
SHARED = {"KCA", "KIPA", "KORDI", "광주시", "광주시청"}


def test_every_shared_abbreviation_is_settled_by_a_rule_or_meant() -> None:
    owners: dict[str, list[Body]] = {}
    for body in gazetteer().bodies.values():
        for name in body.names[1:]:
            if body.emit == "agency" and not name.endswith("경찰서"):
                owners.setdefault(name, []).append(body)
    shared = {
        name
        for name, bodies in owners.items()
        if any(_at_once(one, other) for one in bodies for other in bodies if one.id < other.id)
    }
    assert {name for name in shared if name not in rules()} == SHARED


def _at_once(one: Body, other: Body) -> bool:
    begin = max(one.since or date.min, other.since or date.min)
    return begin < min(one.until or date.max, other.until or date.max)


def found_on(name: str, day: date) -> Agency:
    reading = Reading.of(Document(f"이번에 {name} 관계자가 답했다.", day.isoformat()))
    (found,) = agencies.find(reading)
    return found


RENAMES = [
    (gazetteer().bodies[link["from_id"]], gazetteer().bodies[link["to_id"]], date.fromisoformat(link["date"]))
    for link in table("agency_links", "from_id", "to_id", "date", "type")
    if link["type"] == "rename" and not link["from_id"].startswith("lg-")
]


@pytest.mark.parametrize(("old", "new", "day"), RENAMES, ids=lambda part: getattr(part, "id", str(part)))
def test_a_rename_is_read_from_the_day_it_holds(old: Body, new: Body, day: date) -> None:
    """Before the day the old name and abbreviation are the old body, from the day on the new one's the new.

    The old name in a later text stays the old body, told as past, and leads to who it is today.
    """
    assert old.until is not None
    before = found_on(old.name, old.until - timedelta(days=1))
    assert (before.agency_id, before.name) == (old.id, old.name)
    after = found_on(new.name, day)
    assert (after.agency_id, after.name) == (new.id, new.name)
    if new.name == old.name or old.name in words("of_its_time"):
        return
    past = found_on(old.name, day)
    assert past.agency_id in {old.id, new.id}
    if past.agency_id == old.id:
        assert past.rule == "agency.past"
        assert past.current_ids == gazetteer().current_ids(old.id)
    for short in set(old.names[1:]) & set(new.names[1:]) - set(rules()):
        if day == old.until and len(short) > 3:
            assert found_on(short, old.until - timedelta(days=1)).agency_id == old.id
            assert found_on(short, day).agency_id == new.id


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("행자부", {"1999-03-04": "행정자치부", "2016-03-04": "행정자치부"}),
        ("행안부", {"2010-03-04": "행정안전부", "2024-03-04": "행정안전부"}),
        ("산업부", {"2024-03-04": "산업통상자원부", "2026-03-04": "산업통상부"}),
        ("교육부", {"1999-03-04": "교육부", "2005-03-04": "교육인적자원부", "2024-03-04": "교육부"}),
        ("복지부", {"2005-03-04": "보건복지부", "2009-03-04": "보건복지가족부", "2024-03-04": "보건복지부"}),
        ("국토부", {"2010-03-04": "국토해양부", "2024-03-04": "국토교통부"}),
        ("NIA", {"2008-03-04": "한국정보사회진흥원", "2015-03-04": "한국정보화진흥원", "2024-03-04": "한국지능정보사회진흥원"}),
        ("재경부", {"2005-03-04": "재정경제부", "2026-03-04": "재정경제부"}),
        ("청와대", {"2010-03-04": "대통령실", "2019-03-04": "대통령비서실", "2026-03-04": "대통령비서실"}),
        ("중진공", {"2015-03-04": "중소기업진흥공단", "2024-03-04": "중소벤처기업진흥공단"}),
        ("검찰청", {"2026-10-01": "검찰청"}),
        ("공소청", {"2026-10-02": "공소청"}),
    ],
)  # fmt: skip
def test_an_abbreviation_through_its_whole_chain(name: str, days: dict[str, str]) -> None:
    assert {day: found_on(name, date.fromisoformat(day)).name for day in days} == days

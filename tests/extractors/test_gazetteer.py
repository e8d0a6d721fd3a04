"""The gazetteer: what it refuses to load, who a body is today, under which name it went on a day."""

from datetime import date

import pytest

from extractors.gazetteer import build, gazetteer
from extractors.lexicon import LexiconError, table

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
    "kind": "agency",
    "valid_from": "2001-01-01",
    "valid_to": "2005-01-01",
    "emit": "agency",
    "class": "central",
    "note": "",
}
NEXT = ROW | {"id": "fish-2005", "name_ko": "수산처", "valid_from": "2005-01-01", "valid_to": ""}
LINK = {"from_id": "fish-2001", "to_id": "fish-2005", "date": "2005-01-01", "type": "rename"}


def test_one_row_adds_an_agency_and_one_link_its_successor() -> None:
    known = build([ROW, NEXT], [LINK])
    assert known.bodies["fish-2001"].name == "수산청"
    assert known.current_ids("fish-2001") == ("fish-2005",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "Fish 1"}, "lower-case"),
        ({"name_ko": ""}, "name_ko is empty"),
        ({"class": "provincial"}, "class 'provincial'"),
        ({"emit": "maybe"}, "emit 'maybe'"),
        ({"valid_from": "2001-13-01"}, "not an ISO date"),
        ({"valid_to": "2000-01-01"}, "not before"),
        ({"class": "foreign"}, "country=XX"),
    ],
)
def test_a_wrong_row_is_refused_by_name(change: dict[str, str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        build([ROW | change], [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "absorption"}, "type 'absorption'"),
        ({"to_id": "fish-2099"}, "no such body"),
        ({"date": ""}, "date is empty"),
        ({"date": "2004-12-31"}, "successor does not exist"),
    ],
)
def test_a_wrong_link_is_refused(change: dict[str, str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        build([ROW, NEXT], [LINK | change])


def test_the_living_have_no_heirs_but_may_hand_work_over() -> None:
    living = ROW | {"valid_to": ""}
    with pytest.raises(LexiconError, match="only a transfer"):
        build([living, NEXT], [LINK])
    assert build([living, NEXT], [LINK | {"type": "transfer"}]).current_ids("fish-2001") == ("fish-2001",)


def test_the_same_id_twice_is_refused() -> None:
    with pytest.raises(LexiconError, match="twice"):
        build([ROW, ROW], [])


def test_every_risky_abbreviation_names_a_body_of_the_list() -> None:
    for row in table("agency_risky_abbr", "abbr", "agency_id", "rule"):
        assert not row["agency_id"] or row["agency_id"] in gazetteer().bodies, row["abbr"]

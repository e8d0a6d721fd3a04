"""The same articles in each format give the same rows; at full size: ``python -m tests.bench.equivalence``."""

import io

import pytest

from pipeline.dumps import FieldNames
from pipeline.extract import Job, extract
from tests.bench.equivalence import FAMILIES, PLACE, TOLD, dump_of, rows

ARTICLES = 12


@pytest.fixture(scope="module")
def firsts(tmp_path_factory):
    return {family: read(tmp_path_factory.mktemp(family), forms[0]) for family, forms in FAMILIES.items()}


def read(folder, form):
    names = FieldNames.of(["id=name"]) if form.split(".")[0] in ("html", "txt") else FieldNames()
    db = folder / f"{form}.db"
    summary = extract(Job((str(dump_of(folder, form, ARTICLES, 6)),), db, fields=names), io.BytesIO())
    assert summary.outcomes["saved"] == ARTICLES
    assert not summary.outcomes["failed"]
    return db


@pytest.mark.parametrize(
    ("family", "form"), [(family, form) for family, forms in FAMILIES.items() for form in forms[1:]]
)
def test_every_format_gives_the_same_rows(firsts, tmp_path, family, form):
    without = PLACE if family == "records" else TOLD
    assert rows(read(tmp_path, form), without) == rows(firsts[family], without)

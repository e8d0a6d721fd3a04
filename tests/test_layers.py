"""Who may import whom: the direction of imports is a promise, and this test holds it."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = {"scrapers", "extractors", "db", "pipeline"}
ALLOWED = {
    "scrapers": set(),
    "extractors": set(),
    "db": {"scrapers", "extractors"},
    "pipeline": {"scrapers", "extractors", "db"},
}
#: db knows only the record types of the other two, the gazetteer that it loads as reference tables, and the
#: analysis for search, which texts and questions must share.
RECORDS = {
    "scrapers.article",
    "scrapers.source",
    "extractors.mention",
    "extractors.lexicon",
    "extractors.search",
    "extractors.search.terms",
    "extractors",
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if name.split(".")[0] in PACKAGES}


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_a_package_imports_only_what_its_layer_may(package):
    for path in (ROOT / package).rglob("*.py"):
        outside = {name for name in imports(path) if name.split(".")[0] != package}
        assert {name.split(".")[0] for name in outside} <= ALLOWED[package], path
        if package == "db":
            assert outside <= RECORDS, path


def test_only_one_module_knows_each_heavy_library():
    """kiwipiepy is imported in morphemes.py alone, httpx in fetch.py alone."""
    owners = {"kiwipiepy": "extractors/morphemes.py", "httpx": "scrapers/fetch.py"}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            for library, owner in owners.items():
                if f"import {library}" in text or f"from {library}" in text:
                    assert str(path.relative_to(ROOT)) == owner


def test_an_installed_sacho_has_every_package():
    """setuptools is told each folder by name; one that is missing is missed only by those who install."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "packages"
    ]
    there = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in PACKAGES
        for path in (ROOT / package).rglob("__init__.py")
    }
    assert there <= set(told)

"""Generated dumps, read back by libraries that know nothing of how they were written."""

import bz2
import csv
import gzip
import hashlib
import io
import json
import lzma
import re
import tarfile
import zipfile
from pathlib import PurePosixPath

import pyarrow.parquet
import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.bench import generator
from tests.bench.dump_writers import FORMATS, html, text
from tests.bench.generator import articles, write_dump
from tests.bench.packing import ZstdFile
from tests.bench.pages import SITES, page

COUNT, SEED = 12, 3
#: Pages of sites in EUC-KR and of all layouts stand among so many.
MANY = 60

UNPACK = {
    "gz": gzip.decompress,
    "bz2": bz2.decompress,
    "xz": lzma.decompress,
    "zst": lambda content: ZstdFile(io.BytesIO(content)).read(),
    "": bytes,
}


def table(content, encoding="utf-8", **how):
    return list(csv.DictReader(io.StringIO(content.decode(encoding), newline=""), **how))


READ = {
    "jsonl": lambda content: [json.loads(line) for line in content.decode().splitlines()],
    "json": json.loads,
    "json.pretty": json.loads,
    "csv": table,
    "csv.cp949": lambda content: table(content, "cp949"),
    "tsv": lambda content: table(content, delimiter="\t"),
    "parquet": lambda content: pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist(),
}


def members(path, packing):
    """Names and contents of an archive's files, in its order."""
    if packing == "zip":
        with zipfile.ZipFile(path) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    with tarfile.open(
        fileobj=io.BytesIO(UNPACK[packing.removeprefix("tar").removeprefix(".")](path.read_bytes()))
    ) as archive:
        return [(one.name, archive.extractfile(one).read()) for one in archive]


def expected(family, count=COUNT):
    if family == "records":
        return list(articles(count, SEED))
    return [(html if family == "pages" else text)(SEED, number) for number in range(count)]


def made(folder, name, count=COUNT):
    path = folder / f"dump{FORMATS[name].ending}"
    write_dump(path, count, SEED, name)
    return path


def warc_records(path, kind):
    """(headers, body) of all records of a kind, as the HTTP client would have had the body."""
    with path.open("rb") as handle:
        return [
            (record, record.content_stream().read())
            for record in ArchiveIterator(handle)
            if record.rec_type == kind
        ]


def pages_of(path):
    """The pages of a WARC: id, address, bytes."""
    return [
        (
            record.rec_headers["WARC-Record-ID"].removeprefix("<urn:uuid:").removesuffix(">"),
            record.rec_headers["WARC-Target-URI"],
            content,
        )
        for record, content in warc_records(path, "response")
        if record.http_headers.get_statuscode() == "200"
        and record.http_headers.get_header("Content-Type").startswith("text/html")
    ]


RECORD_FORMATS = [name for name, form in FORMATS.items() if form.content in READ]
SINGLE_FORMATS = [name for name, form in FORMATS.items() if form.content in ("html", "txt")]


@pytest.mark.parametrize("name", RECORD_FORMATS)
def test_records_are_read_back_by_others(tmp_path, name):
    form = FORMATS[name]
    path = made(tmp_path, name)
    if form.packing in UNPACK:
        found = READ[form.content](UNPACK[form.packing](path.read_bytes()))
    else:
        found = [one for _, content in members(path, form.packing) for one in READ[form.content](content)]
    assert found == expected(form.family)


@pytest.mark.parametrize("name", SINGLE_FORMATS)
def test_single_files_are_called_by_their_id(tmp_path, name):
    form = FORMATS[name]
    path = made(tmp_path, name)
    files = (
        [(one.name, one.read_bytes()) for one in path.iterdir()]
        if form.is_folder
        else members(path, form.packing)
    )
    found = {PurePosixPath(name).stem: content for name, content in files}
    if form.family == "texts":
        assert {key: content.decode() for key, content in found.items()} == {
            one["id"]: one["text"] for one in expected("texts")
        }
    else:
        assert found == {one.id: one.content for one in (page(SEED, number) for number in range(COUNT))}
    assert {PurePosixPath(name).suffix for name, _ in files} == {f".{form.content}"}


@pytest.mark.parametrize("name", ["warc", "warc.gz"])
def test_crawls_hold_the_pages_and_what_is_no_page(tmp_path, name):
    path = made(tmp_path, name, MANY)
    pages = [page(SEED, number) for number in range(MANY)]
    others = {"picture", "gone", "redirect"}
    found = pages_of(path)
    assert found == [(one.id, one.url, one.content) for one in pages]
    responses = warc_records(path, "response")
    assert len(responses) > len(found) + len(others)
    assert {record.http_headers.get_statuscode() for record, _ in responses} == {"200", "301", "404"}
    headers = [record.http_headers for record, _ in responses]
    assert {one.get_header("Content-Encoding") for one in headers} == {None, "gzip"}
    assert {one.get_header("Transfer-Encoding") for one in headers} == {None, "chunked"}
    assert "text/html; charset=EUC-KR" in {one.get_header("Content-Type") for one in headers}
    assert len(warc_records(path, "warcinfo")) == 1
    assert len(warc_records(path, "request")) == MANY
    assert warc_records(path, "revisit")
    ids = re.findall(
        rb"WARC-Record-ID: (\S+)", UNPACK["gz" if name.endswith("gz") else ""](path.read_bytes())
    )
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["wet", "wet.gz"])
def test_texts_of_crawls_refer_to_their_pages(tmp_path, name):
    found = warc_records(made(tmp_path, name), "conversion")
    assert [(record.rec_headers["WARC-Refers-To"], content.decode()) for record, content in found] == [
        (f"<urn:uuid:{one['id']}>", one["text"]) for one in expected("texts")
    ]
    assert all(record.rec_headers["WARC-Target-URI"].startswith("https://") for record, _ in found)


def test_crawled_after_it_was_published(tmp_path):
    days = {one["id"]: one["published"] for one in articles(COUNT, SEED)}
    for record, _ in warc_records(made(tmp_path, "wet"), "conversion"):
        crawled, refers = record.rec_headers["WARC-Date"], record.rec_headers["WARC-Refers-To"]
        assert crawled[:10] > days[refers[10:-1]]


def test_all_families_hold_the_same_ids():
    ids = [one["id"] for one in articles(COUNT, SEED)]
    assert [one["id"] for one in expected("pages")] == [one["id"] for one in expected("texts")] == ids
    assert len(set(ids)) == COUNT
    assert not set(ids) & {one["id"] for one in articles(COUNT, SEED + 1)}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_seed_gives_the_same_bytes(tmp_path, name):
    contents = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        path = made(folder, name, 3)
        contents.append(
            [(one.name, one.read_bytes()) for one in sorted([path] if path.is_file() else path.iterdir())]
        )
    assert contents[0] == contents[1]


#: Of formats without compression, which is another with another library's version. Changed on purpose only.
DIGESTS = {
    "jsonl": "bdb514c8965cbc56",
    "csv.cp949": "0e9b69cf72367558",
    "html.tar": "fdecc59a935f45bb",
    "pages.jsonl": "9013c085a62ac155",
    "texts.jsonl": "e46f8e47a6ec9870",
    "wet": "c15351b95067eef6",
}


@pytest.mark.parametrize(("name", "digest"), DIGESTS.items())
def test_dumps_do_not_change_from_one_machine_to_the_next(tmp_path, name, digest):
    path = made(tmp_path, name)
    assert hashlib.sha256(path.read_bytes()).hexdigest()[:16] == digest


@pytest.mark.parametrize("name", ["jsonl.gz", "parquet", "warc.gz", "html.zip"])
def test_shares_of_a_dump_hold_every_article_once(tmp_path, name):
    write_dump(tmp_path / "crawl", COUNT + 1, SEED, name, files=4)
    files = sorted((tmp_path / "crawl").iterdir())
    ending = FORMATS[name].ending
    assert [one.name for one in files] == [f"part-0000{number}{ending}" for number in range(4)]
    ids = []
    for one in files:
        if name == "warc.gz":
            found = [article_id for article_id, _, _ in pages_of(one)]
        elif name == "html.zip":
            found = [PurePosixPath(member).stem for member, _ in members(one, "zip")]
        else:
            content = one.read_bytes() if name == "parquet" else gzip.decompress(one.read_bytes())
            found = [record["id"] for record in READ[FORMATS[name].content](content)]
        assert found
        ids += found
    assert ids == [one["id"] for one in articles(COUNT + 1, SEED)]


def test_pages_are_as_large_as_pages_are():
    pages = [page(SEED, number) for number in range(200)]
    sizes = sorted(len(one.content) for one in pages)
    assert sizes[0] >= 15_000
    assert 20_000 <= sizes[100] <= 40_000
    assert sizes[-1] <= 80_000
    assert {one.charset for one in pages} == {"utf-8", "euc-kr"}
    assert {one.html.rsplit("All rights reserved.")[0].rsplit("&copy; ")[-1][:-2] for one in pages} == {
        site.name for site in SITES
    }
    assert 0.3 < sum("og:title" in one.html for one in pages) / 200 < 0.8


def test_an_article_is_told_from_what_stands_around_it():
    for number in range(40):
        one = page(SEED, number)
        (article,) = list(articles(number + 1, SEED))[-1:]
        shown = (
            re.sub(r"<[^<>]+>", "\n", one.html)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
        )
        assert all(paragraph in shown for paragraph in article["text"].split("\n"))
        assert shown.count("많이 본") + shown.count("글") + shown.count("기사") > 0
        assert len(shown.split()) > 1.3 * len(article["text"].split())


def test_unknown_formats_are_refused(tmp_path):
    with pytest.raises(ValueError, match="written as one of jsonl, json"):
        write_dump(tmp_path / "x", 1, 1, format="docx")
    with pytest.raises(ValueError, match="a file for each article anyway"):
        write_dump(tmp_path / "x", 1, 1, format="html", files=2)


def test_on_the_command_line(tmp_path, capsys):
    out = tmp_path / "new" / "crawl"
    generator.main([str(out), "--articles", "5", "--format", "csv.gz", "--files", "2", "--seed", str(SEED)])
    assert "5 articles" in capsys.readouterr().err
    found = [one for path in sorted(out.iterdir()) for one in table(gzip.decompress(path.read_bytes()))]
    assert found == list(articles(5, SEED))
    with pytest.raises(SystemExit) as stop:
        generator.main([str(out), "--articles", "2", "--files", "3"])
    assert stop.value.code == 2
    with pytest.raises(SystemExit):
        generator.main(["--help"])
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("warc.gz", "--files", "examples", "texts"))

"""Dumps for tests, each written by the library that everybody else uses for it."""

import bz2
import csv
import gzip
import io
import json
import lzma
import sys
import tarfile
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.dumps import BadRecord, Piece, RawRecord, SkippedRecord, pieces, read_pieces

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = "해동군은 3월 2일 군청에서 설명회를 열었다고 밝혔다.\n"
COMPRESS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd.compress}


def articles(count, first=0, **more):
    """So many records with ids and metadata."""
    return [
        {
            "id": f"a-{number}",
            "title": f"설명회 {number}",
            "text": f"{TEXT}{number}번째 글이다.\n",
            "published": "2026-03-02",
            "url": f"https://haedong.example/{number}",
            **more,
        }
        for number in range(first, first + count)
    ]


def json_lines(records):
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def csv_bytes(records, encoding="utf-8", **dialect):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, records[0].keys(), **dialect)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode(encoding)


def parquet_bytes(records, **options):
    table = records if isinstance(records, pa.Table) else pa.Table.from_pylist(records)
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def zip_bytes(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def tar_bytes(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


class _Writer(WARCWriter):
    @classmethod
    def _create_temp_file(cls):
        return io.BytesIO()  # warcio leaves its temporary files open


class Crawl:
    """Writes a WARC; the methods return self."""

    def __init__(self, gzip=False, version="1.0"):
        self._out = io.BytesIO()
        self._writer = _Writer(self._out, gzip=gzip, warc_version=version)
        self._count = 0

    def page(self, body, content_type="text/html; charset=utf-8", status="200 OK", headers=(), **more):
        self._count += 1
        given = ([("Content-Type", content_type)] if content_type else []) + list(headers)
        return self.record(
            "response", body, http_headers=StatusAndHeaders(status, given, protocol="HTTP/1.1"), **more
        )

    def record(self, kind, body=b"", url=None, own=None, date="2026-03-02T03:00:00Z", warc=(), **more):
        self._count += 1
        said = {
            "WARC-Date": date,
            "WARC-Record-ID": f"<urn:uuid:{own or f'00000000-0000-0000-0000-{self._count:012}'}>",
            **dict(warc),
        }
        address = url or f"http://haedong.example/{self._count}"
        self._writer.write_record(
            self._writer.create_warc_record(
                address, kind, payload=io.BytesIO(body), warc_headers_dict=said, **more
            )
        )
        return self

    def info(self):
        self._writer.write_record(self._writer.create_warcinfo_record("a.warc", {"software": "test"}))
        return self

    def bytes(self):
        return self._out.getvalue()


def read(*paths, mapping=None, stdin=b"", part=1, parts=1, told=None):
    """Everything in the files; ``part`` of ``parts`` of each."""
    whole = pieces([str(path) for path in paths])
    given = [Piece(one.path, one.place, one.size, part, parts) for one in whole]
    advance = told.append if told is not None else (lambda count: None)
    return list(read_pieces(given, io.BytesIO(stdin), mapping, advance))


def kept(found):
    return [record for record in found if isinstance(record, RawRecord)]


def faults(found):
    """Line and reason of each fault."""
    return [(record.line, record.reason) for record in found if isinstance(record, BadRecord)]


def skips(found):
    return [(record.line, record.reason) for record in found if isinstance(record, SkippedRecord)]


def keys(found):
    """Id and digest of each article."""
    return [(record.native_id, record.raw_sha256) for record in kept(found)]

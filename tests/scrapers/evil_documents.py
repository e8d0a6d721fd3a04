"""Files that are made to hurt whoever reads them."""

import io
import random
import zipfile
import zlib

from tests.scrapers.documents import HWPX_NAMESPACES, hwp, hwpx, zipped
from tests.scrapers.hwp_documents import distribution_copy

LINES = [
    "해양바이오 기업 지원에 1,250억원 투입",
    "□ 해양수산부는 13일 회의를 열고 5개년 계획을 확정했다고 밝혔다.",
]

MEGABYTE = 1024 * 1024


def section(inner, prologue='<?xml version="1.0"?>'):
    return zipped(
        {
            "mimetype": "application/hwp+zip",
            "Contents/section0.xml": f"{prologue}<hs:sec {HWPX_NAMESPACES}>{inner}</hs:sec>",
        }
    )


def inflated(megabytes):
    """A HWPX whose section unpacks to so many megabytes of spaces."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        with archive.open("Contents/section0.xml", "w") as entry:
            for _ in range(megabytes):
                entry.write(b" " * MEGABYTE)
    return buffer.getvalue()


def with_a_false_size(megabytes, stated):
    """A zip whose directory states another size of its part."""
    content = inflated(megabytes)
    size = (megabytes * MEGABYTE).to_bytes(4, "little")
    assert size in content
    return content.replace(size, stated.to_bytes(4, "little"))


def billion_laughs():
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return section(f"<hp:p><hp:t>&a9;{LINES[1]}</hp:t></hp:p>", f"<!DOCTYPE x [{entities}]>")


def external_entity():
    return section(
        f"<hp:p><hp:t>&x;{LINES[1]}</hp:t></hp:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )


def hidden_doctype():
    """Behind more white space than a look at the first kilobytes finds, and in UTF-16."""
    xml = '<?xml version="1.0" encoding="UTF-16"?>' + " " * 100_000
    xml += f'<!DOCTYPE x [<!ENTITY x "{LINES[0]}">]><hs:sec {HWPX_NAMESPACES}><hp:p><hp:t>&x;</hp:t></hp:p></hs:sec>'
    return zipped({"mimetype": "application/hwp+zip", "Contents/section0.xml": xml.encode("utf-16")})


def raw_pdf(*objects, trailer="/Root 1 0 R"):
    content, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        bytes(content)
        + f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def deflated_stream(data, filters=1):
    for _ in range(filters):
        data = zlib.compress(data, 1)
    names = b"/FlateDecode " * filters
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(data), names, data)


def heavy_page(stream):
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>"
    return raw_pdf(CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, stream)


def page_tree_cycle():
    return raw_pdf(
        CATALOG,
        b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 3 0 R] >>",
        b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>",
    )


def many_entries():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        for number in range(30_000):
            archive.writestr(f"Contents/section{number}.xml", "")
    return buffer.getvalue()


def circular_compound():
    """The first sector of the file table, set to point everywhere at sector 1."""
    content = bytearray(hwp(LINES))
    content[512:1024] = (1).to_bytes(4, "little") * 128
    return bytes(content)


def damaged(content, seed):
    """Cut at some place (odd seeds), or with some bits turned over."""
    chance = random.Random(f"{len(content)} {seed}")
    if seed % 2:
        return content[: chance.randrange(1, len(content))]
    turned = bytearray(content)
    for _ in range(chance.choice([1, 8, 64])):
        turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
    return bytes(turned)


#: What makes each file, and words of the reason that its reading gives.
EVIL = {
    "zip bomb": (lambda: inflated(80), "extract-hwp"),
    "zip bomb by its own account": (lambda: with_a_false_size(3, 300 * MEGABYTE), "bytes of XML"),
    "zip that lies about its size": (lambda: with_a_false_size(70, 100), "extract-hwp"),
    "thousands of entries": (many_entries, "archive"),
    "zip in a zip": (lambda: zipped({"a.zip": zipped({"b.hwpx": hwpx(LINES)})}), "archive"),
    "billion laughs": (billion_laughs, "declares entities"),
    "external entity": (external_entity, "declares entities"),
    "hidden document type": (hidden_doctype, "declares entities"),
    "deep nesting": (lambda: section("<hp:p>" * 200_000 + "</hp:p>" * 200_000), "extract-hwp"),
    "hundreds of thousands of elements": (lambda: section("<hp:p/>" * 100_000), "extract-hwp"),
    "page tree in a circle": (page_tree_cycle, "pypdfium2"),
    "a billion pages": (
        lambda: raw_pdf(CATALOG, b"<< /Type /Pages /Count 999999999 /Kids [3 0 R] >>", b"<< /Type /Page /Parent 2 0 R >>"),
        "pypdfium2",
    ),
    "catalog that is its own page tree": (lambda: raw_pdf(b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>"), "pypdfium2"),
    "enormous content stream": (lambda: heavy_page(deflated_stream(b"q " * (60 * MEGABYTE), 2)), "pypdfium2"),
    "streams in streams": (lambda: heavy_page(deflated_stream(b"BT ET " * MEGABYTE, 20)), "pypdfium2"),
    "compound file in a circle": (circular_compound, "hwp"),
    "distribution copy with a cut key": (lambda: distribution_copy(LINES)[:-600], "extract-hwp"),
}  # fmt: skip

"""Real files made from text: HWPX, HWP, ODT and PDF."""

import io
import zipfile
from xml.sax.saxutils import escape

from tests.scrapers.hwp_documents import hwp
from tests.scrapers.table_cells import placed

__all__ = ["hwp", "hwpx", "odt", "pdf", "zipped"]

HWPX_NAMESPACES = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'


def hwpx(lines, *, table=(), mimetype="application/hwp+zip"):
    """A HWPX file: a table (rows of cells) and then a paragraph per line."""
    body = _hwpx_table(table) + "".join(_hwpx_paragraph(line) for line in lines)
    section = f'<?xml version="1.0" encoding="UTF-8"?><hs:sec {HWPX_NAMESPACES}>{body}</hs:sec>'
    return zipped(
        {"mimetype": mimetype, "Contents/section0.xml": section, "META-INF/manifest.xml": "<manifest/>"}
    )


def _hwpx_paragraph(line):
    return f'<hp:p id="0"><hp:run charPrIDRef="0"><hp:t>{escape(line)}</hp:t></hp:run></hp:p>'


def _hwpx_table(rows):
    if not rows:
        return ""
    return f'<hp:p id="0"><hp:run charPrIDRef="0">{_hwpx_tbl(rows)}<hp:t/></hp:run></hp:p>'


def _hwpx_tbl(rows):
    lines = {}
    width = 0
    for y, x, cell in placed(rows):
        inner = "".join(_hwpx_paragraph(line) for line in cell.paragraphs) + _hwpx_table(cell.table)
        lines.setdefault(y, []).append(
            f'<hp:tc><hp:subList>{inner}</hp:subList><hp:cellAddr colAddr="{x}" rowAddr="{y}"/>'
            f'<hp:cellSpan colSpan="{cell.columns}" rowSpan="{cell.rows}"/></hp:tc>'
        )
        width = max(width, x + cell.columns)
    trs = "".join(f"<hp:tr>{''.join(lines.get(y, ()))}</hp:tr>" for y in range(len(rows)))
    return f'<hp:tbl rowCnt="{len(rows)}" colCnt="{width}">{trs}</hp:tbl>'


def odt(lines, *, table=()):
    """An OpenDocument text: a table (rows of cells) and then a paragraph per line."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text>{_odt_table(table)}{_odt_paragraphs(lines)}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _odt_paragraphs(lines):
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)


def _odt_table(rows):
    """Cells under a merged one are covered cells, as the format has it; those of a merged row too."""
    if not rows:
        return ""
    trs = []
    covered = {}
    for y in range(len(rows)):
        cells = []
        for x, cell in ((x, cell) for at, x, cell in placed(rows) if at == y):
            cells.append((x, _odt_cell(cell)))
            for below in range(y, y + cell.rows):
                for beside in range(x, x + cell.columns):
                    if (below, beside) != (y, x):
                        covered[below, beside] = "<table:covered-table-cell/>"
        cells += [(x, mark) for (at, x), mark in covered.items() if at == y]
        trs.append(f"<table:table-row>{''.join(mark for _, mark in sorted(cells))}</table:table-row>")
    return f"<table:table>{''.join(trs)}</table:table>"


def _odt_cell(cell):
    spans = f' table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
    inner = _odt_paragraphs(cell.paragraphs) + _odt_table(cell.table)
    return f"<table:table-cell{spans}>{inner}</table:table-cell>"


def zipped(entries):
    """A zip file; the first entry is stored, as the mimetype entry has to be."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def pdf(*pages):
    """A PDF whose pages are lists of printed lines; its font is named, not embedded, as readers don't need it."""
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        _FONT,
        _CHARACTERS,
        _stream(_TO_UNICODE),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -16 Td\n" for line in lines)
        objects.append(_stream(f"BT /F1 10 Tf 40 800 Td\n{shown}ET"))
    return _assembled(objects)


def _stream(content):
    data = content.encode("ascii")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _assembled(objects):
    content, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    content += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(content)


_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Batang /Encoding /Identity-H"
    b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_CHARACTERS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Batang /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    b" /W [32 126 500] /FontDescriptor << /Type /FontDescriptor /FontName /Batang /Flags 4"
    b" /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >> >>"
)


def _ranges(first, last):
    """A bfrange may not cross a first byte, and a list holds a hundred of them at most."""
    lines = "".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n" for high in range(first, last))
    return f"{last - first} beginbfrange\n{lines}endbfrange\n"


_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    f"{_ranges(0x00, 0x64)}{_ranges(0x64, 0xC8)}{_ranges(0xC8, 0xE0)}endcmap end end"
)

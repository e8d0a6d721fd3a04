"""Real files made from text: HWPX, HWP, ODT and PDF."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

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
    cells = "".join(
        "<hp:tr>"
        + "".join(
            f'<hp:tc><hp:subList>{_hwpx_paragraph(cell)}</hp:subList><hp:cellAddr colAddr="{x}" rowAddr="{y}"/>'
            '<hp:cellSpan colSpan="1" rowSpan="1"/></hp:tc>'
            for x, cell in enumerate(row)
        )
        + "</hp:tr>"
        for y, row in enumerate(rows)
    )
    width = max(len(row) for row in rows)
    table = f'<hp:tbl rowCnt="{len(rows)}" colCnt="{width}">{cells}</hp:tbl>'
    return f'<hp:p id="0"><hp:run charPrIDRef="0">{table}<hp:t/></hp:run></hp:p>'


def odt(lines):
    """An OpenDocument text with a paragraph per line."""
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text>{paragraphs}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


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


def hwp(lines, *, flags=0):
    """A HWP 5 file with a paragraph per line; flags: bits of its header (1 << 2 marks a distribution copy)."""
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    properties = _hwp_record(16, struct.pack("<H", 1) + b"\0" * 24)
    text = b"".join(_hwp_record(67, f"{line}\r".encode("utf-16-le"), level=1) for line in lines)
    return _compound([("FileHeader", header.ljust(256, b"\0")), ("DocInfo", properties), ("Section0", text)])


def _hwp_record(tag, payload, level=0):
    return struct.pack("<I", tag | level << 10 | min(len(payload), 0xFFF) << 20) + payload


_FREE, _END, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _compound(streams):
    """An OLE compound file whose streams are short, so that all lie in the mini stream."""
    mini, chains, starts = b"", [], []
    for _, content in streams:
        count = -(-len(content) // 64)
        starts.append(len(chains))
        chains += [*range(len(chains) + 1, len(chains) + count), _END]
        mini += content.ljust(count * 64, b"\0")
    sectors = -(-len(mini) // 512)
    # sector 0: the FAT, 1 and 2: the directory, 3: the mini FAT, from 4: the mini stream
    fat = [_FAT_SECTOR, 2, _END, _END, *range(5, 4 + sectors), _END]
    sizes = [len(content) for _, content in streams]
    directory = [
        _entry("Root Entry", 5, child=2, start=4, size=len(mini)),
        _entry("FileHeader", 2, start=starts[0], size=sizes[0]),
        _entry("BodyText", 1, left=3, right=1, child=4),
        _entry("DocInfo", 2, start=starts[1], size=sizes[1]),
        _entry("Section0", 2, start=starts[2], size=sizes[2]),
    ]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 3, 1, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    body = _numbers(fat) + b"".join(directory).ljust(1024, b"\0") + _numbers(chains)
    return head + body + mini.ljust(sectors * 512, b"\0")


def _numbers(values):
    return struct.pack("<128I", *values, *[_FREE] * (128 - len(values)))


def _entry(name, kind, *, left=_FREE, right=_FREE, child=_FREE, start=0, size=0):
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, left, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)

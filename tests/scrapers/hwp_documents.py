"""HWP 5 files made from text: plain, compressed and distribution copies, in an OLE compound file.

Written after Hancom's public description of the format: records of a tag, a level and a size; a distribution
copy holds its sections in ViewText, each behind a record of 256 scrambled bytes that hold the key.
"""

import hashlib
import struct
import zlib
from itertools import pairwise

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.scrapers.table_cells import placed

PROPERTIES, PARAGRAPH, TEXT, CONTROL, LIST, TABLE, DISTRIBUTION = 16, 66, 67, 71, 72, 77, 28
COMPRESSED, DISTRIBUTED = 1, 4
#: What the visible part of a distribution copy says.
NOTICE = "이 문서는 상위 버전의 배포용 문서입니다. 문서를 읽으려면 최신 버전의 프로그램이 필요합니다."


def hwp(lines, *, flags=0, table=(), compressed=False):
    """A HWP 5 file: a table (rows of cells), then a paragraph per line; flags: more bits of its header."""
    flags |= COMPRESSED if compressed else 0
    section = _packed(_section(lines, table), flags)
    return compound({"FileHeader": _header(flags), "DocInfo": _doc_info(flags), "BodyText/Section0": section})


def distribution_copy(lines, *, table=(), compressed=True, seed=20260713, password="읽기 전용"):
    """A distribution copy (배포용 문서): its text in ViewText only, enciphered, and a notice in BodyText."""
    flags = DISTRIBUTED | (COMPRESSED if compressed else 0)
    key = hashlib.sha1(password.encode("utf-16-le")).hexdigest().encode("utf-16-le")
    section = _packed(_section(lines, table), flags)
    section += b"\0" * (-len(section) % 16)
    data, offset = _key_record(seed, key)
    view = record(DISTRIBUTION, data) + _enciphered(section, key[:16])
    assert 4 <= offset < 20
    return compound(
        {
            "FileHeader": _header(flags),
            "DocInfo": _doc_info(flags),
            "BodyText/Section0": _packed(_section([NOTICE], ()), flags),
            "ViewText/Section0": view,
        }
    )


def _enciphered(data, key):
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return cipher.update(data) + cipher.finalize()


def _key_record(seed, key):
    """256 bytes with the key behind 4 + (first byte & 15) bytes, XORed with runs of numbers from the seed."""
    offset = 4 + (seed & 15)
    plain = bytearray(struct.pack("<I", seed).ljust(256, b"\0"))
    plain[offset : offset + len(key)] = key
    state, left, mask = seed, 0, 0
    for index in range(256):
        if not left:
            state, mask = _random(state)
            state, left = _random(state)
            mask, left = mask & 0xFF, (left & 15) + 1
        if index >= 4:
            plain[index] ^= mask
        left -= 1
    return bytes(plain), offset


def _random(state):
    """rand() of Microsoft's C library: the next state, and 15 bits of it."""
    state = (state * 214013 + 2531011) & 0xFFFFFFFF
    return state, state >> 16 & 0x7FFF


def _header(flags):
    return (b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)).ljust(256, b"\0")


def _doc_info(flags):
    return _packed(record(PROPERTIES, struct.pack("<H", 1) + b"\0" * 24), flags)


def _packed(data, flags):
    if not flags & COMPRESSED:
        return data
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _section(lines, table):
    return _table(table, 0) + b"".join(_paragraph(line, 0) for line in lines)


def record(tag, payload, level=0):
    """A record; a payload of 4095 bytes and more has its size in a number of its own."""
    size = len(payload)
    long = struct.pack("<I", size) if size >= 0xFFF else b""
    return struct.pack("<I", tag | level << 10 | min(size, 0xFFF) << 20) + long + payload


def _paragraph(line, level):
    text = f"{line}\r".encode("utf-16-le")
    head = struct.pack("<IIHBBHHHI", len(text) // 2, 0, 0, 0, 0, 1, 0, 1, 0)
    return record(PARAGRAPH, head, level) + record(TEXT, text, level + 1)


def _table(rows, level):
    """A paragraph whose only letter is the table's control; below it the cells, each a list of paragraphs."""
    if not rows:
        return b""
    cells = list(placed(rows))
    width = max(x + cell.columns for _, x, cell in cells)
    letter = struct.pack("<H", 11) + b" lbt" + b"\0" * 8 + struct.pack("<H", 11) + "\r".encode("utf-16-le")
    head = struct.pack("<IIHBBHHHI", 9, 1 << 11, 0, 0, 0, 1, 0, 1, 0)
    parts = [
        record(PARAGRAPH, head, level),
        record(TEXT, letter, level + 1),
        record(CONTROL, b" lbt" + b"\0" * 40, level + 1),
        record(TABLE, struct.pack("<IHH", 0, len(rows), width) + b"\0" * 20, level + 2),
    ]
    for y, x, cell in cells:
        where = struct.pack("<iI4H", len(cell.paragraphs), 0, x, y, cell.columns, cell.rows)
        parts.append(record(LIST, where + b"\0" * 22, level + 2))
        parts += [_paragraph(line, level + 2) for line in cell.paragraphs]
        parts.append(_table(cell.table, level + 2))
    return b"".join(parts)


FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096


def compound(streams):
    """An OLE compound file of streams by path (``BodyText/Section0``): short ones in the mini stream."""
    mini, chains, places = b"", [], {}
    for path, content in streams.items():
        if len(content) < CUTOFF:
            count = -(-len(content) // MINI)
            places[path] = len(chains)
            chains += [*range(len(chains) + 1, len(chains) + count), END]
            mini += content.ljust(count * MINI, b"\0")
    long = {path: content for path, content in streams.items() if len(content) >= CUTOFF}
    # after the FAT itself: the directory, the mini FAT, the mini stream, the long streams
    entries = 1 + len(streams) + len({path.partition("/")[0] for path in streams if "/" in path})
    parts = [b"\0" * (entries * 128), _numbers(chains), mini, *long.values()]
    counts = [-(-len(part) // SECTOR) for part in parts]
    fats = 1
    while fats * 128 < fats + sum(counts):
        fats += 1
    fat, starts = [FAT_SECTOR] * fats, []
    for count in counts:
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), END] if count else []
    places |= dict(zip(long, starts[3:], strict=True))
    parts[0] = _directory(streams, places, starts[2], len(mini))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIII",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fats,
        starts[0],
        0,
        CUTOFF,
        starts[1],
        counts[1],
        END,
        0,
    )
    head += struct.pack("<109I", *range(fats), *[FREE] * (109 - fats))
    body = b"".join(part.ljust(count * SECTOR, b"\0") for part, count in zip(parts, counts, strict=True))
    return head + _numbers(fat).ljust(fats * SECTOR, b"\xff") + body


def _numbers(values):
    packed = struct.pack(f"<{len(values)}I", *values)
    return packed + b"\xff" * (-len(packed) % SECTOR)


def _directory(streams, places, mini_start, mini_size):
    """The root, the storages and the streams; the children of one storage hang in a chain to the right."""
    storages = list(dict.fromkeys(path.partition("/")[0] for path in streams if "/" in path))
    names = ["", *storages, *streams]
    children = {}
    for number, path in enumerate(names[1:], 1):
        children.setdefault(path.rpartition("/")[0], []).append(number)
    right = {a: b for group in children.values() for a, b in pairwise(group)}
    entries = [_entry("Root Entry", 5, child=children[""][0], start=mini_start, size=mini_size)]
    for number, path in enumerate(names[1:], 1):
        beside = right.get(number, FREE)
        if path in streams:
            size = len(streams[path])
            entries.append(_entry(path.rpartition("/")[2], 2, right=beside, start=places[path], size=size))
        else:
            entries.append(_entry(path, 1, right=beside, child=children[path][0]))
    return b"".join(entries)


def _entry(name, kind, *, right=FREE, child=FREE, start=0, size=0):
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)

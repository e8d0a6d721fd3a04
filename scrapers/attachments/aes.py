"""AES-128 in ECB mode, deciphering only (FIPS 197), which is how distribution copies of HWP are locked.

Their key lies beside them, so this hides nothing; it takes some 20 µs for 16 bytes.
"""

from __future__ import annotations

import struct
from functools import cache


def decipher(data: bytes, key: bytes) -> bytes:
    """The plain bytes; data: a multiple of 16 bytes, key: 16 bytes. Raises ValueError for other sizes."""
    if len(data) % 16 or len(key) != 16:
        raise ValueError("enciphered bytes come in blocks of 16")
    keys = _keys(key)
    blocks = struct.iter_unpack(">4I", data)
    return b"".join(struct.pack(">4I", *_block(block, keys)) for block in blocks)


def _block(block: tuple[int, ...], keys: list[tuple[int, ...]]) -> tuple[int, ...]:
    """Four words; keys: those of the rounds, the last one first."""
    (t0, t1, t2, t3), inverse = _tables(), _boxes()[1]
    a, b, c, d = (word ^ key for word, key in zip(block, keys[0], strict=True))
    for k in keys[1:10]:
        a, b, c, d = (
            t0[a >> 24] ^ t1[d >> 16 & 255] ^ t2[c >> 8 & 255] ^ t3[b & 255] ^ k[0],
            t0[b >> 24] ^ t1[a >> 16 & 255] ^ t2[d >> 8 & 255] ^ t3[c & 255] ^ k[1],
            t0[c >> 24] ^ t1[b >> 16 & 255] ^ t2[a >> 8 & 255] ^ t3[d & 255] ^ k[2],
            t0[d >> 24] ^ t1[c >> 16 & 255] ^ t2[b >> 8 & 255] ^ t3[a & 255] ^ k[3],
        )
    rows = ((a, d, c, b), (b, a, d, c), (c, b, a, d), (d, c, b, a))
    return tuple(
        (
            inverse[p >> 24] << 24
            | inverse[q >> 16 & 255] << 16
            | inverse[r >> 8 & 255] << 8
            | inverse[s & 255]
        )
        ^ key
        for (p, q, r, s), key in zip(rows, keys[10], strict=True)
    )


def _keys(key: bytes) -> list[tuple[int, ...]]:
    """The keys of the rounds for the equivalent inverse cipher: the middle ones with their columns mixed."""
    box = _boxes()[0]
    words = list(struct.unpack(">4I", key))
    constant = 1
    for number in range(4, 44):
        word = words[-1]
        if number % 4 == 0:
            turned = (word << 8 | word >> 24) & 0xFFFFFFFF
            word = int.from_bytes(bytes(box[letter] for letter in turned.to_bytes(4)), "big") ^ constant << 24
            constant = _times(constant, 2)
        words.append(words[number - 4] ^ word)
    rounds = [tuple(words[at : at + 4]) for at in range(40, -1, -4)]
    (t0, t1, t2, t3) = _tables()
    mixed = [
        tuple(
            t0[box[w >> 24]] ^ t1[box[w >> 16 & 255]] ^ t2[box[w >> 8 & 255]] ^ t3[box[w & 255]]
            for w in words_of
        )
        for words_of in rounds[1:10]
    ]
    return [rounds[0], *mixed, rounds[10]]


@cache
def _tables() -> tuple[list[int], ...]:
    """What a letter does to its column, by its place: the inverse box and the mixing in one step."""
    first = [
        _times(s, 14) << 24 | _times(s, 9) << 16 | _times(s, 13) << 8 | _times(s, 11) for s in _boxes()[1]
    ]
    return tuple(
        [word >> 8 * turn | (word << 32 - 8 * turn) & 0xFFFFFFFF for word in first] for turn in range(4)
    )


@cache
def _boxes() -> tuple[bytes, bytes]:
    """The substitution box and its inverse: inverses in GF(2^8), turned and added up."""
    powers = [1]
    while len(powers) < 255:
        powers.append(powers[-1] ^ _times(powers[-1], 2))  # times 3, which generates the field
    box = bytearray([0x63])
    for value in range(1, 256):
        inverse = powers[-powers.index(value) % 255]
        turned = [(inverse << shift | inverse >> 8 - shift) & 0xFF for shift in range(5)]
        box.append(turned[0] ^ turned[1] ^ turned[2] ^ turned[3] ^ turned[4] ^ 0x63)
    return bytes(box), bytes(box.index(value) for value in range(256))


def _times(a: int, b: int) -> int:
    """Multiplication in GF(2^8) with the polynomial of AES."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product

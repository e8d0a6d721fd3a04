"""AES-128 in ECB mode, for making distribution copies: FIPS 197, enciphering only."""

from itertools import chain


def _double(value):
    return (value << 1 ^ 0x11B) & 0xFF if value & 0x80 else value << 1


def _boxes():
    """The S-box: multiplicative inverses in GF(2^8), each rotated and added up."""
    powers, logs = [], {}
    value = 1
    for exponent in range(255):
        powers.append(value)
        logs[value] = exponent
        value ^= _double(value)
    box = []
    for value in range(256):
        inverse = powers[-logs[value] % 255] if value else 0
        turned = [(inverse << shift | inverse >> 8 - shift) & 0xFF for shift in range(5)]
        box.append(turned[0] ^ turned[1] ^ turned[2] ^ turned[3] ^ turned[4] ^ 0x63)
    return box


BOX = _boxes()
DOUBLED = [_double(value) for value in range(256)]


def _round_keys(key):
    words = [list(key[at : at + 4]) for at in range(0, 16, 4)]
    constant = 1
    for index in range(4, 44):
        word = words[-1]
        if index % 4 == 0:
            word = [BOX[letter] for letter in word[1:] + word[:1]]
            word[0] ^= constant
            constant = _double(constant)
        words.append([a ^ b for a, b in zip(words[index - 4], word, strict=True)])
    return [[*chain(*words[at : at + 4])] for at in range(0, 44, 4)]


def _block(block, keys):
    state = [a ^ b for a, b in zip(block, keys[0], strict=True)]
    for number, key in enumerate(keys[1:], 1):
        state = [BOX[state[(at + 4 * (at % 4)) % 16]] for at in range(16)]
        if number < 10:
            state = [letter for at in range(0, 16, 4) for letter in _mixed(state[at : at + 4])]
        state = [a ^ b for a, b in zip(state, key, strict=True)]
    return bytes(state)


def _mixed(column):
    whole = column[0] ^ column[1] ^ column[2] ^ column[3]
    return [column[at] ^ whole ^ DOUBLED[column[at] ^ column[(at + 1) % 4]] for at in range(4)]


def encrypt(data, key):
    """data: a multiple of 16 bytes."""
    keys = _round_keys(key)
    return b"".join(_block(data[at : at + 16], keys) for at in range(0, len(data), 16))

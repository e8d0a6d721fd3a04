"""What a file is, by its first bytes; its name is never believed."""

from __future__ import annotations

import io
import zipfile

HWP5 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HWP3 = b"HWP Document File V3"
#: Readers accept a PDF whose mark stands within its first kilobyte.
PDF_MARK_WITHIN = 1024
#: A ``mimetype`` entry is one short line; more of it is not read.
MIMETYPE_LIMIT = 200


def sniff(content: bytes) -> str | None:
    """``hwpx``, ``odt``, ``hwp``, ``hwp3``, ``pdf``, ``html``, ``zip``; None for anything else.

    A compound file counts as ``hwp`` and is checked by its reader (a .doc looks the same from outside).
    """
    if content.startswith(HWP5):
        return "hwp"
    if content.startswith(HWP3):
        return "hwp3"
    if content.startswith(b"PK"):
        return _zip_kind(content)
    if b"%PDF-" in content[:PDF_MARK_WITHIN]:
        return "pdf"
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return "html"
    return None


def _zip_kind(content: bytes) -> str:
    """By the ``mimetype`` entry that HWPX and ODF files begin with, else by the parts inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mimetype = b""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    mimetype = stream.read(MIMETYPE_LIMIT).strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return "zip"  # a broken or locked archive: no reader takes it, and the reason is said there
    if mimetype == b"application/vnd.oasis.opendocument.text":
        return "odt"
    if mimetype == b"application/hwp+zip" or any(name.startswith("Contents/section") for name in names):
        return "hwpx"
    return "zip"

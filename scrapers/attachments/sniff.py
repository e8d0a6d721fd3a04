"""What a file is, by its first bytes; its name is never believed."""

from __future__ import annotations

import io
import struct
import zipfile

HWP5 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HWP3 = b"HWP Document File V3"
#: Readers accept a PDF whose mark stands within its first kilobyte.
PDF_MARK_WITHIN = 1024
#: A ``mimetype`` entry is one short line; more of it is not read.
MIMETYPE_LIMIT = 200
#: The end of a zip's directory stands within so many bytes of the file's end. A directory of a megabyte
#: lists ten thousand entries: no document has so many, and listing them would cost this process memory.
END_WITHIN, DIRECTORY = 22 + 65535, 1024 * 1024


def sniff(content: bytes) -> str | None:
    """``hwpx``, ``odt``, ``hwp``, ``hwp3``, ``pdf``, ``html``, ``zip``, ``broken zip``; else None.

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
    if content[:PDF_MARK_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return "html"
    return None


def _zip_kind(content: bytes) -> str:
    """By the ``mimetype`` entry that HWPX and ODF files begin with, else by the parts inside."""
    if _directory_size(content) > DIRECTORY:
        return "zip"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mimetype = b""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    mimetype = stream.read(MIMETYPE_LIMIT).strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return "broken zip"  # cut off on its way, or locked
    if mimetype == b"application/vnd.oasis.opendocument.text":
        return "odt"
    if mimetype == b"application/hwp+zip" or any(name.startswith("Contents/section") for name in names):
        return "hwpx"
    return "zip"


def _directory_size(content: bytes) -> int:
    """Bytes of the archive's directory as its end says; 0 where there is no end, which zipfile refuses."""
    end = content.rfind(b"PK\x05\x06", max(len(content) - END_WITHIN, 0))
    if end < 0 or end + 16 > len(content):
        return 0
    return int(struct.unpack_from("<I", content, end + 12)[0])

"""Dumps in: files, folders, addresses, ``-``; whatever format and packing, one record at a time.

Everything streams: memory stays the same whatever the size. What can't be read becomes a `BadRecord` in its
place, what is no article a `SkippedRecord`, and the rest goes on. A new format is one module with ``read``
and ``columns``, and a row in `formats.FORMATS`.
"""

from pipeline.dumps.describing import Description, describe
from pipeline.dumps.fields import FieldNames
from pipeline.dumps.files import Piece, dump_files, pieces
from pipeline.dumps.json_lines import parse_object
from pipeline.dumps.mapping import load_mapping, mappings
from pipeline.dumps.reading import read_dump, read_pieces
from pipeline.dumps.records import MAX_ARTICLE_BYTES, SOURCE, BadRecord, RawRecord, Record, SkippedRecord

__all__ = [
    "MAX_ARTICLE_BYTES",
    "SOURCE",
    "BadRecord",
    "Description",
    "FieldNames",
    "Piece",
    "RawRecord",
    "Record",
    "SkippedRecord",
    "describe",
    "dump_files",
    "load_mapping",
    "mappings",
    "parse_object",
    "pieces",
    "read_dump",
    "read_pieces",
]

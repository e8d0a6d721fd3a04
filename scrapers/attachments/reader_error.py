"""Why a reader gives no text."""


class ReaderError(Exception):
    """A reader says that it can't read the file, and why."""

"""The only code that knows SQLite: the database of articles and mentions, its runs, its Datasette side."""

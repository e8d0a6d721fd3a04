"""The Datasette side: metadata, templates, plugin; nothing here writes to the database."""

"""The pages that answer questions; their views are Datasette's: (datasette, request) → response."""

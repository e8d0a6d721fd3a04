"""Cleaning: an article's own text and its metadata out of a page or a text dump (`cleaning.clean`)."""

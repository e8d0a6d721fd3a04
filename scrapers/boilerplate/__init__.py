"""Cleaning: an article's own text and its metadata out of a page or a text dump."""

from scrapers.boilerplate.cleaning import clean

__all__ = ["clean"]

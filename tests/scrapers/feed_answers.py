"""Feeds as tests write them."""

from scrapers.fetch import Page
from scrapers.source import load_source


def page(body, url="https://sinmun.example/rss", content_type="text/xml; charset=utf-8", final_url=None):
    body = body.encode() if isinstance(body, str) else body
    return Page(
        url, final_url or url, 200, {"content-type": content_type}, "2026-10-02T16:00:00+09:00", body, ""
    )


def source_of(tmp_path, options="", software="rss", extra="", listing='url = "/rss"'):
    """A source as a user writes one."""
    path = tmp_path / "sinmun.toml"
    path.write_text(
        f"""name = "sinmun"
title = "새벽신문"
software = "{software}"
base_url = "https://sinmun.example"
outlet = "새벽신문"
verified = false
enabled = false
{extra}
[listing]
{listing}

[options]
{options}
""",
        encoding="utf-8",
    )
    return load_source(path)


def rss(*items, channel="<title>새벽신문</title>"):
    namespaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    return f'<?xml version="1.0"?><rss version="2.0" {namespaces}><channel>{channel}{"".join(items)}</channel></rss>'


def entry(number=1, title=None, link=None, more=""):
    title = f"제목 {number}" if title is None else title
    link = f"https://sinmun.example/news/{number}" if link is None else link
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"

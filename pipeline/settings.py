"""The settings: read once from the environment, handed down, read by nobody else."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.client.secrets import Secret
from scrapers.errors import ScrapeError
from scrapers.fetch import Manners
from scrapers.source import Source

PREFIX = "SACHO_"
#: SACHO_BASE_URL_KOREA_KR=http://127.0.0.1:8000 reads the source korea_kr from there.
BASE_URL = PREFIX + "BASE_URL_"
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


class SettingsError(ScrapeError):
    """A setting or an argument is not what it has to be; ``where`` names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decides.

    contact: an address or page that every server is told (SACHO_CONTACT). delay: seconds between requests
    to a host, in place of each source's own (SACHO_DELAY). timeout: seconds of silence (SACHO_TIMEOUT).
    allow_loopback: for tests (SACHO_ALLOW_LOOPBACK). archive: the archive's file, ``archive.db`` beside the
    database where None (SACHO_ARCHIVE). sources: which to read unasked, in place of those that are enabled
    (SACHO_SOURCES, names with blanks or commas between them). base_urls: other addresses for sources, by
    name, for tests. keys: what services have given the operator, by variable (SACHO_…_KEY); never shown.
    """

    contact: str | None = None
    delay: float | None = None
    timeout: float = 30.0
    allow_loopback: bool = False
    archive: Path | None = None
    sources: tuple[str, ...] = ()
    base_urls: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings in the process's environment. Raises SettingsError naming the variable."""
        values = os.environ if environment is None else environment
        archive = values.get(PREFIX + "ARCHIVE", "")
        return cls(
            contact=values.get(PREFIX + "CONTACT", "").strip() or None,
            delay=_seconds(values, "DELAY"),
            timeout=_seconds(values, "TIMEOUT") or cls().timeout,
            allow_loopback=_truth(values, "ALLOW_LOOPBACK"),
            archive=Path(archive) if archive else None,
            sources=tuple(values.get(PREFIX + "SOURCES", "").replace(",", " ").split()),
            base_urls={
                name.removeprefix(BASE_URL).lower(): value
                for name, value in values.items()
                if name.startswith(BASE_URL)
            },
            keys={
                name: value.strip()
                for name, value in values.items()
                if name.startswith(PREFIX) and name.endswith("_KEY") and value.strip()
            },
        )

    def manners(self, source: Source) -> Manners:
        """How the client behaves towards a source."""
        host = urlsplit(self.located(source).base_url).hostname
        return Manners(
            contact=self.contact,
            delay=source.delay if self.delay is None else self.delay,
            timeout=self.timeout,
            allow_loopback=self.allow_loopback,
            unruled=frozenset([host]) if host and source.options.get("robots") == "off" else frozenset(),
        )

    def secrets(self, source: Source) -> tuple[Secret, ...]:
        """The key of the source's service. Raises SettingsError where it wants one and none is set."""
        variable = source.options.get("key")
        if not variable:
            return ()
        value = self.keys.get(variable)
        if not value:
            raise SettingsError(f"set it: {source.name} needs a key of its service", where=variable)
        host = urlsplit(self.located(source).base_url).netloc
        try:
            return (Secret(host, source.options["key_parameter"], value),)
        except ValueError as error:
            raise SettingsError(str(error), where=variable) from error

    def enabled(self, sources: Mapping[str, Source], broken: Collection[str] = ()) -> dict[str, Source]:
        """All sources, those enabled that the operator wants. Raises SettingsError for an unknown name.

        broken: names of sources whose files can't be used, which is said elsewhere.
        """
        for name in self.sources:
            if name not in sources and name not in broken:
                known = ", ".join(sources)
                raise SettingsError(f"no source {name!r}; there are: {known}", where=PREFIX + "SOURCES")
        if not self.sources:
            return dict(sources)
        return {name: replace(one, enabled=name in self.sources) for name, one in sources.items()}

    def located(self, source: Source) -> Source:
        """The source at the address that the settings give it, if they do."""
        return replace(source, base_url=self.base_urls.get(source.name, source.base_url))

    def archive_path(self, db_path: Path) -> Path:
        """The archive that belongs to a database."""
        return self.archive or db_path.with_name("archive.db")


def _seconds(values: Mapping[str, str], name: str) -> float | None:
    text = values.get(PREFIX + name, "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError as error:
        raise SettingsError(f"{text!r} is not a number of seconds", where=PREFIX + name) from error
    if not 0 <= seconds < float("inf"):
        raise SettingsError(f"{text!r} is not a number of seconds", where=PREFIX + name)
    return seconds


def _truth(values: Mapping[str, str], name: str) -> bool:
    text = values.get(PREFIX + name, "").strip().lower()
    if text not in _TRUE | _FALSE:
        raise SettingsError(f"{text!r} is neither 1 nor 0", where=PREFIX + name)
    return text in _TRUE

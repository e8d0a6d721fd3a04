"""Generated articles: realistic Korean press releases and news, from word lists and templates.

The same seed and number give the same article, on every machine and whatever the count; there is no clock.
Names of agencies, dates and years fit the day of publication (2005 to 2026).
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

Article = dict[str, str]

#: Of the ids, which follow from it, the seed and the number.
NAMESPACE = UUID("3cd72642-0cde-508c-a95a-949589e07654")
FIRST, LAST = date(2005, 1, 1), date(2026, 10, 31)
#: ``{public|은}``: a piece, perhaps with the particle to put behind it.
SLOT = re.compile(r"\{(\w+)(?:\|(은|이|을|과|으로))?\}")
#: The share of sentences that name neither a date nor an amount.
PLAIN = 0.66
#: The share of the sentences with amounts that an article may choose from.
AMOUNTS = 0.4
AMOUNT = re.compile(r"\{(?:money|small|part|price|foreign)")
#: Articles that the lists beside articles choose from: few, because sites name the same ones for days.
NEIGHBOURS = 400
_GLOSS = re.compile(r"\([^)]{0,40}\)$")
#: Particle after a syllable without and with a final consonant.
PARTICLES = {
    "은": ("는", "은"),
    "이": ("가", "이"),
    "을": ("를", "을"),
    "과": ("와", "과"),
    "으로": ("로", "으로"),
}
RIEUL = 8
#: Digits read as words: 영 일 이 삼 사 오 육 칠 팔 구; those that end in a consonant.
CLOSED_DIGITS = set("013678")


@functools.cache
def pieces() -> dict[str, Any]:
    """The word lists and templates of ``pieces.toml``."""
    return tomllib.loads(Path(__file__).with_name("pieces.toml").read_text(encoding="utf-8"))


def articles(count: int, seed: int = 0) -> Iterator[Article]:
    """``count`` articles as ``{"id", "title", "published", "text", "url"}``, one at a time.

    The id is a UUID. The text is the article's own, paragraphs between line ends, 300 to 2,500 characters.
    """
    return (article(seed, number) for number in range(count))


def article(seed: int | str, number: int) -> Article:
    """The article with this number, as `articles` gives it."""
    return _Story(seed, number).record()


def own_id(*parts: object) -> str:
    """A UUID that follows from its parts: ``own_id(1, 7)`` is the id of article 7 of seed 1."""
    return str(uuid5(NAMESPACE, ":".join(map(str, parts))))


def others(seed: int, number: int) -> list[Article]:
    """Four more articles, as the lists beside an article show them."""
    chosen = random.Random(f"others:{seed}:{number}").sample(range(NEIGHBOURS), 4)
    return [_neighbour(seed, one) for one in chosen]


@functools.lru_cache(maxsize=NEIGHBOURS)
def _neighbour(seed: int, number: int) -> Article:
    return article(f"{seed}:beside", number)


def particle(word: str, kind: str) -> str:
    """The form of a particle after a word: ``particle("부산시", "은")`` → ``는``."""
    last = _GLOSS.sub("", word)[-1]
    final = (ord(last) - 0xAC00) % 28 if "가" <= last <= "힣" else int(last in CLOSED_DIGITS)
    open_, closed = PARTICLES[kind]
    return open_ if not final or (kind == "으로" and final == RIEUL) else closed


class _Story:
    """One article: its own random stream, its publication date, its sender and its pieces."""

    def __init__(self, seed: int | str, number: int) -> None:
        self.random = random.Random(f"{seed}:{number}")
        self.seed, self.number = seed, number
        self.day = FIRST + timedelta(days=self.random.randrange((LAST - FIRST).days))
        year = self.day.year
        held = [one for one in pieces()["ministries"] if one[3] <= year <= one[4]]
        self.sender, self.short, self.head = self.random.choice(held)[:3]
        self.field, self.action, self.kind = (self._pick(name) for name in ("fields", "actions", "kinds"))
        self.public, self.group, self.chain = (self._pick(name) for name in ("publics", "groups", "chains"))
        self.makers: dict[str, Callable[[], str]] = self._makers()

    def record(self) -> Article:
        title = self._fill(self._pick("titles"))
        return {
            "id": own_id(self.seed, self.number),
            "title": title,
            "published": self.day.isoformat(),
            "text": self._text(),
            "url": f"https://press.example.kr/view?id={self.number}",
        }

    def _text(self) -> str:
        target = self.random.triangular(320, 2300, 800)
        telling = self.random.sample(pieces()["sentences"], len(pieces()["sentences"]))
        telling = [one for one in telling if not AMOUNT.search(one) or self.random.random() < AMOUNTS]
        plain = self.random.sample(pieces()["plain"], len(pieces()["plain"]))
        quote = self._fill(self._pick("quotes"))
        paragraphs = [self._fill(self._pick("leads"))]
        length = len(paragraphs[0]) + len(quote)
        while length < target:
            size = self.random.randint(1, 3)
            kinds = [plain if self.random.random() < PLAIN else telling for _ in range(size)]
            chosen = [kind.pop() if kind else self._pick("plain") for kind in kinds]
            paragraphs.append(" ".join(self._fill(one) for one in chosen))
            length += len(paragraphs[-1]) + 1
        paragraphs.insert(self.random.randint(max(1, len(paragraphs) - 2), len(paragraphs)), quote)
        return "\n".join(paragraphs)

    def _pick(self, name: str) -> Any:
        return self.random.choice(pieces()[name])

    def _fill(self, template: str) -> str:
        def put(slot: re.Match[str]) -> str:
            word = self.makers[slot[1]]()
            return word + (particle(word, slot[2]) if slot[2] else "")

        return SLOT.sub(put, template)

    def _makers(self) -> dict[str, Callable[[], str]]:
        fixed = {name: getattr(self, name) for name in ("sender", "short", "head", "field", "action", "kind")}
        fixed |= {name: getattr(self, name) for name in ("public", "group", "chain")}
        fixed["programme"] = f"{self.field} {self.action} {self.kind}"
        fixed["programme_mark"] = particle(self.kind, "을")
        fixed["kind_plain"] = self.kind.split()[-1]
        makers: dict[str, Callable[[], str]] = {
            name: functools.partial(str, word) for name, word in fixed.items()
        }
        listed = {
            "country": "countries", "country2": "countries", "country3": "countries", "local": "locals",
            "place": "places", "place2": "places", "goal": "goals", "result": "results", "wish": "wishes", "post": "posts",
            "body": "bodies", "note": "notes",
        }  # fmt: skip
        makers |= {name: functools.partial(self._pick, words) for name, words in listed.items()}
        return makers | self._amounts() | self._dates() | self._numbers()

    def _numbers(self) -> dict[str, Callable[[], str]]:
        return {
            "count": lambda: str(self.random.randint(3, 98)),
            "few": lambda: str(self.random.randint(2, 9)),
            "share": lambda: f"{self.random.randint(10, 890) / 10:g}",
            "rate": lambda: f"{self.random.randint(10, 49) / 10:g}",
            "burden": lambda: str(self.random.randint(5, 50)),
            "person": lambda: self._pick("surnames") + self._pick("givens"),
        }

    def _amounts(self) -> dict[str, Callable[[], str]]:
        return {
            "money": self._money,
            "money_range": self._money_range,
            "part": lambda: f"{self.random.randint(2, 99)}억{self._gap()}원",
            "part2": lambda: (
                f"{self.random.randint(2, 99)}억 {self.random.randint(1, 9)},{self.random.randint(1, 9)}00만 원"
            ),
            "small": lambda: (
                f"{self.random.randint(1, 9)}{self.random.choice(('천만', '백만', '억', '00만'))}{self._gap()}원"
            ),
            "small2": lambda: f"{self.random.randint(1, 9)}억{self._gap()}원",
            "price": lambda: f"{self.random.randint(1, 9)},{self.random.randint(1, 9)}00원",
            "price2": lambda: f"{self.random.randint(1, 9)}천{self._gap()}원",
            "foreign": self._foreign,
        }

    def _gap(self) -> str:
        return self.random.choice(("", " "))

    def _money(self) -> str:
        return self.random.choice(
            (
                f"{self.random.randint(1, 9)}조 {self.random.randint(1, 9)},{self.random.randint(0, 999):03}억{self._gap()}원",
                f"{self.random.randint(1, 9)},{self.random.randint(0, 999):03}억{self._gap()}원",
                f"{self.random.randint(10, 999)}억{self._gap()}원",
                f"{self.random.randint(1, 9)}천억{self._gap()}원",
                f"{self.random.randint(10, 99)}억 {self.random.randint(1, 9)}천만{self._gap()}원",
            )
        )

    def _money_range(self) -> str:
        low = self.random.randint(1, 40)
        high = low + self.random.randint(1, 50)
        unit = self.random.choice(("억", "백만", "만"))
        return f"{low}{self.random.choice('~∼-')}{high}{unit}{self._gap()}원"

    def _foreign(self) -> str:
        unit = self.random.choice(("달러", "유로", "위안", "엔", "파운드"))
        scale = self.random.choice(("만", "백만", "억", "천만"))
        return f"{self.random.randint(2, 990)}{scale}{self._gap()}{unit}"

    def _dates(self) -> dict[str, Callable[[], str]]:
        return {
            "today": lambda: f"{self.day.day}일",
            "day_week": lambda: self._weekday(self.day + timedelta(days=self.random.randint(1, 20))),
            "day_past": lambda: (
                f"지난 {self._month_day(self.day - timedelta(days=self.random.randint(2, 60)))}"
            ),
            "day_range": self._day_range,
            "month_from": lambda: f"{self.random.randint(1, 6)}월",
            "month_to": lambda: f"{self.random.randint(7, 12)}월",
            "month_next": lambda: f"{(self.day.month % 12) + 1}월",
            "year": lambda: str(self.day.year),
            "year_next": lambda: str(self.day.year + self.random.randint(1, 5)),
            "year_past": lambda: str(self.day.year - self.random.randint(1, 9)),
            "last_year": lambda: self.random.choice(("지난해", "작년")),
            "next_year": lambda: self.random.choice(("내년", f"{self.day.year + 1}년")),
            "quarter": lambda: f"{self.random.randint(1, 4)}분기",
        }

    def _day_range(self) -> str:
        first = self.day + timedelta(days=self.random.randint(1, 15))
        last = min(first.day + self.random.randint(2, 9), monthrange(first.year, first.month)[1])
        return f"{self._month_day(first)}부터 {last}일까지" if last > first.day else self._month_day(first)

    @staticmethod
    def _month_day(day: date) -> str:
        return f"{day.month}월 {day.day}일"

    def _weekday(self, day: date) -> str:
        return f"{self._month_day(day)}({'월화수목금토일'[day.weekday()]})"

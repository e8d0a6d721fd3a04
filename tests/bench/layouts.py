"""Pages as a dump of text holds them: an article with what its site puts around it."""

from __future__ import annotations

import random
from collections.abc import Callable

Article = dict[str, str]
Layout = Callable[[Article, list[Article], random.Random], str]

NO_BREAK = "\u00a0"
OUTLETS = ("한결경제", "서남일보", "동해매일", "새벽신문", "내륙타임즈", "바른뉴스", "산업저널", "누리일보")
REPORTERS = ("김다솔", "이마루", "박보민", "최라온", "정수아", "윤하람", "강은결", "조새론")


def render(article: Article, others: list[Article], chance: random.Random) -> str:
    """The article in one of the layouts; ``others`` stand in its lists."""
    return chance.choice(LAYOUTS)(article, others, chance)


def _lead(article: Article, length: int) -> str:
    """The first words of an article, cut off as lists cut them."""
    return " ".join(article["text"].split())[:length]


def mailed(article: Article, others: list[Article], chance: random.Random) -> str:
    """A news CMS with a mail link on top, the date twice and a list of what is read most."""
    stamp = f"{article['published']} {chance.randint(8, 18):02}:{chance.randint(0, 59):02}:00"
    url = f"http://news.example.kr/news/view.php?idx={chance.randint(1_000, 99_999)}"
    paragraphs = "\n\n".join(article["text"].split("\n"))
    listed = "\n".join(f"  {n}. {one['title']} {_lead(one, 180)}..." for n, one in enumerate(others, 1))
    return (
        f"기사 메일전송\n{article['title']}\n  • 기사등록 {stamp}\n기사수정\n"
        f"[{chance.choice(OUTLETS)}] {paragraphs}\n0\n기사수정\n\n"
        f"다른 곳에 퍼가실 때는 아래 고유 링크 주소를 출처로 사용해주세요.\n\n{url}\n  • 기사등록 {stamp}\n"
        "나도 한마디\n※ 로그인 후 의견을 등록하시면, 자신의 의견을 관리하실 수 있습니다. 0/1000\n"
        f"많이 본 뉴스더보기\n{listed}\n모바일 버전 바로가기"
    )


def headlines(article: Article, others: list[Article], chance: random.Random) -> str:
    """No title and no date; a byline over two lines and a rail of headlines in full prose."""
    rail = "\n".join(f"-\n{one['title']}\n{_lead(one, 240)}" for one in others)
    return f"{article['text']}\n{chance.choice(REPORTERS)}\n기자\n헤드라인 뉴스\n{rail}"


def board(article: Article, others: list[Article], chance: random.Random) -> str:
    """An association's board that reposts releases: counters, a source note, a table of other posts."""
    paragraphs = "\n\n".join(article["text"].split("\n"))
    day = article["published"].replace("-", ".")
    number = chance.randint(100, 4_000)
    table = "\n".join(
        f"{number - n} {one['title']} 한국산업협회 {article['published'][:8]}{chance.randint(1, 28):02} {chance.randint(20, 400)}"
        for n, one in enumerate(others)
    )
    return (
        f"{article['title']}\n\n  • 한국산업협회\n  • 0\n  • {chance.randint(20, 400)}\n  • Print\n  • 상태: 노출\n"
        f"  • {chance.randint(1, 12):02}-{chance.randint(1, 28):02}\n\n{paragraphs}\n\n\n({day} 정책브리핑)\n\n"
        f"https://www.korea.kr/briefing/pressReleaseView.do?newsId={chance.randint(10**8, 2 * 10**8)}\n\n"
        f"정책 소식\n\n번호 제목 글쓴이 날짜 조회수\n{table}"
    )


def clocked(article: Article, others: list[Article], chance: random.Random) -> str:
    """The clock of the crawl on top, the title twice, no-break spaces, a slogan."""
    year = int(article["published"][:4]) + chance.randint(1, 4)
    stamp = f"{article['published'].replace('-', '.')} {chance.randint(8, 18):02}:{chance.randint(0, 59):02}"
    outlet = chance.choice(OUTLETS)
    paragraphs = "\n\n".join(article["text"].split("\n")).replace(" ", NO_BREAK)
    return (
        f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02} 03:10\n{article['title']}\n상태바\n{article['title']}\n"
        f"  • {chance.choice(REPORTERS)} 기자\n  • 승인 {stamp}\n이 기사를 공유합니다\n\n{paragraphs}\n\n"
        f"저작권자 © {outlet} 무단전재 및 재배포 금지\n{others[0]['title']}\n★세상을 읽는 {outlet}★"
    )


def blog(article: Article, others: list[Article], chance: random.Random) -> str:
    """A blog: neither title nor date, a table of other posts below."""
    table = "\n".join(
        f"{one['title']} ({chance.randint(0, 40)}) | {article['published'].replace('-', '.')} |"
        + ("\n---|---|---" if not n else "")
        for n, one in enumerate(others)
    )
    return f"{article['text']}\n'정책 이야기' 카테고리의 다른 글\n{table}"


LAYOUTS: tuple[Layout, ...] = (mailed, headlines, board, clocked, blog)

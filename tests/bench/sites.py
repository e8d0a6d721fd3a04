"""How sites lay an article out in HTML: what stands between their menu and their footer."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from html import escape

from tests.bench.chrome import SHARE
from tests.bench.layouts import REPORTERS
from tests.bench.stories import Article

#: ``layout(site's name, article, others, chance)`` → HTML.
Layout = Callable[[str, Article, list[Article], random.Random], str]

COMMENTS = (
    "우리 동네에도 빨리 생겼으면 좋겠네요.", "예산만 쓰고 끝나는 일이 없기를 바랍니다.", "현장에서 일하는 사람 이야기도 들어 주세요.",
    "작년에 신청했다가 떨어졌는데 올해는 기준이 바뀌었나요?", "좋은 소식 감사합니다!", "절차가 너무 복잡해요. 어르신들은 못 합니다.",
    "기사 잘 읽었습니다. 다음 이야기도 궁금합니다.", "말만 하지 말고 결과를 보여 주면 좋겠습니다.", "이런 건 널리 알려야죠 ㅎㅎ",
)  # fmt: skip


def stamp(article: Article, chance: random.Random) -> str:
    """``2019.03.08 14:05``: when the page says that it was published."""
    return f"{article['published'].replace('-', '.')} {chance.randint(8, 18):02}:{chance.randint(0, 59):02}"


def paragraphs(article: Article, tag: str = "p") -> str:
    """The article's text, a paragraph an element."""
    return "\n".join(f"<{tag}>{escape(one, quote=False)}</{tag}>" for one in article["text"].split("\n"))


def lead(article: Article, length: int) -> str:
    """The first words of an article, cut off as lists cut them."""
    return escape(" ".join(article["text"].split())[:length], quote=False)


def title(article: Article) -> str:
    """The article's title for HTML."""
    return escape(article["title"], quote=False)


def ranked(heading: str, others: list[Article]) -> str:
    """A numbered list of titles: 많이 본 뉴스."""
    rows = "\n".join(
        f'<li><em class="rank">{n}</em><a href="/news/{n}">{title(one)}</a></li>'
        for n, one in enumerate(others, 1)
    )
    return f'<div class="rank_box"><h3>{heading}</h3><ol>{rows}</ol></div>'


def comments(chance: random.Random) -> str:
    """Readers' comments, none to six."""
    said = chance.sample(COMMENTS, chance.randint(0, 6))
    rows = "\n".join(
        f'<li><strong>reader{chance.randint(10, 99)}**</strong><p class="cmt">{one}</p>'
        f'<span>{chance.randint(1, 23)}시간 전</span><button type="button">답글</button></li>'
        for one in said
    )
    return f'<div class="comment"><h3>댓글 {len(said)}</h3><p>로그인 후 댓글을 남겨 주세요.</p><ul>{rows}</ul></div>'


def paper(name: str, article: Article, others: list[Article], chance: random.Random) -> str:
    """A newspaper's CMS of today: known selectors, a rail with the leads of other articles."""
    rail = "\n".join(
        f'<li><a href="/news/articleView.html?idxno={n}"><strong>{title(one)}</strong><p>{lead(one, 240)}</p></a></li>'
        for n, one in enumerate(others)
    )
    reporter = chance.choice(REPORTERS)
    return (
        f'<div id="user-container"><header class="article-view-header"><nav>홈 &gt; 정책 &gt; 행정</nav>'
        f'<h3 class="heading">{title(article)}</h3><ul class="infomation"><li>기자명 {reporter} 기자</li>'
        f"<li>입력 {stamp(article, chance)}</li><li>댓글 0</li></ul>{SHARE}</header>"
        f'<article id="article-view-content-div" itemprop="articleBody">'
        f'<figure class="photo"><img src="/photo/{chance.randint(1, 99999)}.jpg" alt=""><figcaption>{escape(article["title"][:24])} '
        f"현장. (사진={name})</figcaption></figure>\n{paragraphs(article)}\n"
        f'<div class="ad-template">광고</div></article>'
        f'<div class="article-copy">저작권자 &copy; {name} 무단전재 및 재배포 금지</div>'
        f'<div class="writer"><strong>{reporter} 기자</strong> <a href="#">다른기사 보기</a></div>'
        f'<div class="tag">#정책 #{escape(article["title"].split()[0].strip(","))}</div>{comments(chance)}</div>'
        f'<aside><h3>관련기사</h3><ul class="related">{rail}</ul>{ranked("많이 본 뉴스", others)}</aside>'
    )


def portal(name: str, article: Article, others: list[Article], chance: random.Random) -> str:
    """A news site by script, with what search engines read (JSON-LD) and prose in its side list."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article["title"],
        "datePublished": f"{article['published']}T{chance.randint(8, 18):02}:{chance.randint(0, 59):02}:00+09:00",
        "author": {"@type": "Person", "name": chance.choice(REPORTERS)},
        "publisher": {"@type": "Organization", "name": name},
        "mainEntityOfPage": article["url"],
    }
    cards = "\n".join(
        f'<div class="card"><a href="/v/{n}"><h4>{title(one)}</h4><p>{lead(one, 400)}</p></a><span>{n}시간 전</span></div>'
        for n, one in enumerate(others, 1)
    )
    return (
        f'<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script>'
        f'<main><section class="view"><h1 class="headline">{title(article)}</h1>'
        f'<div class="meta"><time datetime="{article["published"]}">{stamp(article, chance)}</time>{SHARE}</div>'
        f'<div class="story-body">\n{paragraphs(article)}\n</div>'
        f'<p class="copyright">&copy; {name}, 무단 전재 및 재배포 금지</p></section>'
        f'<section class="more"><h3>이 시각 추천뉴스</h3>{cards}</section>{comments(chance)}'
        f"{ranked('실시간 인기기사', others[::-1])}</main>"
    )


def ministry(name: str, article: Article, others: list[Article], chance: random.Random) -> str:
    """An agency's board: a head of fields, files, the contact, the posts before and after."""
    files = "\n".join(
        f'<li><a href="/down.do?no={n}">{escape(article["title"][:30])}.{kind}</a> <span>[{chance.randint(90, 900)}KB]</span></li>'
        for n, kind in enumerate(("hwpx", "pdf"))
    )
    return (
        f'<div id="container"><h2>보도자료</h2><article class="board_view"><h3 class="title">{title(article)}</h3>'
        f'<ul class="info"><li><strong>등록일</strong> {article["published"]}</li><li><strong>조회수</strong> {chance.randint(20, 9000)}</li>'
        f"<li><strong>담당부서</strong> 대변인실</li></ul>{SHARE}"
        f'<div class="file"><strong>첨부파일</strong><ul>{files}</ul></div>'
        f'<div class="contents">\n{paragraphs(article)}\n</div>'
        f'<div class="kogl">{name}이(가) 창작한 이 저작물은 공공누리 제1유형 조건에 따라 이용할 수 있습니다.</div>'
        f'<dl class="prevnext"><dt>이전글</dt><dd><a href="?no=1">{title(others[0])}</a></dd>'
        f'<dt>다음글</dt><dd><a href="?no=2">{title(others[1])}</a></dd></dl>'
        f'<a class="btn" href="/list.do">목록</a></article>'
        f'<div class="satisfaction"><p>이 페이지에서 제공하는 정보에 만족하십니까?</p>'
        f"<label>매우만족</label><label>만족</label><label>보통</label><label>불만족</label></div></div>"
    )


def tables(name: str, article: Article, others: list[Article], chance: random.Random) -> str:
    """An old paper: tables within tables, fonts, line ends for paragraphs, no meta tags."""
    text = "<br><br>\n".join(escape(one, quote=False) for one in article["text"].split("\n"))
    rows = "\n".join(
        f'<tr><td height="20"><font size="2">· <a href="view.html?no={n}">{title(one)}</a></font></td></tr>'
        for n, one in enumerate(others)
    )
    return (
        f'<table width="960" border="0" cellspacing="0" cellpadding="0"><tr><td width="620" valign="top">'
        f'<table width="100%"><tr><td><font size="5"><b>{title(article)}</b></font></td></tr>'
        f'<tr><td align="right"><font size="2">{name} | 입력 : {stamp(article, chance)}</font></td></tr>'
        f'<tr><td class="text"><font size="3">\n{text}\n</font></td></tr>'
        f'<tr><td><font size="2">{chance.choice(REPORTERS)} 기자</font></td></tr>'
        f'<tr><td align="center"><font size="2">&lt;저작권자 ⓒ {name}, 무단전재 및 재배포금지&gt;</font></td></tr></table></td>'
        f'<td width="320" valign="top"><table><tr><td><b>최신기사</b></td></tr>{rows}</table></td></tr></table>'
    )


def blog(name: str, article: Article, others: list[Article], chance: random.Random) -> str:
    """A blog: the category before the title, other posts in a table, hearts and comments."""
    rows = "\n".join(
        f'<tr><th><a href="/{n}">{title(one)}</a> <span>({chance.randint(0, 40)})</span></th><td>{one["published"].replace("-", ".")}</td></tr>'
        for n, one in enumerate(others)
    )
    return (
        f'<div class="area_view"><div class="area_title"><p class="category">정책 이야기</p><h3>{title(article)}</h3>'
        f'<span class="date">{stamp(article, chance)}</span></div>'
        f'<div class="tt_article_useless_p_margin contents_style">\n{paragraphs(article)}\n</div>'
        f'<div class="container_postbtn"><button>공감 {chance.randint(0, 99)}</button><button>공유하기</button><button>게시글 관리</button></div>'
        f"<div class=\"another_category\"><h4>'{name}' 카테고리의 다른 글</h4><table>{rows}</table></div>{comments(chance)}</div>"
    )


def plain(name: str, article: Article, others: list[Article], chance: random.Random) -> str:
    """Boxes within boxes under names that say nothing; a side list with whole paragraphs of other articles."""
    side = "\n".join(
        f'<div class="b3"><div class="b4">{title(one)}</div><div class="b5">{escape(one["text"].split(chr(10))[1], quote=False)}</div></div>'
        for one in others
    )
    return (
        f'<div class="b0"><div class="b1"><div class="t1">{title(article)}</div>'
        f'<div class="t2">{chance.choice(REPORTERS)} 기자 | 승인 {stamp(article, chance)} | 조회 {chance.randint(10, 5000)}</div>'
        f'<div class="t3">\n{paragraphs(article, "div")}\n</div><div class="t4">{name}의 다른기사 보기</div></div>'
        f'<div class="b2"><div class="b4">헤드라인 뉴스</div>{side}</div>{ranked("가장 많이 본 기사", others)}</div>'
    )

"""What stands on every page of a site, whatever the article: styles, scripts, menus, footer. Made once a site."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

SECTIONS = {
    "정치": ("대통령실", "국회·정당", "외교·통일", "국방", "행정"),
    "경제": ("금융", "증권", "산업", "부동산", "유통", "통상", "중소기업", "재정"),
    "사회": ("사건·사고", "교육", "노동", "환경", "복지", "의료", "인권", "교통"),
    "지역": ("수도권", "강원", "충청", "영남", "호남", "제주"),
    "국제": ("미주", "중국", "일본", "아시아", "유럽", "중동·아프리카"),
    "문화": ("공연", "전시", "방송", "영화", "책", "여행", "음식"),
    "과학": ("통신", "우주", "생명", "인공지능", "게임", "인터넷"),
    "알림마당": ("공지사항", "보도자료", "설명자료", "입찰공고", "채용공고", "행사안내", "사진자료"),
    "정보공개": ("사전정보공표", "정보목록", "공공데이터", "업무추진비", "위원회 회의록"),
    "참여": ("국민제안", "설문조사", "칭찬합니다", "자주 묻는 질문", "규제개선"),
    "기관소개": ("인사말", "조직도", "직원안내", "연혁", "오시는 길"),
}
POLICIES = (
    "이용약관", "개인정보처리방침", "청소년보호정책", "저작권보호정책", "이메일무단수집거부", "기사제보", "광고문의",
)  # fmt: skip
_CLASSES = (
    "wrap", "area", "box", "list", "top", "foot", "inner", "tit", "btn", "thumb", "rank", "util", "ico",
)  # fmt: skip
_RULES = (
    "margin:0 auto", "float:left", "display:block", "overflow:hidden", "font-size:15px", "line-height:1.6",
    "letter-spacing:-.03em", "color:#222", "width:300px", "padding:12px 0 10px", "border-top:1px solid #e5e5e5",
    "background:#fff url(/img/sp.png) no-repeat", "position:relative",
)  # fmt: skip
SHARE = (
    '<ul class="sns"><li><a href="#" onclick="fnShare(\'fb\')">페이스북</a></li>'
    '<li><a href="#" onclick="fnShare(\'tw\')">트위터</a></li><li><a href="#" onclick="fnShare(\'kt\')">카카오톡</a></li>'
    '<li><a href="#" onclick="fnShare(\'bd\')">밴드</a></li><li><button type="button">URL복사</button></li>'
    '<li><button type="button">글씨키우기</button></li><li><button type="button">인쇄</button></li></ul>'
)


def styles(chance: random.Random, size: int) -> str:
    """About ``size`` characters of CSS in a style element."""
    return f"<style>\n{_filled(lambda: _rule(chance), size)}</style>"


def scripts(chance: random.Random, size: int) -> str:
    """About ``size`` characters of script: slots of advertisements, counters, sharing, as pages carry them inline."""
    return f'<script type="text/javascript">\n{_filled(lambda: _statement(chance), size)}</script>'


#: The one script of a site that speaks to its readers; advertisements and counters speak no Korean.
SPEAKING = """<script>
function fnShare(t){ var u=encodeURIComponent(location.href); if(t=="fb"){window.open("https://www.facebook.com/sharer.php?u="+u);}
 else if(t=="tw"){window.open("https://twitter.com/intent/tweet?url="+u);} else {alert("준비 중인 서비스입니다.");} }
function fnLogin(){ if(confirm("로그인이 필요한 서비스입니다. 로그인 하시겠습니까?")){ location.href="/member/login?ret="+location.pathname; } }
function fnCopy(){ if(window.clipboardData){window.clipboardData.setData("Text",location.href); alert("주소가 복사되었습니다.");} else {prompt("이 글의 주소입니다. Ctrl+C를 눌러 복사하세요.",location.href);} }
function fnReply(f){ if(f.txt.value==""){alert("댓글 내용을 입력하세요."); f.txt.focus(); return false;} return confirm("등록하시겠습니까?"); }
</script>"""


def _filled(line: Callable[[], str], size: int) -> str:
    lines: list[str] = []
    length = 0
    while length < size:
        lines.append(line())
        length += len(lines[-1]) + 1
    return "\n".join(lines) + "\n"


def _rule(chance: random.Random) -> str:
    name = f".{chance.choice(_CLASSES)}_{chance.choice(_CLASSES)}{chance.choice((' a', ' > li', ':hover', ' em', ''))}"
    return f"{name}{{{';'.join(chance.sample(_RULES, 3))}}}"


def _statement(chance: random.Random) -> str:
    number = chance.randint(10**5, 10**6)
    return chance.choice(
        (
            f'googletag.cmd.push(function(){{googletag.defineSlot("/{number}/view_top",[[970,90],[728,90]],"ad-{number}");}});',
            f'$(".btn_{number}").on("click",function(){{$(this).toggleClass("on").next(".layer").slideToggle(200);}});',
            f'$.ajax({{url:"/ajax/hit",data:{{no:"{number}"}},success:function(d){{$("#hit").text(d.cnt);}}}});',
            f'if(t=="{number}"){{location.href="/member/login?ret="+location.pathname;}}',
            f"var v{number}=document.getElementById('ly_{number}');if(v{number}&&v{number}.offsetWidth>300)v{number}.className+=' on';",
            f'window.__q=window.__q||[];window.__q.push({{"id":"{number}","lazy":true,"sizes":[[300,250]]}});',
        )
    )


def menu(chance: random.Random, depth: int) -> str:
    """The main menu: ``depth`` sections with all below them."""
    return f'<nav id="gnb"><ul class="depth1">{"".join(_sections(chance, depth))}</ul></nav>'


def _sections(chance: random.Random, depth: int) -> Iterator[str]:
    for place, (name, below) in enumerate(chance.sample(sorted(SECTIONS.items()), min(depth, len(SECTIONS)))):
        links = "\n".join(
            f'<li class="m{at}"><a href="/{place:02}/{at:02}"><span>{word}</span></a></li>'
            for at, word in enumerate(below)
        )
        yield (
            f'\n<li class="g g{place:02}"><a href="/{place:02}/all" class="g-link"><span>{name}</span></a>'
            f'<div class="sub_wrap"><ul class="depth2">{links}</ul></div></li>'
        )


def footer(chance: random.Random, name: str) -> str:
    """Policies, address and registration of an outlet or the address of an agency."""
    links = "".join(f'<li><a href="/policy/{at}">{word}</a></li>' for at, word in enumerate(POLICIES))
    founded = f"{chance.randint(1998, 2016)}년 {chance.randint(1, 12)}월 {chance.randint(1, 28)}일"
    return (
        f'<footer id="footer"><ul class="policy">{links}</ul><address>서울특별시 새봄구 푸른길 {chance.randint(1, 99)} '
        f"| 제호 : {name} | 등록번호 : 서울 아 {chance.randint(100, 9999):05} | 등록일자 : {founded} "
        f"| 대표전화 : 02-000-{chance.randint(0, 9999):04}</address>"
        f"<p>{name}의 모든 콘텐츠는 저작권법의 보호를 받으며 무단전재, 복사, 배포 등을 금합니다.</p>"
        f'<p class="copy">Copyright &copy; {name}. All rights reserved.</p></footer>'
    )

"""The choice of the body among blocks: cohesion, parts of a page, lists without a heading, summaries, captions."""

import pytest

from scrapers.boilerplate import body, furniture, sections
from scrapers.boilerplate.blocks import Block, is_lead, is_short_sentence, is_speaker, is_teaser, topics
from scrapers.boilerplate.cohesion import are_strangers, cohesion
from scrapers.boilerplate.kinds import own_kind, own_kinds

ARTICLE = [
    "산림청은 올가을 산불을 막으려고 드론 감시단 120개를 전국 국유림에 보낸다고 12일 밝혔다.",
    "드론 감시단은 국유림 관리소마다 두 명씩 배치되며 산불이 잦은 오후에 하루 두 번 숲 위를 난다.",
    "감시단이 찍은 영상은 산림청 상황실로 바로 보내지고, 연기가 보이면 헬기가 10분 안에 뜬다.",
    "산림청은 감시단 운영에 올해 34억 원을 쓰고, 내년에는 국유림 밖의 숲까지 드론을 날릴 계획이다.",
]
LEADS = [
    (
        "군 장병 급식에 지역 쌀",
        "국방부가 내년부터 장병 급식에 쓰는 쌀을 부대 가까운 농협에서 사들이기로 했다.",
    ),
    (
        "점자책 만드는 도서관",
        "국립장애인도서관은 초등 교과서 41종을 점자로 옮겨 새 학기에 나눠 준다고 알렸다.",
    ),
    ("소금값 석 달째 내림세", "천일염 한 포대가 1만 4천 원까지 떨어지자 해양수산부가 수매 시기를 앞당겼다."),
    ("헌 교복 바꿔 입기", "교육청 네 곳이 졸업생 교복 6천 벌을 모아 신입생에게 되팔아 장학금을 만든다."),
]


def blocks(*lines: str, linked: tuple[str, ...] = ()) -> list[Block]:
    return [Block(line, 1.0 if line in linked else 0.0, mark=furniture.mark(line)) for line in lines]


def kept(found: list[Block], kinds: list[str | None]) -> list[str]:
    return [block.text for block, kind in zip(found, kinds, strict=True) if kind is None]


def test_an_article_coheres_and_a_list_of_leads_does_not():
    article = [topics(text) for text in ARTICLE]
    leads = [topics(lead) for _, lead in LEADS]
    assert cohesion(article) > 0.9
    assert cohesion(leads) < 0.5
    assert are_strangers(leads)
    assert not are_strangers(article)
    assert not are_strangers(leads[:2])
    assert cohesion([]) == cohesion(article[:1]) == 0.7


TABLE = [
    "구분",
    "2025년",
    "2026년",
    "산불(건)",
    "412",
    "287",
    "드론(대)",
    "40",
    "480",
    "산불(건) 412 287",
    "드론(대) 40 480",
]
SIDE = [line for pair in LEADS for line in pair]
PAGES = {
    "list_below": [*ARTICLE, "많이 본 뉴스", *SIDE],
    "list_above": ["이 시각 주요뉴스", *SIDE, "드론이 산불을 지킨다", "입력 2026.10.12 09:30", *ARTICLE],
    "leads_above_in_the_list_and_a_dated_byline": ["이 분야 최신 기사", *(lead for _, lead in LEADS), "드론이 산불을 지킨다", "최하늘 기자 입력 2026-10-12 09:30 댓글 0", *ARTICLE],
    "list_without_heading": ["드론이 산불을 지킨다", "2026.10.12 09:30", *ARTICLE, *SIDE],
    "longer_list_than_article": ["드론이 산불을 지킨다", "입력 2026.10.12 09:30", ARTICLE[0], ARTICLE[3], "핫이슈", *SIDE],
    "box_in_the_middle": [*ARTICLE[:2], "관련기사", "군 장병 급식에 지역 쌀", "점자책 만드는 도서관", *ARTICLE[2:]],
    "rights_of_a_picture_in_the_middle": [*ARTICLE[:2], "(사진=저작권자(c) 한빛통신, 무단 전재-재배포 금지)", *ARTICLE[2:], "저작권자(c) 새길신문, 무단 전재-재배포 금지", *SIDE],
    "credit_in_the_middle": [*ARTICLE[:2], "숲 위를 나는 드론", "ⓒ 산림청", *ARTICLE[2:]],
    "items_of_a_box_in_the_middle": [*ARTICLE[:2], "관련 기사", "• 소아 병원 5곳 더 늘린다… 밤에도 문 여는 곳은 14곳", "• 닥터헬기 11년, 하늘에서 살린 1만 3천명", *ARTICLE[2:]],
    "headline_and_lead_in_the_middle": [*ARTICLE[:2], "[관련 소식] 새길부, 점자 교과서 41종 새 학기 배송", "새길부는 초등 점자 교과서 41종을 새 학기 앞에 모두 배송했다고 알렸다.", *ARTICLE[2:]],
    "headlines_on_one_line_in_the_middle": [*ARTICLE[:2], "[같이 보는 뉴스] 산림청 헬기 다섯 대 더 산다, 국유림 길 새로 낸다", *ARTICLE[2:]],
    "board_s_neighbours_and_list_below": [*ARTICLE, "이전글 산림청, 임도 120㎞ 낸다", "다음글 국유림 나무 심는다", "목록", "많이 본 보도자료", *(lead for _, lead in LEADS)],
    "headline_in_the_middle": [*ARTICLE[:2], "[관련 소식] 산림청 헬기 다섯 대 더 산다", *ARTICLE[2:]],
    "items_behind_the_notice_of_a_broadcaster": [*ARTICLE, "새길방송 최하늘입니다.", "■ 제보하기", "▷ 전화 : 02-781-1234", *(f"{rank}. {headline} {lead}" for rank, (headline, lead) in enumerate(LEADS, 1))],
    "other_article_under_a_heading": [*ARTICLE, "관련기사", "군 장병 급식에 지역 쌀", "새길군 꽃게 축제 개막", "꽃게 축제가 18일 부두에서 막을 올려 나흘 동안 8만 명이 다녀갈 것으로 보인다.", "축제장에서는 꽃게 2톤을 반값에 팔고 어부들이 그물 깁는 법을 보여 준다."],
    "questions_in_a_menu": ["여권은 어디에서 신청하나요?", "주민등록증을 잃어버렸어요", "전입신고는 어떻게 하나요?", "자동차 등록 안내", "주민등록 안내", "인감은 어디에서 떼나요?", "드론이 산불을 지킨다", "2026.10.12 09:30", *ARTICLE],
    "earlier_letters": [*ARTICLE, "지난 편지 다시 읽기", *SIDE],
    "review_of_years_in_the_middle": [*ARTICLE[:2], "지난 50년 다시 보기", *ARTICLE[2:]],
    "remarks_below_counters": [*ARTICLE, "공감 52 댓글 9", "* 하늘맘 : 저희 마을 국유림에도 산불 드론이 왔으면 좋겠습니다.", "* 나루아빠 : 작년에 산불이 나서 드론 감시단이 고맙더라고요."],
    "source_of_a_table": [*ARTICLE[:2], *TABLE[:9], "자료=산림청", *ARTICLE[2:]],
    "source_of_rows": [*ARTICLE[:2], *TABLE[9:], "자료=산림청", *ARTICLE[2:]],
    "notice_on_top": ["더 나은 이용 경험을 위해 쿠키를 사용합니다. 계속 이용하면 동의한 것으로 봅니다.", "드론이 산불을 지킨다", "최하늘 기자", *ARTICLE],
    "menu_with_names_of_lists": ["정치", "경제", "사회", "오피니언", "포토뉴스", "영상뉴스", "스포츠", "날씨", "드론이 산불을 지킨다", "입력 2026.10.12 09:30", *ARTICLE],
    "comments_on_the_matter": [*ARTICLE, "최하늘 기자", "댓글 2", "산불 드론 감시단이 우리 국유림에도 왔으면 좋겠습니다. 작년에 산불이 났거든요.", "드론보다 헬기를 더 사는 게 낫지 않을까요. 국유림이 넓어요."],
    "summary_in_another_style": ["AI 3줄 요약", "산림청이 드론으로 산불을 감시합니다.", "국유림 관리소마다 두 명이 배치됩니다.", *ARTICLE],
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_article_is_kept_whole_and_alone(name):
    found = blocks(*PAGES[name])
    text = kept(found, body.select(found))
    wanted = [line for line in PAGES[name] if line in ARTICLE or line.startswith(("지난 50년", "새길방송"))]
    assert [line for line in text if line not in TABLE] == wanted


def test_what_the_title_is_about_decides_between_runs():
    other = [lead for _, lead in LEADS][:1] * 1 + [
        "국방부는 쌀값이 오르면 사들이는 값도 올린다고 장병 급식 지침에 적었다."
    ]
    found = blocks(*ARTICLE[:1], "목록", *other, "많이 본 뉴스")
    about = topics("산불 막는 드론 감시단 120개, 국유림에 배치")
    assert kept(found, body.select(found, about=about))[0] == ARTICLE[0]


def test_linked_headlines_with_leads_are_a_list_even_about_one_matter():
    lines = ["산불 드론 또 늘린다", ARTICLE[1], "국유림 산불 감시 강화", ARTICLE[2]]
    found = blocks(*lines, linked=(lines[0], lines[2]))
    assert sections.lists(found, own_kinds(found), {}) == {0: "headlines"}
    assert sections.lists(blocks(*lines), [None] * 4, {}) == {}


CAPTIONS = ["▲ 국유림 위를 나는 드론. 지난 3일 찍었다.", "ⓒ 산림청", "© 한빛부"]
NO_CAPTIONS = [
    "▲ 지원 대상: 국유림 관리소 27곳",
    "▶ 드론은 언제 뜨나요?",
    "ⓒ 새길신문 무단전재 및 재배포 금지",
    "□ 드론 감시단은 하루 두 번 숲 위를 난다.",
]


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions_by_their_marks(line):
    assert own_kinds(blocks(ARTICLE[0], line, ARTICLE[1]))[1] == "caption"


@pytest.mark.parametrize("line", NO_CAPTIONS)
def test_items_questions_and_copyright_are_no_captions(line):
    assert own_kinds(blocks(ARTICLE[0], line, ARTICLE[1]))[1] != "caption"


def test_several_lines_with_a_triangle_are_items_and_the_line_above_a_credit_is_a_caption():
    items = blocks(ARTICLE[0], "▲ 드론 120개", "▲ 헬기 41대", "▲ 진화차 300대")
    assert own_kinds(items)[1:] == (None, None, None)
    credited = blocks(ARTICLE[0], "숲 위를 나는 드론", "ⓒ 산림청")
    assert own_kinds(credited)[1:] == ("caption", "caption")


SUMMARIES = [
    ["AI 요약", "산불을 드론이 감시합니다.", "헬기가 10분 안에 뜹니다."],
    ["세줄 요약", "산불 감시에 드론 투입.", "헬기 10분 안에 출동함.", "내년 확대 예정."],
    [
        "쿠키뉴스 AI 3줄 요약",
        "드론이 숲을 지킨다.",
        "이 요약은 인공지능이 만들었으며 실제와 다를 수 있습니다.",
    ],
    ["이 기사 AI가 핵심만 딱!", "산불을 드론이 감시합니다."],
]
NO_SUMMARIES = [
    ["<요 약>", "□ 드론 120개를 국유림에 보낸다.", "○ 헬기는 10분 안에 뜬다."],
    ["감시 방법", "드론은 하루 두 번 숲 위를 난다."],
    ["산림청은 지난해 보고서를 요약해 시·군에 나눠 주고 감시단을 모았다고 밝혔다."],
]


@pytest.mark.parametrize("lines", SUMMARIES, ids=lambda lines: lines[0])
def test_machine_made_summaries_are_furniture(lines):
    assert own_kinds(blocks(*lines, *ARTICLE)) == ("other",) * len(lines) + (None,) * len(ARTICLE)


@pytest.mark.parametrize("lines", NO_SUMMARIES, ids=lambda lines: lines[0])
def test_a_releases_own_summary_is_not(lines):
    assert own_kinds(blocks(*lines, *ARTICLE))[: len(lines)] == (None,) * len(lines)


def test_scripts_of_broadcasts_stay_whole():
    lines = [
        "[앵커]",
        "산불을 드론이 지킵니다.",
        "최하늘 기자입니다.",
        "[기자]",
        "국유림 위로 드론이 납니다.",
        *ARTICLE,
    ]
    found = blocks("드론이 산불을 지킨다", "입력 2026.10.12 20:31", *lines)
    assert kept(found, body.select(found)) == lines
    assert [is_speaker(line) for line in ("[앵커]", "<기자>", "◀ 리포트 ▶", "[기자회견]", "기자")] == [
        True
    ] * 3 + [False] * 2
    assert is_short_sentence("국유림 위로 드론이 납니다.")
    assert not is_short_sentence("• 로그인을 하세요.")


LEAD = [
    "(서울=한빛통신) 최하늘 기자 = 산림청은 올가을 드론을 숲에 보낸다고 밝혔다.",
    "[한빛일보 최하늘 기자] 산림청은 올가을 드론을 숲에 보낸다고 밝혔다.",
]
NO_LEAD = [
    "[붙임] 드론 감시단 운영 계획과 예산을 적은 표이며 문의는 산림청으로 하면 된다.",
    "(사진=산림청) 드론",
]


@pytest.mark.parametrize("text", LEAD)
def test_leads_of_news(text):
    assert is_lead(text)


@pytest.mark.parametrize("text", NO_LEAD)
def test_no_leads(text):
    assert not is_lead(text)


def test_tables_of_a_dump_do_not_break_a_release():
    cells = ["구분", "2024년", "2025년", "드론", "80", "120", "헬기", "39", "41", "진화차", "280", "300"]
    found = blocks("□ " + ARTICLE[0], "○ " + ARTICLE[1], *cells, "□ " + ARTICLE[2], "○ " + ARTICLE[3])
    assert kept(found, body.select(found)) == [block.text for block in found]


REFERENCES = [
    "자세한 내용은 첨부파일을 참고하시기 바랍니다.",
    "※ 보다 자세한 사항은 붙임 자료를 확인해 주세요.",
]


@pytest.mark.parametrize("text", REFERENCES)
def test_a_stub_that_points_to_its_file_is_text(text):
    assert own_kind(blocks(text)[0]) is None


def test_dashed_lines_at_the_head_are_a_subtitle_but_items_are_not():
    found = blocks("- 감시단 120개, 하루 두 번 비행 -", *ARTICLE, "- 드론 120개", "- 헬기 41대")
    assert body.within(found, range(len(found)))[0] == "title"
    assert body.within(found, range(len(found)))[-2:] == [None, None]


CARD = "군 장병 급식에 지역 쌀 국방부가 내년부터 장병 급식에 쓰는 쌀을 부대 가까운 농협에서 사들인다."
POINTER = "자세한 내용은 산림청 누리집의 드론 감시단 안내에서 확인할 수 있습니다."


def test_a_paragraph_that_is_all_one_link_is_a_card_but_not_where_articles_are_linked_so():
    lines = [*ARTICLE[:2], CARD, *ARTICLE[2:], POINTER]
    found = blocks(*lines, linked=(CARD, POINTER))
    assert kept(found, body.within(found, range(len(found)))) == [*ARTICLE, POINTER]
    found = blocks(*ARTICLE, linked=tuple(ARTICLE[:2]))
    assert kept(found, body.within(found, range(len(found)))) == ARTICLE


def test_items_of_an_article_below_counters_are_no_remarks():
    lines = ["공유", "* 대상 : 국유림 관리소 27곳에 드론을 네 대씩 보낸다.", *ARTICLE]
    assert own_kinds(blocks(*lines))[1] is None


def test_the_article_goes_on_with_its_heading_behind_a_box():
    first = [ARTICLE[0], "■ 하루 두 번 뜬다", ARTICLE[1]]
    lines = [*first, "관련기사", "군 장병 급식에 지역 쌀", "■ 영상은 상황실로", *ARTICLE[2:]]
    found = blocks(*lines)
    assert kept(found, body.within(found, range(len(found)))) == [*first, *lines[5:]]
    items = blocks(*first, "관련기사", "■ 군 장병 급식에 지역 쌀", "■ 점자책 만드는 도서관", *ARTICLE[2:])
    assert kept(items, body.within(items, range(len(items)))) == [*first, *ARTICLE[2:]]


OTHER_MATTERS = [
    "업체 네 곳은 배터리를 영하 20도에서도 쓰는 모델을 공동으로 개발하기로 손을 잡았다.",
    "조종사 자격을 딴 주민 41명은 한 달에 여섯 번씩 마을을 돌며 품삯으로 하루 9만 원을 받는다.",
    "사생활 침해를 걱정하는 목소리도 있어 마을 200m 안에서는 카메라를 끄도록 지침을 만들었다.",
]


@pytest.mark.parametrize("mark", ["■ ", "◇ ", "◆"])
def test_a_section_under_a_heading_like_those_above_goes_on_whatever_it_tells(mark):
    first = [ARTICLE[0], f"{mark}하루 두 번 뜬다", *ARTICLE[1:3]]
    behind = [f"{mark}배터리는 더 세게", *OTHER_MATTERS]
    found = blocks(
        *first,
        "관련기사",
        "· 군 장병 급식에 지역 쌀",
        "· 점자책 만드는 도서관",
        *behind,
        "많이 본 뉴스",
        *SIDE,
    )
    assert kept(found, body.select(found)) == [*first, *behind]
    leads = [line for headline, lead in LEADS for line in (f"{mark}{headline}", lead)]
    found = blocks(*first, "많이 본 뉴스", *leads)
    assert kept(found, body.select(found)) == first


def test_a_last_paragraph_behind_a_box_is_the_articles_if_its_own_byline_follows():
    head = ["드론이 산불을 지킨다", "최하늘 기자 2026.10.12 09:30"]
    box = ["▶ 관련기사 :", "군 장병 급식에 지역 쌀"]
    found = blocks(*head, *ARTICLE[:3], *box, ARTICLE[3], "haneul@saegil.example 최하늘 기자", "#드론")
    assert kept(found, body.select(found)) == ARTICLE
    found = blocks(
        *head, *ARTICLE[:3], *box, ARTICLE[3], "※ 드론은 비가 오면 뜨지 않는다.", "최하늘 기자", *SIDE
    )
    assert kept(found, body.select(found)) == [*ARTICLE, "※ 드론은 비가 오면 뜨지 않는다."]
    found = blocks(*head, *ARTICLE[:3], *box, LEADS[0][1], "바다로 기자", *SIDE[2:])
    assert kept(found, body.select(found)) == ARTICLE[:3]
    found = blocks(*head, *ARTICLE[:3], *box, LEADS[0][1], "최하늘 기자", *SIDE[2:])
    assert kept(found, body.select(found)) == ARTICLE[:3]


RULE = "-" * 40


def test_a_digest_between_rules_ends_the_letter_and_a_heading_of_the_article_does_not():
    head = ["산림청 레터", RULE, "드론이 산불을 지킨다", RULE, *ARTICLE]
    digest = [RULE, "이번 주 산림청 소식", RULE, *("■ " + lead for _, lead in LEADS)]
    found = blocks(*head, *digest)
    assert kept(found, body.select(found)) == ARTICLE
    found = blocks(*head[:6], RULE, "영상은 상황실로", RULE, *ARTICLE[2:])
    assert [line for line in kept(found, body.select(found)) if line in ARTICLE] == ARTICLE


def test_a_release_ends_where_other_releases_are_listed_below_its_contacts():
    lines = [
        "□ " + ARTICLE[0],
        "담당자 산림과장 최하늘 (044-205-0001)",
        "붙임 드론 배치표",
        "다른 보도자료",
        LEADS[0][1],
    ]
    found = blocks(*lines)
    assert kept(found, body.keep_all(found, titled=True)) == [lines[0], lines[2]]
    found = blocks(lines[0], lines[3], lines[4])
    assert len(kept(found, body.keep_all(found, titled=True))) == 3


def test_the_line_that_points_to_the_file_belongs_to_a_stub():
    lines = [ARTICLE[0], REFERENCES[0], "목록"]
    found = blocks(*lines)
    assert kept(found, body.within(found, range(1))) == lines[:2]
    found = blocks(*ARTICLE, *ARTICLE, REFERENCES[0])
    assert kept(found, body.within(found, range(8))) == ARTICLE * 2


@pytest.mark.parametrize("end", ["기다렸답니다 ㅠㅠ", "챙겨 보세요 ^^", "고맙습니다~"])
def test_a_sentence_with_an_emoticon_is_no_teaser(end):
    assert not is_teaser(
        "신청은 누리집에서 했고 드론은 하루 두 번 날아요. 저는 그걸 몰라서 두 달을 꼬박 " + end
    )


def test_a_line_that_points_to_the_file_is_the_articles_whatever_it_says_before():
    for line in (
        "자세한 내용은 첨부파일을 참고하시기 바랍니다.",
        "올해 처음 담기는 이용료와 신청 방법 등 자세한 내용은 붙임 파일을 참고하시기 바랍니다.",
    ):
        assert own_kinds(blocks(ARTICLE[0], line))[1] is None


def test_an_item_with_a_telephone_is_a_contact():
    lines = [
        "○ 담당 : 관광정책과 팀장 남궁솔(☎ 033-250-0001), 담당자 표하늬(033-250-0002)",
        "□ 문의처 : 산림과 042-481-0001",
    ]
    assert own_kinds(blocks(*lines)) == ("contact", "contact")
    assert own_kinds(blocks("○ 담당 공무원 30명이 드론을 배운다.", "□ 문의는 누리집에서 받는다.")) == (
        None,
        None,
    )


VERSES = [
    "안녕하세요, 날씨를 읽어 드리는 새길청입니다 :)",
    "그런데 같은 10cm라도",
    "지붕을 누르는 힘은 세 배까지 달라요.",
    "기온이 0℃ 안팎일 때 내리는 눈은",
    "물기를 잔뜩 머금은 습설이에요.",
    "100㎡ 비닐하우스 지붕에",
    "습설이 50cm 쌓이면",
    "무게가 무려 15톤!",
    "소형 트럭 열 대가 올라간 셈이에요.",
    "무거운 눈이 예보되면",
    "지붕 아래에 차를 세우지 마세요!",
]
REMARK = "작년에 비닐하우스 두 동이 무너졌는데 이런 예보가 있었으면 좋았겠어요. 올해는 꼭 챙겨 보겠습니다."


def test_a_blog_whose_lines_are_broken_like_verses_is_an_article():
    head = ["날씨 상식", "전체 글", "눈이 무거운 날이 따로 있다고요?", "새길청 2025. 12. 2. 10:30"]
    found = blocks(*head, *VERSES, "#습설 #건설", "댓글 2", "겨울나그네", REMARK, "2025. 12. 2. 13:05")
    assert kept(found, body.select(found)) == VERSES
    menu = [
        "정책 소식",
        "새길 알림",
        "날씨 상식",
        "기상 자료",
        "예보 보기",
        "찾아오시는 길",
        "조직 안내",
        "민원 신청",
    ]
    found = blocks(*menu, *ARTICLE, *menu)
    assert kept(found, body.select(found)) == ARTICLE
    titles = [
        "마늘 캐는 날, 새참은 무얼까요",
        "쌀빵을 맛보실 분을 모십니다",
        "밀 자급률을 끌어올리는 방법",
        "반려동물",
        "알림",
        "통계",
    ]
    found = blocks(*titles, "드론이 산불을 지킨다", "2026.10.12 09:30", *ARTICLE)
    assert kept(found, body.select(found)) == ARTICLE

"""Two articles in one file: the second is dropped and reported; lists, comments and boxes are none."""

import io
import json
import sqlite3

import pytest

from pipeline.extract import Job, extract
from scrapers.article import SECOND_ARTICLE
from scrapers.boilerplate.cleaning import clean

FIRST = """\
나루강 재첩 어장 살린다… 한빛부, 두 군에 58억
김하늘 기자
승인 2018.05.15 15:09
바닷물이 밀고 올라와 줄어든 나루강 재첩을 되살리는 사업이 올해 시작된다.
한빛부는 15일 나루강 하류 140㏊에 58억원을 들여 모래를 깔고 어린 재첩 4,200만 마리를 뿌린다고 밝혔다.
수산과학원에 따르면 재첩 생산량은 2002년 650톤에서 지난해 212톤으로 줄었다. 강물을 많이 끌어 쓰면서 소금기 있는 물이 올라온 탓이다.
어민 대표는 “씨를 뿌려도 물이 짜면 다 죽는다”며 “댐에서 내려보내는 물부터 늘려 달라”고 말했다.
김하늘 기자 sky@saegil.example
저작권자 © 새길신문 무단전재 및 재배포 금지
"""
SECOND = """\
우주발사전망대에 모노레일 놓인다
이도윤 기자
승인 2018.05.15 11:40
고흥군이 우주발사전망대와 해수욕장을 잇는 1.1㎞ 모노레일을 놓는다.
군은 관광자원 개발 사업비 33억원에 군비를 보태 모두 70억원을 쓴다. 오는 9월 공사를 시작해 내년 말에 마친다.
차량은 8인승 여섯 대가 다닌다. 표는 어른 5,000원, 군민은 절반이다.
환경단체는 “해안 절벽의 매 둥지를 먼저 조사하라”고 요구했다. 군은 여름까지 조사를 마치겠다고 답했다.
"""
LEADS = """\
최신뉴스
산림청 헬기 조종사 스무 명이 가상 훈련장에서 야간 물 뿌리기를 익히고 있다. 산림청은 내년까지 큰 헬기 일곱 대를 더 들여온다.
국립수목원이 섬시호의 씨앗 3천 알을 종자금고에 넣었다. 이 식물은 세계에서 울릉도에만 200여 포기가 산다.
임업직불제 첫 신청이 7월에 열린다. 산에서 농사짓는 사람은 먼저 임업경영체로 등록해야 한다고 산림청은 안내했다.
"""
LISTED = """\
많이 본 뉴스
설악산 케이블카 조건부 동의
이도윤 기자 2018.05.14 10:20
환경부는 설악산 케이블카 설치에 조건부로 동의했다고 14일 밝혔다.
동해북부선 터 닦기 공정률 9%
박나루 기자 2018.05.14 09:11
국토부는 동해북부선 터 닦기 공정률이 9%라고 14일 밝혔다.
빙어축제 적자 2억
최보람 기자 2018.05.13 18:40
재단은 얼음이 얼지 않아 빙어축제가 적자를 냈다고 13일 밝혔다.
"""
COMMENTS = """\
댓글 3
하동댁 2018-05-16 07:20:11
어릴 때는 발만 담가도 재첩이 밟혔는데 요즘은 국 한 그릇이 만이천 원입니다. 물을 내려보내는 것 말고는 답이 없다고 봅니다.
섬사람 2018-05-16 08:02:40
저희 마을 버스는 하루에 세 번뿐이라 병원에 가려면 하루를 다 씁니다. 이런 데에도 돈을 써 주시면 좋겠습니다.
논두렁 2018-05-16 09:15:02
쌀값이 석 달째 내려서 농사를 접을까 합니다. 정부가 사들이는 양을 늘려 주세요. 부탁드립니다.
"""


def cleaned(text):
    article = clean(text, source="dump", native_id="1")
    return article, [piece.text for piece in article.dropped if piece.kind == SECOND_ARTICLE]


@pytest.mark.parametrize(
    "between", ["", "댓글 1\n하동댁 2018-05-16 07:20:11 국 한 그릇이 만이천 원입니다.\n", "다음 기사\n"]
)
def test_a_second_article_is_dropped_whole(between):
    article, second = cleaned(
        FIRST + between + SECOND + "제호 : 새길신문 발행인 : 민도식 등록번호 : 전남 아00000\n"
    )
    assert article.title == "나루강 재첩 어장 살린다… 한빛부, 두 군에 58억"
    assert article.body.startswith("바닷물이 밀고")
    assert "모노레일" not in article.body
    assert second[0] == "우주발사전망대에 모노레일 놓인다"
    assert second[-1].startswith("환경단체는")


def test_of_two_releases_the_first_is_kept():
    first = """\
보도시점 2024. 7. 4.(목) 11:00
여름배추 병해충 공동방제 면적 두 배로 늘린다
□ 한빛부는 고랭지 배추밭의 공동방제 면적을 2,600헥타르로 늘린다고 밝혔다.
○ 약제비 32억 원을 지원하고 농업인 4천 명에게 방제 요령을 가르친다.
□ 배추 무름병은 장마 뒤에 퍼지므로 장마 전에 방제를 마칠 계획이다.
□ 김하늘 국장은 “배추 수급이 흔들리지 않게 하겠다”라고 말했다.
"""
    second = """\
보도시점 2024. 7. 5.(금) 06:00
섬 지역 여객선 요금 절반으로 내린다
□ 새길부는 8월부터 섬 주민의 여객선 요금을 절반으로 내린다고 밝혔다.
○ 항로 48개에서 요금을 내리고 선사에는 모자라는 돈 210억 원을 국비와 지방비로 나누어 준다.
□ 여객선 표는 휴대전화로 살 수 있으며 섬 주민은 신분증을 두 번 보이지 않아도 된다고 새길부는 설명했다.
□ 박나루 과장은 “뱃길이 버스처럼 되게 하겠다”라고 말했다.
"""
    article, found = cleaned(first + second)
    assert "여객선" not in article.body
    assert "공동방제" in article.body
    assert any("여객선 요금 절반" in text for text in found)


@pytest.mark.parametrize("tail", [LEADS, LISTED, COMMENTS, LEADS + LISTED + COMMENTS], ids=["leads", "list", "comments", "all"])  # fmt: skip
def test_lists_and_comments_are_no_second_article(tail):
    article, second = cleaned(FIRST + tail)
    assert second == []
    assert article.body.endswith("말했다.")


def test_a_body_printed_twice_is_no_second_article():
    assert cleaned(FIRST + "모바일 버전\n" + FIRST)[1] == []


def faults(db):
    with sqlite3.connect(db) as connection:
        return connection.execute(
            "SELECT item, article_id, reason, resolved_at IS NULL FROM failures ORDER BY id"
        ).fetchall()


def test_extract_reports_the_file_and_stores_the_first_article(tmp_path):
    dump, db, warned = tmp_path / "two.txt", tmp_path / "x.db", []
    dump.write_text(FIRST + SECOND, encoding="utf-8")
    summary = extract(Job((str(dump),), db, warn=warned.append), io.BytesIO())
    assert summary.outcomes == {"saved": 1, "failed": 1}
    assert "two.txt" in warned[0]
    assert "split the file" in warned[0]
    assert "«우주발사전망대에 모노레일 놓인다»" in warned[0]
    (row,) = faults(db)
    assert row[1] is not None
    assert row[3] == 1

    # the same again: nothing changes, and the fault is said again
    summary = extract(Job((str(dump),), db, warn=warned.append), io.BytesIO())
    assert summary.outcomes == {"unchanged": 1, "failed": 1}
    assert warned[1] == warned[0]
    assert faults(db) == [row]


def test_a_file_that_was_split_closes_the_report(tmp_path):
    dump, db = tmp_path / "two.jsonl", tmp_path / "x.db"
    dump.write_text(json.dumps({"id": "a1", "text": FIRST + SECOND}) + "\n", encoding="utf-8")
    extract(Job((str(dump),), db), io.BytesIO())
    dump.write_text(json.dumps({"id": "a1", "text": FIRST}) + "\n", encoding="utf-8")
    summary = extract(Job((str(dump),), db), io.BytesIO())
    assert summary.outcomes["failed"] == 0
    assert [row[3] for row in faults(db)] == [0]

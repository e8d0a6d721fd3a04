"""Figures under a unit line: their amounts, their labels, and the figures that are no money."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import extract_many
from extractors import tables as table_amounts
from extractors.mention import Document
from extractors.reading import Reading

MILLION, EOK, JO = 10**6, 10**8, 10**12


def cells(*words):
    """A table as text files have it: one cell in a line."""
    return "\n".join(words)


#: Name → text, and its figures with their amounts (None: no amount, with a reason).
EXAMPLES = {
    # rows of cells
    "rows": (
        "(단위: 백만원)\n구분 | 2025년 | 2026년\n항만 | 1,250 | 1,300\n어촌 | 70 | 85",
        [("1,250", 1250 * MILLION), ("1,300", 1300 * MILLION), ("70", 70 * MILLION), ("85", 85 * MILLION)],
    ),
    "unit in square brackets": ("[단위 : 억원]\n구분 | 예산\n도로 | 320", [("320", 320 * EOK)]),
    "unit in angle brackets": ("<단위: 조원>\n구분 | 예산\n복지 | 89.5", [("89.5", 89_500_000_000_000)]),
    "unit in a title": (
        "< 연도별 지원 예산 (단위: 천원) >\n구분 | 2025년\n장비 | 1,426,502",
        [("1,426,502", 1_426_502_000)],
    ),
    "unit without brackets": ("단위: 백만원\n구분 | 예산\n도로 | 320", [("320", 320 * MILLION)]),
    "unit with an equals sign": ("단위 = 조원\n구분 | 2026년\n총지출 | 728.0", [("728.0", 728 * JO)]),
    "unit with a mark before it": ("※ 단위 : 억원\n구분 | 예산\n도로 | 320", [("320", 320 * EOK)]),
    "unit without a colon": ("(단위 백만원)\n구분 | 예산\n도로 | 320", [("320", 320 * MILLION)]),
    "money unit": ("(금액단위: 천원)\n구분 | 예산\n도로 | 4,320", [("4,320", 4_320_000)]),
    "unit and day": (
        "(2025. 12. 31. 기준, 단위: 억원)\n구분 | 잔액\n대출 | 4,320",
        [("4,320", 4320 * EOK)],
    ),
    "unit with a note": ("(단위: 억원, 전년 동월 대비)\n구분 | 잔액\n대출 | 4,320", [("4,320", 4320 * EOK)]),
    "full-width marks": ("（단위：백만원）\n구분 | 예산\n도로 | ３２０", [("３２０", 320 * MILLION)]),
    "thousand dollars": ("(단위: 천 달러)\n구분 | 수출\n김 | 8,120", [("8,120", 8_120_000, "USD")]),
    "bul": ("(단위 : 억불)\n구분 | 수출\n반도체 | 72.6", [("72.6", 7_260_000_000, "USD")]),
    "dollar sign": ("(단위: 백만$)\n구분 | 수출\n화장품 | 640", [("640", 640 * MILLION, "USD")]),
    "american dollars": ("(단위: 백만 미달러)\n구분 | 수출\n화장품 | 640", [("640", 640 * MILLION, "USD")]),
    "code": ("(단위: 천 USD)\n구분 | 원조\n교육 | 640", [("640", 640_000, "USD")]),
    "yen": ("(단위: 억엔)\n구분 | 예산\n방위 | 5,300", [("5,300", 5300 * EOK, "JPY")]),
    "euro": ("(단위: 백만 유로)\n구분 | 예산\n연구 | 95", [("95", 95 * MILLION, "EUR")]),
    "ten million": ("(단위: 천만원)\n구분 | 예산\n도로 | 32", [("32", 320 * MILLION)]),
    "ten eok": ("(단위: 십억원)\n구분 | 예산\n도로 | 32", [("32", 32_000 * MILLION)]),
    "thousand in figures": ("(단위: 1,000원)\n구분 | 예산\n도로 | 320", [("320", 320_000)]),
    "plain won": ("(단위: 원)\n구분 | 지원액\n1인 가구 | 400,000", [("400,000", 400_000)]),
    "won by weight": ("(단위: 원/kg)\n구분 | 도매가격\n배추 | 1,240", [("1,240", 1240)]),
    "merged down": (
        "(단위: 억원)\n구분 | 지역 | 예산\n항만 | 부산 | 700\n| 여수 | 550",
        [("700", 700 * EOK), ("550", 550 * EOK)],
    ),
    "a title row between": (
        "(단위: 억원)\n구분 | 예산\n국고 보조\n도로 | 700\n지방 이양\n하천 | 550",
        [("700", 700 * EOK), ("550", 550 * EOK)],
    ),
    "negative with triangles": (
        "(단위: 억원)\n구분 | 증감\n도로 | △1,200\n하천 | ▲35\n철도 | -66\n공항 | (△7)",
        [("△1,200", -1200 * EOK), ("▲35", -35 * EOK), ("-66", -66 * EOK), ("△7", -7 * EOK)],
    ),
    "plus sign": ("(단위: 억원)\n구분 | 증감\n도로 | +1,200", [("+1,200", 1200 * EOK)]),
    "triangles that are arrows": (
        "(단위: 억원)\n구분 | 증감\n도로 | ▲1,200\n하천 | ▼350",
        [("▲1,200", None), ("▼350", -350 * EOK)],
    ),
    "in brackets": (
        "(단위: 억원)\n구분 | 예산\n도로 | (1,200)\n하천 | 700",
        [("1,200", None), ("700", 700 * EOK)],
    ),
    "with a remark": ("(단위: 조원)\n구분 | 대출\n은행 | 1,318.4 (+67.2)", [("1,318.4", 1_318_400_000_000_000)]),
    "with a footnote": ("(단위: 억원)\n구분 | 예산\n도로 | 1,052*", [("1,052", 1052 * EOK)]),
    "share by the head": (
        "(단위: 억원, %)\n구분 | 2025년 | 2026년 | 증감 | 증감률\n도로 | 1,200 | 1,300 | 100 | 8.3",
        [("1,200", 1200 * EOK), ("1,300", 1300 * EOK), ("100", 100 * EOK)],
    ),
    "share by a percent sign": (
        "(단위: 조원, %)\n구분 | 예산 | %\n복지 | 89 | 16\n국방 | 61 | 11",
        [("89", 89 * JO), ("61", 61 * JO)],
    ),
    "share by the row": (
        "(단위: 백만 달러, %)\n구분 | 11월 | 12월\n수출 | 61,359 | 69,539\n증가율 | 8 | 13",
        [("61,359", 61_359 * MILLION, "USD"), ("69,539", 69_539 * MILLION, "USD")],
    ),
    "counts by the head": (
        "(단위: 건, 억원)\n구분 | 건수 | 금액\n우회수출 | 24 | 2,408\n불법수출 | 11 | 61",
        [("2,408", 2408 * EOK), ("61", 61 * EOK)],
    ),
    "counts by a head in two rows": (
        "(단위: 건, 억원)\n구분 | 2024년 | | 2025년\n| 건수 | 금액 | 건수 | 금액\n우회수출 | 9 | 348 | 30 | 4,573",
        [("348", 348 * EOK), ("4,573", 4573 * EOK)],
    ),
    "columns with their own units": (
        "구분 | 예산(억원) | 인원(명) | 비율(%)\n도로 | 320 | 45 | 12\n하천 | 110 | 20 | 5",
        [("320", 320 * EOK), ("110", 110 * EOK)],
    ),
    "a column's unit against the table's": (
        "(단위: 백만원)\n구분 | 예산 | 수출액(천 달러)\n김 | 320 | 8,120",
        [("320", 320 * MILLION), ("8,120", 8_120_000, "USD")],
    ),
    "unit within a cell of the head": (
        "구분 | 예산(단위: 백만원) | 참여 기업\n도로 | 320 | 45",
        [("320", 320 * MILLION)],
    ),
    "two currencies by the head": (
        "(단위: 억원, 백만 달러)\n구분 | 매출(원화) | 수출(달러)\n김 | 320 | 81",
        [("320", 320 * EOK), ("81", 81 * MILLION, "USD")],
    ),
    "two currencies and no head": (
        "(단위: 억원, 백만 달러)\n구분 | 2025년\n내수 | 320",
        [("320", None)],
    ),
    "rows with their own units": (
        "구분 | 2024년 | 2025년\n매출(억원) | 1,210 | 1,300\n고용(명) | 45 | 52",
        [("1,210", 1210 * EOK), ("1,300", 1300 * EOK)],
    ),
    "a column of units": (
        "구분 | 단위 | 2024년 | 2025년\n매출 | 억원 | 1,210 | 1,300\n고용 | 명 | 45 | 52",
        [("1,210", 1210 * EOK), ("1,300", 1300 * EOK)],
    ),
    # one cell in a line
    "cells": (
        cells("(단위: 백만원)", "구분", "2025년", "2026년", "항만", "1,250", "1,300", "어촌", "70", "85"),
        [("1,250", 1250 * MILLION), ("1,300", 1300 * MILLION), ("70", 70 * MILLION), ("85", 85 * MILLION)],
    ),
    "cells with blank lines": (
        cells("(단위 : 억원)", "", "구 분", "", "금액", "", "국비", "", "320", "", "지방비", "", "110"),
        [("320", 320 * EOK), ("110", 110 * EOK)],
    ),
    "cells with a rate column": (
        cells("(단위: 억원, %)", "구분", "’24년", "’25년", "증감", "증감률",
              "1분기", "7,789", "7,722", "△67", "△0.9", "2분기", "12,154", "8,843", "△3,311", "△27.2"),
        [("7,789", 7789 * EOK), ("7,722", 7722 * EOK), ("△67", -67 * EOK),
         ("12,154", 12154 * EOK), ("8,843", 8843 * EOK), ("△3,311", -3311 * EOK)],
    ),
    "cells with counts in a head of two rows": (
        cells("(단위: 건, 억원)", "구분", "2024년", "2025년", "건수", "금액", "건수", "금액",
              "우회수출", "9", "348", "30", "4,573", "불법수출", "53", "1,914", "34", "1,983"),
        [("348", 348 * EOK), ("4,573", 4573 * EOK), ("1,914", 1914 * EOK), ("1,983", 1983 * EOK)],
    ),
    "cells with rates in brackets": (
        cells("(단위: 백만 달러, %)", "구분", "11월", "12월", "수출", "(전년동기대비)",
              "61,359", "(6.6)", "69,539", "(13.3)", "수입", "(전년동기대비)", "980", "(3.3)", "1,100", "(4.6)"),
        [("61,359", 61_359 * MILLION, "USD"), ("69,539", 69_539 * MILLION, "USD"),
         ("980", 980 * MILLION, "USD"), ("1,100", 1_100 * MILLION, "USD")],
    ),
    "cells with years for rows": (
        cells("구분", "사망", "재산피해(천원)", "2023", "5", "1,426,502", "2024", "3", "1,876,770"),
        [("1,426,502", 1_426_502_000), ("1,876,770", 1_876_770_000)],
    ),
    "cells with rows of their own units": (
        cells("구분", "2024년", "2025년", "누적대출액(억원)", "16,820", "47,660", "연체율(%)", "5.5", "10.9"),
        [("16,820", 16_820 * EOK), ("47,660", 47_660 * EOK)],
    ),
    "cells with row numbers": (
        cells("(단위: 백만원)", "연번", "기관", "예산", "1", "가람시", "320", "2", "나루시", "110"),
        [("320", 320 * MILLION), ("110", 110 * MILLION)],
    ),
    # label and figures in a line
    "lines": (
        "(단위: 백만원)\n구분 2025년 2026년\n항만 시설 1,250 1,300\n어촌 70 85",
        [("1,250", 1250 * MILLION), ("1,300", 1300 * MILLION), ("70", 70 * MILLION), ("85", 85 * MILLION)],
    ),
    "lines with a rate": (
        "(단위: 억원, %)\n구분 2024년 2025년 증감률\n항만 1,250 1,300 4.0\n어촌 70 85 21.4",
        [("1,250", 1250 * EOK), ("1,300", 1300 * EOK), ("70", 70 * EOK), ("85", 85 * EOK)],
    ),
    # series in a line
    "series": (
        "* 연구개발 예산(억원) : (’23) 1,049 → (’24) 1,066 → (’25) 1,415",
        [("1,049", 1049 * EOK), ("1,066", 1066 * EOK), ("1,415", 1415 * EOK)],
    ),
    "series with signs": (
        "정기예금 변동(조원): (’22.7)+3.6 (’23.7)△2.8 (’24.7)+0.7",
        [("+3.6", 3_600_000_000_000), ("△2.8", -2_800_000_000_000), ("+0.7", 700_000_000_000)],
    ),
    "series of countries with shares": (
        "* 나라별 수출(백만불, 점유율) : 칠레 14.2(31.6), 페루 6.0(13.3)",
        [("14.2", 14_200_000, "USD"), ("6.0", 6_000_000, "USD")],
    ),
    "series with figures in brackets": (
        "* 지역별 수출(백만 달러, %) : 남미(1,847, +36.5), 유럽(528, △7.9)",
        [("1,847", 1847 * MILLION, "USD"), ("528", 528 * MILLION, "USD")],
    ),
    "series before its unit": (
        "* 예산 추이 : (’24) 2,318 → (’25) 2,405 → (’26) 2,647 (단위: 억원)",
        [("2,318", 2318 * EOK), ("2,405", 2405 * EOK), ("2,647", 2647 * EOK)],
    ),
    "series with years": ("○ 사업비(백만원): 2024년 1,250 → 2025년 1,300", [("1,250", 1250 * MILLION), ("1,300", 1300 * MILLION)]),
    "one figure": ("○ 총사업비(백만원) : 12,500", [("12,500", 12_500 * MILLION)]),
    "pairs": (
        "* 판매 규모(조원) : (’21.4월) 5.20 / 4.91 → (’22.4월) 5.67 / 5.08",
        [("5.20", 5_200_000_000_000), ("4.91", 4_910_000_000_000), ("5.67", 5_670_000_000_000), ("5.08", 5_080_000_000_000)],
    ),
    "series in the next line": ("* 중국 수출액(억불) :\n(’24.12월)72.0 → (’25.1월)59.9", [("72.0", 7_200_000_000, "USD"), ("59.9", 5_990_000_000, "USD")]),
    "series with years behind": ("※ 교역액(백만불) : 24(2024) → 29(2025)", [("24", 24 * MILLION, "USD"), ("29", 29 * MILLION, "USD")]),
    "series of parts": ("* 사업비(억원): 국비 50, 지방비 30, 민자 20", [("50", 50 * EOK), ("30", 30 * EOK), ("20", 20 * EOK)]),
    "series with half brackets": ("* 예산(억원): ’24) 120 → ’25) 130", [("120", 120 * EOK), ("130", 130 * EOK)]),
    "series in thousands of won a person": ("* 지원단가(천원/인): (’24) 300 → (’25) 350", [("300", 300_000), ("350", 350_000)]),
    # heads that fit badly
    "heads in several lines": (
        cells("(단위: 조원, %)", "구 분", "2024년", "본예산", "2025년", "증감", "증감률", "총지출", "656.6", "673.3", "16.7", "2.5", "의무지출", "347.4", "365.0", "17.6", "5.1"),
        [("656.6", 656_600_000_000_000), ("673.3", 673_300_000_000_000), ("16.7", 16_700_000_000_000),
         ("347.4", 347_400_000_000_000), ("365.0", 365 * JO), ("17.6", 17_600_000_000_000)],
    ),
    "heads that nobody can tell apart": (
        cells("(단위: 억원, %)", "구분", "1분기", "2분기", "증감", "비율", "증감", "비율", "투자", "7,722", "8,843", "+121", "+14.5", "11,920"),
        [("7,722", 7722 * EOK), ("8,843", 8843 * EOK), ("+121", None), ("+14.5", None), ("11,920", 11920 * EOK)],
    ),
    "a caption before the head": (
        cells("(단위: 백만 달러)", "수출입 실적을 나타내는 표로 구분, 2024년, 2025년 각각의 당월과 연간 누계로 구성되어 있는 통계 자료의 표 설명", "구분", "2024년", "2025년", "수출", "36,114", "32,958"),
        [("36,114", 36_114 * MILLION, "USD"), ("32,958", 32_958 * MILLION, "USD")],
    ),
    "a corner in two lines": (
        cells("(단위: 억원, %)", "구", "분", "2025년", "비중", "국비", "320", "62", "시비", "196", "38"),
        [("320", 320 * EOK), ("196", 196 * EOK)],
    ),
    "ranks twice in a row": (
        "(단위: 백만 달러)\n순위 | 국가 | 수출액 | 순위 | 국가 | 수출액\n1 | 중국 | 1,200 | 6 | 인도 | 300\n2 | 미국 | 1,000 | 7 | 독일 | 250",
        [("1,200", 1200 * MILLION, "USD"), ("300", 300 * MILLION, "USD"), ("1,000", 1000 * MILLION, "USD"), ("250", 250 * MILLION, "USD")],
    ),
    "steps of pay": ("(단위: 원)\n호봉 | 9급 | 8급\n1 | 2,000,900 | 2,046,800", [("2,000,900", 2_000_900), ("2,046,800", 2_046_800)]),
    "persons in the head": ("(단위: 원/월)\n가구원수 | 1인 | 2인\n기준 중위소득 | 2,564,238 | 4,199,292", [("2,564,238", 2_564_238), ("4,199,292", 4_199_292)]),
    "fines by the time": ("(단위: 만원)\n위반행위 | 1차 | 2차\n미신고 | 50 | 100", [("50", 500_000), ("100", 1_000_000)]),
    "a head over several columns with its unit": (
        "위반행위 | 과태료 금액(만원)\n| 1차 | 2차\n미신고 | 50 | 100",
        [("50", 500_000), ("100", 1_000_000)],
    ),
    "tons and dollars": (
        "(단위: 톤, 천 달러)\n품목 | 물량 | 금액\n김 | 35,446 | 997,000",
        [("997,000", 997 * MILLION, "USD")],
    ),
    "participants beside the grants": (
        "(단위: 백만원)\n구분 | 참여 기업 | 지원금\n1차 | 120 | 3,400",
        [("3,400", 3400 * MILLION)],
    ),
    "population beside the product": (
        "(단위: 십억 달러, %)\n국가 | GDP | 성장률 | 인구(백만명)\n미국 | 27,000 | 2.5 | 334",
        [("27,000", 27_000_000 * MILLION, "USD")],
    ),
    "prices with a column of measures": (
        "품목 | 단위 | 가격(원) | 전주비(%)\n배추 | 포기 | 4,200 | 3.1\n무 | 개 | 2,100 | -5.0",
        [("4,200", 4200), ("2,100", 2100)],
    ),
    "a form": (cells("사업비(백만원)", "12,500", "사업기간", "2025~2027"), [("12,500", 12_500 * MILLION)]),
    "units with marks behind": (
        cells("구분", "2023년", "2024년", "구매 목표(조원)[A]", "114.3", "119.9", "구매 실적(조원)[B]", "119.2", "116.9"),
        [("114.3", 114_300_000_000_000), ("119.9", 119_900_000_000_000), ("119.2", 119_200_000_000_000), ("116.9", 116_900_000_000_000)],
    ),
    # where a table ends
    "a table without a unit after rows": (
        "(단위: 억원)\n구분 | 예산\n도로 | 320\n참석자 현황\n구분 | 남 | 여\n서울 | 12 | 15",
        [("320", 320 * EOK)],
    ),
    "a table without a unit after lines": (
        "(단위: 억원)\n구분 예산 결산\n도로 320 310\n참석자 현황\n구분 남 여\n서울 12 15",
        [("320", 320 * EOK), ("310", 310 * EOK)],
    ),
    "a table without a unit after cells": (
        cells("(단위: 억원)", "구분", "예산", "도로", "320", "참석자 현황", "구분", "남", "서울", "12"),
        [("320", 320 * EOK)],
    ),
    "the number of a page": (cells("(단위: 백만원)", "구분", "예산", "도로", "320", "- 3 -", "하천", "110"), [("320", 320 * MILLION), ("110", 110 * MILLION)]),
    "a numbered heading": (cells("(단위: 억원)", "구분", "예산", "도로", "320", "1. 추진 배경", "2. 추진 경과", "45"), [("320", 320 * EOK)]),
    "prose broken after a figure": ("(단위: 억원)\n구분 예산\n도로 320\n하천 110\n올해 지원 대상은 총 1,200\n명이다.", [("320", 320 * EOK), ("110", 110 * EOK)]),
    "the next table's unit is not understood": (
        "(단위: 억원)\n구분 | 예산\n도로 | 320\n(단위: 억원/개소)\n구분 | 단가\n도로 | 45",
        [("320", 320 * EOK)],
    ),
    "prose after it": (
        "(단위: 억원)\n구분 | 예산\n도로 | 320\n시는 2026년에 45개 노선을 고친다고 밝혔다.\n1,200\n33 | 44",
        [("320", 320 * EOK)],
    ),
    "another table after it": (
        "(단위: 억원)\n구분 | 예산\n도로 | 320\n(단위: 명)\n구분 | 인원\n도로 | 1,200",
        [("320", 320 * EOK)],
    ),
    "a heading after cells": (
        cells("(단위: 억원)", "구분", "예산", "도로", "320", "□ 참여 인원", "서울", "1,200"),
        [("320", 320 * EOK)],
    ),
    "a title after cells": (
        cells("(단위: 억원)", "구분", "예산", "도로", "320", "< 지역별 인원 >", "서울", "1,200"),
        [("320", 320 * EOK)],
    ),
    "bullets that are labels": (
        cells("(단위: 조원)", "구분", "2025년", "2026년", "○ 총지출", "673.3", "728.0", "○ 복지부", "125.5", "137.6"),
        [("673.3", 673_300_000_000_000), ("728.0", 728 * JO), ("125.5", 125_500_000_000_000), ("137.6", 137_600_000_000_000)],
    ),
}  # fmt: skip

#: Name → text that gives no amounts of tables.
NOTHING = {
    "no unit": "구분 | 2025년 | 2026년\n항만 | 1,250 | 1,300",
    "persons": "(단위: 명)\n구분 | 2025년\n항만 | 1,250",
    "persons and shares": "(단위: 명, %)\n구분 | 인원 | 비율\n항만 | 1,250 | 12.5",
    "thousand tons": "(단위: 천 톤)\n구분 | 물동량\n항만 | 1,250",
    "thousand persons": "(단위: 천명)\n구분 | 2025년\n취업자 | 28,910",
    "buildings": "(단위: 동)\n구분 | 2025년\n주택 | 1,250",
    "pounds may be a weight": "(단위: 천 파운드)\n구분 | 2025년\n참치 | 1,250",
    "unit alone": "(단위: 백만원)",
    "prose under the unit": "(단위: 백만원)\n정부는 2026년 예산 1,250 규모의 사업을 시작한다고 밝혔다.",
    "years": "(단위: 백만원)\n구분 | 시작 연도\n도로 | 2024\n하천 | 2025",
    "years in other spellings": "(단위: 백만원)\n구분 | 기간\n도로 | 2024년\n하천 | '24~'26\n철도 | 2024. 5.",
    "percentages": "(단위: 백만원)\n구분 | 증감\n도로 | 3.5%\n하천 | △2.1%\n철도 | 1.2%p",
    "counts with units": "(단위: 백만원)\n구분 | 대상\n도로 | 12개소\n하천 | 3명\n철도 | 4,500㎡",
    "amounts with units": "(단위: 백만원)\n구분 | 예산\n도로 | 12억원\n하천 | 3천만원",
    "empty cells": "(단위: 백만원)\n구분 | 예산 | 증감\n도로 | - | 0\n하천 | | -\n철도 | … | 0.0",
    "rates by the head": "(단위: 억원)\n구분 | 증가율 | 구성비\n도로 | 3 | 12\n하천 | 5 | 20",
    "rates by the row": cells("(단위: 억원)", "구분", "2024년", "2025년", "증감률", "14.4", "48.7"),
    "counts by the head": "(단위: 백만원)\n구분 | 인원 | 건수\n도로 | 120 | 45",
    "row numbers": "(단위: 백만원)\n연번 | 사업명 | 비고\n1 | 도로 정비 | 신규\n2 | 하천 정비 | 계속",
    "row numbers without a head": "(단위: 백만원)\n1 | 도로 정비\n2 | 하천 정비\n3 | 철도 정비",
    "counts and money that nobody tells apart": "(단위: 대, 억 달러, %)\n구분 | 9월\n생산 | 307,721\n수출 | 192,863",
    "shares of counts in cells": cells("(단위: 개, 억원, 명)", "2023", "718", "34,522", "21,175", "2024", "659", "26,311"),
    "telephone numbers": "(단위: 백만원)\n구분 | 연락처\n도로과 | 044-200-5000\n하천과 | 02-100-2000",
    "dates": "(단위: 백만원)\n구분 | 일자\n공고 | 3.15.\n접수 | 2026. 4. 1.\n선정 | 5.20",
    "ordinals": "(단위: 백만원)\n구분 | 순위\n가람시 | 1\n나루시 | 2",
    "heading with a unit for each": "○ 사업 단위: 백만원 이상 사업을 대상으로 평가하였다.\n1,200\n1,300",
    "unit as a word": "각 시군은 읍면 단위 1,200 곳에서\n1,300\n행사를 연다.",
    "students": "전국의 대학(원)\n1,200\n고등학교\n300",
    "provinces": "(강원)\n1,200\n1,300",
    "a head without figures": "사업비(백만원)\n내용은 붙임과 같다.\n1,200",
    "a remark in prose": "이 사업(억원)은 2026년에 시작하며 1,200 규모이다.",
    "a series of rates": "* 생산 증감률(%) : (’24) 3.4 → (’25) 1.3",
    "a series of counts": "* 참가 기업(개) : (’24) 1,200 → (’25) 1,300",
    "a series with units of their own": "* 지원 실적(억원) : (’24) 12개소 → (’25) 15개소",
    "a series of years": "* 예산 편성(억원) : 2024 → 2025",
    "a price by volume is another unit": "* 수입단가(달러/배럴당 환산) : (’24) 73.5 → (’25) 74.4",
    "minutes and seconds": "(단위: 분, 초)\n구분 | 기록\n예선 | 12.5",
    "won sounds": "(단위: 병원)\n구분 | 수\n서울 | 1,250",
    "ages in a table of plain won": cells("(단위: 원, %)", "경과", "환급률", "1", "0.0%", "5", "3.1%"),
    "shares in brackets": "(단위: 억원, %)\n구분 | 예산\n도로 | (43)\n하천 | (6.6)",
    "won for each or won and persons": "(단위: 백만원/명)\n구분 | 2025년\n지원 | 1,250",
    "rates of exchange": "(단위: 원, %)\n구분 | 기준환율 | 등락률\n달러 | 1,380.5 | 0.3",
    "ranges of amounts": "(단위: 억원)\n구분 | 한도\n창업 | 1~5\n성장 | 5 ~ 20",
    "the middle dot in a title": "[원·하청 교섭절차의 취지]\n1,200\n1,300\n하청 노동조합\n45",
    "growth beside a count": cells("(단위: 명, %)", "구분", "2024년", "2025년", "취업자", "28,416", "28,910", "고용률", "62.7", "62.9"),
    "a unit below the table": "구분 | 예산\n도로 | 320\n(단위: 백만원)",
    "a table that ended long ago": "(단위: 억원)\n구분 | 예산\n담당 과장은 추진 계획을 발표했다.\n도로 | 320",
}  # fmt: skip


def found(text):
    (extraction,) = extract_many([Document(text)])
    return extraction.asides


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(name):
    text, expected = EXAMPLES[name]
    wanted = [(figure, None if amount is None else Decimal(amount)) for figure, amount, *_ in expected]
    got = found(text)
    assert [(one.text, one.amount) for one in got] == wanted
    currencies = [(*currency, "KRW")[0] for _, _, *currency in expected]
    assert [one.currency for one in got] == currencies
    assert all((one.amount is None) == (one.reason is not None) for one in got)


@pytest.mark.parametrize("name", NOTHING)
def test_nothing(name):
    assert found(NOTHING[name]) == ()


@pytest.mark.parametrize("text", [text for text, _ in EXAMPLES.values()] + list(NOTHING.values()))
def test_figures_of_tables_are_no_entities(text):
    """A bare figure is no mention of money; where the text says the unit itself, it is one and not this."""
    (extraction,) = extract_many([Document(text)])
    assert all(mention.type != "table_amount" for mention in extraction.mentions)
    for figure in extraction.asides:
        for mention in extraction.mentions:
            assert mention.type != "money" or mention.end <= figure.start or figure.end <= mention.start


#: Text → the labels of its figures: row, column, rule.
LABELS = {
    "(단위: 억원)\n구분 | 2024년 | | 2025년\n| 국비 | 시비 | 국비 | 시비\n○ 도로 | 1 | 2 | 3 | 4": [
        ("도로", "2024년 국비", "table.unit_line"),
        ("도로", "2024년 시비", "table.unit_line"),
        ("도로", "2025년 국비", "table.unit_line"),
        ("도로", "2025년 시비", "table.unit_line"),
    ],
    "(단위: 억원)\n구분 | 지역 | 예산\n항만 | 부산 | 700\n| 여수 | 550": [
        ("항만 부산", "예산", "table.unit_line"),
        ("항만 여수", "예산", "table.unit_line"),
    ],
    "(단위: 억원)\n도로 | 700\n하천 | 550": [("도로", None, "table.unit_line"), ("하천", None, "table.unit_line")],
    cells("(단위: 백만원)", "구분", "총 사업비", "(국비)", "도로", "320", "하천", "110"): [
        ("도로", "총 사업비 (국비)", "table.unit_line"),
        ("하천", "총 사업비 (국비)", "table.unit_line"),
    ],
    cells("(단위: 백만원)", "연번", "기관", "예산", "1", "가람시", "320", "2", "나루시", "110"): [
        ("1 가람시", "예산", "table.unit_line"),
        ("2 나루시", "예산", "table.unit_line"),
    ],
    "구분 | 예산(억원)\n도로 | 320": [("도로", "예산(억원)", "table.head")],
    "* 연구개발 예산(억원) : (’24) 1,066 → (’25) 1,415": [
        ("연구개발 예산", "(’24)", "table.series"),
        ("연구개발 예산", "(’25)", "table.series"),
    ],
    "○ 총사업비(백만원) : 12,500": [("총사업비", None, "table.series")],
}  # fmt: skip


@pytest.mark.parametrize("text", LABELS)
def test_labels(text):
    folded = [(row, column and column.replace("’", "'"), rule) for row, column, rule in LABELS[text]]
    assert [(one.row_label, one.column_label, one.rule) for one in found(text)] == folded


def test_what_only_the_looks_tell_is_not_certain():
    sure, unsure = (EXAMPLES[name][0] for name in ("share by the head", "heads that nobody can tell apart"))
    assert all(one.certain for one in found(sure))
    assert not any(one.certain for one in found(unsure))


def test_offsets_are_those_of_the_given_text():
    """Zero-width characters, decomposed syllables and full-width figures lie between."""
    text = (
        "\u200b(단위: 백\u200b만원)\n" + unicodedata.normalize("NFD", "구분 | 예산") + "\n도로 | １，２５０"
    )
    (one,) = found(text)
    assert text[one.start : one.end] == one.text == "１，２５０"
    assert text[one.unit_start : one.unit_end] == one.unit == "백\u200b만원"
    assert (one.amount, one.row_label) == (1250 * MILLION, "도로")


PIECES = st.sampled_from(
    ["(단위: 백만원)", "(단위: 억원, %)", "[단위: 건, 천 달러]", "예산(억원)", "단위", "비율(%)", "구분", "도로", "2025년", "2025",
     "1,250", "△3.5", "(4.4)", "12개소", "-", "3.1%", "합계", "증감률", "금액", "○ 하천", "※ 잠정치", "시가 밝혔다.", " : ",
     "(’24) 120 → (’25) 130", "▲7", "▼8", "\u200b", "１２", "가나다라마바사아자차카타파하 " * 6]
)  # fmt: skip


@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", " ", " | ", "", "\n\n"])), max_size=40))
def test_every_figure_stands_where_it_says(pieces):
    text = "".join(piece + gap for piece, gap in pieces)
    end = 0
    for one in found(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert text[one.unit_start : one.unit_end] == one.unit
        assert one.currency in ("KRW", "USD")
        assert (one.amount is None) == (one.reason is not None)
        end = one.end


@given(st.text(alphabet="단위:()[]| \n0123456789,.-△원백만억달러%구분→’", max_size=200))
def test_any_text_is_read(text):
    for one in table_amounts.find(Reading.of(Document(text))):
        assert one.text and one.unit


HOSTILE = {
    "heads": "(억원)\n", "heads in a line": "예산(억원) ", "unit lines": "단위: 원\n", "unit words": "단위:",
    "open brackets": "(단위: ", "figures": "1,250\n", "rows": "도로 | 1,250 | 3\n", "bars": "1|", "lines": "도로 1,250 33\n",
    "series": "('24) 1,066 → ", "digits": "1", "commas": "1,", "blanks": " ", "line ends": "\n", "bullets": "○ 가\n",
    "triangles": "△", "brackets": "(", "columns of units": "단위|", "head rows": "구분 | 예산(억원)\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_characters_take_no_time(name):
    text = "예산(억원): " + "(단위: 백만원)\n" + (HOSTILE[name] * 100_000)[:100_000]
    reading = Reading.of(Document(text))
    begun = time.process_time()
    table_amounts.find(reading)
    assert time.process_time() - begun < 3  # a tenth on an idle machine

"""From a raw record to an article with mentions: what every command shares."""

import pytest

from pipeline.dumps import RawRecord
from pipeline.processing import Failure, extractor, prepare

TEXT = "행정안전부는 3월 2일 청주에서 설명회를 열었다고 밝혔다.\n올해 사업비는 12억 원이다. 라오스 공무원도 참석했다."


def raw(content, **known):
    return RawRecord("1", "a.txt", None, content, "0" * 64, known=known)


def test_title_and_body_are_searched_each_with_its_own_offsets():
    (processed,) = prepare(
        [raw(TEXT, title="행정안전부, 청주서 12억 원 사업 설명회", published="2026-03-02")]
    )
    assert {field for field, _ in processed.mentions} == {"title", "body"}
    for field, mention in processed.mentions:
        assert getattr(processed.article, field)[mention.start : mention.end] == mention.text


def test_a_record_without_an_article_is_a_failure_in_its_place():
    good, bad = prepare([raw(TEXT), raw("   ")])
    assert good.article.body
    assert isinstance(bad, Failure)
    assert bad.reason


def test_an_inferred_date_is_marked_and_resolves_the_relative_ones():
    text = "‘2023년 전자정부지원사업 설명회’가 2월 14일 서울에서 열린다.\n" + TEXT
    (processed,) = prepare([raw(text)])
    assert processed.article.published_inferred
    assert processed.article.published.startswith("2023")
    year = next(mention for _, mention in processed.mentions if mention.text == "올해")
    assert year.date_start == "2023-01-01"


@pytest.mark.parametrize("count", [1, 70, 130])
def test_results_stand_in_the_order_of_the_records(count):
    """Also beyond one batch of the analyser, with failures in between."""
    raws = [raw("" if number % 7 == 3 else f"{TEXT} 예산은 {number}억 원이다.") for number in range(count)]
    results = prepare(raws)
    assert len(results) == count
    for number, result in enumerate(results):
        assert isinstance(result, Failure) == (number % 7 == 3)
        if not isinstance(result, Failure):
            assert f"{number}억 원" in result.article.body


def test_the_version_names_the_code_and_the_gazetteer():
    made = extractor()
    assert made.code_version.startswith("0.1.0+")
    assert len(made.gazetteer) == 16

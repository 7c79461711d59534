import pytest

from intake.reading.clauses import clauses
from intake.reading.doubts import Unsure
from intake.reading.phrases import phrases
from intake.reading.tokens import scan


def spoken(text: str) -> str:
    found, doubts = clauses(phrases(scan(text)))
    assert doubts == ()
    return " / ".join(f"{clause.role}{clause.rank if clause.rank > 1 else ''} {clause.text}" for clause in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12/8 10時", "wish 12/8 10時", id="a plain wish is one clause"),
        pytest.param("12/7は都合が悪いので、12/8 10時", "not 12/7 / wish 12/8 10時", id="what cannot be, to its end"),
        pytest.param("12/8 10時。12/9は不可", "wish 12/8 10時 / not 12/9", id="at the end of the text"),
        pytest.param("12/7×、12/8 10時", "not 12/7 / wish 12/8 10時", id="a sign before a comma"),
        pytest.param("12/7× 12/8○ 10時", "not 12/7 / wish 12/8 10時", id="a sign beside its opposite"),
        pytest.param("12/7、12/9は無理。12/8 10時", "not 12/7 12/9 / wish 12/8 10時", id="all days of the list"),
        pytest.param("来週の午前(水曜を除く)", "wish 来週 午前 / except 水曜", id="in brackets"),
        pytest.param("来週の水曜以外の午前", "except 水曜 / wish 来週 午前", id="the week stays wished"),
        pytest.param("12/7~12/11、水曜を除く", "wish 12/7~12/11 / except 水曜", id="a stretch is no day of the list"),
        pytest.param(
            "12/7は面接が13時からあるため、その前の10時", "not 12/7 13時から / wish 10時", id="an appointment"
        ),
        pytest.param(
            "面接が12/7に決まったので、12/8 10時", "not 12/7 / wish 12/8 10時", id="the appointment comes first"
        ),
        pytest.param(
            "午前中は幼稚園があるので、12/8の午後", "aside 午前中 / wish 12/8 午後", id="a reason nobody knows"
        ),
        pytest.param("12/8 10時以外は無理です", "wish 12/8 10時", id="no other than this"),
        pytest.param("12/7ではなく12/8の10時", "old 12/7 / wish 12/8 10時", id="not this but that"),
        pytest.param("12/7と書きましたが、12/8の間違いです", "old 12/7 / wish 12/8", id="what was written"),
        pytest.param("12/7は誤りで、正しくは12/8 10時です", "old 12/7 / wish 12/8 10時", id="the right one is"),
        pytest.param("12/7 10時を12/8 10時に変更", "old 12/7 10時 / wish 12/8 10時", id="changed into"),
        pytest.param("12/7 10時、やっぱり12/8 10時", "old 12/7 10時 / wish 12/8 10時", id="a second thought"),
        pytest.param("訂正します。12/8 10時です", "wish 12/8 10時", id="a correction of another message"),
        pytest.param("12/8 10時です。失礼しました。", "wish 12/8 10時", id="only polite at the end"),
        pytest.param("12/8 10時、無理なら12/9 14時", "wish 12/8 10時 / wish2 12/9 14時", id="if that cannot be"),
        pytest.param("12/8 10時。予備日は12/9です", "wish 12/8 10時 / wish2 12/9", id="a spare day"),
        pytest.param("12/8 10時、14時でも可", "wish 12/8 10時 / wish2 14時", id="this will do too"),
        pytest.param("12/8の10時でも構いません", "wish 12/8 10時", id="with nothing before it that is the wish"),
        pytest.param("11/27に登録しました。12/8 10時", "over 11/27 / wish 12/8 10時", id="what has been"),
        pytest.param("応募したいので、12/8 10時", "wish 12/8 10時", id="a reason without a day"),
    ],
)
def test_clauses(text: str, expected: str):
    assert spoken(text) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("行けません", ["negation"], id="a turning word asks anywhere"),
        pytest.param("10時に散歩", ["leftover"], id="a word nobody knows"),
        pytest.param("10時に散歩した", ["leftover"], id="unknown words side by side are one"),
        pytest.param("先日10時", ["vague_date"], id="a vague word"),
        pytest.param("10時でお願いします", [], id="polite words"),
        pytest.param("10時にやめます", ["correction"], id="taken back"),
        pytest.param("NG 12/8 10時", ["negation"], id="what cannot be is not said"),
        pytest.param("12/7 NG 12/8 10時", ["negation"], id="nor whether it is the day before or after"),
        pytest.param("12/8ですので", [], id="a reason that goes on nowhere"),
        pytest.param("休み", ["negation"], id="a word of rest is not read"),
    ],
)
def test_what_no_clause_explains_is_asked(text: str, codes: list[str]):
    assert [found.code for found in clauses(phrases(scan(text)))[1]] == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("やっぱり12/8 10時", "correction", id="nothing before the second thought"),
        pytest.param("無理なら12/8 10時", "condition", id="nothing that cannot be"),
        pytest.param("12/7 10時、12/8 10時ではなく12/9 10時", "correction", id="which of two is taken back"),
        pytest.param("12/7 10時、12/8 10時、12/9でも可", "condition", id="which of two it comes after"),
        pytest.param("12/8の間違いです", "correction", id="nothing that was mistaken"),
    ],
)
def test_a_turn_needs_what_it_turns(text: str, code: str):
    with pytest.raises(Unsure) as unsure:
        clauses(phrases(scan(text)))
    assert unsure.value.doubt.code == code

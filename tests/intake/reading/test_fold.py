import pytest

from intake.reading.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("１２／３　１４：３０～", "12/3 14:30~", id="full width"),
        pytest.param("14:30−15:00‐16:00—", "14:30-15:00-16:00-", id="dashes"),
        pytest.param("〜～∼", "~~~", id="waves"),
        pytest.param("10時ー11時", "10時-11時", id="a long mark between times"),
        pytest.param("サーバー", "サーバー", id="a long mark in a word"),
        pytest.param("㋿8年㋋㏢㊍", "令和8年12月3日(木)", id="square signs"),
        pytest.param("⽉⽇", "月日", id="radicals of PDF copies"),
        pytest.param("ｶﾞｲﾄﾞ", "ガイド", id="half-width kana"),
        pytest.param("①½²", "①½²", id="what would fold into plain digits stays"),
        pytest.param("a\r\nb\rc\u2028d\x00\u200b\ufeff", "a\nb\nc\nd", id="line ends and controls"),
        pytest.param("【12/3】〔火〕", "(12/3)(火)", id="brackets"),
    ],
)
def test_fold(text: str, folded: str):
    assert fold(text) == folded

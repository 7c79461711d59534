import pytest

from intake.reading.marks import Section, rank_doubts, split_marks


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        pytest.param("12/8 10時", [(0, "12/8 10時")], id="no mark"),
        pytest.param("①6月②7月", [(1, "6月"), (2, "7月")], id="before any folding: ①6月 is not 16月"),
        pytest.param("②b①a", [(1, "a"), (2, "b")], id="the number decides"),
        pytest.param("第２希望：b\u3000第１希望：a", [(1, "a"), (2, "b")], id="full width, out of order"),
        pytest.param("第一希望は1月、第二希望は2月", [(1, "1月"), (2, "2月")], id="in a sentence"),
        pytest.param("見本です。①a②b", [(0, "見本です。"), (1, "a"), (2, "b")], id="words before the first mark"),
        pytest.param("1) a 2) b", [(1, "a"), (2, "b")], id="numbers in order"),
        pytest.param("2) a 1) b", [(0, "2) a 1) b")], id="numbers out of order are no marks"),
        pytest.param("1. 12/8\n2. 12/9", [(1, "12/8"), (2, "12/9")], id="numbers with a dot on lines"),
        pytest.param("12/3、2、", [(0, "12/3、2、")], id="numbers of a list are no marks"),
        pytest.param("Ⅰ a Ⅱ b", [(1, "a"), (2, "b")], id="Roman"),
        pytest.param("⑴a⑵b", [(1, "a"), (2, "b")], id="in brackets"),
        pytest.param("一、a\n二、b", [(1, "a"), (2, "b")], id="kanji with a comma"),
        pytest.param("一、a\n三、b", [(0, "一、a\n三、b")], id="kanji with a gap"),
        pytest.param("a 1) b 2) c", [(0, "a 1) b 2) c")], id="the first does not open the line"),
    ],
)
def test_texts_are_split_at_their_marks(text: str, sections: list[tuple[int, str]]):
    assert list(split_marks(text)) == [Section(*each) for each in sections]


@pytest.mark.parametrize(
    ("ranks", "asks"),
    [((0,), False), ((1, 2), False), ((0, 1, 2), False), ((1, 1), True), ((2, 3), True), ((1, 3), False)],
)
def test_the_order_is_doubted_where_it_is_not_clear(ranks: tuple[int, ...], asks: bool):  # noqa: FBT001 -- a column of the table
    assert bool(rank_doubts(tuple(Section(rank, "a") for rank in ranks))) is asks


def test_an_empty_first_choice_is_doubted():
    assert rank_doubts((Section(1, ""), Section(2, "a")))

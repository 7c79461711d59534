"""What staff announce on the home page: on which days it stands, in which languages, and what is said of a slip."""

from datetime import date
from pathlib import Path

import pytest

from madoguchi.config.news import load_news
from madoguchi.errors import ConfigurationError
from madoguchi.model.language import Language

GOOD = '[[news]]\nfrom = 2026-12-01\nuntil = 2026-12-28\nja = "年末はお休みです。"\n'


def _put(own: Path, text: str, encoding: str = "utf-8") -> Path:
    (own / "news.toml").write_bytes(text.encode(encoding))
    return own


def test_without_a_file_there_is_no_news(tmp_path: Path) -> None:
    assert load_news(tmp_path) == ()


@pytest.mark.parametrize(
    ("on", "shown"),
    [("2026-11-30", 0), ("2026-12-01", 1), ("2026-12-28", 1), ("2026-12-29", 0)],
)
def test_news_stands_from_its_first_day_to_its_last(tmp_path: Path, on: str, shown: int) -> None:
    news = load_news(_put(tmp_path, GOOD))
    assert len([one for one in news if one.stands_on(date.fromisoformat(on))]) == shown


def test_easy_japanese_falls_back_on_japanese_and_english_on_nothing(tmp_path: Path) -> None:
    both = GOOD + GOOD.replace("\nja", '\neasy = "休《やす》みです。"\nen = "Closed."\nja')
    first, second = load_news(_put(tmp_path, both))
    assert [first.words(language) for language in Language] == ["年末はお休みです。", "年末はお休みです。", ""]
    assert [second.words(language) for language in Language] == ["年末はお休みです。", "休《やす》みです。", "Closed."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            GOOD.replace("12-28", "11-28"),
            ["の1行目からのお知らせ：until（最後の日）が from（始めの日）より前です。"],
            id="ends first",
        ),
        pytest.param(
            GOOD + "\n# 次\n" + GOOD.replace("until", "untli"),
            [
                "の7行目からのお知らせ：until には、載せる最後の日を 2026-12-10 の形で書いてください。",
                "の7行目からのお知らせ：untli は使えません。書けるのは from、until、ja、easy、en です。",
            ],
            id="a slip in the second",
        ),
        pytest.param(
            GOOD.replace("ja =", "# ja ="),
            ['の1行目からのお知らせ：ja には、ja = "お知らせの文" の形で、お知らせの文を書いてください。'],
            id="no words",
        ),
        pytest.param(
            GOOD.replace("12-28", "12-32"),
            ["の3行目が読めません。日付は、ある日を 2026-12-01 の形で書いてください。"],
            id="a day that there is not",
        ),
        pytest.param(
            GOOD.replace("= 2026-12-01", "= 2026/12/01"),
            ["の2行目が読めません。日付は、ある日を 2026-12-01 の形で書いてください。"],
            id="a day with slashes",
        ),
        pytest.param(
            GOOD.replace('"', "”"), ['の4行目が読めません。「=」と「"」は半角で書いてください。'], id="wide quotes"
        ),
        pytest.param(
            GOOD + 'ja = "もう一つ"\n',
            ["の5行目が読めません。同じ名前が二度書かれています。どちらかを消してください。"],
            id="twice",
        ),
        pytest.param(
            GOOD.replace('。"', "。"),
            ['の4行目が読めません。「名前 = "ことば"」の形と、引用符の閉じ忘れを確かめてください。'],
            id="an open quote",
        ),
        pytest.param(
            'news = ["お休みです"]\n',
            ["には、[[news]] の下にお知らせを一つずつ、50件まで書いてください。"],
            id="no tables",
        ),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_news(_put(tmp_path, text))
    assert refused.value.problems == tuple(f"content/news.toml {one}" for one in said)


def test_a_file_of_notepad_in_the_old_encoding_is_told_how_to_save(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"news\.toml の4行目が UTF-8 ではありません.*エンコード"):
        load_news(_put(tmp_path, GOOD, "cp932"))

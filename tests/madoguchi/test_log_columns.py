"""The `[log.columns]` of `office.toml`, and what is said of its faults."""

import pytest

from intake.table.layouts import LOG
from madoguchi.config.load import parse_office
from madoguchi.config.log import LogColumns
from madoguchi.errors import ConfigurationError
from madoguchi.paths import shipped

EXAMPLE = (shipped("examples") / "office.toml").read_text(encoding="utf-8")


def columns_of(*lines: str) -> LogColumns:
    return parse_office("\n".join([EXAMPLE, "[log.columns]", *lines]).encode()).log.columns


def test_every_field_of_a_log_can_be_named() -> None:
    weekdays = {name for name in LOG.fields if name.endswith("_weekday")}  # known by the column to their left alone
    assert set(LogColumns.model_fields) == (LOG.fields.keys() - weekdays) | {"unread"}


def test_one_header_or_several() -> None:
    columns = columns_of('wish = "面談日"', 'note = ["連絡欄", "申し送り"]')
    assert dict(columns.written()) == {"wish": ("面談日",), "note": ("連絡欄", "申し送り")}
    assert dict(parse_office(EXAMPLE.encode()).log.columns.written()) == {}


def test_the_example_shows_the_section_as_it_is_written() -> None:
    commented = EXAMPLE.partition("# [log.columns]")[2].partition("\n\n")[0]
    lines = [line.removeprefix("# ") for line in commented.splitlines()[1:]]
    assert dict(columns_of(*lines).written())["wish"] == ("面談日",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('nam = "氏名"', "log.columns.nam という項目はありません"),
        ("name = 5", 'log.columns.name：受付簿の見出しを「" "」で囲んで'),
        ('name = ""', "log.columns.name.1番目 が空です"),
        ('name = ["氏名", 5]', "log.columns.name.2番目 は「"),
        (f'name = "{"あ" * 61}"', "log.columns.name.1番目：見出しは60文字まで"),
        ('name = "氏名"\nphone = "氏 名"', "見出し「氏 名」が name と phone の両方に"),
        ('unread = "氏名"\nname = "氏名"', "name と unread の両方に"),
    ],
)
def test_a_fault_is_said_in_japanese_with_its_key(line: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        columns_of(line)
    (problem,) = refused.value.problems
    assert problem.startswith("office.toml の log.columns")
    assert said in problem
    assert problem.endswith("。")

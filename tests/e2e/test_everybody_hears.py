"""Whoever writes a mail hears at least that it has come, also where only the decision turns out to be for staff."""

from pathlib import Path

import pytest
from letters_to_us import take
from offices import empty, query

REQUEST = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月8日10時\n言語：{language}\n"


def test_a_request_in_a_language_that_no_counsellor_speaks_is_acknowledged(tmp_path: Path) -> None:
    folder = empty(tmp_path / "office")
    take(folder, REQUEST.format(language="ベトナム語"), ident="1")
    assert query(folder, "SELECT kind, request_id FROM outbox") == [("receipt", 1)]
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(1,)]


@pytest.mark.parametrize("language", ["", "日本語", "やさしい日本語"])
def test_what_any_counsellor_speaks_is_booked_and_brings_no_receipt(tmp_path: Path, language: str) -> None:
    folder = empty(tmp_path / "office")
    take(folder, REQUEST.format(language=language), ident="1")
    assert query(folder, "SELECT kind, request_id FROM outbox") == [("confirmation", 1)]

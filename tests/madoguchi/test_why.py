"""`madoguchi why`: the story of a request as staff read it.

`REWRITE_GOLDEN=1 pytest tests/madoguchi/test_why.py` writes the stories anew; read the difference before it is kept.
"""

import json
import os
import unicodedata
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from hypothesis import given
from hypothesis import strategies as st
from offices import AS_OF, OfficeFolder, drop, empty, log, row, run
from samples_of_requests import ask
from typer.testing import CliRunner, Result

from madoguchi.cli.app import app
from madoguchi.cli.story import Line, Matter, tell
from madoguchi.cli.why import as_json, fold, number_of
from madoguchi.errors import Exit
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.reading import Doubt
from madoguchi.model.reply import Answer

GOLDEN = Path(__file__).parents[1] / "golden" / "why"
TARO = ("見本 太郎", "28050-1")
HANAKO = ("見本 花子", "28050-2")
TOOK = (row("001", *HANAKO, "12/3 10:00"), row("002", "見本 次郎", "28050-3", "12/3 10:00"))


def why(folder: OfficeFolder, *words: str) -> Result:
    return CliRunner().invoke(app, ["why", *words, str(folder.root)], env={"COLUMNS": "80"})


def second_wish(folder: OfficeFolder) -> str:
    drop(folder, "a.csv", log(*TOOK, row("003", *TARO, "12/3 10:00", second="12/4 午前", received="2026/11/30 9:05")))
    run(folder)
    return "M00003"


def moved_and_cancelled(folder: OfficeFolder) -> str:
    drop(folder, "a.csv", log(row("001", *TARO, "12/3 10:00", mail="taro@mihon.example")))
    run(folder)
    drop(folder, "b.csv", log(row("002", *TARO, "12/8 14:00", kind="変更", received="2026/11/30 10:20")))
    run(folder, AS_OF + timedelta(hours=1))
    drop(folder, "c.csv", log(row("003", *TARO, "", kind="取消", received="2026/11/30 11:30")))
    run(folder, AS_OF + timedelta(hours=2))
    return "M00001"


def never_booked(folder: OfficeFolder) -> str:
    drop(folder, "a.csv", log(row("001", *TARO, "12/3 10:00")))
    run(folder)
    drop(folder, "b.csv", log(row("002", *TARO, "12/8 14:00", received="2026/11/30 10:20")))
    run(folder, AS_OF + timedelta(hours=1))
    return "M00002"


@pytest.mark.parametrize("story", [second_wish, moved_and_cancelled, never_booked])
def test_a_story_is_told_in_order(tmp_path: Path, story: object) -> None:
    folder = empty(tmp_path)
    told = why(folder, story(folder))  # type: ignore[operator] # one of the three above
    golden = GOLDEN / f"{story.__name__}.txt"  # type: ignore[attr-defined] # as above
    if os.environ.get("REWRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(told.stdout.encode())
    assert told.stdout == golden.read_text(encoding="utf-8")
    assert told.exit_code == Exit.DONE
    assert max(map(_width, told.stdout.splitlines())) <= 80
    for personal in ("見本", "28050", "090-0000-0000", "mihon.example"):
        assert personal not in told.stdout


def test_the_word_that_moved_it_leads_to_the_same_story(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    moved_and_cancelled(folder)
    told = why(folder, "m2").stdout
    assert "M00002：処理済み" in told
    assert "予約を決めました（受付番号 M00001）" in told
    assert "予約を取り消しました（受付番号 M00003）" in told


def test_the_story_is_told_to_other_programs(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    told = json.loads(why(folder, second_wish(folder), "--json").stdout)
    assert (told["reference"], told["stage"], told["channel"]) == ("M00003", "予約済み", "telephone")
    (decision,) = told["decisions"]
    assert [(one["rank"], one["rule"]) for one in decision["reasons"]] == [(1, "full"), (2, "chosen")]
    assert [one["start"] for one in told["bookings"]] == ["2026-12-04T09:30:00"]
    assert "28050" not in json.dumps(told, ensure_ascii=False)


def test_a_sentence_that_names_people_is_said_without(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(row("001", *TARO, "12/3 10:00"), row("002", "手本 花子", "28050-1", "12/4 10:00")))
    run(folder)
    told = why(folder, "M00002").stdout
    assert "これまで別のお名前で受け付けています" in told.replace("\n", "").replace(" ", "")
    assert "手本" not in told
    assert "見本" not in told


def test_a_number_that_nobody_has(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    run(folder)
    told = why(folder, "M00099")
    assert told.exit_code == Exit.NEEDS_PERSON
    assert told.stdout == ""
    assert "M00099 の申込は見つかりません" in told.stderr
    assert why(folder, "あした").exit_code == Exit.USAGE


@pytest.mark.parametrize(
    ("written", "number"),
    [("M00012", 12), ("12", 12), ("m12", 12), ("Ｍ０００１２", 12), ("M-12", 12), ("K00012", None), ("", None)],
)
def test_a_number_is_read_as_people_write_it(written: str, number: int | None) -> None:
    assert number_of(written) == number


def _matter(**changes: object) -> Matter:
    given: dict[str, object] = {
        "request": ask(1, make.wish(1), state="offered", note="", concerns=7),
        "others": {},
        "decisions": (),
        "bookings": (),
        "replies": (),
        "offers": (),
        "notices": (),
        "doubts": (),
    }
    return Matter(**{**given, **changes})  # type: ignore[arg-type] # fields by name


def test_offers_doubts_and_the_request_it_is_about_are_told() -> None:
    offer = Offer(
        offer_id=1,
        request_id=1,
        counsellor="b",
        start=datetime(2026, 12, 3, 10, 0),
        minutes=30,
        made_at=AS_OF,
        until=AS_OF + timedelta(days=1),
    )
    lapsed = offer.model_copy(update={"state": OfferState.LAPSED})
    doubt = Doubt(code="phone_odd", say="見本 1さん（28070-1）の電話番号「090-0000-0000」を確かめてください。")
    lines = list(tell(_matter(offers=(lapsed, offer), doubts=(doubt,)), lambda counsellor: counsellor.upper()))
    said = [line.say for line in lines]
    assert said[0] == "受付番号 M00001：空き枠を案内中"
    assert "受付番号 M00007 についての申し出です。" in said
    assert "第1希望：枠なし" in said
    assert "○○さん（○○）の電話番号「○○」を確かめてください。" in said
    assert "まだ何も決めていません。" in said
    assert [one for one in said if "（B）" in one] == [
        "2026年11月30日（月）午前10時　2026年12月3日（木）午前10時（B）　お返事がないまま期限を過ぎました",
        "2026年11月30日（月）午前10時　2026年12月3日（木）午前10時（B）　お返事を待っています（2026年12月1日（火）午前10時まで）",
    ]


def test_what_calendars_answered_is_told_with_what_it_is_about() -> None:
    booking = sample.booking(sequence=1)
    answers = (
        stores.reply(1, booking_id=7),
        stores.reply(2, booking_id=7, sequence=1, answer=Answer.DECLINED),
        stores.reply(3, booking_id=7, sequence=1, stamp="20261130T000001Z"),
    )
    matter = _matter(bookings=(booking,), replies=answers)
    said = [line.say for line in tell(matter, str)]
    at = said.index("カレンダーの返事")
    assert [line.partition("　")[2] for line in said[at + 1 : at + 4]] == [
        "承諾（変更前のご案内への返事）",
        "辞退（あとの返事に替わりました）",
        "承諾（2026年12月3日（木）午後2時30分への返事）",
    ]
    told = as_json(matter)["replies"]
    assert [(one["answer"], one["counts"]) for one in told] == [
        ("accepted", False),
        ("declined", False),
        ("accepted", True),
    ]
    assert "taro@mihon.example" not in str(told)


def test_what_a_decision_has_said_is_not_said_again(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    told = why(folder, never_booked(folder)).stdout
    assert told.replace("\n", "").replace(" ", "").count("変更のご希望か、次の回のご希望か") == 1
    assert "確かめること" not in told
    assert sample.CANARY not in told


@given(st.integers(0, 2), st.text(st.sampled_from("あいう、。（）ab　 7")), st.integers(20, 80))
def test_folding_loses_nothing_and_keeps_inside(indent: int, text: str, width: int) -> None:
    pieces = list(fold(Line(indent, text), width))
    margin = " " * (indent * 2)
    assert "".join(piece.removeprefix(margin) for piece in pieces) == text
    assert max(map(_width, pieces)) <= width
    for before, piece in pairwise(pieces):
        first = piece.removeprefix(margin)[:1]
        assert first not in set("、。）") or set(before.strip()[1:]) <= set("、。）"), "unless there is nothing else"


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)

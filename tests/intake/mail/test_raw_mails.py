"""Mails as they came over the wire, read as `madoguchi explain FILE --json` reads them.

`raw/mails.jsonl` says of each file what one field has to be: `body`, `subject`, `from` (name and address), `date`, `file`
(the first attachment), `request` (who asks), `slots` (all wished starts), `doubts` (those of reading the mail itself),
and `refused`: what is said of a file whose text nobody can read.
"""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from intake.mail import doubts as say
from intake.mail.charset import Trouble
from madoguchi.cli.explain import explain
from madoguchi.clock import TOKYO
from madoguchi.errors import UnreadableInput
from madoguchi.model.reading import Doubt

RAW = Path(__file__).with_name("raw")
RECEIVED = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
OF_THE_MAIL = {doubt.code for doubt in vars(say).values() if isinstance(doubt, Doubt)} | {str(one) for one in Trouble}


def expectations() -> dict[str, dict[str, Any]]:
    wanted: dict[str, dict[str, Any]] = defaultdict(dict)
    for line in (RAW / "mails.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        wanted[case["file"]][case["field"]] = case["expected"]
    return wanted


WANTED = expectations()


def told(answer: dict[str, Any], field: str) -> object:
    match field:
        case "body":
            return answer["text"]
        case "from":
            return [answer["from"]["name"], answer["from"]["address"]]
        case "file":
            return answer["attachments"][0]
        case "slots":
            return [slot for wish in answer["wishes"] for slot in wish["slots"]]
        case "doubts":
            return sorted({doubt["code"] for doubt in answer["doubts"]} & OF_THE_MAIL)
        case _:
            return answer[field]


def test_every_file_is_expected_to_be_something():
    assert {path.name for path in RAW.glob("*.eml")} == set(WANTED)
    assert len(WANTED) >= 60


@pytest.mark.parametrize("name", WANTED)
def test_a_raw_mail(name, capsys):
    wanted = WANTED[name]
    if "refused" in wanted:
        with pytest.raises(UnreadableInput, match=wanted["refused"]):
            explain(str(RAW / name), RECEIVED, None, json_wanted=True)
        return
    explain(str(RAW / name), RECEIVED, None, json_wanted=True)
    answer = json.loads(capsys.readouterr().out)
    assert {field: told(answer, field) for field in wanted} == wanted
    assert "\ufffd" not in answer["text"]

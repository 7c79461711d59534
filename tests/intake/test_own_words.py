"""What of the text of an answer is the person's own, and what its program writes by itself."""

import pytest

from intake.calendar.entries import read_entries
from intake.calendar.own_words import comments, description, own_words
from madoguchi.model.reply import Answer

EVENT = read_entries(
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:オンライン職業相談（ハローワーク豊岡）\nLOCATION:Zoom\n"
    "DESCRIPTION:開始の前に当所からお電話し、ミーティングIDとパスコードをお伝えします。\\nお電話をお手元にご用意ください。\n"
    "BEGIN:VALARM\nCOMMENT:警報\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR"
).entries

ROWS = [
    ("", "", "nothing at all"),
    ("見本 太郎 <taro@mihon.example> has accepted your event invitation.", "", "Thunderbird"),
    (
        "Mihon Taro has tentatively accepted this invitation.",
        "Mihon Taro has tentatively accepted this invitation.",
        "another answer",
    ),
    ("欠席します。", "欠席します。", "the calendar says yes, the person no"),
    ("仮承諾", "仮承諾", "the calendar says yes, the person perhaps"),
    ("見本 太郎さんは会議への出席依頼を承諾しました。", "", "Japanese"),
    ("承諾: オンライン職業相談（ハローワーク豊岡）", "", "the subject told again"),
    ("承諾：10分遅れます", "承諾：10分遅れます", "behind the label stands what no event says"),
    ("iPhoneから送信", "", "a signature of the device"),
    ("https://calendar.example/event?x=1", "", "a link"),
    ("開始の前に当所からお電話し、ミーティングIDとパスコードをお伝えします。", "", "our own words"),
    ("招待を承諾しました。\n日時: 2026年12月3日（木）午後2時30分から3時", "", "a time below the program's sentence"),
    ("2026年12月3日 14:30", "2026年12月3日 14:30", "a time alone: somebody may wish for it"),
    ("日時：12月4日 10:00", "日時：12月4日 10:00", "a form is filled in by a person"),
    ("承諾しました。子どもを連れて行きます。", "承諾しました。子どもを連れて行きます。", "two sentences in one line"),
    (
        "Taro accepted this invitation but\n遅れます",
        "Taro accepted this invitation but\n遅れます",
        "a sentence that goes on",
    ),
    ("都合が悪くなりました", "都合が悪くなりました", "plain words"),
]


@pytest.mark.parametrize(("text", "kept", "why"), ROWS)
def test_own_words(text: str, kept: str, why: str) -> None:
    assert own_words(text, EVENT, Answer.ACCEPTED) == kept, why


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Answer.TENTATIVE, "Mihon Taro has tentatively accepted this invitation."),
        (Answer.TENTATIVE, "見本 太郎さんは会議への出席依頼を仮承諾しました。"),
        (Answer.DECLINED, "見本 太郎 <taro@mihon.example> has declined your event invitation."),
        (Answer.DECLINED, "辞退: オンライン職業相談（ハローワーク豊岡）"),
    ],
)
def test_each_answer_has_its_own_sentences(answer: Answer, text: str) -> None:
    assert own_words(text, EVENT, answer) == ""
    assert own_words(text, EVENT, None) == ""
    assert own_words(text, EVENT, Answer.ACCEPTED) == text


def test_a_line_longer_than_any_program_writes_is_the_persons() -> None:
    line = "見本 太郎さんが招待を承諾しました。" * 40
    assert own_words(line, EVENT, Answer.ACCEPTED) == line


def test_the_lines_of_a_very_long_text_are_not_lost() -> None:
    assert own_words("\n" * 400 + "遅れます", EVENT, Answer.ACCEPTED).strip() == "遅れます"


def test_comments_of_the_event_count_and_those_of_its_alarms_do_not() -> None:
    assert comments(EVENT) == []
    said = read_entries(
        'BEGIN:VEVENT\nCOMMENT:一つ\\, 二つ\\nその次\nX-MIHON-COMMENT:一つ\\, 二つ\\nその次\nATTENDEE;X-RESPONSE-COMMENT="三つ":mailto:a@x.example\nEND:VEVENT'
    )
    assert comments(said.entries) == ["一つ, 二つ\nその次", "三つ"]


def test_a_description_is_the_persons_unless_it_is_ours_come_back() -> None:
    assert description(EVENT) == ""
    said = read_entries("BEGIN:VEVENT\nDESCRIPTION:お電話をお手元にご用意ください。\\n遅れます\\n\nEND:VEVENT")
    assert description(said.entries) == "遅れます"

"""Sentences that name no time but say of what the time beside them is: a heading above it, a note below it.

面接日時 above a date, or 会社の面接 below it, makes it another appointment than the one that is wished.
"""

import re
from collections.abc import Sequence
from typing import Final

from intake.reading.doubts import doubt
from intake.reading.phrases import speaks
from intake.reading.values import Token
from madoguchi.model.reading import Doubt

_EVENTS: Final = (
    r"面接(?! ?の?(?:練習|対策|指導|相談))|選考|説明会|セミナー|講習|講座|訓練|研修|試験|検定|会議|出社|出勤|入社|勤務|シフト|バイト|パート|派遣"
    r"|仕事(?!の?相談)|求人|締め?切|通院|病院|診察|検査|健診|歯医者|医者|学校|授業|行事|法事|葬|旅行|出張|法要|用事|予定|来客|外出"
)
_ANOTHER_TIME: Final = rf"{_EVENTS}|前の|前回|先日|過去|履歴|先方|他社|提案|ご?案内|確定|決定|お知らせ|受付|受信|送信|登録|期限|開催|NG|都合の悪|予約済|済み|済$|現在の|今の|変更前|旧|元の|当初"
_HEADING_ENDS: Final = re.compile(
    r"(?:[:)」]|とおり|通り|以下|下記|済み|[^ぁ-ん。])[\s:)」-]*$|(?:とおり|通り|以下|下記)[^\n]{0,10}$"
)
_LEADS_ON: Final = ("は", "が", "の", "に", "で", "を", ":", "約")
_END: Final = 40
_HEADING: Final = re.compile(_ANOTHER_TIME)
_HEADING_SENTENCE: Final = re.compile(
    rf"(?:以下|下記|次の)[^\n]{{0,20}}(?:{_ANOTHER_TIME})|(?:{_ANOTHER_TIME})[^\n]{{0,20}}(?:とおり|通り|以下|下記|次の)"
)
_NOTE: Final = re.compile(
    rf"[\s(※・*-]*[^、。\n]{{0,10}}(?:(?:{_EVENTS})(?:の日[時程]?|の時間|中|日)?|前回|前の回|済み?|済みました|終了|完了|確定|決定|没)(?:です|でした|(?:が|の予定が)?あります|に行きます|が入っています|が入りました|済み?|の予定)?[\s)。.!]*"
)


def beside_doubts(sentences: Sequence[tuple[Token, ...]]) -> tuple[Doubt, ...]:
    """Doubt headings and notes that make the day or time beside them another appointment.

    Args:
        sentences: The tokens of one section, cut into sentences.
    """
    if len(sentences) < 2:  # noqa: PLR2004 -- nothing stands beside a single sentence
        return ()
    texts: list[str] = []
    told: list[bool] = []
    for sentence in sentences:
        if text := "".join(token.text for token in sentence).strip():
            texts.append(text)
            told.append(speaks(sentence))
    found: list[str] = []
    for place, text in enumerate(texts):
        if told[place]:
            continue
        if (place + 1 < len(texts) and told[place + 1] and _is_heading(text)) or (
            place and told[place - 1] and _NOTE.fullmatch(text)
        ):
            found.append(text)
    return tuple(doubt("leftover", text) for text in found)


def preamble_doubts(tokens: tuple[Token, ...]) -> tuple[Doubt, ...]:
    """Doubt the line right before the first choice mark where it says of what the choices are: 説明会は①….

    Args:
        tokens: The tokens of what stands before the first mark.
    """
    line: list[Token] = []
    for token in reversed(tokens):
        if token.letter in ".l" and any(each.text.strip() for each in line):
            break
        line.insert(0, token)
    text = "".join(token.text for token in line).strip()
    if _is_heading(text) or (text.endswith(_LEADS_ON) and any(token.letter in "?#ZO" for token in line)):
        return (doubt("leftover", text),)
    return ()


def _is_heading(text: str) -> bool:
    if _HEADING_SENTENCE.search(text):
        return True
    return _HEADING.search(text) is not None and _HEADING_ENDS.search(text[-_END:]) is not None

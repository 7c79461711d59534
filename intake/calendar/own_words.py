"""What a person wrote into the answer of a calendar, beside the sentences that calendars write by themselves."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from intake.calendar.entries import Entry

_MOST_LINES: Final = 300
_DID = r"(?:has |have )?(?:tentatively )?(?:accepted|accepts|declined|declines|responded to|replied to)"
_WHAT = r"(?:your|this|the(?: following)?) (?:event |meeting |calendar )?(?:invitation|request|event|meeting)"
_WHAT_JA = "(?:招待状?|出席依頼|参加依頼|会議|イベント|予定)"
_DID_JA = "(?:承諾|承認|受諾|仮承諾|辞退|欠席|保留)"
_SAYS = (
    rf"(?:[^.!?]|\.(?=\S)){{1,160}}? {_DID} {_WHAT}(?: to .{{1,200}}|, .{{1,200}}| scheduled .{{1,200}})?[.:]?",
    rf"[^。、!?]{{0,120}}?{_WHAT_JA}[^。、!?]{{0,60}}?{_DID_JA}(?:しました|されました|済み)?。?",
    r"(?:yes, i will attend|i (?:might|may) attend|no, i won't attend|accepted|tentative|declined)[.!]?",
    r"(?:はい、出席します|出席します|出席するかもしれません|欠席します|承諾|承諾済み|仮承諾|仮の予定|辞退)。?",
)
_SAID = re.compile("|".join(_SAYS), re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:accepted|tentative|declined|承諾|承諾済み|仮承諾|仮の予定|辞退|(?:イベント|予定)への招待が承諾されました"
    r"|title|subject|what|summary|when|where|location|organi[sz]er|who|guests?|attendees?|description|calendar|date|time"
    r"|タイトル|件名|予定|日時|日程|時間|場所|主催者|開催者|参加者|出席者|ゲスト|説明|カレンダー)[ \t]*[:：]?[ \t]*(.*)",
    re.IGNORECASE,
)
_DAY_NAMES = r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
_MONTHS = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_A_TIME = re.compile(
    rf"(?:[0-9\s:：./,、()（）~～–—\-⋅·]|年|月|日|時|分|曜日?|[月火水木金土]|午前|午後|から|まで|日本標準時|(?:{_DAY_NAMES})(?:day)?\b|(?:{_MONTHS})\b|from|to|am|pm|jst|gmt|utc|\+0?9)+",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"(?:<?https?://\S+>?|[-_=~*/]{3,}|(?:from |sent from |get )?(?:my )?(?:iphone|ipad|outlook for \w+|android)(?:から送信)?\.?"
    r"|(?:iphone|ipad|android)から送信|outlook for \w+ を入手.*|invitation from google calendar.*|google カレンダーからの招待.*"
    r"|you (?:are receiving|received) this (?:courtesy )?email .*|このメールは、?.{0,200}(?:送信|登録|設定|受信).{0,100}"
    r"|to stop receiving these emails.*|forwarding this invitation could .*|この招待状を転送すると.*)",
    re.IGNORECASE,
)
# Lines of our own invitation, which some programs repeat as what the person says.
_OURS = re.compile(r"(?:開始の前に当所から|開始の時刻に、当所から|お電話をお手元に|キャンセルは、お電話)")
_COMMENT_PARAMETERS: Final = ("X-RESPONSE-COMMENT", "X-CALENDARSERVER-ATTENDEE-COMMENT", "X-COMMENT")


def own_words(text: str, entries: Iterable[Entry]) -> str:
    """Return the lines of a mail's text that no calendar writes by itself; empty when it wrote all of them."""
    repeated = _folded("\n".join(_event_words(entries)))
    kept = []
    said = False
    lines = text.split("\n")
    for line in lines[:_MOST_LINES]:
        folded = _folded(line)
        if not folded or _MACHINE.fullmatch(folded):
            continue
        if _SAID.fullmatch(folded):
            said = True
        elif not _repeats(folded, repeated, said=said):
            kept.append(line.strip())
    return "\n".join((*kept, *lines[_MOST_LINES:]))


def comments(entries: Iterable[Entry]) -> list[str]:
    """Return what the person wrote into the calendar's own fields, each once."""
    found: dict[str, None] = {}
    for entry in entries:
        for name, lines in entry.lines.items():
            if name == "COMMENT" or name.endswith("-COMMENT"):
                found.update(dict.fromkeys(line.text for line in lines))
        for line in entry.lines.get("ATTENDEE", ()):
            found.update(dict.fromkeys(line.params.get(name, "") for name in _COMMENT_PARAMETERS))
    return [words for words in found if words]


def description(entries: Iterable[Entry]) -> str:
    """Return the words of a description that are not our own come back; Exchange puts the person's there."""
    lines = dict.fromkeys(
        piece.strip()
        for entry in entries
        for line in entry.lines.get("DESCRIPTION", ())
        for piece in line.text.split("\n")
    )
    return "\n".join(piece for piece in lines if piece and not _OURS.match(piece))


def _event_words(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for name in ("SUMMARY", "LOCATION"):
            yield from (line.text for line in entry.lines.get(name, ()))
        told = (line.text for line in entry.lines.get("DESCRIPTION", ()))
        yield from (piece for text in told for piece in text.split("\n") if _OURS.match(piece.strip()))


def _repeats(line: str, repeated: str, *, said: bool) -> bool:
    """Tell whether a line is the event told again; a label and a time are only below what the calendar says itself."""
    if line in repeated:
        return True
    found = _LABELLED.fullmatch(line)
    if found:
        return found[1] in repeated or (said and _A_TIME.fullmatch(found[1]) is not None)
    return said and _A_TIME.fullmatch(line) is not None


def _folded(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in unicodedata.normalize("NFKC", text).casefold().split("\n"))

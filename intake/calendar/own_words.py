"""What a person wrote into the answer of a calendar, beside the sentences that calendars write by themselves."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from intake.calendar.entries import Entry
from madoguchi.model.reply import Answer

_MOST_LINES: Final = 300
_LONGEST_LINE: Final = 600  # signs; no program writes a longer one by itself
_WHAT = r"(?:your|this|the(?: following)?) (?:event |meeting |calendar )?(?:invitation|request|event|meeting)"
_WHAT_JA = "(?:招待状?|出席依頼|参加依頼|会議|イベント|予定)"
_MORE = r"(?: to .{1,200}|, .{1,200}| scheduled .{1,200})?[.:]?"
# What programs write about an answer: the verb of a sentence, in English and Japanese, and what stands alone or leads.
_VERBS: Final = {
    Answer.ACCEPTED: (
        "(?<!tentatively )(?<!not )accept(?:ed|s)",
        "(?<![仮不未])(?:承諾|承認|受諾)",
        "yes, i will attend|accepted|(?:はい、)?出席します|承諾(?:済み)?",
    ),
    Answer.TENTATIVE: (
        "tentatively accept(?:ed|s)",
        "(?:仮承諾|仮承認|保留)",
        "i (?:might|may) attend|tentative|出席するかもしれません|仮承諾|仮の予定",
    ),
    Answer.DECLINED: ("decline[ds]", "(?:辞退|欠席)", "no, i won't attend|declined|欠席します|辞退"),
}
_SAID: Final = {
    answer: re.compile(
        rf"(?:[^.!?]|\.(?=\S)){{1,160}}? (?:has |have )?{verb} {_WHAT}{_MORE}"
        rf"|[^。、!?]{{0,120}}?{_WHAT_JA}[^。、!?]{{0,60}}?{verb_ja}(?:しました|されました|済み)?。?|(?:{alone})[.!。]?",
        re.IGNORECASE,
    )
    for answer, (verb, verb_ja, alone) in _VERBS.items()
}
_LEADS: Final = {
    answer: re.compile(rf"(?:{alone})[ \t]*[:：]?[ \t]*(.*)", re.IGNORECASE) for answer, (*_, alone) in _VERBS.items()
}
_LABELLED = re.compile(
    r"(?:title|subject|what|summary|when|where|location|organi[sz]er|who|guests?|attendees?|description|calendar|date|time"
    r"|タイトル|件名|予定|日時|日程|時間|場所|主催者|開催者|参加者|出席者|ゲスト|説明|カレンダー)[ \t]*[:：]?[ \t]*(.*)",
    re.IGNORECASE,
)
_DAY_NAMES = r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
_MONTHS = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_A_TIME = re.compile(
    rf"(?:日本標準時|午前|午後|から|まで|[0-9\s:：./,、()（）~～–—\-⋅·年月日時分曜火水木金土]|(?:{_DAY_NAMES})(?:day)?\b|(?:{_MONTHS})\b|from|to|am|pm|jst|gmt|utc|\+0?9)++",
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


def own_words(text: str, entries: Iterable[Entry], answer: Answer | None) -> str:
    """Return the lines of a mail's text that no calendar writes by itself with that answer; empty when it wrote all.

    A sentence about another answer is the person's, whatever program could have written it. Where the answer is not
    known (None) a program may have written any, and of a tentative one Thunderbird says that it is accepted.
    """
    answers = [answer] if answer in {Answer.ACCEPTED, Answer.DECLINED} else list(Answer)
    repeated = _folded("\n".join(_event_words(entries)))
    kept = []
    said = False
    lines = text.split("\n")
    for line in lines[:_MOST_LINES]:
        if len(line) > _LONGEST_LINE:
            kept.append(line.strip())
            continue
        folded = _folded(line)
        if not folded or _MACHINE.fullmatch(folded):
            continue
        if any(_says(one, folded, repeated) for one in answers):
            said = True
        elif not _repeats(folded, repeated, said=said):
            kept.append(line.strip())
    return "\n".join((*kept, *lines[_MOST_LINES:]))


def _says(answer: Answer, line: str, repeated: str) -> bool:
    leads = _LEADS[answer].fullmatch(line)
    return _SAID[answer].fullmatch(line) is not None or (leads is not None and leads[1] in repeated)


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

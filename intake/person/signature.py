"""The name at the end of a mail: alone on its line, above its telephone number, below a rule."""

import re
import unicodedata
from typing import Final

from intake.person.introduction import Introduction
from intake.person.name_shape import KANJI, begins_like_a_time, is_like_a_time, is_name_shaped, is_plain, is_whole

_LINES: Final = 12  # at the end of a mail, blank ones not counted
_RULE = re.compile(r"[ 　]*(?:-- ?|[-‐―─━=＝_＿*＊~～〜・.☆★◆◇■□●○♪♡+＋#＃^＾/／|｜:：;；]{3,80})[ 　]*")
_CONTACT = re.compile(
    r"〒|TEL|℡|☎|FAX|携帯|電話|住所|求職(?:者)?(?:番号|No)|受付番号|メール|mail|@|https?:|(?<!\d)\d{2,5}[-(]\d{1,5}[-)]?\d{0,8}|(?<!\d)0\d{9,10}(?!\d)|\d{3}-\d{4}"
    r"|[都道府県市郡区].{1,12}[市区町村郡字丁番地0-9]|丁目|番地|号室|ハイツ|コーポ|マンション|アパート",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"から送信|アプリで送信|Sent from|Get Outlook|Yahoo!|送信元", re.IGNORECASE)
_ENDING = re.compile(
    r"[ 　]*(?:敬具|草々|早々|以上|かしこ|拝|以上です。?|以上となります。?|以上、?よろしくお願い(?:いた|致)?します。?)[ 　]*"
)
_SPOKEN = re.compile(r"(?:ます|ません|ました|です|ください|下さい|ませ)[。！!、. 　　…♪]{1,3}(?=[^。！!]{1,30}$)")
_BESIDE = re.compile(r"[（(/／][ 　]?(?P<kana>[ぁ-ゖァ-ヺーｦ-ﾟ・ 　]{2,40})[ 　]?[)）]?$")
_KANA_LINE = re.compile("[（(][ぁ-ゖァ-ヺーｦ-ﾟ・ 　]{2,40}[)）]")
_NUMBER_BESIDE = re.compile(
    r"[（(]?(?:(?:携帯|電話|TEL|℡|求職番号|No\.?)[ 　:：]*)?[0-9０-９+＋][0-9０-９()（）・‐‑–—―−ー－ -]{6,24}[)）]?$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:氏名|名前|申込者|求職者|利用者|本人|差出人|送信者)[ 　:：]{1,3})|^(?:文責|from)[ 　:：]{1,3}",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[ 　]*(?:より|拝|\(本人\))$")
_DECORATION: Final = " 　\t*＊◆◇■□●○☆★~〜～♪♡・-‐―─━=＝_＿＜＞<>「」【】[]()（）"
_SHORTEST: Final = 2
_WHOLE: Final = 3  # signs that a name with both its parts has at least
_HEADING: Final = 60


def signed_by(text: str) -> Introduction | None:
    """Return the name that a mail is signed with, or None.

    Args:
        text: New words of a mail, labelled lines taken out.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()][-_LINES:]
    while lines and (_is_no_name(lines[-1]) or _MACHINE.search(lines[-1])):
        below = lines.pop()
        if _RULE.fullmatch(below):
            named = _below_rule(lines)
            if named:
                return named
    if len(lines) > 1 and _KANA_LINE.fullmatch(lines[-1]) and (above := _name_of(lines[-2])):
        return above._replace(kana=lines[-1].strip(_DECORATION))  # its reading on a line below
    return _name_of(lines[-1]) if lines else None


def headed_by(text: str) -> Introduction | None:
    """Return the name that a mail begins with, alone on its line or beside a number (見本太郎 28050-1)."""
    first = next((line.strip() for line in text.split("\n", _LINES) if line.strip()), "")
    named = _name_of(first) if len(first) <= _HEADING else None
    if named and (is_whole(named.name) or len(named.name) >= _WHOLE or _NUMBER_BESIDE.search(first)):
        return named
    return None


def _below_rule(lines: list[str]) -> Introduction | None:
    """Return the name between two rules, whatever stands below it (a firm, a motto)."""
    for at in range(len(lines) - 1, -1, -1):
        if _RULE.fullmatch(lines[at]):
            return next(filter(None, map(_name_of, lines[at + 1 :])), None)
    return None


def _is_no_name(line: str) -> bool:
    """Tell whether a line belongs to a signature or an ending and names nobody."""
    if _RULE.fullmatch(line) or _ENDING.fullmatch(line):
        return True
    folded = unicodedata.normalize("NFKC", line)
    return _CONTACT.search(folded) is not None and _name_of(line) is None


def _name_of(line: str) -> Introduction | None:
    """Return the name that a line consists of, beside its reading and a number."""
    spoken = _SPOKEN.search(line)
    name = line[spoken.end() :] if spoken else line
    name = _NUMBER_BESIDE.sub("", _LABEL.sub("", name.strip(_DECORATION))).strip(" 　:：")
    beside = _BESIDE.search(name)
    kana = beside["kana"].strip() if beside else ""
    name = _TAIL.sub("", (name[: beside.start()] if beside else name).strip(_DECORATION))
    if (
        len(name) < _SHORTEST
        or not is_name_shaped(name)
        or ((is_like_a_time(name) or begins_like_a_time(name)) and not kana)
    ):
        return None
    if not (is_whole(name) or is_plain(name) or (kana and re.match(f"[{KANJI}]", name))):
        return None
    return Introduction(name, kana, sure=True, phrase=name)

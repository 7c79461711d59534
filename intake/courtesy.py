"""What people write out of courtesy: greetings, thanks and their own name, which ask for nothing."""

import re
import unicodedata
from collections.abc import Iterable

_SIGNATURE = re.compile(r"^(?:-- ?$|[-‐―─━=_*~]{4,})", re.MULTILINE)
_PIECES = re.compile(r"[。．.！!、，,\n]+")
_HONORIFIC = re.compile(r"(?:です|と申します|でございます|より|拝)?")
_ENGLISH = re.compile(  # without blanks
    r"(?:hello|hi|good(?:morning|afternoon|evening))(?:there)?|dear(?:sir(?:ormadam|/madam)?|madam|all|team|hellowork)"
    r"|(?:manythanks|thank(?:s|you)(?:verymuch|somuch|alot)?)"
    r"(?:for(?:your|the)(?:kind)?(?:message|e?-?mail|letter|reply|answer|help|support|information|kindness|offer))?"
    r"|(?:with)?(?:best|kind|warm)?(?:regards|wishes)|best|(?:yours)?(?:sincerely|faithfully|truly)(?:yours)?",
    re.IGNORECASE,
)
_ENGLISH_TITLE = re.compile(  # names the matter alone: no day, no change, no condition
    r"(?:(?:request|application|applying|apply|booking|book|reservation|appointment|about|for|of|an?|the|my|to|i|would|like|want|please"
    r"|online|job|career|employment|counsell?ing|consultation|session|hello|work)[\s,:!.-]*)+",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"はい|お世話に(?:なって(?:い|お)ります|なります)|こんにち[はわ]|おはようございます|こんばんは|失礼(?:いた|致)?します|以上(?:です)?"
    r"|(?:ご?(?:案内|連絡|返信|対応|メール)|お(?:返事|知らせ))?(?:を|の)?(?:いただき|頂き|下さり|くださり)?(?:誠に|大変|どうも)?(?:ありがとう|有難う|有り難う)ございま(?:す|した)"
    r"|(?:ご?案内|ご?連絡|メール|内容)?(?:を)?(?:承知|了解|確認|拝見)(?:いた|致)?しました|かしこまりました|わかりました|分かりました|助かります"
    r"|(?:それでは)?(?:どうぞ|何卒|なにとぞ|引き続き|当日は)*(?:よろしく|宜しく)(?:お願い|御願い)?(?:いた|致|申し上げ|申しあげ|し)*(?:ます)?"
    r"|(?:空きを)?お?待(?:って|ち(?:して)?)(?:い|おり)?ます"
)


def bare(text: str) -> str:
    """Return a text with folded widths and without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def without_signature(text: str) -> str:
    """Return what stands above the rule that opens a signature."""
    return _SIGNATURE.split(text, maxsplit=1)[0]


def pieces_of(text: str) -> list[str]:
    """Return the pieces of a text between its stops and commas, bare, empty ones left out."""
    return [piece for part in _PIECES.split(text) if (piece := bare(part))]


def is_english_courtesy(line: str) -> bool:
    """Tell whether a line is an English greeting or thanks and nothing else, not even a name."""
    return _ENGLISH.fullmatch(bare(line[:100]).rstrip(",.!")) is not None


def is_english_title(subject: str) -> bool:
    """Tell whether an English subject only says that counselling is asked for."""
    return _ENGLISH_TITLE.fullmatch(unicodedata.normalize("NFKC", subject[:100]).strip()) is not None


def is_courtesy(piece: str, called: Iterable[str]) -> bool:
    """Tell whether a bare piece is courtesy or only names the writer.

    Args:
        piece: As `pieces_of` gives it.
        called: The writer's names, bare.
    """
    return any(one.fullmatch(piece) for one in (_COURTESY, _ENGLISH)) or any(
        piece.startswith(name) and _HONORIFIC.fullmatch(piece[len(name) :]) for name in called
    )

"""Single letters: those nobody can see, kana in two pieces, and signs that two codecs spell differently."""

import re
import unicodedata
from typing import Final

# For a character class: C0 and C1 controls but tab and line feed, the marks that hide or turn text, and
# what Unicode says is no character. Joiners (U+200C, U+200D) stay: names in some scripts need them.
UNSEEN: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)

_VOICED, _HALF_VOICED = "\u3099", "\u309a"
_KANA_AND_MARK = re.compile("[\u3040-\u30ff][\u3099\u309a]")
# Python reads these nine in JIS and EUC as other characters than in CP932; one letter for one sign.
_AS_WINDOWS: Final = tuple(zip("〜‖−¢£¬—¥‾", "～∥－￠￡￢―\\~", strict=True))


def compose_kana(text: str) -> str:
    """Join kana and a separate (semi-)voiced sound mark; nothing else is normalised (NFC would change names)."""
    if _VOICED not in text and _HALF_VOICED not in text:
        return text
    return _KANA_AND_MARK.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def as_windows(text: str) -> str:
    """Return a text read by Python's JIS or EUC codec with the characters that CP932 has for the same signs."""
    for ours, theirs in _AS_WINDOWS:
        if ours in text:
            text = text.replace(ours, theirs)
    return text

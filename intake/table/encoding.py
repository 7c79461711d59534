"""Find the encoding of a file by rules that can be wrong only loudly.

A byte order mark decides; else NUL bytes (UTF-16), ESC (JIS), and then strict UTF-8, CP932 and eucJP-ms, judged by
header words that are known. No detector (they got worse with more rows) and never `errors="replace"`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from intake.charset.cp932 import decode_cp932
from intake.charset.euc import decode_euc
from intake.charset.jis import Odd, decode_jis
from madoguchi.errors import UnreadableInput

MOST_BYTES: Final = 20_000_000

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NOT_IN_A_FILE = Odd.BLANK | Odd.GUESSED | Odd.FOREIGN
_HALF_A_LETTER: Final = (1, 2, 3)  # bytes of a letter that may be there without the rest
_HEAD: Final = 4096
_MOST_NULS: Final = 100
# JIS and EUC are read letter by letter; a larger file of theirs would hold up everybody else's.
_MOST_BYTES_BY_LETTER: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as text.

    Attributes:
        text: Where the file stops in the middle of a letter, U+FFFD stands for it.
        encoding: `utf-8`, `utf-8-sig`, `cp932`, `euc-jp`, `iso-2022-jp`, `utf-16-le` or `utf-16-be`.
        is_cut: The file stops in the middle of a letter.
    """

    text: str
    encoding: str
    is_cut: bool = False


def decode(raw: bytes, known_words: Callable[[str], int]) -> Decoded:
    """Decode a file strictly; only the last letter may be half there.

    Args:
        raw: The whole file.
        known_words: Counts the header words it knows at the beginning of a text; the judge where two encodings fit.

    Raises:
        UnreadableInput: Too large, or of no encoding that can be told for certain.
    """
    if len(raw) > MOST_BYTES:
        raise UnreadableInput(
            f"ファイルが大きすぎます（上限は{MOST_BYTES // 1_000_000}MBです）。月ごとなどに分けて入れてください。"
        )
    whole = _whole(raw, known_words)
    if whole and known_words(whole.text):
        return whole
    for missing in _HALF_A_LETTER:
        cut = _whole(raw[:-missing], known_words, _MOST_BYTES_BY_LETTER // 5)
        if cut and known_words(cut.text):
            return Decoded(f"{cut.text}\ufffd", cut.encoding, is_cut=True)
    if whole:
        return whole
    if raw.startswith(tuple(mark for mark, _ in _MARKS)):
        raise UnreadableInput("文字の並びが途中で壊れているため読めません。元のファイルからもう一度保存してください。")
    raise UnreadableInput(
        "文字コードを判別できないため読めません。Excelで開き、「CSV UTF-8（コンマ区切り）」で保存し直してください。"
    )


def _whole(
    raw: bytes, known_words: Callable[[str], int], most_by_letter: int = _MOST_BYTES_BY_LETTER
) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = _strictly(raw[len(mark) :], encoding)
            return None if text is None else Decoded(text, "utf-8-sig" if encoding == "utf-8" else encoding)
    for candidates in _rounds(raw, is_small=len(raw) <= most_by_letter):
        if best := _best(raw, candidates, known_words):
            return best
    return None


def _rounds(raw: bytes, *, is_small: bool) -> list[tuple[str, ...]]:
    """Return the encodings to try, those that the bytes speak for first."""
    rounds: list[tuple[str, ...]] = []
    head = raw[:_HEAD]
    if b"\0" in head:
        later, earlier = head[1::2].count(0), head[0::2].count(0)
        rounds.append(("utf-16-le", "utf-16-be") if later >= earlier else ("utf-16-be", "utf-16-le"))
    if b"\x1b" in raw and is_small:
        rounds.append(("iso-2022-jp",))
    if raw.count(0) <= _MOST_NULS:
        rounds.append(("utf-8", "cp932", "euc-jp") if is_small else ("utf-8", "cp932"))
    return rounds


def _best(raw: bytes, candidates: tuple[str, ...], known_words: Callable[[str], int]) -> Decoded | None:
    fits: list[tuple[int, Decoded]] = []
    for encoding in candidates:
        text = _strictly(raw, encoding)
        if text is None:
            continue
        words = known_words(text)
        if encoding == "utf-8" and words:  # the one of the three that others are hardly ever mistaken for
            return Decoded(text, encoding)
        fits.append((words, Decoded(text, encoding)))
    if not fits:
        return None
    fits.sort(key=lambda fit: -fit[0])
    words, best = fits[0]
    if "utf-8" in candidates:
        is_told = len(fits) == 1 or best.encoding == "utf-8" or words > fits[1][0]
    else:  # a round that rests on a few bytes needs words to bear it out
        is_told = words > 0 and (len(fits) == 1 or words > fits[1][0])
    return best if is_told else None


def _strictly(raw: bytes, encoding: str) -> str | None:
    if encoding == "iso-2022-jp":
        read = decode_jis(raw)
        return None if read is None or read.odd & _NOT_IN_A_FILE else read.text
    if encoding == "euc-jp":
        return decode_euc(raw)
    if encoding == "cp932":
        return decode_cp932(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None

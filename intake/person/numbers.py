"""Job-seeker numbers, telephone numbers and addresses that stand in sentences and signatures, under no label."""

import re
from typing import Final, NamedTuple

from intake.particulars import domestic, fold_signs, read_email

_MOST: Final = 20_000  # characters looked at
_SEEKER = re.compile(
    r"(?<![0-9A-Za-z./+-])(?<![市区町村字番地丁])([0-9]{5})[ ]?-[ ]?([0-9]{1,8})(?![0-9-])(?![.:/][0-9])"
)
_BARE = re.compile(r"(?<![0-9A-Za-z./+-])[0-9]{12,13}(?![0-9A-Za-z.:/-])|[0-9](?:\.[0-9]+)?E\+[0-9]{1,3}")
_SEEKER_WORD = re.compile(r"求職(?:者)?(?:登録)?(?:番号|No)|登録番号|求職申込")
_BARE_AFTER_WORD = re.compile(
    r"(?:求職(?:者)?(?:登録)?(?:番号|No\.?)|登録番号)[はが: 　]{0,3}([0-9][0-9 .-]{3,18}[0-9])(?![0-9])", re.IGNORECASE
)
_OTHER_NUMBER = re.compile(
    r"(?:求人|受付|事業所|被保険者?|紹介|会員|口座|伝票|支援|整理|問い?合わ?せ|注文|学籍|社員|免許)(?:票)?(?:の)?(?:番号|No\.?|コード)?[はが: 　]{0,3}$",
    re.IGNORECASE,
)
_LOOKED_BACK: Final = 16

_PHONE = re.compile(
    r"(?<![0-9A-Za-z./-])(?<!\+81 )(?:\+81[- ]?(?:\(0\))?[- ]?[0-9]{1,4}[- ]?[0-9]{1,4}[- ]?[0-9]{3,4}|\(0[0-9]{1,4}\)[ ]?[0-9]{1,4}[- ]?[0-9]{3,4}"
    r"|0[0-9]{1,4}[-( ][0-9]{1,4}[-) ][0-9]{3,4}|0[0-9]{9,10})(?![0-9-]|\.[0-9])"
)
_ZERO_LOST = re.compile(
    r"(?:TEL|℡|電話(?:番号)?|携帯(?:電話)?(?:番号)?)[はが: ]{0,3}([1-9][0-9-]{8,12})(?![0-9])", re.IGNORECASE
)
_OTHERS_PHONE = re.compile(
    r"FAX|ファ(?:ッ)?クス|会社|勤務先|職場|派遣元|緊急|実家|親戚|大家|ハロ.ワ.ク|そちら|貴所|御社|窓口|企業|事業所|応募先|学校",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9.!#$%&'*+/=?^_`{|}~-])[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{3,200}[A-Za-z0-9]"
)


class InProse(NamedTuple):
    """What the sentences and the signature of a text give, each in written order and once.

    Attributes:
        seeker_numbers: Of the usual form.
        odd_numbers: What stands for a job-seeker number and has another form (no dash, Excel's 1.3E+12).
        phones: In the stored form.
        zero_lost: A telephone number whose leading 0 is gone, as written.
    """

    seeker_numbers: tuple[str, ...] = ()
    odd_numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    zero_lost: str = ""
    addresses: tuple[str, ...] = ()


def numbers_in(text: str) -> InProse:
    """Find numbers and addresses in prose."""
    folded = fold_signs(text[:_MOST])
    seekers = _seekers(folded)
    lost = _ZERO_LOST.search(folded)
    return InProse(
        seekers,
        () if seekers else _odd(folded),
        _phones(folded),
        lost[1] if lost else "",
        tuple(dict.fromkeys(filter(None, (read_email(found)[0] for found in _ADDRESS.findall(folded))))),
    )


def _before(text: str, at: int) -> str:
    """Return the words on the same line just before a place."""
    return text[max(at - _LOOKED_BACK, 0) : at].rpartition("\n")[2]


def _seekers(text: str) -> tuple[str, ...]:
    found = (one for one in _SEEKER.finditer(text) if not _OTHER_NUMBER.search(_before(text, one.start())))
    return tuple(dict.fromkeys(f"{one[1]}-{one[2]}" for one in found))


def _odd(text: str) -> tuple[str, ...]:
    """Return what is meant for a job-seeker number: behind its word, or as long as only such a number is."""
    named = [one.strip() for one in _BARE_AFTER_WORD.findall(text)]
    if named:
        return tuple(dict.fromkeys(named))
    bare = [one[0] for one in _BARE.finditer(text) if not _OTHER_NUMBER.search(_before(text, one.start()))]
    return tuple(dict.fromkeys(bare)) if _SEEKER_WORD.search(text) or any("E" not in one for one in bare) else ()


def _phones(text: str) -> tuple[str, ...]:
    phones = [domestic(one[0]) for one in _PHONE.finditer(text) if not _OTHERS_PHONE.search(_before(text, one.start()))]
    return tuple(dict.fromkeys(filter(None, phones)))

"""A mail whose From is disowned by its own domain: staff look, and no machine answers (pure)."""

from typing import Final

from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt

CODE: Final = "dmarc_fail"

# What such a mail could do; anything else does nothing anyhow.
_WOULD_DO: Final = frozenset(
    {Kind.REQUEST, Kind.CHANGE, Kind.CANCELLATION, Kind.QUESTION, Kind.ANSWER, Kind.CALENDAR_REPLY}
)
_FORGED: Final = Doubt(
    code=CODE,
    say="差出人のアドレスが、本当の差出人のものではないおそれがあります（メールサーバーの検査で不合格でした）。何も記録や変更をせず、お返事も送っていません。このメールには返信せず、控えの番号に電話して、ご本人に確かめてください。",
)


def doubts_of_forged(kind: Kind) -> tuple[Doubt, ...]:
    """Return what staff are told of a forged mail of that kind; empty where it could do nothing."""
    return (_FORGED,) if kind in _WOULD_DO else ()

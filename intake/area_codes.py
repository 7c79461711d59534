"""How long the area code of a telephone number is, for the numbers an office in this region meets.

Source: 総務省 電気通信番号計画 (numbering plan). Kept small on purpose: a number whose split is not in the table
is stored as its digits, which is as good for comparing and for calling.
"""

from typing import Final

# 0800, a free dial, is left out: no job seeker is called there, and 080-0000-0000 would read like it.
# Beginning of the number -> sizes of the first and second group; the longest beginning that fits decides.
_SPLITS: Final[dict[str, tuple[int, int]]] = {
    **dict.fromkeys(("050", "060", "070", "080", "090"), (3, 4)),
    **dict.fromkeys(("0120", "0570", "0990"), (4, 3)),
    **dict.fromkeys(("03", "06"), (2, 4)),
    # Three digits, with every longer code that begins with them below.
    **dict.fromkeys(("011", "045", "052", "072", "073", "075", "077", "078", "079", "086"), (3, 3)),
    **dict.fromkeys(("0721", "0725", "0735", "0736", "0737", "0738", "0739"), (4, 2)),
    **dict.fromkeys(("0770", "0771", "0772", "0773", "0774", "0776", "0778", "0779"), (4, 2)),
    **dict.fromkeys(("0790", "0791", "0794", "0795", "0796", "0797", "0798", "0799"), (4, 2)),
    **dict.fromkeys(("0863", "0865", "0866", "0867", "0868", "0869"), (4, 2)),
    **dict.fromkeys(("0740", "0748", "0749", "0852", "0853", "0857", "0858", "0859"), (4, 2)),
}  # fmt: skip
_MOBILE_OR_IP: Final = ("050", "060", "070", "080", "090")
_SHORT, _LONG = 10, 11


def has_right_length(digits: str) -> bool:
    """Tell whether digits with their leading 0 are as many as such a number has."""
    return digits.startswith("0") and len(digits) == (_LONG if digits.startswith(_MOBILE_OR_IP) else _SHORT)


def with_dashes(digits: str) -> str:
    """Return `090-0000-0000`, `0796-00-0000`; the bare digits when the split is not known."""
    for length in (4, 3, 2):
        if split := _SPLITS.get(digits[:length]):
            area, middle = split
            return f"{digits[:area]}-{digits[area : area + middle]}-{digits[area + middle :]}"
    return digits

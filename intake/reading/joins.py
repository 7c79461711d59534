"""What may stand between two days, two times or two whole wishes of one list, and nothing else.

Any other word there may be a second thought (では, すみません, ですが) or a change (から, を, へ), so it is asked.
"""

import re
from typing import Final

LONGEST: Final = 40
LONGEST_APART: Final = 80

_BETWEEN_DAYS: Final = re.compile(
    r"[\s、,・/()の]*(?:[かとや]|でも|または|又は|もしくは|若しくは|あるいは|或いは|及び|および|or|OR|Or|なら|でしたら)?[\s、,・/()]*"
    r"(?:または|又は|もしくは|あるいは)?[\s、,・/()■◆●□◇☆★▪•*:-]*(?:(?:ご?希望|候補)(?:日時|日)?)?[\s:]*"
)
_BETWEEN_WISHES: Final = re.compile(
    r"(?:[\s、,。.!・/();:〓■◆●□◇☆★▪•*~-]|または|又は|もしくは|若しくは|あるいは|或いは|or|OR|Or|及び|および"
    r"|[かとやも]|に(?=お願い|希望)|の(?=間|枠|いずれか|どちらか|どれか)|で(?!す|し|あ)|です(?!が|け|か|と)|なら|でしたら|ですと|を(?=ご?希望|お願い|第|考え)|[がは](?=可|ご?希望|OK|いい|良い|大丈夫)"
    r"|のみ|だけ|頃|ごろ|ころ|くらい|ぐらい|ちょうど|間|枠|開始|スタート|いずれか|どちらか|どれか"
    r"|(?:ご|御)?希望(?:日時|日程|時間|日|し)?|候補(?:日時|日)?|可能|可|OK|ok|大丈夫|結構|考えて|います|おります"
    r"|(?:よろしく|宜しく)|お願い|いたします|致します|申し上げます|します|したいです|(?:と|かと)?思います)*"
)
_BOOKED: Final = re.compile("予約")
_OF_A_HALF: Final = re.compile("(?:[のにでは]|なら|でしたら)?")
_LABEL: Final = re.compile("希望|候補")


def joins_days(between: str) -> bool:
    """Tell whether the words between two days make them one list."""
    return len(between) <= LONGEST and _BETWEEN_DAYS.fullmatch(between) is not None


def joins_half(between: str) -> bool:
    """Tell whether the words between a half of the day and a time only list them, or let the time narrow the half."""
    narrowing = _OF_A_HALF.match(between)
    return joins_wishes("", between[narrowing.end() :] if narrowing else between)


def joins_wishes(before: str, between: str) -> bool:
    """Tell whether the words between two times or two wishes only list them.

    Args:
        before: What stands before the first of the two, up to its day.
        between: What stands between the two.
    """
    if len(between) > LONGEST_APART or not _BETWEEN_WISHES.fullmatch(between):
        return False
    if before.rstrip().endswith("(") and not between.rstrip().endswith("("):
        return False  # one of the two stands in brackets: a note, or struck out
    return not (_BOOKED.search(before) and _LABEL.search(between))  # 予約：…、希望：… tells the old time and the new

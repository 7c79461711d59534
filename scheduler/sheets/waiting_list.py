"""The waiting list 空き待ち.csv: who waits for a time to become free, in what order, and what they were offered.

Staff only look at it. No column is headed 希望 or 区分, so that dropped into the inbox it is no phone log.
"""

from collections.abc import Iterable, Mapping, Sequence

from madoguchi.clock import local
from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.request import BookingRequest
from madoguchi.spreadsheet import write_table
from madoguchi.wording import say_start
from scheduler.letters.facts import plain
from scheduler.waiting import wished_starts

HEADER = (
    "順番",
    "受付番号",
    "申込を受けた日時",
    "氏名",
    "求職番号",
    "電話番号",
    "メール",
    "空きを待つ時間",
    "これまでのご案内",
    "ご案内中の時間",
    "お返事の期限",
)

ENDINGS = {
    OfferState.OPEN: "お返事待ち",
    OfferState.TAKEN: "予約",
    OfferState.DECLINED: "辞退",
    OfferState.LAPSED: "期限切れ",
    OfferState.WITHDRAWN: "取り下げ",
}

_MOST_SHOWN = 6


def waiting_list_csv(listed: Sequence[BookingRequest], offers: Mapping[int, Sequence[Offer]]) -> bytes:
    """Return the waiting list.

    Args:
        listed: In order of receipt.
        offers: Every offer made to each of them, oldest first, by the number of the request.
    """
    rows = (_row(place, request, offers.get(request.request_id, ())) for place, request in enumerate(listed, 1))
    return write_table(HEADER, rows)


def _row(place: int, request: BookingRequest, offers: Sequence[Offer]) -> tuple[str, ...]:
    person = request.person
    standing = next((one for one in offers if one.is_open), None)
    return (
        str(place),
        request.reference,
        say_start(local(request.received_at)),
        plain(person.name),
        plain(person.seeker_number),
        plain(person.phone),
        plain(person.email),
        _shown(say_start(start) for start in wished_starts(request)),
        _shown(f"{say_start(one.start)}（{ENDINGS[one.state]}）" for one in offers if not one.is_open),
        say_start(standing.start) if standing else "",
        f"{say_start(local(standing.until))}まで" if standing else "",
    )


def _shown(words: Iterable[str]) -> str:
    said = list(words)
    return "\n".join(said[:_MOST_SHOWN]) + (f"\nほか{len(said) - _MOST_SHOWN}件" if len(said) > _MOST_SHOWN else "")

"""An entry of the review list (要確認): a request that waits for a person."""

from datetime import datetime

from madoguchi.model.frozen import Frozen
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reading import Doubt, Particulars, Wish


def number_of(review_id: int) -> str:
    """Return the number by which staff and the sender of a mail name an entry (K00012)."""
    return f"K{review_id:05d}"


class ReviewEntry(Frozen):
    """What staff see of a request that could not be booked by itself.

    Attributes:
        item_id: The item that brought it.
        opened_at: When the item came in (aware).
        wish_text: The words of the wish as they were written.
        wishes: What was read of them; may be empty.
        doubts: Why a person is asked.
        candidates: Starts that could be taken now, best first (naive wall-clock times).
        note: Remarks of staff made earlier.
    """

    review_id: int
    item_id: int = 0
    request_id: int | None = None
    opened_at: datetime
    channel: Channel
    kind: Kind = Kind.REQUEST
    person: Particulars
    wish_text: str = ""
    wishes: tuple[Wish, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    candidates: tuple[datetime, ...] = ()
    note: str = ""

    @property
    def number(self) -> str:
        """The number by which staff answer (K00012)."""
        return number_of(self.review_id)

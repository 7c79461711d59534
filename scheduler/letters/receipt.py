"""The letter that says a mail has come and staff will see to it.

Its reader is whoever the mail came from, proved or not. So it names nobody, says nothing of bookings, and not even
whether anybody is known here. It has no telephone twin: who is told has an address, and staff answer by themselves.
"""

from datetime import datetime

from madoguchi.config.office import Office
from madoguchi.model.reading import Particulars
from scheduler.letters.letter import Sending, letter


def receipt(office: Office, to: str, language: str, reference: str, as_of: datetime, message_id: str) -> bytes:
    """Return the receipt of a mail.

    Args:
        office: Who writes.
        to: The address the mail came from.
        language: The language the mail names; empty for Japanese.
        reference: 受付番号 (M00012) where there is a request, else お問い合わせ番号 (K00012).
        as_of: The as-of time of the run (aware).
        message_id: The same for every sending of this notice.

    Raises:
        ValueError: The address cannot be written to, or a time is naive.
    """
    sending = Sending(office, Particulars(email=to, language=language), reference, as_of, message_id)
    return letter("receipt", sending, lambda _: {})

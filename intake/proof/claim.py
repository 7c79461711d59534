"""What a mail brings to show who wrote it (pure)."""

from intake.mail.authentication import authenticated
from intake.mail.mail import Mail
from madoguchi.model.reading import Claim
from madoguchi.model.reply_address import booking_named


def claim_of(mail: Mail, reference: int | None, authserv_id: str) -> Claim:
    """Return what a mail brings to show who wrote it and which booking it means.

    Args:
        mail: As read.
        reference: The request whose letter it says it answers.
        authserv_id: The name of our own mail server; empty when nothing that stands in a mail counts.
    """
    return Claim(
        mailboxes=tuple(box for box in mail.mailboxes if booking_named(box) is not None),
        reference=reference,
        forged=authenticated(mail.authentication, authserv_id).is_forged,
    )

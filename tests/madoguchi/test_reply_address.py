"""Our own mailboxes with a mark: one a booking for its answers, one a letter for what comes back."""

import pytest

from madoguchi.model.reply_address import booking_named, letter_named, reply_address, return_path

OURS = "yoyaku@hellowork-toyooka.example"
LONGEST = f"{'y' * 26}@hellowork-toyooka.example"
KEY, OTHER = b"k" * 32, b"o" * 32
IDENT = "<n.uid.0.confirmation@hellowork-toyooka.example>"


def test_a_letter_and_a_booking_of_one_number_have_mailboxes_that_are_told_apart() -> None:
    letter, booking = return_path(OURS, 12, IDENT, KEY), reply_address(OURS, 12, IDENT, KEY)
    assert letter.startswith("yoyaku+n12-")
    assert (letter_named(letter), booking_named(letter)) == (12, None)
    assert (letter_named(booking), booking_named(booking)) == (None, 12)
    assert letter.partition("-")[2] != booking.partition("-")[2], "the mark of one says nothing of the other"


def test_the_mark_depends_on_the_letter_and_on_the_key() -> None:
    marked = {return_path(OURS, *one) for one in ((12, IDENT, KEY), (13, IDENT, KEY), (12, IDENT, OTHER))}
    assert len(marked | {return_path(OURS, 12, IDENT.replace(".0.", ".1."), KEY)}) == 4
    assert return_path(OURS, 12, IDENT, KEY) == return_path(OURS, 12, IDENT, KEY)


def test_without_a_key_letters_come_back_to_the_plain_mailbox() -> None:
    assert return_path(OURS, 12, IDENT, b"") == OURS
    assert letter_named(OURS) is None


def test_the_longest_mailbox_and_number_fit_into_what_servers_take() -> None:
    address = return_path(LONGEST, 999_999_999, IDENT, KEY)
    assert len(address.rpartition("@")[0]) == 64
    assert letter_named(address.upper()) == 999_999_999, "servers may change the case"


@pytest.mark.parametrize("address", ["", "yoyaku+n12@x.example", "yoyaku+n-aaaa@x.example", "yoyaku+x12-@x.example"])
def test_another_address_names_no_letter(address: str) -> None:
    assert letter_named(address) is None

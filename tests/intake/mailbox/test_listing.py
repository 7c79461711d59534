"""How mails are parted into what is fetched at once."""

from hypothesis import given
from hypothesis import strategies as st

from intake.mailbox.listing import BATCH, BATCH_BYTES, Listed, batches

WHOLE = 1_000_000
SIZES = st.lists(st.sampled_from([0, 1, 5_000, WHOLE, WHOLE + 1, 40_000_000]), max_size=250)


@given(SIZES)
def test_batches_hold_every_mail_once_in_order_and_keep_their_bounds(sizes: list[int]) -> None:
    mails = [Listed(uid, size) for uid, size in enumerate(sizes, 1)]
    parted = list(batches(mails, WHOLE))
    assert [mail for batch in parted for mail in batch] == mails
    for batch in parted:
        assert 1 <= len(batch) <= BATCH
        assert len(batch) == 1 or (sum(mail.size for mail in batch) <= BATCH_BYTES)
        assert len(batch) == 1 or all(mail.size <= WHOLE for mail in batch)

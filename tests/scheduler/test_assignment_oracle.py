"""The assignment beside its definition: every seating of small runs is tried out."""

from hypothesis import given, settings
from hypothesis import strategies as st
from seatings import ALL_SEATS, ByTheWord, Office, applicants, offices

from scheduler.assignment import Applicant

many = settings(deadline=None, max_examples=1500)


@many
@given(applicants(6, restricted=False), offices(restricted=False))
def test_a_run_ends_as_the_definition_says(people: list[Applicant], office: Office) -> None:
    ours, theirs = office.assignment(), ByTheWord(office)
    assert [ours.add(one) for one in people] == [theirs.add(one) for one in people]
    assert ours.settle_all() == theirs.settle_all()


@many
@given(applicants(), offices())
def test_so_does_one_in_which_not_every_counsellor_will_do(people: list[Applicant], office: Office) -> None:
    ours, theirs = office.assignment(), ByTheWord(office)
    assert [ours.add(one) for one in people] == [theirs.add(one) for one in people]
    assert ours.settle_all() == theirs.settle_all()


@many
@given(applicants(), offices(), st.data())
def test_so_does_one_that_is_disturbed(people: list[Applicant], office: Office, data: st.DataObject) -> None:
    """Between two applicants some are settled, seats are taken from outside, and booked ones given back."""
    ours, theirs = office.assignment(), ByTheWord(office)
    for start, _ in ALL_SEATS:
        ours.left(start)
    for one in people:
        assert ours.add(one) == theirs.add(one)
        for key in data.draw(st.sets(st.sampled_from(sorted(theirs.waiting)))) if theirs.waiting else ():
            assert ours.settle(key) == theirs.settle(key)
        for seat in data.draw(st.sets(st.sampled_from(ALL_SEATS), max_size=2)):
            if data.draw(st.booleans()):
                assert ours.take(*seat) == theirs.take(*seat)
            elif seat not in theirs.seats:
                ours.release(*seat)
                theirs.release(*seat)
    assert ours.settle_all() == theirs.settle_all()

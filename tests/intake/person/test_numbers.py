"""Numbers in sentences: of the job seeker, and of nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.person.numbers import numbers_in

SEEKERS = [
    ("求職番号は28050-123456です", ("28050-123456",), (), "in a sentence"),
    ("28050－１２３４５６", ("28050-123456",), (), "wide"),
    ("28050 ー 1", ("28050-1",), (), "a long-vowel mark, spaces"),
    ("28050-1と28050-2", ("28050-1", "28050-2"), (), "two"),
    ("求職番号2805012345678", (), ("2805012345678",), "no dash"),
    ("2805012345678です", (), ("2805012345678",), "no dash, no word"),
    ("求職番号は28050 1234です", (), ("28050 1234",), "a space for a dash"),
    ("求職番号 1.3E+12", (), ("1.3E+12",), "Excel's number"),
    ("1.3E+12", (), (), "nothing says what it is"),
    ("求人番号 28050-12345678に応募", (), (), "a vacancy"),
    ("受付番号：28050-1", (), (), "our own number"),
    ("2026-12-08 10:00", (), (), "a date"),
    ("大字見本市12345-6", (), (), "a place"),
    ("12345-6-7", (), (), "three parts"),
]


@pytest.mark.parametrize(("text", "seekers", "odd", "why"), SEEKERS)
def test_job_seeker_numbers(text: str, seekers: tuple[str, ...], odd: tuple[str, ...], why: str) -> None:
    found = numbers_in(text)
    assert (found.seeker_numbers, found.odd_numbers) == (seekers, odd), why


PHONES = [
    ("電話0796-00-0000 携帯090-0000-0000", ("0796-00-0000", "090-0000-0000"), "two"),
    ("090-0000-0000、０９０００００００００", ("090-0000-0000",), "the same twice"),
    ("+81 90-0000-0000", ("090-0000-0000",), "international"),
    ("+81(0)796-00-0000", ("0796-00-0000",), "international with the 0 kept"),
    ("(0796)00-0000", ("0796-00-0000",), "brackets"),
    ("0796(00)0000", ("0796-00-0000",), "brackets in the middle"),
    ("090 0000 0000 12/8 10:00-11:00", ("090-0000-0000",), "spaces; a time behind it"),
    ("080-0000-0000", ("080-0000-0000",), "a mobile, no free dial"),
    ("FAX 0796-00-0000", (), "a fax"),
    ("会社の電話0796-00-0000", (), "somebody else's"),
    ("ハローワーク0796-00-0000に電話しました", (), "ours"),
    ("668-0000", (), "a postal code"),
    ("28050-123456", (), "a job-seeker number"),
    ("1400-1430", (), "a time"),
]


@pytest.mark.parametrize(("text", "phones", "why"), PHONES)
def test_telephone_numbers(text: str, phones: tuple[str, ...], why: str) -> None:
    assert numbers_in(text).phones == phones, why


def test_a_lost_zero_and_addresses() -> None:
    assert numbers_in("TEL 9000000000").zero_lost == "9000000000"
    assert numbers_in("携帯は90-0000-0000です").zero_lost == "90-0000-0000"
    assert numbers_in("返信は Taro@Mihon.example まで").addresses == ("Taro@mihon.example",)
    assert numbers_in("a@b").addresses == ()


@given(st.text(alphabet="0123456789-+() 求職番号電話は\nE.@a", max_size=120))
def test_any_text_is_searched_and_every_number_is_of_its_form(text: str) -> None:
    found = numbers_in(text)
    assert all("-" in number for number in found.seeker_numbers)
    assert all(phone.startswith("0") for phone in found.phones)

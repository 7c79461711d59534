from datetime import UTC, datetime

import pytest
import samples_of_papers as sample

from scheduler.calendar.event import cal_address, event_uid, reference, utc_stamp, utc_times


def test_a_stamp_is_utc() -> None:
    assert utc_stamp(sample.AS_OF) == "20261130T000000Z"
    assert utc_stamp(datetime(2026, 1, 1, tzinfo=UTC)) == "20260101T000000Z"


def test_a_naive_stamp_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        utc_stamp(datetime(2026, 11, 30, 9, 0))


def test_times_in_utc_are_nine_hours_back() -> None:
    assert utc_times(datetime(2026, 12, 3, 8, 30), datetime(2026, 12, 3, 9, 0)) == (
        b"DTSTART:20261202T233000Z\r\nDTEND:20261203T000000Z\r\n"
    )


def test_a_uid_is_the_booking_s_at_the_office_s_domain() -> None:
    assert event_uid(sample.booking(), sample.office()) == "b0f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5@hellowork-toyooka.example"
    assert reference(sample.booking(request_id=123456)) == "M123456"


@pytest.mark.parametrize("uid", ["", "a b", "a\r\nX:1", "予約", "a" * 65, "a@b"])
def test_a_uid_that_is_none_of_ours_is_refused(uid: str) -> None:
    with pytest.raises(ValueError, match="uid"):
        event_uid(sample.booking(uid=uid), sample.office())


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("taro@mihon.example", "mailto:taro@mihon.example"),
        ("a..b.@keitai.example", "mailto:a..b.@keitai.example"),  # old carrier addresses
        ("taro+x@mihon.example", "mailto:taro+x@mihon.example"),
        ("a?b%c@keitai.example", "mailto:a%3Fb%25c@keitai.example"),  # ? would begin headers (RFC 6068)
        ("a@b@mihon.example", "mailto:a%40b@mihon.example"),
        ('"a;b"@mihon.example', "mailto:%22a%3Bb%22@mihon.example"),
    ],
)
def test_addresses_become_uris(address: str, uri: str) -> None:
    assert cal_address(address) == uri


@pytest.mark.parametrize(
    "address",
    ["", "taro", "taro@", "@mihon.example", "a b@mihon.example", "a@b\r\nX:1", "太郎@mihon.example", "a@日本.example"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        cal_address(address)

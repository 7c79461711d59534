"""What people on the waiting list are told."""

import papers
import pytest
import samples_of_papers as sample

from madoguchi.config.office import Office
from scheduler.letters import waiting

OFFICE: Office = sample.office()
ID = "<n.o5.12.offer@hellowork-toyooka.example>"


def text(raw: bytes) -> str:
    body = papers.read_letter(raw).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize(
    "told",
    [
        "2026年12月3日（木）午後2時30分から3時まで",
        "2026年12月1日（火）午前8時まで",
        "12月3日（木）午後2時30分を希望します",
        "M00012",
        "予約は、まだ決まっていません",
        "次の方にご案内します",
        "空き待ちの順番はそのまま",
        "お一人につき3回まで",
        "0796-00-0000",
    ],
)
def test_an_offer_says_everything_by_itself(told: str) -> None:
    assert told in text(waiting.offered(OFFICE, papers.OFFER, sample.request(), ID))


def test_the_subject_of_an_offer_names_the_request_and_the_time() -> None:
    letter = papers.read_letter(waiting.offered(OFFICE, papers.OFFER, sample.request(), ID))
    assert letter["Subject"] == "【受付番号 M00012】空いた時間のご案内：12月3日（木）午後2時30分"
    assert letter["Date"].datetime == papers.OFFER.made_at


@pytest.mark.parametrize("name", ["offer", "waiting", "offer_gone"])
def test_nothing_of_a_meeting_is_told_before_it_is_booked(name: str) -> None:
    raw = papers.papers()[f"{name}.eml"]
    letter = papers.read_letter(raw)
    assert {part.get_content_type() for part in letter.walk()} == {
        "multipart/alternative",
        "text/plain",
        "text/html",
    }
    assert "zoom" not in text(raw).casefold()
    assert "相談員A" not in text(raw)


def test_who_waits_hears_how_it_goes_on() -> None:
    said = text(waiting.waiting(OFFICE, sample.request(), sample.AS_OF, ID))
    for told in ("お申し込みの順番をお取りしました", "早い方から順に", "おやめになるときは", "M00012"):
        assert told in said
    assert "番号をお知らせください" not in said


def test_who_has_given_no_number_is_told_that_calls_are_missed() -> None:
    silent = sample.request(person=sample.person(phone=""))
    assert "番号をお知らせください" in text(waiting.waiting(OFFICE, silent, sample.AS_OF, ID))


def test_a_time_taken_back_is_named_with_an_apology() -> None:
    said = text(waiting.waiting(OFFICE, sample.request(), sample.AS_OF, ID, papers.BEFORE))
    assert "2026年12月2日（水）午前10時は、都合によりお取りできなくなりました。申し訳ございません" in said
    spoken = waiting.say_waiting(OFFICE, sample.request(), papers.BEFORE)
    assert "2026年12月2日（水）午前10時は、都合によりお取りできなくなりました" in spoken


def test_the_call_says_what_to_write_down() -> None:
    said = waiting.say_offer(papers.OFFER, sample.request())
    for word in ("「承諾」", "「辞退」", "「取下げ」", "「不在」", "2026年12月1日（火）午前8時まで"):
        assert word in said

"""The list of who waits, as staff see it."""

import csv
import io

import samples_of_papers as sample
from samples_of_offers import offer, waits
from stores import at

from madoguchi.model.offer import Offer, OfferState
from madoguchi.model.request import BookingRequest
from scheduler.sheets.waiting_list import ENDINGS, HEADER, waiting_list_csv


def rows(*listed: BookingRequest, offers: dict[int, list[Offer]] | None = None) -> list[dict[str, str]]:
    raw = waiting_list_csv(listed, offers or {})
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_who_waits_stands_in_order_with_the_wishes() -> None:
    first, second = rows(waits(1, at(3), at(4)), waits(2, at(3)))
    assert tuple(first) == HEADER
    assert (first["順番"], first["受付番号"], second["順番"], second["受付番号"]) == ("1", "M00001", "2", "M00002")
    assert first["空きを待つ時間"] == "12月3日（木）午後2時30分\n12月4日（金）午後2時30分"
    assert first["申込を受けた日時"] == "11月29日（日）午前10時1分"
    assert first["ご案内中の時間"] == first["お返事の期限"] == first["これまでのご案内"] == ""


def test_offers_are_shown_with_how_they_ended() -> None:
    made = [offer(1, 1, at(2), state=OfferState.LAPSED), offer(2, 1, at(3))]
    (row,) = rows(waits(1, at(3)), offers={1: made})
    assert row["これまでのご案内"] == "12月2日（水）午後2時30分（期限切れ）"
    assert (row["ご案内中の時間"], row["お返事の期限"]) == ("12月3日（木）午後2時30分", "12月1日（火）午前8時まで")


def test_every_ending_has_its_word() -> None:
    assert set(ENDINGS) == set(OfferState)


def test_a_long_wish_is_cut_and_a_formula_disarmed() -> None:
    many = waits(1, *(at(day, hour, 0) for day in (2, 3, 4) for hour in (10, 14, 15)))
    (row,) = rows(many.model_copy(update={"person": sample.person(name="=見本")}))
    assert row["空きを待つ時間"].endswith("\nほか3件")
    assert row["氏名"] == "'=見本"

import re
from datetime import datetime
from html import unescape

import papers
import pytest
import samples_of_papers as sample

from madoguchi.config.secrets import Meeting
from madoguchi.model.booking import Medium
from madoguchi.model.reading import Doubt, Particulars, Service
from madoguchi.model.request import Consent
from scheduler.letters import asking, letters, spoken

OFFICE, BOOKING, MEETING = sample.office(), sample.booking(), sample.meeting()
ID = "<n.b0f1.0.confirmation@hellowork-toyooka.example>"
HOSTILE = '見本\r\nBcc: x@y <script>alert("1")</script>\u202e{{ 7*7 }}'


def both(raw: bytes) -> tuple[str, str]:
    letter = papers.read_letter(raw)
    found = [letter.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (part.get_content() for part in found if part is not None)
    return text, html


def confirmation(person: Particulars | None = None, **changes: object) -> tuple[str, str]:
    request = sample.request(person=person or sample.person())
    return both(letters.confirmation(OFFICE, sample.booking(**changes), request, MEETING, sample.AS_OF, ID))


@pytest.mark.parametrize(
    "told",
    [
        "見本 太郎 様",
        "2026年12月3日（木）午後2時30分から3時まで",
        "Zoom",
        "https://zoom.example/j/81234567890",
        "M00012",
        "相談員A",
        "ミーティングIDとパスコードをお伝えします",
        "全体で約40分",
        "カメラの付いたスマートフォンやパソコン",
        "まわりに人のいない場所",
        "0796-00-0000（平日 8時30分から17時15分まで）",
        "10分を過ぎると（午後2時40分）",
        "利用規約第4条",
        "録画、録音、配信",
        "2020年11月20日の版",
        "「辞退」を押しただけではキャンセルになりません",
    ],
)
def test_a_confirmation_says_everything_by_itself(told: str) -> None:
    text, html = confirmation()
    assert told in text
    assert told in re.sub("<[^>]+>", "", html)


@pytest.mark.parametrize(
    "name", ["confirmation", "moved", "cancellation", "tell_us_more", "waiting", "offer_gone", "offer"]
)
def test_plain_text_and_html_say_the_same(name: str) -> None:
    text, html = (papers.papers()[f"{name}.{kind}.txt"].decode() for kind in ("plain", "html"))
    body = html[html.index("<body") :]
    said = re.sub(r"[■・―：\s]", "", unescape(re.sub("<[^>]+>", "", body)))
    assert said == re.sub(r"[■・―：\s]", "", text)


def test_the_date_of_the_letter_is_the_as_of_time() -> None:
    raw = letters.confirmation(OFFICE, BOOKING, sample.request(), MEETING, sample.AS_OF, ID)
    letter = papers.read_letter(raw)
    assert letter["Date"].datetime == sample.AS_OF
    assert letter["Message-ID"] == ID


@pytest.mark.parametrize("kind", [0, 1])
def test_a_stranger_s_name_stays_a_name(kind: int) -> None:
    said = confirmation(sample.person(name="見本<script>\r\n■ 偽の見出し\u202e{{ 7*7 }}", companion="<b>一名</b>"))[
        kind
    ]
    assert "\n■ 偽の見出し" not in said
    assert "\u202e" not in said
    assert "49" not in said
    if kind:
        assert "<script>" not in said
        assert "<b>" not in said
        assert "&lt;script&gt;" in said


@pytest.mark.parametrize("name", ["http://evil.example/ を開く", "www.evil.example", "evil.com", "a@b.example"])
def test_a_stranger_s_link_stands_in_no_letter(name: str) -> None:
    for said in confirmation(sample.person(name=name, companion=name)):
        assert "evil" not in said
        assert "お申し込みの方へ" in said


def test_names_from_abroad_are_kept() -> None:
    assert "J.Smith 様" in confirmation(sample.person(name="J.Smith"))[0]


def test_a_booking_by_telephone_speaks_of_no_zoom() -> None:
    for said in confirmation(medium=Medium.TELEPHONE):
        assert "Zoom" not in said
        assert "パスコード" not in said
        assert "方法" in said


def test_who_left_no_number_is_asked_for_one() -> None:
    assert "お電話番号をまだうかがっていません" in confirmation(sample.person(phone=""))[0]
    assert "お電話番号をまだうかがっていません" not in confirmation()[0]


def test_a_companion_is_repeated_and_a_service_named() -> None:
    text, _ = confirmation(sample.person(companion="手話通訳 1名", service=Service.MOCK_INTERVIEW))
    assert "「手話通訳 1名」とうかがっています" in text
    assert "内容：模擬面接" in text


def test_without_a_counsellor_address_or_consent_the_letter_is_whole() -> None:
    request = sample.request(consent=None)
    text, _ = both(
        letters.confirmation(OFFICE, sample.booking(counsellor="gone"), request, Meeting(), sample.AS_OF, ID)
    )
    for word in ("担当：", "参加先：", "の版）"):
        assert word not in text
    assert "None" not in text


def test_terms_that_are_no_date_are_named_as_they_are() -> None:
    request = sample.request(consent=Consent(version="第3版", sha256="0" * 64))
    assert "（第3版の版）" in both(letters.confirmation(OFFICE, BOOKING, request, MEETING, sample.AS_OF, ID))[0]


def test_a_move_tells_both_times() -> None:
    before = datetime(2026, 12, 2, 10, 0)
    text, _ = both(letters.moved(OFFICE, BOOKING, sample.request(), MEETING, sample.AS_OF, ID, before))
    assert "2026年12月2日（水）午前10時から10時30分まで" in text
    assert "2026年12月3日（木）午後2時30分から3時まで" in text
    text, _ = both(letters.moved(OFFICE, BOOKING, sample.request(), MEETING, sample.AS_OF, ID))
    assert "変更前の日時" not in text


def test_a_cancellation_carries_its_reason() -> None:
    why = "システムの更新のため、当所の都合で取り消しました。"
    for said in both(letters.cancellation(OFFICE, BOOKING, sample.request(), sample.AS_OF, ID, why)):
        assert why in said


@pytest.mark.parametrize(
    ("name", "method"),
    [("confirmation", "REQUEST"), ("moved", "REQUEST"), ("cancellation", "CANCEL"), ("tell_us_more", "")],
)
def test_each_letter_carries_its_calendar_object(name: str, method: str) -> None:
    letter = papers.read_letter(papers.papers()[f"{name}.eml"])
    methods = [part.get_param("method") for part in letter.walk() if part.get_content_type() == "text/calendar"]
    assert methods == ([method] if method else [])


def ask(*doubts: Doubt, person: Particulars | None = None) -> str:
    request = sample.request(person=person or sample.person())
    return both(asking.tell_us_more(OFFICE, request, doubts, sample.AS_OF, ID))[0]


NAME, KANA, NUMBER, PHONE = "氏名：", "フリガナ：", "求職番号：", "電話番号："
WISHES = [f"第{rank}希望：　月　日　時　分" for rank in (1, 2, 3)]


@pytest.mark.parametrize(
    ("codes", "asked", "why"),
    [
        (("weekday_mismatch",), WISHES, "the wish alone"),
        (("weekday_mismatch", "phone_odd"), [PHONE, *WISHES], "both, in the order of the form"),
        (("name_missing",), [NAME, KANA], "the wish is no doubt, so it is not asked for again"),
        (("seeker_number_odd", "seeker_number_missing"), [NUMBER], "once"),
        (("another_person",), [NAME, KANA, NUMBER], "who it is that comes"),
        (("two_addresses",), [], "answered by answering"),
        (("something_new",), WISHES, "a doubt that nobody has thought of"),
        ((), WISHES, "nothing in particular"),
    ],
)
def test_the_form_asks_for_what_is_in_doubt_and_is_blank(codes: tuple[str, ...], asked: list[str], why: str) -> None:
    lines = ask(*(Doubt(code=code, say="確かめてください。") for code in codes)).splitlines()
    form = lines[lines.index("【ご記入欄】") + 1 : lines.index("【ご記入欄はここまで】")]
    assert form == ["受付番号：M00012", *asked], why
    assert ("祝日と年末年始は休みです" in "".join(lines)) is (asked[-3:] == WISHES)


def test_who_has_named_no_time_is_asked_for_one_whatever_else_is_in_doubt() -> None:
    request = sample.request(wishes=())
    text = both(asking.tell_us_more(OFFICE, request, (Doubt(code="phone_odd", say="x。"),), sample.AS_OF, ID))[0]
    assert "\n".join((PHONE, *WISHES)) in "\n".join(text.splitlines())


def test_a_question_tells_neither_bookings_nor_what_is_not_known_to_be_the_person_s() -> None:
    told = ask(
        Doubt(code="already_booked", say="すでに2026年12月9日（水）午前10時の予約があります。確かめてください。")
    )
    for word in ("12月9日", "午前10時の", "予約があります", "28070", "090-", sample.CANARY):
        assert word not in told


def test_a_question_without_doubts_still_asks() -> None:
    assert "お返事の書き方" in ask()


def test_a_recipient_that_cannot_be_written_to_is_refused() -> None:
    request = sample.request(person=sample.person(email="a@b.example\r\nBcc: x@y.example"))
    with pytest.raises(ValueError, match="address"):
        asking.tell_us_more(OFFICE, request, (), sample.AS_OF, ID)
    with pytest.raises(ValueError, match="address"):
        letters.confirmation(OFFICE, BOOKING, request, MEETING, sample.AS_OF, ID)


def test_the_hostile_name_changes_no_header() -> None:
    request = sample.request(person=sample.person(name=HOSTILE))
    raw = letters.confirmation(OFFICE, BOOKING, request, MEETING, sample.AS_OF, ID)
    assert papers.read_letter(raw)["Bcc"] is None


def test_every_letter_has_words_for_the_telephone() -> None:
    request = sample.request(person=sample.person(email="", companion="", phone=""))
    said = spoken.say_confirmation(OFFICE, BOOKING, request)
    for word in (
        "2026年12月3日（木）午後2時30分から3時まで",
        "M00012",
        "約40分",
        "0796-00-0000",
        "午後2時40分",
        "録画",
    ):
        assert word in said
    assert "お電話番号をお聞かせください" in said
    assert "\n" not in said
    assert "変更前" not in spoken.say_moved(OFFICE, BOOKING, request)
    assert "2026年12月2日" in spoken.say_moved(OFFICE, BOOKING, request, datetime(2026, 12, 2, 10, 0))
    assert "都合により。" in spoken.say_cancellation(OFFICE, BOOKING, request, "都合により。")
    assert "Zoom" not in spoken.say_confirmation(OFFICE, sample.booking(medium=Medium.TELEPHONE), request)
    asked = asking.say_tell_us_more(OFFICE, request, papers.DOUBTS)
    assert "1．12月3日（水）は木曜日です。どちらの日をご希望かお知らせください。" in asked

"""Particulars are kept as written unless the one meaning is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.particulars import note_of_phone, read_email, read_name, read_phone, read_seeker_number


def code(doubt) -> str:
    return doubt.code if doubt else ""


@pytest.mark.parametrize(
    ("text", "value", "doubt", "why"),
    [
        ("12345-678901", "12345-678901", "", "as it should be"),
        ("１２３４５－６７８９０１", "12345-678901", "", "full width"),
        ("12345ー678901", "12345-678901", "", "a long-vowel mark for a dash"),
        ("12345−6", "12345-6", "", "a minus sign; one digit"),
        ("12345 - 678901", "12345-678901", "", "spaces"),
        ("", "", "", "nothing given"),
        ("　", "", "", "a blank"),
        ("12345678901", "12345678901", "seeker_number_odd", "no dash"),
        ("12-3", "12-3", "seeker_number_odd", "perhaps a date"),
        ("12345-123456789", "12345-123456789", "seeker_number_odd", "nine digits"),
        ("1.3E+12", "1.3E+12", "excel_damage", "Excel's number"),
        ("########", "########", "excel_damage", "Excel's narrow column"),
        ("わからない", "わからない", "seeker_number_odd", "words"),
    ],
)
def test_seeker_number(text, value, doubt, why):
    read, asked = read_seeker_number(text)
    assert (read, code(asked)) == (value, doubt), why


def test_a_lost_dash_is_offered_not_restored():
    _, doubt = read_seeker_number("12345678901")
    assert doubt.choices == ("12345-678901",)


@pytest.mark.parametrize(
    ("text", "value", "doubt", "why"),
    [
        ("090-0000-0000", "090-0000-0000", "", "as stored"),
        ("09000000000", "090-0000-0000", "", "bare digits"),
        ("０９０ー００００ー００００", "090-0000-0000", "", "full width"),
        ("(0796)00-0000", "0796-00-0000", "", "brackets"),
        ("0796(00)0000", "0796-00-0000", "", "brackets in the middle"),
        ("+81 90-0000-0000", "090-0000-0000", "", "international"),
        ("+81(0)796-00-0000", "0796-00-0000", "", "international with the 0 kept"),
        ("+1 202 000 0000", "+1 202 000 0000", "phone_odd", "another country"),
        ("03-0000-0000", "03-0000-0000", "", "two-digit area code"),
        ("078-000-0000", "078-000-0000", "", "three-digit area code"),
        ("0120-000-000", "0120-000-000", "", "free dial"),
        ("0772-00-0000", "0772-00-0000", "", "four digits where three would fit too"),
        ("022-000-0000", "0220000000", "", "022 begins longer codes that are not in the table"),
        ("0470-00-0000", "0470000000", "", "an area code not in the table"),
        ("TEL：0796-00-0000", "0796-00-0000", "", "a label"),
        ("090-0000-0000（携帯）", "090-0000-0000", "", "a label in brackets"),
        ("9000000000", "090-0000-0000", "", "Excel took the 0 of a mobile"),
        ("796000000", "0796-00-0000", "", "Excel took the 0 of a fixed line"),
        ("9.0E+09", "9.0E+09", "excel_damage", "Excel's number"),
        ("090-0000-0000 / 0796-00-0000", "090-0000-0000", "", "two numbers: the first is called"),
        ("090-0000-0000\n0796-00-0000", "090-0000-0000", "", "two lines"),
        ("0796-00-0000 内線12", "0796-00-0000", "phone_with_remark", "an extension"),
        ("090-0000-0000（18時以降）", "090-0000-0000", "phone_with_remark", "when to call"),
        ("090-0000-000", "090-0000-000", "phone_odd", "a digit short"),
        ("090-0000-00000", "090-0000-00000", "phone_odd", "a digit too many"),
        ("携帯", "携帯", "phone_odd", "a label alone"),
        ("", "", "", "nothing given"),
        (" ", "", "", "a blank"),
        ("9" * 200, "9" * 100, "phone_odd", "too long"),
    ],
)
def test_phone(text, value, doubt, why):
    read, asked = read_phone(text)
    assert (read, code(asked)) == (value, doubt), why


@pytest.mark.parametrize(
    ("text", "said", "why"),
    [
        ("090-0000-0000", (), "as stored"),
        ("", (), "nothing given"),
        ("9000000000", ("9000000000", "090-0000-0000"), "a 0 put back"),
        ("自宅0796-00-0000／携帯090-0000-0000", ("0796-00-0000", "090-0000-0000"), "two numbers"),
        ("090-0000-0000 内線12", (), "a doubt of its own"),
    ],
)
def test_what_staff_are_told_of_a_number_without_being_asked(text, said, why):
    note = note_of_phone(text)
    assert bool(note) == bool(said), why
    assert all(words in note for words in said)


def test_080_is_a_mobile_whatever_follows():
    assert read_phone("08000000000") == ("080-0000-0000", None)


@pytest.mark.parametrize(
    ("text", "value", "doubt", "why"),
    [
        ("mihon@mail.example", "mihon@mail.example", "", "plain"),
        ("Mihon.T@Mail.EXAMPLE", "Mihon.T@mail.example", "", "only the domain knows no case"),
        ("ｍｉｈｏｎ＠mail.example", "mihon@mail.example", "", "full width"),
        ("taro..y.@docomo.example", "taro..y.@docomo.example", "", "docomo's dots"),
        ('"taro..y."@docomo.example', "taro..y.@docomo.example", "", "the same, quoted"),
        ("", "", "", "nothing given"),
        ("見本 太郎 <mihon@mail.example>", "", "email_odd", "a display name"),
        ("mihon@mail.example\nBcc: x@x.example", "", "email_odd", "a line break"),
        ("mihon@mail", "", "email_odd", "no top domain"),
        ("mihon.mail.example", "", "email_odd", "no @"),
        ("a@" + "b" * 300 + ".example", "", "email_odd", "too long"),
    ],
)
def test_email(text, value, doubt, why):
    read, asked = read_email(text)
    assert (read, code(asked)) == (value, doubt), why


@pytest.mark.parametrize(
    ("text", "value", "doubt", "why"),
    [
        ("見本 太郎", "見本 太郎", "", "plain"),
        (" 見本　太郎 ", "見本　太郎", "", "the ideographic space inside is kept"),
        ("髙橋 﨑 \ufa19", "髙橋 﨑 \ufa19", "", "kanji that normalising would change"),
        ("カ\u3099ク ハ\u309a", "ガク パ", "", "kana and a separate mark"),
        ("見本 太郎様", "見本 太郎", "", "様"),
        ("見本 太郎 さん", "見本 太郎", "", "さん"),
        ("見本 太郎（様）", "見本 太郎", "", "様 in brackets"),
        ("十時 花子", "十時 花子", "", "a surname like a time"),
        ("NGUYEN MIHON", "NGUYEN MIHON", "", "Latin letters"),
        ("ﾐﾎﾝ ﾀﾛｳ", "ﾐﾎﾝ ﾀﾛｳ", "", "half width stays"),
        ("見?本", "見?本", "name_garbled", "what CP932 lost"),
        ("見\ufffd本", "見\ufffd本", "name_garbled", "a broken letter"),
        ("見\ue000本", "見\ue000本", "name_garbled", "外字"),
        ("見本2", "見本2", "name_garbled", "a digit"),
        ("見本 太郎（母より）", "見本 太郎（母より）", "name_with_remark", "somebody else calls"),
        ("見" * 61, "見" * 60, "name_garbled", "too long"),
        ("", "", "", "nothing given"),
    ],
)
def test_name(text, value, doubt, why):
    read, asked = read_name(text)
    assert (read, code(asked)) == (value, doubt), why


@given(st.text(max_size=60))
def test_any_text_is_read_and_a_reading_is_stable(text):
    for read in (read_seeker_number, read_phone, read_name, read_email):
        value, doubt = read(text)
        if doubt is None:
            assert read(value) == (value, None)
        else:
            assert doubt.say.endswith("。")


@given(st.sampled_from(["0796", "078", "03", "090", "050", "0120", "0470"]), st.integers(0, 9999999))
def test_however_it_is_written_a_number_is_stored_one_way(area, rest):
    length = 11 if area in {"090", "050"} else 10
    digits = area + str(rest).zfill(8)[-(length - len(area)) :].zfill(length - len(area))
    spellings = [digits, f"{area}-{digits[len(area) :]}", f"({area}){digits[len(area) :]}", f"+81{digits[1:]}"]
    assert len({read_phone(text) for text in spellings}) == 1

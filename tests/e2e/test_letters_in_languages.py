"""A request, our question, the answer in the form of that very letter, and the booking: in each language."""

from pathlib import Path
from typing import cast

import papers
import pytest
from answers_to_letters import Letter, answer, filled, inline, quoted
from letters_to_us import take
from offices import AS_OF, OfficeFolder, drop, empty, query, run

WHO = "氏名：見本 太郎\nフリガナ：ミホン タロウ\n求職番号：28050-1\n電話番号：090-0000-0000\n"


def _letters(folder: OfficeFolder, kind: str) -> list[tuple[str, str]]:
    """Return subject and plain text of the letters of a kind."""
    raw = query(folder, "SELECT mail FROM outbox WHERE kind = ? ORDER BY notice_id", kind)
    mails = [cast("bytes", mail) for (mail,) in raw]
    return [(str(papers.read_letter(mail)["Subject"]), papers.plain_text(mail).decode()) for mail in mails]


@pytest.mark.parametrize(
    ("language", "wish", "booked"),
    [
        ("", "12月8日10時", "日時が決まりました"),
        ("やさしい日本語", "12/8 10:00", "日と時間が 決まりました"),
        ("英語", "8 December, 10:00 a.m.", "Your online job counselling is booked"),
        ("ベトナム語", "12/8 10:00", "決まりました / Your online job counselling is booked"),
    ],
)
@pytest.mark.parametrize("how", ["gmail ja > ", "outlook", "inline"])
def test_the_form_of_our_letter_filled_in_is_a_booking(
    tmp_path: Path, language: str, wish: str, booked: str, how: str
) -> None:
    folder = empty(tmp_path / "office")
    speaks = f'languages = ["{language}"]' if language else ""
    folder.office_toml.write_text(
        folder.office_toml.read_text(encoding="utf-8").replace("languages = []", speaks or "languages = []", 1),
        encoding="utf-8",
    )
    take(folder, f"{WHO}言語：{language}\n第1希望：12月8日の午後か夕方\n", ident="1")
    ((subject, text),) = _letters(folder, "tell_us_more")
    sent = Letter(subject, text.replace("\r\n", "\n").split("\n"))
    values = {"wish 1": wish}
    body = inline(sent.lines, values, "iphone > ") if how == "inline" else quoted(filled(sent.lines, values), how)
    drop(folder, "2.eml", answer(body, subject).replace(b"<1@", b"<2@"))
    run(folder, AS_OF)
    assert query(folder, "SELECT state, start FROM bookings") == [("confirmed", "2026-12-08T10:00")]
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(0,)]
    ((subject, _),) = _letters(folder, "confirmation")
    assert booked in subject


def test_a_question_is_answered_with_a_receipt_in_the_language_that_it_names(tmp_path: Path) -> None:
    folder = empty(tmp_path / "office")
    take(folder, "カメラは必要でしょうか。\n\n言語：英語\n", ident="1")
    ((subject, text),) = _letters(folder, "receipt")
    assert subject == "[Inquiry K00001] We have received your message"
    assert "It has not booked, changed or cancelled anything." in text

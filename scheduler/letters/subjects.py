"""The subjects of the letters, in each language (pure)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from madoguchi.model.language import Language
from madoguchi.wording import OFFER_SUBJECTS, WAITING_SUBJECTS


class Subject(NamedTuple):
    """One subject in standard Japanese, easy Japanese and English."""

    standard: str
    easy: str
    english: str

    def said(self, language: Language) -> str:
        """Return it in one language."""
        return {Language.STANDARD: self.standard, Language.EASY: self.easy, Language.ENGLISH: self.english}[language]


SUBJECTS: Mapping[str, Subject] = {
    "confirmation": Subject(
        "オンライン職業相談の日時が決まりました",
        "オンライン相談の日と時間が 決まりました",
        "Your online job counselling is booked",
    ),
    "moved": Subject(
        "オンライン職業相談の日時が変わりました",
        "オンライン相談の日と時間が 変わりました",
        "The time of your online job counselling has changed",
    ),
    "counsellor": Subject(
        "オンライン職業相談の担当が替わります（日時は同じです）",
        "オンライン相談の 相談員が かわります（日と時間は 同じです）",
        "You will have another counsellor (same date and time)",
    ),
    "telephone": Subject(
        "オンライン職業相談はお電話で行います（日時は同じです）",
        "オンライン相談は 電話で します（日と時間は 同じです）",
        "Your counselling will be by telephone (same date and time)",
    ),
    "cancellation": Subject(
        "オンライン職業相談の予約を取り消しました",
        "オンライン相談の予約を やめました（キャンセル）",
        "Your online job counselling has been cancelled",
    ),
    "reminder": Subject(
        "オンライン職業相談のご予約日が近づきました",
        "もうすぐ オンライン相談の日です",
        "Reminder: your online job counselling",
    ),
    "uninvited": Subject(
        "お知らせの送り先が変わりました",
        "お知らせを 送るメールアドレスが 変わりました",
        "Our messages now go to another address",
    ),
    "tell_us_more": Subject(
        "お申し込みについておたずねします",
        "申し込みについて 教えてください",
        "Please tell us more about your request",
    ),
    "waiting": Subject(*WAITING_SUBJECTS),
    "offer": Subject(*OFFER_SUBJECTS),
    "refusal": Subject(
        "オンライン職業相談のお申し込みについて",
        "オンライン相談の申し込みについて",
        "About your request for online job counselling",
    ),
    "new_terms": Subject(
        "オンライン職業相談の利用規約についてのお知らせ",
        "オンライン相談の規約（ルール）のお知らせ",
        "New terms of use for online job counselling",
    ),
    "receipt": Subject(
        "メールを受け取りました",
        "メールを 受け取りました",
        "We have received your message",
    ),
}


def head_of(reference: str, language: Language) -> str:
    """Return the number at the beginning of a subject, by which an answer is known."""
    of_request = reference.startswith("M")
    if language is Language.ENGLISH:
        return f"[{'Reference' if of_request else 'Inquiry'} {reference}] "
    return f"【{'受付番号' if of_request else 'お問い合わせ番号'} {reference}】"


def subject_of(name: str, reference: str, languages: Iterable[Language], more: Mapping[Language, str]) -> str:
    """Return the subject of a letter; one in two languages names both, and the number once.

    Args:
        name: Of the letter's template.
        reference: M00012 of a request, K00012 of what staff look at.
        languages: The languages of the letter.
        more: What follows behind a colon, by language; may be empty.
    """
    first, *_ = languages = tuple(languages)
    said = (
        SUBJECTS[name].said(one) + (f"{': ' if one is Language.ENGLISH else '：'}{more[one]}" if one in more else "")
        for one in languages
    )
    return head_of(reference, first) + " / ".join(said)

"""The same letter in each language tells the same facts, and each language keeps its own manners."""

import re
from datetime import datetime
from html import unescape
from pathlib import Path

import papers
import pytest
import samples_of_papers as sample

from madoguchi.model.language import Language
from madoguchi.model.reading import Doubt
from madoguchi.paths import shipped
from madoguchi.speech import easy, english
from scheduler.letters import asked_easy, asked_english, asked_standard, letters, spoken
from scheduler.letters.language import languages_of
from scheduler.letters.letter import BELOW
from scheduler.letters.questions import Question, questions
from scheduler.letters.samples import SAMPLE_LANGUAGES, Sample, samples
from scheduler.letters.subjects import SUBJECTS

OFFICE = sample.office()
LETTERS = {tag: list(samples(OFFICE, sample.AS_OF, named)) for tag, named in SAMPLE_LANGUAGES.items()}
KINDS = [one.name for one in LETTERS["ja"]]
MAIL = shipped("templates") / "mail"
NO_LETTER = {"booked", "letter.html", "letter.txt", "marks.html", "marks.txt", "page.html", "session"}
KANJI = re.compile("[一-龠々]+")
PLAIN_KANJI = "年月日時分"  # those of a date and time, which come first in every course


def letter(tag: str, kind: str) -> Sample:
    return next(one for one in LETTERS[tag] if one.name == kind)


def html_of(one: Sample) -> str:
    body = papers.read_letter(one.mail).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def text_of(tag: str, kind: str) -> str:
    return papers.plain_text(letter(tag, kind).mail).decode()


WISHED = [
    ("", (Language.STANDARD,)),
    ("日本語", (Language.STANDARD,)),
    ("手話", (Language.STANDARD,)),
    ("筆談", (Language.STANDARD,)),
    ("やさしい日本語", (Language.EASY,)),
    ("Easy Japanese", (Language.EASY,)),
    ("英語", (Language.ENGLISH,)),
    ("ＥＮＧＬＩＳＨ", (Language.ENGLISH,)),
    ("ベトナム語", (Language.EASY, Language.ENGLISH)),
    ("中国語（簡体字）", (Language.EASY, Language.ENGLISH)),
    ("日本語か英語", (Language.EASY, Language.ENGLISH)),
]


@pytest.mark.parametrize(("wished", "languages"), WISHED)
def test_the_language_named_chooses_the_letters(wished: str, languages: tuple[Language, ...]) -> None:
    assert languages_of(wished) == languages


@pytest.mark.parametrize("folder", ["easy", "en"])
def test_no_letter_falls_back_to_another_language(folder: str) -> None:
    words = {path.stem for path in MAIL.glob("*.j2")} - NO_LETTER
    assert words == SUBJECTS.keys()
    assert {path.stem for path in (MAIL / folder).glob("*.j2")} - NO_LETTER == words
    assert {"booked", "session", "letter.txt", "letter.html"} <= {path.stem for path in (MAIL / folder).glob("*.j2")}


def test_every_kind_of_letter_has_a_sample() -> None:
    assert {re.sub("_by_office$", "", kind) for kind in KINDS} - {"offer_gone"} == SUBJECTS.keys()


def facts_of(text: str) -> set[str]:
    """Return the figures of a letter that have to stand in every language: numbers, addresses, articles, minutes."""
    found = set(re.findall(r"0796-00-0000|[MK]000\d\d|https?://[^\s（）()。、<>\"]+|[a-z.]+@[a-z.-]+", text))
    found |= {
        f"article {one}" for one in re.findall(r"第(?:（だい）)?(\d+)条|Article (\d+)", text) for one in one if one
    }
    return found | {
        f"{one} minutes" for one in re.findall(r"(\d+) ?(?:分(?!（ご|に)|minutes)", text) if one in {"10", "40"}
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_numbers_addresses_and_articles_stand_in_every_language(kind: str) -> None:
    standard = facts_of(text_of("ja", kind))
    assert standard
    for tag in ("easy", "en", "other"):
        assert facts_of(text_of(tag, kind)) == standard, tag


SAID = {
    "the visit": ("2026年12月3日（木）午後3時30分から4時まで", "2026年12月3日（もくようび） 15時30分（ごご3じ30ぷん）から 16時（ごご4じ）まで", "Thursday, 3 December 2026, 3:30 p.m. to 4:00 p.m. (Japan time)"),
    "given up": ("（午後3時40分）", "（15時40分（ごご3じ40ぷん））", "(3:40 p.m.)"),
    "the limit": ("2026年12月1日（火）午前9時", "2026年12月1日（かようび） 9時（ごぜん9じ）", "Tuesday, 1 December 2026, 9:00 a.m. (Japan time)"),
    "before": ("2026年12月2日（水）午後3時30分から4時まで", "2026年12月2日（すいようび） 15時30分（ごご3じ30ぷん）から 16時（ごご4じ）まで", "Wednesday, 2 December 2026, 3:30 p.m. to 4:00 p.m. (Japan time)"),
    "the terms": ("2020年11月20日", "2020年11月20日", "20 November 2020"),
    "the new terms": ("2026年12月3日（木）", "2026年12月3日（もくようび）", "Thursday, 3 December 2026"),
    "the hours": ("平日 8時30分から17時15分まで", "げつようびから きんようび 8時30分から17時15分まで", "weekdays, 8:30 a.m. to 5:15 p.m."),
    "the openings": ("平日の午前9時30分から午前11時まで、午後2時から午後4時まで", "げつようびから きんようびまでの 9時30分（ごぜん9じ30ぷん）から 11時（ごぜん11じ）まで、14時（ごご2じ）から 16時（ごご4じ）まで", "Monday to Friday, 9:30 a.m. to 11:00 a.m. and 2:00 p.m. to 4:00 p.m."),
    "how": ("Zoom（ビデオ通話）", "Zoom（ビデオ通話（つうわ））", "Zoom (video call)"),
    "the counsellor": ("相談員A", "相談員A", "相談員A"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_one_language_says_of_times_and_ways_the_others_say_too(kind: str) -> None:
    for what, words in SAID.items():
        told = [said in text_of(tag, kind) for tag, said in zip(("ja", "easy", "en"), words, strict=True)]
        if what not in {"the visit", "the new terms"} or told[0]:  # a day alone stands in a visit's time too
            assert len(set(told)) == 1, (what, told)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tag", ["easy", "en", "other"])
def test_plain_text_and_html_say_the_same_in_every_language(tag: str, kind: str) -> None:
    html, text = html_of(letter(tag, kind)), text_of(tag, kind)
    said = unescape(re.sub("<[^>]+>", "", html[html.index("<body") :]))
    marks = r"[\[\]■・―═：:\s-]"
    assert re.sub(marks, "", said) == re.sub(marks, "", text)


@pytest.mark.parametrize(("tag", "lang", "header"), [("ja", "ja", None), ("easy", "ja", "ja"), ("en", "en", "en"), ("other", "ja", "ja, en")])  # fmt: skip
def test_a_letter_names_its_language(tag: str, lang: str, header: str | None) -> None:
    for one in LETTERS[tag]:
        assert f'<html lang="{lang}">' in html_of(one)
        assert papers.read_letter(one.mail)["Content-Language"] == header
    if tag == "other":
        html = html_of(letter(tag, "confirmation"))
        assert re.findall('<div lang="([a-z]+)"', html) == ["ja", "en"]
        assert BELOW in text_of(tag, "confirmation").split("\n")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_subject_bears_the_same_number_in_every_language(kind: str) -> None:
    numbers = {
        tuple(re.findall(r"[MK]\d{5}", str(papers.read_letter(letter(tag, kind).mail)["Subject"])))
        for tag in SAMPLE_LANGUAGES
    }
    assert numbers == {("K00012",) if kind == "receipt" else ("M00012",)}


@pytest.mark.parametrize("path", sorted((MAIL / "easy").glob("*.j2")), ids=lambda path: path.stem)
def test_every_kanji_of_easy_japanese_has_its_reading(path: Path) -> None:
    words = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|style=\"[^\"]*\"", "", path.read_text(encoding="utf-8"))
    words = re.sub("｜[^《]*《[^》]*》|[一-龠々]+《[^》]*》", "", words)
    assert KANJI.findall(re.sub(rf"(?<=\d)[{PLAIN_KANJI}]", "", words)) == []


def test_every_kanji_of_easy_questions_has_its_reading() -> None:
    for said in (asked_easy.PLAINLY, *asked_easy.AFTER_WORDS.values(), *asked_easy.INSTEAD.values()):
        assert KANJI.findall(re.sub("[一-龠々]+《[^》]*》", "", said)) == []


@pytest.mark.parametrize("path", sorted((MAIL / "easy").glob("*.j2")), ids=lambda path: path.stem)
def test_a_sentence_of_easy_japanese_is_short(path: Path) -> None:
    words = re.sub(r"\{#.*?#\}|《[^》]*》|\{[{%].*?[%}]\}|<[^>]+>", "", path.read_text(encoding="utf-8"))
    for sentence in re.split("[。\n]", words):
        assert len(re.sub(r"\s", "", sentence)) <= 60, sentence


@pytest.mark.parametrize("path", sorted((MAIL / "en").glob("*.j2")), ids=lambda path: path.stem)
def test_an_english_letter_holds_no_japanese_word_of_ours(path: Path) -> None:
    assert re.findall("[ぁ-んァ-ヶ一-龠]+", path.read_text(encoding="utf-8")) == []


def test_every_question_is_asked_in_every_language() -> None:
    assert asked_easy.INSTEAD.keys() == asked_english.INSTEAD.keys() == asked_standard.INSTEAD.keys()
    assert asked_easy.AFTER_WORDS.keys() == asked_english.AFTER_WORDS.keys() == asked_standard.AFTER_FINDING.keys()


MISMATCH = Doubt(code="weekday_mismatch", say="12月3日（水）は木曜日です。確かめてください。", choices=("12月2日（水）", "12月3日（木）"))  # fmt: skip
HALF = Doubt(code="ambiguous_hour", say="「8時」が午前か午後か分かりません。確かめてください。", choices=("午前8時", "午後8時30分"))  # fmt: skip
ASKED = [
    (MISMATCH, Question(asked_english.AFTER_WORDS["weekday_mismatch"], ("Wednesday, 2 December", "Thursday, 3 December"))),
    (HALF, Question("You wrote “8時”. " + asked_english.AFTER_WORDS["ambiguous_hour"], ("8:00 a.m.", "8:30 p.m."))),
    (Doubt(code="no_time", say="「www.evil.example」に時刻がありません。"), Question(asked_english.PLAINLY)),
    (Doubt(code="something_new", say="12月9日に予約があります。"), Question(asked_english.PLAINLY)),
    (Doubt(code="leftover", say="「x」の意味を読み取れませんでした。"), Question(asked_english.INSTEAD["leftover"])),
]  # fmt: skip


@pytest.mark.parametrize(("doubt", "asked"), ASKED, ids=lambda one: getattr(one, "code", ""))
def test_an_english_question_repeats_the_person_s_own_words_and_no_japanese_of_ours(
    doubt: Doubt, asked: Question
) -> None:
    assert questions((doubt,), Language.ENGLISH) == (asked,)


def test_an_easy_question_says_days_and_times_easily() -> None:
    (day,), (hour,) = (questions((one,), Language.EASY) for one in (MISMATCH, HALF))
    assert day.choices == ("12月2日（すいようび）", "12月3日（もくようび）")
    assert hour.choices == ("｜8時《ごぜん8じ》", "｜20時30分《ごご8じ30ぷん》")
    assert hour.say.startswith("「8時」と 書《か》いてありました。")


@pytest.mark.parametrize(
    ("minute", "said"), [(5, "5ふん"), (10, "10ぷん"), (12, "12ふん"), (30, "30ぷん"), (47, "47ふん"), (59, "59ふん")]
)
def test_minutes_are_read_as_people_say_them(minute: int, said: str) -> None:
    assert said in easy.say_start(datetime(2026, 12, 3, 9, minute))


def test_noon_and_midnight_in_english() -> None:
    assert english.say_start(datetime(2026, 12, 3, 12, 0)).endswith("12:00 p.m.")
    assert english.say_start(datetime(2026, 12, 3, 0, 5)).endswith("12:05 a.m.")


def test_hours_that_are_no_plain_pair_stay_as_the_office_wrote_them() -> None:
    assert english.say_hours("月・水・金 9時から12時まで") == "月・水・金 9時から12時まで"
    assert english.say_hours("平日9時～17時") == "weekdays, 9:00 a.m. to 5:00 p.m."


def test_the_clerk_is_told_in_which_language_to_speak() -> None:
    request = sample.request(person=sample.person(language="英語\r\n"))
    said = spoken.say_confirmation(OFFICE, sample.booking(), request)
    assert said.startswith("（希望の言語：英語）ご本人と確かめてから")
    assert "\n" not in said


def test_a_stranger_s_reading_marks_are_no_html() -> None:
    request = sample.request(person=sample.person(name="太郎《<b>》", language="やさしい日本語"))
    raw = letters.reminder(
        OFFICE, sample.booking(), request, sample.meeting(), sample.AS_OF, "<n.1.0.reminder@a.example>"
    )
    assert "<b>" not in html_of(Sample("", "", raw))

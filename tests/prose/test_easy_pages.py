"""The pages in easy Japanese as they are built: what is read, what stands above it, and that the facts carry over."""

import re
from html import unescape

import pytest
import sample_site

from madoguchi.model.language import Language
from sitegen.plan import NOT_FOUND
from sitegen.text.mailform import SUBJECTS

SITE = sample_site.site()
EASY_PAGES = sorted(path for path in SITE if path.startswith("easy/") and path.endswith(".html"))
RUBY = re.compile(r"<ruby>([^<]+)<rp>\(</rp><rt>([^<]+)</rt><rp>\)</rp></ruby>")
KANJI = re.compile("[一-龠々]+")
AS_THEY_ARE = (SUBJECTS[Language.EASY], "日本語")  # the subject is there to be copied; a language is named in itself


def body_of(path: str) -> str:
    """Return what is seen of a page, without what is there to be copied."""
    page = SITE[path].decode()
    return re.sub(r"<pre.*?</pre>", "", page[page.index("<body") :], flags=re.DOTALL)


def said_on(path: str) -> str:
    """Return the words of a page without readings, blanks and joiners."""
    return re.sub(r"[\s\u2060]", "", unescape(re.sub(r"<[^>]*>", "", RUBY.sub(r"\1", body_of(path)))))


def test_every_page_is_there_and_a_page_for_each_day() -> None:
    assert len(EASY_PAGES) > 25
    assert {path.removeprefix("easy/") for path in EASY_PAGES} == {
        path.removeprefix("en/") for path in SITE if path.startswith("en/") and path.endswith(".html")
    }


@pytest.mark.parametrize("path", [*EASY_PAGES, NOT_FOUND])
def test_every_kanji_on_a_page_is_read(path: str) -> None:
    body = body_of(path)
    if path == NOT_FOUND:
        body = re.findall(r'<section lang="ja" class="easy">.*?</section>', body, re.DOTALL)[0]
    unread = re.sub(r"<[^>]*>", " ", RUBY.sub("", body))
    for word in AS_THEY_ARE:
        unread = unread.replace(word, "")
    assert KANJI.findall(unread) == []
    assert len(RUBY.findall(body)) >= 5


@pytest.mark.parametrize("path", [*EASY_PAGES, NOT_FOUND])
def test_a_reading_is_kana_and_leaves_no_sign_of_itself(path: str) -> None:
    page = SITE[path].decode()
    for base, reading in RUBY.findall(page):
        assert re.fullmatch("[ぁ-んァ-ヶー0-9・ ]+", reading), base
    assert page.count("<ruby>") == len(RUBY.findall(page))
    assert not re.search(r"[《》]|\*\*", page)


@pytest.mark.parametrize("path", EASY_PAGES)
def test_no_reading_stands_where_it_cannot_be_shown(path: str) -> None:
    head, _, body = SITE[path].decode().partition("<body")
    assert "<rt" not in head
    assert "《" not in head
    assert not re.search(r'="[^"]*<r[tub]', body)
    assert all("<rt" not in text for text in re.findall(r"<pre.*?</pre>", body, re.DOTALL))


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        (
            "index.html",
            (
                *("仕事の相談、仕事の紹介、面接の練習", "無料", "1回30分", "40分くらい", "カメラ", "前の日までに"),
                *(
                    "ハローワークに登録",
                    "これからも同じ職員に",
                    "0796-00-0000",
                    "9時30分から11時まで、14時から16時まで",
                ),
            ),
        ),
        (
            "flow.html",
            (
                *(
                    "ステップ1",
                    "ステップ4",
                    "電話でメール|メールが届きます",
                    "パスコードはメールで送りません",
                    "紙に書いて",
                ),
                *("インターネットの調子が悪いときは、電話で相談します", "10分すぎると、キャンセル", "2回目から"),
                *("録画や録音をしないで", "次から相談ができないことが", "だいたい前の日", "Zoomに入れないとき"),
            ),
        ),
        (
            "apply.html",
            (
                *("名前", "求職番号", "希望の日と時間", "通訳", "前の日までに", "60日先", "12月29日から1月3日まで"),
                *("マイナンバーや病気", "14時30分", "迷惑メール", "このお知らせで予約が決まります", "10分すぎると"),
            ),
        ),
        ("slots.html", ("見るだけでは予約になりません", "早く申し込んだ人から", "4週間", "あと", "いっぱい", "あき")),
        (
            "ready.html",
            (
                *("Zoomのルールも守って", "サポートが終わったOSは使わないで", "ファイアウォール", "いちばん新しく"),
                *(
                    "近くに人がいない場所",
                    "ぜんぶあなたが払います",
                    "録画や録音をしないで",
                    "スマートフォンできるだけ同じ",
                ),
            ),
        ),
        ("calendar.html", ("予約ではありません", "8時間から24時間", "3時間くらい", "インポート", "連絡はいりません")),
        ("privacy.html", ("職業安定法", "第5条の4", "みんなに見せません", "警察や役所", "Cookie", "パスコード")),
        ("accessibility.html", ("WCAG2.2", "JISX8341-3:2016", "まだ調べていないこと", "0796-00-0000")),
        (
            "terms.html",
            (
                *(
                    "正しいルール",
                    "1回30分",
                    "前の日までに予約が終わった人",
                    "午前9時30分から11時まで、午後2時から4時まで",
                ),
                *(
                    "10分すぎると",
                    "電話で教えて",
                    "第5条の4",
                    "責任はありません",
                    "あなたが払います",
                    "政令、省令",
                    "条例",
                ),
                *(
                    "録画と録音と配信",
                    "Zoomの利用規約も",
                    "あなたに聞かないで",
                    "最初の裁判は神戸地方裁判所だけ",
                    "2020年11月20日",
                ),
            ),
        ),
    ],
)
def test_the_facts_carry_over(path: str, facts: tuple[str, ...]) -> None:
    said = said_on(f"easy/{path}")
    assert [fact for fact in facts if not re.search(fact, said)] == []

"""For somebody else, or merely with somebody in the sentence."""

import pytest

from intake.person.companion import companion_in, service_in
from intake.person.others import another_persons
from madoguchi.model.reading import Service

FOR_OTHERS = """\
夫の分です。
夫の見本太郎の分です
代理で申し込みます
母の予約をお願いします
見本太郎の母です
見本太郎の妻でございます。
本人が書けないため代わりにメールしています
二人で相談したいです
友人に代わって連絡します
妻も相談を希望しています
息子のことで相談したいです
娘の就職の相談をしたい
母より電話"""

OF_OTHERS = """\
母の介護のため退職しました
子どもの送迎があるので10時がいいです
夫の転勤で豊岡に来ました
娘の学校が休みの日がいいです
家族の都合で
担当者の方へ
本人確認書類
本人です
父が入院したため
代わりに12/9でもお願いします
母が同席します
妻と一緒に参加します
よろしくお願いします"""


@pytest.mark.parametrize("text", FOR_OTHERS.splitlines())
def test_words_that_speak_for_somebody_else(text: str) -> None:
    assert another_persons(text) in text
    assert another_persons(text)


@pytest.mark.parametrize("text", OF_OTHERS.splitlines())
def test_somebody_in_the_sentence_is_no_other_applicant(text: str) -> None:
    assert another_persons(text) == ""


COMPANIONS = """\
母が同席します
母と一緒に参加します
手話通訳をお願いします
ベトナム語の通訳が同席します
支援員の見本さんが同席します
支援センターの職員と一緒に参加します
筆談でお願いします
妻（見本花子）も同席します
同席者は母です"""


@pytest.mark.parametrize("text", COMPANIONS.splitlines())
def test_who_comes_along(text: str) -> None:
    assert companion_in(f"12/8 10時希望。{text}。よろしくお願いします。") == text


@pytest.mark.parametrize(
    "text", ["通訳は不要です", "同席者はいません", "一人で参加します", "よろしくお願いします", "同席なし", ""]
)
def test_nobody_comes_along(text: str) -> None:
    assert companion_in(text) == ""


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("模擬面接をお願いしたいです", Service.MOCK_INTERVIEW),
        ("面接の練習がしたいです", Service.MOCK_INTERVIEW),
        ("職業紹介を希望します", Service.PLACEMENT),
        ("先日は職業紹介ありがとうございました。", Service.COUNSELLING),
        ("職業紹介と模擬面接をお願いします", Service.COUNSELLING),
        ("相談をお願いします", Service.COUNSELLING),
    ],
)
def test_what_it_is_for(text: str, service: Service) -> None:
    assert service_in(text) is service

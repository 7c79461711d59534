"""The labels people and web forms put before their particulars, and which field each one means."""

import re
import unicodedata
from functools import lru_cache

FIELDS = ("name", "kana", "seeker_number", "phone", "email", "contact", "companion", "service", "language")
WISH_DAY, WISH_TIME, FAMILY_NAME, GIVEN_NAME, FAMILY_KANA, GIVEN_KANA = (
    "day",
    "time",
    "sei",
    "mei",
    "sei_kana",
    "mei_kana",
)

_WORDS = {
    "name": "氏名 名前 なまえ しめい 姓名 氏名漢字 求職者名 求職者氏名 求職者 利用者名 利用者氏名 相談者 相談者名 相談者氏名 申込者 申込者名 申込者氏名 お客様名 予約者名 予約者氏名 本人氏名 name fullname yourname",
    "kana": "フリガナ ふりがな カナ かな ヨミ よみ 読み ヨミガナ よみがな 読みがな 読み仮名 振り仮名 氏名カナ 氏名フリガナ 氏名ふりがな 名前フリガナ 名前ふりがな 名前カナ nameinkana kana furigana katakana",
    "seeker_number": "求職番号 きゅうしょくばんごう 求職者番号 求職no 求職no. 求職者no 求職者no. 求職登録番号 求職申込番号 求職受付番号 登録番号 ハローワーク番号 求職者マイページ番号 job-seekernumber jobseekernumber job-seekerno jobseekerno seekernumber",
    "phone": "電話 電話番号 でんわ でんわばんごう tel tel番号 携帯 携帯番号 携帯電話 携帯電話番号 連絡先電話 連絡先電話番号 連絡先tel 日中電話番号 当日の電話番号 当日連絡先 当日の連絡先 日中連絡先 日中の連絡先 日中の電話番号 緊急連絡先 phone phonenumber telephone telephonenumber mobile mobilenumber mobilephone cellphone",
    "email": "メール メールアドレス eメール eメールアドレス e-mail email mail mailアドレス 電子メール メアド e-mailアドレス アドレス",
    "contact": "連絡先 連絡方法",
    "companion": "同席者 同席 同席者名 同席の方 同席者の有無 付添 付添い 付き添い 付添人 付添者 付き添いの方 同伴者 通訳 通訳者 通訳の有無 支援者 いっしょにいる人 一緒にいる人 companion companions interpreter helper",
    "service": "用件 相談内容 内容 希望内容 利用内容 目的 利用目的 希望サービス サービス 種別 区分 相談種別 相談の種類 相談の内容 用件内容",
    "language": "言語 ことば 言葉 希望言語 使用言語 対応言語 希望の言語 希望する言語 使用する言語 通訳言語 通訳の言語 相談言語 母語 母国語 language",
    WISH_DAY: "希望日時 希望日 希望の日時 希望の日 希望日程 希望の日程 希望 予約希望 予約希望日 予約希望日時 相談希望日 相談希望日時 面談希望日 面談希望日時 利用希望日 利用希望日時 候補 候補日 候補日時 日時 日にち 日程 予約日時 予約日 相談日時 相談日 面談日時 変更希望日 変更希望日時 変更後 変更後の日時",
    WISH_TIME: "希望時間 希望時間帯 希望の時間 希望の時間帯 希望時刻 希望の時刻 時間 時間帯 時刻 開始時刻 予約時間 相談時間",
    FAMILY_NAME: "姓 苗字 名字",
    GIVEN_NAME: "名",
    FAMILY_KANA: "セイ せい",
    GIVEN_KANA: "メイ めい",
}  # fmt: skip
_MEANING = {
    unicodedata.normalize("NFKC", word).lower(): field for field, words in _WORDS.items() for word in words.split()
}

_NUMBER = "[0-9０-９一二三四五①-⑨]"
_WISH = re.compile(
    rf"第?{_NUMBER}(?:希望|候補)(?:の?(?:日時|日程|日|時間帯|時間|時刻))?|(?:予約|相談|面談)?(?:希望|候補)(?:日時|日程|日|時間帯|時間|時刻)?{_NUMBER}"
)
_ENGLISH_WISH = re.compile(
    r"(?:([1-9])(?:st|nd|rd|th)|(first|second|third))(?:choice|preference|wish)|(?:choice|preference|wish)([1-9])",
    re.IGNORECASE,
)
_EASY_WISH = re.compile(r"(第[1-3１-３]希望)[（(][1-3１-３]ばんめ[)）]")
_RANKS = {"first": "1", "second": "2", "third": "3"}
_NOTE = re.compile(r"[（(\[［【](.*?)[)）\]］】]|※.*$|[*＊]")
_BLANK = re.compile(r"[\s　]+")
_KANA_NOTE = re.compile(r"^(?:フリガナ|ふりがな|カナ|かな|よみ|ヨミ|よみがな|読み)$")
MAX_LABEL = 40

_INSIDE = sorted(
    (
        re.escape(word)
        for field, words in _WORDS.items()
        if field not in {FAMILY_NAME, GIVEN_NAME, FAMILY_KANA, GIVEN_KANA, "contact"}
        for word in words.split()
        if len(word) > 1
    ),
    key=len,
    reverse=True,
)
_LABEL = rf"(?:(?:ご|お)?(?:{'|'.join(_INSIDE)})|第{_NUMBER}(?:希望|候補)(?:日時|日|時間)?)(?:[（(][^（()）\n]{{1,20}}[)）])?"

# A label in the middle of a line: before a separator, in brackets, or (第1希望は) before a particle.
ANYWHERE = re.compile(
    rf"[■□●○◆◇・▼◎]?(?:{_LABEL}[ 　\t]{{0,3}}[:：=＝]|[【\[［]{_LABEL}[】\]］]|(?:第{_NUMBER}希望|求職者?番号|電話番号)は)",
    re.IGNORECASE,
)
# Something labelled that we do not read (備考：, 住所：); times (14：30) and halves of a day are none.
OTHER = re.compile(
    r"[\s　■□●○◆◇・▼◎【\[［]*(?![^:：\n]*(?:午前|午後|曜|希望|候補|または|もしくは|できれば))[^\d:：\n]{1,15}[】\]］]?[:：]"
)


# Labels with something before the known word (日中のご連絡先電話番号); of other people they are not ours.
_ENDINGS = {
    "電話番号": "phone",
    "携帯番号": "phone",
    "メールアドレス": "email",
    "求職番号": "seeker_number",
    "求職者番号": "seeker_number",
    "フリガナ": "kana",
    "氏名": "name",
}
_OTHERS = re.compile("会社|勤務|事業所|紹介|担当|企業|緊急|家族|保護者|学校")


def _by_ending(word: str) -> str:
    """Tell what a longer label means by how it ends; empty when it is of somebody else."""
    if _OTHERS.search(word):
        return ""
    found = next((field for ending, field in _ENDINGS.items() if word.endswith(ending)), "")
    return "companion" if found == "name" and re.search("同席|付添|付き添|通訳|同伴", word) else found


_FIRST_LETTERS = frozenset(word[0] for word in _MEANING) | frozenset(
    "ごお御第予相面希候自本当日昼繋つ0123456789一二三四五fstcpw"
)


@lru_cache(maxsize=4096)
def may_begin(letter: str) -> bool:
    """Tell whether a known label can begin with this letter; cheap, for lines of prose."""
    return unicodedata.normalize("NFKC", letter).lower()[:1] in _FIRST_LETTERS


def rank_of_letter(label: str) -> str:
    """Return the label of a wish in our letters as 第1希望, which tells its rank; any other as it is."""
    if found := _EASY_WISH.fullmatch(label.strip()):
        return found[1]
    found = _ENGLISH_WISH.fullmatch(_BLANK.sub("", _NOTE.sub("", label)))
    if not found:
        return label
    return f"第{found[1] or found[3] or _RANKS[found[2].lower()]}希望"


@lru_cache(maxsize=512)
def meaning(label: str) -> str:
    """Return which field a label means.

    Args:
        label: As written, without bullet and separator.

    Returns:
        A name of `FIELDS`, one of the `WISH_…` or name-part constants, or empty for an unknown label.
    """
    if len(label) > MAX_LABEL:
        return ""
    notes = [found[1] or "" for found in _NOTE.finditer(label)]
    bare = _BLANK.sub("", _NOTE.sub("", label))
    if _WISH.fullmatch(bare) or _ENGLISH_WISH.fullmatch(bare):
        return WISH_TIME if bare.rstrip("0123456789①②③④⑤").endswith(("時間", "時間帯", "時刻")) else WISH_DAY
    word = unicodedata.normalize("NFKC", bare).lower().rstrip(".")
    known = _MEANING.get(word) or _MEANING.get(word.removeprefix("ご").removeprefix("お").removeprefix("御")) or ""
    known = known or _by_ending(word)
    if known == "name" and any(_KANA_NOTE.match(note) for note in notes):
        return "kana_or_name"
    if known == FAMILY_NAME and any(_KANA_NOTE.match(note) for note in notes):
        return FAMILY_KANA
    if known == GIVEN_NAME and any(_KANA_NOTE.match(note) for note in notes):
        return GIVEN_KANA
    return known

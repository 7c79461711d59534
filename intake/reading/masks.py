"""What is no wish: covered before the words are read, so that offsets and lengths stay."""

import re
from typing import Final

from intake.reading.tokens import scan

COVER: Final = "〓"

_DAY: Final = (
    r"(?:(?:令和|平成|昭和|大正|西暦|[RHSTrhst]\.?) ?)?(?:(?:[0-9]{1,4}|元)[年./-] ?)?"
    r"[0-9]{1,2} ?[月/.-] ?[0-9]{1,2}日?(?: ?\([月火水木金土日]\))?"
)
_TIME: Final = r"[0-9]{1,2}(?::[0-9]{2}|時(?:半|[0-9]{1,2}分)?)"
_SPAN: Final = rf"(?:午前|午後)?{_TIME} ?(?:~|-|から) ?(?:午前|午後)?{_TIME}(?:まで)?"
_NO_NAME: Final = r"(?![^\s0-9:、。,/()〓]{0,10}(?:曜|午前|午後|週|明日|明後|今日|本日|来月|今月|以外|希望|終日|平日|いつでも|NG|不可|無理|×|毎|翌|除))"
_NAME: Final = rf"{_NO_NAME}[^\s0-9:、。,/()〓]{{1,10}}"
_TELEPHONE: Final = "TEL|Tel|tel|電話(?:番号)?|携帯(?:電話|番号)?|FAX|Fax|ファックス|連絡先|折り?返し先?"
_TWO_TIMES: Final = "(?:0[89]|1[0-7])[0-5][0-9]-(?:0[89]|1[0-7])[0-5][0-9](?![0-9])"  # 1000-1030
# A word beside a name is part of it only in these signs, without one that speaks of a refusal or a state.
_NAME_WORD: Final = re.compile("(?:(?![不未欠没仮休要済遅退満採決忙訓早前半取消])[一-鿿々ァ-ヶー]){1,5}(?:様|さん|氏)?")
_KANJI_NAME: Final = "[一-鿿々ァ-ヶー]{1,5}(?: [一-鿿々ァ-ヶー]{1,4})?"
_ITS_TIME: Final = (
    rf"(?: ?の? ?(?:{_SPAN}|(?:午前|午後)?{_TIME})(?:から)?)?"  # the time of a day that is no wish is none either
)
_OWN_DAY: Final = "(?:失業)?認定日|就職日|就業開始日|開始日|入校日|試験日|面接日|締め?切り?日?|有効期限|有効期間|離職日|退職日|入社日|登録日|支給日|卒業"

# (what it is, signs of which one stands in every such stretch, its spelling), in the order of trying.
MASKS: Final = (
    ("quote", ">|", r"^ ?[>|].*$"),
    ("link", "hw", r"(?:https?://|www\.)[!-~]{1,500}"),
    (
        "address",
        "@",
        r"(?:(?:E-?)?(?:[Mm]ail|メール)(?:アドレス)?[ :]{1,3})?[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}",
    ),
    ("file", ".", r"[^\s、。:・時希午曜]{1,60}\.(?:pdf|docx?|xlsx?|csv|jpe?g|png|txt|zip|heic)(?![a-z])"),
    (
        "number",
        "番Nn№ナI",
        (
            r"(?:求職(?:者)?|求人|受付|登録|整理|管理|雇用保険|被保険者|受給|予約|紹介|事業所|社員|会員|免許)"
            r"(?:番号|[Nn][Oo]\.?|№|ナンバー|ID)(?:は|が)?[ :)]{0,3}[0-9A-Za-z][0-9A-Za-z-]{2,24}(?:です)?"
        ),
    ),
    (
        "telephone",
        "Tt電携Fフ連返",
        rf"(?:{_TELEPHONE})(?:は|が)?[ :.]{{0,3}}(?:0[0-9]{{9,10}}|(?:0[0-9]{{1,4}}-)?(?!{_TWO_TIMES})[0-9]{{1,4}}-[0-9]{{4}})(?![0-9:-]|/[0-9])(?:です)?",
    ),
    (
        "telephone",
        "+0",
        (
            rf"(?:(?:{_TELEPHONE})(?:は|が)?[ :.]{{0,3}})?(?<![0-9])(?<![0-9][/.:-])"
            r"(?:\+81[- ]?[0-9]{1,4}[- ]|\(0[0-9]{1,4}\) ?|0[0-9]{1,4}(?:-|\()|0[5789]0 )[0-9]{1,4}[- )][0-9]{3,4}(?![0-9:-]|/[0-9])(?:です)?"
        ),
    ),
    ("telephone", "0", r"(?<![0-9])0[5789]0[0-9]{8}(?![0-9])"),
    ("number", "-", r"(?<![0-9-])[0-9]{5}-[0-9]{4,8}(?![0-9-])"),
    ("number", "M", r"(?<![A-Za-z0-9])M[0-9]{5}(?![0-9])"),
    (
        "name",
        "0123456789",
        rf"(?<=〓)[ 、/]{{1,3}}{_NO_NAME}(?:[一-鿿々ァ-ヶー]{{2,4}}(?: [一-鿿々ァ-ヶー]{{1,4}})?)(?:様|さん)?(?=[ 、/]{{1,3}}[0-9〓])",
    ),
    ("postal", "〒便", r"(?:〒 ?|郵便番号[ :]{0,2})[0-9]{3}-?[0-9]{4}(?![0-9])"),
    (
        "birth",
        "生",
        rf"(?:(?:生年月日|誕生日)(?:は)?[ :]{{0,3}}|生まれ(?:は|:)[ :]{{0,2}})(?:{_DAY}|[12][0-9]{{7}}(?![0-9]))(?:生まれ|生|です)?",
    ),
    ("birth", "生", rf"{_DAY} ?(?:生まれ|生(?![憎活]))"),
    (
        "own day",
        "認有離退入登支卒就開試面締",
        rf"(?:{_OWN_DAY})(?:は|が)?[ :]{{0,3}}{_DAY}{_ITS_TIME}(?:の予定)?(?:です|なので|のため|で)?",
    ),
    (
        "own day",
        "離退失登入",
        rf"{_DAY} ?(?:付けで|付で|に|で)?(?:離職|退職|退社|登録|入社)(?:日|予定|しました|します|した)?",
    ),
    ("own day", "認有離退入登支卒就開試面締", rf"{_DAY}(?:は|が)(?:{_OWN_DAY}){_ITS_TIME}(?:です|なので|のため|で)?"),
    (
        "office hours",
        "間",
        rf"(?:営業|業務|開庁|受付|開館|診療|窓口|勤務|就業|電話受付)時間(?:は)?[ :]{{0,3}}(?:平日 ?)?{_SPAN}",
    ),
    (
        "work",
        "週",
        r"(?<![来今先翌毎])週(?:に)?[0-9一二三四五六七] ?日(?:間|程度|勤務|以上|以内)?(?:\([月火水木金土日・、,]{1,13}\))?",
    ),
    ("work", "木", "土木"),
    ("work", "間", r"1日[0-9]{1,2}時間(?:勤務|労働|程度)?"),
    (
        "work",
        "収給賃",
        r"(?:月収|年収|時給|日給|月給|給与|賃金)[^0-9\n、。]{0,6}[0-9][0-9,.]*(?:万円?|円|以上)(?:以上)?",
    ),
    ("work", "休", r"土日祝?日?休み(?:希望)?|完全週休二日制?|週休二日制?|週休2日制?"),
    ("work", "残", r"残業(?:は)?(?:月)?[0-9]{1,3}時間(?:以内|程度)?"),
    (
        "count",
        "歳才名人円級間回番",
        r"(?<![0-9/.:-])[0-9]{1,3}(?:歳|才|名様?|人|円|級|年間|ヶ月間|回目(?=の(?:ご?相談|面談|利用|予約|面接|オンライン)|です|となります|になります|$|[ \n、。)]))(?!後)",
    ),
    ("place", "丁", r"[0-9一二三四五六七八九十]{1,3}丁目(?:[0-9]{1,4}(?:番地?|-)?){0,3}号?(?: ?[0-9]{1,4}号室)?"),
    (
        "place",
        "市区町村郡字",
        r"(?:ご?住所[ :]{0,3})?(?:(?!午前|午後|希望|取消|終日|都合|無理|不可)[^\s0-9、。〓:・()はがを]){1,12}(?:市|区|町|村|郡|字)(?:(?!です|ます|希望|で)[^\s0-9、。〓]){0,12}[0-9]{1,5}(?:-[0-9]{1,4}){1,3}(?![0-9:時])(?:号室)?",
    ),
    ("place", "番号", r"(?<![0-9])[0-9]{1,5}番地(?:[0-9の-]{1,8})?|[0-9]{1,4}号室"),
    ("place", "市町前", r"四日市市?|十日町市?|廿日市市?|八日市場?|五日市町?|二日市|三日市|五日町|六日町|八日町|千日前"),
    (
        "name",
        ":)",
        rf"(?:氏名|お?名前|フリガナ|ふりがな|担当者?|申込者|利用者|相談者)(?:[ ]?:|\)) ?{_NAME}(?: {_NAME}(?![:：]))?(?:\([ぁ-んァ-ヶー ]{{1,30}}\))?",
    ),
    (
        "name",
        "様さ氏",
        rf"^{_NO_NAME}(?:{_KANJI_NAME})(?:様|さん|氏)(?:より|から)?|(?<= )(?:{_KANJI_NAME})(?:様|氏)(?=$|[ 、。])",
    ),
    ("name", "と", rf"(?:(?<=^)|(?<=[\n。 、])){_NAME}(?: {_NAME})?と(?:申し|もうし|いい)ます"),
)
_WORDS: Final = re.compile("([ 、/]+)")
_FEWEST_DIGITS: Final = 10
_MOST_DIGITS: Final = 11
_CALLED: Final = re.compile(
    "(?:氏名|名前|フリガナ|ふりがな|担当者?|申込者|利用者|相談者)[ :)]|(?:様|さん|氏|ます)(?:より|から)?$"
)
_OTHERS: Final = re.compile("先方|先様|会社|企業|応募先|求人|他社")
_COMPILED: Final = tuple((name, needs, re.compile(pattern, re.MULTILINE)) for name, needs, pattern in MASKS)


def mask(text: str) -> tuple[str, frozenset[str]]:
    """Cover what is no wish.

    Args:
        text: One folded section.

    Returns:
        The text with each such stretch covered sign for sign, and the names of what was covered.
    """
    names: set[str] = set()
    signs = frozenset(text)
    for name, needs, pattern in _COMPILED:
        if signs.isdisjoint(needs):
            continue
        text, count = pattern.subn(_COVERS.get(name, _cover), text)
        if count:
            names.add(name)
    return text, frozenset(names)


def _cover_telephone(found: re.Match[str]) -> str:
    """Cover what has as many digits as a telephone number has; 01-05 1000 is a day and a time."""
    digits = sum(sign.isdigit() for sign in found.group())
    labelled = not found.group()[0].isdigit() and found.group()[0] not in "+("
    abroad = found.group().startswith("+")
    return _cover(found) if labelled or abroad or _FEWEST_DIGITS <= digits <= _MOST_DIGITS else found.group()


def _is_name(word: str) -> bool:
    """Tell whether a word may be a name: the tables know nothing of it."""
    return not word.strip(" 、/") or (
        _NAME_WORD.fullmatch(word) is not None and all(token.letter == "?" for token in scan(word))
    )


def _cover_name(found: re.Match[str]) -> str:
    """Cover a name, and leave a word beside it that speaks of the wish: 取消 見本様."""
    words = _WORDS.split(found.group())
    named = inside = False  # behind a label, in the brackets of a reading
    for place, word in enumerate(words):
        called = named or inside or _CALLED.search(word) is not None
        named = word.endswith((":", ")")) or (named and not word.strip())
        inside = (inside or "(" in word[1:]) and not word.endswith(")")
        if not _OTHERS.match(word) if called else _is_name(word.partition("(")[0]):
            words[place] = COVER * len(word)
    return "".join(words)


def _cover(found: re.Match[str]) -> str:
    return COVER * len(found.group())


_COVERS: Final = {"telephone": _cover_telephone, "name": _cover_name}

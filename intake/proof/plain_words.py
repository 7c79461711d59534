"""Changes and cancellations that are asked for in so many words (pure).

What is carried out without a person having looked must be said as plainly as on the telephone. So a sentence counts
only when a pattern takes the whole of it; whatever is left of a mail then has to be courtesy and particulars.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from intake.courtesy import bare, is_courtesy, pieces_of, without_signature

_MOST: Final = 2_000  # characters; nobody needs more to cancel
_SENTENCE = re.compile(r"[^。．.！!\n]*(?:[.．](?=[0-9０-９])[^。．.！!\n]*)*[。．.！!\n]?")
_CHOICE = re.compile("[\u2460-\u2473\u32c0-\u33ff]")  # ①: folding it would join it to a number (see reading.md)

_BOOKING = r"(?:オンライン)?(?:職業)?(?:ご|お)?(?:予約|相談|面談|枠)(?:の予約)?(?:の?(?:日時|時間|日程|日|件))?"
_NOUN = rf"(?:{_BOOKING}|(?:ご?予約)?日時|時間|日程)"
_OF = r"(?:を|は|が|の|ですが|なのですが|なんですが|について|の件で|で)?"
_TIME = r"(?P<now>(?:私の|先日(?:お願い|予約)した|次回の|令和)?[0-9].{1,30}?|(?:今週|来週|再来週|今月|来月)(?:の)?.{1,12}?|明日|あす|明後日|あさって)"
_NOW = rf"(?:{_TIME}(?:から|に|で|頃|ごろ)?(?:の|(?=予約(?:して|を?取って|済み))))?"

_PLEASE = r"(?:を|で|の)?(?:お|御)?(?:願い|ねがい)(?:を)?(?:し|いた|致|申し上げ|申しあげ)*(?:ます|たいです|たく思います|たく存じます|たいと思います)|(?:を)?希望(?:し|いた|致)*(?:ます|です)"
_DO = r"(?:を)?(?:(?:し|いた|致)*(?:ます|たいです|たいと思います|たく思います|たく存じます)|(?:し|させ)て(?:ください|下さい|ほしいです|欲しいです|もらいたいです|(?:いただ|頂)き(?:ます|たいです|たいと思います|たく存じます|たく思います)))"
_BENT = r"(?:て(?:ください|下さい|ほしいです|欲しいです|もらいたいです|(?:いただ|頂)き(?:たいです|たいと思います|たく存じます|たく思います))|たいです|たいと思います|たく思います)"
_CANCEL = rf"(?:(?:キャンセル|取消し?|取り消し|取りやめ|中止|辞退)(?:{_PLEASE}|{_DO})|(?:取消し|取り消し)(?:{_BENT}|ます)|取り?やめ(?:{_BENT}|ます))"
_MOVE = rf"(?:(?:変更|延期|移動|振替|振り替え)(?:{_PLEASE}|{_DO})|(?:変え|替え|かえ|ずらし|移し|振り替え){_BENT})"

_CANCELLATION = re.compile(rf"{_NOW}(?:{_BOOKING}{_OF})?{_CANCEL}")
_CANCELLING_SUBJECT = re.compile(
    rf"(?:{_BOOKING}の?)?(?:キャンセル|取消し?|取り消し)(?:{_PLEASE}|{_DO}|希望|の?(?:お願い|ご?連絡|ご?依頼|件))?(?:です)?"
)
_CHANGE = re.compile(rf"{_NOW}{_NOUN}{_OF}(?P<to>.{{2,40}}?)(?:の枠|の時間)?[にへ]{_MOVE}")
_MERE_CHANGE = re.compile(rf"(?P<to>[^予約]{{2,40}}?)(?:の枠|の時間)?[にへ]{_MOVE}")
_CHANGING = re.compile(
    rf"{_NOW}(?:{_NOUN}[をの]?)?(?:変更|延期)(?:{_PLEASE}|{_DO}|希望|の?(?:お願い|ご?連絡|ご?依頼|件)|(?:の件)?について)?(?:です)?"
)
_BOOKED = re.compile(
    rf"{_TIME}(?:から|に|で)?(?:の)?(?:ご|お)?(?:予約|相談)(?:を)?(?:して(?:い|お)(?:る|ります|ます)|しました|した|(?:を)?(?:お願い)?して(?:い|お)(?:る|ります|ます)|させて(?:いただいて|頂いて)(?:い|お)(?:る|ります|ます))(?:者|もの)?(?:です|でございます)?(?:が)?"
)
_LEAD = re.compile(
    r"(?:大変|誠に|急で|急な|勝手を言って|たびたび|度々|何度も)*(?:申し訳(?:あり|ござい)ません|恐れ入ります|恐縮です|お手数(?:をおかけ(?:し|いた|致)*ます|です)|すみません|勝手です|急です)が?"
    r"|(?:一身上の|家庭の|仕事の|私用の)?(?:都合|事情)(?:により|で|のため)|諸事情(?:により|で)|(?:私用|仕事|所用)のため"
    r"|(?:急に|急遽|急きょ)?(?:面接|仕事|用事|急用|通院|予定)が(?:入りましたので|入りましたため|入ったので|入ったため|入ってしまったため|入ってしまったので|入ってしまいましたので)"
)
_IS = r"(?:ですが|です|と申しますが|と申します|でございます|の)"
_HERE = re.compile(
    r"(?:ハローワーク|公共職業安定所|職業安定所).{0,12}?(?:御中|様)|(?:ご|御)?担当(?:者|の方)?(?:様|さま)?|iPhoneから送信|Androidから送信"
)
_NUMBERS = re.compile(
    r"(?:(?:私の)?求職(?:者)?(?:登録)?(?:番号|No\.?)(?:は|が|:)?)?(?<![0-9-])[0-9]{5}-[0-9]{1,8}(?![0-9-])(?:です|になります|でございます|の)?"
    r"|(?:(?:電話|携帯)(?:電話)?(?:番号)?|TEL|連絡先)?(?:は|が|:)?(?<![0-9-])0[0-9]{1,4}-?[0-9]{2,4}-?[0-9]{3,4}(?![0-9-])(?:です|になります|でございます)?"
    r"|(?:(?:メール|mail)(?:アドレス)?(?:は|:)?)?[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{3,200}(?:です)?",
    re.IGNORECASE,
)


class Reworded(NamedTuple):
    """A text whose sentences of changing are told as wishes.

    Attributes:
        booked: Words that say when the booking is now.
    """

    text: str
    booked: tuple[str, ...]


def plain_cancellation(subject: str, text: str, called: Iterable[str]) -> tuple[str, ...] | None:
    """Return the words that say when the cancelled booking is, often none; None when no cancellation is plainly asked.

    Args:
        subject: Empty where it is not the writer's own.
        text: The new words, less what stands under a label.
        called: The writer's names.
    """
    if len(text) > _MOST:
        return None
    names = {bare(name) for name in called} - {""}
    named = bare(subject)
    asked = _CANCELLING_SUBJECT.fullmatch(named) is not None and re.search("願|希望|ます|連絡|依頼", named) is not None
    booked: list[str] = []
    if named and not asked and re.search(r"[0-9]", named):
        return None
    for sentence in _sentences(without_signature(text)):
        said = _bared(sentence, names)
        if found := _CANCELLATION.fullmatch(said):
            asked = True
        elif not (found := _BOOKED.fullmatch(said)) and not _asks_nothing(sentence, names):
            return None
        if found and found["now"]:
            booked.append(found["now"])
    return tuple(booked) if asked else None


def change_as_wish(text: str, called: Iterable[str]) -> Reworded:
    """Return a text with every plain sentence of changing told as a wish; any other stays for the reader to doubt."""
    names = {bare(name) for name in called} - {""}
    kept: list[str] = []
    booked: list[str] = []
    for sentence in _sentences(text) if len(text) <= _MOST else [text]:
        said = _bared(sentence, names)
        found = None if _CHOICE.search(sentence) else _CHANGE.fullmatch(said) or _MERE_CHANGE.fullmatch(said)
        now = found or _BOOKED.fullmatch(said) or (said and _CHANGING.fullmatch(said)) or None
        booked += filter(None, [now.groupdict().get("now") if now else None])
        kept.append(f"{found['to']}を希望します。\n" if found else "" if now else sentence)
    return Reworded("".join(kept), tuple(booked))


def is_about_changing(subject: str) -> bool:
    """Tell whether a subject says no more than that a booking is to be changed."""
    return _CHANGING.fullmatch(bare(subject)) is not None


def _sentences(text: str) -> list[str]:
    return [found for found in _SENTENCE.findall(text) if found.strip()]


def _bared(sentence: str, names: Collection[str]) -> str:
    """Return what a sentence says beside the writer's name and numbers, commas and excuses left out."""
    said = re.sub(r"[、,。．.！!]+$|[、,]", "", bare(sentence))
    before = ""
    while said != before:
        before = said
        said = _NUMBERS.sub("", said, count=1) if _NUMBERS.match(said) else said
        lead = _LEAD.match(said)
        said = said[lead.end() :] if lead else said
        for name in names:
            said = re.sub(rf"^{re.escape(name)}{_IS}|(?<=[るたの]){re.escape(name)}{_IS}$", "", said)
    return said


def _asks_nothing(sentence: str, names: Collection[str]) -> bool:
    """Tell whether a sentence is courtesy, an excuse and particulars."""
    if not _bared(sentence, names):
        return True
    rest = (_NUMBERS.sub("", piece) for piece in pieces_of(unicodedata.normalize("NFKC", sentence)))
    return all(
        not piece or is_courtesy(piece, names) or _LEAD.fullmatch(piece) or _HERE.fullmatch(piece) for piece in rest
    )

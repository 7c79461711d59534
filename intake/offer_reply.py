"""Answers to the letters of the waiting list: what is plainly a yes, and what asks staff (pure).

The letter that offers a time names it in its subject. So an answer under that subject that says nothing but yes is
a wish for that time; only then, for a mere お願いします under any other subject names no time.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from intake.mail.form import Form, read_form
from intake.mail.kind import Judgement, judge
from intake.mail.mail import Mail
from intake.person.in_mail import writer_of
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt
from madoguchi.wording import OFFER_SUBJECTS, WAITING_SUBJECTS

_MOST: Final = 400  # signs of a subject looked at, and of a text that can be nothing but a yes
_OFFERED = re.compile(rf"(?:{'|'.join(map(re.escape, OFFER_SUBJECTS))})\s*:\s*([^\s/][^/]{{0,60}}?)\s*(?:/|$)")
_SIGNATURE = re.compile(r"^(?:-- ?$|[-‐―─━=_*~]{4,})", re.MULTILINE)
_PIECES = re.compile(r"[。．.！!、，,\n]+")
_HONORIFIC = re.compile(r"(?:です|と申します|でございます|より|拝)?")

_SAY_PLEASE = r"(?:(?:ご予約|予約)?(?:を|で)?お願い(?:でき(?:れば|ましたら)(?:と思います|幸いです)|(?:いた|致)?し(?:ます|たいです|たく思います|たいと思います))|(?:を)?希望(?:いた|致)?し(?:ます|たいです)|(?:を)?予約(?:いた|致)?します|(?:で)?予約してください)"
_YES = re.compile(
    r"(?:では|それでは|ぜひ|是非)?"
    r"(?:(?:その|この|こちらの|ご案内(?:いただいた|頂いた|くださった|の)?)(?:お?時間|日時|日程|日|枠|内容)(?:で|を)?|それで|これで|そちらで|こちらで)?"
    + _SAY_PLEASE
)
_COURTESY = re.compile(
    r"はい|お世話に(?:なって(?:い|お)ります|なります)|こんにち[はわ]|おはようございます|こんばんは|失礼(?:いた|致)?します|以上(?:です)?"
    r"|(?:ご?(?:案内|連絡|返信|対応|メール)|お(?:返事|知らせ))?(?:を|の)?(?:いただき|頂き|下さり|くださり)?(?:誠に|大変|どうも)?(?:ありがとう|有難う|有り難う)ございま(?:す|した)"
    r"|(?:ご?案内|ご?連絡|メール|内容)?(?:を)?(?:承知|了解|確認|拝見)(?:いた|致)?しました|かしこまりました|わかりました|分かりました|助かります"
    r"|(?:それでは)?(?:どうぞ|何卒|なにとぞ|引き続き|当日は)*(?:よろしく|宜しく)(?:お願い|御願い)?(?:いた|致|申し上げ|申しあげ|し)*(?:ます)?"
    r"|(?:空きを)?お?待(?:って|ち(?:して)?)(?:い|おり)?ます"
)

_DECLINES = Doubt(
    code="offer_declined",
    say="空いた時間のご案内を見送るお返事か、申込の取りやめのようです。見送りだけなら、そのままで、期限のあと次の方にご案内します。申込も取りやめるときは、ご本人に電話で確かめてから、受付簿に区分「取消」の行を書いてください。",
)


def judged(mail: Mail, form: Form, own_addresses: frozenset[str]) -> Judgement:
    """Tell what kind of mail it is, as `judge` does, with regard to the letter of the waiting list it answers.

    A refusal is no cancellation there, for nothing is booked; thanks for an offer may be meant as a yes, so staff
    see them; an acknowledgement of the word that one waits is nothing but that.
    """
    plain = judge(mail, own_addresses)
    subject = _folded(mail.subject[:_MOST])
    if any(one in subject for one in OFFER_SUBJECTS):
        if plain.kind is Kind.CANCELLATION:
            return Judgement(Kind.ANSWER, (_DECLINES,))
        if plain.kind is Kind.THANKS:
            return Judgement(Kind.ANSWER)
    if (
        plain.kind is Kind.ANSWER
        and any(one in subject for one in WAITING_SUBJECTS)
        and says_only(mail, form, yes=False)
    ):
        return Judgement(Kind.THANKS)
    return plain


def with_offered_time(mail: Mail, form: Form) -> tuple[Mail, Form]:
    """Return an answer to an offer with its mere yes spoken out as the time of our subject; any other as it is."""
    found = _OFFERED.search(_folded(mail.subject[:_MOST]))
    if not found or not says_only(mail, form, yes=True):
        return mail, form
    text = f"{found[1]}を希望します"
    return mail.model_copy(update={"text": text}), read_form(text)


def says_only(mail: Mail, form: Form, *, yes: bool) -> bool:
    """Tell whether the new words are courtesy and the writer's name, together with a yes or without one."""
    if len(mail.text) > _MOST:
        return False
    called = {_bare(name) for name in (writer_of(mail, form).person.name, mail.sender.name)} - {""}
    pieces = [piece for part in _PIECES.split(_SIGNATURE.split(mail.text, maxsplit=1)[0]) if (piece := _bare(part))]
    said = [piece for piece in pieces if not _COURTESY.fullmatch(piece) and not _names(piece, called)]
    return bool(pieces) and bool(said) is yes and all(_YES.fullmatch(piece) for piece in said)


def _names(piece: str, called: Iterable[str]) -> bool:
    return any(piece.startswith(name) and _HONORIFIC.fullmatch(piece[len(name) :]) for name in called)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", _folded(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)

"""Who comes along, and what the session is for, from sentences (interpreters and helpers are announced: terms, conduct)."""

import re
from typing import Final

from intake.particulars import read_service
from intake.person.others import RELATIVES
from madoguchi.model.reading import Service

_HELPERS: Final = (
    "支援員|支援者|支援センター|ケースワーカー|相談支援専門員|相談員の方|ヘルパー|介助者|介護者|ジョブコーチ|通訳(?:者|士|人|の方)?|手話通訳(?:者|士|の方)?|要約筆記(?:者|の方)?"
    "|担当者|支援担当|施設(?:の)?職員|職員|後見人|保佐人|同席者|付き?添い?(?:人|者|の者|の方)?|先生"
)
_SENTENCE = re.compile(r"[^。！!\n]{1,120}")
_COMES = re.compile(
    rf"(?:{RELATIVES}|{_HELPERS})(?:の?[^\s、。]{{1,12}})?(?:が|も|と|に|の|は)[^。、\n]{{0,15}}(?:同席|付き?添|同伴|立ち?会|一緒|そば|隣|参加|入り|サポート)"
    r"|同席(?:者)?(?:は|が|:|：)|(?:同席|付き?添い?|同伴|立ち?会い?)(?:が|を|の|も|する|し|い|して)[^。、\n]{0,20}"
    r"|(?:手話|要約筆記|筆談|[一-鿿ァ-ヶー]{1,8}語)(?:の|による)?(?:通訳|ができる方)|通訳(?:者|士|の方)?(?:を|が|の|も|も?と|付|つ)"
    r"|(?:手話|筆談|要約筆記)(?:で|を|が)(?:お願い|希望|対応|必要|お手伝い)"
)
_NOBODY = re.compile(
    r"(?:同席|付き?添い?|同伴|通訳|立ち?会い?)[^。\n]{0,12}(?:なし|無し|不要|いません|おりません|ありません|いりません|しません|必要(?:は)?ない|一人|ひとり)|[一1１]人で(?:参加|受け|お願い)"
)
_ASKED_FOR = re.compile(r"希望|お願い|願い|たい|予約|申し?込|です$|について|のため")
_LONGEST: Final = 60


def companion_in(text: str) -> str:
    """Return the sentence that announces a companion or an interpreter, as written; empty when there is none."""
    for sentence in _SENTENCE.findall(text):
        if _COMES.search(sentence) and not _NOBODY.search(sentence):
            return str(sentence).strip(" 　・")[:_LONGEST]
    return ""


def service_in(text: str) -> Service:
    """Return the service that the sentences ask for; counselling when none or more than one is named."""
    asked = [sentence for sentence in _SENTENCE.findall(text) if _ASKED_FOR.search(sentence)]
    return read_service("\n".join(asked))

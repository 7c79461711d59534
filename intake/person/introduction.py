"""How people say who they are in a sentence: 見本太郎と申します, 利用者の見本です."""

import re
from typing import Final, NamedTuple

from intake.person.name_shape import KANJI, begins_like_a_time, fits, is_like_a_time, is_name_shaped, is_plain, is_whole


class Introduction(NamedTuple):
    """One name that a text gives its writer.

    Attributes:
        sure: The place says that it is a name (と申します, a role before it, a full name); else the words before
            です may be something else.
        phrase: The words that name the writer and say nothing else, as written; empty where that is not certain.
    """

    name: str
    kana: str = ""
    sure: bool = True
    phrase: str = ""


MOST_SENTENCES: Final = 200
_SENTENCE = re.compile(r"[^。！!？?\n]{1,200}")
_CLAUSE = re.compile(r"[^、,，;；]{1,80}")
_SAID = re.compile(
    r"(?P<who>[^、。]{1,60}?)[ 　]{0,2}(?:[（(](?P<beside>[^（）()]{1,40})[)）])?[ 　]{0,2}[」』]?"
    r"(?P<end>と(?:申(?:します|す者|す)|もうします|(?:い|言|云)います|いう者(?!で(?:は|も)))|で(?:す|ございます|ござい\b)(?![かよね]))"
)
_SIGNS = ("氏名は", "名前は", "と申", "ともう", "とい", "と言", "と云", "です", "でござ")
_NAMED = re.compile(r"(?:私の)?(?:お|御)?(?:氏名|名前)は[ 　]*([^、。]{1,40}?)(?:です|でございます|になります)?$")
_KANA = re.compile("[ぁ-ゖァ-ヺーｦ-ﾟ\u3099\u309a ・　]{2,40}")
_ROLE = re.compile(
    r"(?:者|人|名前|氏名|市|町|村|区|県|府|都|在住|社|店|[0-9０-９]|中|身|会員|番号|所属|窓口|件|先日|いつも|世話に(?:なって(?:い|お)る|なった)|お?電話(?:を?し|いたしま?し|させて(?:いただ|頂)い)た"
    r"|(?:株式|有限|合同)会社.{0,20}|法人.{0,20}|(?:いただ|頂)いた|ました|ております|伺った|うかがった|お?話した|相談した|予約した|申し込んだ)の?$"
)
_MYSELF = re.compile(
    r"(?:私|わたし|わたくし|僕|名前|氏名|当方|こちら|申込者|相談者|利用者|求職者|予約者|本人)(?:の(?:名前|氏名))?は$"
)
_LEADING = re.compile(
    r"^(?:(?:(?:私|わたくし|わたし|僕)(?!は|の)|初めまして|はじめまして|こんにちは|おはようございます|こんばんは|お世話に(?:なっており|なってい|なり)ます|お世話になります)[ 　]*)+"
    r"|^(?:利用者|求職者|登録者|相談者|申込者|予約者|本人)[ 　]*(?=[" + KANJI + r"])"
)
_EDGES: Final = frozenset("のはがたるてでをにともへす:： 　」）)")
_DECORATION: Final = " 　\t*＊◆■□●○☆★~〜～♪・「『>＞"


def introductions(text: str) -> list[Introduction]:
    """Return every name that a text gives its writer, in written order.

    Args:
        text: New words of a mail, labelled lines taken out.
    """
    if not any(sign in text for sign in _SIGNS):
        return []
    found: list[Introduction] = []
    sentences = [sentence.strip(_DECORATION) for sentence in _SENTENCE.findall(text)]
    filled = [sentence for sentence in sentences if sentence][:MOST_SENTENCES]
    for place, sentence in enumerate(filled):
        beginning = place < _OPENING or place >= len(filled) - 1
        for clause in _CLAUSE.findall(sentence):
            one = _introduced(clause.strip(_DECORATION), beginning=beginning)
            if one:
                found.append(one)
    return found


_OPENING: Final = 4  # sentences at the beginning in which people say who they are


def _introduced(clause: str, *, beginning: bool) -> Introduction | None:
    labelled = _NAMED.match(clause)
    if labelled and is_name_shaped(labelled[1].strip(_DECORATION)):
        return Introduction(labelled[1].strip(_DECORATION), phrase=clause)
    said = _SAID.search(clause)
    if not said:
        return None
    before, name = _at_end(_LEADING.sub("", said["who"]).strip(_DECORATION))
    beside = said["beside"] or ""
    kana = beside.strip() if _KANA.fullmatch(beside) else ""
    if name and said["end"].startswith("と"):
        return Introduction(name, kana, sure=True, phrase=clause[: said.end()])
    if not name or is_like_a_time(name) or begins_like_a_time(name) or (before and not _says_who(before)):
        return None
    if is_whole(name) or kana:
        return Introduction(name, kana, sure=True, phrase=clause[: said.end()])
    return _called(name, said_who=bool(before), beginning=beginning)


def _called(name: str, *, said_who: bool, beginning: bool) -> Introduction | None:
    """Judge a word before です that may be a name; nothing beside it says so."""
    if is_plain(name):
        return Introduction(name, sure=beginning or said_who)
    return Introduction(name, sure=False) if _kana_given(name) else None


def _at_end(words: str) -> tuple[str, str]:
    """Part words into what leads to a name and the name; the longest that has a name's shape."""
    for at in range(len(words)):
        if at and words[at - 1] not in _EDGES:
            continue
        rest = words[at:].strip(_DECORATION)
        if is_name_shaped(rest):
            return words[:at].strip(_DECORATION), rest
    return words, ""


def _says_who(before: str) -> bool:
    return bool(_ROLE.search(before) or _MYSELF.search(before))


_GIVEN_IN_KANA = re.compile(f"[{KANJI}]{{1,4}}[ぁ-ゖ]{{1,3}}[こらしほかろおえあなとや]")
_VERB_ENDS: Final = (
    "たい",
    "した",
    "する",
    "ない",
    "ため",
    "まし",
    "から",
    "ので",
    "こと",
    "とき",
    "もの",
    "だけ",
    "ころ",
    "ほう",
    "そう",
    "よう",
    "わり",
    "ほか",
    "あと",
    "がち",
    "なし",
    "よし",
)


def _kana_given(name: str) -> bool:
    """Tell whether a name may be kanji and a given name in kana (見本はなこ); not 希望する."""
    return _GIVEN_IN_KANA.fullmatch(name) is not None and not name.endswith(_VERB_ENDS)


def agree(found: list[Introduction], others: list[str]) -> list[Introduction]:
    """Make sure of a name that another place gives too (the sender's name, the signature).

    A bare word before です that no other place bears out, where one could, is not sure any more.
    """
    return [one._replace(sure=_is_borne_out(one, list(filter(None, others)))) for one in found]


def _is_borne_out(one: Introduction, others: list[str]) -> bool:
    if any(_same_family(one.name, other) for other in others):
        return True
    return one.sure and (bool(one.phrase) or all(fits(one.name, other) for other in others))


def _same_family(one: str, other: str) -> bool:
    return bool(set(one) & set(other)) and fits(one, other)

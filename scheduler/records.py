"""How a visit went, from the words of a record: a row of the log, the day sheet or a command."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple

from madoguchi.model.lifecycle import Step


class Record(NamedTuple):
    """What a record says.

    Attributes:
        step: COMPLETE, BREAK_OFF, NO_SHOW or TO_TELEPHONE.
        why: 回線, 機器 or 本人の希望 for a switch to the telephone and a visit broken off; empty when it is not said.
    """

    step: Step
    why: str = ""


LINE: Final = "回線"
DEVICE: Final = "機器"
WISH: Final = "本人の希望"

_LONGEST: Final = 2_000  # characters; a longer note is for a person to read
_CAME: Final = ("実施", "完了", "終了", "済", "相談しました", "来た", "通常どおり")
_CAME_TO_US = re.compile(r"来[所庁](?:あり|有り?|済み?|相談|(?:さ?れ|し)まし?た|した|された)?(?=$|[\s。、,.()])")
_DID_NOT_COME: Final = (
    *("連絡なし", "連絡無し", "連絡無", "無断キャンセル", "無断", "欠席", "不参加", "来ない", "来ず", "つながらず"),
    *("応答なし", "応答無し", "未実施", "no show"),
)
# A record of absence can cost somebody the later use of the service (art. 4), so whatever sounds like a word given
# beforehand, a failing line or a sentence turned round is for a person to read.
_UNSURE: Final = (
    *("中止", "途中", "延期", "切替", "切り替え", "変更", "取消", "取り消", "キャンセル", "電話", "次回", "未定", "?"),
    *("連絡あり", "連絡有", "連絡済", "欠席連絡", "欠席の連絡", "連絡を受け", "中断", "では", "でな", "じゃな"),
    *("回線", "接続", "機器", "不具合", "トラブル", "予約済", "申込済", "通信", "端末", "来所な", "来所無"),
    *(
        "できず",
        "出来ず",
        "せず",
        "れず",
        "なかった",
        "ません",
        "ていない",
        "実施なし",
        "実施無",
        "不実施",
        "未済",
        "予定",
    ),
)
# Beside the words of absence these tell that a word was given after all, or that the person was kept from coming.
_WORD_GIVEN = re.compile("連絡|電話|メール|fax|伝言|申し?出|事前|前日|当日|本人|家族|届|体調|病|熱|事故|入院|急用|遅")

# A switch and a broken visit are taken only from words that are read whole; any other word beside them is a question.
_REASON: Final = {
    LINE: r"(?:回線|通信|接続|電波|ネット(?:ワーク|環境)?|インターネット|wi-?fi)(?:環境|状況|状態)?",
    DEVICE: r"(?:機器|機械|機材|端末|カメラ|マイク|スピーカー|音声|映像|パソコン|pc|スマホ|スマートフォン|タブレット|アプリ|zoom)",
    WISH: r"(?:ご?本人|利用者|求職者|相手方?)(?:さん|様)?(?:の|から|より)?(?:の)?ご?(?:希望|都合|申し?出|要望)|ご?希望",
}
_FAILED: Final = (
    r"(?:(?:の|が|に)?(?:不良|不調|不具合|不安定|障害|故障|トラブル|問題(?:あり)?|切断|悪い|悪く|切れ(?:た|て)|つながらず)"
    r"(?:な|の)?)?(?:(?:の)?ため(?:に)?|により|によって|による|が原因|が理由|を理由に|の理由で|で|に?より)?"
)
_CLOSED: Final = r"[。、, ]*"
_BEFORE: Final = "|".join(f"(?P<{name}_before>{reason})" for name, reason in zip("abc", _REASON.values(), strict=True))
_AFTER: Final = "|".join(f"(?P<{name}_after>{reason})" for name, reason in zip("abc", _REASON.values(), strict=True))
_DONE: Final = r"(?:と?(?:な(?:り|っ)|いたし|致し|し)(?:ました|た)|済み?)?"
_TO_TELEPHONE: Final = rf"(?:途中(?:で|から))?(?:電話|tel)(?:相談)?(?:へ|に|への?)?(?:切り?替え?|切り?換え?)(?:ました|た|て(?:実施|相談)|実施)?{_DONE}"
_BROKEN_OFF: Final = rf"(?:(?:途中|中途)(?:で|にて)?(?:終了|中断|打ち?切り?|終わり)|中断){_DONE}"
_WHOLE = re.compile(
    rf"(?:(?:{_BEFORE}){_FAILED}[、, ]*)?(?:(?P<telephone>{_TO_TELEPHONE})|(?P<broken>{_BROKEN_OFF}))"
    rf"(?:[ (「・:/、,]*(?:理由:?)?(?:{_AFTER}){_FAILED}[)」]?)?{_CLOSED}"
)
_ONLY_REASON = re.compile(rf"(?:理由:?)?(?:{_AFTER}){_FAILED}{_CLOSED}")


def read_record(note: str) -> Record | None:
    """Return how a visit went, or None when the words say nothing, two things, or anything that is to be asked.

    Args:
        note: The words of staff, one remark a line (`電話に切替（回線）`, `実施`, `連絡なし`).
    """
    if len(note) > _LONGEST:
        return None
    lines = [line.strip() for line in unicodedata.normalize("NFKC", note).lower().split("\n") if line.strip()]
    read = [_WHOLE.fullmatch(line) for line in lines]
    if any(read):
        return _turned(lines, [found for found in read if found])
    step = _came_or_not("\n".join(lines))
    return Record(step) if step else None


def _turned(lines: Iterable[str], turns: list[re.Match[str]]) -> Record | None:
    """Return the switch or the break that whole lines say; the lines beside them give the reason, or no outcome."""
    steps = {Step.TO_TELEPHONE if found["telephone"] else Step.BREAK_OFF for found in turns}
    reasons = {why for found in turns for why in _reasons(found)}
    for line in lines:
        if _WHOLE.fullmatch(line):
            continue
        only = _ONLY_REASON.fullmatch(line)
        if only:
            reasons |= _reasons(only)
        elif _says_anything(line):
            return None
    if len(steps) > 1 or len(reasons) > 1:
        return None
    return Record(steps.pop(), reasons.pop() if reasons else "")


def _reasons(found: re.Match[str]) -> set[str]:
    given = {name for name, words in found.groupdict().items() if words and "_" in name}
    return {why for letter, why in zip("abc", _REASON, strict=True) if given & {f"{letter}_before", f"{letter}_after"}}


def _says_anything(line: str) -> bool:
    """Tell whether a remark may speak of how the visit went."""
    return any(word in line for word in (*_UNSURE, *_DID_NOT_COME, *_CAME)) or bool(
        _CAME_TO_US.search(line) or _WORD_GIVEN.search(line)
    )


def _came_or_not(words: str) -> Step | None:
    """Return COMPLETE or NO_SHOW.

    未実施 holds 実施 within it, so the words of absence are struck out before those of a visit are sought.
    """
    absent = [word for word in _DID_NOT_COME if word in words]
    rest = words.replace("無断キャンセル", " ")
    if any(word in rest for word in _UNSURE):
        return None
    for word in absent:
        rest = rest.replace(word, " ")
    came = any(word in rest for word in _CAME) or bool(_CAME_TO_US.search(rest))
    if came == bool(absent) or (absent and _WORD_GIVEN.search(rest)):
        return None
    return Step.COMPLETE if came else Step.NO_SHOW

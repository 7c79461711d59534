"""From phrases to clauses: which days and times are wished, which cannot be, which were a mistake or are over.

Each clause is a pattern over the signs of phrases. What turns a meaning is read only where a clause holds it whole;
a turning word that no clause holds, and a word that nobody knows, is asked about.
"""

import re
from typing import Final, NamedTuple

from intake.reading.doubts import Unsure, doubt
from intake.reading.values import Phrase
from madoguchi.model.reading import Doubt

_SIGNS: Final = {
    **dict.fromkeys(("day", "number"), "D"),
    **dict.fromkeys(("days", "days from", "days until"), "S"),
    **dict.fromkeys(("at", "between", "from", "until", "half", "first", "same"), "T"),
    "any": "Y",
    "length": "c",
    "all": "B",
    "strange": "!",
    "unknown": "?",
}
_DONE: Final = "d"  # a day has the D
_DAYS: Final = "(?:S|D(?:[,o]{0,2}D){0,40})"
_TIMES: Final = "T(?:[,o]{0,2}T){0,40}"
_WHEN: Final = f"(?:{_DAYS}(?:{_TIMES})?|{_TIMES})"
_BREAK: Final = "(?=[,.()q]|$)"
_CANNOT: Final = f"(?:O[vq,]{{0,4}})?(?:N|L(?:{_BREAK}|(?=(?:[DT]{{1,4}}L){{0,9}}[DT]{{1,4}}Q)))q?"
# (what the clause is, pattern over signs), in the order of trying. A group keeps the phrases of the role it is named for.
CLAUSES: Final = (
    ("mistaken", rf"(?P<old1>{_WHEN})m?,?w[,.]{{0,3}}m?[,.]{{0,3}}t?"),  # 12/1と書いたのは誤りで、正しくは
    ("mistaken", rf"1(?P<old5>{_WHEN})[,.]{{0,3}}2(?P<wish3>{_WHEN})"),  # 誤：12/1 正：12/2
    ("mistaken", rf"(?P<old9>{_WHEN})1[,.]{{0,3}}(?P<wish7>{_WHEN})2"),  # 12/1(誤) 12/2(正)
    ("mistaken", rf"2(?P<wish4>{_WHEN})[,.]{{0,3}}1(?P<old6>{_WHEN})"),
    ("mistaken", rf"[,.(]{{0,3}}G[,.)]{{0,3}}(?P<old7>{_WHEN})a(?P<wish5>{_WHEN})"),  # 訂正：12/1→12/2
    ("mistaken", rf"(?P<old8>{_WHEN}),?x,?(?P<wish6>{_WHEN})d"),  # 12/1ではなく12/2でした
    ("mistaken", rf"(?P<old2>{_WHEN}),?x,?"),  # 12/1ではなく
    ("mistaken", rf"(?P<old3>{_WHEN})m(?:,t?|[.]t)"),  # 12/1は誤りで、
    ("changed", r"(?P<old4>DT|D(?=[,a]{0,3}D)|T(?=[,a]{0,3}T))[,a]{0,3}(?P<wish1>DT?|T)C"),  # 12/1を12/2に変更
    ("corrected", r"(?<=[DT])[mC]"),  # …と書きましたが、12/2の間違いです
    ("only", rf"(?P<wish2>{_WHEN})e,?{_CANNOT}"),  # 午前以外は難しいです
    ("out", rf"\((?P<not1>{_WHEN}),?{_CANNOT}\)"),  # (水曜は不可)
    ("out", rf"\((?P<except1>{_WHEN})e\)"),  # (水曜を除く)
    ("out", rf"(?P<not2>{_WHEN}),?{_CANNOT},?"),  # 12/1は都合が悪いので、
    ("out", rf"(?P<not3>{_WHEN},?OT?)(?:v?q,?|,(?={_WHEN},?O))"),  # 12/1は面接が13時からあるため、
    ("out", rf"(?P<not4>{_WHEN}),?Ov{_BREAK},?"),  # 12/1は用事があります
    ("out", rf"O(?P<not5>DT?|T)(?:v[dq]?|q|d){_BREAK},?"),  # 面接が12/1に決まったので、
    ("out", rf"(?P<except2>{_WHEN})e"),  # 12/1以外
    ("aside", rf"(?P<aside1>{_WHEN})[OvT,]{{0,9}}\?[?OvT,]{{0,9}}q,?"),  # 今週は忙しいので、
    ("aside", rf"(?:^|(?<=[,.]))[?O]{{1,4}}(?P<aside2>{_WHEN})[?OvT,]{{0,9}}q,?"),  # 結果が12/1に出るので、
    ("said", r"^d,?"),  # 本人より電話、
    ("over", r"\((?P<over2>[DSTZO?,v]{1,20})d\)"),
    ("over", rf"(?P<over1>(?=[O?,vNL]{{0,19}}[DSTZ])[DSTZO?,vNL]{{1,20}})d{_BREAK}"),  # 11/27に登録しました
    ("again", r"[,.(]{0,3}G[,.]{0,3}t?|^t"),  # やっぱり
    ("else", r"[,.(o]{0,3}i[,.]{0,3}"),  # 無理なら
    ("also", r"b"),  # でも構いません
    ("because", r"(?:^|(?<=[,.]))[?O]{1,6}v?q,?"),
    ("plain", r"."),
)
_CLAUSES: Final = re.compile("|".join(f"(?P<c{number}>{pattern})" for number, (_, pattern) in enumerate(CLAUSES)))
_NAMES: Final = {f"c{number}": name for number, (name, _) in enumerate(CLAUSES)}
_GROUPS: Final = tuple(name for name in _CLAUSES.groupindex if name not in _NAMES)
_ASKED: Final = frozenset("NLOvexwmtCGqibdaXZ12")
_ASKS: Final = _ASKED | {"?"}
_MOST_PHRASES: Final = 400
_MOST_TIMES: Final = 40
_KANA: Final = re.compile("[ぁ-ん]+")
_DAY_SIGNS: Final = frozenset("DS")
_CONTENT: Final = frozenset("DSTY")
_STRETCHES: Final = frozenset("KPMJjh()sko/")
_WEEKDAYS_OF_WEEK: Final = frozenset({"KW"})


class Clause(NamedTuple):
    """Phrases that play one role.

    Attributes:
        role: wish, not and except (cannot be), aside (a reason that must not touch the wish), old (a mistake), over (it has been).
        rank: 1 for the first choice, 2 for what is wished if that cannot be, and so on.
    """

    role: str
    rank: int
    phrases: tuple[Phrase, ...]

    @property
    def text(self) -> str:
        """The words it was read from."""
        return " ".join(phrase.text for phrase in self.phrases if sign_of(phrase) in _CONTENT)

    @property
    def days(self) -> tuple[Phrase, ...]:
        """The phrases that name days."""
        return tuple(phrase for phrase in self.phrases if sign_of(phrase) in _DAY_SIGNS)


def sign_of(phrase: Phrase) -> str:
    """Return the one sign that the patterns know a phrase by."""
    if phrase.shape == "turn":
        letter = phrase.tokens[0].letter
        return _DONE if letter == "D" else letter
    if phrase.shape == "gap":
        letters = {token.letter for token in phrase.tokens}
        return "." if letters & set(".l") else "o" if letters & set("ko") else ","
    return _SIGNS.get(phrase.shape) or phrase.text


def clauses(phrases: tuple[Phrase, ...]) -> tuple[tuple[Clause, ...], tuple[Doubt, ...]]:
    """Cut the phrases of one section into clauses, and doubt what none of them explains.

    Raises:
        Unsure: There are too many days and times, or a correction, a condition or an addition has nothing before it
            that it could speak of.
    """
    signs = "".join(map(sign_of, phrases))
    if len(signs) > _MOST_PHRASES or sum(map(signs.count, _CONTENT)) > _MOST_TIMES:
        raise Unsure(doubt("too_many"))
    if _ASKS.isdisjoint(signs):
        return ((Clause("wish", 1, phrases),) if phrases else ()), ()
    said = _Said()
    for found in _CLAUSES.finditer(signs):
        name = _NAMES[found.lastgroup or ""]
        groups = () if name == "plain" else _GROUPS
        parts = {group: phrases[found.start(group) : found.end(group)] for group in groups if found[group]}
        said.hear(name, parts, phrases[found.start() : found.end()], last=found.end() == len(signs))
    return said.clauses(), tuple(said.doubts)


class _Said:
    """What has been said so far."""

    def __init__(self) -> None:
        self.doubts: list[Doubt] = []
        self._done: list[Clause] = []
        self._wishes = 0
        self._rank = 1
        self._open = _Open()
        self._before: Phrase | None = None

    def clauses(self) -> tuple[Clause, ...]:
        """Return what has been said.

        Raises:
            Unsure: What is wished if the first cannot be has been taken back, or never came.
        """
        self._close()
        ranks = {one.rank for one in self._done if one.role == "wish"}
        if self._rank > 1 and ranks != set(range(1, self._rank + 1)):
            raise Unsure(doubt("condition", " ".join(one.text for one in self._done if one.role != "wish")))
        return tuple(self._done)

    def hear(self, name: str, parts: dict[str, tuple[Phrase, ...]], whole: tuple[Phrase, ...], *, last: bool) -> None:
        """Take in one clause.

        Raises:
            Unsure: It turns what has not been said.
        """
        if name == "plain":
            self._plain(whole[0])
            return
        self._before = None
        if name in {"mistaken", "changed"} and self._wished():
            raise Unsure(_asked(whole))
        if name == "corrected" and (self._wished() != 1 or not any(one.role in {"old", "not"} for one in self._done)):
            raise Unsure(_asked(whole))
        if name == "again":
            self._again(whole, last=last)
        elif name == "else":
            self._else(whole)
        elif name == "also":
            self._also(whole)
        for group, phrases in parts.items():
            role = group.rstrip("0123456789")
            if role in {"not", "aside"} and phrases[0] is whole[0] and self._goes_on(phrases):
                raise Unsure(_asked(whole))
            self._play(role, phrases)

    def _goes_on(self, phrases: tuple[Phrase, ...]) -> bool:
        """Tell whether a day and time that cannot be only end a list of such: 8日10時、9日10時は無理です."""
        before = [sign_of(phrase) for phrase in self._open.phrases[-2:]]
        if before[-1:] != ["T"] and before != ["T", ","]:
            return False
        days = [phrase for phrase in self._open.phrases if sign_of(phrase) == "D"]
        return any(map(_is_time, phrases)) or (bool(days) and not _STRETCHES.issuperset(days[-1].letters))

    def _play(self, role: str, phrases: tuple[Phrase, ...]) -> None:
        if role == "wish":
            for phrase in phrases:
                self._open.add(phrase)
        elif role == "except" and len(phrases) == 1 and phrases[0].letters.replace("s", "") in _WEEKDAYS_OF_WEEK:
            self._rest_of_week(phrases[0])
        else:
            self._close()
            self._done.append(Clause(role, self._rank, phrases))

    def _rest_of_week(self, phrase: Phrase) -> None:
        """Read 来週の水曜以外 as a wish for that week, less the weekday."""
        parts = (part for part in phrase.tokens if part.letter != "s")
        week, weekday = (phrase._replace(shape="day", text=part.text, tokens=(part,)) for part in parts)
        self._open.add(week)
        self._done.append(Clause("except", self._rank, (weekday,)))

    def _plain(self, phrase: Phrase) -> None:
        sign = sign_of(phrase)
        if sign == "?":
            self._unknown(phrase)
        elif sign in _ASKED and phrase.text != "ですので":  # which says nothing
            self.doubts.append(doubt(phrase.tokens[0].word, phrase.text))
        elif sign not in _ASKED:
            self._open.add(phrase)
        self._before = phrase

    def _unknown(self, phrase: Phrase) -> None:
        """Doubt a word that nobody knows; the tail of a turning word is told with that word."""
        before = self._before
        follows = before is not None and before.tokens[-1].end == phrase.tokens[0].start
        if not (follows and before and sign_of(before) in _ASKED and _KANA.fullmatch(phrase.text)):
            self.doubts.append(doubt("leftover", phrase.text))

    def _again(self, whole: tuple[Phrase, ...], *, last: bool) -> None:
        """A second thought takes back all that was wished before it; 訂正 may take back what another message said."""
        turning = next(phrase for phrase in whole if phrase.shape == "turn").tokens[0]
        if last and turning.text.startswith("失礼") and self._wished() == 1 and self._open.content in ("DT", "D"):
            return  # at the end of one plain wish it is only polite
        alone = not (self._done or self._open.phrases) and (turning.number or turning.letter == "t")
        if not self._wished() and not alone:
            raise Unsure(_asked(whole))
        self._close()
        self._done = [one._replace(role="old") if one.role == "wish" else one for one in self._done]
        self._rank, self._wishes = 1, 0

    def _else(self, whole: tuple[Phrase, ...]) -> None:
        if not self._wished():
            raise Unsure(_asked(whole))
        self._close()
        self._rank += 1

    def _also(self, whole: tuple[Phrase, ...]) -> None:
        """What will do too, after a comma, comes after what stands before it."""
        if len(self._open.breaks) > 1 or any(one.role == "old" for one in self._done):
            raise Unsure(_asked(whole))
        if self._open.breaks:
            place = self._open.breaks[0]
            after = self._open.phrases[place + 1 :]
            self._open.phrases = self._open.phrases[:place]
            self._close()
            self._rank += 1
            for phrase in after:
                self._open.add(phrase)

    def _wished(self) -> int:
        return self._wishes + bool(self._open.content)

    def _close(self) -> None:
        phrases = tuple(self._open.phrases)
        if self._open.content:
            self._done.append(Clause("wish", self._rank, phrases))
            self._wishes += 1
        elif any(phrase.shape != "gap" for phrase in phrases):
            self._done.append(Clause("beside", self._rank, phrases))
        self._open = _Open()


class _Open:
    """The wish that is being said.

    Attributes:
        content: The signs of its days and times.
        breaks: Places of the commas and stops that stand between days or times.
    """

    def __init__(self) -> None:
        self.phrases: list[Phrase] = []
        self.content = ""
        self.breaks: list[int] = []
        self._break: int | None = None

    def add(self, phrase: Phrase) -> None:
        """Add one phrase."""
        sign = sign_of(phrase)
        if sign in _CONTENT:
            if self._break is not None:
                self.breaks.append(self._break)
            self._break = None
            self.content += sign
        elif sign in ",." and self.content and self._break is None:
            self._break = len(self.phrases)
        self.phrases.append(phrase)


def _is_time(phrase: Phrase) -> bool:
    return sign_of(phrase) == "T"


def _asked(whole: tuple[Phrase, ...]) -> Doubt:
    """Return the doubt of the turning word among these phrases."""
    turning = next((phrase for phrase in whole if phrase.shape == "turn"), whole[-1])
    return doubt(turning.tokens[0].word or "leftover", turning.text)

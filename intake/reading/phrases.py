"""From tokens to phrases: each shape is a pattern over the letters of the tokens."""

import re
from typing import Final

from intake.reading.values import Phrase, Token

_DAY: Final = r"(?:(?:MJ|[Mj])s?W(?:[sko/]?W)*|hs?W(?:[sko/]?W)*|Ks(?=W)|[KRAMdWVJPyjh]|\([KRAMdWVJP]+\))+"
_ONLY: Final = "(?:P|W(?:[sk/]?W)*)"  # of a stretch only the working days, or only some weekdays
# (shape, pattern over letters), in the order of trying.
SHAPES: Final = (
    ("between", r"H?[Tn][rf]H?Tu?"),
    ("between", r"H?T[rf]sH?Tu"),
    ("between", r"U"),
    ("between", r"H?Tgs?H?Tu"),
    ("from", r"H?Tg"),
    ("until", r"H?Tu"),
    ("at", r"H?T(?:f|r(?=[slk/o.)(cQ]|$))?"),
    ("same", r"Sf?"),
    ("first", r"F"),
    ("half", r"Hf?"),
    ("days", rf"{_DAY}[fg]s?{_DAY}u{_ONLY}?"),
    ("days", rf"{_DAY}[rf](?:{_DAY}|n|z)(?:u{_ONLY}?)?"),
    ("days from", rf"{_DAY}g{_ONLY}?|{_DAY}r(?=[HP])"),
    ("days until", rf"{_DAY}u{_ONLY}?"),
    ("day", _DAY),
    ("number", r"n"),
    ("any", r"Y"),
    ("length", r"c"),
    ("all", r"B"),
    ("gap", r"[sk/o]*[.l][sk/o.l]*|[sk/o]+"),
    ("bracket", r"[()]"),
    ("turn", r"[NLOvexwmtCGqQibDpaXZE12]"),
    ("unknown", r"[?#]"),
    ("strange", r"."),
)
_SHAPES: Final = re.compile("|".join(f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(SHAPES)))
_NAMES: Final = {f"s{number}": shape for number, (shape, _) in enumerate(SHAPES)}
_SPEAKING: Final = frozenset("AMdnRKWVJPYTUHFBcgyjhzS#")
_TURNING: Final = frozenset("NLexwmtCGibpaX12")
_IS_THERE: Final = frozenset("vqNL")
_JOINING: Final = frozenset("rfugko")
_TURNS_ON: Final = tuple("、,はがをにでとのてりし(")


def sentences(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """Cut tokens at the ends of sentences and of lines that a sentence does not run over."""
    parts: list[list[Token]] = [[]]
    for place, token in enumerate(tokens):
        parts[-1].append(token)
        joined = tokens[place + 1 : place + 2] and tokens[place + 1].letter in _JOINING
        if token.letter == "." or (token.letter == "l" and not joined and not _runs_on(parts[-1])):
            parts.append([])
    return tuple(tuple(part) for part in parts if part)


def _runs_on(line: list[Token]) -> bool:
    before = next((token for token in reversed(line[:-1]) if token.text.strip()), None)
    return before is not None and before.text.endswith(_TURNS_ON) and before.letter in "?_sko"


def speaks(sentence: tuple[Token, ...]) -> bool:
    """Tell whether a sentence says something about a day or a time."""
    return not _SPEAKING.isdisjoint([token.letter for token in sentence])


def turns(sentence: tuple[Token, ...]) -> bool:
    """Tell whether a sentence may turn what others say: anywhere it stands, it is read or asked about."""
    letters = [token.letter for token in sentence]
    if not _TURNING.isdisjoint(letters):
        return True
    return "O" in letters and any(_keeps_away(sentence, place) for place, letter in enumerate(letters) if letter == "O")


def _keeps_away(sentence: tuple[Token, ...], place: int) -> bool:
    """Tell whether an appointment is said to be there: 用事, 仕事があるので, but not 事務の仕事を考えています."""
    after = next((token.letter for token in sentence[place + 1 :] if token.letter != "_"), "")
    return sentence[place].number > 1 or (sentence[place].number == 1 and after in _IS_THERE)


def phrases(tokens: tuple[Token, ...]) -> tuple[Phrase, ...]:
    """Group the telling tokens of a text into phrases; what fits no shape is `strange`."""
    telling = _telling(tokens)
    letters = "".join(token.letter for token in telling)
    found = []
    for shape in _SHAPES.finditer(letters):
        members = tuple(telling[shape.start() : shape.end()])
        text = "".join(token.text for token in members)
        found.append(Phrase(_NAMES[shape.lastgroup or ""], text, members))
    return tuple(found)


def _telling(tokens: tuple[Token, ...]) -> list[Token]:
    """Drop what says nothing; a weekday keeps the の before it, which may choose days out of a span."""
    telling: list[Token] = []
    for place, token in enumerate(tokens):
        if token.letter == "_":
            continue
        chosen = token.letter == "W" and place > 0 and tokens[place - 1].text == "の"
        telling.append(token._replace(word="の") if chosen else token)
    return telling

"""The steps by which a wish text is read, each on a labelled line."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rich.cells import cell_len
from rich.table import Table

from intake.reading.reader import ReadingSteps
from madoguchi.cli.show import console

# What a step of the reading is called; a step that is not known here goes by its own name.
_STEPS = {
    "sections": "希望の区切り",
    "masked": "伏せたもの",
    "tokens": "語",
    "phrases": "句",
    "clauses": "文の役割",
}
_SHAPES = {
    "day": "日",
    "days": "日の範囲",
    "days from": "日から",
    "days until": "日まで",
    "number": "数",
    "at": "時刻",
    "between": "時間帯",
    "from": "時刻から",
    "until": "時刻まで",
    "half": "午前・午後",
    "first": "始めの枠",
    "same": "時刻",
    "any": "いつでも",
    "turn": "除く・言い直し",
    "strange": "読めない語",
    "unknown": "読めない語",
}
_ROLES = {
    "wish": "希望",
    "not": "都合が悪い",
    "except": "除く",
    "aside": "事情",
    "old": "取り消し",
    "over": "済んだこと",
    "beside": "その他",
}
_NOT_TELLING = {"gap", "bracket"}  # what only joins the others
_HIDDEN = re.compile("〓+")
_LABEL_CELLS = 12


def steps_in_words(steps: ReadingSteps) -> list[str]:
    """Return the steps as labelled lines, for JSON."""
    return [f"{label}：{value}" for label, value in _steps(steps)]


def _steps(steps: ReadingSteps) -> Iterator[tuple[str, str]]:
    for name in type(steps).model_fields:
        said = _hidden(steps) if name == "masked" else _said(name, getattr(steps, name))
        if said:
            yield _STEPS.get(name, name), " ／ ".join(said)


def _hidden(steps: ReadingSteps) -> list[str]:
    """Return what was taken out before the reading; where the places no longer match, what it left."""
    pairs = list(zip(steps.sections, steps.masked, strict=False))
    if any(len(before) != len(after) for before, after in pairs):
        return [_HIDDEN.sub("〓", after) for _, after in pairs if "〓" in after]
    return [before[found.start() : found.end()] for before, after in pairs for found in _HIDDEN.finditer(after)]


def _said(name: str, made: object) -> list[str]:
    """Return what a step made, a piece each; empty for what is no list of words."""
    if not isinstance(made, tuple | list) or not all(isinstance(one, str) for one in made):
        return []
    words = [_HIDDEN.sub("〓", " ".join(one.split())) for one in made]
    if name == "tokens":  # each begins with the letter of its sort
        words = [word.partition(" ")[2] for word in words]
        return [
            word for word, before in zip(words, ["", *words], strict=False) if word and (word, before) != ("〓", "〓")
        ]
    if name == "phrases":
        parted = [word.partition(": ") for word in words]
        return [f"{_SHAPES.get(shape, shape)}「{text}」" for shape, _, text in parted if shape not in _NOT_TELLING]
    if name == "clauses":
        parted = [word.partition(": ") for word in words]
        return [f"{_ROLES.get(role, role)}「{text}」" for role, _, text in parted if text]
    return [word for word in words if word]


def show_steps(lines: Iterable[str], told: Iterable[str]) -> None:
    """Print the steps and what came of them, with the labels in a column of their own."""
    table = Table.grid(padding=0)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for line in (*lines, *told):
        label, _, value = line.partition("：")
        table.add_row(_padded(label) + "：", value)
    console().print(table, soft_wrap=False)


def _padded(label: str) -> str:
    """Fill a label up to the width of its column; full-width blanks, since most labels are full-width."""
    missing = max(_LABEL_CELLS - cell_len(label), 0)
    return label + "　" * (missing // 2) + " " * (missing % 2)


def wishes_and_doubts(wishes: Iterable[str], doubts: Iterable[dict[str, Any]]) -> list[str]:
    """Return the wishes and the doubts as labelled lines."""
    said = list(wishes)
    for doubt in doubts:
        choices = f"（{'、'.join(doubt['choices'])}）" if doubt["choices"] else ""
        said.append(f"確かめること：{doubt['say']}{choices}")
    return said

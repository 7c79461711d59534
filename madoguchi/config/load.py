"""From the file `office.toml` to an `Office`, with every fault named at once."""

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from madoguchi.config.office import Office
from madoguchi.errors import ConfigurationError

_LINE = re.compile(r"at line (\d+), column (\d+)")

# What pydantic says in English, as a clerk would say it. Anything else is shown with its key.
_SENTENCES = {
    "missing": "が書かれていません。examples の office.toml を見て書き足してください",
    "extra_forbidden": "という項目はありません。つづりを確かめてください",
    "int_parsing": "は整数で書いてください",
    "int_type": "は整数で書いてください",
    "bool_type": "は true か false で書いてください",
    "bool_parsing": "は true か false で書いてください",
    "string_type": 'は「" "」で囲んだ文字で書いてください',
    "string_too_short": "が空です。書いてください",
    "string_too_long": "が長すぎます（200文字まで）",
    "string_pattern_mismatch": "の形が正しくありません",
    "too_short": "が足りません。少なくとも一つ書いてください",
    "date_from_datetime_parsing": "は 2027-01-04 のような日付で書いてください",
    "date_parsing": "は 2027-01-04 のような日付で書いてください",
    "date_type": "は 2027-01-04 のような日付で書いてください",
    "time_parsing": "は 17:00:00 のような時刻で書いてください",
    "time_type": "は 17:00:00 のような時刻で書いてください",
    "url_parsing": "は https:// から始まる場所で書いてください",
    "url_scheme": "は https:// から始まる場所で書いてください",
    "tuple_type": "は [ ] で囲んで書いてください",
    "model_type": "は見出し（[office] など）の下に書いてください",
    "model_attributes_type": "は見出し（[office] など）の下に書いてください",
}


def load_office(path: Path) -> Office:
    """Read and validate `office.toml`.

    Raises:
        ConfigurationError: The file is missing or faulty; `problems` lists every fault.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ConfigurationError(
            [f"{path} がありません。「madoguchi init フォルダー名」で事業所のフォルダーを作ってください。"]
        ) from None
    except OSError as error:
        raise ConfigurationError([f"{path} を開けません（{error.strerror}）。権限を確かめてください。"]) from error
    return parse_office(raw, path.name)


def parse_office(raw: bytes, name: str = "office.toml") -> Office:
    """Validate the bytes of an `office.toml`.

    Raises:
        ConfigurationError: `problems` lists every fault.
    """
    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigurationError([f"{name} は UTF-8 で保存してください。"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError([_place(name, str(error))]) from None
    try:
        return Office.model_validate(data)
    except ValidationError as error:
        raise ConfigurationError([_sentence(name, fault) for fault in error.errors()]) from None


def _place(name: str, said: str) -> str:
    """Say where the file stops being TOML; the parser's own English words follow for whoever maintains it."""
    found = _LINE.search(said)
    if found is None:
        return f"{name} の書き方に誤りがあります。引用符やかっこの閉じ忘れがないか確かめてください（{said}）。"
    return f"{name} の{found[1]}行目{found[2]}文字目の書き方に誤りがあります。引用符やかっこ、記号を確かめてください（{said}）。"


def _sentence(name: str, fault: Any) -> str:
    key = ".".join(str(part + 1) + "番目" if isinstance(part, int) else str(part) for part in fault["loc"])
    kind = fault["type"]
    context = fault.get("ctx", {})
    if kind == "value_error":
        return f"{name} の {key}：{context['error']}。"
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = f"{context['ge']} 以上" if "ge" in context else f"{context['le']} 以下"
        return f"{name} の {key} は {bound}にしてください。"
    if kind in {"literal_error", "enum"}:
        return f"{name} の {key} は {context['expected'].replace(' or ', ' か ')} のどれかにしてください。"
    return f"{name} の {key} {_SENTENCES.get(kind, f'が正しくありません（{kind}）')}。"

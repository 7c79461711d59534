"""Parameters of structured headers (RFC 2045, RFC 2231), read from raw bytes without raising."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote_to_bytes

from intake.mail.bounds import MAX_PARAMS
from intake.mail.charset import Trouble, decode
from intake.mail.tidy import ascii_of, one_line
from intake.mail.words import decode_words, raw_text

_PARAM = re.compile(r';\s*([^=;\s"]{1,80})\s*=\s*(?:"((?>[^"\\]|\\.)*+)"|([^;]*))', re.DOTALL)
_SPLIT_NAME = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_ESCAPED = re.compile(r'\\(["\\])')


def _extended(pieces: list[tuple[bool, str]]) -> str:
    """Join the pieces of an RFC 2231 value and read them under the charset that the first one names."""
    charset = ""
    data = b""
    for at, (coded, value) in enumerate(pieces):
        text = value
        if coded and at == 0 and text.count("'") >= 2:  # noqa: PLR2004 -- charset'language'value
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if coded else text.encode("utf-8", "ignore")
    return decode(data, charset).text


@lru_cache(maxsize=128)
def header_params(value: bytes) -> tuple[str, Mapping[str, str]]:
    """Read a Content-Type or Content-Disposition.

    Args:
        value: The field, unfolded and capped.

    Returns:
        The main value in lower case and the parameters by name in lower case. Encoded words and
        RFC 2231 pieces in values are decoded, though the former are not allowed there.
    """
    text = raw_text(value)
    if text.trouble is Trouble.UNDECODABLE:
        text = text._replace(text=ascii_of(value))
    main, _, _ = text.text.partition(";")
    plain: dict[str, str] = {}
    split: dict[str, list[tuple[int, bool, str]]] = {}
    for count, found in enumerate(_PARAM.finditer(text.text)):
        if count >= MAX_PARAMS:
            break
        name = found[1].lower()
        given = _ESCAPED.sub(r"\1", found[2]) if found[2] is not None else found[3].strip()
        parts = _SPLIT_NAME.fullmatch(name)
        if parts and (parts[2] or parts[3]):
            split.setdefault(parts[1], []).append((int(parts[2] or 0), bool(parts[3]), given))
        else:
            plain.setdefault(name, given)
    params = {name: decode_words(given).text if "=?" in given else one_line(given) for name, given in plain.items()}
    for name, pieces in split.items():
        params[name] = one_line(_extended([(coded, given) for _, coded, given in sorted(pieces, key=lambda p: p[0])]))
    return main.strip().lower(), MappingProxyType(params)

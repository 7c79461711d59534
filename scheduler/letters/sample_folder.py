"""The sample letters as files: text, HTML, mail, and a page that leads to them (pure)."""

import email
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from madoguchi.config.office import Office
from scheduler.letters.samples import SAMPLE_LANGUAGES, samples
from scheduler.sheets.page import staff_page

_COLUMNS: Final[Mapping[str, str]] = {
    "ja": "日本語",
    "easy": "やさしい日本語",
    "en": "英語",
    "other": "ほかの言語（やさしい日本語と英語）",
}


def sample_files(office: Office, as_of: datetime) -> dict[str, bytes]:
    """Return the name and the bytes of each file, `index.html` among them."""
    files: dict[str, bytes] = {}
    rows: dict[str, list[str]] = {}
    for tag, language in SAMPLE_LANGUAGES.items():
        for sample in samples(office, as_of, language):
            name = f"{sample.name}_{tag}"
            rows.setdefault(sample.title, []).append(name)
            files |= {f"{name}.eml": sample.mail, f"{name}.txt": _body(sample.mail, "plain")}
            files[f"{name}.html"] = _body(sample.mail, "html")
    index = staff_page(
        "letters.html.j2",
        linked=False,
        title="お知らせの見本",
        office=office.office.name,
        languages=list(_COLUMNS.values()),
        rows=list(rows.items()),
    )
    return files | {"index.html": index}


def _body(raw: bytes, kind: str) -> bytes:
    letter = email.message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
    part = letter.get_body((kind,))
    decoded = part.get_payload(decode=True) if part else b""
    return decoded if isinstance(decoded, bytes) else b""

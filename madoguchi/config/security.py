"""Whom to tell of a weakness of the site, as `[site.security]` of `office.toml` says."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from madoguchi.model.frozen import Frozen

_MAIL = r"(?:mailto:)?[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+"
_CONTACT = re.compile(rf"{_MAIL}|https://[!-~]+|tel:\+?[0-9-]{{6,20}}")


def _contact(value: str) -> str:
    """Take what RFC 9116 section 2.5.3 takes, and a mail address without its scheme."""
    if not _CONTACT.fullmatch(value):
        raise ValueError("メールアドレスか、https:// から始まるアドレスか、tel: から始まる電話番号を書いてください")
    return value if value.startswith(("mailto:", "https:", "tel:")) else f"mailto:{value}"


class Security(Frozen):
    """What `security.txt` says.

    Attributes:
        contact: Where to write or call, as an address with its scheme.
        expires: The last day on which this may be relied on.
    """

    contact: Annotated[str, Field(max_length=200), AfterValidator(_contact)]
    expires: date

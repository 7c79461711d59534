"""The mail a job seeker fills in: shown as text, and behind a link that opens it in the mail program.

Intake reads these very lines. RFC 6068 section 2: line ends in a `mailto:` are `%0D%0A`, text is UTF-8.
"""

from urllib.parse import quote

MAIL_FORM = (
    "氏名：",
    "フリガナ：",
    "求職番号：",
    "電話番号：",
    "第1希望：　月　日　時　分",
    "第2希望：　月　日　時　分",
    "第3希望：　月　日　時　分",
    "同席者（通訳など）：",
)
MAIL_SUBJECT = "オンライン職業相談の予約"
LONGEST_MAILTO = 1500  # characters; Gmail is said to take 1,620 and Outlook 2,046


def mailto(address: str) -> str:
    """Return the link that opens the form in a mail program."""
    body = "\r\n".join(MAIL_FORM) + "\r\n"
    return f"mailto:{quote(address, safe='@')}?subject={quote(MAIL_SUBJECT)}&body={quote(body)}"

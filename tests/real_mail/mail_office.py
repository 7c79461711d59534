"""An office whose mail comes over IMAP and goes over SMTP."""

from datetime import datetime, timedelta
from pathlib import Path

from real_mail.dovecot import OFFICE, PASSWORD
from real_mail.processes import LOOPBACK

from madoguchi.cli.office_folder import make_office
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from scheduler.openings import OfficeDays


def mail_office(root: Path, imap_port: int, smtp_port: int = 0, **more: object) -> OfficeFolder:
    """Make an office that reads its mailbox at a port and hands its letters over at another; 0 for a folder instead.

    `more` are settings by their section: `imap_security="tls"`, `smtp_user="…"`, `letters_release="by_staff"`.
    """
    sections: dict[str, dict[str, object]] = {
        "imap": {"host": LOOPBACK, "port": imap_port, "security": "none", "user": OFFICE, "whole_bytes": 100_000},
        "smtp": {"host": LOOPBACK, "port": smtp_port, "security": "none"},
        "letters": {},
        "invitations": {"plus_addresses": True},
    }
    for name, value in more.items():
        section, _, key = name.partition("_")
        sections[section][key] = value
    folder = make_office(root)
    text = folder.office_toml.read_text(encoding="utf-8").replace("rest_seconds = 10", "rest_seconds = 0")
    unused = {name for name, port in (("imap", imap_port), ("smtp", smtp_port)) if not port}
    for section, settings in sections.items():
        text = text if section in unused or not settings else _with_settings(text, section, settings)
    folder.office_toml.write_text(text, encoding="utf-8")
    secrets = f'imap_password = "{PASSWORD}"\nsmtp_password = "{PASSWORD}"\n'
    folder.secrets.write_text(secrets + folder.secrets.read_text(encoding="utf-8"), encoding="utf-8")
    folder.secrets.chmod(0o600)
    return folder


def _with_settings(text: str, section: str, settings: dict[str, object]) -> str:
    """Put settings at the head of a section, in place of the lines that set the same; the section is made if need be."""
    lines = [f"{key} = {_toml(value)}" for key, value in settings.items()]
    head, found, rest = text.partition(f"\n[{section}]")
    if not found:
        return "\n".join([text, f"[{section}]", *lines, ""])
    said, line_end, body = rest.partition("\n")
    own, bracket, others = body.partition("\n[")
    kept = [line for line in own.split("\n") if line.split("=")[0].strip() not in settings]
    return head + found + said + line_end + "\n".join([*lines, *kept]) + bracket + others


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case list() | tuple():
            return "[" + ", ".join(_toml(one) for one in value) + "]"
        case _:
            text = str(value).replace("\\", "\\\\")
            return f'"{text}"'


def open_starts(folder: OfficeFolder, as_of: datetime) -> list[datetime]:
    """Return every start that can be booked on a day."""
    office = load_office(folder.office_toml)
    days = OfficeDays(office)
    coming = (as_of.date() + timedelta(days=ahead) for ahead in range(1, office.booking.horizon_days + 1))
    return [slot.start for day in coming for slot in days.day(day).slots]

"""`security.txt` (RFC 9116): whom to tell of a weakness of the site, for as long as the office stands by it."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from madoguchi.config.office import Site
from sitegen.serving.addresses import SECURITY_FILE

_WARNED_BEFORE = timedelta(days=30)
_LONGEST = timedelta(days=366)  # section 2.5.5: less than a year ahead, so that it does not grow stale


def security_file(site: Site, today: date) -> dict[str, bytes]:
    """Return the file by its path, or nothing where it would not be found or not be true.

    Args:
        site: The settings.
        today: A file that has lapsed must not be relied on (section 2.5.5), so it is not published.
    """
    security = site.security
    if security is None or security.expires < today or not _is_at_the_root(site):
        return {}
    lines = (
        f"Contact: {security.contact}",
        f"Expires: {security.expires}T23:59:59+09:00",
        "Preferred-Languages: ja, en",
        f"Canonical: {site.address}/{SECURITY_FILE}",
    )
    return {SECURITY_FILE: ("\n".join(lines) + "\n").encode()}


def security_advice(site: Site, today: date) -> tuple[str, ...]:
    """Say what staff should mend about it; nothing where all is well or where there is none.

    Args:
        site: The settings.
        today: The as-of day.
    """
    security = site.security
    if security is None:
        return ()
    if not _is_at_the_root(site):
        said = (
            f"security.txt は、サイトがサーバーの一番上にあるときだけ公開できます。{site.address}/ では公開しません。"
        )
        return (f"{said}サーバーの管理者に置いてもらい、office.toml の [site.security] を消してください。",)
    where = f"office.toml の site.security の expires（{security.expires}）"
    mend = "連絡先が今も正しいことを確かめて、先の日に書き直してください。"
    if security.expires < today:
        return (f"{where}が過ぎたので、security.txt の公開をやめました。{mend}",)
    if security.expires - today <= _WARNED_BEFORE:
        return (f"{where}まで、あと{(security.expires - today).days}日です。{mend}",)
    if security.expires - today > _LONGEST:
        return (f"{where}が1年より先です。1年より近い日にして、年に一度は連絡先を確かめてください。",)
    return ()


def _is_at_the_root(site: Site) -> bool:
    """Tell whether the site has a whole host: the file is looked for at the root of one alone (section 3)."""
    return not urlsplit(site.address).path

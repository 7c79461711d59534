"""The site of one office as it would be published: from its folder and from what is stored, writing nothing."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import MappingProxyType

from madoguchi.clock import aware, local
from madoguchi.config.content import Content, load_content
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.config.terms import load_terms, own_terms
from madoguchi.errors import ConfigurationError, PublishingRefused
from madoguchi.files import is_same
from madoguchi.model.booking import Booking
from madoguchi.model.openings import FreeDay
from madoguchi.model.reading import Particulars
from madoguchi.model.terms import TermsVersion
from madoguchi.store.bookings import live_bookings
from madoguchi.store.engine import Store, opened
from madoguchi.store.location import store_place
from madoguchi.store.offers import open_offers
from madoguchi.store.replies import addresses_answered
from madoguchi.store.requests import people
from madoguchi.store.reviews import people_in_reviews
from scheduler.calendar.lint import findings
from scheduler.calendar.public_feeds import CLOSED, FREE, closed_feed, free_feed
from scheduler.closed_days import closed_days
from scheduler.diary import Held
from scheduler.free import free_days
from scheduler.openings import OfficeDays
from sitegen.checks.advice import advice
from sitegen.checks.sizes import size_advice
from sitegen.guard.findings import Guarded, Traces
from sitegen.leaflet.printed import kept_leaflets
from sitegen.leaflet.sheet import languages_without_pdf
from sitegen.pages import site_files
from sitegen.publishing.stamp import files_below, stamp_of
from sitegen.security import security_advice


@contextmanager
def store_to_look_at(folder: OfficeFolder, office: Office, secrets: Secrets) -> Iterator[Store | None]:
    """Open the store to read from; None where nothing has been run yet, and then none is made."""
    place = store_place(folder, secrets)
    if place == folder.database and not folder.database.exists():
        yield None
        return
    with opened(place, office.office.id) as store:
        yield store


def taken_times(store: Store | None, as_of: datetime) -> tuple[list[Booking], list[Held]]:
    """Return the live bookings, and everything that holds a time: those and the open offers."""
    if store is None:
        return [], []
    with store.reading() as transaction:
        live = live_bookings(transaction, local(as_of).date())
        return live, [*live, *open_offers(transaction)]


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Everything that the site of an office is made of.

    Attributes:
        folder: Its words.
        office: Its settings.
        free: The days to show, with what is left.
        as_of: Decides what is in force and what lies ahead (aware).
        feeds: The public calendars by file name.
        printed: See `site_files`.
    """

    folder: OfficeFolder
    office: Office
    free: tuple[FreeDay, ...]
    as_of: datetime
    feeds: Mapping[str, bytes]
    printed: Mapping[str, bytes]

    def stamp(self) -> str:
        """Return what tells this site from any other; see `sitegen.publishing.stamp`."""
        return stamp_of(
            (
                self.office.model_dump_json().encode(),
                local(self.as_of).date().isoformat().encode(),
                *(day.model_dump_json().encode() for day in self.free),
                *(
                    part
                    for name, data in sorted({**self.feeds, **self.printed}.items())
                    for part in (name.encode(), data)
                ),
                *files_below(self.folder.content),
            )
        )

    def site(self) -> dict[str, bytes]:
        """Make every file of the site.

        Raises:
            ConfigurationError: Words or settings that cannot be used; each with file and line.
        """
        terms = load_terms(self.folder.content)
        content = load_content(self.folder.content, [version.version for version in terms])
        return site_files(self.office, content, terms, self.free, self.as_of, self.feeds, self.printed)


def ingredients_of(folder: OfficeFolder, office: Office, taken: Iterable[Held], as_of: datetime) -> Ingredients:
    """Return what the site of an office is made of.

    Args:
        folder: Its words.
        office: Its settings.
        taken: Which times are not free any more.
        as_of: Decides what is in force and what lies ahead (aware).

    Raises:
        PublishingRefused: A public feed breaks a rule of calendars.
    """
    days = OfficeDays(office)
    shown = office.site.weeks * 7
    free = free_days(office, days, list(taken), as_of, max(shown, office.booking.horizon_days + 1))
    feeds = _public_feeds(folder, office, days, free, as_of)
    return Ingredients(folder, office, free[:shown], as_of, feeds, kept_leaflets(folder.leaflets))


def site_of(folder: OfficeFolder, office: Office, taken: Iterable[Held], as_of: datetime) -> dict[str, bytes]:
    """Make every file of the site of an office; see `ingredients_of` and `Ingredients.site`."""
    return ingredients_of(folder, office, taken, as_of).site()


def advice_of(
    folder: OfficeFolder, office: Office, as_of: datetime, files: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[str, ...]:
    """Return what should be mended in the site of an office, each a sentence; see `sitegen.checks.advice`.

    Args:
        folder: Its words.
        office: Its settings.
        as_of: Decides what lies ahead (aware).
        files: The site, where it has been made, to be judged too.

    Raises:
        ConfigurationError: Words that cannot be used.
    """
    terms = load_terms(folder.content)
    content = load_content(folder.content, [version.version for version in terms])
    kept = kept_leaflets(folder.leaflets)
    unprinted = languages_without_pdf(office, content, kept) if kept else ()  # who never made one lacks nothing
    return (
        *advice(content, own_terms(folder.content), unprinted),
        *security_advice(office.site, local(as_of).date()),
        *size_advice(files),
        *_coming(folder, office, content, terms, as_of),
    )


def _coming(
    folder: OfficeFolder, office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime
) -> Iterator[str]:
    """Tell of versions of the terms with which the site could not be made from their day on, at midnight, by itself."""
    for version in terms:
        midnight = aware(datetime.combine(version.effective_on, time()))
        if midnight > as_of:
            feeds = _public_feeds(folder, office, OfficeDays(office), (), midnight)
            try:
                site_files(office, content, terms, (), midnight, feeds)
            except ConfigurationError as error:
                yield f"利用規約の {version.version} の版が有効になると、次の理由で公開できなくなります。" + "".join(
                    error.problems
                )


def guarded(office: Office, secrets: Secrets, store: Store | None) -> Guarded:
    """Return who and what must not be seen: everybody that is stored, and the meetings."""
    about = office.office
    return Guarded(
        lambda: _traces(store) if store else (),
        allowed=(about.telephone, about.mail, *office.site.not_personal),
        secrets=tuple(
            one for each in secrets.meetings.values() for one in (each.id, each.passcode.get_secret_value()) if one
        ),
    )


def refuse_advice(advice: tuple[str, ...]) -> None:
    """Do nothing when nothing needs mending (`publish --strict`).

    Raises:
        PublishingRefused: Something does.
    """
    if advice:
        raise PublishingRefused(
            "次のことを直すまで、公開を見合わせました。公開中のページは前のままです。\n" + "\n".join(advice)
        )


def _public_feeds(
    folder: OfficeFolder, office: Office, days: OfficeDays, free: tuple[FreeDay, ...], as_of: datetime
) -> dict[str, bytes]:
    """Return the public feeds by file name.

    Raises:
        PublishingRefused: One breaks a rule of calendars; one such line empties it for every subscriber.
    """
    today = local(as_of).date()
    closed = closed_days(office, days, today, today + timedelta(days=office.feeds.days_ahead))
    feeds = {FREE: free_feed(office, free, today), CLOSED: closed_feed(office, closed, today)}
    for name, feed in feeds.items():
        if not is_same(folder.public / "current" / name, feed) and (found := findings(feed)):
            raise PublishingRefused(
                f"公開用のカレンダー「{name}」に誤りが見つかったため、公開を止めました。"
                f"前の内容はそのまま残っています。保守の担当者に知らせてください。（{found[0].place}：{found[0].say}）"
            )
    return feeds


def _traces(store: Store) -> Iterator[Traces]:
    with store.reading() as transaction:
        for row in people(transaction):
            names = row["name"], row["kana"]
            yield Traces(row["request_id"], names, row["seeker_number"], row["phone"], row["email"])
        for _, person in people_in_reviews(transaction):
            yield _trace(person)
        for address in addresses_answered(transaction):
            yield _trace(Particulars(email=address))


def _trace(person: Particulars) -> Traces:
    return Traces(None, (person.name, person.kana), person.seeker_number, person.phone, person.email)

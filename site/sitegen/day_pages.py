"""The page of each day: every free slot with a mail that is filled in already, and the same text to copy."""

from datetime import date

from sitegen.plan import page_of_day
from sitegen.renderer import Renderer
from sitegen.slots import Week
from sitegen.text.mailform import form, mailto


def day_pages(renderer: Renderer, weeks: tuple[Week, ...], today: date) -> dict[str, bytes]:
    """Render the page of each day that has slots, with the days before and after it beside.

    Args:
        renderer: Of one language.
        weeks: The weeks that are shown.
        today: The day of the data.
    """
    mail = renderer.office.office.mail
    days = [day for week in weeks for day in week.days if day.starts]
    pages: dict[str, bytes] = {}
    for at, day in enumerate(days):
        offers = [
            (start, mailto(mail, renderer.language, start.at), form(renderer.language, start.at))
            for start in day.starts
            if start.is_free
        ]
        below = page_of_day(day.on)
        pages[renderer.path(below)] = renderer.frame(
            "day",
            "slots",
            below,
            current="",
            day=day,
            offers=offers,
            today=today,
            earlier=days[at - 1] if at else None,
            later=days[at + 1] if at + 1 < len(days) else None,
        )
    return pages

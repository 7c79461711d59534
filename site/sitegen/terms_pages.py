"""The pages of the terms: the version in force, and every version at its own address for good."""

import itertools
from collections.abc import Mapping
from datetime import date

from madoguchi.config.terms import ReadingAid, terms_in_force
from madoguchi.model.language import Language
from madoguchi.model.terms import TermsVersion
from sitegen.plan import PATHS, folder_of, page_of_version, top_of
from sitegen.renderer import Renderer
from sitegen.terms import TermsPage, terms_page
from sitegen.text.words import office_words


def terms_pages(renderer: Renderer, versions: tuple[TermsVersion, ...], today: date) -> dict[str, bytes]:
    """Render the terms in force and, at a lasting address each, every version.

    Args:
        renderer: Of one language.
        versions: By date, the oldest first.
        today: Decides which version is in force.
    """
    now = terms_in_force(versions, today)
    ends = {earlier.version: later.effective_on for earlier, later in itertools.pairwise(versions)}
    history = [
        {
            "on": one.effective_on,
            "href": page_of_version(one.version),
            "state": _state(renderer, one, now, ends),
            "changes": _aid(renderer, one).changes,
        }
        for one in versions
    ]
    wanted = [(True, page_of_version(one.version), one) for one in versions] + [(False, PATHS["terms"], now)]
    pages: dict[str, bytes] = {}
    for is_version, below, version in wanted:
        path = renderer.path(below)
        aid = _aid(renderer, version)
        pages[path] = renderer.page(
            "terms",
            "terms",
            below,
            current="" if is_version else "terms",
            is_version=is_version,
            version=version,
            terms=_laid_out(renderer, version, aid, top_of(path)),
            is_aid=renderer.language is not Language.STANDARD and bool(aid.text),
            lang_of_terms=renderer.language.tag if aid.text else "ja",
            state=_state(renderer, version, now, ends),
            history=history,
        )
    return pages


def _aid(renderer: Renderer, version: TermsVersion) -> ReadingAid:
    return renderer.edition.terms.get(version.version, ReadingAid())


def _laid_out(renderer: Renderer, version: TermsVersion, aid: ReadingAid, top: str) -> TermsPage:
    """Lay out the text in the language of the page, or the Japanese one where there is no other."""
    below = top + folder_of(renderer.language)
    if aid.text:
        return terms_page(aid.text, aid.file, renderer.words, below, aid)
    words = office_words(renderer.office)  # those of the text, not of the page around it
    return terms_page(version.text, f"content/terms/{version.version}.md", words, below, aid)


def _state(renderer: Renderer, version: TermsVersion, now: TermsVersion, ends: Mapping[str, date]) -> str:
    if version is now:
        return renderer.label("terms_in_force")
    if version.effective_on > now.effective_on:
        return renderer.label("terms_from", day=renderer.speech.say_date(version.effective_on))
    return renderer.label("terms_until", day=renderer.speech.say_date(ends[version.version]))

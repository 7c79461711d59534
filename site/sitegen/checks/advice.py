"""What a site should not be published with, yet may be: sentences for the office (pure).

`madoguchi publish` and `madoguchi doctor` show them; `madoguchi publish --strict` refuses because of them.
"""

from collections.abc import Collection, Iterator, Mapping

from madoguchi.config.content import PAGE_NAMES, Content
from madoguchi.model.language import Language

_TWINS = {Language.EASY: "やさしい日本語", Language.ENGLISH: "英語"}


def advice(
    content: Content, own_terms: Mapping[Language, Collection[str]], unprinted: Collection[Language] = ()
) -> tuple[str, ...]:
    """Return what should be mended, each a sentence that says what to do.

    Args:
        content: The words of the site; what the office has not written itself ships with its twins.
        own_terms: The versions of the terms that the office has written itself, by language.
        unprinted: The languages whose leaflet has no PDF of its page as it is now, where the office makes PDFs at all.
    """
    return (*_pages_without_twins(content), *_terms_without_twins(own_terms), *_leaflets_without_pdf(unprinted))


def _pages_without_twins(content: Content) -> Iterator[str]:
    """Name the pages that the office has written anew in Japanese alone: their twins still say what shipped."""
    ours = content.edition(Language.STANDARD).own
    for name in PAGE_NAMES:
        if name in ours and (lacking := _lacking(content, name)):
            yield (
                f"content/{name}.md を書き換えましたが、{'と'.join(_TWINS[one] for one in lacking)}のページは元のままです。"
                f"{' と '.join(f'content/{one}/{name}.md' for one in lacking)} も書いてください。"
            )


def _lacking(content: Content, name: str) -> list[Language]:
    return [language for language in _TWINS if name not in content.edition(language).own]


def _terms_without_twins(own_terms: Mapping[Language, Collection[str]]) -> Iterator[str]:
    """Name the versions of the terms that were written in Japanese alone: other languages have none, or the shipped."""
    for name in sorted(own_terms[Language.STANDARD]):
        if lacking := [language for language in _TWINS if name not in own_terms[language]]:
            yield (
                f"利用規約の {name} の版を書きましたが、{'と'.join(_TWINS[one] for one in lacking)}の文がまだありません。"
                f"{' と '.join(f'content/{one}/terms/{name}.md' for one in lacking)} も書いてください。"
            )


def _leaflets_without_pdf(unprinted: Collection[Language]) -> Iterator[str]:
    """Tell which leaflets cannot be had as PDF; one that is stale is not published."""
    if unprinted:
        names = {Language.STANDARD: "日本語"} | _TWINS
        yield (
            f"印刷用のご案内のPDF（{'、'.join(names[one] for one in unprinted)}）が、今のページのとおりに作られていないため、"
            "公開していません。「madoguchi leaflet」で作れます。"
        )

"""The generator's own check of what it made: where links lead and what they are called, what is heard of a table.

Most faults can only come from the office's own words, hence `ConfigurationError` with their file and line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from madoguchi.config.content import Content
from madoguchi.errors import ConfigurationError
from madoguchi.model.language import Language
from sitegen.checks.links import faults_of_links
from sitegen.checks.outline import Outline, is_data, outline
from sitegen.checks.written import Written
from sitegen.plan import NOT_FOUND, folder_of, language_of

_SAYS_NOTHING = re.compile(
    r"(?:(?:詳し|くわし)くは|詳細は)?(?:こちら|コチラ|ここ)(?:から|へ|を)?(?:クリック|タップ|ご?覧ください|見る)?(?:する|してください)?"
    r"|詳細|詳しく(?:見る|読む)?|続き(?:を読む)?|もっと(?:見る|読む)|クリック|タップ|リンク"
    r"|(?:click |tap |see )?here|(?:read |see |learn )?more|details?|click|link",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_〇]")
_AROUND = " 　。、.,:：;!！?？「」『』()（）[]［］<>＜＞«»→⇒▶>…・-"
_NUMERAL = "一二三四五六七八九十百千〇"
_ZERO = re.compile(rf"(?<![{_NUMERAL}])〇(?![{_NUMERAL}])")


def check_site(files: Mapping[str, bytes], address: str, base: str, content: Content) -> None:
    """Refuse a site that readers could not use as it is.

    Args:
        files: Every file of the site by its path.
        address: The address of the site, without a trailing slash.
        base: The path of that address with a trailing slash, `/` mostly.
        content: The words, to say where they stand.

    Raises:
        ConfigurationError: `problems` names each fault, with file and line where it stands in the words.
    """
    pages = {path: data for path, data in files.items() if path.endswith(".html")}
    outlines = {path: outline(data) for path, data in pages.items()}
    written = Written(content)
    faults = [
        *(fault for path, found in outlines.items() for fault in _faults_of_page(path, found, written)),
        *(fault for path, found in outlines.items() for fault in _faults_to_the_ear(path, found, written)),
        *(fault for path, data in pages.items() for fault in _zeros(path, data, written)),
        *(
            f"{written.place(path, f'({wrote}')}：リンク {wrote} は、{said}"
            for path, target, said in faults_of_links(outlines, files, address, base)
            if (wrote := written.as_written(path, target))
        ),
        *missing_twins(pages),
    ]
    if faults:
        raise ConfigurationError(list(dict.fromkeys(faults)))


def missing_twins(pages: Iterable[str]) -> list[str]:
    """Name each page that is not there in every language: all of them lead to their twins."""
    below: dict[str, set[Language]] = {}
    for path in pages:
        if path != NOT_FOUND:
            language, place = language_of(path)
            below.setdefault(place, set()).add(language)
    return [
        f"{folder_of(language)}{path} がありません。ほかのことばのページだけがあります。"
        for path, there in sorted(below.items())
        for language in Language
        if language not in there
    ]


def _faults_of_page(path: str, found: Outline, written: Written) -> Iterator[str]:
    for thing in found.forbidden:
        yield f"{path}：{thing} があります。ページには置けません。"
    for thing in found.unreadable:
        yield f"{path}：読み取れないところ（{thing}）があります。"
    for data in found.data:
        if not is_data(data):
            yield f"{path}：検索サービスなどに伝えることばを読み取れません。"
    for one in sorted({one for one in found.anchors if found.anchors.count(one) > 1}):
        yield f"{written.place(path, f'{{#{one}}}')}：同じ目印（{one}）が二度出てきます。"
    for source in found.silent_images:
        yield f"{path}：画像 {source} に、代わりのことば（alt）がありません。"


def _faults_to_the_ear(path: str, found: Outline, written: Written) -> Iterator[str]:
    for _, name in found.named_links:
        if not _WORD.search(name):
            yield f"{written.place(path, f'[{name}]')}：ことばのないリンクがあります。行き先が分かることばにしてください。"
        elif _SAYS_NOTHING.fullmatch(name.strip(_AROUND)):
            yield (
                f"{written.place(path, f'[{name}]', name)}：リンク「{name}」は、それだけを聞くと行き先が分かりません。"
                "「申し込み方法」のように、行き先の名前にしてください。"
            )
    for heard, seen in found.cells:
        if (heard or seen) and not _WORD.search(heard):
            yield (
                f"{written.place(path, f'|{heard}|', f'| {heard} |')}：表に、記号「{heard or seen}」だけの欄があります。"
                "読み上げでは伝わらないので、「○ 空き」のように、ことばを添えてください。"
            )
    for text in found.foreign:
        yield (
            f"{written.place(path, text)}：「{text}」は日本語ですが、英語として読み上げられます。英語で書いてください。"
        )


def _zeros(path: str, page: bytes, written: Written) -> Iterator[str]:
    if "〇".encode() in page and _ZERO.search(page.decode()):
        yield (
            f"{written.place(path, '〇')}：「〇」は漢数字のゼロで、読み上げでは「かんすうじゼロ」になります。"
            "「○」（まる）に替えてください。"
        )

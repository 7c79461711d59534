"""The last look before publishing: nothing of any stored person may stand in any byte of the site.

What is searched, and how closely:

- Names of three signs and more, or written with a blank: wherever their signs follow each other, with any
  blanks, line ends, widths or markup between. A name all in Latin letters or all in katakana must not
  be part of a longer such word (Ann in channel).
- Names of one or two signs, and single Latin words: only as a whole word of the text that readers see, with or
  without 様 and the like after it. The family name 森 would otherwise be found in every 森林.
- Readings in katakana also in hiragana, as they stand above a name, from five signs on.
- Job-seeker numbers and telephones: digit for digit with any dashes, blanks or brackets, also +81; without
  dashes from nine digits on, so that a date is not taken for a number. Fewer than six digits are not searched.
- Mail addresses: in any case, also percent-encoded, not as part of a longer address.

A finding names the file and the request, never what was found.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from madoguchi.errors import PublishingRefused
from madoguchi.model.request import reference_of
from sitegen.guard.searchable import Numbers, Searchable, fold, number_chains, squeeze

_SHORT_NAME = 3
_SHORTEST_SECRET = 4
_FEWEST_DIGITS = 6
_SURE_SINGLE = 9  # digits in one run; a date has 8
_SURE_JOINED = 10  # digits in several runs; a telephone has 10
_SHOWN = 20
_LETTER = "[a-z]"
_KANA = "[ァ-ヴー]"
_LATIN_GAP = r"[\s_+.,-]*"
_LATIN = re.compile(r"[a-z\u00c0-\u024f'.-]+")
_KATAKANA = re.compile(r"[ァ-ヴー]+")
_SURE_READING = 5  # signs; はらまき would be 原 真紀
_TO_HIRAGANA = {sign: sign - 0x60 for sign in range(ord("ァ"), ord("ヶ") + 1)}
_MEETING = "会議の情報"
_FILE_NAME = "（ファイル名）"


@dataclass(frozen=True, slots=True)
class Traces:
    """What of one person must not be seen, as stored.

    Attributes:
        request_id: The request it belongs to; None for what waits for a person and is no request yet.
    """

    request_id: int | None
    names: tuple[str, ...] = ()
    seeker_number: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something personal in a file.

    Attributes:
        file: Its path; `（ファイル名）` when it is the name of a file that tells.
        request_id: Whose; None for a meeting id, a passcode, or what is no request yet.
        what: 氏名, 求職番号, 電話番号, メールアドレス or 会議の情報.
    """

    file: str
    request_id: int | None
    what: str


def personal_findings(
    files: Mapping[str, bytes], persons: Iterable[Traces], allowed: Iterable[str] = (), secrets: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Search every file, and the names of the files, for everything stored about persons.

    Args:
        files: The whole site by path.
        persons: Every stored person; read once.
        allowed: What may be seen although it is stored too: the office's own telephone and mail, words that equal a name.
        secrets: Meeting ids and passcodes; of digits from six on, else from four signs on.

    Returns:
        The findings, each file and request once per kind.
    """
    views = {path: _view(path, data) for path, data in files.items()}
    views[_FILE_NAME] = _view("", "\n".join(files).encode())
    search = _Search(views, allowed)
    for person in persons:
        search.person(person)
    for secret in secrets:
        search.secret(secret)
    return tuple(dict.fromkeys(search.found))


@dataclass(frozen=True, slots=True)
class Guarded:
    """Who and what must not be seen in public.

    Attributes:
        persons: Gives every stored person; asked once for each search.
        allowed: The office's own telephone and mail, and `site.not_personal`.
        secrets: Meeting ids and passcodes.
    """

    persons: Callable[[], Iterable[Traces]]
    allowed: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()

    def findings(self, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
        """Search files for them; see `personal_findings`."""
        return personal_findings(files, self.persons(), self.allowed, self.secrets)


def refuse(findings: Iterable[Finding]) -> None:
    """Do nothing when nothing was found.

    Raises:
        PublishingRefused: Something was; the message names files and requests.
    """
    found = tuple(findings)
    if not found:
        return
    lines = [f"{one.file}：{_whose(one)}{one.what}" for one in found[:_SHOWN]]
    more = f"\nほかに{len(found) - _SHOWN}件あります。" if len(found) > _SHOWN else ""
    raise PublishingRefused(
        "公開しようとしたファイルに、利用者に関わる情報と同じ文字があるため、公開を取りやめました。公開中のページは前のままです。\n"
        + "\n".join(lines)
        + more
        + "\n消してから、もう一度実行してください。"
        "たまたま同じことばであれば、office.toml の site.not_personal に書き足してください。"
    )


def _whose(finding: Finding) -> str:
    if finding.what == _MEETING:
        return ""
    return "確認を待っている方の" if finding.request_id is None else f"受付番号 {reference_of(finding.request_id)} の"


class _Search:
    """All files at once first, and file by file only for what may be there."""

    def __init__(self, views: Mapping[str, Searchable], allowed: Iterable[str]) -> None:
        self._views = views
        self._trigrams = _union(view.trigrams for view in views.values())
        self._words = _union(view.words for view in views.values())
        self._numbers = Numbers(
            _union(view.numbers.singles for view in views.values()),
            _union(view.numbers.joined for view in views.values()),
            _union(view.numbers.dashed for view in views.values()),
        )
        kept = list(allowed)
        self._allowed = {squeeze(fold(one)) for one in kept}
        self._allowed_digits = {"".join(groups) for one in kept for groups in number_chains(fold(one))}
        self.found: list[Finding] = []

    def person(self, person: Traces) -> None:
        """Search everything of one person."""
        for name in person.names:
            self._name(name, person.request_id)
        if person.seeker_number:
            self._number(person.seeker_number, person.request_id, "求職番号")
        if person.phone:
            self._number(person.phone, person.request_id, "電話番号")
        if person.email:
            self._email(person.email, person.request_id)

    def secret(self, secret: str) -> None:
        """Search one meeting id or passcode."""
        key = squeeze(fold(secret))
        digits = key.replace("-", "")
        if digits.isdigit():
            if len(digits) >= _FEWEST_DIGITS:
                self._report(lambda view: digits in view.numbers.singles | view.numbers.joined, None, _MEETING)
        elif len(key) >= _SHORTEST_SECRET and self._may_occur(key):
            self._report(lambda view: key in view.squeezed, None, _MEETING)

    def _name(self, name: str, request_id: int | None) -> None:
        parts = fold(name).replace("・", " ").split()
        key = "".join(parts)
        if not key or key in self._allowed:
            return
        latin = _LATIN.fullmatch(key) is not None
        if len(parts) == 1 and (len(key) < _SHORT_NAME or latin):
            if key in self._words:
                self._report(lambda view: key in view.words, request_id, "氏名")
        elif latin:
            if all(self._may_occur(part) for part in parts):
                pattern = re.compile(f"(?<!{_LETTER})" + _LATIN_GAP.join(map(re.escape, parts)) + f"(?!{_LETTER})")
                self._report(lambda view: view.shows(pattern), request_id, "氏名")
        elif self._may_occur(key):
            edge = _KANA if _KATAKANA.fullmatch(key) else ""
            pattern = _spread(key, edge, edge)
            self._report(lambda view: key in view.squeezed and (not edge or view.shows(pattern)), request_id, "氏名")
        if len(key) >= _SURE_READING and _KATAKANA.fullmatch(key):
            self._reading(key.translate(_TO_HIRAGANA), request_id)

    def _reading(self, key: str, request_id: int | None) -> None:
        if key not in self._allowed and self._may_occur(key):
            self._report(lambda view: key in view.squeezed, request_id, "氏名")

    def _email(self, email: str, request_id: int | None) -> None:
        key = squeeze(fold(email))
        if key not in self._allowed and self._may_occur(key):
            pattern = _spread(key, r"[a-z0-9._%+-]", r"[a-z0-9-]|\.[a-z0-9]")
            self._report(lambda view: key in view.squeezed and view.shows(pattern), request_id, "メールアドレス")

    def _number(self, text: str, request_id: int | None, what: str) -> None:
        for groups in number_chains(fold(text)):
            digits = "".join(groups)
            if len(digits) < _FEWEST_DIGITS or digits in self._allowed_digits:
                continue
            if _has_number(self._numbers, groups):
                self._report(partial(_file_has_number, groups), request_id, what)

    def _may_occur(self, key: str) -> bool:
        """Tell whether every three signs in a row of the key stand somewhere; most keys end here."""
        trigrams = self._trigrams
        return all(key[at : at + 3] in trigrams for at in range(len(key) - 2))

    def _report(self, shows: Callable[[Searchable], bool], request_id: int | None, what: str) -> None:
        self.found += [Finding(path, request_id, what) for path, view in self._views.items() if shows(view)]


@lru_cache(maxsize=192)
def _view(path: str, data: bytes) -> Searchable:
    """Return the views of a file; most files of one release are those of the one before (14 MB for a whole site)."""
    return Searchable(path, data)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    whole: set[str] = set()
    for one in sets:  # one after another: those of a whole site together would take 24 MB
        whole |= one
    return frozenset(whole)


def _spread(key: str, before: str, after: str) -> re.Pattern[str]:
    """Match the signs of a key with blanks between them, but not inside a longer word."""
    ahead, behind = (f"(?<!{before})" if before else ""), (f"(?!{after})" if after else "")
    return re.compile(ahead + r"[\s・]*".join(map(re.escape, key)) + behind)


def _has_number(numbers: Numbers, groups: tuple[str, ...]) -> bool:
    """Tell whether a number occurs, given as its runs of digits."""
    digits = "".join(groups)
    forms = {digits}
    if digits.startswith("0"):  # a telephone: also as +81 90, +81 (0)90
        forms |= {"81" + digits[1:], "81" + digits}
    if "-".join(groups) in (numbers.dashed if len(groups) > 1 else numbers.singles):
        return True
    if len(digits) < _SURE_SINGLE:
        return False
    return not numbers.singles.isdisjoint(forms) or (
        len(digits) >= _SURE_JOINED and not numbers.joined.isdisjoint(forms)
    )


def _file_has_number(groups: tuple[str, ...], view: Searchable) -> bool:
    return _has_number(view.numbers, groups)

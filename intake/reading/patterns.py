"""The spellings of dates and times, one a line, after folding."""

from typing import Final, NamedTuple

from intake.reading.turning import TURNING
from intake.reading.vocabulary import VOCABULARY

_KANJI: Final = "〇○零一二三四五六七八九十"
NUMBER: Final = f"(?:[0-9]{{1,2}}|[{_KANJI}]{{1,3}})"
_YEAR: Final = f"(?P<year>[12][0-9]{{3}}|[一二][{_KANJI}]{{3}})"
_ERA: Final = rf"(?<![A-Za-z])(?P<era>令和|平成|昭和|大正|令|平|昭|[RHSTrhst]) ?\.? ?(?P<year>{NUMBER}|元)"
_MONTH: Final = f"(?P<month>{NUMBER})"
_DAY: Final = f"(?P<day>{NUMBER})"
_AFTER: Final = r"(?![0-9〇零一二三四五六七八九十]|○[0-9〇○一二三四五六七八九十日月]|:(?! ))"
_MONTH_DAY: Final = rf"{_MONTH} ?月 ?の? ?{_DAY}{_AFTER}(?! ?[時分年ヶか]|-[0-9]{{1,2}}:)(?: ?日(?![前後間曜]))?"
_SLASHED: Final = rf"{_MONTH} ?[/.-] ?{_DAY}{_AFTER}(?![./-]? ?[0-9]*[/.])(?:日(?![前後間曜]))?"
_MONTH_NAME: Final = (
    r"(?P<monthname>[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)[a-z]{0,6}\.?"
)
_WHOLE: Final = "月(?P<whole>中(?!旬)|いっぱい|末(?=まで))?[のは]?"
_BEFORE: Final = "(?<![0-9])(?<![0-9][./:])"

_HALF: Final = r"(?P<before>午前|午後|ごぜん|ごご|朝|お?昼(?!休)|夕方|(?<![A-Za-z])[AaPp]\.?[Mm]\.?)(?: ?の)? ?"
_HALF_AFTER: Final = r"(?: ?(?P<after>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?"
_MINUTES: Final = rf"(?: ?(?P<halfpast>半|はん)| ?(?P<minute>{NUMBER}) ?(?:分(?!間|枠)|ふん|ぷん)| ?(?P<bare>[0-9]{{2}})(?![0-9/月日:時年分.~-]))?"
_OCLOCK: Final = rf"(?P<hour>{NUMBER}) ?(?:時(?![間期給点刻代台])|じ(?!か))(?! [0-9]{{1,2}} ?分(?:間|の)?(?:相談|面談|枠|程度|ほど|くらい|だけ|予約)){_MINUTES}"
_COLON: Final = (
    r"(?<![0-9])(?<![0-9][:.])(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:\.0{1,6})?)?(?![0-9:])"
)
_COMPACT: Final = r"([01][0-9]|2[0-4])([0-5][0-9])"

_WEEKDAYS: Final = "月火水木金土日"
_KANA_DAYS: Final = "げつ|か|すい|もく|きん|ど|にち"
_ENGLISH_DAYS: Final = (
    "[Mm]on(?:day)?|[Tt]ue(?:s(?:day)?)?|[Ww]ed(?:nesday)?|[Tt]hu(?:rs?(?:day)?)?|[Ff]ri(?:day)?|[Ss]at(?:urday)?|[Ss]un(?:day)?"
    "|MON|TUE|WED|THU|FRI|SAT|SUN"
)


class Spelling(NamedTuple):
    """One line of the table the scanner is built from; groups name the parts of a value."""

    letter: str
    pattern: str
    word: str = ""
    number: int = 0


DATES: Final = (
    Spelling("A", rf"{_ERA} ?(?:年の?|[./-]) ?{_MONTH_DAY}"),
    Spelling("A", rf"{_ERA} ?(?:年|[./-]) ?{_SLASHED}"),
    Spelling("A", rf"(?:西暦)?(?<![0-9]){_YEAR} ?(?:年の?|[./-]) ?{_MONTH_DAY}"),
    Spelling("A", rf"(?:西暦)?(?<![0-9]){_YEAR} ?(?:年|[./-]) ?{_SLASHED}"),
    Spelling("A", r"(?<![0-9])(?P<year>20[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?![0-9])"),
    Spelling("A", r"(?<![A-Za-z0-9])(?P<era>[Rr])(?P<year>[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?![0-9])"),
    Spelling("A", rf"{_BEFORE}(?P<short>{NUMBER}) ?年 ?{_MONTH_DAY}"),
    Spelling("A", rf"{_BEFORE}(?P<short>{NUMBER}) ?年 ?{_SLASHED}"),
    *(
        Spelling("A", rf"{_BEFORE}(?P<short>[0-9]{{1,2}}){sign}{_MONTH}{sign}{_DAY}(?![0-9./:-])")
        for sign in (r"\.", "/", "-")
    ),
    Spelling(
        "A",
        rf"{_BEFORE}(?P<nextyear>来年|今年|本年)の? ?(?:{_MONTH_DAY}|(?P<month2>[0-9]{{1,2}})/(?P<day2>[0-9]{{1,2}})(?![0-9/]))",
    ),
    *(
        Spelling("A", rf"(?<![A-Za-z0-9]){spelling}(?![A-Za-z0-9])")
        for spelling in (
            rf"(?P<day>[0-9]{{1,2}})[- ]{_MONTH_NAME}(?:[-, ]{{1,2}}(?P<year>20[0-9]{{2}}))?",
            rf"{_MONTH_NAME} ?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:, ?(?P<year>20[0-9]{{2}}))?",
        )
    ),
    Spelling(
        "A",
        r"(?<![0-9./:-])(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])(?= +(?:[0-9]{1,2}[時:]|[0-9]{4}|午[前後])|\([月火水木金土日])",
    ),
    Spelling("A", rf"{_BEFORE}{_MONTH_DAY}"),
    Spelling(
        "A",
        rf"{_BEFORE}(?P<month>[0-9]{{1,2}}) ?/ ?(?P<day>[0-9]{{1,2}})(?![0-9]|:(?! )| ?[/時分]|\.[0-9])(?:日(?![前後間曜]))?",
    ),
    Spelling("V", rf"第 ?(?P<number>[1-5一二三四五]) ?(?P<weekday>[{_WEEKDAYS}])曜?日?"),
    Spelling("V", rf"(?:最終|最後の)(?P<weekday>[{_WEEKDAYS}])曜日?"),
    Spelling("R", rf"(?<![0-9])(?P<days>{NUMBER}) ?日後"),
    Spelling("R", rf"(?<![0-9])(?P<weeks>{NUMBER}) ?週間?後"),
    Spelling("z", rf"(?<![0-9])(?P<days>{NUMBER}) ?日間"),
    Spelling("z", rf"(?<![0-9])(?P<weeks>{NUMBER}) ?週間(?![後以])(?:の間)?"),
    Spelling("j", rf"(?<![0-9])(?:今日から)?(?P<days>{NUMBER}) ?日以内", "days ahead"),
    Spelling("j", rf"(?<![0-9])(?:今日から)?(?P<weeks>{NUMBER}) ?週間以内", "days ahead"),
    *(
        Spelling("M", rf"{year} ?{_MONTH} ?{_WHOLE}(?![曜収給額謝間0-9])")
        for year in (rf"{_ERA} ?年", rf"(?:西暦)?(?<![0-9]){_YEAR} ?年", "(?P<nextyear>来年|今年|本年)の?")
    ),
    Spelling("M", "(?P<newyear>年明け|お?正月明け)の?(?=[0-9]{1,2}日(?!以内|間|後))"),
    Spelling("M", rf"{_ERA} ?[./] ?{_MONTH}(?=[上中下初]旬)"),
    Spelling("M", rf"{_BEFORE}{_MONTH} ?{_WHOLE}(?![曜収給額謝間])"),
    Spelling("M", "(?P<monthson>再来月|さ来月|来月|今月)(?P<whole>中(?!旬)|いっぱい|末(?=まで))?の?"),
    Spelling("d", rf"(?<![0-9])(?<![0-9][/:])(?<![{_KANJI}]){_DAY} ?日(?![前後間曜目本常程時中]|以内)"),
    Spelling("d", rf"(?<![0-9./:-])(?P<day>[0-9]{{1,2}})(?= ?\([{_WEEKDAYS}](?:曜日?)?\))"),
    Spelling(
        "A",
        rf"{_BEFORE}(?P<month>1[0-2]|0?[1-9])[.-](?P<day>[0-3]?[0-9])(?= ?\([{_WEEKDAYS}]|日? +(?:[0-9]{{1,2}}[時:]|午[前後]))",
    ),
    Spelling("W", rf"\( ?(?P<weekday>[{_WEEKDAYS}])(?:曜日?|よう日?)? ?\)"),
    Spelling("W", rf"(?P<weekday>[{_WEEKDAYS}])(?:曜日?|よう(?:び|日))"),
    Spelling("W", rf"\((?P<kana>{_KANA_DAYS})(?:よう(?:び|日)?)?\)|(?P<kana2>{_KANA_DAYS})よう(?:び|日)"),
    Spelling(
        "W", rf"\( ?(?P<english>{_ENGLISH_DAYS})\.? ?\)|(?<![A-Za-z])(?P<english2>{_ENGLISH_DAYS})\.?(?![A-Za-z])"
    ),
    Spelling("W", rf"(?<=[{_WEEKDAYS}])(?P<weekday>[{_WEEKDAYS}])(?=[をはがも]|以外)"),
    Spelling(
        "W",
        rf"(?:(?<![一-鿿ぁ-んァ-ヶ])|(?<=[週日])|(?<=週の)|(?<=[{_WEEKDAYS}][かとや])|(?<=[{_WEEKDAYS}])|(?<=の)(?=[{_WEEKDAYS}]{{2}}))(?P<weekday>[{_WEEKDAYS}])"
        rf"(?=$|[\s、・,/~()0-9の{_WEEKDAYS}]|[かとや][{_WEEKDAYS}]|から|まで|午|AM|PM|am|pm|終日|いず|いつ|どち|or|NG|OK|[×✕○◯]|不可|無理|可|だめ|ダメ|(?:また|又)は)"
        rf"(?![{_WEEKDAYS}](?![{_WEEKDAYS}])[一-鿿])",
    ),
)
TIMES: Final = (
    Spelling("U", rf"(?<![0-9:/.-])(?P<compact>{_COMPACT} ?[-~] ?{_COMPACT})(?![0-9:/.-])"),
    Spelling("T", rf"(?<![0-9]){_HALF}{_OCLOCK}"),
    Spelling("T", rf"{_HALF}{_COLON}"),
    Spelling("T", rf"{_HALF}(?P<hour>[0-9]{{1,2}})(?![0-9:.時じ/月日年分人名])"),
    Spelling("T", rf"(?<![0-9])(?<![0-9][/:.]){_OCLOCK}{_HALF_AFTER}"),
    Spelling("T", rf"{_COLON}{_HALF_AFTER}"),
    Spelling(
        "T", r"(?<![0-9])(?<![0-9][/:.・,、])(?P<hour>1[0-2]|0?[0-9]) ?(?P<after>[AaPp]\.?[Mm]\.?)(?![A-Za-z0-9])"
    ),
    Spelling("T", r"(?<![0-9.:/])(?P<hour>1[3-9]|2[0-3])\.(?P<minute>[0-5][0-9])(?![0-9.:/])"),
    Spelling("T", r"(?<=[日) ])(?P<hour>09|1[0-6])(?P<minute>00|30)(?=$|[\s~、。)でにかの-](?! ?[0-9]))"),
    Spelling("T", "(?P<noon>正午)"),
    Spelling("c", rf"(?<![0-9])(?P<minutes>{NUMBER}) ?分(?:間)?(?:程度|ほど|程|くらい|ぐらい|枠)?(?!前|後)"),
    Spelling("c", rf"(?<![0-9])(?P<hours>{NUMBER}) ?時間(?:程度|ほど|程|くらい|ぐらい|枠)?(?!前|後|半)"),
)
SIGNS: Final = (
    Spelling("#", "[壱弐参拾廿]+ ?[月日時]"),
    Spelling("l", "\n"),
    Spelling("_", "^ *[-・*] *"),
    Spelling("(", r"\("),
    Spelling(")", r"\)"),
)
DIGITS: Final = Spelling("n", "(?P<digits>[0-9]+)")
WORDS: Final = tuple(Spelling(line.letter, line.spellings, line.word, line.number) for line in (*TURNING, *VOCABULARY))

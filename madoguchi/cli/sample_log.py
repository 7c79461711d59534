"""Sample input of one day for a sample office, with dates computed from the as-of time.

Everyone in it is plainly a sample; each row and mail shows one thing that happens in an office.
"""

import csv
import io
from datetime import date, datetime, timedelta

from madoguchi.errors import ConfigurationError
from madoguchi.model.openings import OpenDays
from madoguchi.wording import WEEKDAYS

_DAYS_NEEDED = 6


class SampleDays:
    """The days that the sample speaks of.

    Raises:
        ConfigurationError: Too few days lie ahead, at the end of the official holidays.

    Attributes:
        open: The next open days that can still be booked.
        closed: The next closed day.
    """

    def __init__(self, as_of: datetime, days: OpenDays) -> None:
        coming = [as_of.date() + timedelta(days=ahead) for ahead in range(1, 40)]
        self.open = [day for day in coming if days.day(day).slots]
        if len(self.open) < _DAYS_NEEDED:
            raise ConfigurationError(["見本に使える開庁日が足りません。祝日の公表されていない年は予約できません。"])
        self.closed = next(day for day in coming if not days.day(day).slots)


def sample_log(as_of: datetime, days: SampleDays) -> bytes:
    """Return the phone log as Excel saves it on a Japanese PC (CP932)."""
    d = days.open
    rows = [
        _row(
            1,
            as_of,
            "予約",
            "見本 太郎",
            "ミホン タロウ",
            "28050-100001",
            "090-0000-0001",
            f"{wareki(d[0])}14時30分",
            mail="taro@mihon.example",
        ),
        _row(
            2,
            as_of,
            "予約",
            "見本 花子",
            "ミホン ハナコ",
            "28050-100002",
            "090-0000-0002",
            f"{md(d[0])} 14:30",
            f"{md(d[1])} 10:00",
        ),
        _row(
            3,
            as_of,
            "予約",
            "見本 次郎",
            "ミホン ジロウ",
            "28050-100003",
            "090-0000-0003",
            f"{md(d[0])} 14:30",
            f"{md(d[1])}の午前",
            explained="",
        ),
        _row(
            4,
            as_of,
            "予約",
            "見本 三郎",
            "ミホン サブロウ",
            "28050-100004",
            "090-0000-0004",
            f"{d[2].month}/{d[2].day}({wrong_weekday(d[2])}) 10:00",
        ),
        _row(
            5, as_of, "予約", "見本 四郎", "ミホン シロウ", "28050-100005", "090-0000-0005", f"{md(days.closed)} 10:00"
        ),
        _row(6, as_of, "予約", "見本 五郎", "ミホン ゴロウ", "28050-100006", "090-0000-0006", f"{western(d[2])} 午後"),
        _row(
            7,
            as_of,
            "予約",
            "髙見本 六子",
            "タカミホン ムツコ",
            "２８０５０－１０００７",
            "０９０－００００－０００７",
            f"{full(d[1])}１０時～１１時",
        ),
        _row(8, as_of, "取消", "見本 五郎", "ミホン ゴロウ", "28050-100006", "090-0000-0006", ""),
        _row(9, as_of, "変更", "見本 花子", "ミホン ハナコ", "28050-100002", "090-0000-0002", f"{md(d[3])} 15:00"),
        _row(10, as_of, "予約", "見本 七海", "ミホン ナナミ", "28050-100008", "", f"{md(d[3])} 9:30"),
        _row(
            11,
            as_of,
            "予約",
            "見本 八重",
            "ミホン ヤエ",
            "28050-100009",
            "090-0000-0009",
            f"{md(d[2])} 9:30〜11:00",
            companion="手話通訳 1名",
        ),
        _row(12, as_of, "予約", "見本 九太", "ミホン キュウタ", "28050-100010", "090-0000-0010", f"{md(d[4])} 夕方"),
        _row(
            13,
            as_of,
            "予約",
            "見本 十和",
            "ミホン トワ",
            "28050-100011",
            "090-0000-0011",
            f"{md(d[4])} 14:00",
            f"{md(d[4])} 15:00",
            mail="towa@mihon.example",
        ),
        _row(
            14,
            as_of,
            "記録",
            "見本 百合",
            "ミホン ユリ",
            "28050-100012",
            "090-0000-0012",
            "",
            matter="オンライン相談を実施",
        ),
        _row(
            15,
            as_of,
            "予約",
            "見本 千里",
            "ミホン センリ",
            "28050-100013",
            "090-0000-0013",
            f"{md(d[5])} 10:30",
            matter="模擬面接",
            language="英語",
        ),
    ]
    table = [HEADER, *rows[:2], rows[0], *rows[2:], ["#####", "", "???", *[""] * 14], ["合計", "15件", *[""] * 15]]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(table)
    return out.getvalue().encode("cp932")


HEADER = [
    "受付番号",
    "受付日時",
    "区分",
    "氏名",
    "フリガナ",
    "求職番号",
    "電話番号",
    "メール",
    "第1希望",
    "第2希望",
    "第3希望",
    "相談内容",
    "同席者",
    "言語",
    "規約説明",
    "受付者",
    "備考",
]


def _row(
    number: int, as_of: datetime, kind: str, name: str, kana: str, seeker: str, phone: str, *wishes: str, **more: str
) -> list[str]:
    received = as_of - timedelta(minutes=400 - 5 * number)
    ranked = [*wishes, "", "", ""][:3]
    rest = [more.get(key, "") for key in ("matter", "companion", "language")]
    explained = more.get("explained", "○" if kind == "予約" else "")
    when = f"{received:%Y/%m/%d %H:%M}"
    return [
        f"{number:03d}",
        when,
        kind,
        name,
        kana,
        seeker,
        phone,
        more.get("mail", ""),
        *ranked,
        *rest,
        explained,
        "受付A",
        "",
    ]


def md(day: date) -> str:
    """Return `12/3(木)`."""
    return f"{day.month}/{day.day}({WEEKDAYS[day.weekday()]})"


def jp(day: date) -> str:
    """Return `12月3日（木）`."""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def western(day: date) -> str:
    """Return `2026年12月3日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def wareki(day: date) -> str:
    """Return `令和8年12月3日`."""
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


def full(day: date) -> str:
    """Return `１２月３日`."""
    return f"{day.month}月{day.day}日".translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def wrong_weekday(day: date) -> str:
    """Return a weekday that the day is not."""
    return WEEKDAYS[(day.weekday() + 1) % 5]

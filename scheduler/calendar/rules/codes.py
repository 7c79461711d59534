"""What can be wrong with a calendar: each defect's code, RFC section and sentence."""

import re
from typing import NamedTuple


def words(text: str) -> frozenset[str]:
    """Return the set of names that a text lists."""
    return frozenset(text.split())


RULES = {
    # The file as a whole
    "too-big": ("RFC 5545 3.4", "大きすぎて調べられません（16MBか50万行まで）。期間を区切って分けてください。"),
    "not-calendar": ("RFC 5545 3.4", "カレンダーではありません。BEGIN:VCALENDAR の行がないので、元から取り直してください。"),
    "bom": ("RFC 5545 3.4", "先頭にBOMがあります。BOMなしのUTF-8で保存してください。"),
    "before-begin": ("RFC 5545 3.4", "BEGIN:VCALENDAR の前に余分な行や空白があります。取り除いてください。"),
    "after-end": ("RFC 5545 3.4", "END:VCALENDAR のあとに余分な行があります。取り除いてください。"),
    "unclosed": ("RFC 5545 3.4", "{name} が閉じられないまま終わっています。途中で切れているので、作り直してください。"),
    "two-calendars": ("RFC 5545 3.4", "一つのファイルにカレンダーが二つ以上あります。一つずつに分けてください。"),
    # Physical lines
    "line-end": ("RFC 5545 3.1", "改行がCRLFではありません。改行をすべてCRLFにしてください。"),
    "line-long": ("RFC 5545 3.1", "1行が75オクテットを超えています。CRLFと空白で折り返してください。"),
    "fold-character": ("RFC 5545 3.1", "文字の途中で折り返しています。文字の切れ目で折り返してください。"),
    "fold-escape": ("RFC 5545 3.1", "「\\」と次の字の間で折り返しています。Outlookが読み違えるので、その前で折り返してください。"),
    "not-utf8": ("RFC 5545 3.1.4", "UTF-8ではない文字があります（Shift_JISやJISなど）。UTF-8で保存してください。"),
    "control": ("RFC 5545 3.1", "制御文字（{shown}）があります。取り除いてください。"),
    "separator": ("RFC 5545 3.1", "改行と取り違えられる文字（{shown}）があります。取り除いてください。"),
    # Content lines and parameters
    "content-line": ("RFC 5545 3.1", "「名前:値」の形の行ではありません。値の中の改行は「\\n」と書いてください。"),
    "property-unknown": ("RFC 5545 3.8.8.1", "{name} というプロパティはありません。綴りか、値の中の生の改行を直してください。"),
    "parameter": ("RFC 5545 3.2", "{name} のパラメーターの形が正しくありません。「名前=値」の形に直してください。"),
    "parameter-unquoted": ("RFC 5545 3.2", "{name} のパラメーターの値に「;」「:」「,」があります。値を引用符で囲んでください。"),
    "parameter-double": ("RFC 5545 3.2", "{name} に同じパラメーター {shown} が二つあります。一つにしてください。"),
    "parameter-value": ("RFC 5545 3.2", "{name} のパラメーター {shown} の値が決まりにありません。RFCにある値に直してください。"),
    "value-missing": ("RFC 7986 5.7", "{name} にVALUEがありません。「{name};VALUE={shown}:」と書いてください。"),
    "value-type": ("RFC 5545 3.2.20", "{name} のVALUEと値の型が合いません。VALUEか値を直してください。"),
    # Values
    "date": ("RFC 5545 3.3.5", "{name} の「{shown}」は日付や日時として読めません。暦にある日時に直してください。"),
    "not-utc": ("RFC 5545 3.8.7.2", "{name} がUTCではありません。末尾にZの付いたUTCの日時にしてください。"),
    "floating": ("RFC 5545 3.3.5", "{name} に時間帯がありません。TZIDを付けるか、UTC（末尾にZ）にしてください。"),
    "zone-needless": ("RFC 5545 3.2.19", "{name} のTZIDは、UTCの日時や日付には付けられません。TZIDを取ってください。"),
    "duration": ("RFC 5545 3.3.6", "{name} の「{shown}」は長さとして読めません。PT30M のように書いてください。"),
    "number": ("RFC 5545 3.3.8", "{name} の「{shown}」は決まった範囲の数ではありません。数を直してください。"),
    "sequence": ("RFC 5545 3.8.7.4", "SEQUENCE の「{shown}」は0以上の整数ではありません。整数にしてください。"),
    "text-escape": ("RFC 5545 3.3.11", "{name} の「,」「;」「\\」の書き方が正しくありません。前に「\\」を付けてください。"),
    "uri": ("RFC 5545 3.3.13", "{name} の値がURIではありません。https:// などで始まり、空白や日本語のない形に直してください。"),
    "mailto": ("RFC 5545 3.3.3", "{name} の値が mailto: のメールアドレスではありません。mailto: から書いてください。"),
    "period": ("RFC 5545 3.3.9", "{name} の「{shown}」は期間として読めません。開始/終了か開始/長さをUTCで書いてください。"),
    "recur": ("RFC 5545 3.3.10", "{name} の繰り返しの書き方が正しくありません。FREQから書き直してください。"),
    "zone-offset": ("RFC 5545 3.3.14", "{name} の「{shown}」は時差として正しくありません。+0900 のように書いてください。"),
    "binary": ("RFC 5545 3.3.1", "{name} のデータは ENCODING=BASE64 と一緒に書いてください。"),
    "version": ("RFC 5545 3.7.4", "VERSION の「{shown}」は読めません。2.0 にしてください。"),
    "calscale": ("RFC 5545 3.7.1", "CALSCALE の「{shown}」は使えません。GREGORIAN にしてください。"),
    "status": ("RFC 5545 3.8.1.11", "STATUS の「{shown}」は、ここで使える値ではありません。RFCにある値に直してください。"),
    "transp": ("RFC 5545 3.8.2.7", "TRANSP の「{shown}」は使えません。OPAQUE か TRANSPARENT にしてください。"),
    "class": ("RFC 5545 3.8.1.3", "CLASS の「{shown}」は使えません。PUBLIC、PRIVATE、CONFIDENTIAL のどれかにしてください。"),
    "action": ("RFC 5545 3.8.6.1", "ACTION の「{shown}」は使えません。DISPLAY などにしてください。"),
    "color": ("RFC 7986 5.9", "COLOR の「{shown}」は色の名前ではありません。CSSの色の名前にしてください。"),
    "empty-value": ("RFC 5545 3.3.11", "{name} が空です。値を書くか、行を取り除いてください。"),
    # Components
    "nesting": ("RFC 5545 3.6", "BEGINとENDの対応が正しくありません（{name}）。対応するように直してください。"),
    "component-unknown": ("RFC 5545 3.6", "「{name}」という種類の部品はありません。綴りを直してください。"),
    "component-place": ("RFC 5545 3.6", "{name} がここには置けない場所にあります。正しい部品の中に移してください。"),
    "empty-calendar": ("RFC 5545 3.6", "中身が一つもありません。予定がなければ VTIMEZONE を一つ置いてください。"),
    "property-missing": ("RFC 5545 3.6", "{name} がありません。書き足してください。"),
    "property-double": ("RFC 5545 3.6", "{name} が二つ以上あります。一つにしてください。"),
    "property-place": ("RFC 5545 3.6", "{name} は {shown} の中には書けません。正しい場所に移してください。"),
    "end-and-duration": ("RFC 5545 3.6.1", "DTEND（DUE）と DURATION の両方があります。どちらか一つにしてください。"),
    "end-before-start": ("RFC 5545 3.8.2.2", "終わりが始まりより後ではありません。{name} を直してください。"),
    "times-differ": ("RFC 5545 3.8.2.2", "DTSTART と {name} の片方だけが日付です。両方とも日付か、両方とも日時にしてください。"),
    "uid-empty": ("RFC 5545 3.8.4.7", "UID が空です。予定ごとに異なるUIDを書いてください。"),
    "uid-long": ("RFC 7986 5.3", "UID が255オクテットを超えています。短くしてください。"),
    "uid-double": ("RFC 5545 3.8.4.7", "同じUIDの予定が二つあります。片方が消えるので、別のUIDにしてください。"),
    "calendar-uid": ("RFC 7986 5.3", "カレンダー全体にUIDがあります。予定が一つに見えるソフトがあるので、取り除いてください。"),
    "zone-undeclared": ("RFC 5545 3.2.19", "時間帯「{shown}」の VTIMEZONE がありません。VTIMEZONE を足すか、UTCで書いてください。"),
    "zone-fixed": ("RFC 5545 3.2.19", "時間帯「{shown}」は時差を書いただけで、読めないソフトがあります。Asia/Tokyo かUTCにしてください。"),
    "zone-double": ("RFC 5545 3.6.5", "時間帯「{shown}」の VTIMEZONE が二つあります。一つにしてください。"),
    "zone-empty": ("RFC 5545 3.6.5", "VTIMEZONE に STANDARD も DAYLIGHT もありません。どちらかを書いてください。"),
    "zone-time": ("RFC 5545 3.6.5", "STANDARD、DAYLIGHT の DTSTART は、TZIDもZもない日時で書いてください。"),
    # Methods
    "method-missing": ("RFC 5545 3.7.2", "METHOD がありません。招待なら REQUEST、購読用なら PUBLISH を書いてください。"),
    "method-case": ("RFC 5545 3.7.2", "METHOD が大文字ではありません。読まないソフトがあるので、大文字で書いてください。"),
    "method-unknown": ("RFC 5546 1.4", "METHOD の「{shown}」は決まりにありません。REQUEST、CANCEL、PUBLISH などにしてください。"),
    "itip-missing": ("RFC 5546 3.2", "METHOD:{shown} では {name} が要ります。書き足してください。"),
    "itip-many": ("RFC 5546 3.2", "METHOD:{shown} では {name} は一つだけです。一つにしてください。"),
    "itip-forbidden": ("RFC 5546 3.2", "METHOD:{shown} では {name} を書けません。取り除いてください。"),
    "itip-status": ("RFC 5546 3.2", "METHOD:{shown} と STATUS が合いません。どちらかを直してください。"),
    "itip-partstat": ("RFC 5546 3.2.3", "返事の ATTENDEE に PARTSTAT がありません。ACCEPTED などを書いてください。"),
    "itip-sequence": ("RFC 5546 3.2.4", "METHOD:ADD の SEQUENCE は1以上です。数を上げてください。"),
    "itip-uids": ("RFC 5546 3.2", "METHOD:{shown} の予定のUIDがそろっていません。一つの予定に一つのファイルにしてください。"),
    # Ours, stricter than the RFCs
    "one-event": ("RFC 5546 3.2", "招待と取消の予定は一つだけです。予定を一つにしてください。"),
    "sequence-missing": ("RFC 5546 3.2.2", "招待に SEQUENCE がありません。変更が届かなくなるので、書き足してください。"),
    "cancelled-shown": ("RFC 5546 3.2.1", "取り消した予定が購読用のカレンダーに残っています。予定ごと取り除いてください。"),
    "summary-empty": ("RFC 5545 3.8.1.12", "SUMMARY が空です。予定の題名を書いてください。"),
    "description-long": ("RFC 5545 3.8.1.5", "DESCRIPTION が長すぎます（5,000字まで）。短くしてください。"),
    "recurrence": ("RFC 5545 3.8.5.3", "繰り返し（{name}）があります。Outlookが招待を受け付けないので、予定を一つずつにしてください。"),
    "attachment": ("RFC 5545 3.8.1.1", "添付（ATTACH）があります。取り除いてください。"),
    "alarm": ("RFC 5545 3.6.6", "通知（VALARM）があります。受け取った方の端末で鳴るので、取り除いてください。"),
    "free-busy": ("RFC 5545 3.6.4", "VFREEBUSY は多くのソフトで何も表示されません。VEVENT で書いてください。"),
    "zone-rdate": ("RFC 5545 3.6.5", "VTIMEZONE に RDATE があります。Outlookが読み違えるので、取り除いてください。"),
    "passcode": ("RFC 5545 7", "パスコードと思われるものがあります。パスコードはお電話でだけお伝えします。取り除いてください。"),
    "more": ("RFC 5545 3.4", "ほかに {shown} 件あります。上のものを直してから、もう一度調べてください。"),
}  # fmt: skip

HOUSE = words(
    "two-calendars calendar-uid method-missing one-event sequence-missing cancelled-shown summary-empty "
    "description-long recurrence attachment alarm free-busy zone-rdate passcode"
)
"""Codes of what the RFCs allow and we do not; a foreign calendar may have them."""

_MOST_OF_A_CODE = 10
_MOST_SHOWN = 30
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


class Finding(NamedTuple):
    """One defect of a calendar.

    Attributes:
        line: Physical line from 1; 0 for the file as a whole.
        code: A key of `RULES`.
        rfc: The section that tells the rule, such as `RFC 5545 3.1`.
        say: What is wrong and what to do, in Japanese.
    """

    line: int
    code: str
    rfc: str
    say: str

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.line}行目" if self.line else "ファイル全体"


class Findings:
    """Collects what is found, at most ten of each code."""

    def __init__(self, *, foreign: bool) -> None:
        self._left_out = HOUSE if foreign else frozenset()
        self._found: list[tuple[int, Finding]] = []
        self._counts: dict[str, int] = {}

    def add(self, line: int, code: str, name: str = "", shown: str = "", rfc: str = "") -> None:
        """Note a defect.

        Args:
            line: The content line from 0, or -1 - n for physical line n.
            code: A key of `RULES`.
            name: The property or component.
            shown: A piece of the file or a figure; it is cut short and rid of what could not be seen.
            rfc: The section, where it is not the code's own.
        """
        if code in self._left_out:
            return
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= _MOST_OF_A_CODE:
            section, say = RULES[code]
            self._found.append((line, Finding(0, code, rfc or section, _told(say, name, shown))))

    def numbered(self, starts: list[int]) -> tuple[Finding, ...]:
        """Return what was found in order of physical lines.

        Args:
            starts: The physical line of each content line.
        """
        found = [finding._replace(line=_physical(line, starts)) for line, finding in self._found]
        found.sort(key=lambda one: one.line)
        cut = sum(self._counts.values()) - len(found)
        if cut:
            section, say = RULES["more"]
            found.append(Finding(0, "more", section, _told(say, "", str(cut))))
        return tuple(found)

    @property
    def any(self) -> bool:
        """Whether something was found."""
        return bool(self._found)


def _told(say: str, name: str, shown: str) -> str:
    return say.replace("{name}", _seen(name)).replace("{shown}", _seen(shown))


def _seen(piece: str) -> str:
    seen = _UNSEEN.sub("", piece[: _MOST_SHOWN + 1])
    return seen[:_MOST_SHOWN] + "…" if len(piece) > _MOST_SHOWN else seen


def _physical(line: int, starts: list[int]) -> int:
    if line < 0:
        return -1 - line
    return starts[line] if line < len(starts) else len(starts)

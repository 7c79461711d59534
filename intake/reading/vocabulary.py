"""The words that say when, in one table. A new spelling is a new word in a line.

The letter of a line is the kind of its words; phrases are patterns over these letters.
"""

from typing import Final, NamedTuple

LETTERS: Final = {
    "A": "a date with month and day",
    "M": "a month",
    "d": "a bare day (3日)",
    "n": "a bare number",
    "R": "a day counted from today (明日, 3日後)",
    "K": "a week (来週)",
    "W": "a weekday",
    "V": "the nth weekday of a month",
    "J": "a third of a month (中旬)",
    "P": "working days (平日)",
    "Y": "any time (いつでも)",
    "B": "all of them (いずれも)",
    "E": "a preference (できれば)",
    "T": "a time",
    "U": "two times in one (1400-1430)",
    "H": "a half of the day",
    "F": "the first slot of a half",
    "c": "a length of time (30分程度)",
    "r": "a range sign",
    "f": "from (から)",
    "u": "until (まで)",
    "g": "from then on (以降)",
    "s": "a comma",
    "/": "a slash",
    "k": "か, と, や between two",
    "o": "または",
    "(": "an opening bracket",
    ")": "a closing bracket",
    ".": "the end of a sentence",
    "l": "the end of a line",
    "_": "a word that says nothing about the time",
    "X": "a word that turns the meaning",
    "Z": "a word too vague beside a date or a time",
    "?": "not known",
    "#": "a sign with a numeric value",
}


class Words(NamedTuple):
    """One line: spellings (regular expressions after folding) of one meaning."""

    letter: str
    spellings: str
    word: str = ""
    number: int = 0


VOCABULARY: Final = (
    # the days after today
    Words("R", "本日|今日|きょう", "today", 0),
    Words("R", "明日|あした|あす|翌日中|みょうにち", "tomorrow", 1),
    Words("R", "明後日|あさって|みょうごにち", "after tomorrow", 2),
    # weeks and months from now
    Words("K", "(?:再来週|さ来週|さらいしゅう)(?:中(?![旬頃ば盤]))?", "", 2),
    Words("K", "(?:来週|らいしゅう)(?:中(?![旬頃ば盤]))?", "", 1),
    Words("K", "(?:今週|こんしゅう)(?:中(?![旬頃ば盤]))?", "", 0),
    Words("J", "上旬|初旬", "early"),
    Words("J", "中旬", "middle"),
    Words("J", "下旬", "late"),
    Words("P", "平日"),
    Words(
        "Y",
        r"(?:いつでも|何時でも)(?:(?:いい|良い|よい|大丈夫|構いません|かまいません|OK|可能|可|結構|よろしい|宜しい)(?:です)?)?|お(?:任|まか)せ(?:いた|致)?します|お(?:任|まか)せ|おまかせ(?:します)?",
    ),
    Words(
        "Y", r"(?:なる(?:べく|たけ)|できるだけ|出来るだけ|可能な限り)(?:早い(?:日|時間|日時|日程)|早く|早め)(?:に|で)?"
    ),
    # halves of the day
    Words("F", "朝一番|朝一|朝イチ|午前一番|午前イチ|AM一|午前の最初", "am"),
    Words("F", "午後一番|午後一|午後イチ|午後いち|午後の最初|昼イチ", "pm"),
    Words("H", "午前中|午前の部|午前|ごぜんちゅう|ごぜん|(?<![A-Za-z])[Aa]\\.?[Mm]\\.?(?![A-Za-z])", "am"),
    Words("H", "午後の部|午後|ごご|(?<![A-Za-z])[Pp]\\.?[Mm]\\.?(?![A-Za-z])", "pm"),
    Words("H", "終日|一日中|1日中|全日|丸一日", "all"),
    # said of all that was named before
    Words("B", "いずれも|どちらも|どれも|両方とも?|両日とも?|全て|すべて|全部"),
    # rather this than what follows
    Words(
        "E",
        "(?<!願い)(?:できれば|出来れば|できましたら)|なるべく|できるだけ|出来るだけ|可能であれば|可能でしたら|よろしければ|宜しければ",
    ),
    # words that turn the meaning, wherever they stand
    Words("X", "以外|除いて|除き|除く|除外|NG|ng|[×✕✖✗☓]|不可|無理|避け|だめ|ダメ|駄目|外して|いや(?=、)", "negation"),
    Words(
        "X",
        "できません|出来ません|できない|出来ない|行け(?:ない|ません)|伺え(?:ない|ません)|来れ(?:ない|ません)",
        "negation",
    ),
    Words(
        "X",
        "難し|むずかし|厳し|きびし|困難|都合が?(?:が|の)?(?:悪|わる|つか|つき)|不都合|不在|欠席|用事|予定が|仕事が",
        "negation",
    ),
    Words(
        "X",
        "ません|ない|なく|なかっ|なければ|なし|無し|無く|無い|無かっ|控え|遠慮|休み|休業|空いてい|体調|具合|病気|入院|通院|悪い|悪く|パス",
        "negation",
    ),
    Words("X", "ではなく|じゃなく|でなく|訂正|間違|まちが|誤り|誤って|誤記|変更|変え|かえて", "correction"),
    Words(
        "X",
        "やっぱり|やはり|やっぱ|キャンセル|取り?消|取り?やめ|中止|延期|延ば|ずら|早めて|正しくは|撤回|改めて",
        "correction",
    ),
    Words(
        "X",
        "代わり|かわりに|別の|別日|他の|ほかの|もとい|見送|辞退|保留|未定|仮(?:に|で|予約)|白紙|見合わせ",
        "correction",
    ),
    Words(
        "X",
        "もし(?!く)|場合|(?:で|が)?(?:埋ま|満員|満席|ふさが)|次点|優先|第一に|一番(?=希望|は|いい|良)|予備",
        "condition",
    ),
    Words(
        "X", "とのこと|と言|と書|と聞|と伺|との連絡|との事|さんは書|wrote:|Original Message|差出人:|From:", "leftover"
    ),
    Words(
        "X",
        "同日|同じ|その日|その時(?!は)|ご?提案の(?:日|時)|その前|その後|その次|その翌|その他の|それ以|電話(?:を)?(?:ください|下さい|欲しい|ほしい)",
        "leftover",
    ),
    # taken back or thought better of, in a sentence of its own as well
    Words(
        "X",
        "(?:や|止|辞)め(?:ます|てお|とき|にし|させ)|忘れて|無視し|削除|破棄|却下|ボツ|冗談|もう(?:結構|いい|大丈夫|要)|失礼(?:いた|致)?しました",
        "correction",
    ),
    Words(
        "X",
        "検討中|迷って|決め(?:かね|られ)|日を改め|古い(?:希望|日|予|情)|(?:これ|それ|上記|先ほど)(?:は(?!$)|が)",
        "correction",
    ),
    Words("X", r"(?<=[時分半0-9])です(?:が|けど|けれど)[、。]?\s*\Z", "leftover"),
    # this rather than that
    Words("X", "より(?=[はも]|[^。\n]{0,30}(?:方|ほう))", "condition"),
    Words("X", "(?:[、・]|か(?!ら)|または)(?=(?:(?!から)[^、。と~\\n-]){1,12}の間)", "leftover"),
    # too vague to name a slot
    Words("X", "夕方|夕刻|お?昼過ぎ|お?昼すぎ|お昼|早朝|夜間|夜|晩|昼頃|昼ごろ|昼間", "vague_time"),
    Words("X", "月末|月初め?|月曜以外|年末年始|年末|年始|年明け|週明け|週末|連休|祝日|祭日|平日以外", "vague_date"),
    Words(
        "X",
        "次回以降|次回から|今後|今度の|毎週|隔週|毎日|毎月|しあさって|明々後日|明明後日|翌週|翌日|翌々|先週|来年度|再々来週|数日",
        "vague_date",
    ),
    Words("X", "前半|後半|半ば|中頃|なかば|月中|初め(?=頃)|近日|近いうち|後日|そのうち|週中", "vague_date"),
    Words("Z", "昼|朝|前後|過ぎ|すぎ|以前|以内", "vague_time"),
    Words("Z", "次の|次回の次|先日|前回|昨日|週", "vague_date"),
    Words("Z", "でも", "condition"),
    # between two days or times
    Words("g", "以降|以後|いこう"),
    Words("u", "までの間|までに|まで"),
    Words("f", "から|より"),
    Words("r", "~|-|と(?=(?:(?!から)[^、。と~\n-]){1,20}の間)"),
    Words("s", "、|,|・|;"),
    Words("/", "/"),
    Words("o", r"または|又は|もしくは|若しくは|あるいは|或いは|(?<![A-Za-z])(?:or|OR|Or)(?![A-Za-z])"),
    Words("k", "か(?!と[思存考])|と(?![思存考の言書聞伺])|や|及び|および"),
    Words(".", r"[。!．｡]|(?<=か)\?|(?<=か )\?"),
)

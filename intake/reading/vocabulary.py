"""The words that say when, in one table. A new spelling is a new word in a line.

The letter of a line is the kind of its words; phrases are patterns over these letters.
"""

from typing import Final

from intake.reading.words import Words

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
    "y": "a day counted from the one named before (翌日, 同じ日)",
    "j": "a stretch by its name (年内, 3日以内)",
    "h": "the week of a day",
    "z": "a number of days from a day on (3日間)",
    "S": "the time named before (同じ時間)",
    "p": "before or after what was named (その前の)",
    "N": "cannot be, said to the end",
    "L": "cannot be",
    "O": "another appointment",
    "v": "is there, of an appointment",
    "e": "except",
    "x": "not this but",
    "w": "was said before",
    "m": "is a mistake",
    "t": "the right one is",
    "C": "is to be changed into",
    "G": "a second thought",
    "q": "because",
    "Q": "is possible",
    "i": "if that cannot be",
    "b": "will do too",
    "D": "was done",
    "1": "the wrong one",
    "2": "the right one",
    "X": "a word that turns the meaning and that no rule reads",
    "Z": "a word too vague beside a date or a time",
    "?": "not known",
    "#": "a sign with a numeric value",
}


VOCABULARY: Final = (
    # the days after today
    Words("R", "本日|今日|きょう", "today", 0),
    Words("R", "明日|あした|あす|翌日中|みょうにち", "tomorrow", 1),
    Words("R", "明朝", "tomorrow", 1),
    Words("R", "来週の(?:今日|本日|きょう)", "today in a week", 7),
    Words("R", "しあさって|明々後日|明明後日", "in three days", 3),
    Words("R", "明後日|あさって|みょうごにち", "after tomorrow", 2),
    # weeks and months from now
    Words("K", "(?:再来週|さ来週|さらいしゅう)(?:中(?![旬頃ば盤]))?", "", 2),
    Words("K", "(?:来週|らいしゅう)(?:中(?![旬頃ば盤])|いっぱい)?", "", 1),
    Words("K", "(?:今週|こんしゅう)(?:中(?![旬頃ば盤])|いっぱい)?", "", 0),
    Words("K", "翌週", "after", 1),
    Words("h", "の週(?:の|中)?"),
    # stretches by their names
    Words(
        "j",
        "毎週の?(?=[^。\n]{0,30}(?:なら|でしたら|であれば|空い?[てき]|都合が[よいつ]|いつでも|可能|大丈夫))",
        "every",
    ),
    Words("j", "(?:年内|今年中)(?:に)?", "this year"),
    Words("j", "月内", "this month"),
    Words("j", "週明け(?:早々)?|休み明け(?=の)", "monday"),
    Words("j", "月末", "end of the month"),
    Words("j", "土日祝(?:祭)?日?|祝祭日|祝日|祭日", "closed"),
    Words("J", "上旬|初旬", "early"),
    Words("J", "中旬", "middle"),
    Words("J", "下旬", "late"),
    Words("P", "平日"),
    Words(
        "Y",
        "(?:それ|これ)以外(?:の日時?)?(?:は|なら|でしたら|で)?",
        "rest",
    ),
    Words("Y", "(?:そちらの)?ご都合の(?:よい|良い|いい)(?:日時|日|お?時間|時|とき)(?:で|に)(?=お願い|結構|大丈夫|構)"),
    Words("Y", "(?:最短|最速|一番早い|最も早い)(?:の)?(?:日時|日|お?時間|枠|ところ)?(?:で|に)?"),
    Words(
        "Y", "(?:何曜日|どの曜日|どの日|どこ)でも(?:(?:いい|良い|よい|大丈夫|構いません|かまいません|結構)(?:です)?)?"
    ),
    Words(
        "X",
        "(?:空いて|空き|都合)[^。\\n]{0,12}(?:教え|知らせ|ありますか|ございますか)|空いて(?:い)?(?:ます|る)(?:か|でしょうか)",
        "leftover",
    ),
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
    Words(
        "H",
        "お?時間は、?(?:いつでも|何時でも|どの時間でも|問いません|お(?:任|まか)せ(?:(?:いた|致)?します)?)(?:(?:いい|良い|よい|大丈夫|構いません|かまいません|結構)(?:です)?)?",
        "all",
    ),
    Words("H", "終日|一日中|1日中|全日|丸一日", "all"),
    # said of all that was named before
    Words("B", "いずれも|どちらも|どれも|両方とも?|両日とも?|全て|すべて|全部"),
    # rather this than what follows
    Words(
        "E",
        "(?<!願い)(?:できれば|出来れば|できましたら)|なるべく|できるだけ|出来るだけ|可能であれば|可能でしたら|よろしければ|宜しければ",
    ),
    # words that turn the meaning, wherever they stand, and that no clause reads
    Words(
        "X",
        "NG|ng|[×✕✖✗☓]|不可|無理|だめ|ダメ|駄目|困難|不在|不都合|用事|予定が|仕事が|満席|満員",
        "negation",
    ),
    Words(
        "X",
        "ません|ない|なく|なかっ|なければ|なし|無し|無く|無い|無かっ|控え|遠慮|休み|休業|空いてい|体調|具合|病気|入院|悪い|悪く|パス|欠席|避け|都合が?(?:が|の)?(?:悪|わる|つか|つき)|厳し|きびし|難し|むずかし",
        "negation",
    ),
    Words("X", "訂正|間違|まちがい?|誤り|誤って|誤記|変更|変え|かえて|修正", "correction"),
    Words(
        "X",
        "キャンセル|取り?消|取り?やめ|中止|延期|延ば|ずら|早めて|撤回|改めて",
        "correction",
    ),
    Words(
        "X",
        "代わり|かわりに|別の|別日|他の|ほかの|見送|辞退|保留|未定|仮(?:に|で|予約)|白紙|見合わせ",
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
        "その日|その時(?!は)|ご?提案の(?:日|時)|その前|その後|その次|その他の|それ以|電話(?:を)?(?:ください|下さい|欲しい|ほしい)",
        "leftover",
    ),
    Words("X", "までに(?=、?(?:ご?予約|お?返事|ご?連絡|お知らせ|ご?回答))|以外に", "leftover"),
    Words("X", "(?:予約|相談|面談)は(?:もう)?(?:大丈夫|結構)", "leftover"),
    Words("X", "は(?:もう)?(?:結構|いい|良い|よい)です(?!か)", "leftover"),
    # taken back or thought better of, in a sentence of its own as well
    Words(
        "X",
        "(?:や|止|辞)め(?:ます|てお|とき|にし|させ)|忘れて|無視し|削除|破棄|却下|ボツ|冗談|もう(?:結構|いい|大丈夫|要)",
        "correction",
    ),
    Words(
        "X",
        "検討中|迷って|(?:て|で)から(?:決め|お?返事|ご?連絡|考え)|決めます|決め(?:かね|られ)|日を改め|古い(?:希望|日|予|情)|(?:これ|それ|上記|先ほど)(?:は(?!$)|が)",
        "correction",
    ),
    Words("X", r"(?<=[時分半0-9])です(?:が|けど|けれど)[、。]?\s*\Z", "leftover"),
    # this rather than that
    Words("X", "より(?=[はも]|[^。\n]{0,30}(?:方|ほう))", "condition"),
    Words("X", "(?:[、・]|か(?!ら)|または)(?=(?:(?!から)[^、。と~\\n-]){1,12}の間(?!違))", "leftover"),
    # too vague to name a slot
    Words("X", "夕方|夕刻|お?昼過ぎ|お?昼すぎ|お昼|早朝|夜間|夜|晩|昼頃|昼ごろ|昼間", "vague_time"),
    Words("X", "月初め?|年末年始|年末|年始|年明け|週末|連休", "vague_date"),
    Words(
        "X",
        "次回以降|次回から|今後|今度の|毎週|隔週|毎日|毎月|やのあさって|翌々|来年度|再々来週|来々週|数日",
        "vague_date",
    ),
    Words("X", "前半|後半|半ば|中頃|なかば|月中|初め(?=頃)|近日|近いうち|後日|そのうち|週中", "vague_date"),
    Words("Z", "昼|朝|前後(?=の|が)|過ぎ|すぎ|以前|以内", "vague_time"),
    Words("Z", "次の|次回の次|先日|先週|先月|前回|昨日|一昨日|週", "vague_date"),
    Words("Z", "でも", "condition"),
    # between two days or times
    Words("g", "以降|以後|いこう"),
    Words("u", "までの間|までに|まで|迄に?"),
    Words("f", "から|より"),
    Words("r", "~|-|と(?=(?:(?!から)[^、。と~\n-]){1,20}の間(?!違))"),
    Words("s", "、|,|・|;"),
    Words("/", "/"),
    Words("o", r"または|又は|もしくは|若しくは|あるいは|或いは|(?<![A-Za-z])(?:or|OR|Or)(?![A-Za-z])"),
    Words(
        "k",
        "か(?!と[思存考])|と(?![思存考の言書聞伺])|や|及び|および",
    ),
    Words(".", r"[。!．｡]|(?<=か)\?|(?<=か )\?"),
)

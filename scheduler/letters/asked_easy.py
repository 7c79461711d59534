"""What is asked about each doubt, in easy Japanese; short sentences, one thing each, readings beside the kanji."""

from collections.abc import Mapping

PLAINLY = "希望《きぼう》の 月《つき》・日《ひ》・時間《じかん》を 教《おし》えてください。"
_DAY = "希望《きぼう》の 月《つき》と 日《ひ》を 教《おし》えてください。"
_TIME = "希望《きぼう》の 時間《じかん》を 教《おし》えてください。"
_OTHER_DAY = "ほかの 日《ひ》を 教《おし》えてください。"
_OTHER = "ほかの 日《ひ》と 時間《じかん》を 教《おし》えてください。"
_NAME = "名前《なまえ》を 教《おし》えてください。"
_WHOSE = "相談《そうだん》をする人《ひと》の 名前《なまえ》を 教《おし》えてください。"
_NUMBER = "求職《きゅうしょく》番号《ばんごう》を 教《おし》えてください。"
_NUMBER_AGAIN = "求職《きゅうしょく》番号《ばんごう》を もう一度《いちど》 教《おし》えてください。"
_BOTH_AGAIN = "名前《なまえ》と 求職《きゅうしょく》番号《ばんごう》を もう一度《いちど》 教《おし》えてください。"
_PHONE = (
    "昼《ひる》に 電話《でんわ》に 出《で》ることができる 電話《でんわ》番号《ばんごう》を 教《おし》えてください。"
)

# Behind the person's own words, where the doubt quotes them.
AFTER_WORDS: Mapping[str, str] = {
    "garbled_text": "文字《もじ》が 読《よ》めませんでした。もう一度《いちど》 教《おし》えてください。",
    "excel_serial": "数字《すうじ》だけで、日《ひ》が わかりませんでした。" + PLAINLY,
    "negation": "相談《そうだん》が できる 日《ひ》と 時間《じかん》だけを 教《おし》えてください。",
    "condition": "いちばん いい日《ひ》から 順番《じゅんばん》に 教《おし》えてください。",
    "vague_time": _TIME,
    "vague_date": _DAY,
    "date_inferred": _DAY,
    "month_inferred": "何月《なんがつ》ですか。教《おし》えてください。",
    "year_inferred": "希望《きぼう》の 年《とし》・月《つき》・日《ひ》を 教《おし》えてください。",
    "invalid_date": "この 日《ひ》は ありません。" + _DAY,
    "invalid_time": "この 時間《じかん》は ありません。" + _TIME,
    "era_out_of_range": "この 年《とし》は ありません。希望《きぼう》の 年《とし》・月《つき》・日《ひ》を 教《おし》えてください。",
    "weekday_mismatch": "日《ひ》と 曜日《ようび》が ちがいます。どちらの 日《ひ》が いいですか。教《おし》えてください。",
    "date_conflict": "日《ひ》が 2つ あります。どの 日《ひ》が いいですか。教《おし》えてください。",
    "time_conflict": "時間《じかん》が 2つ あります。何時《なんじ》から いいですか。教《おし》えてください。",
    "ambiguous_hour": "午前《ごぜん》ですか。午後《ごご》ですか。教《おし》えてください。",
    "out_of_hours": "相談《そうだん》の 時間《じかん》では ありません。相談《そうだん》の 時間《じかん》の 中《なか》から、ほかの 時間《じかん》を 教《おし》えてください。",
    "off_grid": "この 時間《じかん》からは 始《はじ》まりません。ほかの 時間《じかん》を 教《おし》えてください。",
    "closed_day": "休《やす》みの 日《ひ》です。" + _OTHER_DAY,
    "past": "もう 終《お》わった 日《ひ》です。これからの 日《ひ》を 教《おし》えてください。",
    "same_day": "予約《よやく》は 前《まえ》の 日《ひ》までに お願《ねが》いします。" + _OTHER_DAY,
    "beyond_horizon": "まだ 予約《よやく》が できない 日《ひ》です。もっと 近《ちか》い 日《ひ》を 教《おし》えてください。",
    "no_slot": "この 時間《じかん》に 相談《そうだん》は ありません。" + _OTHER,
    "time_unclear": "それぞれの 日《ひ》の 時間《じかん》を 教《おし》えてください。",
    "no_date": _DAY,
    "no_time": "何時《なんじ》からが いいですか。教《おし》えてください。",
    "rank_conflict": "いちばん いい日《ひ》から 順番《じゅんばん》に 教《おし》えてください。",
    "session_length": "何時《なんじ》からが いいですか。教《おし》えてください。",
    "full": "希望《きぼう》の 時間《じかん》は、ほかの 人《ひと》の 予約《よやく》で いっぱいです。" + _OTHER,
    "closed": "希望《きぼう》の 時間《じかん》に、相談《そうだん》は ありません。" + _OTHER,
    "too_late": "この 日《ひ》の 予約《よやく》は、もう できません。" + _OTHER_DAY,
}  # fmt: skip

INSTEAD: Mapping[str, str] = {
    "none": "希望《きぼう》の 日《ひ》と 時間《じかん》が わかりませんでした。" + PLAINLY,
    "leftover": "希望《きぼう》の 日《ひ》と 時間《じかん》が わかりませんでした。" + PLAINLY,
    "correction": "今《いま》の 希望《きぼう》の 日《ひ》と 時間《じかん》だけを 教《おし》えてください。",
    "too_many": "日《ひ》と 時間《じかん》が たくさん ありました。どれが いいか わかりませんでした。" + PLAINLY,
    "too_long": "文《ぶん》が 長《なが》くて、希望《きぼう》の 日《ひ》と 時間《じかん》が わかりませんでした。" + PLAINLY,
    "already_booked": "新《あたら》しい 申《もう》し込《こ》みですか。日《ひ》を 変《か》えたいですか。どちらか 教《おし》えてください。",
    "no_booking": _BOTH_AGAIN,
    "other_person": _BOTH_AGAIN,
    "seeker_number_odd": _NUMBER_AGAIN,
    "seeker_number_missing": _NUMBER,
    "seeker_numbers_several": _NUMBER_AGAIN,
    "name_missing": _NAME,
    "name_short": "名前《なまえ》を ぜんぶ 教《おし》えてください。（名字《みょうじ》と 下《した》の 名前《なまえ》）",
    "name_unsure": _NAME,
    "name_from_sender": _NAME,
    "two_names": _WHOSE,
    "another_person": "相談《そうだん》をする人《ひと》の 名前《なまえ》と 求職《きゅうしょく》番号《ばんごう》を 教《おし》えてください。",
    "maybe_withdrawn": "申《もう》し込《こ》みを このまま 続《つづ》けますか。やめますか。教《おし》えてください。",
    "name_garbled": "名前《なまえ》を もう一度《いちど》 教《おし》えてください。",
    "name_with_remark": _WHOSE,
    "phone_missing": _PHONE,
    "phone_odd": _PHONE,
    "phone_with_remark": _PHONE,
    "contact_missing": _PHONE,
    "email_odd": "メールアドレスを 教《おし》えてください。",
    "two_addresses": "どの メールアドレスに 返事《へんじ》を 送《おく》りますか。教《おし》えてください。",
}  # fmt: skip

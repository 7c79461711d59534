"""Every reason to ask, in one table: its code and the sentence that staff read."""

from collections.abc import Iterable
from typing import Final

from madoguchi.model.reading import Doubt

SENTENCES: Final = {
    "none": "希望の日時が見あたりません。ご本人に希望の日と時間を確かめてください。",
    "too_long": "文が長すぎるため読んでいません（{words}文字）。希望の日時を書き出してください。",
    "too_many": "日時の言葉が多すぎて、どれが希望か決められません。希望の日時を確かめてください。",
    "garbled_text": "「{words}」に文字化けがあります。元の記録かご本人に確かめてください。",
    "excel_serial": "「{words}」は表計算ソフトで日時が数字に変わったもののようです。元の表で確かめてください。",
    "leftover": "「{words}」の意味を読み取れませんでした。希望の日時を確かめてください。",
    "negation": "「{words}」とあります。都合の悪い日時と希望の日時を取り違えないよう、確かめてください。",
    "correction": "「{words}」とあります。言い直しや変更かもしれません。どれが正しい希望か確かめてください。",
    "condition": "「{words}」とあります。条件や順番の付いた希望かもしれません。確かめてください。",
    "vague_time": "「{words}」が何時からか決められません。希望の時間を確かめてください。",
    "vague_date": "「{words}」がどの日か決められません。希望の日を確かめてください。",
    "date_inferred": "「{words}」だけでは、どの週のことか決められません。日付を確かめてください。",
    "month_inferred": "「{words}」に月がありません。何月のことか確かめてください。",
    "year_inferred": "「{words}」の年がはっきりしません。日付を確かめてください。",
    "invalid_date": "「{words}」という日はありません。希望の日を確かめてください。",
    "invalid_time": "「{words}」という時刻はありません。希望の時間を確かめてください。",
    "era_out_of_range": "「{words}」はその元号にない年です。希望の日を確かめてください。",
    "weekday_mismatch": "{words}は{right}曜日です。{near}か{day}か、確かめてください。",
    "date_conflict": "「{words}」の日付が食い違っています。どの日か確かめてください。",
    "time_conflict": "「{words}」の時刻が食い違っています。何時からか確かめてください。",
    "ambiguous_hour": "「{words}」が午前か午後か分かりません。確かめてください。",
    "out_of_hours": "「{words}」は{day}の相談時間の外です。別の時間を確かめてください。",
    "off_grid": "「{words}」に始まる枠は{day}にありません。近い枠でよいか確かめてください。",
    "closed_hours": "{day}の「{words}」は、{why}のため休みの時間です。別の時間を確かめてください。",
    "closed_day": "{day}は{why}のため休みです。別の日を確かめてください。",
    "past": "{day}はもう過ぎています。希望の日を確かめてください。",
    "same_day": "{day}は受け付けた当日です。予約は前日までですので、別の日を確かめてください。",
    "beyond_horizon": "{day}は予約できる期間（{last}まで）より先です。別の日を確かめてください。",
    "no_slot": "「{words}」の間に予約できる枠がありません。別の日時を確かめてください。",
    "time_unclear": "「{words}」の時間がどの日のものか決められません。日ごとの時間を確かめてください。",
    "no_date": "「{words}」はどの日の時間か書かれていません。希望の日を確かめてください。",
    "no_time": "「{words}」に時刻がありません。始まる時刻を確かめてください。",
    "rank_conflict": "希望の順番（{words}）がはっきりしません。順番を確かめてください。",
    "session_length": "「{words}」とありますが、相談は1回{minutes}分です。ご本人に確かめてください。",
    "several": "「{words}」には日時がいくつもあります。決めた日時を一つだけ書いてください。",
}

MAX_WORDS: Final = 40


class Unsure(Exception):
    """Raised inside the reading where one phrase cannot be settled; carries the doubt."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.code)
        self.doubt = doubt


def doubt(code: str, words: str = "", choices: Iterable[str] = (), **more: str) -> Doubt:
    """Make the doubt of that code.

    Args:
        code: A key of `SENTENCES`.
        words: The words in question, as they stand in the text.
        choices: What would settle it, as staff would say it.
        **more: The other places of the sentence.
    """
    shown = " ".join(words.split())
    if len(shown) > MAX_WORDS:
        shown = shown[:MAX_WORDS] + "…"
    return Doubt(code=code, say=SENTENCES[code].format(words=shown, **more), choices=tuple(choices))

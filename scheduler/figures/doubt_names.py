"""What each reason to ask is called where reasons are counted; what means the same to staff has the same name.

A test holds these against every code that the readers and the rules can give.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

OTHER = "そのほか"

_CODES_BY_NAME: Final[dict[str, str]] = {
    "希望の日時が書かれていない": "none no_wish no_date no_time",
    "曜日と日付が合わない": "weekday_mismatch",
    "日付や時刻が食い違っている": "date_conflict time_conflict",
    "日付がはっきりしない": "vague_date date_inferred month_inferred year_inferred",
    "時間がはっきりしない": "vague_time time_unclear ambiguous_hour",
    "ない日、ない時刻": "invalid_date invalid_time era_out_of_range",
    "読み取れない言葉がある": "leftover",
    "都合の悪い日や条件が書かれている": "negation condition",
    "言い直しや変更かもしれない": "correction",
    "希望の順番がはっきりしない": "rank_conflict rank_unclear wish_twice several",
    "相談時間の外": "out_of_hours closed_hours off_grid no_slot",
    "休みの日": "closed_day closed",
    "過ぎた日、当日の希望": "past same_day too_late too_soon",
    "予約できる期間より先": "beyond_horizon",
    "30分と違う長さの希望": "session_length",
    "長すぎる、日時が多すぎる": "too_long too_many text_too_long",
    "表計算ソフトで崩れた日時や数字": "excel_serial excel_damage",
    "文字化け、読めない文字": "garbled_text undecodable charset_uncertain lost_characters name_garbled",
    "氏名の確認": "name_missing name_with_remark name_unsure name_short name_from_sender two_names",
    "求職番号の確認": "seeker_number_missing seeker_number_odd seeker_numbers_several other_number",
    "連絡先の確認": "contact_missing phone_odd phone_with_remark email_odd two_addresses other_address",
    "別の方かもしれない": (
        "another_person other_person several_senders other_particulars other_mark mark_of_another other_reference"
    ),
    "送信元を確かめられないメール": "dmarc_fail",
    "規約の説明がまだ": "terms_unexplained",
    "取消や取下げの申し出": "mail_cancellation maybe_cancellation maybe_withdrawn cancellation_unclear",
    "変更の申し出": "mail_change maybe_change booked_unclear other_time same_time_wished",
    "取消とも変更とも読める": "mixed_purpose",
    "お問い合わせ": "mail_question maybe_question question_too",
    "相談の記録がはっきりしない": "unclear_record wish_in_record result_unclear",
    "お返事がどの申込のことか分からない": (
        "answer_unknown answer_other_sender answer_late answer_while_waiting answer_to_change mail_answer"
    ),
    "空き枠のご案内への返事": "offer_answer_unclear offer_declined offer_over",
    "カレンダーの返事の確認": (
        "calendar_reply calendar_ahead calendar_cancelled calendar_outdated calendar_attached calendar_not_invited"
        " calendar_other_sender calendar_other_mark calendar_unclear calendar_unknown"
        " calendar_words calendar_asks"
    ),
    "届かなかったメールの知らせ": "bounce",
    "引用や添付の中の日時": "quoted_dates copied_dates only_quoted only_attachments winmail_attached",
    "消した言葉、二通りの本文": "struck_out versions_differ",
    "欄の外や備考に書かれたこと": "words_beside remark_matters column_unread under_title long_on_the_way",
    "自動返信や迷惑メールの印": "marked_auto_reply marked_list marked_spam marked_own",
    "壊れた行、列のずれ": (
        "row_broken row_unreadable row_quotes row_long row_extra row_cut columns_changed ditto kind_unclear"
        " reception_number_twice"
    ),
    "書き戻した表の確認": "number_unknown number_unclear tick_unclear both_filled",
    "受付日時の確認": "received_unknown received_later",
    "読めないファイルやメール": (
        "unreadable defect mail_not_given mail_too_large too_many_parts header_too_long broken_mail mail_unreadable mail_empty"
    ),
    "希望の時間が満席": "full waits",
    "もう予約がある": "already_booked same_time undecided_twice",
    "どの予約のことか分からない": "no_booking several_bookings",
    "連絡なしの欠席が続いた方": "no_shows",
    "初めての方": "first_time",
    "担当できる相談員がいない": "no_counsellor",
    "当所の都合（休み、不在）": "office_changed",
    "その段階ではできない操作": "not_allowed",
    "内容を見て扱いを決めるもの": "needs_review",
}

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {code: name for name, codes in _CODES_BY_NAME.items() for code in codes.split()}
)


def names_of(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the names of some codes, each once, in their order; a code of an earlier version is `OTHER`."""
    return tuple(dict.fromkeys(NAMES.get(code, OTHER) for code in codes))

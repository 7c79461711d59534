"""The sentences staff read when a mail could not be read for certain."""

from intake.mail.charset import Trouble
from madoguchi.model.reading import Doubt

TOO_LARGE = Doubt(
    code="mail_too_large",
    say="メールが大きすぎるため（35MBまで）、中身を読んでいません。元のメールを開いて確認してください。",
)
TOO_MANY_PARTS = Doubt(
    code="too_many_parts",
    say="メールの部品が多すぎるため、途中までしか読んでいません。元のメールを開いて確認してください。",
)
TOO_DEEP = Doubt(
    code="too_many_parts",
    say="メールの入れ子が深すぎるため、奥の部分を読んでいません。元のメールを開いて確認してください。",
)
TOO_LONG = Doubt(
    code="text_too_long", say="本文が長すぎるため、途中までしか読んでいません。元のメールを開いて確認してください。"
)
HEADER_TOO_LONG = Doubt(
    code="header_too_long",
    say="メールの見出し部分が長すぎるため、途中までしか読んでいません。差出人と件名を元のメールで確認してください。",
)
BROKEN = Doubt(
    code="broken_mail",
    say="メールの形が壊れているため、本文が欠けているおそれがあります。元のメールを開いて確認してください。",
)
STRUCK = Doubt(
    code="struck_out",
    say="本文に取り消し線の引かれた文字があります。どれが本人の希望か、元のメールを開いて確認してください。",
)
VERSIONS_DIFFER = Doubt(
    code="versions_differ",
    say="このメールには文字だけの本文と飾りの付いた本文があり、書かれた日時が違います。どちらが本人の希望か、元のメールを開いて確認してください。",
)
QUOTED_DATES = Doubt(
    code="quoted_dates",
    say="新しく書かれた文にも、引用された前のメールにも日時があります。どの日時を希望しているか、元のメールを開いて確認してください。",
)
COPIED_DATES = Doubt(
    code="copied_dates",
    say="本文の途中に前のメールの写しのような部分があり、その上にも下にも日時があります。どの日時を希望しているか、元のメールを開いて確認してください。",
)
NO_LETTER = Doubt(
    code="lost_characters",
    say="表せない文字の印「〓」があります。氏名や日時の一部が抜けていないか、元のメールを見るか本人に確認してください。",
)
SEVERAL_SENDERS = Doubt(code="several_senders", say="差出人が二人以上書かれています。どなたの申込か確認してください。")
ONLY_QUOTED = Doubt(
    code="only_quoted",
    say="新しく書かれた文がなく、引用または転送された文だけのメールです。用件を元のメールで確認してください。",
)
ONLY_ATTACHMENTS = Doubt(
    code="only_attachments",
    say="本文がなく、添付ファイルだけのメールです。添付の中身は読んでいません。元のメールを開いて確認してください。",
)

_SAY = {
    Trouble.UNDECODABLE: "{place}の文字が読み取れません（文字コード不明）。元のメールを開くか、本人に確認してください。",
    Trouble.UNCERTAIN: "{place}の文字コードがはっきりせず、別の文字に読めている可能性があります。元のメールと見比べてください。",
    Trouble.GARBLED: "{place}に文字化けがあります。本人に確認してください。",
    Trouble.LOST: "{place}に、この仕組みでは表せない文字（外字や絵文字）があり、除いて読みました。元のメールと見比べてください。",
}


def about(trouble: Trouble, place: str) -> Doubt:
    """Return the doubt for what went wrong in decoding a place (本文, 件名, 差出人の名前)."""
    return Doubt(code=trouble.value, say=_SAY[trouble].format(place=place))

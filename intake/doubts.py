"""The doubts that reading a person's particulars can leave, each a sentence that staff can act on."""

from madoguchi.model.reading import Doubt

_MOST_SHOWN = 40
_MOST_PHONES = 4


def shown(text: str) -> str:
    """Return a text as it is quoted in a sentence: one line, 40 characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else line[:_MOST_SHOWN] + "…"


def seeker_number_odd(text: str, choices: tuple[str, ...] = ()) -> Doubt:
    """Say that a 求職番号 is not of the usual form."""
    say = f"求職番号「{shown(text)}」が「5桁－8桁まで」の形になっていません。ハローワークカードで確かめてください。"
    return Doubt(code="seeker_number_odd", say=say, choices=choices)


def excel_damage(what: str, text: str) -> Doubt:
    """Say that Excel has written something else than what was typed."""
    say = f"{what}「{shown(text)}」はExcelで表示が変わったもので、元の内容が分かりません。元の記録で確かめてください。"
    return Doubt(code="excel_damage", say=say)


def phone_odd(text: str) -> Doubt:
    """Say that a telephone number cannot be made out."""
    return Doubt(code="phone_odd", say=f"電話番号「{shown(text)}」の形が正しくないようです。ご本人に確かめてください。")


def say_zero_restored(text: str, phone: str) -> str:
    """Say that a leading 0 was put back: a note, for nothing is booked by a telephone number."""
    return f"電話番号「{shown(text)}」は先頭の0が落ちたものとみて「{phone}」と読みました。"


def say_several_phones(phones: tuple[str, ...]) -> str:
    """Say that more than one telephone number was given (home and mobile): a note, the first one is called."""
    return f"電話番号が二つ以上あります（{'、'.join(phones[:_MOST_PHONES])}）。初めの番号におかけします。"


def phone_with_remark(text: str, phone: str) -> Doubt:
    """Say that words stand beside a telephone number (内線12, 18時以降)."""
    say = f"電話番号の欄にほかのことも書かれています（「{shown(text)}」）。かけ方を確かめてください。"
    return Doubt(code="phone_with_remark", say=say, choices=(phone,))


def email_odd(text: str) -> Doubt:
    """Say that a mail address cannot be used."""
    say = f"メールアドレス「{shown(text)}」の形が正しくないようです。ご本人に確かめてください。"
    return Doubt(code="email_odd", say=say)


def name_garbled(text: str) -> Doubt:
    """Say that a name holds what no name holds."""
    say = f"氏名「{shown(text)}」に、読めない文字や数字・記号が混じっています。正しい表記を確かめてください。"
    return Doubt(code="name_garbled", say=say)


def name_with_remark(text: str) -> Doubt:
    """Say that a name comes with words in brackets."""
    say = f"氏名「{shown(text)}」にただし書きが付いています。ご本人の氏名を確かめてください。"
    return Doubt(code="name_with_remark", say=say)


def name_unsure(name: str) -> Doubt:
    """Say that words before です may be a name and may be something else."""
    say = (
        f"本文の「{shown(name)}」を氏名と読みましたが、名のりかどうかはっきりしません。ご本人の氏名を確かめてください。"
    )
    return Doubt(code="name_unsure", say=say, choices=(name,))


def name_short(name: str) -> Doubt:
    """Say that a family name alone, without a job-seeker number, names nobody in particular."""
    say = f"氏名が「{shown(name)}」だけで、求職番号もありません。どなたの申込みか確かめてください。"
    return Doubt(code="name_short", say=say)


def name_from_sender(name: str) -> Doubt:
    """Say that the name is only what the sender's device shows."""
    say = f"本文から氏名を読み取れませんでした。差出人の表示は「{shown(name)}」です。ご本人の氏名か確かめてください。"
    return Doubt(code="name_from_sender", say=say)


def two_names(one: str, other: str) -> Doubt:
    """Say that a mail names two people."""
    say = f"「{shown(one)}」と「{shown(other)}」の二人の名前があります。どなたの申込みか確かめてください。"
    return Doubt(code="two_names", say=say, choices=(one, other))


def two_numbers(numbers: tuple[str, ...]) -> Doubt:
    """Say that a mail gives two different job-seeker numbers."""
    say = (
        f"求職番号が二つ書かれています（{'、'.join(numbers[:_MOST_PHONES])}）。どちらがご本人のものか確かめてください。"
    )
    return Doubt(code="seeker_numbers_several", say=say, choices=numbers[:_MOST_PHONES])


def two_addresses(written: str, sender: str) -> Doubt:
    """Say that the address in the text is not the sender's."""
    say = f"本文のメールアドレス（{shown(written)}）が差出人（{shown(sender)}）と違います。どちらにお返事するか確かめてください。"
    return Doubt(code="two_addresses", say=say, choices=(written, sender))


def another_person(words: str) -> Doubt:
    """Say that the request may be for somebody else."""
    say = f"「{shown(words)}」とあります。ご本人以外の方の申込みかもしれません。相談を受ける方の氏名と求職番号を確かめてください。"
    return Doubt(code="another_person", say=say)


def maybe_withdrawn(words: str) -> Doubt:
    """Say that the request may not stand any more."""
    say = f"「{shown(words)}」とあります。申込みを取りやめるのか、このまま進めてよいか、ご本人に確かめてください。"
    return Doubt(code="maybe_withdrawn", say=say, choices=("このまま予約する", "取り下げる"))


def question_too(words: str) -> Doubt:
    """Say that a question stands beside the wish, which nobody but staff can answer."""
    return Doubt(
        code="question_too",
        say=f"申込みのほかに、ご質問もあるようです（「{shown(words)}」）。ご質問にもお返事をしてください。",
    )


def offer_over(what: str) -> Doubt:
    """Say that an answer to an offer of the waiting list comes when the offer is over."""
    say = f"{what}は、期限を過ぎたか、すでに終わっています。予約はしていません。まだ空いているか確かめて、ご本人にお知らせください。"
    return Doubt(code="offer_over", say=say)

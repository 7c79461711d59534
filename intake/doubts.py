"""The doubts that reading a person's particulars can leave, each a sentence that staff can act on."""

from madoguchi.model.reading import Doubt

_MOST_SHOWN = 40


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


def phone_zero_restored(text: str, phone: str) -> Doubt:
    """Say that a leading 0 was put back."""
    say = f"電話番号「{shown(text)}」は先頭の0が落ちたものとみて「{phone}」と読みました。合っているか確かめてください。"
    return Doubt(code="phone_zero_restored", say=say, choices=(phone,))


def phone_several(text: str, phones: tuple[str, ...]) -> Doubt:
    """Say that more than one telephone number was given."""
    say = f"電話番号が二つ以上書かれています（「{shown(text)}」）。どちらにかけるか確かめてください。"
    return Doubt(code="phone_several", say=say, choices=phones)


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

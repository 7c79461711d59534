"""A table in HTML becomes lines in which label and value still stand beside each other."""

import pytest

from intake.mail.form import read_form
from intake.mail.html_text import html_to_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # Word and Outlook put paragraphs into every cell.
        ("<table><tr><td><p>氏名</p></td><td><p>見本 太郎</p></td></tr><tr><td><p>TEL</p></td><td><p>0796-00-0000</p></td></tr></table>", "氏名\t見本 太郎\nTEL\t0796-00-0000"),
        ("<table><tr><td><p>希望日時</p></td><td><p>12/3 14:00</p><p>12/4 10:00</p></td></tr></table>", "希望日時\t12/3 14:00\n12/4 10:00"),
        ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb\nc"),  # beside which line c stands is not known
        ("<table><tr><td></td><td>氏名</td><td> </td><td>見本</td></tr></table>", "氏名\t見本"),  # cells that only make room
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\n\nb"),  # a table around a whole letter
        ("<table><tr><td>a<table><tr><td>氏名</td><td>見本</td></tr></table>b</td></tr></table>c", "a\n氏名\t見本\nb\nc"),
        ("<table><tr><td>氏名</td><td><table><tr><td>見本</td></tr></table></td></tr></table>", "氏名\t見本"),
        ("<blockquote><table><tr><td>氏名<td>見本</table></blockquote>a", "> 氏名\t見本\na"),
        ("<table><caption>x</caption><thead><tr><th>氏名</th></tr></thead><tbody><tr><td>見本</td></tr></tbody></table>", "x\n氏名\n見本"),
        ("<table><td>a<td>b", "a\tb"),
        # Labels in every other cell, and labels in a row of their own.
        ("<table><tr><td>氏名<td>見本 太郎<td>求職番号<td>28050-1</table>", "氏名\t見本 太郎\n求職番号\t28050-1"),
        ("<table><tr><td>氏名<td>見本 太郎<td>血液型<td>A</table>", "氏名\t見本 太郎\t血液型\tA"),
        ("<table><tr><th>氏名<th>電話<tr><td>見本 太郎<td>0796-00-0000</table>", "氏名\t見本 太郎\n電話\t0796-00-0000"),
        ("<table><tr><th>氏名<th>電話<tr><td>見本 太郎<td></table>", "氏名\t見本 太郎\n電話"),
        ("<table><tr><th>日時<th>時間<tr><td>12/8<td>10時<tr><td>12/9<td>14時</table>", "日時\t12/8\n時間\t10時\n日時\t12/9\n時間\t14時"),
        ("<table><tr><th>氏名<th>電話<tr><td>見本 太郎</table>", "氏名\t電話\n見本 太郎"),  # no value for one of them
        ("<table><tr><th>氏名<th>電話</table>", "氏名\t電話"),
        ("<table><tr><th>氏名<th>電話<tr><th>氏名<th>電話<tr><td>見本<td>1</table>", "氏名\t電話\n氏名\t見本\n電話\t1"),
        ("<table><tr><td>氏名</td><td>見本</td></tr></table>", "氏名\t見本"),
        ("</table></td></tr>a<td>b</td><td>c", "ab\tc"),
        ("<table></table><table><tr></tr></table>a", "a"),
        ("<table><tr><td>" * 60 + "a" + "</td></tr></table>" * 60 + "b", "a\nb"),
        ("<table><tr><td>" * 60 + "a<tr><td>b", "a\nb"),  # deeper than anybody writes: its cells are only lines
    ],
)  # fmt: skip
def test_tables(source, text):
    assert html_to_text(source).text == text


def test_the_request_form_survives_as_a_table():
    labels = ("氏名", "フリガナ", "求職番号", "電話番号", "第1希望", "第2希望")
    values = ("見本 太郎", "ミホン タロウ", "28050-123456", "090-0000-0000", "12月8日 10時 00分", "12月9日 14時 30分")
    rows = "".join(
        f"<tr><th><p>{label}</p></th><td><p>{value}<o:p></o:p></p></td></tr>"
        for label, value in zip(labels, values, strict=True)
    )
    form = read_form(html_to_text(f"<p>お願いします。</p><table>{rows}</table>").text)
    assert (form.name, form.kana, form.seeker_number, form.phone) == values[:4]
    assert form.wishes == (("第1希望", values[4]), ("第2希望", values[5]))
    items = "".join(f"<li>{label}：{value}</li>" for label, value in zip(labels, values, strict=True))
    assert read_form(html_to_text(f"<ul>{items}</ul>").text).wishes == form.wishes

"""What a file is, by its name and its first words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import xlsx

from intake.form import form_of
from madoguchi.model.item import Form

REVIEW = "要確認番号,受付日時,経路,氏名,求職番号,電話番号,メール,希望（原文）,読み取り,確かめること,候補,確定日時,取下げ,担当者,メモ\r\n"
TELEPHONE = "連絡番号,用件,氏名,電話番号,伝えること,期限,結果,連絡日時,担当者\r\n"
MAIL = b"Return-Path: <a@b.example>\r\nSubject: x\r\n\r\nx"


@pytest.mark.parametrize(
    ("raw", "name", "form"),
    [
        ("氏名,希望\r\n".encode("cp932"), "電話受付簿.csv", Form.LOG),
        (REVIEW.encode("cp932"), "要確認.csv", Form.REVIEW_SHEET),
        (REVIEW.encode("utf-8-sig"), "コピー ～ 要確認 (2).CSV", Form.REVIEW_SHEET),
        (TELEPHONE.encode("utf-16"), "x.csv", Form.TELEPHONE_SHEET),
        (b"\xff\xff", "x.csv", Form.LOG),
        (b"PK\x03\x04", "x.csv", Form.LOG),
        (b"PK\x03\x04", "x.xlsx", Form.LOG),
        (xlsx([["氏名", "希望日時"], ["見本 太郎", "12/3"]]), "受付簿.xlsx", Form.LOG),
        (xlsx([["氏名", "希望日時"]]), "x.ODS", Form.LOG),
        (xlsx([REVIEW.strip().split(",")]), "要確認.xlsx", Form.REVIEW_SHEET),
        (xlsx([["メモ"]], [TELEPHONE.strip().split(",")]), "電話連絡.xlsm", Form.TELEPHONE_SHEET),
        ("氏名\t希望日時\r\n".encode("utf-16"), "Unicode テキスト.txt", Form.LOG),
        ("氏名\t希望日時\r\n".encode("cp932"), "x.tsv", Form.LOG),
        ("メモ\r\n".encode("cp932"), "x.txt", Form.UNKNOWN),
        (b"\xff\xff", "x.txt", Form.UNKNOWN),
        ("甲,乙\r\n".encode(), "x.csv", Form.LOG),
        (b"", "x.csv", Form.LOG),
        (b"anything", "x.EML", Form.MAIL),
        (MAIL, "1.a.host", Form.MAIL),
        (MAIL, "1a", Form.MAIL),
        (b"From a@b.example Fri\r\n" + MAIL, "1a", Form.MAIL),
        (b"hello: world", "1a", Form.UNKNOWN),
        (b"\x00\x01", "a.pdf", Form.UNKNOWN),
        (b"", "a", Form.UNKNOWN),
    ],
)
def test_form(raw, name, form):
    assert form_of(raw, name) is form


@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.eml", "a", "a.txt"]))
def test_it_never_raises(raw, name):
    assert form_of(raw, name) in Form

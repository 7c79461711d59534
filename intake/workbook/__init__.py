"""Spreadsheets (.xlsx, .xls, .ods) -> rows of text, read in a child process that may fail without harm."""

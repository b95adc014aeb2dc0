"""Checks of what people bring: files, tables, cells. Pure functions; nothing is stored here.

`encoding` and `table` read a file, `cells` reads one value, `formulas` makes exports safe to open
in a spreadsheet. What is wrong is said with `problems.Problem`, in words from `messages`.
"""

"""Any file an analyst has: read it, map its columns, check every cell, show what would change, publish, undo.

    reading    a file's bytes -> what was understood, and its rows as text     (read.py)
    values     one text -> a number, a date, a truth value; a column -> its format
    mapping    a file's columns -> a table of the contract and its columns
    checking   mapped rows -> findings by cell, and the rows that hold
    batch      several files -> one draft, what it would change, publish

Everything here is a library: the page, the command line and Python make the same calls and get the same findings.
"""

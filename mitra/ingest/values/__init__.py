"""Texts as analysts write them in Indonesian, English and Japanese, turned into values; what may mean two things says so.

    glyphs     full-width forms, spaces and signs -> the ASCII that they stand for
    numbers    `Rp 2,5 triliun`, `4億5000万円`, `(1,234)` -> Number
    dates      `31 Juli 2023`, `令和5年7月31日`, `03/04/2023` -> Date
    booleans   `ya`, `いいえ`, `✓` -> bool
    infer      a column's distinct texts -> its type, decimal mark and date order
    typed      a staged table -> the same table with typed columns
"""

"""What may be odd about a file, in words; a file with nothing odd breaks none of these rules."""

from __future__ import annotations

from mitra.i18n import mark
from mitra.ingest.finding import ERROR, NOTE, WARNING, Rule

# Not readable: one sentence each.
MISSING = Rule("missing", ERROR, mark("There is no file {name}."), mark("Choose a file that is there."))
NO_ACCESS = Rule("no-access", ERROR, mark("{name} may not be opened by this program."), mark("Give it the right to read the file, or copy it elsewhere."))
FOLDER = Rule("folder", ERROR, mark("{name} is a folder, not a file."), mark("Choose one file in it."))
EMPTY_FILE = Rule("empty-file", ERROR, mark("{name} is empty."), mark("Save the table again and choose the new file."))
NOT_A_TABLE = Rule("not-a-table", ERROR, mark("{name} is no table, but {what}."), mark("Save the table as CSV or XLSX."))
ENCRYPTED = Rule("encrypted", ERROR, mark("{name} is protected by a password."), mark("Take the password off and save it again."))
DAMAGED = Rule("damaged", ERROR, mark("{name} is damaged and cannot be opened."), mark("Save or send it again."))
TOO_LARGE_INSIDE = Rule("too-large-inside", ERROR, mark("{name} unpacks to more than {limit} MB, so it was not opened."), mark("Save the table as CSV."))
NESTED = Rule("nested", ERROR, mark("{name} is an archive that holds only archives."), mark("Unpack it and choose the table in it."))
NO_TABLE_INSIDE = Rule("no-table-inside", ERROR, mark("{name} is an archive with no table in it."), mark("Choose an archive with a CSV or XLSX file."))
FAR_CELL = Rule(
    "far-cell", ERROR, mark("Sheet {sheet} of {name} reaches to cell {cell}, far outside any table."), mark("Delete what stands there, or copy the table to a new sheet.")
)
UNSAFE_XML = Rule("unsafe-xml", ERROR, mark("{name} holds XML definitions that no spreadsheet needs, so it was not opened."), mark("Save it again with a spreadsheet program."))
NO_SHEET = Rule("no-sheet", ERROR, mark("{name} has no sheet named {sheet}."), mark("Choose one of: {sheets}."))
NO_CELLS = Rule("no-cells", ERROR, mark("{name} holds no rows with text or numbers."), mark("Choose a file with a table."))
NO_ENCODING = Rule("no-encoding", ERROR, mark("{encoding} is no encoding that is known here."), mark("Choose another, such as utf-8 or cp932."))
TOO_WIDE = Rule(
    "too-wide", ERROR, mark("{name} has {width} columns in row {row}; more than {limit} cannot be a table of this record."), mark("Check the delimiter, or leave out columns.")
)
LONG_LINE = Rule("long-line", ERROR, mark("{name} has a line that is longer than {limit} MB."), mark("Check that the file is a table, with one record a line."))
NO_TABLE_NUMBER = Rule("no-table-number", ERROR, mark("{name} has no table number {table}; it holds {count}."), mark("Choose one that is there."))

# Readable, but look at it.
UNSURE_ENCODING = Rule(
    "unsure-encoding",
    WARNING,
    mark("The encoding was guessed to be {encoding}; names with accents or Japanese may be wrong."),
    mark("Compare a few names, and choose the encoding if they are wrong."),
)
BROKEN_TEXT = Rule(
    "broken-text", WARNING, mark("Row {row} holds bytes that are no {encoding} text; they are shown as �."), mark("Correct the row, or choose the encoding of the file.")
)
CUT_TEXT = Rule("cut-text", WARNING, mark("The file ends in the middle of a character; it may have been cut off."), mark("Save or send it again."))
NUL_BYTES = Rule("nul-bytes", WARNING, mark("Row {row} holds NUL bytes, which were left out."), mark("Correct the row."))
UNSURE_DELIMITER = Rule(
    "unsure-delimiter", WARNING, mark("No separator splits the rows evenly; {delimiter} was taken."), mark("Look at the columns, and choose the separator if they are wrong.")
)
MIXED_LINE_ENDS = Rule("mixed-line-ends", NOTE, mark("The file mixes kinds of line ends; each was taken as the end of a line."))
STRAY_QUOTE = Rule("stray-quote", WARNING, mark("Row {row} has a stray quotation mark, which was kept as text."), mark("Correct the row."))
UNCLOSED_QUOTE = Rule("unclosed-quote", WARNING, mark("Row {row} opens a quotation mark that is never closed; it was kept as text."), mark("Correct the row."))
LOST_SEPARATOR = Rule("lost-separator", WARNING, mark("Row {row} lacks a separator between two quoted cells; they were read as two."), mark("Correct the row."))
OTHER_SEPARATOR = Rule("other-separator", WARNING, mark("Row {row} is separated by another sign than the rest, and was read by it."), mark("Correct the row."))
SHORT_ROW = Rule(
    "short-row",
    WARNING,
    mark("Row {row} has {count} cells, the heading {width}; the missing ones at its end were left empty."),
    mark("Check that its cells stand in the right columns."),
)
LONG_ROW = Rule(
    "long-row", WARNING, mark("Row {row} has {count} cells, the heading {width}; cells were joined again so that the rest fits."), mark("Quote the cell that holds a separator.")
)
EMPTY_CELL_OVER = Rule(
    "empty-cell-over",
    WARNING,
    mark("Row {row} has {count} cells, the heading {width}; an empty cell was taken out so that the rest fits."),
    mark("Check that its cells stand in the right columns."),
)
NO_HEADING = Rule("no-heading", WARNING, mark("The first row reads like data, so the columns have no names."), mark("Say how many rows the heading has, if there is one."))
PREAMBLE = Rule("preamble", NOTE, mark("Left out above the heading, row {rows}: {value}"))
MERGED_HEADING = Rule("merged-heading", NOTE, mark("The heading fills rows {first} to {last}; they were joined."))
MERGED_CELLS = Rule("merged-cells", NOTE, mark("A name merged over several rows was read in each of them, in {count} rows, the first row {row}."))
FOOTER = Rule("footer", NOTE, mark("Left out below the table, row {rows}: {value}"))
SEVERAL_TABLES = Rule("several-tables", WARNING, mark("This holds {count} tables; the one that starts in row {row} was read."), mark("Choose another table to read it."))
DUPLICATE_HEADING = Rule("duplicate-heading", WARNING, mark("Two columns are headed {column}; the second was named {value}."), mark("Give each column its own name."))
UNNAMED_COLUMN = Rule("unnamed-column", WARNING, mark("Column {number} has values but no heading; it was named {value}."), mark("Give it a name."))
BLANK_ROWS = Rule("blank-rows", NOTE, mark("Blank rows in the table were passed over: {count}, the first is row {row}."))
HEADING_ONLY = Rule("heading-only", WARNING, mark("There is a heading, but no rows below it."), mark("Choose a file with rows."))
ARCHIVE = Rule("archive", NOTE, mark("{value} was read out of the archive."))
LOST_CELLS = Rule("lost-cells", WARNING, mark("The workbook has cells that hold an error, such as #REF!, or a formula without its result; they are read as empty. Their number: {count}."), mark("Mend them in a spreadsheet program, save the workbook there and choose it again."))
MACROS = Rule("macros", NOTE, mark("The workbook holds macros; they were not run."))
OTHER_SHEETS = Rule("other-sheets", NOTE, mark("Sheet {sheet} was read; there are also: {sheets}."))
HIDDEN_SHEET = Rule("hidden-sheet", WARNING, mark("Sheet {sheet} is hidden in the workbook."), mark("Check that it is the one you mean."))
MORE = Rule("more", NOTE, mark("{count} more rows have the same problem as row {first}."))


def rows_said(first: int, last: int) -> str:
    """Return a range of rows as it is written.

    >>> rows_said(35, 35), rows_said(1, 2)
    ('35', '1–2')
    """
    return str(first) if first == last else f"{first}–{last}"

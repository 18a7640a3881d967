"""Two sides of a comparison: a page, an answer and rows of the record, each twice, side by side."""

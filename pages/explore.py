"""Explore: a search over everything on record, and the questions that ministries ask, answered."""

from mitra.ui import questions, search
from mitra.ui.page import open_page

page = open_page()
page.heading(page.words.t("Search and ask"), page.words.t("Find anything on record by its words, or choose a question and read its answer with the rows behind it."))
search.on_page(page)
questions.questions(page)

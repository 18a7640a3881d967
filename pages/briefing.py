"""Briefing: stories listed and edited; presented full screen from a clicker; followed with notes on a second screen."""

from mitra.ui.briefing import address, editor, listing, notes, room
from mitra.ui.page import open_page

page = open_page()
asked = address.asked()
opened = listing.opened(page, asked)
if opened is None:
    listing.listing(page)
elif asked.is_notes:
    notes.follow(page, opened, asked)
elif asked.slide is not None:
    room.present(page, opened, asked)
else:
    editor.edit(page, opened)

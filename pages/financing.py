"""financing"""

from mitra.ui.page import open_page

page = open_page()
page.heading("financing")

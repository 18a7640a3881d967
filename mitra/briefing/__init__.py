"""A finished document of slides, and what writes it as PPTX, PDF, XLSX, SVG, PNG and ZIP: pure functions, no page, no store.

A plotly spec becomes marks on paper once (`drawing`, `traces`); SVG, PDF and the shapes of a slide are drawn from these marks.
Where PowerPoint and Excel have the kind of chart themselves (`native`), they get the numbers instead.
"""

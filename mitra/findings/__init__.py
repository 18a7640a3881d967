"""Sentences that say what a figure shows: from a query's rows to words in the visitor's language.

They are the titles of charts, their text alternatives, and the overview's four sentences. No figure without one.
"""

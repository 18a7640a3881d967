"""Releases: built once, never changed, found through a ledger, read through locked connections."""

"""Mitra: what two countries do together for their micro, small and medium enterprises."""

__version__ = "0.1.0"

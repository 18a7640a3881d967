"""What an expert would ask of the sectors: who takes part, against the nation."""

from __future__ import annotations

from mitra.i18n import mark
from mitra.ui.deeper import Part
from mitra.ui.deeper.inclusiveness import inclusiveness

PARTS = (Part("inclusiveness", mark("Inclusiveness"), inclusiveness),)

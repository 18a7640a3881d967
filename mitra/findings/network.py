"""Who holds the network of institutions together, in sentences."""

from __future__ import annotations

import pandas as pd

from mitra.findings import small
from mitra.i18n import Words


def title(nodes: pd.DataFrame, words: Words) -> str:
    """Say whose leaving would cost most links."""
    shares = nodes["lost_share"].dropna()
    if nodes.empty:
        return words.t("No institution holds an agreement or programme of this pair")
    if shares.empty:
        return words.t("There are too few links to say who holds them together")
    top = nodes[nodes["lost_share"] == shares.max()]
    share = words.percent(float(shares.max()))
    if len(top) > 1:
        return words.n("If any one of {count} institution left, {share} of the links would go", "If any one of {count} institutions left, {share} of the links would go", len(top), share=share)
    return words.t("If {institution} left, {share} of the links would go", institution=words.name(top.iloc[0]["institution_id"]), share=share)


def said(nodes: pd.DataFrame, words: Words) -> str:
    """Say how many links there are, how they hang together, what was inherited and how to read the picture."""
    if nodes.empty:
        return ""
    links = int(nodes.iloc[0]["link_count"])
    parts = [words.n("{institutions} with {count} link among them; a link joins two that hold one agreement or programme together.", "{institutions} with {count} links among them; a link joins two that hold one agreement or programme together.", links, institutions=words.n("{count} institution", "{count} institutions", len(nodes)))]
    if links < int(nodes.iloc[0]["needed_count"]):
        parts.append(small.too_few(links, int(nodes.iloc[0]["needed_count"]), words))
    else:
        top = nodes.iloc[0]
        parts.append(words.n("{name} has {count} of them.", "{name} has {count} of them.", int(top["linked_count"]), name=words.name(top["institution_id"])))
    if links:
        parts.append(words.n("The largest group joins {count}.", "The largest group joins {count}.", int(nodes["is_in_largest"].sum())))
    parts.append(words.t("Dots are agreements, squares programmes; the larger an institution, the more it is linked with."))
    alone, heirs = int((nodes["linked_count"] == 0).sum()), int((nodes["inherited_count"] > 0).sum())
    if alone:
        parts.append(words.n("{count} stands alone (open circle): no source names who else took part.", "{count} stand alone (open circles): no source names who else took part.", alone))
    if heirs:
        parts.append(words.n("{count} holds ties that it inherited (dashed).", "{count} hold ties that they inherited (dashed).", heirs))
    return words.sentences(*parts)


def empty(words: Words) -> str:
    """Say why there is no network."""
    return words.t("On this day no agreement of the pair is in force with a named party, and no programme is open.")

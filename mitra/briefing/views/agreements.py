"""The views of /agreements."""

from __future__ import annotations

from mitra.briefing.views.view import Draw, View
from mitra.charts import agreement_counts, agreement_lineage, agreements, network, pipeline, renewals, survival
from mitra.findings import agreements as agreements_said
from mitra.findings import network as network_said
from mitra.findings import pipeline as pipeline_said
from mitra.findings import renewals as renewals_said
from mitra.findings import survival as survival_said


def _network(labels: network.Labels) -> Draw:
    return lambda rows, words, look, context: network.network(rows, context.rows("agreements.ties"), words, look, home=context.text("home"), partner=context.text("partner"), labels=labels)


AGREEMENTS = (
    View("agreements.timeline", "agreements.at_day", lambda rows, words, look, context: agreements.timeline(rows, words, look, as_of=context.as_of), lambda _, words, __: words.t("From signing to the end, as far as sources state it"), lambda rows, words, _: agreements_said.timeline(rows, words), kind="timeline", is_native=False),
    View("agreements.by_status", "agreements.by_status", lambda rows, words, look, _: agreement_counts.by_status(rows, words, look), lambda rows, words, _: agreements_said.statuses(rows, words), series=lambda _, words: (words.t("Agreements"),), is_partition=True),
    View("agreements.lineage", "agreements.lineage", lambda rows, words, look, _: agreement_lineage.lineage(rows, words, look), lambda rows, words, _: agreements_said.lineage_title(rows, words), lambda rows, words, _: agreements_said.lineage(rows, words), kind="timeline", is_native=False),
    View("agreements.by_kind", "agreements.by_kind_and_year", lambda rows, words, look, _: agreement_counts.by_kind(rows, words, look), lambda rows, words, _: agreements_said.kinds_title(rows, words), lambda rows, words, _: agreements_said.kinds(rows, words).removesuffix(words.t("Click a dot to keep its year.")).strip(), is_native=False, is_partition=True),
    View(
        "agreements.by_institution",
        "agreements.by_institution",
        lambda rows, words, look, context: agreement_counts.by_institution(agreements_said.most_active(rows), words, look, home=context.text("home"), partner=context.text("partner")),
        lambda rows, words, _: agreements_said.institutions_title(rows, words),
        lambda rows, words, _: agreements_said.institutions(rows, words),
        series=lambda _, words: (words.t("All agreements"), words.t("In force")),
    ),
    View("agreements.pipeline", "agreements.pipeline", lambda rows, words, look, context: pipeline.pipeline(rows, words, look, as_of=context.as_of), lambda rows, words, _: pipeline_said.title(rows, words), lambda rows, words, _: pipeline_said.said(rows, words), kind="timeline", is_native=False, empty=lambda rows, words, _: pipeline_said.empty(rows, words), part="pipeline"),
    View("agreements.survival", "agreements.survival", lambda rows, words, look, _: survival.survival(rows, words, look), lambda rows, words, _: survival_said.title(rows, words), lambda rows, words, _: survival_said.said(rows, words), params={"all_pairs": False}, shows="estimate_share", is_native=False, empty=lambda rows, words, _: survival_said.empty(rows, words), part="survival"),
    View("agreements.renewals", "agreements.renewals", lambda rows, words, look, _: renewals.renewals(rows, words, look), lambda rows, words, _: renewals_said.title(rows, words), lambda rows, words, _: renewals_said.said(rows, words), told=lambda rows, _: rows[rows["scope_change_code"].notna()], counted=("scope_change_code",), is_native=False, empty=lambda _, words, __: renewals_said.empty(words), part="renewals"),
    View(
        "agreements.network",
        "agreements.network_nodes",
        _network(network.TALL),
        lambda rows, words, _: network_said.title(rows, words),
        lambda rows, words, _: network_said.said(rows, words),
        is_native=False,
        wide=_network(network.WIDE),
        empty=lambda _, words, __: network_said.empty(words),
        part="network",
    ),
)

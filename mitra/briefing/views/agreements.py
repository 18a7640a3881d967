"""The views of /agreements."""

from __future__ import annotations

from mitra.briefing.views.view import Draw, View, of_rows
from mitra.charts import agreement_counts, agreement_lineage, agreements, network, pipeline, renewals, survival
from mitra.findings import agreements as agreements_said
from mitra.findings import network as network_said
from mitra.findings import pipeline as pipeline_said
from mitra.findings import renewals as renewals_said
from mitra.findings import survival as survival_said


def _network(labels: network.Labels) -> Draw:
    return lambda rows, words, look, context: network.network(rows, context.rows("agreements.ties"), words, look, home=context.text("home"), partner=context.text("partner"), labels=labels)


AGREEMENTS = (
    View(
        "agreements.timeline",
        "agreements.at_day",
        draw=lambda rows, words, look, context: agreements.timeline(rows, words, look, as_of=context.as_of),
        title=lambda _, words, __: words.t("From signing to the end, as far as sources state it"),
        said=of_rows(agreements_said.timeline),
        kind="timeline",
        is_native=False,
    ),
    View(
        "agreements.by_status",
        "agreements.by_status",
        draw=of_rows(agreement_counts.by_status),
        title=of_rows(agreements_said.statuses),
        series=lambda _, words: (words.t("Agreements"),),
        is_partition=True,
    ),
    View(
        "agreements.lineage",
        "agreements.lineage",
        draw=of_rows(agreement_lineage.lineage),
        title=of_rows(agreements_said.lineage_title),
        said=of_rows(agreements_said.lineage),
        kind="timeline",
        is_native=False,
    ),
    View(
        "agreements.by_kind",
        "agreements.by_kind_and_year",
        draw=of_rows(agreement_counts.by_kind),
        title=of_rows(agreements_said.kinds_title),
        said=lambda rows, words, _: agreements_said.kinds(rows, words).removesuffix(words.t("Click a dot to keep its year.")).strip(),
        is_native=False,
        is_partition=True,
    ),
    View(
        "agreements.by_institution",
        "agreements.by_institution",
        draw=lambda rows, words, look, context: agreement_counts.by_institution(agreements_said.most_active(rows), words, look, home=context.text("home"), partner=context.text("partner")),
        title=of_rows(agreements_said.institutions_title),
        said=of_rows(agreements_said.institutions),
        series=lambda _, words: (words.t("All agreements"), words.t("In force")),
    ),
    View(
        "agreements.pipeline",
        "agreements.pipeline",
        draw=lambda rows, words, look, context: pipeline.pipeline(rows, words, look, as_of=context.as_of),
        title=of_rows(pipeline_said.title),
        said=of_rows(pipeline_said.said),
        empty=of_rows(pipeline_said.empty),
        kind="timeline",
        is_native=False,
        part="pipeline",
    ),
    View(
        "agreements.survival",
        "agreements.survival",
        draw=of_rows(survival.survival),
        title=of_rows(survival_said.title),
        said=of_rows(survival_said.said),
        empty=of_rows(survival_said.empty),
        params={"all_pairs": False},
        shows="estimate_share",
        is_native=False,
        part="survival",
    ),
    View(
        "agreements.renewals",
        "agreements.renewals",
        draw=of_rows(renewals.renewals),
        title=of_rows(renewals_said.title),
        said=of_rows(renewals_said.said),
        empty=lambda _, words, __: renewals_said.empty(words),
        told=lambda rows, _: rows[rows["scope_change_code"].notna()],
        counted=("scope_change_code",),
        is_native=False,
        part="renewals",
    ),
    View(
        "agreements.network",
        "agreements.network_nodes",
        draw=_network(network.TALL),
        wide=_network(network.WIDE),
        title=of_rows(network_said.title),
        said=of_rows(network_said.said),
        empty=lambda _, words, __: network_said.empty(words),
        is_native=False,
        part="network",
    ),
)

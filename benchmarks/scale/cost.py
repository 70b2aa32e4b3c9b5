"""What the kept figures say, as Markdown: how the runners compare, and what many articles would cost."""

from __future__ import annotations

from typing import Any

WORDS_AN_ARTICLE = 800
CORES_A_MACHINE = 16
SIZES = (1_000_000, 10_000_000)
SPANS_DAYS = (1, 7, 30)
"""Within how many days a collection is to be done, for the number of machines."""


def table(figures: dict[str, Any]) -> str:
    """All tables for which there are figures."""
    kept = (("runners", _runners), ("driver", _driver), ("giant", _giant), ("voices", _voices))
    told = [part(figures) for name, part in (*kept, ("shelf", _shelf), ("long", _words)) if name in figures]
    return "\n\n".join([*told, *([_extrapolated(figures)] if {"runners", "long"} <= figures.keys() else [])])


def ratio(figures: dict[str, Any], with_start: bool = True) -> float:
    """Throughput of ray to that of local over the same articles, with or without its clusters' starts."""
    local, ray = (sum(one["seconds"] for one in figures["runners"][name]) for name in ("local", "ray"))
    starts = sum(one["start_seconds"] for one in figures["runners"]["ray"]) if with_start else 0.0
    return float(local / (ray + starts))


def _runners(figures: dict[str, Any]) -> str:
    lines = [
        f"{figures['articles']} articles of {figures['words'] // figures['articles']} words, voice"
        f" {figures['voice']}, {figures['cores']} cores ({figures['machine']}), in slices of"
        f" {figures['slice']}; products byte-identical: {'yes' if figures['same'] else 'NO'}",
        "",
        "| runner | seconds | of that starting | processor seconds | articles a second | largest process |",
        "|---|---|---|---|---|---|",
    ]
    for name, slices in figures["runners"].items():
        seconds = sum(one["seconds"] + one["start_seconds"] for one in slices)
        lines.append(
            f"| {name} | {seconds:.0f} | {sum(one['start_seconds'] for one in slices):.1f} |"
            f" {sum(one['core_seconds'] for one in slices):.0f} | {figures['articles'] / seconds:.2f} |"
            f" {max(one['peak_mb'] for one in slices)} MB |"
        )
    works = [sum(one["core_seconds"] for one in figures["runners"][name]) for name in ("local", "ray")]
    told = (
        f"Throughput of ray to local: {ratio(figures):.2f} by the clock ({ratio(figures, False):.2f} without"
        f" the starts), {works[0] / works[1]:.2f} by processor seconds"
    )
    return "\n".join([*lines, "", told])


def _driver(figures: dict[str, Any]) -> str:
    peaks = ", ".join(f"{mb} MB with {int(count):,} jobs" for count, mb in figures["driver"].items())
    return f"The driver's peak memory: {peaks}" if peaks else ""


def _giant(figures: dict[str, Any]) -> str:
    found = figures["giant"]
    whole, divided = found["whole"]["seconds"], found["divided"]["seconds"]
    return (
        f"One article of {found['words']:,} words with the default voice on {figures['cores']} workers:"
        f" {whole:.0f} s as one job, {divided:.0f} s divided by section: {whole / divided:.2f} times as fast"
    )


def _voices(figures: dict[str, Any]) -> str:
    found = figures["voices"]
    lines = [
        f"A voice for each worker, {found['articles']} articles with the default voice:",
        "",
        "| kept by | seconds | first article after | voices loaded | processor seconds | largest process |",
        "|---|---|---|---|---|---|",
    ]
    for way, name in (("tasks", "the worker's process"), ("actors", "a pool of actors")):
        one = found[way]
        lines.append(
            f"| {name} | {one['seconds']:.1f} | {one['first_seconds']:.1f} s | {one['voices_loaded']} |"
            f" {one['core_seconds']:.0f} | {one['peak_mb']} MB |"
        )
    return "\n".join(lines)


def _shelf(figures: dict[str, Any]) -> str:
    found = figures["shelf"]
    first, feed, piece = (found[f"{name}_bytes"] / 1e3 for name in ("first_page", "feed", "largest_piece"))
    told = (
        f"Shelf and feed of {found['articles']:,} articles: written in {found['core_seconds']:.1f} processor"
        f" seconds with {found['peak_mb']} MB, {found['files']} files of {found['bytes'] / 1e6:.0f} MB;"
        f" the first page has {first:.0f} kB, the feed's first part {feed:.0f} kB, the largest piece of the"
        f" index {piece:.0f} kB"
    )
    if "search_ms" in found:
        told += (
            f". In Chromium, from the disk: first words after {found['first_paint_ms']} ms, the first search"
            f" {found['first_search_ms']} ms, others {found['search_ms']} ms"
        )
    return told


def _words(figures: dict[str, Any]) -> str:
    each = a_thousand_words(figures)
    long, megabyte = figures["long"], 1e6
    return (
        f"A thousand words, of {long['articles']} articles of {long['words'] // long['articles']} words with"
        f" the default voice: {each['core_seconds']:.1f} processor seconds,"
        f" {each['product_bytes'] / megabyte:.1f} MB of products in {each['files']:.0f} files,"
        f" {each['store_bytes'] / megabyte:.1f} MB of store"
    )


def a_thousand_words(figures: dict[str, Any]) -> dict[str, float]:
    """What a thousand words cost: processor seconds and bytes."""
    long = figures["long"]
    keys = ("core_seconds", "product_bytes", "store_bytes", "files")
    return {key: long[key] / long["words"] * 1_000 for key in keys}


def extrapolated(figures: dict[str, Any], articles: int) -> dict[str, float]:
    """Core-hours, terabytes and machines for so many articles on a cluster.

    Work grows with the words; what Ray costs beside it is taken from the
    comparison of the runners, in processor seconds.
    """
    each = a_thousand_words(figures)
    thousands = articles * WORDS_AN_ARTICLE / 1_000
    hours = thousands * each["core_seconds"] * overhead(figures) / 3600
    found = {
        "core_hours": hours,
        "products_tb": thousands * each["product_bytes"] / 1e12,
        "store_tb": thousands * each["store_bytes"] / 1e12,
        "objects": thousands * each["files"],
    }
    return found | {f"machines_{days}": hours / CORES_A_MACHINE / 24 / days for days in SPANS_DAYS}


def overhead(figures: dict[str, Any]) -> float:
    """How much more processor time ray takes than local for the same work; at least 1."""
    local, ray = (sum(one["core_seconds"] for one in figures["runners"][name]) for name in ("local", "ray"))
    return max(1.0, float(ray / local))


def _extrapolated(figures: dict[str, Any]) -> str:
    lines = [
        f"| articles of {WORDS_AN_ARTICLE} words | core-hours | products | objects | store |"
        + "".join(f" machines for {days} day{'s' * (days > 1)} |" for days in SPANS_DAYS),
        "|---|---|---|---|---|" + "---|" * len(SPANS_DAYS),
    ]
    for count in SIZES:
        one = extrapolated(figures, count)
        lines.append(
            f"| {count:,} | {one['core_hours']:,.0f} | {one['products_tb']:.1f} TB |"
            f" {one['objects'] / 1e6:.0f} million | {one['store_tb']:.1f} TB |"
            + "".join(f" {max(1, -(-one[f'machines_{days}'] // 1)):.0f} |" for days in SPANS_DAYS)
        )
    memory = max(one["peak_mb"] for one in (*figures["runners"]["ray"], figures["long"]))
    gigabytes = CORES_A_MACHINE * memory / 1024
    told = f"Machines of {CORES_A_MACHINE} cores, with {gigabytes:.0f} GB for their workers."
    return "\n".join([*lines, "", told])

"""`geo read`: the places and claims of an article."""

from __future__ import annotations

from typing import Annotated

import typer

from geo.cli.application import Json, print_json, print_table, read_article
from geo.units import format_length

__all__ = ["read_command"]


def read_command(
    article: Annotated[str, typer.Argument(help="Text file; - reads standard input.")],
    as_json: Json = False,
) -> None:
    """List the places that an article mentions and the distances that it claims."""
    found = read_article(article)
    if as_json:
        print_json(found.to_dict())
        return
    title = found.article.title or "(no title)"
    print(f"{title}{f', {found.article.date}' if found.article.date else ''}\n")
    print_table(
        [
            ("claim", "left"),
            ("distance", "right"),
            ("from", "left"),
            ("within", "left"),
            ("status", "left"),
        ],
        [
            [
                " ".join(claim.text.split()),
                ("about " if claim.approximate else "") + format_length(claim.distance_m),
                claim.reference.text if claim.reference else "?",
                ", ".join(claim.within or ()),
                claim.status,
            ]
            for claim in found.claims
        ],
    )
    print()
    seen: dict[tuple[str, str], int] = {}
    for mention in found.mentions:
        seen[mention.text, mention.kind] = seen.get((mention.text, mention.kind), 0) + 1
    firsts = {(mention.text, mention.kind): mention for mention in reversed(found.mentions)}
    print_table(
        [
            ("mention", "left"),
            ("times", "right"),
            ("kind", "left"),
            ("place", "left"),
            ("at", "left"),
        ],
        [
            [
                text,
                str(count),
                kind,
                (place.name + (f", {place.country}" if place.country else "")) if place else "?",
                f"{place.lat:.4f}, {place.lon:.4f}" if place else "",
            ]
            for (text, kind), count in seen.items()
            for place in [firsts[text, kind].place]
        ],
    )
    for doubt in found.doubts:
        print(f"doubt: {doubt}")

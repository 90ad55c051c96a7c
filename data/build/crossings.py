"""data/crossings.csv: border crossings of the region, each with where its coordinate is from."""

from __future__ import annotations

import csv

from common import DATA

HIU = (
    "US Department of State, Humanitarian Information Unit, Syria border crossings, "
    "12 March 2014 and 11 June 2015, record {}"
)
ROUNDED_M = 500.0
"""HIU gives most points to 0.001 degree, at a post that may stand a little off the line."""

ROWS: list[tuple[str, str, str, str, str, float, float, float, str]] = [
    # key, name, aliases, a, b, lon, lat, accuracy_m, citation
    (
        "masnaa",
        "Masnaa",
        "Masnaa crossing;Al Masnaa;Masna;Jdeidet Yabous;Jdeidat Yabus;"
        "Judaydat Yabus;Jdeideh Yabous;المصنع;جديدة يابوس",
        "LBN",
        "SYR",
        35.955,
        33.675,
        1500.0,
        "Where the line meets the way between the two posts: Masnaa post "
        "(Wikipedia, Masnaa Border Crossing, 33.7029N 35.9240E) and Jdeidet Yabous post ("
        + HIU.format("11")
        + ", 33.660N 35.977E)",
    ),
    (
        "arida",
        "Arida",
        "Arida crossing;Al Arida;Al Aridah;Aarida;Ash Shaykh Jabir;العريضة",
        "LBN",
        "SYR",
        35.976,
        34.636,
        ROUNDED_M,
        HIU.format("10"),
    ),
    (
        "dabousieh",
        "Dabousieh",
        "Dabousieh crossing;Dabbousiyeh;Dabusiyah;Aboudieh;Abboudiyeh;"
        "Al Abbudiyah;الدبوسية;العبودية",
        "LBN",
        "SYR",
        36.120,
        34.642,
        ROUNDED_M,
        HIU.format("14"),
    ),
    (
        "jousieh",
        "Jousieh",
        "Jousieh crossing;Joussieh;Jusiyah;Jusiya;Al Qaa;Qaa;Riblah;جوسية;القاع",
        "LBN",
        "SYR",
        36.544,
        34.423,
        ROUNDED_M,
        HIU.format("12"),
    ),
    (
        "talkalakh",
        "Talkalakh",
        "Tall Kalakh crossing;Jisr Qamar;Bqaiaa;Wadi Khaled;جسر قمار",
        "LBN",
        "SYR",
        36.303241,
        34.668012,
        1000.0,
        HIU.format("13"),
    ),
    (
        "abu-kamal",
        "Abu Kamal",
        "Abu Kamal crossing;Albukamal;Al Bukamal;Al-Qaim;Al Qaim;Qaim;البوكمال;القائم",
        "IRQ",
        "SYR",
        40.976,
        34.398,
        ROUNDED_M,
        HIU.format("1"),
    ),
    (
        "at-tanf",
        "At Tanf",
        "At Tanf crossing;Al Tanf;Al-Tanf;Tanf;Al Walid;Al Waleed;Walid;التنف;الوليد",
        "IRQ",
        "SYR",
        38.921,
        33.434,
        1500.0,
        HIU.format("2"),
    ),
    (
        "yaarubiyah",
        "Yaarubiyah",
        "Yaarubiyah crossing;Al Yaarubiyah;Yarubiyah;Tall Kujik;Tel Kocher;"
        "Til Kocer;Rabia;Rabiah;اليعربية;ربيعة",
        "IRQ",
        "SYR",
        42.076,
        36.806,
        ROUNDED_M,
        HIU.format("5"),
    ),
    (
        "semalka",
        "Semalka",
        "Semalka crossing;Simalka;Faysh Khabur;Fishkhabour;Peshkhabour;سيمالكا;فيش خابور",
        "IRQ",
        "SYR",
        42.348,
        37.090,
        1500.0,
        HIU.format("3"),
    ),
    (
        "quneitra-crossing",
        "Quneitra crossing",
        "Kuneitra crossing;Ein Zivan crossing;معبر القنيطرة;מעבר קוניטרה",
        "ISR",
        "SYR",
        35.8158,
        33.1128,
        ROUNDED_M,
        "Wikipedia, Quneitra Crossing, coordinate of the crossing, revision of 14 November 2016",
    ),
    (
        "nassib",
        "Nassib",
        "Nassib crossing;Nasib;Naseeb;Jaber;Jabir;نصيب;جابر",
        "JOR",
        "SYR",
        36.202,
        32.543,
        ROUNDED_M,
        HIU.format("8") + "; GeoNames 8506624",
    ),
    (
        "bab-al-hawa",
        "Bab al-Hawa",
        "Bab al-Hawa crossing;Bab el Hawa;Cilvegozu;Cilvegözü;باب الهوى",
        "SYR",
        "TUR",
        36.692,
        36.230,
        1500.0,
        HIU.format("20"),
    ),
    (
        "bab-al-salam",
        "Bab al-Salam",
        "Bab al-Salam crossing;Bab al-Salameh;Oncupinar;Öncüpınar;باب السلامة",
        "SYR",
        "TUR",
        37.085,
        36.646,
        ROUNDED_M,
        HIU.format("22"),
    ),
    (
        "kasab",
        "Kasab",
        "Kasab crossing;Kessab;Yayladagi;Yayladağı;كسب",
        "SYR",
        "TUR",
        36.009,
        35.905,
        1000.0,
        HIU.format("21"),
    ),
    (
        "jarabulus",
        "Jarabulus",
        "Jarabulus crossing;Jarablus;Karkamis;Karkamış;جرابلس",
        "SYR",
        "TUR",
        37.999,
        36.831,
        1000.0,
        HIU.format("26"),
    ),
    (
        "tell-abyad",
        "Tell Abyad",
        "Tell Abyad crossing;Tal Abyad;Akcakale;Akçakale;تل أبيض",
        "SYR",
        "TUR",
        38.959,
        36.703,
        1000.0,
        HIU.format("29"),
    ),
    (
        "qamishli-nusaybin",
        "Qamishli-Nusaybin",
        "Qamishli crossing;Nusaybin crossing;القامشلي",
        "SYR",
        "TUR",
        41.219,
        37.061,
        1000.0,
        HIU.format("16"),
    ),
]
COLUMNS = ("key", "name", "aliases", "a", "b", "lon", "lat", "accuracy_m", "source", "citation")


def build() -> None:
    """Write the file."""
    path = DATA / "crossings.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in sorted(ROWS):
            source = "wikipedia" if row[-1].startswith("Wikipedia") else "hiu-crossings"
            writer.writerow([*row[:-1], source, row[-1]])
    print(f"crossings.csv: {len(ROWS)} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    build()

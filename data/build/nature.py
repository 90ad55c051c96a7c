"""data/nature.csv: seas, straits, ranges and deserts, rivers and lakes, as one point in each.

Natural Earth, as the packages carry it, names rivers and lakes but no sea and no range: those are
typed in below, with a point near the middle and how far they reach from it.
"""

from __future__ import annotations

import csv
import re

import shapely
from common import DATA, GEOD, snap
from natural_earth import MAGICS, read_layer

TYPED = """
ocean|Atlantic Ocean|Atlantic;North Atlantic;South Atlantic|-25|10|6000
ocean|Pacific Ocean|Pacific;South Pacific;North Pacific|-160|0|8000
ocean|Indian Ocean||75|-15|5000
ocean|Arctic Ocean||0|85|2500
ocean|Southern Ocean||0|-65|6000
sea|Mediterranean Sea|Mediterranean;the Med|18|35|2000
sea|Black Sea||35|43.5|600
sea|Red Sea||38|20.5|1200
sea|Dead Sea||35.5|31.5|40
sea|North Sea||3|56|550
sea|Baltic Sea|Baltic|20|58|700
sea|Caspian Sea|Caspian|51|41|600
sea|Sea of Azov|Azov Sea|36.5|46|180
sea|Sea of Marmara|Marmara Sea|28|40.7|130
sea|Aegean Sea|Aegean|25|38.5|350
sea|Adriatic Sea|Adriatic|15|43|400
sea|Ionian Sea||19|38|350
sea|Tyrrhenian Sea||12|40|350
sea|Irish Sea||-5|53.7|150
sea|Celtic Sea||-8|50|300
sea|Norwegian Sea||2|68|800
sea|Barents Sea||40|74|900
sea|Kara Sea||75|77|800
sea|White Sea||38|65.7|300
sea|Bering Sea||-178|58|1200
sea|Sea of Okhotsk||149|55|900
sea|Sea of Japan|East Sea|135|40|700
sea|Yellow Sea|West Sea|123|36|450
sea|East China Sea||126|29|600
sea|South China Sea|West Philippine Sea|114|13|1200
sea|Philippine Sea||134|18|1500
sea|Sulu Sea||120|8.5|350
sea|Celebes Sea||122|3.5|450
sea|Java Sea||111|-5|600
sea|Banda Sea||127|-5.5|500
sea|Timor Sea||127|-11|500
sea|Arafura Sea||135|-9.5|600
sea|Coral Sea||155|-18|1200
sea|Tasman Sea||160|-38|1200
sea|Andaman Sea||96|10.5|600
sea|Arabian Sea||65|14|1300
sea|Caribbean Sea||-75|15|1300
sea|Labrador Sea||-54|59|700
sea|Beaufort Sea||-138|72|500
sea|Sargasso Sea||-60|28|1500
sea|Sea of Galilee|Lake Tiberias;Kinneret;Lake Kinneret|35.59|32.82|12
gulf|Persian Gulf|Arabian Gulf;the Gulf|51|27|500
gulf|Gulf of Oman||58.5|24.8|280
gulf|Gulf of Aden||48|12.5|500
gulf|Gulf of Aqaba|Gulf of Eilat|34.75|28.8|100
gulf|Gulf of Suez||33|28.8|160
gulf|Gulf of Mexico|Gulf of America|-90|25|900
gulf|Gulf of California|Sea of Cortez|-111|27.5|600
gulf|Gulf of Alaska||-145|58|600
gulf|Gulf of Guinea||3|3|900
gulf|Gulf of Thailand||101.5|10|450
gulf|Gulf of Tonkin||108|20|250
gulf|Gulf of Finland||26|60|220
gulf|Gulf of Bothnia||20|63|400
gulf|Gulf of Carpentaria||139.5|-14|400
gulf|Gulf of St. Lawrence|Gulf of Saint Lawrence|-62|48|300
bay|Bay of Bengal||88|15|1000
bay|Bay of Biscay||-4.5|45.5|350
bay|Hudson Bay||-86|60|600
bay|Baffin Bay||-67|73.5|600
bay|Chesapeake Bay||-76.2|38.2|160
bay|San Francisco Bay||-122.3|37.7|45
strait|Strait of Hormuz|Straits of Hormuz|56.4|26.6|90
strait|Bab el-Mandeb|Bab al-Mandab;Bab al-Mandeb|43.4|12.6|60
strait|Strait of Gibraltar||-5.5|35.97|40
strait|Bosphorus|Bosporus|29.05|41.12|16
strait|Dardanelles||26.4|40.2|35
strait|Kerch Strait||36.6|45.25|25
strait|Taiwan Strait|Formosa Strait|119.5|24.5|220
strait|Strait of Malacca|Malacca Strait;Straits of Malacca|100.5|4|400
strait|Korea Strait||129|34.3|130
strait|Bering Strait||-169|65.8|90
strait|English Channel||-2|50.2|280
strait|Strait of Dover|Dover Strait|1.4|51|30
strait|Bass Strait||146|-39.8|180
strait|Torres Strait||142.4|-10.4|120
strait|Palk Strait||79.7|9.9|80
strait|Denmark Strait||-27|67|300
canal|Suez Canal||32.34|30.6|85
canal|Panama Canal||-79.75|9.1|40
canal|Kiel Canal||9.4|54.2|50
range|Alps|the Alps|10|46.5|550
range|Pyrenees||1|42.7|230
range|Apennines||13|43|550
range|Carpathians|Carpathian Mountains|24|47|600
range|Urals|Ural Mountains|59|60|1200
range|Caucasus Mountains|Greater Caucasus|45|42.5|550
range|Hindu Kush||70|35.5|500
range|Pamirs|Pamir Mountains|72.5|38.5|300
range|Himalayas|Himalaya|84|28.5|1200
range|Karakoram||76|35.5|250
range|Tian Shan|Tien Shan|80|42|1200
range|Altai|Altai Mountains|90|48|800
range|Andes|Andes Mountains|-70|-20|3500
range|Rocky Mountains|Rockies|-112|44|2000
range|Appalachians|Appalachian Mountains|-79|39|1100
range|Sierra Nevada Mountains||-119|38|320
range|Cascades|Cascade Range|-121.5|45|550
range|Atlas Mountains||-3|32.5|1000
range|Taurus Mountains||34|37.3|450
range|Zagros Mountains|Zagros|49|33|750
range|Mount Hermon|Jabal al-Shaykh;Jebel al-Sheikh|35.857|33.416|12
range|Scottish Highlands||-5|57|130
desert|Sahara|Sahara Desert|10|23|2400
desert|Gobi Desert|Gobi|104|43|750
desert|Kalahari Desert||22|-23|500
desert|Namib Desert||15|-24|800
desert|Negev|Negev Desert|34.8|30.8|95
desert|Sinai Desert|Sinai Peninsula;Sinai|33.8|29.5|150
desert|Syrian Desert|Badia|39|33.5|280
desert|Rub al-Khali|Empty Quarter|50|20|600
desert|Taklamakan Desert||83|39|500
desert|Atacama Desert|Atacama|-69.3|-24|500
desert|Mojave Desert||-116|35|220
desert|Sonoran Desert||-112.5|31.5|350
peninsula|Iberian Peninsula|Iberia|-4|40|550
peninsula|Arabian Peninsula|Arabia|47|22|1300
peninsula|Korean Peninsula||127|38|500
peninsula|Kola Peninsula||36|67.5|250
peninsula|Balkan Peninsula||22|43|600
region|Latin America||-60|-15|4500
region|Sub-Saharan Africa||20|-2|3500
region|Southeast Asia|South-East Asia;South East Asia|112|6|2200
region|East Asia||112|35|2200
region|South Asia||78.7|21.3|1800
region|North Africa||12|29|2500
region|West Africa||-2|13|1800
region|East Africa||37|1|1700
region|Central Africa||20|2|1500
region|Near East||38|32|1500
region|Far East||125|35|2500
region|Gulf states|Gulf countries|50|25|900
region|Amazon basin|Amazon rainforest;Amazonia|-62|-5|1600
region|Indochina||104|16|800
region|European Union|EU;E.U.|9.14|48.69|2200
region|Eurozone|euro zone|8|47|1900
region|South Caucasus||45|41|450
region|North Caucasus||44|43.5|450
region|Baltics|Baltic states|25|57|350
region|Midwest|American Midwest|-93|42|1000
region|New England||-71.5|44|350
region|East Coast|Eastern Seaboard|-77|37|1400
region|West Coast||-121|41|1100
region|Pacific Northwest||-121|46|600
region|Deep South||-88|33|700
region|Soviet Union|USSR|60|58|4500
region|Yugoslavia|former Yugoslavia|19|44|450
river|Euphrates|Euphrates River;River Euphrates|40|34.8|900
river|Tigris|Tigris River;River Tigris|43.9|34|800
river|Jordan River|River Jordan|35.56|32.3|80
river|Litani|Litani River|35.6|33.5|70
river|Orontes|Orontes River|36.4|35|200
river|Yarmouk River|Yarmouk|35.8|32.7|40
river|Nile|Nile River;River Nile;the Nile|32|22|2600
river|Blue Nile||35|11.5|600
river|White Nile||31.5|9|700
river|Danube|Danube River;River Danube|19|46|1200
river|Rhine|Rhine River;River Rhine|7.6|49.5|550
river|Dnipro|Dnieper;Dnieper River;Dnipro River|33.5|48.5|900
river|Dniester|Dniester River|28.5|47.8|550
river|Volga|Volga River|46|53|1500
river|Don River|River Don|41|49.5|700
river|Oder-Neisse||14.6|52|300
river|Seine|River Seine|1.5|49|350
river|Thames|River Thames|-0.8|51.5|150
river|Mississippi River||-91|37|1800
river|Missouri River||-99|43|1700
river|Ohio River||-85|38.5|750
river|Hudson River||-73.9|42|230
river|Potomac|Potomac River|-77.5|39|250
river|Colorado River||-111|36.5|1000
river|Columbia River||-119|46.5|700
river|Yukon River||-150|64|1300
river|Rio Grande|Rio Bravo|-103|29.5|1300
river|St. Lawrence River|Saint Lawrence River|-72|46.5|500
river|Amazon River|River Amazon|-60|-3|2500
river|Orinoco|Orinoco River|-66|8|900
river|Parana River|Paraná River|-57|-27|1500
river|Congo River||19|0|1800
river|Niger River|River Niger|2|14|1700
river|Zambezi|Zambezi River|27|-16|1200
river|Limpopo River||30|-23|700
river|Orange River||20|-28.8|900
river|Senegal River||-14|16|600
river|Indus|Indus River|71|31|1300
river|Ganges|Ganges River;Ganga|82|25.5|1100
river|Brahmaputra|Brahmaputra River|92|27|1300
river|Mekong|Mekong River|104|17|1800
river|Yangtze|Yangtze River|110|30.5|2300
river|Yellow River|Huang He|108|37|1800
river|Yalu River|Yalu|126|41|400
river|Tumen River|Tumen|129.8|42.5|250
river|Amur|Amur River|130|49|1300
river|Amu Darya|Oxus|64|38.5|900
river|Syr Darya||67|43|900
river|Murray River|River Murray|142|-34.5|900
"""
"""Kind, name, aliases, lon, lat, how far it reaches in km."""

OWN = "own"
_SEEN_NAMES = re.compile(r"[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+)*")
_RIVER_RANK = 7
_LAKE = re.compile(r"^(?:Lake|Lago|Lac|Loch|Lough) |(?: Lake| Reservoir)$")


def typed() -> list[list[object]]:
    """Rows of the table above."""
    rows = []
    for line in TYPED.strip().splitlines():
        kind, name, aliases, lon, lat, reach = line.split("|")
        rows.append([name, aliases, kind, float(lon), float(lat), float(reach) * 1000.0, OWN])
    return rows


def rivers() -> list[list[object]]:
    """Rivers as "X River": half way along the longest piece, reaching half its length."""
    frame = read_layer(MAGICS / "10m" / "ne_10m_rivers_lake_centerlines.shp")
    frame = frame[frame.name.notna() & frame.geometry.notna() & (frame.scalerank <= _RIVER_RANK)]
    rows: list[list[object]] = []
    for name, group in sorted(frame.groupby("name").geometry):
        if _SEEN_NAMES.fullmatch(name) is None or name.startswith("Lake"):
            continue
        pieces = shapely.get_parts(shapely.line_merge(shapely.union_all(group.values)))
        longest = max(pieces, key=lambda piece: piece.length)
        point = snap(longest.interpolate(0.5, normalized=True), 3)
        reach = round(sum(GEOD.geometry_length(piece) for piece in pieces) / 2, -3)
        bare = name.removesuffix(" River")
        rows.append(
            [f"{bare} River", f"River {bare}", "river", point.x, point.y, max(reach, 5000.0),
             "natural-earth-rivers"]
        )  # fmt: skip
    return rows


def lakes() -> list[list[object]]:
    """Lakes and reservoirs that say so in their name, one point inside each."""
    frame = read_layer(MAGICS / "10m" / "ne_10m_ocean.shp")
    frame = frame[frame.name.notna() & frame.geometry.notna()]
    rows: list[list[object]] = []
    for name, group in sorted(frame.groupby("name").geometry):
        if _SEEN_NAMES.fullmatch(name) is None or _LAKE.search(name) is None:
            continue
        shapes = shapely.make_valid(group.values)
        largest = max(shapes, key=lambda shape: shape.area)
        middle = shapely.make_valid(largest).representative_point()
        point = snap(middle, 3)
        xmin, ymin, xmax, ymax = largest.bounds
        _, _, across = GEOD.inv(xmin, ymin, xmax, ymax)
        rows.append(
            [name, "", "lake", point.x, point.y, max(round(across / 2, -3), 1000.0),
             "natural-earth-lakes"]
        )  # fmt: skip
    return rows


def build() -> None:
    """Write nature.csv; what is typed in comes before what Natural Earth has."""
    rows: dict[str, list[object]] = {}
    for row in [*typed(), *rivers(), *lakes()]:
        taken = {str(row[0]), *str(row[1]).split(";")} & rows.keys()
        if not taken:
            for name in (str(row[0]), *filter(None, str(row[1]).split(";"))):
                rows.setdefault(name, row)
    path = DATA / "nature.csv"
    distinct = list({id(row): row for row in rows.values()}.values())
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["name", "aliases", "kind", "lon", "lat", "accuracy_m", "source"])
        writer.writerows(sorted(distinct, key=lambda row: (str(row[2]), str(row[0]))))
    print(f"nature.csv: {len(distinct)} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    build()

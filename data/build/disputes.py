"""What a pair's line stands for, whose line it is where claims differ, and a short neutral note.

Every pair named here is disputed or not settled in some part; every other is "de jure" and settled.
The words are ours; the sources are the agreements, awards and resolutions named, and for what they
name no document, the public record of the claim (the parties' letters to the United Nations).
"""

from __future__ import annotations

from typing import NamedTuple


class Dispute(NamedTuple):
    """Status of the least settled part of a line as drawn, whose line that part is, and why."""

    status: str
    whose: str
    note: str


AGREED = "both, by agreement or award"
HELD = "the line of control on the ground"

DISPUTES: dict[str, Dispute] = {
    # The Levant
    "ISR-LBN": Dispute(
        "de facto",
        "the United Nations'",
        "The UN Blue Line of 2000: a line of withdrawal, not an "
        "agreed border; it runs through Ghajar",
    ),
    "ISR-SYR": Dispute(
        "ceasefire",
        "the agreement of 1974",
        "The A line of the 1974 disengagement; the Golan lies "
        "on the ISR side, and is Syria's by Security Council resolution 497 (1981). Since December "
        "2024 Israeli forces are east of it",
    ),
    "ISR-PSE": Dispute(
        "ceasefire",
        "the armistices of 1949",
        "The 1949 armistice lines round the West Bank with "
        "East Jerusalem, and Gaza; Israel annexed East Jerusalem (resolution 478, 1980: null and "
        "void) and administers most of the West Bank",
    ),
    "JOR-PSE": Dispute(
        "de jure",
        "Jordan's, as since 1950 and 1988",
        "The Jordan and the Dead Sea, east edge of "
        "the West Bank; the western bank is held by Israel",
    ),
    "EGY-PSE": Dispute(
        "de jure",
        "Egypt's, of 1906 and 1979",
        "Egypt-Gaza; the Palestinian side has been held by Israeli forces since May 2024",
    ),
    "LBN-SYR": Dispute(
        "de facto",
        HELD,
        "Not demarcated in full; Shebaa Farms, held by Israel, are Lebanese by "
        "Lebanon's and Syria's word and Syrian by the United Nations' maps",
    ),
    "SYR-TUR": Dispute(
        "de jure", "Turkey's, by the treaty of 1939", "Syria did not accept the cession of Hatay"
    ),
    # Europe and the Caucasus
    "RUS-UKR": Dispute(
        "de jure",
        "Ukraine's, by the treaty of 2003",
        "The border of 1991; Russia claims Crimea "
        "and parts of four regions and holds most of them (General Assembly, 68/262 and ES-11/4)",
    ),
    "GEO-RUS": Dispute(
        "de jure",
        "Georgia's",
        "Abkhazia and South Ossetia lie on the Georgian side; Russia holds "
        "both and recognises them as states since 2008",
    ),
    "MDA-UKR": Dispute(
        "de jure", AGREED, "Its middle part bounds Transnistria, which Moldova does not control"
    ),
    "EST-RUS": Dispute("de facto", HELD, "Treaty of 2014 signed, not ratified"),
    "ARM-AZE": Dispute("de facto", HELD, "Delimitation under way since 2024"),
    "ARM-GEO": Dispute("de facto", HELD, "Not delimited in part"),
    "AZE-GEO": Dispute("de facto", HELD, "A third is not delimited, among it David Gareja"),
    "SRB-XKX": Dispute("de facto", "Kosovo's", "Kosovo's independence is not recognised by Serbia"),
    "ALB-XKX": Dispute("de facto", "Kosovo's", "Kosovo's independence is not recognised by all"),
    "MKD-XKX": Dispute("de facto", "Kosovo's", "Kosovo's independence is not recognised by all"),
    "MNE-XKX": Dispute("de facto", "Kosovo's", "Kosovo's independence is not recognised by all"),
    "HRV-SRB": Dispute(
        "de facto",
        "Serbia's on the east bank",
        "Along the Danube; pockets on both banks are "
        "disputed, those on the west bank are claimed by neither",
    ),
    "HRV-SVN": Dispute(
        "de jure",
        "the arbitral award of 2017",
        "Not applied by Croatia; the Bay of Piran and hamlets on the Dragonja and the Mura",
    ),
    "BIH-HRV": Dispute(
        "de facto", HELD, "Treaty of 1999 not ratified; Neum and the Una at Kostajnica"
    ),
    "BIH-SRB": Dispute("de facto", HELD, "Not delimited along parts of the Drina"),
    "HRV-MNE": Dispute("de facto", "the protocol of 2002", "Prevlaka, under a temporary regime"),
    "ESP-GIB": Dispute(
        "de facto",
        "the United Kingdom's",
        "The isthmus is disputed between Spain and the United Kingdom",
    ),
    "ESP-PRT": Dispute(
        "de jure",
        "Spain's at Olivenza",
        "Olivenza is claimed by Portugal and lies on the Spanish side",
    ),
    "ESP-MAR": Dispute(
        "de facto", "Spain's", "Ceuta, Melilla and the small places, claimed by Morocco"
    ),
    "DEU-LUX": Dispute(
        "de jure", AGREED, "The rivers are a condominium; the line follows one bank"
    ),
    "DEU-NLD": Dispute(
        "de facto", "the Netherlands' in the Ems", "In the Ems-Dollart estuary no line is agreed"
    ),
    "FRA-ITA": Dispute(
        "de jure",
        "Italy's at Mont Blanc",
        "Near the summit of Mont Blanc the maps of both sides differ",
    ),
    "AUT-CHE": Dispute("de jure", AGREED, "In Lake Constance no border is agreed"),
    "CHE-DEU": Dispute("de jure", AGREED, "In Lake Constance no border is agreed"),
    # Central, South and East Asia
    "AFG-PAK": Dispute(
        "de facto", "Pakistan's", "The Durand Line of 1893, not accepted by Afghanistan"
    ),
    "IND-PAK": Dispute(
        "de facto",
        HELD,
        "In Kashmir the Line of Control of 1972 and, beyond its end, the line of "
        "positions on the Saltoro; elsewhere the border of 1947",
    ),
    "CHN-IND": Dispute(
        "de facto",
        HELD,
        "Line of Actual Control: India claims Aksai Chin, China claims Arunachal "
        "Pradesh; both sides draw it differently in places",
    ),
    "CHN-PAK": Dispute(
        "de facto", "the agreement of 1963", "Not accepted by India, which claims both sides"
    ),
    "BTN-CHN": Dispute(
        "claimed",
        "Bhutan's",
        "Not agreed; in Doklam, the western valleys and in the north "
        "(Jakarlung, Pasamlung) the line drawn is Bhutan's claim, and China holds land south of it",
    ),
    "IND-NPL": Dispute(
        "de facto",
        "India's at Kalapani",
        "Kalapani and Susta are claimed by both; Kalapani lies "
        "on the Indian side here, by which it is held",
    ),
    "BTN-IND": Dispute(
        "de jure", AGREED, "Ends at Doklam, where the tripoint with China is not agreed"
    ),
    "KGZ-TJK": Dispute(
        "de jure", AGREED, "Agreement of 2025; the source may still show older parts"
    ),
    "KOR-PRK": Dispute(
        "ceasefire",
        "the armistice of 1953",
        "Military Demarcation Line of 1953; the DMZ is 2 km on each side",
    ),
    "CHN-PRK": Dispute(
        "de facto", "North Korea's on the Tumen's islands", "Treaty of 1962, not published"
    ),
    "KHM-THA": Dispute(
        "de facto",
        HELD,
        "Parts are disputed, among them around Preah Vihear and Ta Muen; fought over in 2025",
    ),
    "KHM-LAO": Dispute("de facto", HELD, "Not demarcated in part"),
    "KHM-VNM": Dispute("de facto", HELD, "About a sixth is not demarcated"),
    "LAO-THA": Dispute("de facto", HELD, "Not demarcated in part; Ban Rom Klao"),
    "MMR-THA": Dispute("de facto", HELD, "Not demarcated in part"),
    "IDN-MYS": Dispute("de facto", HELD, "Segments on Borneo and Sebatik are not agreed"),
    "IDN-TLS": Dispute("de facto", HELD, "Two segments at Oecusse are not agreed"),
    # Arabia
    "ARE-SAU": Dispute(
        "de facto", "Saudi Arabia's, by the treaty of 1974", "The Emirates ask for a revision"
    ),
    "IRN-IRQ": Dispute(
        "de jure", "the agreement of 1975", "On the Shatt al-Arab not marked since 1980"
    ),
    # Africa
    "ESH-MAR": Dispute(
        "claimed",
        "the Sahrawi republic's",
        "North edge of Western Sahara (the line of 1912); "
        "Morocco claims the land on both sides and holds it as far as its berm",
    ),
    "DZA-ESH": Dispute("de facto", HELD, "East edge of Western Sahara"),
    "ESH-MRT": Dispute(
        "de facto",
        HELD,
        "South and east edge of Western Sahara; the land next to it is mostly "
        "held by the Polisario, east of Morocco's berm",
    ),
    "DZA-MAR": Dispute("de jure", "the convention of 1972", "Not marked; closed since 1994"),
    "EGY-SDN": Dispute(
        "de facto",
        "Egypt's, of 1899",
        "The 22nd parallel. Sudan's line of 1902 gives it the "
        "Hala'ib triangle, which Egypt holds, and Egypt Bir Tawil, which neither claims; the Wadi "
        "Halfa salient lies on the Egyptian side here",
    ),
    "SDN-SSD": Dispute(
        "de facto",
        "Sudan's at Abyei and Kafia Kingi",
        "Abyei and Kafia Kingi are claimed by both, "
        "on the Sudanese side here; in Abyei a UN force holds",
    ),
    "CAF-SDN": Dispute(
        "de facto",
        "Sudan's at Kafia Kingi",
        "Includes the edge of Kafia Kingi, claimed by Sudan and South Sudan",
    ),
    "KEN-SSD": Dispute(
        "claimed",
        "South Sudan's, of 1914",
        "The Ilemi triangle, held by Kenya, lies on the South "
        "Sudanese side here; Ethiopia too has had a claim",
    ),
    "ETH-SSD": Dispute("de facto", HELD, "Not demarcated in part"),
    "ETH-SDN": Dispute(
        "de facto", "Sudan's, of 1902", "Al-Fashaga is claimed by both, held by Sudan since 2020"
    ),
    "ETH-SOM": Dispute(
        "de facto",
        HELD,
        "Somalia does not accept the line of 1908 and 1950; in the north-west it bounds Somaliland",
    ),
    "DJI-SOM": Dispute(
        "de jure",
        "the protectorates', of 1888",
        "The land south of it is held by Somaliland, which Somalia claims",
    ),
    "ERI-ETH": Dispute(
        "de jure",
        "the Boundary Commission's, of 2002",
        "Not marked on the ground in full; both sides hold land beyond it in places",
    ),
    "DJI-ERI": Dispute("de facto", HELD, "Ras Doumeira is disputed since 2008"),
    "COD-UGA": Dispute("de facto", HELD, "Rukwanzi and the Semliki are disputed"),
    "COD-ZMB": Dispute("de jure", AGREED, "Not demarcated near Lake Mweru"),
    "MWI-TZA": Dispute(
        "de facto", HELD, "In Lake Malawi: the middle (Tanzania) or the eastern shore (Malawi)"
    ),
    "NAM-ZAF": Dispute(
        "de facto",
        "South Africa's",
        "On the Orange: the north bank (South Africa) or the middle (Namibia)",
    ),
    "SWZ-ZAF": Dispute(
        "de jure", "South Africa's", "Eswatini claims land in Mpumalanga and KwaZulu-Natal"
    ),
    "BEN-BFA": Dispute(
        "de jure", AGREED, "Kourou-Koualou is a neutral area, on the side of Burkina Faso here"
    ),
    "GIN-SLE": Dispute("de facto", HELD, "Yenga, on the Makona, held by Guinea"),
    "LBY-NER": Dispute("de facto", HELD, "Not settled at Tummo"),
    # America
    "ARG-CHL": Dispute(
        "claimed",
        "Argentina's in the ice field",
        "Settled but for about 50 km in the Southern "
        "Patagonian Ice Field between Fitz Roy and Murallón, which are not delimited and where the "
        "line drawn is Argentina's",
    ),
    "BOL-BRA": Dispute(
        "de jure",
        "Bolivia's at Isla Suárez",
        "Isla Suárez is claimed by both and lies on the Bolivian side here",
    ),
    "BRA-URY": Dispute(
        "de jure",
        "Brazil's at Artigas",
        "Uruguay claims Rincão de Artigas and an island in the Quaraí",
    ),
    "GUY-VEN": Dispute(
        "de facto",
        "Guyana's, by the award of 1899",
        "Venezuela claims the land west of the "
        "Essequibo; before the International Court of Justice",
    ),
    "GUY-SUR": Dispute(
        "de facto",
        "Guyana's on the upper Corentyne",
        "The New River triangle is claimed by Suriname and held by Guyana",
    ),
    "GUF-SUR": Dispute(
        "de facto",
        "France's on the upper Maroni",
        "The upper Maroni is claimed by both; the lower part was settled in 2021",
    ),
    "BLZ-GTM": Dispute(
        "de facto", "Belize's, by the treaty of 1859", "Before the International Court of Justice"
    ),
}

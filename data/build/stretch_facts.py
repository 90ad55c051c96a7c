"""Names, notes and citations of the named stretches; typed in, from public record."""

from __future__ import annotations

from typing import NamedTuple


class Ends(NamedTuple):
    """The two sides of a stretch by their names: `a` the territory, `b` its neighbour."""

    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()


class Fact(NamedTuple):
    """What is said about one stretch; an empty status is that of the border it is cut from."""

    name: str
    citation: str
    note: str = ""
    aliases: tuple[str, ...] = ()
    ends: Ends = Ends()
    status: str = ""


_ISRAEL = ("Israel", "Israeli")
_GAZA = ("Gaza", "Gaza Strip", "Gazan")
_WEST_BANK = ("West Bank",)
_KALININGRAD = ("Kaliningrad", "Kaliningrad Oblast", "Kaliningrad region")
_NAKHCHIVAN = ("Nakhchivan", "Nakhichevan", "Naxcivan")
_ABKHAZIA = ("Abkhazia", "Abkhaz", "Abkhazian")
_TRANSNISTRIA = ("Transnistria", "Transdniestria", "Pridnestrovie", "Transnistrian")

FACTS: dict[str, Fact] = {
    "line-of-control": Fact(
        "Line of Control",
        "Simla Agreement of 2 July 1972; Suchetgarh delineation of 11 December 1972",
        "In Kashmir, from Manawar to point NJ9842; neither the border of Jammu with Punjab nor the "
        "positions on the Saltoro beyond its end",
        ("LoC", "Kashmir Line of Control", "Line of Control in Kashmir"),
        status="ceasefire",
    ),
    "actual-ground-position-line": Fact(
        "Actual Ground Position Line",
        "No agreement: the positions of both armies on the Saltoro since 1984",
        "From NJ9842 to the border with China",
        ("AGPL", "Saltoro line"),
        status="de facto",
    ),
    "working-boundary": Fact(
        "Working Boundary",
        "Radcliffe's award of 17 August 1947 for the Punjab side; Jammu's side is disputed",
        "Between Jammu and Pakistan's Punjab, from the Ravi to the Line of Control; India calls it "
        "international border",
        ("Jammu working boundary", "Sialkot working boundary"),
        status="de facto",
    ),
    "radcliffe-line": Fact(
        "Radcliffe Line",
        "Awards of the Punjab and Bengal Boundary Commissions, 17 August 1947",
        "Both parts: India-Pakistan south of Jammu (along Rajasthan and Gujarat older borders, in "
        "the Rann the award of 1968) and India-Bangladesh, as exchanged in 2015",
        ("Radcliffe",),
        status="de jure",
    ),
    "line-of-actual-control": Fact(
        "Line of Actual Control",
        "Agreement of 7 September 1993 between India and China on the Line of Actual Control",
        "All sectors, with Sikkim; the line drawn is OpenStreetMap's; the sides differ in places",
        ("LAC",),
    ),
    "lac-western": Fact(
        "Line of Actual Control, western sector",
        "Agreement of 7 September 1993 between India and China on the Line of Actual Control",
        "Ladakh, from the Karakoram to Gya",
        (
            "western sector of the Line of Actual Control",
            "Ladakh Line of Actual Control",
            "Line of Actual Control in Ladakh",
        ),
    ),
    "lac-middle": Fact(
        "Line of Actual Control, middle sector",
        "Agreement of 7 September 1993 between India and China on the Line of Actual Control",
        "Himachal Pradesh and Uttarakhand, from Gya to Nepal",
        (
            "middle sector of the Line of Actual Control",
            "central sector of the Line of Actual Control",
        ),
    ),
    "lac-sikkim": Fact(
        "Sikkim–Tibet border",
        "Convention of 17 March 1890 relating to Sikkim and Tibet",
        "From Nepal to Bhutan; the eastern end, at Doklam, is not agreed",
        ("Sikkim sector of the Line of Actual Control",),
        Ends(("Sikkim",), ("Tibet", "China", "Chinese")),
    ),
    "mcmahon-line": Fact(
        "McMahon Line",
        "Anglo-Tibetan notes of 24 and 25 March 1914, Simla; not accepted by China",
        "From Bhutan to Myanmar: the eastern sector of the Line of Actual Control",
        (
            "MacMahon Line",
            "eastern sector of the Line of Actual Control",
            "Line of Actual Control, eastern sector",
            "Line of Actual Control in Arunachal Pradesh",
        ),
        Ends(("Arunachal Pradesh",), ("China", "Tibet", "Chinese")),
    ),
    "military-demarcation-line": Fact(
        "Military Demarcation Line",
        "Korean Armistice Agreement, 27 July 1953, article I",
        "The middle of the DMZ, which reaches 2 km to each side",
        (
            "MDL",
            "Korean Military Demarcation Line",
            "Korean Demilitarized Zone",
            "Korean Demilitarised Zone",
            "Korean DMZ",
        ),
    ),
    "dmz-northern-limit": Fact(
        "Northern limit of the Korean DMZ",
        "Korean Armistice Agreement, 27 July 1953, article I",
        "Counted 2 km from the Military Demarcation Line; fences stand nearer to it in places",
        (
            "northern limit line of the DMZ",
            "northern edge of the DMZ",
            "northern boundary of the DMZ",
        ),
    ),
    "dmz-southern-limit": Fact(
        "Southern limit of the Korean DMZ",
        "Korean Armistice Agreement, 27 July 1953, article I",
        "Counted 2 km from the Military Demarcation Line; fences stand nearer to it in places",
        (
            "southern limit line of the DMZ",
            "southern edge of the DMZ",
            "southern boundary of the DMZ",
        ),
    ),
    "durand-line": Fact(
        "Durand Line",
        "Kabul agreement of 12 November 1893",
        "The border of Afghanistan and Pakistan; not accepted by Afghanistan",
        ("Durand",),
    ),
    "oder-neisse-line": Fact(
        "Oder–Neisse line",
        "Potsdam, 2 August 1945; treaty of Warsaw, 14 November 1990",
        "The border of Germany and Poland",
        ("Oder-Neisse line", "Oder Neisse line"),
    ),
    "forty-ninth-parallel": Fact(
        "49th parallel",
        "Convention of 20 October 1818; Oregon Treaty of 15 June 1846",
        "Canada-United States from the Strait of Georgia to the Lake of the Woods, as marked",
        ("forty-ninth parallel",),
    ),
    "cyprus-green-line": Fact(
        "Green Line in Cyprus",
        "Ceasefire of 16 August 1974; Security Council resolutions 186 (1964) and 353 (1974)",
        "The north edge of the buffer zone, where Turkish forces stand; the zone reaches from here "
        "20 m to 7 km southwards",
        (
            "Green Line",
            "Attila Line",
            "Atilla Line",
            "Cyprus Green Line",
            "Cypriot Green Line",
            "Cyprus buffer zone",
            "UN buffer zone in Cyprus",
            "Green Line (Cyprus)",
        ),
        Ends(
            ("Northern Cyprus", "North Cyprus", "Turkish Republic of Northern Cyprus", "TRNC"),
            ("Cyprus", "Republic of Cyprus", "southern Cyprus"),
        ),
    ),
    "green-line-1949": Fact(
        "Green Line of 1949",
        "S/1302/Rev.1 (3 April 1949), Israeli-Jordanian General Armistice Agreement",
        "Round the West Bank with East Jerusalem; no man's lands are not drawn",
        (
            "Green Line",
            "Israel's Green Line",
            "Israeli Green Line",
            "1949 armistice line",
            "1949 Green Line",
            "Green Line (Israel)",
            "West Bank Green Line",
        ),
        Ends(_WEST_BANK, _ISRAEL),
    ),
    "gaza-israel": Fact(
        "Gaza–Israel border",
        "S/1264/Corr.1 (24 February 1949), Egyptian-Israeli General Armistice Agreement",
        "",
        ("Gaza fence", "Gaza perimeter fence", "Gaza border fence"),
        Ends(_GAZA, _ISRAEL),
    ),
    "gaza-egypt": Fact(
        "Egypt–Gaza border",
        "Treaty of Peace between Egypt and Israel, 26 March 1979, article II and annex II",
        "The border itself; the Philadelphi Corridor is a strip on its Gaza side",
        ("Rafah border",),
        Ends((*_GAZA, "Rafah"), ("Egypt", "Egyptian", "Sinai")),
    ),
    "west-bank-jordan": Fact(
        "West Bank–Jordan border",
        "Treaty of Peace between Israel and Jordan, 26 October 1994, annex I(a), without prejudice "
        "to the status of the territory",
        "",
        (),
        Ends(_WEST_BANK, ("Jordan", "Jordanian")),
    ),
    "kaliningrad-poland": Fact(
        "Kaliningrad–Poland border",
        "Polish-Soviet treaty of 16 August 1945; protocol of 1957",
        "",
        (),
        Ends(_KALININGRAD, ("Poland", "Polish")),
    ),
    "kaliningrad-lithuania": Fact(
        "Kaliningrad–Lithuania border",
        "Treaty of 24 October 1997, in force since 2003",
        "",
        (),
        Ends(_KALININGRAD, ("Lithuania", "Lithuanian")),
    ),
    "ceuta-morocco": Fact(
        "Ceuta–Morocco border",
        "Hispano-Moroccan treaties of 1859 to 1860",
        "",
        ("Ceuta fence",),
        Ends(("Ceuta",), ("Morocco", "Moroccan")),
    ),
    "melilla-morocco": Fact(
        "Melilla–Morocco border",
        "Hispano-Moroccan conventions of 1859 and 1862",
        "",
        ("Melilla fence",),
        Ends(("Melilla",), ("Morocco", "Moroccan")),
    ),
    "nakhchivan-armenia": Fact(
        "Nakhchivan–Armenia border",
        "Treaty of Kars, 13 October 1921; not delimited",
        "",
        (),
        Ends(_NAKHCHIVAN, ("Armenia", "Armenian")),
    ),
    "nakhchivan-iran": Fact(
        "Nakhchivan–Iran border",
        "Soviet-Iranian agreement of 2 December 1954 (the Aras)",
        "",
        (),
        Ends(_NAKHCHIVAN, ("Iran", "Iranian")),
    ),
    "nakhchivan-turkey": Fact(
        "Nakhchivan–Turkey border",
        "Treaty of Moscow, 16 March 1921; Treaty of Kars, 1921",
        "",
        (),
        Ends(_NAKHCHIVAN, ("Turkey", "Turkish", "Türkiye")),
    ),
    "northern-ireland-ireland": Fact(
        "Northern Ireland–Ireland border",
        "Agreement of 3 December 1925 (Boundary Commission)",
        "",
        ("Irish border", "Irish land border"),
        Ends(
            ("Northern Ireland", "North of Ireland", "Northern Irish"),
            ("Ireland", "Republic of Ireland", "Irish", "the Republic"),
        ),
    ),
    "crimea-kherson": Fact(
        "Crimea–Kherson line",
        "Border of the Autonomous Republic of Crimea and Kherson Oblast, 1954",
        "Perekop, the Sivash, Chonhar and the Arabat Spit; an internal line of Ukraine. It was the "
        "line between the armies from 2014 to February 2022 and is not one now",
        ("administrative border of Crimea", "Crimean administrative border"),
        Ends(
            ("Crimea", "Crimean"),
            ("Kherson", "Kherson Oblast", "mainland Ukraine", "Ukraine", "Kherson region"),
        ),
    ),
    "abkhazia-georgia": Fact(
        "Abkhazia–Georgia line",
        "Administrative boundary of Abkhazia in Georgia; ceasefire of 12 August 2008",
        "The administrative boundary line, along the Inguri for the most part",
        ("Abkhazia administrative boundary line",),
        Ends(_ABKHAZIA, ("Georgia", "Georgian")),
    ),
    "abkhazia-russia": Fact(
        "Abkhazia–Russia border",
        "Boundary of Georgia and Russia along the Psou and the Caucasus (1929)",
        "",
        (),
        Ends(_ABKHAZIA, ("Russia", "Russian")),
    ),
    "transnistria-moldova": Fact(
        "Transnistria–Moldova line",
        "Ceasefire agreement of 21 July 1992, Moscow",
        "The west edge of what Transnistria holds, by districts of Natural Earth; villages on both "
        "banks lie on the other side",
        (),
        Ends(_TRANSNISTRIA, ("Moldova", "Moldovan")),
    ),
    "transnistria-ukraine": Fact(
        "Transnistria–Ukraine border",
        "Treaty between Moldova and Ukraine of 18 August 1999",
        "",
        (),
        Ends(_TRANSNISTRIA, ("Ukraine", "Ukrainian")),
    ),
}

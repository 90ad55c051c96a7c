"""Stances: who says a claim, and whether it is proposed, demanded, agreed, in force or rejected."""

from __future__ import annotations

import re
from typing import Final, Literal

from geo.wording import without_dateline

__all__ = ["Status", "speaker_of", "status_of"]

Status = Literal["proposed", "demanded", "rejected", "agreed", "in force", "reported"]

_REJECTED: Final = re.compile(
    r"\b(?:reject(?:s|ed|ing|ion)?|refus(?:e|es|ed|ing|al)|rebuff(?:s|ed|ing)?|turn(?:s|ed|"
    r"ing)? down|dismiss(?:es|ed|ing)?|declin(?:es|ed|ing)|"
    r"rul(?:es|ed|ing) out|spurn(?:s|ed)?|veto(?:es|ed)?|oppos(?:es|ed|ing)|insufficient|"
    r"unacceptable|not (?:be )?(?:enough|accept\w*|agree\w*|satisf\w+|"
    r"sufficient)|(?:does|do|did|would|will|has|have)(?: not|n't) (?:accept|agree|agreed|"
    r"accepted)|never (?:accept|agree)|said no to|threw out|scrapped)\b",
    re.IGNORECASE,
)
_AGREED: Final = re.compile(
    r"\b(?:agreed|agrees|signed|accepts|accepted|approves|approved|consented|endorsed|ratified|"
    r"settled on|struck a deal|reached (?:a|an) (?:deal|agreement|accord)|"
    r"(?:under|as part of|in line with|according to|by) (?:the|a|an|their|"
    r"this) (?:[\w'-]+ ){0,4}?(?:agreements?|accords?|deal|treaty|truce|ceasefire|cease-fire|"
    r"armistice|"
    r"memorandum|pact|resolution)|(?:agreement|accord|deal|treaty|truce|ceasefire|cease-fire|"
    r"armistice|memorandum|pact) (?:[\w'-]+ ){0,3}?(?:stipulat\w+|provid\w+|call\w*|requir\w+|"
    r"establish\w*|creat\w+|signed|reached|sets?|specif\w+|envisag\w+|allow\w*|oblig\w+))\b",
    re.IGNORECASE,
)
_DEMANDED: Final = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|insist(?:s|ed|ing|ence)?|call(?:s|ed|ing)? (?:for|on|upon)|urg(?:e|"
    r"es|ed|ing)|wants?|wanted|wanting|order(?:s|ed|ing)?|requir(?:e|es|ed|ing)|"
    r"must|should|asks?|asked|asking|request(?:s|ed|ing)?|press(?:es|ed|ing)|told [^.;]{1,60}? to|"
    r"warn(?:s|ed|ing)?|ultimatum|need(?:s|ed)? to|has to|have to)\b",
    re.IGNORECASE,
)
_PROPOSED: Final = re.compile(
    r"\b(?:propos(?:e|es|ed|ing|al|als)|offer(?:s|ed|ing)?|suggest(?:s|ed|ing|ion)?|plan(?:s|ned|"
    r"ning)?|would|could|may|might|float(?:s|ed|ing)|consider(?:s|ed|ing)?|aspir\w+|"
    r"commit(?:s|ted|ment)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|vow(?:s|ed|ing)?|"
    r"intend(?:s|ed|ing)?|intention|aim(?:s|ed|ing)?|seek(?:s|ing)?|sought|hop(?:e|es|ed|ing)|"
    r"discuss\w*|"
    r"negotiat\w+|will|to be (?:set up|created|established)|draft|idea|envision\w*|envisag\w*|"
    r"tabled|mull\w*|weigh(?:s|ed|ing)?|moot\w*|guarantee\w*|ready to|willing to|prepar\w+ to)\b",
    re.IGNORECASE,
)
_IN_FORCE: Final = re.compile(
    r"\b(?:impos(?:es|ed|ing)|declar(?:es|ed|ing)|establish(?:es|ed)|enforc(?:es|ed|ing)|set up|"
    r"sets up|clos(?:es|ed)|seal(?:s|ed)|evacuat(?:es|ed|ing)|creat(?:es|ed)|"
    r"bar(?:s|red)|ban(?:s|ned)|forbids?|forbade|forbidden|prohibit(?:s|ed)|prohibits|"
    r"restrict(?:s|ed)|in (?:place|effect|force)|came into|exists|maintain(?:s|ed)?|separates?|"
    r"cleared|cordon(?:s|ed) off|outlaw(?:s|ed)|illegal|off[ -]limits|allow(?:s|ed)|limit(?:s|ed)|"
    r"surround(?:s|ed|ing)?|law|decree|suspend(?:s|ed)|expand(?:s|ed)|extended|"
    r"(?:have|has) (?:been )?(?:withdrawn|pulled|moved|retreated|left)|designated|not allowed|"
    r"are not permitted)\b",
    re.IGNORECASE,
)
_MODAL: Final = re.compile(
    r"\b(?:to|would|could|will|may|might|should|must|not|never)(?: \w+)? $", re.IGNORECASE
)
_SAYING: Final = (
    r"(?:said|says|told|tells|announced|announces|added|adds|stressed|stresses|warned|reported|"
    r"reports|declared|stated|"
    r"insisted|claimed|claims|confirmed|noted|explained|acknowledged|vowed|pledged)"
)
_SPEAKER: Final = (
    re.compile(
        rf"[,\"]\"? (?P<who>(?:an? |the |one )?[^,;:.\"()]{{2,90}}?) {_SAYING}\b", re.IGNORECASE
    ),
    re.compile(
        r"[,\"]\"? (?:said|says|added|adds) (?P<who>[^,;:.\"()]{2,90}?)(?=[,.;\"]|$)",
        re.IGNORECASE,
    ),
    re.compile(r"\baccording to (?P<who>[^,;:.\"()]{2,90}?)(?=[,.;\"]|$)", re.IGNORECASE),
    re.compile(rf"^[\"'\s]*(?P<who>[^,;:.\"()]{{2,90}}?) {_SAYING}\b", re.IGNORECASE),
)
_DAY: Final = re.compile(
    r" (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|"
    r"night))?$| (?:later|also|earlier|then|has|have|had)$",
    re.IGNORECASE,
)


def status_of(sentence: str, start: int, end: int) -> Status:
    """Where the claim stands, from the words of its sentence.

    Parameters
    ----------
    sentence : str
        Plain text of one sentence.
    start, end : int
        The claim in it.

    Returns
    -------
    str
        A rejection anywhere in the sentence outweighs what was offered or demanded; of the
        others the strongest before the claim counts, then the strongest behind it.

    Examples
    --------
    >>> text = "Israel has rejected a Russian proposal to keep them 100 km from the border."
    >>> status_of(text, 51, 74)
    'rejected'
    """
    before, after = sentence[:start], sentence[end:]
    if _REJECTED.search(before) or _REJECTED.search(after[:200]):
        return "rejected"
    for part in (before, after[:200]):
        for status, pattern in (
            ("agreed", _AGREED),
            ("demanded", _DEMANDED),
            ("proposed", _PROPOSED),
            ("in force", _IN_FORCE),
        ):
            for match in pattern.finditer(part):
                # "to impose", "will close" are no facts yet.
                if status in ("in force", "agreed") and _MODAL.search(
                    part, max(0, match.start() - 24), match.start()
                ):
                    if status == "in force":
                        return "proposed"
                    continue
                return status  # type: ignore[return-value]
    return "reported"


def speaker_of(sentence: str) -> str | None:
    """Who says what the sentence says.

    Parameters
    ----------
    sentence : str
        Plain text of one sentence.

    Returns
    -------
    str or None
        The words of the sentence, such as ``"a senior Israeli official"``.

    Examples
    --------
    >>> speaker_of("They will stay 80 km away, a senior officer said Monday, and left.")
    'a senior officer'
    """
    for pattern in _SPEAKER:
        match = pattern.search(sentence)
        if match is not None:
            who = without_dateline(_DAY.sub("", match["who"].strip()))
            if (
                who
                and len(who.split()) <= 14
                and not re.match(
                    r"(?:which|who|that|and|but|when|where|as|he|she|it|they|it is|there)\b",
                    who,
                    re.IGNORECASE,
                )
            ):
                return who
    return None

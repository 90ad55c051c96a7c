"""Border phrases: the words that mean a border, and which countries it parts.

"Syrian-Lebanese border", "its southern border with Iraq", "border crossings between Syria and
Lebanon and between Syria and Iraq", "the frontier". What a phrase leaves out is taken from the
sentence, then from the article, and `BorderPhrase.because` says what was taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.reading.claims.border_context import BorderContext, Pair
from geo.reading.claims.border_words import (
    AND_BETWEEN,
    AS_VERB,
    LINE_NAME,
    OBJECT,
    PHRASE,
    SEA,
    SIDE,
    WITH_AFTER,
)
from geo.reading.claims.name_marks import DEMONYM, NATION, shadow
from geo.reading.names import Nation, neighbours

__all__ = ["BorderPhrase", "border_phrases"]


@dataclass(frozen=True, slots=True)
class BorderPhrase:
    """Words that mean a border or a named line.

    Parameters
    ----------
    start, end : int
        Characters of the plain text, end exclusive.
    pairs : tuple of Pair
        The countries parted; empty for a line known by name only, or if nothing tells.
    owner : str
        Alpha-3 code of the country whose border or side it is; empty for a border of two.
    side : str
        ``"north"``, ``"south-east"``; empty if none is named.
    line : str
        The name of a line such as ``"Blue Line"``; empty for a border.
    named : bool
        Whether the phrase itself holds a name, so that it can be a mention.
    because : str
        What was taken from the context; empty if the phrase says all.
    """

    start: int
    end: int
    pairs: tuple[Pair, ...] = ()
    owner: str = ""
    side: str = ""
    line: str = ""
    named: bool = True
    because: str = ""


def border_phrases(
    text: str, start: int, end: int, nations: Sequence[Nation], context: BorderContext
) -> tuple[BorderPhrase, ...]:
    """Find the border phrases of one sentence.

    Parameters
    ----------
    text : str
        Plain text.
    start, end : int
        The sentence.
    nations : sequence of Nation
        Those in the sentence, in its order.
    context : BorderContext
        What came before; it is brought up to date.

    Returns
    -------
    tuple of BorderPhrase
        In the order of the text; no two overlap.

    Examples
    --------
    >>> nations = [Nation(4, 10, ("SYR",), "demonym"), Nation(11, 19, ("LBN",), "demonym")]
    >>> border_phrases("the Syrian-Lebanese border", 0, 26, nations, BorderContext())[0].pairs
    (('LBN', 'SYR'),)
    """
    sentence = _Sentence(text, start, end, tuple(nations), context)
    found = sorted(sentence.phrases(), key=lambda phrase: phrase.start)
    for nation in nations:
        context.note(nation.code)
    return tuple(found)


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


@dataclass(slots=True)
class _Sentence:
    text: str
    start: int
    end: int
    nations: tuple[Nation, ...]
    context: BorderContext

    def phrases(self) -> Iterator[BorderPhrase]:
        piece = shadow(
            self.text[self.start : self.end],
            (
                (n.start - self.start, n.end - self.start, NATION if n.form == "name" else DEMONYM)
                for n in self.nations
            ),
        )
        # Most sentences hold none of the words; the large pattern is for those that do.
        if re.search(r"border|frontier|boundar", piece, re.IGNORECASE):
            position = 0
            while (match := PHRASE.search(piece, position)) is not None:
                position = match.end()
                for phrase in self._read(piece, match):
                    position = max(position, phrase.end - self.start)
                    if phrase.pairs:
                        self.context.last = phrase.pairs
                    yield phrase
        if re.search(r"\bline|lines\b|zone|DMZ|1967", piece, re.IGNORECASE):
            for match in LINE_NAME.finditer(piece):
                yield self._line(match)

    def _read(self, piece: str, match: re.Match[str]) -> Iterator[BorderPhrase]:
        kind = match.lastgroup or ""
        if SEA.search(piece, max(0, match.start() - 12), match.start()):
            return
        begin, end = match.span()
        inside = self._within(begin, end)
        words = match[0]
        if kind in ("between", "twin") and len(inside) > 1:
            yield from self._between(piece, match, inside)
            return
        if kind == "koreas":
            yield self._made(begin, end, (("KOR", "PRK"),))
            return
        plural = re.search(r"(?:borders|frontiers|boundaries)$", words, re.IGNORECASE) is not None
        # "Syria borders Iraq": the same word as a verb.
        if (
            plural
            and "'" not in words
            and kind in ("owned", "twin", "bare")
            and not re.match("the ", words, re.IGNORECASE)
        ):
            first = inside[0] if inside else None
            if (first is None or first.form == "name") and AS_VERB.match(piece, end):
                return
        side = _side(words)
        others = self._others(piece, end)
        if others and kind != "between":
            end = others[-1].end - self.start
        owner = inside[-1] if inside else None
        if owner is not None:
            yield self._owned(begin, end, owner, side, others)
        else:
            yield self._unowned(begin, end, kind, side, others)

    def _within(self, begin: int, end: int) -> list[Nation]:
        return [
            n for n in self.nations if begin <= n.start - self.start and n.end - self.start <= end
        ]

    def _others(self, piece: str, end: int) -> list[Nation]:
        match = WITH_AFTER.match(piece, end)
        if match is None:
            return []
        found = self._within(match.start("with"), match.end("with"))
        # "from Syria" behind a border is where somebody came from, unless it is the only reading.
        return [n for n in found if n.form == "name"] if " with " in match[0] else []

    def _made(self, begin: int, end: int, pairs: Sequence[Pair], **more: str) -> BorderPhrase:
        return BorderPhrase(
            begin + self.start,
            end + self.start,
            tuple(sorted(set(pairs))),
            named=bool(self._within(begin, end)),
            **more,
        )

    def _between(
        self, piece: str, match: re.Match[str], inside: list[Nation]
    ) -> Iterator[BorderPhrase]:
        begin, end = match.span()
        if match.lastgroup == "twin":
            first, second = inside[0], inside[1]
            if first.form == "name" and " and " in piece[begin:end] and second.form == "demonym":
                # "Israel and the Syrian border" names one border only.
                yield self._owned(second.start - self.start, end, second, _side(match[0]), [])
                return
            codes = self._distinct(first, second)
            yield self._made(begin, end, [_pair(*codes)] if codes else [])
            return
        owner = inside[0]
        pairs = [_pair(*codes) for other in inside[1:] if (codes := self._distinct(owner, other))]
        yield self._made(begin, end, pairs)
        position = end
        while (more := AND_BETWEEN.match(piece, position)) is not None:
            both = self._within(*more.span("span"))
            codes = self._distinct(both[0], both[1]) if len(both) == 2 else None
            yield self._made(*more.span("span"), [_pair(*codes)] if codes else [])
            position = more.end()

    def _distinct(self, a: Nation, b: Nation) -> Pair | None:
        """Two different countries, of names that may be shared by several."""
        choices = [(x, y) for x in a.codes for y in b.codes if x != y]
        bordering = [choice for choice in choices if choice[1] in neighbours(choice[0])]
        return next(iter(bordering or choices), None)

    def _owned(
        self, begin: int, end: int, owner: Nation, side: str, others: list[Nation]
    ) -> BorderPhrase:
        """Read "Israel's northern border", "the Israeli border", "Israel's border with Syria"."""
        if len(owner.codes) > 1 and not others:
            pairs = [_pair(a, b) for a in owner.codes for b in owner.codes if b in neighbours(a)]
            if pairs:
                return self._made(begin, end, pairs)
        if others:
            pairs = [_pair(*codes) for other in others if (codes := self._distinct(owner, other))]
            return self._made(begin, end, pairs, owner=owner.code, side=side)
        if side:
            return self._made(begin, end, (), owner=owner.code, side=side)
        other, because = self._neighbour_in_play(owner.code, begin, end)
        if other:
            return self._made(
                begin, end, [_pair(owner.code, other)], owner=owner.code, because=because
            )
        every = [_pair(owner.code, code) for code in neighbours(owner.code)]
        because = (
            "the other country is not named; every land border is taken" if len(every) > 1 else ""
        )
        return self._made(begin, end, every, owner=owner.code, because=because)

    def _unowned(
        self, begin: int, end: int, kind: str, side: str, others: list[Nation]
    ) -> BorderPhrase:
        """Read "its southern border", "the border with Iraq", "the frontier"."""
        if others:
            codes = {code for other in others for code in other.codes}
            owner = self._subject(begin, others)
            if owner is None or not any(code in neighbours(owner) for code in codes):
                owner = self._known_neighbour(codes)
            if owner is None:
                return self._made(begin, end, (), because="the other country is not named")
            pairs = [_pair(owner, code) for code in sorted(codes) if code in neighbours(owner)]
            return self._made(
                begin, end, pairs, owner=owner, side=side, because=f"{owner} is taken from the text"
            )
        if side:
            owner = self._owner_of_side(begin) or self._known_neighbour(set())
            because = f"{owner} is taken from the text" if owner else "no country is named"
            return self._made(begin, end, (), owner=owner or "", side=side, because=because)
        if kind == "its":
            owner = self._subject(begin, [])
            other, because = self._neighbour_in_play(owner, begin, end) if owner else ("", "")
            if owner and other:
                return self._made(begin, end, [_pair(owner, other)], owner=owner, because=because)
        in_play, because = self._pair_in_play(begin)
        return self._made(begin, end, in_play, because=because)

    def _subject(self, begin: int, others: Sequence[Nation]) -> str | None:
        """Find the country that acts: the nearest one before that no preposition governs."""
        taken = {other.code for other in others}
        before = [n for n in self.nations if n.end - self.start <= begin and n.code not in taken]
        acting = [n for n in before if not self._is_object(n)]
        if acting or before:
            return (acting or before)[-1].code
        return None

    def _is_object(self, nation: Nation) -> bool:
        return (
            OBJECT.search(self.text, max(self.start, nation.start - 40), nation.start) is not None
        )

    def _owner_of_side(self, begin: int) -> str | None:
        """Whose "southern border": of several countries before, the first that acts."""
        before = [n for n in self.nations if n.end - self.start <= begin]
        acting = [n for n in before if not self._is_object(n)]
        return acting[-1].code if acting else (before[0].code if before else None)

    def _known_neighbour(self, codes: set[str]) -> str | None:
        """Find the country of the article that is in play and borders on these."""
        for code in reversed(self.context.recent):
            if code not in codes and (
                not codes or any(other in neighbours(code) for other in codes)
            ):
                return code
        around = [c for c in self.context.ranked() if any(o in neighbours(c) for o in codes)]
        return next((code for code in around if code not in codes), None)

    def _neighbour_in_play(self, owner: str, begin: int, end: int) -> tuple[str, str]:
        """Choose a neighbour of the owner that the sentence names, else one of the article's."""
        near = neighbours(owner)
        if len(near) == 1:
            return near[0], ""
        named = [
            (abs((n.start - self.start) - begin), code)
            for n in self.nations
            if not begin <= n.start - self.start < end
            for code in n.codes
            if code in near
        ]
        if named:
            code = min(named)[1]
            return code, f"{code} is taken from the sentence"
        if self.context.last:
            for pair in self.context.last:
                if owner in pair:
                    other = pair[0] if pair[1] == owner else pair[1]
                    return other, f"{other} is taken from the border named before"
        ranked = [code for code in self.context.ranked() if code in near]
        return (ranked[0], f"{ranked[0]} is taken from the article") if ranked else ("", "")

    def _pair_in_play(self, begin: int) -> tuple[tuple[Pair, ...], str]:
        """Which border "the border" is."""
        ordered = sorted(
            self.nations,
            key=lambda n: (n.start - self.start > begin, abs(n.start - self.start - begin)),
        )
        codes = list(dict.fromkeys(code for n in ordered for code in n.codes))
        for index, first in enumerate(codes):
            for second in codes[:index]:
                if first in neighbours(second):
                    return (_pair(first, second),), "its countries are taken from the sentence"
        if self.context.last and (
            not codes or any(c in pair for c in codes for pair in self.context.last)
        ):
            return self.context.last, "it is taken to be the border named before"
        for first in codes:
            for second in self.context.ranked():
                if second in neighbours(first):
                    return (_pair(first, second),), f"{second} is taken from the article"
        ranked = self.context.ranked()[:12]
        for index, first in enumerate(ranked):
            for second in ranked[:index]:
                if first in neighbours(second):
                    return (
                        _pair(first, second),
                    ), "its countries are those that the article names most"
        return (), "no two bordering countries are named"

    def _line(self, match: re.Match[str]) -> BorderPhrase:
        begin, end = match.span()
        if match["line"]:
            name = re.sub(
                r"\s+",
                " ",
                self.text[self.start + match.start("line") : self.start + match.end("line")],
            )
            return replace(self._made(begin, end, (), line=name), named=True)
        pairs, because = self._pair_in_play(begin)
        name = self.text[self.start + begin : self.start + end]
        return self._made(begin, end, pairs, line=name, because=because)


def _side(words: str) -> str:
    match = re.search(rf"\b({SIDE})\b", words, re.IGNORECASE)
    if match is None:
        return ""
    parts = re.findall(r"north|south|east|west", match[1].lower())
    return "-".join(parts)

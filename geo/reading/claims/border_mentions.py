"""Border phrases: the words that mean a border, and which countries it parts.

"Syrian-Lebanese border", "its southern border with Iraq", "the frontier". What a phrase leaves out
is taken from the sentence, then from the article, and `BorderPhrase.taken` says from where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geo.borders import meeting
from geo.reading.claims.border_context import BorderContext, Pair, Taken, pair_of
from geo.reading.claims.border_phrase import BorderPhrase
from geo.reading.claims.border_words import (
    AND_BETWEEN,
    AS_VERB,
    BETWEEN_AFTER,
    LINE_NAME,
    MOVING_LINE,
    OBJECT,
    PHRASE,
    SEA,
    SIDE,
    STILL_LINE,
    THEIRS,
    WITH_AFTER,
)
from geo.reading.claims.name_marks import DEMONYM, NATION, mark_names
from geo.reading.names import Nation, neighbours

__all__ = ["border_phrases"]

_TWO: Final = 2
_BORDER_WORD: Final = re.compile(r"border|frontier|boundar", re.IGNORECASE)
_LINE_WORD: Final = re.compile(
    r"line\b|lines\b|zone|DMZ|1967|Golan|fence|wall|barrier|berm", re.IGNORECASE
)


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


@dataclass(slots=True)
class _Sentence:
    text: str
    start: int
    end: int
    nations: tuple[Nation, ...]
    context: BorderContext

    def phrases(self) -> list[BorderPhrase]:
        piece = mark_names(
            self.text[self.start : self.end],
            (
                (n.start - self.start, n.end - self.start, NATION if n.form == "name" else DEMONYM)
                for n in self.nations
            ),
        )
        found: list[BorderPhrase] = []
        lines = list(LINE_NAME.finditer(piece)) if _LINE_WORD.search(piece) else []
        # Most sentences hold none of the words; the large pattern is for those that do.
        if _BORDER_WORD.search(piece):
            position = 0
            while (match := PHRASE.search(piece, position)) is not None:
                position = match.end()
                if any(one["line"] and _overlap(one, match) for one in lines):
                    continue  # "the Golan Heights frontier" is a line of that name
                for phrase in self._read(piece, match):
                    position = max(position, phrase.end - self.start)
                    if phrase.pairs:
                        self.context.last = phrase.pairs
                    found.append(phrase)
        for match in lines:
            start, end = match.start() + self.start, match.end() + self.start
            if not any(other.start < end and start < other.end for other in found):
                found.append(self._line(piece, match))
        return found

    def _read(self, piece: str, match: re.Match[str]) -> Iterator[BorderPhrase]:
        kind = match.lastgroup or ""
        if SEA.search(piece, max(0, match.start() - 12), match.start()):
            return
        begin, end = match.span()
        inside = self._within(begin, end)
        words = match[0]
        if kind in ("between", "twin") and len(inside) > 1:
            return (yield from self._between(piece, match, inside))
        if kind == "koreas" and all({"KOR", "PRK"} & set(nation.codes) for nation in inside):
            return (yield self._made(begin, end, (("KOR", "PRK"),)))
        if kind == "of" and len(inside) > 1:
            if meeting(inside[0].codes, inside[1].codes):
                return (yield from self._between(piece, match, inside))
            inside, end = inside[:1], inside[0].end - self.start
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
        if inside:
            yield self._owned(begin, end, inside[-1], side, others)
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

    def _made(
        self,
        begin: int,
        end: int,
        pairs: Sequence[Pair],
        *,
        owner: str = "",
        side: str = "",
        line: str = "",
        taken: Taken = "",
        missing: str = "",
        general: bool = False,
    ) -> BorderPhrase:
        inside = self._within(begin, end)
        codes = {code for pair in pairs for code in pair}
        meant = self.nations if taken == "sentence" else inside
        part = next((n for n in meant if n.part and n.form == "name" and n.code in codes), None)
        return BorderPhrase(
            start=begin + self.start,
            end=end + self.start,
            pairs=tuple(sorted(set(pairs))),
            owner=owner,
            side=side,
            line=line,
            named=bool(inside),
            taken=taken,
            missing=missing,
            general=general,
            part=self.text[part.start : part.end] if part else "",
        )

    def _between(
        self, piece: str, match: re.Match[str], inside: list[Nation]
    ) -> Iterator[BorderPhrase]:
        begin, end = match.span()
        if match.lastgroup == "twin":
            first, second = inside[:2]
            if first.form == "name" and " and " in piece[begin:end] and second.form == "demonym":
                # "Israel and the Syrian border" names one border only.
                at = second.start - self.start
                return (yield self._owned(at, end, second, _side(match[0]), []))
            codes = self._distinct(first, second)
            why = "" if codes else "a name is shared by two countries that both meet the other"
            return (yield self._made(begin, end, [pair_of(*codes)] if codes else [], missing=why))
        owner = inside[0]
        pairs = [pair_of(*codes) for other in inside[1:] if (codes := self._distinct(owner, other))]
        yield self._made(begin, end, pairs)
        position = end
        while (more := AND_BETWEEN.match(piece, position)) is not None:
            both = self._within(*more.span("span"))
            codes = self._distinct(both[0], both[1]) if len(both) == 2 else None
            yield self._made(*more.span("span"), [pair_of(*codes)] if codes else [])
            position = more.end()

    def _distinct(self, a: Nation, b: Nation) -> Pair | None:
        """Two different countries; none if a shared name leaves two borders (Congo and Angola)."""
        met = meeting(a.codes, b.codes)
        met = met or tuple((x, y) for x in a.codes for y in b.codes if x != y)[:1]
        return met[0] if len(met) == 1 else None

    def _owned(
        self, begin: int, end: int, owner: Nation, side: str, others: list[Nation]
    ) -> BorderPhrase:
        """Read "Israel's northern border", "the Israeli border", "Israel's border with Syria"."""
        if len(owner.codes) > 1 and not others:
            pairs = [pair_of(a, b) for a in owner.codes for b in owner.codes if b in neighbours(a)]
            if pairs:
                return self._made(begin, end, pairs)
        if others:
            pairs = [pair_of(*codes) for other in others if (codes := self._distinct(owner, other))]
            return self._made(begin, end, pairs, owner=owner.code, side=side)
        if side:
            return self._made(begin, end, (), owner=owner.code, side=side)
        other, taken = self.context.neighbour_of(owner.code, self._nearest(begin, end))
        if other:
            return self._made(
                begin, end, [pair_of(owner.code, other)], owner=owner.code, taken=taken
            )
        every = [pair_of(owner.code, code) for code in neighbours(owner.code)]
        all_of: Taken = "every border" if len(every) > 1 else ""
        return self._made(begin, end, every, owner=owner.code, taken=all_of)

    def _unowned(
        self, begin: int, end: int, kind: str, side: str, others: list[Nation]
    ) -> BorderPhrase:
        """Read "its southern border", "the border with Iraq", "the frontier"."""
        if others:
            return self._with(begin, end, side, others)
        if side:
            subject = self._owner_of_side(begin)
            owner = subject or self.context.known_neighbour(set())
            if owner is None:
                return self._made(begin, end, (), side=side, missing="no country is named")
            taken: Taken = "sentence" if subject else "article"
            return self._made(begin, end, (), owner=owner, side=side, taken=taken)
        if kind == "its":
            owner = self._subject(begin, [])
            other, taken = (
                self.context.neighbour_of(owner, self._nearest(begin, end)) if owner else ("", "")
            )
            if owner and other:
                taken = self._said(taken or "sentence", begin)
                return self._made(begin, end, [pair_of(owner, other)], owner=owner, taken=taken)
        pairs, taken = self._in_play(begin)
        missing = "" if pairs else "no two bordering countries are named"
        return self._made(begin, end, pairs, taken=taken, missing=missing)

    def _with(self, begin: int, end: int, side: str, others: list[Nation]) -> BorderPhrase:
        """Read "the border with Iraq": its owner is who acts, or who else borders on Iraq."""
        codes = {code for other in others for code in other.codes}
        owner = self._subject(begin, others)
        taken: Taken = "sentence"
        if owner is None or not any(code in neighbours(owner) for code in codes):
            owner, taken = self.context.known_neighbour(codes), "article"
        if owner is None:
            return self._made(begin, end, (), missing="the other country is not named")
        pairs = [pair_of(owner, code) for code in sorted(codes) if code in neighbours(owner)]
        taken = self._said(taken, begin)
        return self._made(begin, end, pairs, owner=owner, side=side, taken=taken)

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

    def _nearest(self, begin: int, end: int) -> list[str]:
        """Give the countries that the sentence names outside the phrase, the nearest first."""
        named = [
            (abs((n.start - self.start) - begin), code)
            for n in self.nations
            if not begin <= n.start - self.start < end
            for code in n.codes
        ]
        return [code for _, code in sorted(named)]

    def _in_play(self, begin: int) -> tuple[tuple[Pair, ...], Taken]:
        """Which border "the border" is: countries before the phrase count as nearer."""
        ordered = sorted(
            self.nations,
            key=lambda n: (n.start - self.start > begin, abs(n.start - self.start - begin)),
        )
        nearest = list(dict.fromkeys(code for n in ordered for code in n.codes))
        pairs, taken = self.context.border_in_play(nearest)
        return pairs, self._said(taken, begin)

    def _said(self, taken: Taken, begin: int) -> Taken:
        """Doubt nothing where two countries are named and their border is said to be theirs."""
        theirs = THEIRS.match(self.text, self.start + begin) is not None
        only_two = len({code for n in self.nations for code in n.codes}) == _TWO
        return "" if taken == "sentence" and theirs and only_two else taken

    def _line(self, piece: str, match: re.Match[str]) -> BorderPhrase:
        begin, end = match.span()
        words = re.sub(r"\s+", " ", self.text[self.start + begin : self.start + end])
        if match["line"]:
            at = self.start + match.start("line")
            name = re.sub(r"\s+", " ", self.text[at : self.start + match.end("line")])
            return replace(self._made(begin, end, (), line=name), named=True)
        behind = BETWEEN_AFTER.match(piece, end)
        inside = self._within(begin, behind.end() if behind else end)
        pairs: tuple[Pair, ...] = ()
        taken: Taken = ""
        if len(inside) > 1 and (codes := self._distinct(inside[0], inside[1])):
            pairs = (codes,)
            end = behind.end() if behind else end
            if not STILL_LINE.search(words) and not MOVING_LINE.search(words):
                return self._made(begin, end, pairs)  # "the line between Israel and Lebanon"
        elif STILL_LINE.search(words):
            pairs, taken = self._in_play(begin)
        # Where armies face each other is no border, whatever two countries the article names.
        if MOVING_LINE.search(words):
            pairs, taken = (), ""
        return self._made(begin, end, pairs, line=words, taken=taken, general=True)


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _side(words: str) -> str:
    match = re.search(rf"\b({SIDE})\b", words, re.IGNORECASE)
    if match is None:
        return ""
    parts = re.findall(r"north|south|east|west", match[1].lower())
    return "-".join(parts)

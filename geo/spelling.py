"""One key for the many spellings of a name: accents, case, hyphens, articles, Arabic letters.

Two spellings with one key may still be two names; whoever looks a key up decides by the spelling
itself. Scripts other than Latin keep their letters, because a romanisation drops the vowels of
Arabic and Hebrew and cannot be compared with a map's.

And which of a million keys is nearly another: found in milliseconds, none missed. Every key is
packed with its length and a bit for each of its letters. An edit changes the length by one at most
and two bits at most, so that two array operations leave a few thousand keys, whose distance is then
measured. Keys are compared as they sound (q as k, ou as u, ay as ai), because what people misspell
most is a transliteration.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from anyascii import anyascii

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Near", "PackedNames", "edits_allowed", "fold", "is_latin", "pack", "sound"]

_MARKS: Final = (
    (0x0300, 0x036F),  # combining accents
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),
    (0x064B, 0x065F),  # Arabic vowels, and the hamza of a decomposed alif
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
)
_SILENT: Final = frozenset("'`´’‘‛ʼʹ′.·ـء")
"""Dropped without parting words: apostrophes, the dots of U.S., tatweel, a bare hamza."""
_LETTERS: Final = {
    "ٱ": "ا",
    "ة": "ه",
    "ۃ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ى": "ي",
    "ی": "ي",
    "ے": "ي",
    "ک": "ك",
    "&": " and ",
}
# A sun letter makes an article only before itself: "ash-Shaykh" begins with one, "Ash Fork" does
# not. Three letters must remain, or "El Al" would be nothing.
_ARTICLE: Final = re.compile(r"(?:the|[ae]l|[ae](sh|dh|th|[dnrstz])(?= +\1)) +(?=(?: *\S){3})")
_ATTACHED: Final = re.compile(r"(?:ال)+(?=\w{3})|ה+(?=[א-ת]{3})")
_LATIN: Final = re.compile("[\u0000-\u036f\u1e00-\u1eff\u2000-\u206f]*")
_SAINT: Final = re.compile(r"\bst (?=\S)")


def _is_mark(code: int) -> bool:
    return any(first <= code <= last for first, last in _MARKS)


def _folded_character(character: str) -> str:
    kept = []
    for part in unicodedata.normalize("NFKD", character.casefold()):
        for letter in _LETTERS.get(part, part).casefold():
            category = unicodedata.category(letter)
            if letter in _SILENT or _is_mark(ord(letter)) or category == "Cf":
                continue
            if "\u02b0" <= letter <= "\u02ff":
                continue
            if category[0] not in "LNM":
                kept.append(" ")
            elif is_latin(letter) and not letter.isascii():
                plain = anyascii(letter).casefold()
                kept.append("".join(sign for sign in plain if sign.isalnum()))
            else:
                kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


class _Characters(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded_character(chr(code))
        return found


_CHARACTERS: Final = _Characters()


def fold(name: str, *, keep_article: bool = False) -> str:
    """Give every usual spelling of a name the same key.

    Case, accents, spaces, hyphens, apostrophes and points go; ``the`` and the Arabic article go
    from the front (*al-*, *el-*, *ash-* before *sh*, and so on; Arabic ``ال``, Hebrew ``ה``);
    variants of an Arabic letter become one letter; ``St`` becomes ``Saint``.

    Parameters
    ----------
    name : str
        A name in any script.
    keep_article : bool
        True tells "El Paso" from "Paso".

    Returns
    -------
    str
        The key; empty if the name has neither letter nor digit. Folding a key again changes
        nothing.

    Examples
    --------
    >>> fold("Al Qunayţirah") == fold("al-Qunaytirah") == "qunaytirah"
    True
    >>> fold("Dar'a"), fold("Majdal-Shams"), fold("St. Louis"), fold("Ash Fork")
    ('dara', 'majdalshams', 'saintlouis', 'ashfork')
    >>> fold("القُنيطرة") == fold("قنيطره")
    True
    """
    if name.isascii():
        if name.isalpha():
            return name.lower()
    else:
        name = unicodedata.normalize("NFC", name)
    words = name.lower().translate(_CHARACTERS).strip()
    article = None if keep_article else _ARTICLE.match(words)
    if article:
        words = words[article.end() :]
    if "st " in words:
        words = _SAINT.sub("saint ", words)
    joined = words.replace(" ", "") if " " in words else words
    if joined.isascii() or keep_article:
        return joined
    attached = _ATTACHED.match(joined)
    return unicodedata.normalize("NFC", joined[attached.end() :] if attached else joined)


def is_latin(text: str) -> bool:
    """Say whether every letter of a text is Latin, so that an English article may hold it.

    Examples
    --------
    >>> is_latin("Al Qunayţirah"), is_latin("Ḩimş 2"), is_latin("حمص"), is_latin("ゴラン")
    (True, True, False, False)
    """
    return text.isascii() or _LATIN.fullmatch(text) is not None


# In this order. A line end stands after each name, so that "ah" can be told at an end.
_SOUNDS: Final = (
    ("tch", "ch"), ("ch", "\u010d"), ("sh", "\u0161"), ("ph", "f"), ("kh", "k"), ("gh", "g"),
    ("dh", "d"), ("th", "t"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("ou", "u"),
    ("oo", "u"), ("w", "u"), ("ee", "i"), ("y", "i"), ("j", "i"), ("ei", "ai"), ("e", "a"),
    ("o", "u"), ("ah\n", "a\n"),
)  # fmt: skip
_DOUBLED: Final = "abdfghiklmnprstuvz"
_SPELLING_COST: Final = 0.5
"""Edits for which two spellings of one sound count."""
_LETTER_COST: Final = 0.01
"""Edits for which each letter counts in which they differ: of such spellings, the nearest."""


def sound(names: str) -> str:
    r"""Spell folded names as they sound, one name a line.

    Parameters
    ----------
    names : str
        Folded names, each with a line end after it.

    Returns
    -------
    str
        As many lines.

    Examples
    --------
    >>> sound("kouneytra\n") == sound("quneitra\n") == sound("kunaytrah\n")
    True
    """
    for written, heard in _SOUNDS:
        names = names.replace(written, heard)
    for letter in _DOUBLED:
        names = names.replace(letter * 2, letter)
    return names


def edits_allowed(length: int) -> int:
    """How many edits still leave a name of so many letters recognisable.

    Examples
    --------
    >>> [edits_allowed(length) for length in (3, 4, 6, 7, 10, 11)]
    [0, 1, 1, 2, 2, 3]
    """
    return 0 if length < 4 else 1 if length < 7 else 2 if length < 11 else 3


class Near(NamedTuple):
    """A name that is nearly the one asked for.

    Parameters
    ----------
    key : str
        The folded name.
    edits : float
        Letters to insert, delete, change or swap; half a letter and a little for
        another spelling of one sound.
    weight : float
        As it was packed.
    """

    key: str
    edits: float
    weight: float


def _letters(names: str, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """One bit for each of a to z, and 38 that the other characters share."""
    import numpy as np

    codes = np.arange(0x10000, dtype=np.uint64)
    small = (codes >= ord("a")) & (codes <= ord("z"))
    bit = np.left_shift(np.uint64(1), np.where(small, codes - ord("a"), 26 + codes % 38))
    points = np.frombuffer(names.encode("utf-32-le"), dtype=np.uint32)
    firsts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    letters: npt.NDArray[np.uint64] = np.bitwise_or.reduceat(
        bit[np.minimum(points, len(codes) - 1)], firsts
    )
    return letters


def pack(keys: list[str], weights: list[float]) -> dict[str, bytes]:
    """Pack folded names for `PackedNames`.

    Parameters
    ----------
    keys : list of str
        Distinct folded names, none empty.
    weights : list of float
        How much each is to be preferred.

    Returns
    -------
    dict of bytes
        To be stored under these keys.
    """
    import numpy as np

    if not keys:
        return dict.fromkeys(PackedNames.__slots__, b"")
    heard = sound("\n".join(keys) + "\n").split("\n")[:-1]
    written_bytes, written_starts = _end_to_end(keys)
    heard_bytes, heard_starts = _end_to_end(heard)
    lengths = np.fromiter(map(len, heard), dtype=np.int64, count=len(keys))
    return {
        "written": written_bytes,
        "written_starts": written_starts,
        "heard": heard_bytes,
        "heard_starts": heard_starts,
        "lengths": np.minimum(lengths, 255).astype(np.uint8).tobytes(),
        "letters": _letters("".join(heard), lengths).tobytes(),
        "weights": np.array(weights, dtype=np.float32).tobytes(),
    }


def _end_to_end(names: list[str]) -> tuple[bytes, bytes]:
    """Names in UTF-8 one after another, and where each begins."""
    import numpy as np

    encoded = [name.encode() for name in names]
    starts = np.zeros(len(names) + 1, dtype=np.uint32)
    starts[1:] = np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(names)))
    return b"".join(encoded), starts.tobytes()


@dataclass(frozen=True, slots=True)
class PackedNames:
    """Names as `pack` has packed them."""

    written: bytes
    written_starts: bytes
    heard: bytes
    heard_starts: bytes
    lengths: bytes
    letters: bytes
    weights: bytes

    def near(self, key: str, edits: int) -> list[Near]:
        """Every name at so many edits or fewer, the nearest first.

        Parameters
        ----------
        key : str
            A folded name.
        edits : int
            As a rule `edits_allowed`.

        Returns
        -------
        list of Near
        """
        import numpy as np
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        heard = sound(key + "\n")[:-1]
        if not heard or not self.heard:
            return []
        lengths = np.frombuffer(self.lengths, dtype=np.uint8)
        letters = np.frombuffer(self.letters, dtype=np.uint64)
        wanted = _letters(heard, np.array([len(heard)]))[0]
        long = min(len(heard), 255)
        rows = np.flatnonzero((lengths >= max(long - edits, 0)) & (lengths <= long + edits))
        rows = rows[np.bitwise_count(letters[rows] ^ wanted) <= 2 * edits]
        close = process.extract(
            heard,
            _slices(self.heard, self.heard_starts, rows),
            scorer=OSA.distance,
            score_cutoff=edits,
            limit=None,
        )
        rows = rows[[place for _, _, place in close]]
        weights = np.frombuffer(self.weights, dtype=np.float32)[rows].tolist()
        names = _slices(self.written, self.written_starts, rows)
        found = []
        for (_, apart, _), name, weight in zip(close, names, weights, strict=True):
            written = float(OSA.distance(key, name))
            by_sound = apart + _SPELLING_COST + _LETTER_COST * written
            found.append(Near(name, min(written, by_sound), weight))
        return sorted(found, key=lambda near: (near.edits, -near.weight, near.key))


def _slices(text: bytes, starts: bytes, rows: npt.NDArray[np.int64]) -> list[str]:
    import numpy as np

    # Indexing lists of int is several times quicker than indexing arrays one by one.
    bounds = np.frombuffer(starts, dtype=np.uint32)
    ends = zip(bounds[rows].tolist(), bounds[rows + 1].tolist(), strict=True)
    return [text[first:last].decode() for first, last in ends]

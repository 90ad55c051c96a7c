"""Files of millions of points against a zone: read, decided, written, in constant memory.

Read `point_files` (a file, a folder, a pattern), `run` (one file), then what it passes through:
`streams`, `columns`, `added_columns`, `rejects`, `writing`, `density`; `frame` does the same for a
frame in memory. `cluster` and `postgis` are doors of their own, since each needs an extra.
"""

from __future__ import annotations

from geo.points.added_columns import Added
from geo.points.columns import Columns, find_columns
from geo.points.frame import check_frame
from geo.points.point_files import check_points, found_files
from geo.points.run import Progress, Summary, check_file
from geo.points.stream import Stream
from geo.points.streams import ENDINGS, open_stream

__all__ = [
    "ENDINGS",
    "Added",
    "Columns",
    "Progress",
    "Stream",
    "Summary",
    "check_file",
    "check_frame",
    "check_points",
    "find_columns",
    "found_files",
    "open_stream",
]

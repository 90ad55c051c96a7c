"""Files of millions of points against a zone: read, decided, written, in constant memory."""

from __future__ import annotations

from geo.points.columns import Columns, find_columns
from geo.points.files import check_points, found_files
from geo.points.run import Summary, check_file
from geo.points.streams import Stream, open_stream
from geo.points.verdicts import Added

__all__ = [
    "Added",
    "Columns",
    "Stream",
    "Summary",
    "check_file",
    "check_points",
    "find_columns",
    "found_files",
    "open_stream",
]

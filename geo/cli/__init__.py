"""The shell: parse, call, print. All logic lies in the rooms below.

Each command has a module, and is added here.

Exit codes: 0 done; 2 bad usage; 3 not found; 4 bad data; 5 undecided: at least one answer of
`geo check` depends on whose line or which place is meant, or lies within the uncertainty.
"""

from __future__ import annotations

import sys
import warnings
from typing import NoReturn

from geo.cli.catalogue_commands import lines_command, places_command, sources_command
from geo.cli.check_command import check_command
from geo.cli.map_command import map_command
from geo.cli.options import app
from geo.cli.read_command import read_command
from geo.cli.report_command import report_command
from geo.cli.serve_command import serve_command
from geo.cli.zone_command import zone_command
from geo.errors import GeoError, GeoWarning, RoughReference

__all__ = ["app", "main"]

# In the order of `geo --help`.
app.command("map")(map_command)
app.command("report")(report_command)
app.command("read")(read_command)
app.command("zone")(zone_command)
# A southern latitude, -33.9,18.4, begins like an option.
app.command("check", context_settings={"ignore_unknown_options": True})(check_command)
app.command("places")(places_command)
app.command("lines")(lines_command)
app.command("sources")(sources_command)
app.command("serve")(serve_command)


def _fail(error: GeoError) -> NoReturn:
    way_out = " with --rough" if isinstance(error, RoughReference) else ""
    print(f"geo: {' '.join(str(error).split())}{way_out}", file=sys.stderr)
    raise SystemExit(error.exit_code)


def main(arguments: list[str] | None = None) -> None:
    """Run the shell; errors are one line on stderr and an exit code.

    Parameters
    ----------
    arguments : list of str, optional
        Instead of the process's own.
    """

    def one_line(message: Warning | str, *_: object, **__: object) -> None:
        print(f"geo: note: {message}", file=sys.stderr)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", GeoWarning)
            warnings.showwarning = one_line
            app(args=arguments, prog_name="geo")
    except GeoError as error:
        _fail(error)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None

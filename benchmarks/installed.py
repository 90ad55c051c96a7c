"""Put the peers into a temporary folder, start what needs starting, and stop it again.

A peer that cannot be had is reported with the reason; it is never left out silently.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["NPM", "Peer", "Peers", "peers"]

HERE = Path(__file__).parent
NPM = {"@turf/turf": "7.4.0", "mapshaper": "0.7.70"}
"""Exact versions of the peers from npm; those from PyPI are in requirements.txt."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that makes zones.

    Parameters
    ----------
    name : str
    command : tuple of str
        What to run; the file of jobs is appended.
    version : str
    environment : dict
        Added to this process's own.
    absent : str
        Why it cannot be run; empty if it can.
    """

    name: str
    command: tuple[str, ...] = ()
    version: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Peers:
    """All peers, and the Python that has matplotlib."""

    every: dict[str, Peer]
    python: str


class Missing(Exception):
    """A peer cannot be had here."""


def _run(command: list[str], **more: object) -> str:
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]
    except OSError as error:
        raise Missing(f"{command[0]}: {error.strerror}") from None
    if ran.returncode:
        said = (
            ran.stderr.strip() or ran.stdout.strip() or f"exit code {ran.returncode}"
        ).splitlines()
        raise Missing(f"{Path(command[0]).name}: {said[-1]}"[:200])
    return str(ran.stdout).strip()


@contextmanager
def peers(folder: Path) -> Iterator[Peers]:
    """Install and start all peers; stop them at the end.

    Parameters
    ----------
    folder : Path
        Where to put them. One that holds them from an earlier run is used as it is.

    Yields
    ------
    Peers
    """
    here = HERE / "peers"
    every = {"geo": _geo(here)}
    python = ""
    try:
        python = _python(folder / "python")
    except Missing as error:
        every |= {name: Peer(name, absent=str(error)) for name in ("GeoPandas", "SedonaDB")}
    else:
        for name, package in (("GeoPandas", "geopandas"), ("SedonaDB", "sedonadb")):
            try:
                find = f"import importlib.metadata as m, {package}; print(m.version('{package}'))"
                version = _run([python, "-c", find])
                every[name] = Peer(name, (python, str(here / f"{package}_buffer.py")), version)
            except Missing as error:
                every[name] = Peer(name, absent=str(error))
    every |= _from_npm(folder / "npm", here)
    with _postgis(here) as postgis:
        every["PostGIS"] = postgis
        yield Peers(every, python or sys.executable)


def _geo(here: Path) -> Peer:
    import geo

    around = {"PYTHONPATH": str(HERE.parent)}
    return Peer("geo", (sys.executable, str(here / "geo_zone.py")), geo.__version__, around)


def _python(folder: Path) -> str:
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        _run([sys.executable, "-m", "venv", str(folder)])
        _run([str(python), "-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt")])
        (folder / "ready").touch()
    return str(python)


def _from_npm(folder: Path, here: Path) -> dict[str, Peer]:
    names = {"Turf": "@turf/turf", "mapshaper": "mapshaper"}
    try:
        if not (folder / "node_modules").exists():
            folder.mkdir(parents=True)
            (folder / "package.json").write_text('{"private": true}')
            packages = [f"{name}@{version}" for name, version in NPM.items()]
            quiet = ["--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
            _run(["npm", "install", *quiet, *packages], cwd=folder)
    except Missing as error:
        shutil.rmtree(folder, ignore_errors=True)
        return {name: Peer(name, absent=str(error)) for name in names}
    around = {"NODE_HOME": str(folder)}
    return {
        name: Peer(name, ("node", str(here / f"{name.lower()}.mjs")), NPM[package], around)
        for name, package in names.items()
    }


@contextmanager
def _postgis(here: Path) -> Iterator[Peer]:
    """A server of its own in a temporary folder, reached by a socket there, stopped at the end."""
    # Sockets need a short path.
    home = Path(tempfile.mkdtemp(prefix="postgis-", dir="/tmp"))
    stop: list[str] = []
    try:
        try:
            programs = _postgres_programs()
            # PostgreSQL refuses to run as root; Debian's package brings a user for it.
            user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
            step_down = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []
            if step_down:
                shutil.chown(home, user, user)
            data, control = str(home / "data"), str(programs / "pg_ctl")
            _run([*step_down, str(programs / "initdb"), "-D", data, "-A", "trust"], cwd=home)
            stop = [*step_down, control, "-D", data, "-m", "immediate", "-w", "stop"]
            options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
            # Its output goes to a file: a pipe would be held open by the server.
            log = ["-l", str(home / "log")]
            _run([*step_down, control, "-D", data, "-w", *log, "-o", options, "start"], cwd=home)
            around = {"PGHOST": str(home), "PGUSER": user}
            ask = ["psql", "-X", "-q", "-A", "-t", "-d", "postgres", "-c"]
            env = {**os.environ, **around}
            _run([*ask, "CREATE EXTENSION postgis"], env=env)
            version = _run([*ask, "SELECT postgis_lib_version()"], env=env)
            peer = Peer("PostGIS", (sys.executable, str(here / "postgis.py")), version, around)
        except Missing as error:
            peer = Peer("PostGIS", absent=str(error))
        yield peer
    finally:
        if stop:
            subprocess.run(stop, capture_output=True, check=False, cwd=home)
        shutil.rmtree(home, ignore_errors=True)


def _postgres_programs() -> Path:
    """Where the server of a version with PostGIS is, from Debian's packages."""
    found = _with_postgis()
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        print("PostGIS: installing Debian's postgresql, postgis ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "update", "-qq"], env=quiet)
        packages = ["postgresql", "postgresql-postgis", "postgis"]
        _run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages], env=quiet)
        found = _with_postgis()
    if not found:
        raise Missing("no PostGIS here; as root: apt-get install postgresql postgresql-postgis")
    return found


def _with_postgis() -> Path | None:
    for control in sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        programs = Path("/usr/lib/postgresql") / control.parts[-3] / "bin"
        if (programs / "initdb").exists():
            return programs
    return None

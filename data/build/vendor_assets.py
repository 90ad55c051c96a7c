"""Makes `geo/assets/` again: the scripts and styles that a saved map carries inside itself.

Run it with ``python data/build/vendor_assets.py``; it needs npm. Each package is fetched by name
and version with ``npm pack``, only the files named here are kept, and their hashes, licences and
purposes are written to ``geo/assets/ASSETS.toml``. `geo.maps` reads that table.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "geo" / "maps" / "assets"


@dataclass(frozen=True)
class Package:
    """What is taken from one npm package.

    `stands_for` maps a file to a pattern of the addresses that it replaces in folium's pages;
    `used_when` is a pattern of page text without which the package is left out of the page.
    """

    name: str
    version: str
    folder: str
    licence_file: str
    files: tuple[str, ...]
    stands_for: dict[str, str]
    used_when: str = ""


PACKAGES = (
    Package(
        "leaflet",
        "1.9.4",
        "leaflet",
        "LICENSE",
        (
            "dist/leaflet.js",
            "dist/leaflet.css",
            "dist/images/layers.png",
            "dist/images/layers-2x.png",
            "dist/images/marker-icon.png",
            "dist/images/marker-icon-2x.png",
            "dist/images/marker-shadow.png",
        ),
        {
            "dist/leaflet.js": r"/leaflet@1\.9\.\d+/dist/leaflet\.js$",
            "dist/leaflet.css": r"/leaflet@1\.9\.\d+/dist/leaflet\.css$",
        },
    ),
    Package(
        "geographiclib-geodesic",
        "2.2.0",
        "geographiclib",
        "LICENSE.txt",
        ("geographiclib-geodesic.min.js",),
        {"geographiclib-geodesic.min.js": r"^geo/assets/geographiclib-geodesic\.min\.js$"},
    ),
    Package(
        "jquery",
        "3.7.1",
        "jquery",
        "LICENSE.txt",
        ("dist/jquery.min.js",),
        {"dist/jquery.min.js": r"/jquery-3\.\d+\.\d+\.min\.js$"},
        used_when=r"\$\(|jQuery",
    ),
    Package(
        "bootstrap",
        "5.2.2",
        "bootstrap",
        "LICENSE",
        ("dist/js/bootstrap.bundle.min.js", "dist/css/bootstrap.min.css"),
        {
            "dist/js/bootstrap.bundle.min.js": r"/bootstrap@5[^/]+/.*/bootstrap\.bundle\.min\.js$",
            "dist/css/bootstrap.min.css": r"/bootstrap@5[^/]+/dist/css/bootstrap\.min\.css$",
        },
        used_when=r"""data-bs-|class=\\?["'][^"']*\b(?:btn|card|table|alert|badge)\b""",
    ),
    Package(
        "@fortawesome/fontawesome-free",
        "6.2.0",
        "fontawesome",
        "LICENSE.txt",
        ("css/fontawesome.min.css", "css/solid.min.css", "webfonts/fa-solid-900.woff2"),
        {
            "css/fontawesome.min.css": r"/fontawesome-free@6\.\d+\.\d+/css/all\.min\.css$",
            "css/solid.min.css": r"/fontawesome-free@6\.\d+\.\d+/css/all\.min\.css$",
        },
        used_when=r"""AwesomeMarkers|\bfa-(?:solid|[a-z]+)\b""",
    ),
    Package(
        "leaflet.awesome-markers",
        "2.0.5",
        "awesome-markers",
        "LICENSE",
        (
            "dist/leaflet.awesome-markers.js",
            "dist/leaflet.awesome-markers.css",
            "dist/images/markers-soft.png",
            "dist/images/markers-shadow.png",
        ),
        {
            "dist/leaflet.awesome-markers.js": r"/leaflet\.awesome-markers\.js$",
            "dist/leaflet.awesome-markers.css": r"/leaflet\.awesome-markers\.css$",
        },
        used_when=r"AwesomeMarkers",
    ),
)


def unpack(package: Package, folder: Path) -> Path:
    """Fetch a package with npm and unpack it; its root folder."""
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = folder / done.stdout.strip().splitlines()[-1]
    target = folder / package.folder
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    # Most packages unpack to package/, a few to a folder of their own name.
    return next(path for path in sorted(target.iterdir()) if path.is_dir())


def quoted(text: str) -> str:
    """Quote a string for TOML: for what stands in this table, JSON's quoting is the same."""
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Write the files, then the table."""
    rows = [
        "# Third-party scripts and styles that a saved map carries inside itself.",
        "# Made by data/build/vendor_assets.py; do not edit. Licence texts lie beside the files.",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        for package in PACKAGES:
            root = unpack(package, Path(scratch))
            about = json.loads((root / "package.json").read_text(encoding="utf-8"))
            licence = about["license"]
            target = ASSETS / package.folder
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            shutil.copyfile(root / package.licence_file, target / "LICENSE.txt")
            rows += [
                "",
                "[[asset]]",
                f"name = {quoted(package.name)}",
                f"version = {quoted(about['version'])}",
                f"licence = {quoted(licence)}",
                f"licence_file = {quoted(f'{package.folder}/LICENSE.txt')}",
                f"source = {quoted('npm ' + package.name + ' ' + about['version'])}",
                f"used_when = {quoted(package.used_when)}",
            ]
            for name in package.files:
                path = target / Path(name).name
                shutil.copyfile(root / name, path)
                path.chmod(0o644)
                rows += [
                    "",
                    "[[asset.file]]",
                    f"path = {quoted(path.relative_to(ASSETS).as_posix())}",
                    f"stands_for = {quoted(package.stands_for.get(name, ''))}",
                    f"sha256 = {quoted(hashlib.sha256(path.read_bytes()).hexdigest())}",
                ]
    temporary = ASSETS / "ASSETS.toml.new"
    temporary.write_text("\n".join(rows) + "\n", encoding="utf-8")
    temporary.replace(ASSETS / "ASSETS.toml")


if __name__ == "__main__":
    main()

"""Speed of `geo serve` on this machine, its clients included, and its memory under load.

    python benchmarks/web.py              # wrk, a million points; needs Debian's wrk
    python benchmarks/web.py --soak 300   # five minutes of mixed requests, memory every ten seconds
    python benchmarks/web.py --paint      # first paint and zone drawn; needs Debian's chromium

Figures are printed as JSON, with the load of the machine before and after: a shared machine makes
them worse, and nothing here corrects for that.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np
import psutil

ZONE = "reference=Israel%27s+northern+border&distance=100+km&within=Syria"
# Points of the whole box about the zone, all different: nothing can be remembered.
SCRIPT = f"""
local seed = 0
function setup(thread) seed = seed + 1; thread:set("id", seed) end
function init(args) math.randomseed(os.time() + id) end
request = function()
  return wrk.format("GET", string.format("/api/v1/check?where=%.6f,%.6f&{ZONE.replace("%", "%%")}",
    32.6 + math.random() * 1.6, 35.6 + math.random() * 1.6))
end
"""


def _get(url: str, body: bytes | None = None) -> bytes:
    request = urllib.request.Request(url, data=body)
    if body:
        request.add_header("content-type", "application/json")
    with urllib.request.urlopen(request, timeout=120) as answer:
        return bytes(answer.read())


def _serve(workers: int) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "geo", "serve", "--port", str(port), "--workers", str(workers),
         "--requests-per-minute", "0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            _get(f"{url}/api/v1/health")
            break
        except OSError:
            time.sleep(0.1)
    for _ in range(40):  # every worker has its zone
        _get(f"{url}/api/v1/check?where=33.5,36.3&{ZONE}")
    return process, url


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def _wrk(url: str, connections: int, seconds: int, script: str = "") -> dict[str, float | str]:
    with tempfile.TemporaryDirectory() as folder:
        lua = Path(folder) / "points.lua"
        lua.write_text(script, encoding="utf-8")
        said = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency",
             *(["-s", str(lua)] if script else []), url],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    found: dict[str, float | str] = {
        "requests_per_s": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    }
    for share in ("50%", "99%"):
        match = re.search(rf"^\s+{share}\s+(\S+)", said, re.M)
        found[f"p{share[:-1]}"] = match[1] if match else "?"
    errors = re.search(r"Non-2xx.*|Socket errors.*", said)
    return found | ({"errors": errors[0]} if errors else {})


def _cpu_s(process: subprocess.Popen[bytes]) -> float:
    own = psutil.Process(process.pid)
    times = [each.cpu_times() for each in (own, *own.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def speed(workers: int, seconds: int) -> dict[str, object]:
    """Verdicts a second, what the framework costs, and a million points in one request."""
    process, url = _serve(workers)
    try:
        found: dict[str, object] = {"load_before": os.getloadavg()[0], "workers": workers}
        # Every process has the zone before anything counts: it takes one 0.3 s to make, once.
        _wrk(url, 48, 2, SCRIPT)
        for connections in (16, 48):
            before = _cpu_s(process)
            measured = _wrk(url, connections, seconds, SCRIPT)
            asked = float(measured["requests_per_s"]) * seconds
            # The processor's time does not suffer from what else the machine does.
            measured["server_cpu_us_each"] = round((_cpu_s(process) - before) / asked * 1e6)
            found[f"check_random_points_c{connections}"] = measured
        found["health_through_fastapi_c48"] = _wrk(f"{url}/api/v1/health", 48, 4)
        random = np.random.default_rng(1)
        points = random.uniform((34.0, 31.0), (41.0, 37.0), (1_000_000, 2)).round(6)
        body = json.dumps({"points": points.tolist()}).encode()
        path = f"{url}/api/v1/check?{ZONE}"
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            answer = json.loads(_get(f"{path}&distances=false", body))
            times.append(round(time.perf_counter() - begun, 3))
        found["million_points_inside_s"] = times
        found["million_points_count"] = sum(answer["inside"])
        begun, before = time.perf_counter(), _cpu_s(process)
        json.loads(_get(path, json.dumps({"points": points[:100_000].tolist()}).encode()))
        found["hundred_thousand_points_with_distance_s"] = round(time.perf_counter() - begun, 3)
        found["hundred_thousand_points_with_distance_cpu_s"] = round(_cpu_s(process) - before, 3)
        found["load_after"] = os.getloadavg()[0]
        return found
    finally:
        _stop(process)


def soak(seconds: int, *, workers: int) -> dict[str, object]:
    """Mixed requests for minutes, and the memory of all processes of the server."""
    process, url = _serve(workers)
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    sizes = []
    count = 0
    random = np.random.default_rng(2)
    begun = time.monotonic()
    marked = begun - 10
    try:
        while time.monotonic() - begun < seconds:
            if time.monotonic() - marked >= 10:
                marked = time.monotonic()
                sizes.append(round(sum(each.memory_info().rss for each in family) / 1e6, 1))
            lat, lon = random.uniform((32.0, 35.0), (35.0, 38.0))
            distance = int(random.integers(20, 120))
            zone = f"reference=Israel%27s+northern+border&distance={distance}+km&within=SYR"
            _get(f"{url}/api/v1/check?where={lat:.5f},{lon:.5f}&{zone}")
            _get(f"{url}/api/v1/places?q={'abcdefghijklmnoprst'[count % 19]}{'aeiou'[count % 5]}")
            if count % 10 == 0:
                points = random.uniform((35, 32), (38, 35), (2_000, 2)).tolist()
                _get(f"{url}/api/v1/check?{ZONE}", json.dumps({"points": points}).encode())
            if count % 25 == 0:
                _get(f"{url}/api/v1/map?{zone}")
                _get(f"{url}/api/v1/zone.geojson?{zone}")
            count += 1
        return {"seconds": seconds, "rounds": count, "memory_MB": sizes, "load": os.getloadavg()[0]}
    finally:
        _stop(process)


def paint(times: int = 5) -> dict[str, object]:
    """Milliseconds from opening the page, nothing cached, to its first paint and to its zone."""
    from playwright.sync_api import sync_playwright

    process, url = _serve(1)
    flags = ("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
             "--disable-background-networking --disable-component-update "
             "--disable-sync")  # fmt: skip
    ask = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    found = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=flags.split()
            )
            for _ in range(times):
                context = browser.new_context(viewport={"width": 1600, "height": 1000})
                page = context.new_page()
                page.goto(f"{url}/")
                page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
                found.append((round(page.evaluate(ask)), round(page.evaluate("performance.now()"))))
                context.close()
            browser.close()
    finally:
        _stop(process)
    return {
        "first_contentful_paint_ms": [first for first, _ in found],
        "zone_drawn_ms": [drawn for _, drawn in found],
        "load": os.getloadavg()[0],
    }


def main() -> None:
    """Measure what the options ask for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--soak", type=int, default=0)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--seconds", type=int, default=8)
    options.add_argument("--paint", action="store_true")
    chosen = options.parse_args()
    if chosen.paint:
        print(json.dumps(paint()))
        return
    if chosen.soak:
        print(json.dumps(soak(chosen.soak, workers=chosen.workers)))
    else:
        print(json.dumps(speed(chosen.workers, chosen.seconds), indent=2))


if __name__ == "__main__":
    main()

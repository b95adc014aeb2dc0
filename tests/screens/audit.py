"""`make audit`: what others have to say of our pages, with their tools, against the aims.

Lighthouse (its phone, its slow 4G, median of RUNS=5) on seven pages; axe-core on every template,
light, dark and at 200 % zoom; the Nu HTML checker on every template in three languages. BASE_URL
audits an archive that is running, ONLY=axe,nu,lighthouse takes some of the tools. It ends with an
error when an aim is missed. Lighthouse wants an otherwise idle machine: its table says the load.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.conftest import chromium
from tests.screens.archive import VAR, Archive, opened
from tests.screens.pages import WAYS, found, in_language
from tests.screens.shots import sign_in

HERE = Path(__file__).parent
FOLDER = VAR / "audit"
MODULES = FOLDER / "node_modules"
MEASURED = ("home", "people", "festival", "festivals", "item", "product", "item-with-all")
STRESSED = frozenset({"item-with-all"})
"""It has files of every kind, which no item of the demo has: measured, and held to no time."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SCORE, LARGEST_PAINT = 98, 1500
"""The aims: of a hundred in each category; milliseconds to the largest paint."""
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
SCREENS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("light", {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}),
    ("dark", {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}),
    # A window of 1280 pixels at 200 % has room for 640.
    ("200 %", {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}),
)


def install() -> None:
    """Put the tools into var/audit, where they are not there yet."""
    if shutil.which("npm") is None or shutil.which("java") is None:
        sys.exit("make audit needs Node.js with npm, and Java")
    FOLDER.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    if MODULES.is_dir() and (FOLDER / "package-lock.json").read_bytes() == lock:
        return
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, FOLDER / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=FOLDER, check=True)


def lighthouse(archive: Archive) -> Iterator[str]:
    """A line for each of these pages; yields the aims that were missed."""
    runs = int(os.environ.get("RUNS", "5"))
    print(f"\nLighthouse, median of {runs}; load of this machine: {os.getloadavg()[0]:.1f}")
    print(f"{'':18}{''.join(f'{name:>16}' for name in (*CATEGORIES, 'LCP ms'))}")
    ways = tuple(way for way in WAYS if way.name in MEASURED)
    for way, address in found(archive.fetch, ways):
        reports = [one_run(archive.base + address, way.name) for _ in range(runs)]
        scores = [
            round(100 * statistics.median(one["categories"][name]["score"] for one in reports))
            for name in CATEGORIES
        ]
        paint = statistics.median(
            one["audits"]["largest-contentful-paint"]["numericValue"] for one in reports
        )
        print(f"{way.name:18}{''.join(f'{score:>16}' for score in scores)}{paint:>16.0f}")
        for name, score in zip(CATEGORIES, scores, strict=True):
            if score < SCORE:
                yield f"lighthouse {way.name}: {name} {score}"
        if paint >= LARGEST_PAINT and way.name not in STRESSED:
            yield f"lighthouse {way.name}: largest paint after {paint:.0f} ms"
        for name in sorted({name for one in reports for name in faults(one)}):
            print(f"{'':18}{name}")


def one_run(address: str, name: str) -> dict[str, Any]:
    """A report of Lighthouse; the last of each page stays in var/audit."""
    path = FOLDER / f"lighthouse-{name}.json"
    command = [
        *("node", str(MODULES / "lighthouse" / "cli" / "index.js"), address, "--quiet"),
        *("--output=json", f"--output-path={path}", f"--chrome-flags={FLAGS}"),
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    environment = os.environ | {"CHROME_PATH": chromium() or ""}
    path.unlink(missing_ok=True)
    for _ in range(8):  # Now and then it loses the beginning of a page and says so.
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
        report = json.loads(path.read_text("utf-8")) if path.is_file() else {"runtimeError": True}
        if "runtimeError" not in report:
            return dict(report)
    raise RuntimeError(f"no report about {address}")


def faults(report: dict[str, Any]) -> Iterator[str]:
    """What costs points outside of performance."""
    for category in CATEGORIES[1:]:
        for one in report["categories"][category]["auditRefs"]:
            audit = report["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{one['id']}: {audit['title']}"


def axe(archive: Archive) -> Iterator[str]:
    """Violations of each template, on each kind of screen."""
    script = (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
    looked = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for screen, options in SCREENS:
            for members in (False, True):
                if members and not archive.password:
                    continue
                context = browser.new_context(
                    base_url=archive.base, bypass_csp=True, reduced_motion="reduce", **options
                )
                tab = context.new_page()
                if members:
                    sign_in(tab, archive)
                ways = tuple(way for way in WAYS if way.members is members)
                for way, address in found(reading(context), ways):
                    tab.goto(address)
                    tab.evaluate(script)
                    looked += 1
                    for one in tab.evaluate("axe.run().then(found => found.violations)"):
                        for node in one["nodes"]:
                            yield f"axe {way.name} ({screen}): {one['id']}: {node['html'][:120]}"
                context.close()
        browser.close()
    print(f"\naxe-core: {looked} pages")


def reading(context: Any) -> Callable[[str], str]:
    """The HTML at an address, as a browser is given it."""
    return lambda address: str(context.request.get(address).text())


def nu(archive: Archive) -> Iterator[str]:
    """Errors of the Nu HTML checker in each template's HTML, in three languages."""
    folder = FOLDER / "html"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for way, address in found(archive.fetch, tuple(way for way in WAYS if not way.members)):
        html = archive.fetch(address)
        (folder / f"{way.name}.vi.html").write_text(html, "utf-8")
        for language in ("en", "km"):
            if there := in_language(html, language):
                path = folder / f"{way.name}.{language}.html"
                path.write_text(archive.fetch(there), "utf-8")
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    command.append(str(folder))
    answer = subprocess.run(command, check=True, capture_output=True)
    for message in json.loads(answer.stderr)["messages"]:
        if message["type"] == "error":
            where = f"{Path(message['url']).name}:{message.get('lastLine', '?')}"
            yield f"nu {where}: {message['message']} {message.get('extract', '').strip()[:120]}"
    print(f"\nNu HTML checker: {len(list(folder.iterdir()))} pages")


TOOLS = {"nu": nu, "axe": axe, "lighthouse": lighthouse}


def main() -> None:
    """Run the tools and say what misses its aim."""
    install()
    only = set(filter(None, os.environ.get("ONLY", "").split(","))) or set(TOOLS)
    missed: list[str] = []
    with opened() as archive:
        for name, tool in TOOLS.items():
            if name in only:
                missed += tool(archive)
    print()
    for line in dict.fromkeys(missed):
        print(line)
    print(f"{len(missed)} of the aims missed" if missed else "every aim is met")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()

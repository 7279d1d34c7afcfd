"""Benchmarks of the hub: one line a figure, ratios within one run, the least of three."""

import functools
import gzip
import http.server
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

RUNS = 3
SOURCES = ("mkdocs.yml", "resources.yaml", "references.bib", "content", "hooks")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and the most that it may be."""

    name: str
    value: float
    limit: float

    @property
    def line(self) -> str:
        """``name  value  limit  ok|over``."""
        verdict = "ok" if self.value <= self.limit else "over"
        return f"{self.name:<24} {self.value:>8.2f} {self.limit:>8.2f}  {verdict}"


def run(root: Path, area: str = "") -> Iterator[Figure]:
    """Measure all figures, or those of one area, in the order of the table below.

    Args:
        root: The folder of the repository.
        area: What a figure's name begins with, such as ``platform``; all if empty.
    """
    for name, measure in MEASURES.items():
        if not area or name.split(".")[0] == area:
            with tempfile.TemporaryDirectory() as folder:
                yield measure(name, root, Path(folder))


def store(root: Path, figures: list[Figure]) -> Path:
    """Write the figures as JSON below .cache/hub and return the file."""
    path = root / ".cache" / "hub" / "bench.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(figure) for figure in figures], indent=2) + "\n")
    return path


def user_cpu(command: list[str], folder: Path) -> float:
    """User CPU seconds of a command and all that it starts, Pandoc included.

    Raises:
        RuntimeError: If the command fails; a failed run says nothing of speed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def least(measure: Callable[[], float]) -> float:
    """The least of three runs: noise on a shared machine only ever adds."""
    return min(measure() for _ in range(RUNS))


def _copy(root: Path, folder: Path) -> Path:
    target = folder / "hub"
    target.mkdir(parents=True)
    for name in SOURCES:
        source = root / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target / name)
    return target


def _hub(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(root / "scripts" / "hub.py"), *arguments]


def cold_build(name: str, root: Path, folder: Path) -> Figure:
    """The real hub without cache, against stock Material with the same pages as Markdown."""
    hub = _copy(root, folder)
    command = _hub(root, "build", "--config", str(hub / "mkdocs.yml"))

    def ours() -> float:
        shutil.rmtree(hub / ".cache", ignore_errors=True)
        return user_cpu(command, hub)

    cost = least(ours)
    stock = _write_stock(hub / "site", folder / "stock")
    rival = least(
        lambda: user_cpu([sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml"], stock)
    )
    return Figure(name, cost / rival, 3.0)


def _write_stock(site: Path, folder: Path) -> Path:
    """A stock Material site with the text of every page of ours, search on, outside the nav."""
    from selectolax.lexbor import LexborHTMLParser

    docs = folder / "docs"
    for page in sorted(site.rglob("index.html")):
        main = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("main")
        lines = []
        for node in main.css("h1, h2, h3, p, li, dt, dd, td, th"):
            mark = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}.get(node.tag, "")
            lines.append(mark + " ".join(node.text().split()))
        target = docs / page.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    settings = "site_name: Stock\ntheme:\n  name: material\n  font: false\n"
    settings += "plugins: [search]\nnav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return folder


def check(name: str, root: Path, folder: Path) -> Figure:
    """``hub check`` on the real sources, CPU seconds."""
    return Figure(name, least(lambda: user_cpu(_hub(root, "check"), root)), 2.0)


def show_help(name: str, root: Path, folder: Path) -> Figure:
    """``hub --help``, CPU seconds."""
    return Figure(name, least(lambda: user_cpu(_hub(root, "--help"), root)), 0.3)


def first_view(name: str, root: Path, folder: Path) -> Figure:
    """All that the home page loads, in kB after gzip -9."""
    from selectolax.lexbor import LexborHTMLParser

    site = folder / "site"
    user_cpu(_hub(root, "build", "--site-dir", str(site)), root)
    home = site / "index.html"
    page = LexborHTMLParser(home.read_text(encoding="utf-8"))
    wanted = {home}
    for node in page.css("link[rel=stylesheet], link[rel=icon], script[src], img[src]"):
        address = node.attributes.get("href") or node.attributes.get("src") or ""
        if not address.startswith("data:"):
            wanted.add((site / address).resolve())
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in wanted)
    return Figure(name, size / 1000, 120.0)


def citations(
    pages: int, cites: int, limit: float, warm: bool = False
) -> Callable[[str, Path, Path], Figure]:
    """The real references cited on many pages, CPU seconds with Pandoc; the same answer twice."""

    def measure(name: str, root: Path, folder: Path) -> Figure:
        costs, answers = [], []
        for number in range(RUNS if pages < 500 else 2):
            store = folder if warm else folder / str(number)
            if warm and not number:
                _cite(root, store, pages, cites)
            before = _cpu()
            answers.append(_cite(root, store, pages, cites))
            costs.append(_cpu() - before)
        if any(answer != answers[0] for answer in answers):
            raise RuntimeError(f"{name}: the same references and pages gave other citations")
        return Figure(name, min(costs), limit)

    return measure


def _cpu() -> float:
    return sum(
        resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


def _cite(root: Path, store: Path, pages: int, cites: int) -> str:
    from random import Random

    from resource_hub.building import Build
    from resource_hub.caching import Cache
    from resource_hub.citations.shelf import STYLE
    from resource_hub.loading import load_hub

    build = Build(load_hub(root), Cache(store), root, STYLE)
    build.convert_references()
    keys, random = sorted(build.hub.references), Random(20261124)
    forms = ("[@{}]", "@{}", "[see @{}, p. 3]", "[@{}; @{}]")
    bodies = {}
    for page in range(pages):
        chosen = random.sample(keys, cites)
        raws = [random.choice(forms).format(key, random.choice(keys)) for key in chosen]
        bodies[f"{page}/"] = "".join(f'<hub-cite data-raw="{raw}"></hub-cite>' for raw in raws)
    return json.dumps(build.resolve(bodies))


def catalogue_view(name: str, root: Path, folder: Path) -> Figure:
    """The catalogue's page, its data and all modules that it loads, in kB after gzip -9."""
    from selectolax.lexbor import LexborHTMLParser

    site = folder / "site"
    user_cpu(_hub(root, "build", "--site-dir", str(site)), root)
    file = site / "resources" / "index.html"
    page = LexborHTMLParser(file.read_text(encoding="utf-8"))
    wanted = {file, site / "resources" / "index.json"}
    for node in page.css("script[src]"):
        wanted |= _modules((file.parent / (node.attributes["src"] or "")).resolve())
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in wanted)
    return Figure(name, size / 1000, 60.0)


def _modules(file: Path) -> set[Path]:
    """A module and all that it imports, at once or later."""
    found, left = set(), [file]
    while left:
        file = left.pop()
        found.add(file)
        imports = re.findall(r'(?:from|import) ?\(?"(\.[^"]+)"', file.read_text(encoding="utf-8"))
        left += [path for one in imports if (path := (file.parent / one).resolve()) not in found]
    return found


def facet_click(name: str, root: Path, folder: Path) -> Figure:
    """Milliseconds from a click on a value to the painted list, 5,000 records, in Chromium.

    Six values are chosen and taken back; the slowest counts, each by the least of five.
    """
    from playwright.sync_api import sync_playwright

    from bootstrap import chromium_path

    site = folder / "site"
    user_cpu(_hub(root, "build", "--site-dir", str(site)), root)
    (site / "resources" / "index.json").write_text(_index_of(root, 5000), encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and not os.geteuid() else []
            browser = playwright.chromium.launch(
                executable_path=str(chromium_path()), args=arguments
            )
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/resources/")
            page.wait_for_selector("#filters input")
            costs = page.evaluate(CLICKS, 5)
            browser.close()
        server.shutdown()
    return Figure(name, max(costs), 50.0)


# After the frame that follows a click is painted, the message of a channel is next.
CLICKS = """async (runs) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  }));
  const boxes = ['topic screening', 'grade 2', 'tier 2', 'kind guidance', 'cost free', 'cost paid']
    .map((name) => name.split(' '))
    .map(([facet, value]) => document.querySelector(`#filters [name=${facet}][value="${value}"]`));
  const costs = [];
  for (const box of boxes) {
    let least = Infinity;
    for (let run = 0; run < 2 * runs; run++) {
      await new Promise((done) => setTimeout(done, 200));
      const start = performance.now();
      box.click();
      await painted();
      if (run % 2 === 0) least = Math.min(least, performance.now() - start);
    }
    costs.push(least);
  }
  return costs;
}"""


def _index_of(root: Path, count: int) -> str:
    """The data of a catalogue with so many records: those of the hub again and again."""
    from dataclasses import replace

    from resource_hub import catalogue
    from resource_hub.loading import load_hub

    hub = load_hub(root)
    records = [
        replace(record, id=f"{record.id}-{n}", title=f"{record.title} {n}")
        for n, record in zip(range(count), cycle(hub.records))
    ]
    shelf = catalogue.shelf_of(records, hub.vocabularies, None)
    return catalogue.index_json(shelf, hub.vocabularies, None)


def check_growth(name: str, root: Path, folder: Path) -> Figure:
    """``hub check`` on 1,000 records, CPU seconds more than on 100."""

    def cost(count: int) -> float:
        hub = _copy(root, folder / str(count))
        path = hub / "resources.yaml"
        path.write_text(_grown(path.read_text(encoding="utf-8"), count), encoding="utf-8")
        command = _hub(root, "check", "--root", str(hub))
        return least(lambda: user_cpu(command, hub))

    return Figure(name, cost(1000) - cost(100), 1.0)


def _grown(text: str, count: int) -> str:
    """A catalogue of so many records, with ids and addresses of their own."""
    head, *records = re.split(r"(?m)^(?=- id: )", text)
    grown = []
    for n, record in zip(range(count), cycle(records)):
        if n >= len(records):
            record = re.sub(r"(?m)^(- id: \S+)", rf"\1-{n}", record)
            record = re.sub(r"(?m)^(  url: \S+?)(\"?)$", rf"\1?n={n}\2", record)
            record = re.sub(r"(?m)^  same_address_as: .*\n", "", record)
        grown.append(record.rstrip() + "\n\n")
    return head + "".join(grown)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *given: object) -> None:
        pass


MEASURES: dict[str, Callable[[str, Path, Path], Figure]] = {
    "platform.cold": cold_build,
    "platform.check": check,
    "platform.help": show_help,
    "platform.first-view": first_view,
    "citations.cold": citations(pages=50, cites=5, limit=15.0),
    "citations.warm": citations(pages=50, cites=5, limit=1.0, warm=True),
    "citations.many": citations(pages=500, cites=20, limit=60.0),
    "catalogue.first-view": catalogue_view,
    "catalogue.facet-click": facet_click,
    "catalogue.check-growth": check_growth,
}

"""The small hub, built with nothing offered elsewhere and with everything."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

LINKS = {
    "membership": "https://association.example/join",
    "donation": "https://association.example/give?to=all",
    "newsletter": "https://association.example/news",
    "summit": "https://association.example/summit",
    "contact": "mailto:office@association.example",
}
ASK = "https://ask.example/new?title={title}&body={page}%0A{claim}"
DAY = {"SOURCE_DATE_EPOCH": "1780272000"}  # 1 June 2026


@pytest.fixture(scope="session")
def lay_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A fresh copy of the small hub, with further settings of ``extra.hub``."""

    def copy(**settings: object) -> Path:
        hub = tmp_path_factory.mktemp("community") / "hub"
        shutil.copytree(root / "tests" / "site", hub)
        for name in (".overrides", "assets"):
            shutil.copytree(root / "content" / name, hub / "content" / name)
        (hub / "hooks").symlink_to(root / "hooks", target_is_directory=True)
        file = hub / "mkdocs.yml"
        config = yaml.safe_load(file.read_text(encoding="utf-8"))
        config["extra"]["hub"] |= settings
        file.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
        return hub

    return copy


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture(scope="session")
def bare(lay_out: Callable[..., Path], hub_command: Callable) -> Path:
    """The site of the small hub without an address and without partners."""
    hub = lay_out()
    (hub / "content" / "partners.yaml").write_text("[]\n", encoding="utf-8")
    done = hub_command("build", "--config", str(hub / "mkdocs.yml"), **DAY)
    assert done.returncode == 0, done.stderr
    return hub / "site"


@pytest.fixture(scope="session")
def full(lay_out: Callable[..., Path], hub_command: Callable) -> Path:
    """The site with every address set, two partners, statements of law and an asked question."""
    hub = lay_out(links=LINKS, ask_url=ASK)
    _append(
        hub / "content" / "faq.yaml",
        """
- id: asked
  question: Does it hold in Finland?
  answer: It may.
  asked_from: {page: small-groups, claim: c2}
  jurisdiction: FI
  state: draft
  checked: 2026-01-05
""",
    )
    _append(
        hub / "content" / "timeline.yaml",
        """
- id: act
  from: 2002
  to: 2002
  title: An act
  text: An act was passed.
  sources: [doe2001one]
  area: law
  jurisdiction: US
""",
    )
    summary = hub / "content" / "evidence" / "small-groups.md"
    text = summary.read_text(encoding="utf-8")
    law = "  - id: c1\n    text: Small groups may help.\n    jurisdiction: US\n"
    plain = "  - id: c1\n    text: Small groups may help.\n"
    assert plain in text
    summary.write_text(text.replace(plain, law), encoding="utf-8")
    done = hub_command("build", "--config", str(hub / "mkdocs.yml"), **DAY)
    assert done.returncode == 0, done.stderr
    return hub / "site"

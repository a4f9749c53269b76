"""The maps of the repository name only what exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What builds make; named in the text, absent in a clone.
MADE = ("build/", ".aurora/", "config/", "secrets/", "service/")


def named_paths(page: str) -> list[str]:
    text = (ROOT / page).read_text()
    links = re.findall(r"\]\(((?!https?:|#)[^)]+)\)", text)
    folders = re.findall(r"`([\w.-]+(?:/[\w.-]+)*/(?:[\w.-]+\.\w+)?)`", text)
    return sorted({path for path in links + folders if not path.startswith(MADE)})


def exists(path: str) -> bool:
    # Folders inside a service are named from the service.
    return (ROOT / path).exists() or any(ROOT.glob(f"services/*/{path}"))


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/delivery.md"])
def test_every_named_path_exists(page: str) -> None:
    paths = named_paths(page)
    assert paths, f"{page} names no path: the pattern is broken"
    assert [path for path in paths if not exists(path)] == []


def test_what_is_guaranteed_names_tests_that_exist() -> None:
    text = (ROOT / "docs/delivery.md").read_text()
    named = re.findall(r"`(tests/[\w/]+\.py|\.\.\.)::(\w+)`", text)
    assert len(named) > 10, "the pattern is broken"
    for file, test in named:
        path = ROOT / file.replace("...", "tests/integration/ingest/test_delivery.py")
        assert f"def {test}(" in path.read_text(), f"{path} has no {test}"

"""docs/deploy/faults.md shows what programs say: each message is looked for by the test that its row names."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "deploy" / "faults.md"
# Words in a row's first cell that are no message.
NAMES = {"failing", "disk_full", "table_missing", "down", "aurora deploy kubernetes", "aurora deploy aws", "helm"}


def rows() -> list[tuple[str, str, str]]:
    """First cell, file and name of the test of each row."""
    found = []
    for line in PAGE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 4 and cells[0] != "you see":
            file, test = re.fullmatch(r"`(tests/[\w/]+\.py)::(\w+)`\s*\|?", cells[3]).groups()
            found.append((cells[0], file, test))
    return found


def literals(file: str) -> list[str]:
    """The texts of a test's file, adjacent ones as one, and the pieces of those with values in them."""
    return [node.value for node in ast.walk(ast.parse((ROOT / file).read_text())) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_the_pattern_finds_the_rows() -> None:
    assert len(rows()) == sum(line.startswith("| ") and not line.startswith("| you see") for line in PAGE.read_text().splitlines()) > 30


@pytest.mark.parametrize("seen, file, test", rows(), ids=[f"{number}-{test}" for number, (_, _, test) in enumerate(rows())])
def test_a_message_is_looked_for_by_its_test(seen: str, file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / file).read_text(), f"{file} has no {test}"
    messages = [message.strip("…") for message in re.findall(r"`([^`]+)`", seen) if message not in NAMES]
    texts = literals(file)
    assert [message for message in messages if not any(message in text for text in texts)] == []

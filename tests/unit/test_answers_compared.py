"""When an answer's rows are the gold's (bench/answers_compared.py), where a listing ends before the gold does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.answers_compared import ROWS_LISTED_MAX, matches  # noqa: E402

GOLD = {"names": ["ticket"], "rows": [[f"T{i}"] for i in range(ROWS_LISTED_MAX + 500)]}


def answer(rows: list, names: tuple = ("ticket",)) -> dict:
    return {"names": list(names), "rows": rows}


def test_a_listing_that_ends_at_its_bound_is_right_when_each_row_is_one_of_the_gold() -> None:
    latest = [[i, f"T{i + 500}"] for i in range(ROWS_LISTED_MAX)]
    assert matches({}, 0, GOLD, answer(latest, ("line", "ticket")))


def test_a_row_that_is_not_the_golds_or_comes_twice_is_wrong() -> None:
    assert not matches({}, 0, GOLD, answer([[f"T{i + 501}"] for i in range(ROWS_LISTED_MAX)]))
    assert not matches({}, 0, GOLD, answer([["T1"]] * ROWS_LISTED_MAX))


def test_fewer_rows_than_the_bound_are_no_cut() -> None:
    assert not matches({}, 0, GOLD, answer([[f"T{i}"] for i in range(ROWS_LISTED_MAX - 1)]))
    assert not matches({}, 0, {"names": ["ticket"], "rows": GOLD["rows"][:900]}, answer(GOLD["rows"][:ROWS_LISTED_MAX]))


def test_ids_that_differ_by_one_are_rows_of_their_own_in_any_order() -> None:
    ids = [[2058300 + i] for i in (0, 1, 2, 4, 7)]
    assert matches({}, 0, {"names": ["id"], "rows": ids}, answer([[str(one[0]), "x"] for one in reversed(ids)], ("id", "kind")))
    assert not matches({}, 0, {"names": ["id"], "rows": ids}, answer([[str(one[0] + 50), "x"] for one in ids], ("id", "kind")))

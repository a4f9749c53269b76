"""When an answer's rows are the gold's: the rules of tests/nl/README.md.

Columns may stand in any order and be more than the gold's; rows may not be more or fewer. A number may be rounded to
what it shows, times compare as instants, and a share may be 0.25 or 25. A listing ends after ROWS_LISTED_MAX rows: of a gold
with more of them, each row of the answer must be one.
"""

import itertools
import re
from datetime import datetime, timezone

TRIED_MAX = 4000
# kRowsListed of the embedded generator (services/query-engine/language/compose/composer.cpp).
ROWS_LISTED_MAX = 1000
NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$")
DAY_OR_TIME = re.compile(r"^\d{4}-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?)?$")


def plain(value):
    """One value as something that compares: None, a number, an instant as ("at", seconds), a tuple or text."""
    if value is None or value != value:
        return None
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, list):
        return tuple(plain(part) for part in value)
    text = str(value).strip()
    if NUMBER.match(text):
        return float(text)
    if DAY_OR_TIME.match(text):
        whole = text + "-01" if len(text) == 7 else text
        try:
            at = datetime.fromisoformat(whole.replace("Z", "+00:00"))
        except ValueError:
            return text
        return "at", (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).timestamp()
    return text


def places(raw) -> int:
    """Digits behind the point that a number shows."""
    text = repr(raw) if isinstance(raw, float) else str(raw)
    return 17 if "e" in text.lower() else len(text.partition(".")[2])


class Column:
    def __init__(self, raw: list):
        self.values = [plain(value) for value in raw]
        self.places = max((places(value) for value, kind in zip(raw, self.values) if isinstance(kind, float)), default=0)


class Rules:
    """Of one question."""

    def __init__(self, question: dict):
        self.ordered = question.get("ordered", False)
        self.tolerance = max(question.get("tolerance", 0.0), 1e-6)
        self.scales = (1.0, 100.0, 0.01) if question.get("percent") else (1.0,)
        self.any_buckets = question.get("buckets") == "any"

    def same_value(self, gold, answer, scale: float, shown: int) -> bool:
        if isinstance(gold, float) and isinstance(answer, float):
            off = abs(answer * scale - gold)
            if off <= self.tolerance * abs(gold) or off <= 1e-9:
                return True
            return off <= 0.5000001 * 10.0 ** -shown * scale and off <= (0.02 if shown >= 2 else 0.005) * abs(gold)
        if isinstance(gold, tuple) and isinstance(answer, tuple) and len(gold) == len(answer):
            if gold and gold[0] == "at":
                return answer[0] == "at" and abs(gold[1] - answer[1]) < 0.0011
            return all(self.same_value(a, b, scale, shown) for a, b in zip(gold, answer))
        return gold == answer

    def same_rows(self, gold: list, answer: list) -> bool:
        """`gold`, `answer`: columns of raw values."""
        golds, answers = [Column(column) for column in gold], [Column(column) for column in answer]
        if len(golds) > len(answers):
            return False
        cut = len(answers[0].values) == ROWS_LISTED_MAX < len(golds[0].values)
        if not self.any_buckets and not cut and len(golds[0].values) != len(answers[0].values):
            return False
        choices = [[(i, scale) for i, other in enumerate(answers) for scale in self.scales
                    if self.any_buckets or (self._holds(column, other) if cut else self._fits(column, other, scale))] for column in golds]
        for mapping in itertools.islice(itertools.product(*choices), TRIED_MAX):
            if len({i for i, _ in mapping}) == len(golds) and self._mapped(golds, answers, mapping):
                return True
        return False

    def _fits(self, gold: Column, answer: Column, scale: float) -> bool:
        pairs = zip(sorted(gold.values, key=_key), sorted(answer.values, key=_key))
        return all(self.same_value(a, b, scale, answer.places) for a, b in pairs)

    @staticmethod
    def _holds(gold: Column, answer: Column) -> bool:
        return set(map(repr, answer.values)) <= set(map(repr, gold.values))

    def _mapped(self, golds, answers, mapping) -> bool:
        left = list(zip(*(column.values for column in golds)))
        right = list(zip(*(answers[i].values for i, _ in mapping)))
        if self.any_buckets:
            left, right = [row for row in left if not _empty(row)], [row for row in right if not _empty(row)]
        cut = len(right) == ROWS_LISTED_MAX < len(left)
        if len(left) != len(right) and not cut:
            return False

        def same(a, b):
            return all(self.same_value(x, y, scale, answers[i].places) for x, y, (i, scale) in zip(a, b, mapping))

        if self.ordered:
            return all(same(a, b) for a, b in zip(left, right))
        if cut:
            return self._among(left, right, same)
        # By their exact values first: ids that differ by one are alike within the tolerance, and each has its own row.
        for key in (_exact_row_key, _row_key):
            left, right = sorted(left, key=key), sorted(right, key=key)
            if all(same(a, b) for a, b in zip(left, right)):
                return True
        rest = list(right)
        for row in left:
            found = next((i for i, other in enumerate(rest) if same(row, other)), None)
            if found is None:
                return False
            rest.pop(found)
        return True

    @staticmethod
    def _among(left, right, same) -> bool:
        """Whether each of `right` is one of `left`, another one each time."""
        rest = {}
        for row in left:
            rest.setdefault(repr(_row_key(row)), []).append(row)
        for row in right:
            near = rest.get(repr(_row_key(row)), [])
            found = next((i for i, other in enumerate(near) if same(other, row)), None)
            if found is None:
                return False
            near.pop(found)
        return True


def _key(value):
    return (0, value, "") if isinstance(value, float) else (1, 0.0, repr(value))


def _exact_row_key(row):
    return [_key(value) for value in row]


def _row_key(row):
    texts = [repr(value) for value in row if not isinstance(value, float)]
    return texts, [float(f"{value:.5g}") for value in row if isinstance(value, float)]


def _empty(row) -> bool:
    """A time bucket in which nothing happened."""
    numbers = [value for value in row if isinstance(value, float)]
    return len(numbers) < len(row) and all(value in (0.0, None) for value in numbers)


def matches(question: dict, number: int, gold: dict, answer: dict) -> bool:
    """`gold` and `answer`: {"names": [...], "rows": [[...]]}."""
    mode = question.get("match", "exact")
    mode = mode[number] if isinstance(mode, list) else mode
    rows = answer["rows"]
    if mode == "interval":
        times = [value[1] for value in map(plain, rows[0] if rows else []) if isinstance(value, tuple) and value[0] == "at"]
        spans = [(plain(low)[1], plain(high)[1]) for low, high in gold["rows"]]
        return any(low <= at < high for at in times for low, high in spans)
    if mode == "top":
        rows = rows[:len(gold["rows"])]
    if not gold["rows"] or not rows:
        return not gold["rows"] and not rows
    return Rules(question).same_rows([list(c) for c in zip(*gold["rows"])], [list(c) for c in zip(*rows)])

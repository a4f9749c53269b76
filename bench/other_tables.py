"""Tables of businesses that nobody asks about, beside those of a set of questions: so many more names that a question could mean.

They are made from lists of words, each load the same: COLUMNS columns a table, a few of them categories with values.
"""

COLUMNS = 20
ROWS = 200
DATABASE = "elsewhere"

AREAS = ("payroll", "facilities", "legal", "security", "procurement", "fleet", "catering", "training", "compliance", "treasury",
         "recycling", "archive", "laboratory", "greenhouse", "workshop", "reception", "canteen", "customs", "quarry", "studio")
RECORDS = ("approvals", "audits", "inspections", "contracts", "permits", "handovers", "requisitions", "complaints", "rosters", "allowances")
CATEGORIES = {
    "stage": ("draft", "signed", "void"), "shelf": ("upper", "lower", "rear"), "grade_band": ("silver", "bronze", "copper"),
    "urgency": ("urgent", "routine"), "wing": ("annex", "basement", "attic"), "filing_colour": ("amber", "teal", "violet"),
}
MEASURES = ("folder_count", "ink_ml", "desk_height_cm", "shelf_load_kg", "copies", "overtime_hours", "budget_chf", "noise_db")
TEXTS = ("remark", "reference_code", "stamp_label")
TIMES = ("lodged_at", "countersigned_at")


def names(count: int) -> list[str]:
    every = [f"{area}_{record}" for record in RECORDS for area in AREAS]
    if count > len(every):
        raise ValueError(f"at most {len(every)} other tables, not {count}")
    return every[:count]


def columns(table: str) -> list[tuple[str, str, str]]:
    """Name, type and the expression of its rows."""
    wanted = [("entry_id", "UInt64", "number"), ("clerk_id", "UInt32", "number % 37")]
    wanted += [(name, "DateTime('UTC')", f"toDateTime('2026-05-21 16:00:00', 'UTC') - cityHash64(number, '{table}{name}') % 5000000") for name in TIMES]
    for name, values in CATEGORIES.items():
        wanted.append((name, "LowCardinality(String)", f"[{', '.join(repr(value) for value in values)}][1 + cityHash64(number, '{table}{name}') % {len(values)}]"))
    wanted += [(name, "Float32", f"(cityHash64(number, '{table}{name}') % 900) / 7") for name in MEASURES]
    wanted += [(name, "String", f"concat('{name[:2].upper()}-', toString(number))") for name in TEXTS]
    return wanted[:COLUMNS]


def statements(count: int) -> list[str]:
    made = [f"DROP DATABASE IF EXISTS {DATABASE}", f"CREATE DATABASE {DATABASE}"]
    for table in names(count):
        listed = columns(table)
        made.append(f"CREATE TABLE {DATABASE}.{table} ({', '.join(f'{name} {kind}' for name, kind, _ in listed)}) ENGINE = MergeTree ORDER BY entry_id")
        made.append(f"INSERT INTO {DATABASE}.{table} SELECT {', '.join(value for _, _, value in listed)} FROM numbers({ROWS})")
    return made

"""The JSON parsing test suite as messages: each is a row or a dead letter, once; what is not JSON is never a row."""

import base64
import json
import uuid
import zlib
from pathlib import Path

import pytest
from harness.grpc_client import messages
from harness.process import wait_until

SUITE = Path(__file__).parent / "json-parsing" / "test_parsing.tsv"
# A message is one object. Of an array or a scalar, however valid, nobody could say which column it is.
NOT_OBJECT = "not_object"
# Of two values under one key no one can be chosen; the suite leaves it to the parser.
DUPLICATE_KEYS = {"y_object_duplicated_key", "y_object_duplicated_key_and_value"}


def suite() -> list[tuple[str, bytes]]:
    cases = []
    for line in SUITE.read_text().splitlines():
        name, text = line.split("\t")
        packed = text.startswith("zlib:")
        data = base64.b64decode(text.removeprefix("zlib:"))
        cases.append((name, zlib.decompress(data) if packed else data))
    assert len(cases) == 318
    return cases


def is_json(data: bytes) -> bool:
    def refuse(word):
        raise ValueError(word)
    try:
        json.loads(data.decode("utf-8"), parse_constant=refuse)
        return True
    except (ValueError, RecursionError):
        return False


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


class Loaded:
    """A topic with valid messages before, between and after those of the suite, loaded by one connection to the end."""

    def __init__(self, ingest, pb, kafka, clickhouse, valid, cases, policy):
        word = uuid.uuid4().hex[:8]
        self.topic, self.table = f"topic-{word}", f"db_{word}.t"
        self.ingest, self.pb, self.clickhouse = ingest, pb, clickhouse
        before = [valid(number) for number in range(20)]
        kafka.create_topic(self.topic)
        kafka.produce(self.topic, before)
        self.connection = ingest.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=self.topic, database=f"db_{word}", table="t",
            evolution_policy=policy, wait_ms_max=20_000)).connection
        values, self.offsets = [], {}
        for number, (name, data) in enumerate(cases):
            self.offsets[20 + len(values)] = (name, data)
            values.append(data)
            if number % 3 == 0:
                values.append(valid(1000 + number))
        values += [valid(5000 + number) for number in range(20)]
        kafka.produce(self.topic, values)
        self.total = 20 + len(values)
        self.valid_rows = self.total - len(cases)

    def finish(self):
        def at_end():
            (partition,) = self.ingest.GetLedger(self.pb.GetLedgerRequest(id=self.connection.id)).partitions
            return partition.next_offset == self.total and partition
        ledger = wait_until(at_end, 60, f"the ledger of {self.topic} reaches {self.total}")
        assert ledger.loaded + ledger.dead_lettered == self.total
        assert ledger.skipped == ledger.duplicated == ledger.pending == 0
        self.rows = {row[0]: row[1] for row in self.clickhouse.query(
            f"SELECT _offset, _overflow FROM {self.table}")}
        self.letters = {row[0]: row[1:] for row in self.clickhouse.query(
            f"SELECT offset, code, reason, base64Encode(value) FROM aurora.dead_letters WHERE connection_id = '{self.connection.id}'")}
        # Not from the ledger's counts alone: each offset is in one of the two.
        assert sorted([*self.rows, *self.letters]) == list(range(self.total))
        assert self.clickhouse.value(f"SELECT count() FROM {self.table}") == ledger.loaded
        assert sum(offset not in self.offsets for offset in self.rows) == self.valid_rows
        for offset, (code, reason, value) in self.letters.items():
            name, data = self.offsets[offset]
            assert code and f"offset {offset}" in reason, (name, reason)
            assert base64.b64decode(value) == data, name
        return self

    def code(self, offset):
        """Why a message is a dead letter; None for a row."""
        return self.letters[offset][0] if offset in self.letters else None


@pytest.mark.parametrize("policy", ["ADD", "FREEZE"])
def test_each_file_of_the_suite_is_a_row_or_a_dead_letter_and_the_stream_goes_on(
        ingest, pb, kafka, clickhouse, ingest_stack, policy):
    # No field comes always, so that no column needs one.
    loaded = Loaded(ingest, pb, kafka, clickhouse, lambda n: json.dumps({"number": n} if n % 2 else {"name": f"n{n}"}), suite(),
                    getattr(pb, f"EVOLUTION_POLICY_{policy}")).finish()
    wrong = []
    for offset, (name, data) in loaded.offsets.items():
        code = loaded.code(offset)
        text = data.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
        if name.startswith("n_"):
            right = code is not None and code != NOT_OBJECT
        elif name.startswith("y_"):
            right = code == ("duplicate_key" if name in DUPLICATE_KEYS else None if text.startswith(b"{") else NOT_OBJECT)
        else:
            continue
        if not right:
            wrong.append((name, data[:60], code))
    assert wrong == []
    objects = [offset for offset, (name, data) in loaded.offsets.items()
               if name.startswith("y_") and data.strip().startswith(b"{") and name not in DUPLICATE_KEYS]
    assert len(objects) >= 10 and all(offset in loaded.rows for offset in objects)
    assert ingest_stack.services["ingest"].process.child.poll() is None


def test_each_file_of_the_suite_as_a_value_in_a_column_and_beside_the_columns(ingest, pb, kafka, clickhouse):
    """What is kept as text must be the same value, and what is not JSON must not hide in it."""
    cases = []
    for name, data in suite():
        cases.append((name, b'{"id":1,"name":' + data + b"}"))
        cases.append((name, b'{"id":1,"name":"n","extra":' + data + b"}"))
    loaded = Loaded(ingest, pb, kafka, clickhouse, lambda n: json.dumps({"id": n, "name": f"n{n}"}), cases,
                    pb.EVOLUTION_POLICY_FREEZE).finish()
    names = {row[0]: row[1] for row in clickhouse.query(f"SELECT _offset, name FROM {loaded.table}")}
    wrong = []
    for offset, (name, data) in loaded.offsets.items():
        code = loaded.code(offset)
        if name.startswith("y_"):
            value = json.loads(data)
            if code is not None:
                right = False
            elif "extra" in value:
                right = json.loads(loaded.rows[offset])["extra"] == value["extra"]
            elif isinstance(value["name"], str) or value["name"] is None:
                right = names[offset] == value["name"]
            else:
                right = json.loads(names[offset]) == value["name"]
        elif name.startswith("n_"):
            assert not is_json(data), name
            right = code is not None and code != NOT_OBJECT
        else:
            continue
        if not right:
            wrong.append((name, data[:80], code, names.get(offset), loaded.rows.get(offset)))
    assert wrong == []

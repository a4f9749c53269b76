"""Questions in English against their golds: answered, correct, silently wrong, declined, and how long question -> SQL takes.

Each question is asked for its SQL twice before it is run: the first time its words are new to the process (cold), the second
time they are known (cached). Both are as a client of the gateway sees them, with the check of the SQL by ClickHouse; a
follow-up's includes no question before it. With --others the tables of the set stand among others, of 20 columns each:
--no-tables --others 200 is the case of 200 tables and 4,000 columns.

A set is a folder with questions.jsonl and a dataset.sql for each schema; tests/nl/README.md has the format and the rules.
The whole of Aurora that answers questions is started for it: ClickHouse, the query engine, the embedding service, the gateway.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import requests

from bench import other_tables
from bench.answers_compared import matches
from bench.figures import cpu_seconds, quantile
from tests.harness.clickhouse import ClickHouse
from tests.harness.grpc_client import Stub, messages
from tests.harness.process import PROJECT
from tests.harness.stack import RPC_TOKEN, Stack

OUTCOMES = ("correct", "wrong", "refused", "clarify", "error")
# Beside the set's own tables where no table is named.
OTHERS = 50
# What --check-latency holds the run to.
CACHED_P50_MS_MAX, COLD_P99_MS_MAX = 5, 50
MEANINGS_WAIT_S = 180
# In a second: it embeds nothing.
IDLE_CPU_SECONDS_MAX = 0.03
# What a refresh of the catalog samples at most.
TABLES_A_REFRESH = 50


def statements(sql: str) -> list[str]:
    """Cut at semicolons outside quotes and comments."""
    parts, part, quoted, at = [], "", False, 0
    while at < len(sql):
        char = sql[at]
        if not quoted and sql.startswith("--", at):
            at = sql.find("\n", at) if "\n" in sql[at:] else len(sql)
            continue
        if quoted and char == "\\":
            part += sql[at:at + 2]
            at += 2
            continue
        quoted ^= char == "'"
        if char == ";" and not quoted:
            parts.append(part)
            part = ""
        else:
            part += char
        at += 1
    return [one.strip() for one in [*parts, part] if one.strip()]


class Asked:
    """The questions of a set, asked of a stack."""

    def __init__(self, stack: Stack, clickhouse: ClickHouse, questions: list[dict], with_tables: bool):
        self.stack, self.clickhouse, self.with_tables = stack, clickhouse, with_tables
        self.by_id = {question["id"]: question for question in questions}
        self.http = requests.Session()
        self.http.headers = {"Authorization": f"Bearer {stack.admin_token}"}

    def gold(self, sql: str) -> dict:
        answer = requests.post(self.clickhouse.url, params={"default_format": "JSONCompact"}, data=sql.encode(), timeout=60,
                               auth=("aurora_admin", self.clickhouse.passwords["admin"]))
        if answer.status_code != 200:
            raise RuntimeError(f"a gold does not run: {sql}\n{answer.text}")
        table = answer.json()
        return {"names": [column["name"] for column in table["meta"]], "rows": table["data"]}

    def ask(self, question: dict, conversation: str | None, execute: bool = True):
        body = {"question": question["question"], "now": question["now"], "execute": execute}
        if self.with_tables:
            body["tables"] = question["tables"]
        if conversation:
            body["conversation_id"] = conversation
        started = time.perf_counter()
        answer = self.http.post(f"{self.stack.gateway_url}/api/v1/ask", json=body, timeout=60)
        return answer, time.perf_counter() - started

    def conversation(self, question: dict) -> str | None:
        if "after" not in question:
            return None
        before = self.by_id[question["after"]]
        return self.ask(before, self.conversation(before))[0].json().get("conversation_id")

    def outcome(self, question: dict) -> dict:
        # Each in a conversation of its own: what was asked last in one is what the next question goes on from.
        _, cold = self.ask(question, self.conversation(question), execute=False)
        _, cached = self.ask(question, self.conversation(question), execute=False)
        answer, _ = self.ask(question, self.conversation(question))
        reply = answer.json() if answer.status_code == 200 else {}
        status = reply.get("status", "error")
        result = {"id": question["id"], "class": question["class"], "question": question["question"], "answered": status == "answered", "cold": cold, "cached": cached,
                  "confidence": reply.get("confidence", 0), "sql": reply.get("sql", ""), "why": reply.get("interpretation", answer.text[:200])}
        if question["expect"] == "refuse":
            return result | {"outcome": "wrong" if status == "answered" else ("error" if status == "error" else "correct")}
        if status != "answered":
            return result | {"outcome": status}
        if "columns" not in reply:
            # It was read, and the query failed.
            return result | {"outcome": "error"}
        table = {"names": [column["name"] for column in reply["columns"]], "rows": reply["rows"]}
        right = any(matches(question, i, self.gold(sql), table) for i, sql in enumerate(question["gold"]))
        return result | {"outcome": "correct" if right else "wrong"}


def milliseconds(results: list[dict], which: str, quantile_of: float) -> float:
    return 1000 * quantile([one[which] for one in results], quantile_of)


def report(results: list[dict]) -> None:
    heads = ("answered %", "correct %", "silently wrong %", "declined %", "asked back %", "error %")
    print(f"{'class':<12}{'n':>5}" + "".join(f"{head:>{len(head) + 2}}" for head in heads) + f"{'cached p50/p99 ms':>20}{'cold p50/p99 ms':>18}")
    for name in [*sorted({one["class"] for one in results}), "total"]:
        mine = [one for one in results if name in (one["class"], "total")]
        share = {outcome: 100 * sum(one["outcome"] == outcome for one in mine) / len(mine) for outcome in OUTCOMES}
        answered = 100 * sum(one["answered"] for one in mine) / len(mine)
        figures = (answered, share["correct"], share["wrong"], share["refused"], share["clarify"], share["error"])
        line = f"{name:<12}{len(mine):>5}" + "".join(f"{figure:>{len(head) + 2}.1f}" for figure, head in zip(figures, heads))
        waits = [f"{milliseconds(mine, which, 0.5):.1f} / {milliseconds(mine, which, 0.99):.1f}" for which in ("cached", "cold")]
        print(f"{line}{waits[0]:>20}{waits[1]:>18}")
    sure = [one for one in results if one["confidence"] >= 0.9 and one["outcome"] in ("correct", "wrong") and one["sql"]]
    if sure:
        right = sum(one["outcome"] == "correct" for one in sure)
        print(f"\nof {len(sure)} answers with a confidence of at least 0.9, {100 * right / len(sure):.1f} % are right")


def await_values(asked: Asked) -> None:
    """Until the values of all tables were looked at: each refresh takes TABLES_A_REFRESH more."""
    known, wanted = 0, 1
    while known < wanted:
        asked.http.post(f"{asked.stack.gateway_url}/api/v1/tables:refresh", timeout=300).raise_for_status()
        known += TABLES_A_REFRESH
        wanted = len(asked.http.get(f"{asked.stack.gateway_url}/api/v1/tables", timeout=60).json()["tables"])


def await_meanings(stack: Stack) -> None:
    """Until the meanings of tables and values are embedded, as they are a minute after 200 tables have come: what else is asked meanwhile waits for them."""
    pid = stack.services["embedding"].process.pid
    until, idle = time.monotonic() + MEANINGS_WAIT_S, 0
    # A new list is embedded at most a few seconds after the last one: twice the time in which the query engine looks for changes.
    while idle < 4 and time.monotonic() < until:
        before = cpu_seconds(pid)
        time.sleep(1)
        idle = idle + 1 if cpu_seconds(pid) - before <= IDLE_CPU_SECONDS_MAX else 0
    # Virtual machines take the memory of what was idle for a second: questions come to a service that is in use.
    stub = Stub("embedding", stack.addresses["embedding"], RPC_TOKEN)
    stub.Embed(messages("embedding").EmbedRequest(texts=["awake"]))
    stub.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench nl", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=PROJECT / "tests" / "nl", metavar="DIR", help="the set (default: tests/nl)")
    parser.add_argument("--no-tables", action="store_true", help="do not say which tables are meant; all of the set's are there, and others")
    parser.add_argument("--others", type=int, metavar="N", help=f"so many other tables beside the set's (default: 0, with --no-tables {OTHERS})")
    parser.add_argument("--check-latency", action="store_true", help=f"exit with 1 unless question -> SQL takes at most {CACHED_P50_MS_MAX} ms cached (p50) and {COLD_P99_MS_MAX} ms cold (p99)")
    parser.add_argument("--class", dest="only", metavar="C", help="only this class")
    parser.add_argument("--json", type=Path, metavar="OUT", help="every outcome with its SQL")
    parser.add_argument("-v", "--verbose", action="store_true", help="show what is not correct")
    arguments = parser.parse_args()
    lines = (arguments.set / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines if line.strip()]
    chosen = [question for question in questions if arguments.only in (None, question["class"])]
    if not chosen:
        sys.exit(f"no question of {arguments.set} is of the class {arguments.only}")
    others = arguments.others if arguments.others is not None else (OTHERS if arguments.no_tables else 0)

    with tempfile.TemporaryDirectory(prefix="aurora-bench-") as folder:
        clickhouse = ClickHouse(Path(folder) / "clickhouse")
        stack = None
        try:
            clickhouse.start()
            for path in sorted(arguments.set.glob("*/dataset.sql")):
                for statement in statements(path.read_text(encoding="utf-8")):
                    clickhouse.query(statement)
            for statement in other_tables.statements(others) if others else []:
                clickhouse.query(statement)
            unlimited = {"gateway": {"limits": {"requests_per_identity": 100_000, "requests_per_address": 100_000}}}
            stack = Stack(Path(folder) / "stack", clickhouse, overrides=unlimited)
            stack.start("provisioning", "embedding", "query-engine", "gateway")
            asked = Asked(stack, clickhouse, questions, not arguments.no_tables)
            await_values(asked)
            tables = asked.http.get(f"{stack.gateway_url}/api/v1/tables", timeout=60).json()["tables"]
            print(f"{len(tables)} tables with {sum(len(table['columns']) for table in tables)} columns are known\n")
            await_meanings(stack)
            results = [asked.outcome(question) for question in chosen]
        finally:
            if stack is not None:
                stack.stop()
            clickhouse.stop()
    if arguments.verbose:
        for one in results:
            if one["outcome"] != "correct":
                print(f"{one['outcome']:<8} {one['id']}: {one['question']}\n         {one['why']}\n         {' '.join(one['sql'].split())}")
    report(results)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1))
    late = milliseconds(results, "cached", 0.5) > CACHED_P50_MS_MAX or milliseconds(results, "cold", 0.99) > COLD_P99_MS_MAX
    if arguments.check_latency and late:
        sys.exit(f"too slow: at most {CACHED_P50_MS_MAX} ms cached (p50) and {COLD_P99_MS_MAX} ms cold (p99) were wanted")


if __name__ == "__main__":
    main()

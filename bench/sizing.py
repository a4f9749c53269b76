"""What an event and a question need, for `aurora size`: bytes of disk a row, CPU time a question.

Events are loaded through Kafka in two steps. After each the table is merged into as few parts as it gets, and questions in words are
asked one after the other through the REST API: what a question costs ClickHouse without rows and with each row comes from the
two. CPU time is that of the processes, so that a busy machine changes it little.
"""

import argparse
import itertools
import os

import requests

from bench.events import events
from bench.figures import cpu_seconds, memory_peak_bytes
from bench.loading import PARTITIONS, Loading
from tests.harness.process import wait_until

QUESTIONS = ("how many events from {state} by channel?", "total by product for {state}", "average price by device in {state}",
             "top 5 products by quantity in {state}")
# Of PA and MI some questions are declined: "PA" is not understood as a state everywhere.
STATES = ("CA", "NY", "TX", "FL", "IL", "OH", "GA", "NC")
ANSWERING = ("gateway", "query-engine", "embedding")
# Of all events, in the first step.
FIRST_STEP = 0.1


class Sized:
    """The table bench.sized, which grows by load(); `rows` and `message_bytes` say how far."""

    def __init__(self, loading: Loading):
        self.loading, self.rows, self.message_bytes = loading, 0, 0
        self._producer = loading.kafka.producer(**{"compression.type": "lz4", "linger.ms": 50, "queue.buffering.max.messages": 500_000})
        loading.kafka.create_topic("sized", PARTITIONS)

    def load(self, values) -> None:
        first = self.rows == 0
        for value in values:
            while True:
                try:
                    self._producer.produce("sized", value, partition=self.rows % PARTITIONS)
                    break
                except BufferError:
                    self._producer.poll(0.05)
            self.rows += 1
            self.message_bytes += len(value)
        assert self._producer.flush(120) == 0
        if first:
            self.loading.connect("sized", "sized")
        clickhouse = self.loading.clickhouse
        wait_until(lambda: clickhouse.value("SELECT count() FROM bench.sized") >= self.rows, 300, "every event is there", 0.5)
        clickhouse.query("OPTIMIZE TABLE bench.sized FINAL")

    def disk_bytes(self) -> int:
        return int(self.loading.clickhouse.value(
            "SELECT sum(bytes_on_disk) FROM system.parts WHERE database = 'bench' AND table = 'sized' AND active"))


class Asker:
    def __init__(self, loading: Loading, rounds: int):
        self._url = f"{loading.stack.gateway_url}/api/v1"
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {loading.stack.admin_token}"
        self._questions = [question.format(state=STATES[number % len(STATES)]) for number in range(rounds) for question in QUESTIONS]
        self._pids = {name: loading.stack.services[name].process.pid for name in ANSWERING} | {"clickhouse": loading.clickhouse.process.pid}

    def _answered(self, question: str) -> bool:
        return self._session.post(f"{self._url}/ask", json={"question": question}, timeout=120).json().get("status") == "answered"

    def ask(self) -> dict[str, float]:
        """CPU seconds a question of each process."""
        self._session.post(f"{self._url}/tables:refresh", timeout=120)
        wait_until(lambda: self._answered(self._questions[0]), 60, "the catalog knows the table", 0.5)
        before = {name: cpu_seconds(pid) for name, pid in self._pids.items()}
        declined = [question for question in self._questions if not self._answered(question)]
        assert not declined, f"not answered: {declined[:3]}"
        return {name: (cpu_seconds(pid) - before[name]) / len(self._questions) for name, pid in self._pids.items()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench sizing", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000, help="events in the table (default: 1000000)")
    parser.add_argument("--rounds", type=int, default=10, help=f"times that {len(QUESTIONS)} questions are asked (default: 10)")
    arguments = parser.parse_args()
    if arguments.events < 1000 or arguments.rounds < 1:
        parser.error("--events is 1000 at least, --rounds 1")

    with Loading() as loading:
        loading.stack.start("embedding", "query-engine", "gateway")
        sized, values = Sized(loading), events(arguments.events)
        sized.load(itertools.islice(values, int(arguments.events * FIRST_STEP)))
        asker = Asker(loading, arguments.rounds)
        few_rows, few = sized.rows, asker.ask()
        sized.load(values)
        many = asker.ask()
        disk = sized.disk_bytes()
        memory = {name: memory_peak_bytes(loading.stack.services[name].process.pid) for name in ANSWERING}
    row_read = (many["clickhouse"] - few["clickhouse"]) / (sized.rows - few_rows)
    print(f"{sized.rows:,} events of {sized.message_bytes / sized.rows:.0f} bytes (load of the machine {os.getloadavg()[0]:.1f})")
    print(f"  disk           {disk / sized.rows:.1f} bytes a row, {disk / sized.message_bytes:.2f} of the messages' bytes")
    for name in ANSWERING:
        print(f"  {name:13}  {few[name] * 1000:.1f} and {many[name] * 1000:.1f} ms of CPU time a question, at most {memory[name] / 2**20:.0f} MiB")
    print(f"  clickhouse     {few['clickhouse'] * 1000:.1f} ms of CPU time a question over {few_rows:,} rows, {many['clickhouse'] * 1000:.1f} ms over all: "
          f"{(few['clickhouse'] - few_rows * row_read) * 1000:.1f} ms and {row_read * 1e9:.1f} ns a row")


if __name__ == "__main__":
    main()

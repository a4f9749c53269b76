"""A connection of a test: what it says of itself, and that exactly the rows wanted came of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from .grpc_client import Stub, messages
from .process import wait_until
from .proxy import Proxy
from .stack import RPC_TOKEN, Stack


class Connection:
    """Its table is `database`.t. A file of tests says, in a class of its own, what it reads and what of its rows it looks at
    (`rows`). `process` is set where the test may end the ingest service."""

    process = None

    def __init__(self, ingest, kafka, clickhouse, database: str):
        self.pb = messages("ingest")
        self.ingest, self.kafka, self.clickhouse, self.database = ingest, kafka, clickhouse, database
        self.id = ""

    def request(self, **more):
        return self.pb.CreateConnectionRequest(brokers=self.pb.Brokers(bootstrap_servers=self.kafka.brokers),
                                               **{"database": self.database, "table": "t", "wait_ms_max": 20_000} | more)

    def create(self, request):
        """The connection, as the service answers it."""
        made = self.ingest.CreateConnection(request).connection
        self.id = made.id
        return made

    def pause(self):
        self.ingest.PauseConnection(self.pb.PauseConnectionRequest(id=self.id))

    def resume(self):
        self.ingest.ResumeConnection(self.pb.ResumeConnectionRequest(id=self.id))

    def view(self):
        return self.ingest.GetConnection(self.pb.GetConnectionRequest(id=self.id)).connection

    def ledger(self):
        return self.ingest.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions

    def settled_ledger(self):
        """Once nothing is pending: rows are there a moment before their commit."""
        def settled():
            ledger = self.ledger()
            return ledger if all(p.pending == 0 for p in ledger) else None
        return wait_until(settled, 20, "all is committed")

    def rows(self) -> list:
        """Sorted."""
        raise NotImplementedError

    def await_exactly(self, wanted: list, what: str, seconds: float = 30):
        """These rows (sorted), each once, and still so a moment later: a row too many may come late."""
        try:
            wait_until(lambda: self.rows() == wanted, seconds, what)
        except TimeoutError as error:
            found = self.rows()
            raise AssertionError(f"{error}: {len(wanted)} wanted, {len(found)} rows, missing {sorted(set(wanted) - set(found))[:5]}, "
                                 f"last error {self.view().last_error}") from None
        time.sleep(0.5)
        assert self.rows() == wanted, what


@contextmanager
def ingest_behind_proxy(folder, kafka, clickhouse, **settings) -> Iterator[tuple[Stub, Proxy, object]]:
    """An ingest service of the test's own that reaches ClickHouse through a proxy; its stub, the proxy and its process. `settings`
    are laid over the service's."""
    proxy = Proxy(clickhouse.http_port)
    stack = Stack(folder, clickhouse, kafka, {"ingest": {"clickhouse": {"url": f"http://127.0.0.1:{proxy.port}"}} | settings})
    stack.start("provisioning", "schema-inference", "ingest")
    stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
    yield stub, proxy, stack.services["ingest"].process
    stub.close()
    proxy.close()
    stack.kill()

"""What goes on while services are replaced: orders at an even pace, and people's requests through the balancer, none of them repeated."""

import itertools
import json
import threading
import time

import requests
from confluent_kafka import Producer

PERIOD_SECONDS = 0.05


class Orders:
    """Produces `rate` orders a second to a topic, numbered from 0, until it is stopped."""

    def __init__(self, brokers: str, topic: str, rate: int):
        self.topic, self.rate, self.count, self.failed = topic, rate, 0, 0
        self.producer = Producer({"bootstrap.servers": brokers, "enable.idempotence": True, "linger.ms": 5})
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.began = time.monotonic()
        self.thread.start()

    def _run(self) -> None:
        while not self.stopping.wait(PERIOD_SECONDS):
            due = int((time.monotonic() - self.began) * self.rate)
            for number in range(self.count, due):
                order = {"order_id": number, "state": ["California", "Texas"][number % 2], "amount": number % 1000 / 4}
                self.producer.produce(self.topic, json.dumps(order), on_delivery=self._delivered)
            self.count = max(self.count, due)
            self.producer.poll(0)

    def _delivered(self, error, _message) -> None:
        self.failed += error is not None

    def stop(self) -> float:
        """Everything is in Kafka; orders a second that were produced."""
        self.stopping.set()
        self.thread.join()
        pace = self.count / (time.monotonic() - self.began)
        assert self.producer.flush(60) == 0 and self.failed == 0
        return pace


class Visitors:
    """Each asks one thing after the other, as a browser does, over a connection that is kept."""

    # What is read, and what changes something in each service that keeps a state of its own. NUMBER differs from request to request.
    REQUESTS = (
        ("GET", "/connections", None),
        ("POST", "/query", {"sql": "SELECT state, count() FROM shop.orders GROUP BY state"}),
        ("POST", "/ask", {"question": "how many orders from California?"}),
        ("POST", "/glossary", {"term": "name NUMBER", "kind": "synonym", "definition": "order"}),
        ("GET", "/boards", None),
        ("POST", "/boards", {"title": "Board NUMBER", "panels": []}),
    )

    def __init__(self, url: str, token: str, visitors: int):
        self.url, self.token = url, token
        self.done, self.failures = 0, []
        # Beginning and end of each that failed, in seconds of the day's clock.
        self.moments: list[tuple[float, float]] = []
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._run, args=(first,), daemon=True) for first in range(visitors)]
        for thread in self.threads:
            thread.start()

    def _run(self, first: int) -> None:
        session = requests.Session()
        session.trust_env = False
        session.headers.update({"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        for number, (method, path, body) in enumerate(itertools.islice(itertools.cycle(self.REQUESTS), first, None)):
            if self.stopping.wait(0.1):
                return
            began = time.time()
            at = time.strftime("%H:%M:%S", time.gmtime(began))
            try:
                text = json.dumps(body).replace("NUMBER", f"{first}x{number}") if body else None
                answer = session.request(method, f"{self.url}/api/v1{path}", data=text, timeout=60)
                wrong = answer.status_code >= 300 or (path == "/ask" and answer.json()["status"] != "answered")
                failure = f"{at} {method} {path}: {answer.status_code} {answer.text[:300]}" if wrong else None
            except requests.RequestException as error:
                failure = f"{at} {method} {path}: {error}"
            with self.lock:
                self.done += 1
                if failure:
                    ended = time.time()
                    self.failures.append(f"{failure} after {ended - began:.1f} s")
                    self.moments.append((began, ended))

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

"""Events that never cease, for tests that break things meanwhile."""

import json
import threading
import time

from confluent_kafka import Producer


class Flow(threading.Thread):
    """Events at a steady rate, one of a hundred malformed, until stopped. Survives broker restarts."""

    def __init__(self, brokers: str, topic: str, rate: float):
        super().__init__(daemon=True)
        self.producer = Producer({"bootstrap.servers": brokers, "acks": "all", "linger.ms": 5, "enable.idempotence": True,
                                  "message.timeout.ms": 120_000, "reconnect.backoff.max.ms": 500, "log_level": 0})
        self.topic, self.rate = topic, rate
        self.stopped = threading.Event()
        self.produced = 0
        self.failed = []

    def run(self):
        start = time.monotonic()
        while not self.stopped.is_set():
            wanted = int((time.monotonic() - start) * self.rate)
            while self.produced < wanted:
                self.send(self.produced)
            self.producer.poll(0)
            time.sleep(0.005)

    def send(self, number):
        value = "not json" if number % 100 == 99 else json.dumps(
            {"number": number, "at": int(time.time() * 1000), "word": f"w{number % 7}"})
        try:
            self.producer.produce(self.topic, value,
                                  on_delivery=lambda error, _: self.failed.append(error) if error else None)
            self.produced += 1
        except BufferError:
            self.producer.poll(0.1)

    def stop(self):
        self.stopped.set()
        self.join()
        assert self.producer.flush(60) == 0

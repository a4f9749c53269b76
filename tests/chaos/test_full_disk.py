"""The disk below a whole Aurora fills up and gets room again: everything comes back by itself, and no event is lost or doubled."""

import os
import signal
import time

import pytest
from harness.aurora import Aurora
from harness.exactly_once import wrongly_stored
from harness.process import wait_until
from harness.small_disk import SmallDisk

DEMO_TOPICS = ("orders", "clicks", "payments", "logs")
# Long enough for each part to meet the full disk.
FULL_SECONDS = 20


@pytest.mark.timeout(600)
def test_a_whole_aurora_outlives_a_full_disk(tmp_path):
    with SmallDisk(tmp_path / "disk", "1300m") as disk:
        aurora = Aurora(disk.folder)
        aurora.up()
        try:
            brokers = aurora.env()["KAFKA_BROKERS"]
            before = int(aurora.clickhouse("SELECT count() FROM shop.clicks"))
            disk.fill()
            time.sleep(FULL_SECONDS)
            troubled = aurora.json("status", check=None)
            print("while it is full:", [(part["name"], part["state"]) for part in troubled["parts"] if part["state"] != "up"],
                  [(c["topic"], c["state"], (c.get("last_error") or {}).get("code")) for c in troubled["connections"]])
            disk.make_room()

            def well():
                status = aurora.json("status", check=None)
                return (all(part["state"] == "up" for part in status["parts"]) and len(status["connections"]) == 4 and
                        all(connection["state"] == "running" for connection in status["connections"]) and
                        int(aurora.clickhouse("SELECT count() FROM shop.clicks")) > before)

            wait_until(well, 90, "all is well again", 0.5)
            generator = aurora.parts()["demo-events"]["pid"]
            os.kill(generator, signal.SIGSTOP)
            try:
                wait_until(lambda: not {topic: wrong for topic in DEMO_TOPICS
                                        if (wrong := wrongly_stored(aurora.rows, brokers, topic, f"shop.{topic}"))}, 30,
                           "every offset is stored exactly once")
            finally:
                os.kill(generator, signal.SIGCONT)
        finally:
            aurora.down()

"""An Aurora whose backups are made and restored."""

import shutil
import uuid

from .aurora import Aurora
from .exactly_once import wrongly_stored
from .process import wait_until


class Backed:
    """An Aurora without a demonstration that loads a topic, and its backups."""

    def __init__(self, folder, kafka, place=""):
        self.aurora, self.kafka, self.folder = Aurora(folder), kafka, folder
        self.backups, self.key = folder / "backups", folder / "kept.key"
        # What --to and --from are given.
        self.place = place or str(self.backups)
        self.topic = f"backed-{uuid.uuid4().hex[:8]}"
        self.table = "shop." + self.topic.replace("-", "_")

    def connect(self, *source, table=None):
        return self.aurora.json("connect", "--brokers", self.kafka.brokers, *(source or ("--topic", self.topic)), "--table", table or self.table)

    def keep_key(self):
        shutil.copy(self.aurora.data / "state" / "ingest.key", self.key)

    def backup(self, *arguments):
        return self.aurora.json("backup", "--to", self.place, *arguments)["backup"]

    def restore(self, *arguments, check=0):
        return self.aurora.run("restore", "--from", self.place, "--key-file", str(self.key), *arguments, check=check)

    def stored(self):
        return self.aurora.rows(f"SELECT count() FROM {self.table}")[0][0]

    def wipe(self):
        shutil.rmtree(self.aurora.data)

    def await_once(self, *topics, table=None):
        """Every offset that the topics have given out is stored exactly once."""
        topics, table = topics or (self.topic,), table or self.table

        def wrong():
            stored = {topic: wrongly_stored(self.aurora.rows, self.kafka.brokers, topic, table) for topic in topics}
            return {topic: partitions for topic, partitions in stored.items() if partitions}
        try:
            wait_until(lambda: not wrong(), 60, "every offset is stored once")
        except TimeoutError as error:
            raise AssertionError(wrong()) from error
        ledger = self.aurora.json("ledger", table)["partitions"]
        assert {partition["topic"] for partition in ledger} == set(topics)
        assert all(partition["duplicated"] == 0 and partition["pending"] == 0 for partition in ledger), ledger

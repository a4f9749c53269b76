"""Alert rules and dashboard name only metrics that ingest really exports, with the labels that they go by."""

import json
import re
import uuid

import requests
import yaml
from harness.grpc_client import messages
from harness.process import PROJECT, wait_until

METRIC = re.compile(r"\baurora_[a-z0-9_]+\b")
LABELS = {"connection", "topic", "partition", "code", "event", "reason", "what", "state", "le"}


def expressions() -> list[str]:
    rules = yaml.safe_load((PROJECT / "helm" / "aurora" / "files" / "rules.yaml").read_text())
    dashboard = json.loads((PROJECT / "observability" / "aurora-ingest.dashboard.json").read_text())
    return ([rule["expr"] for group in rules["groups"] if group["name"] == "aurora-ingest"
             for rule in group["rules"]] +
            [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]])


def test_rules_and_dashboard_name_what_ingest_exports(ingest, ingest_stack, kafka, clickhouse):
    pb = messages("ingest")
    word = uuid.uuid4().hex[:8]
    topic, database = f"watched-{word}", f"watched_{word}"
    kafka.create_topic(topic, 2)
    kafka.produce(topic, [json.dumps({"id": number}) for number in range(50)])
    connection = ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, table="t",
        wait_ms_max=20_000)).connection
    # A dead letter and a failed attempt, whose metrics come with them.
    clickhouse.query(f"RENAME TABLE {database}.t TO {database}.hidden")
    kafka.produce(topic, ["not json"] * 3)
    wait_until(lambda: ingest.GetConnection(pb.GetConnectionRequest(id=connection.id)).connection.state ==
               pb.CONNECTION_STATE_FAILING or clickhouse.value(
                   f"SELECT count() FROM aurora.dead_letters WHERE topic = '{topic}'") == 3, 20, "something happened")
    kafka.produce(topic, [json.dumps({"id": number}) for number in range(50, 60)])
    wait_until(lambda: ingest.GetConnection(pb.GetConnectionRequest(id=connection.id)).connection.last_error.code, 20,
               "an attempt fails")
    clickhouse.query(f"RENAME TABLE {database}.hidden TO {database}.t")
    wait_until(lambda: clickhouse.value(f"SELECT count() FROM {database}.t") == 60, 30, "all is loaded")

    def series():
        text = requests.get(f"http://{ingest_stack.services['ingest'].admin}/metrics", timeout=5).text
        return [line for line in text.splitlines() if f'topic="{topic}"' in line]

    wanted = {name for expression in expressions() for name in METRIC.findall(expression)}
    assert len(wanted) > 10
    wait_until(lambda: wanted <= {re.match(r"[a-z0-9_]+", line).group() for line in series()}, 10,
               f"all of {sorted(wanted)} are exported")
    used = {label for expression in expressions() for group in re.findall(r"by \(([^)]*)\)", expression)
            for label in group.replace(" ", "").split(",")}
    assert used <= LABELS
    exported = {label for line in series() for label in re.findall(r'(\w+)="', line)}
    assert used <= exported

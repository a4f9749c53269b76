"""Who may call whom: ARCHITECTURE.md, the programs and the NetworkPolicies say the same."""

import re

import pytest
import yaml
from architecture import map_of_calls
from chart import EXTERNAL, VARIANTS, configuration, of_kind, render
from harness.process import PROJECT
from programs import SERVICES, peers_that_can_be_called, stores_that_can_be_used

GRPC, ADMIN, CLICKHOUSE, POSTGRESQL, HTTP = 7180, 7190, 8123, 5432, 7171


def selected(selector: dict) -> str:
    return selector["matchLabels"]["app.kubernetes.io/component"]


def arrows(documents: list[dict], direction: str) -> set[tuple[str, str, int]]:
    """(from, to, port) as the policies of one direction allow it between pods."""
    found = set()
    for policy in of_kind(documents, "NetworkPolicy").values():
        spec = policy["spec"]
        assert set(spec["policyTypes"]) == {"Ingress", "Egress"}
        own = selected(spec["podSelector"])
        for rule in spec.get(direction) or []:
            for peer in rule.get("from" if direction == "ingress" else "to", []):
                if "podSelector" not in peer:
                    continue
                other = selected(peer["podSelector"])
                for port in rule["ports"]:
                    found.add((other, own, port["port"]) if direction == "ingress" else (own, other, port["port"]))
    return found


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return render({}, tmp_path_factory.mktemp("arrows"))


def test_the_map_is_what_the_programs_can_call(tmp_path):
    calls = map_of_calls()
    assert set(calls) == set(SERVICES)
    for service in SERVICES:
        assert calls[service]["grpc"] == peers_that_can_be_called(service, tmp_path), service
        named = {store.lower() for store in calls[service]["stores"]} - {"kafka"}
        assert named == stores_that_can_be_used(service, tmp_path), service


def test_policies_allow_the_map_and_nothing_else(documents):
    expected = {("test", "gateway", HTTP)}
    for caller, called in map_of_calls().items():
        expected |= {(caller, peer, GRPC) for peer in called["grpc"]}
        expected |= {(caller, "clickhouse", CLICKHOUSE)} if "ClickHouse" in called["stores"] else set()
        expected |= {(caller, "postgresql", POSTGRESQL)} if "PostgreSQL" in called["stores"] else set()
    expected |= {("gateway", service, ADMIN) for service in SERVICES if service != "gateway"}
    assert arrows(documents, "egress") == expected
    assert arrows(documents, "ingress") == expected


def test_backups_reach_the_stores_and_the_gateway(tmp_path):
    documents = render(VARIANTS["restored"], tmp_path)
    mine = {("backup", "gateway", HTTP), ("backup", "clickhouse", CLICKHOUSE), ("backup", "postgresql", POSTGRESQL)}
    for direction in ("egress", "ingress"):
        assert {arrow for arrow in arrows(documents, direction) if "backup" in arrow} == mine


def test_a_drill_reaches_the_store_of_backups_alone(tmp_path):
    values = {**VARIANTS["watched-backups"], "networkPolicy": {"backup": {"to": [{"ipBlock": {"cidr": "192.0.2.0/24"}}], "ports": [9000]}}}
    documents = render(values, tmp_path)
    assert not {arrow for direction in ("egress", "ingress") for arrow in arrows(documents, direction) if "drill" in arrow}
    policies = of_kind(documents, "NetworkPolicy")
    ways = {name: {(peer["ipBlock"]["cidr"], port["port"]) for rule in policies[name]["spec"]["egress"] for peer in rule.get("to", []) if "ipBlock" in peer
                   for port in rule["ports"]} for name in ("backup", "drill")}
    # The second is EKS Pod Identity's agent.
    assert ways["drill"] == ways["backup"] == {("192.0.2.0/24", 9000), ("169.254.170.23/32", 80)}
    assert not policies["drill"]["spec"]["ingress"]


def test_every_address_in_a_configuration_may_be_called(documents):
    allowed = arrows(documents, "egress")
    for service in SERVICES:
        text = configuration(documents, service)
        for host, port in re.findall(r"shop-aurora-([a-z-]+)\.data\.svc:(\d+)", text):
            assert (service, host, int(port)) in allowed or (service == "gateway" and int(port) == GRPC), (service, host, port)
        ports = of_kind(documents, "Service")
        for host, port in re.findall(r"shop-aurora-([a-z-]+)\.data\.svc:(\d+)", text):
            assert int(port) in [entry["port"] for entry in ports[host]["spec"]["ports"]], (service, host, port)


def test_only_the_gateway_is_open_to_all(documents):
    open_to_all = [name for name, policy in of_kind(documents, "NetworkPolicy").items()
                   for rule in policy["spec"].get("ingress") or [] if "from" not in rule]
    assert open_to_all == ["gateway"]


def test_only_ingest_leaves_the_cluster(documents):
    """Everything without `to` leads anywhere: names for all who call, Kafka for ingest."""
    ports = {}
    for name, policy in of_kind(documents, "NetworkPolicy").items():
        ports[name] = {port["port"] for rule in policy["spec"].get("egress") or [] if "to" not in rule for port in rule["ports"]}
    assert ports.pop("ingest") == {53, 9092, 9093, 9094, 9096}
    assert ports == {"gateway": {53}, "query-engine": {53}, "embedding": {53}, "provisioning": {53}, "test": {53},
                     "schema-inference": set(), "clickhouse": set(), "postgresql": set()}


def test_ingest_reaches_registry_token_provider_and_brokers_outside_when_told(tmp_path):
    policies = of_kind(render(VARIANTS["beside"], tmp_path), "NetworkPolicy")
    outside = [rule for rule in policies["ingest"]["spec"]["egress"] if not any("podSelector" in peer for peer in rule.get("to", []))]
    reached = {(str(rule.get("to", "anywhere")), port["port"]) for rule in outside for port in rule["ports"]} - {("anywhere", 53)}
    kafka = str([{"namespaceSelector": {"matchLabels": {"name": "kafka"}}}])
    assert reached == {(kafka, 9092), (str([{"ipBlock": {"cidr": "198.51.100.0/24"}}]), 9196),
                       ("anywhere", 8081), ("anywhere", 443), ("anywhere", 8443)}
    # Nobody else got a way out.
    before = of_kind(render({}, tmp_path), "NetworkPolicy")
    assert {name: policy["spec"] for name, policy in policies.items() if name != "ingest"} == {
        name: policy["spec"] for name, policy in before.items() if name != "ingest"}


def test_upgrades_replace_the_called_before_their_callers():
    text = (PROJECT / "docs" / "deploy" / "upgrades.md").read_text().split("## The order")[1].split("\n## ")[0]
    order = re.findall(r"^\d+\. `([a-z-]+)`", text, re.MULTILINE)
    calls = map_of_calls()
    assert set(calls) <= set(order)
    for caller, called in calls.items():
        assert all(order.index(peer) < order.index(caller) for peer in called["grpc"]), caller


def test_external_stores_are_reached_on_their_ports_alone(tmp_path):
    policies = of_kind(render(EXTERNAL, tmp_path), "NetworkPolicy")
    ports = {name: {int(port["port"]) for rule in policy["spec"]["egress"] or [] if "to" not in rule for port in rule["ports"]} - {53}
             for name, policy in policies.items()}
    assert ports["provisioning"] == {8443}
    assert ports["query-engine"] == {8443, 5432}
    assert ports["gateway"] == {5432}
    assert ports["ingest"] == {8443, 5432, 9092, 9093, 9094, 9096}
    assert "clickhouse" not in policies and "postgresql" not in policies


@pytest.mark.parametrize("endpoint, port", [("https://llm.example.com:8443/v1", 8443), ("https://llm.example.com/v1", 443),
                                            ("http://llm.example.com/v1", 80), ("http://[2001:db8::1]:9000/v1", 9000)])
def test_a_model_opens_its_port_to_the_query_engine_alone(tmp_path, endpoint, port):
    def ways(**policy):
        values = {"queryEngine": {"model": {"endpoint": endpoint, "name": "coder"}}, "networkPolicy": policy}
        return {name: [rule for rule in policy["spec"]["egress"] or [] if {int(entry["port"]) for entry in rule["ports"]} == {port}]
                for name, policy in of_kind(render(values, tmp_path), "NetworkPolicy").items()}

    assert {name for name, rules in ways().items() if rules} == {"query-engine"}
    (rule,) = ways(modelTo=[{"ipBlock": {"cidr": "192.0.2.7/32"}}])["query-engine"]
    assert rule["to"] == [{"ipBlock": {"cidr": "192.0.2.7/32"}}]


def test_grafana_is_reached_by_those_who_use_it_and_reaches_clickhouse_alone(tmp_path):
    policies = of_kind(render(VARIANTS["grafana"], tmp_path), "NetworkPolicy")
    peer = VARIANTS["grafana"]["networkPolicy"]["grafana"]
    to = {name: [port["port"] for rule in policy["spec"].get("egress") or [] if rule.get("to") == peer for port in rule["ports"]]
          for name, policy in policies.items()}
    assert {name: ports for name, ports in to.items() if ports} == {"gateway": [3000], "provisioning": [3000]}
    come_from = {name: [port["port"] for rule in policy["spec"].get("ingress") or [] if rule.get("from") == peer for port in rule["ports"]]
                 for name, policy in policies.items()}
    assert {name: ports for name, ports in come_from.items() if ports} == {"clickhouse": [8123]}
    # Only shown, provisioning has no way to it.
    shown = of_kind(render(VARIANTS["shown-grafana"], tmp_path), "NetworkPolicy")
    ways = {name for name, policy in shown.items() for rule in policy["spec"].get("egress") or [] for port in rule["ports"] if port["port"] == 443}
    assert ways == {"gateway"}


def test_the_test_pod_is_covered(tmp_path):
    pod = next(document for document in render({}, tmp_path) if document["kind"] == "Pod")
    assert pod["metadata"]["labels"]["app.kubernetes.io/component"] == "test"
    assert yaml.safe_dump(pod).count("admin-token") >= 2

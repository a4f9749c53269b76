"""Every variant of the chart, as an API server takes it: known fields, and pods that the level `restricted` admits."""

import copy
import json

import pytest
from chart import FOREIGN, VARIANTS, pods, render
from cluster import make_namespace


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("admitted")
    return {name: [document for document in render(values, folder) if document["apiVersion"].split("/")[0] not in FOREIGN]
            for name, values in VARIANTS.items()}


@pytest.fixture(scope="module")
def restricted(cluster, rendered):
    """A namespace with the accounts that pods name: they have to be there also for a pod that is only tried."""
    namespace = make_namespace(cluster, "admission")
    accounts = {document["metadata"]["name"]: document for documents in rendered.values() for document in documents
                if document["kind"] == "ServiceAccount"}
    cluster.apply(placed(accounts.values(), namespace))
    yield namespace
    cluster.kubectl("delete", "namespace", namespace, "--wait=false")


@pytest.fixture(scope="module")
def tried():
    """Objects that were tried before: most are the same in most variants."""
    return set()


def placed(documents, namespace: str) -> list[dict]:
    return [{**document, "metadata": {**document["metadata"], "namespace": namespace}} for document in documents]


def only_new(documents: list[dict], tried: set) -> list[dict]:
    new = [document for document in documents if json.dumps(document) not in tried]
    tried.update(json.dumps(document) for document in new)
    return new


def as_pods(documents: list[dict]) -> list[dict]:
    """The pods that their controllers would make."""
    made = []
    for name, spec in pods(documents).items():
        spec = copy.deepcopy(spec)
        mounted = {mount["name"] for container in spec["containers"] for mount in container["volumeMounts"]}
        # Of a StatefulSet's own template.
        for volume in mounted - {volume["name"] for volume in spec["volumes"]}:
            spec["volumes"].append({"name": volume, "persistentVolumeClaim": {"claimName": volume}})
        made.append({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name.split()[1]}, "spec": spec})
    return made


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_taken_by_the_api_server(cluster, restricted, rendered, tried, variant):
    made = as_pods(rendered[variant])
    assert len(made) >= 7, "six services, and the test of the chart"
    documents = only_new(placed(rendered[variant] + made, restricted), tried)
    taken = cluster.apply(documents, "--dry-run=server", "--validate=strict").stdout
    assert taken.count("(server dry run)") == len(documents) > 0, taken


def test_the_api_server_refuses_what_it_should(cluster, restricted, rendered):
    """Else the tests above would show nothing."""
    pod = placed(as_pods(rendered["default"]), restricted)[0]
    del pod["spec"]["containers"][0]["securityContext"]["capabilities"]
    refused = cluster.apply([pod], "--dry-run=server", check=1).stderr
    assert 'violates PodSecurity "restricted:latest": unrestricted capabilities' in refused
    (account, *_) = [document for document in placed(rendered["default"], restricted) if document["kind"] == "ServiceAccount"]
    account["automountServiceAccountTokens"] = False
    refused = cluster.apply([account], "--dry-run=server", "--validate=strict", check=1).stderr
    assert 'unknown field "automountServiceAccountTokens"' in refused

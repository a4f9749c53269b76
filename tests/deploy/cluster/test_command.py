"""`aurora deploy kubernetes` with real Helm and kubectl on a real API server."""

import pytest
from chart import render
from harness.aurora import EXIT_REFUSED
from harness.process import wait_until
from releases import PODS, RELEASE, pods_of, ready_pods

KINDS = "deployments,statefulsets,services,configmaps,secrets,serviceaccounts,networkpolicies,poddisruptionbudgets,persistentvolumeclaims,pods"
ALWAYS = {"ServiceAccount default"}
NAMESPACE = "command"


def deploy(user, namespace, *words, tag="1", seconds=60, **options):
    return user.deploy("--name", RELEASE, "--namespace", namespace, "--registry", "registry.example.com/aurora", "--tag", tag,
                       "--timeout", seconds, *words, **options)


@pytest.fixture(scope="module")
def first_words(cluster):
    """What is said while a release is installed into a namespace that is still to be made."""
    yield deploy(cluster, NAMESPACE, "--yes").stdout
    cluster.kubectl("delete", "namespace", NAMESPACE, "--wait=false", "--ignore-not-found")


@pytest.fixture
def installed(first_words):
    """The namespace of that release. Each test leaves it ready."""
    return NAMESPACE


def test_a_plan_names_every_object_and_makes_none(cluster, namespace, tmp_path):
    before = cluster.names(KINDS, namespace)
    said = deploy(cluster, namespace, "--plan").stdout
    rendered = [document for document in render({}, tmp_path) if document["kind"] != "Pod"]
    for document in rendered:
        assert f'+ {document["kind"]} {document["metadata"]["name"]}\n' in said
    assert f"{len(rendered)} objects to make, 0 to change, 0 to remove" in said
    assert "cluster test answers, Kubernetes 1.32" in said
    assert cluster.names(KINDS, namespace) == before
    # Where nothing is yet, it is the same.
    missing = deploy(cluster, f"{namespace}-missing", "--plan").stdout
    assert f"{len(rendered)} objects to make, 0 to change, 0 to remove" in missing
    assert cluster.kubectl("get", "namespace", f"{namespace}-missing", "--ignore-not-found") == ""


def test_it_is_installed_once_and_then_stays_as_it_is(cluster, installed, first_words):
    assert "everything is ready" in first_words
    assert f"kubectl --namespace {installed} port-forward service/shop-aurora-gateway 7171:80" in first_words
    assert ready_pods(cluster, installed) == PODS
    pods = cluster.names("pods", installed)
    again = deploy(cluster, installed, "--yes").stdout
    assert "nothing differs: the release stays as it is" in again and "to make" not in again
    assert cluster.names("pods", installed) == pods
    assert cluster.helm("history", RELEASE, "--namespace", installed, "--output", "json").stdout.count('"revision"') == 1


def test_only_what_differs_is_changed(cluster, installed, tmp_path):
    before = pods_of(cluster, installed)
    values = tmp_path / "values.yaml"
    values.write_text("gateway: {replicas: 3}\nembedding: {config: {cache: {items_max: 5}}}\n")
    changed = [line.strip() for line in deploy(cluster, installed, "--values", values, "--plan").stdout.splitlines() if line.startswith("  ")]
    assert changed == ["~ ConfigMap shop-aurora-embedding", "~ Deployment shop-aurora-embedding", "~ Deployment shop-aurora-gateway"]
    assert pods_of(cluster, installed) == before
    assert "everything is ready" in deploy(cluster, installed, "--values", values, "--yes").stdout
    after = pods_of(cluster, installed)
    assert len(after["gateway"]) == 3 and before["gateway"] < after["gateway"]
    assert before["embedding"].isdisjoint(after["embedding"])
    assert [component for component in PODS if before[component] != after[component]] == ["gateway", "embedding"]


def test_an_upgrade_that_does_not_become_ready_is_undone(cluster, installed):
    before = ready_pods(cluster, installed)
    # Long enough that every new pod is seen on a busy machine: ClickHouse's comes only after the old one has gone.
    failed = deploy(cluster, installed, "--yes", tag="never-ready", seconds=25, check=1)
    assert "the release is as it was before; these pods were not ready: " in failed.stderr
    for component in ("clickhouse-0", "gateway-", "ingest-"):
        assert any(word.startswith(f"shop-aurora-{component}") for word in failed.stderr.split()), failed.stderr
    assert "ImagePullBackOff" in failed.stderr and "rolled back" in failed.stderr
    assert ready_pods(cluster, installed) == before
    images = {container["image"] for pod in cluster.objects("pods", installed) for container in pod["spec"]["containers"]}
    assert not [image for image in images if image.endswith("never-ready")]


def test_a_first_install_that_does_not_become_ready_is_taken_away(cluster, namespace):
    failed = deploy(cluster, namespace, "--yes", tag="never-ready", seconds=15, check=1)
    assert "nothing of the release is left but its Secret and its volumes; these pods were not ready: shop-aurora-" in failed.stderr
    assert "ImagePullBackOff" in failed.stderr
    wait_until(lambda: cluster.objects("pods", namespace) == [], 60, "the pods are gone")
    left = cluster.names(KINDS, namespace) - ALWAYS
    # They hold what a next attempt goes on with.
    assert left == {"Secret shop-aurora-secrets", "PersistentVolumeClaim state-shop-aurora-clickhouse-0",
                    "PersistentVolumeClaim state-shop-aurora-postgresql-0"}
    deploy(cluster, namespace, "--yes")
    assert ready_pods(cluster, namespace) == PODS


def test_destroying_takes_everything_or_leaves_the_data(cluster, namespace):
    deploy(cluster, namespace, "--yes")
    claims = {"PersistentVolumeClaim state-shop-aurora-clickhouse-0", "PersistentVolumeClaim state-shop-aurora-postgresql-0"}
    name = ("--name", RELEASE, "--namespace", namespace)
    status, shown = cluster.deploy_typing("other", *name, "--destroy")
    assert status == EXIT_REFUSED and "the name that was typed is not shop" in shown and ready_pods(cluster, namespace) == PODS
    kept = cluster.deploy(*name, "--destroy", "--keep-data", "--yes").stdout
    assert "its volumes and its Secret stay" in kept
    assert cluster.names(KINDS, namespace) - ALWAYS == {"Secret shop-aurora-secrets", *claims}
    # What was kept can still be destroyed, though there is no release any more.
    status, shown = cluster.deploy_typing(RELEASE, *name, "--destroy")
    assert status == 0 and all(claim.split()[1] in shown for claim in claims)
    assert cluster.names(KINDS, namespace) - ALWAYS == set()
    assert f"no release shop is in namespace {namespace}" in cluster.deploy(*name, "--destroy").stdout

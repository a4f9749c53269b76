"""The chart by Helm itself: installed, tested, changed and taken away, as the guide says."""

import re

import pytest
from chart import render
from cluster import make_namespace
from harness.process import PROJECT, wait_until
from releases import COMPONENT, PODS, RELEASE, PodWatch, pods_of, ready_pods

IMAGES = ("--set", "image.registry=registry.example.com/aurora", "--set", "image.tag=one")
GUIDE = PROJECT / "docs" / "deploy" / "kubernetes.md"


def install(cluster, namespace, *words):
    cluster.helm("install", RELEASE, "helm/aurora", "--namespace", namespace, *IMAGES, *words)


@pytest.fixture(scope="module")
def installed(cluster):
    """The namespace of a release. Each test leaves it ready."""
    namespace = make_namespace(cluster, "chart")
    install(cluster, namespace, "--wait", "--timeout", "60s")
    yield namespace
    cluster.kubectl("delete", "namespace", namespace, "--wait=false")


def test_what_the_chart_renders_is_there_and_ready(cluster, installed, tmp_path):
    rendered = {f'{document["kind"]} {document["metadata"]["name"]}' for document in render({}, tmp_path)} - {f"Pod {RELEASE}-aurora-test"}
    kinds = ",".join(sorted({name.split()[0] for name in rendered}))
    assert rendered <= cluster.names(kinds, installed)
    assert ready_pods(cluster, installed) == PODS


def test_helm_test_runs_its_pod_and_leaves_nothing(cluster, installed):
    said = cluster.helm("test", RELEASE, "--namespace", installed, "--timeout", "60s").stdout
    assert re.search(r"TEST SUITE: +shop-aurora-test\n.*\n.*\nPhase: +Succeeded", said), said
    assert "Pod shop-aurora-test" not in cluster.names("pods", installed)


def test_a_new_version_is_ready_before_the_old_one_ends(cluster, installed):
    with PodWatch(cluster, installed) as watch:
        cluster.helm("upgrade", RELEASE, "helm/aurora", "--namespace", installed, "--reuse-values", "--set", "image.tag=two", "--wait",
                     "--timeout", "60s")
    for component, wanted in PODS.items():
        images = watch.images[component]
        if component == "postgresql":
            assert component not in watch.fewest and len(images) == 1, "its image did not change"
        elif component == "clickhouse":
            # One data folder: the old process has to end before the new one opens it.
            assert watch.fewest[component] == 0
        else:
            assert len(images) == 2 and watch.fewest[component] == wanted, f"{component}\n" + "\n".join(watch.changes)
    assert ready_pods(cluster, installed) == PODS


def test_a_changed_configuration_is_a_new_pod_of_that_service_alone(cluster, installed):
    before = pods_of(cluster, installed)
    cluster.helm("upgrade", RELEASE, "helm/aurora", "--namespace", installed, "--reuse-values", "--set", "ingest.config.batch.rows_max=20000",
                 "--wait", "--timeout", "60s")
    after = pods_of(cluster, installed)
    assert [component for component in PODS if before[component].isdisjoint(after[component])] == ["ingest"]


def test_a_node_can_be_emptied(cluster, installed):
    """No budget keeps a pod where it is."""
    (node,) = [found["metadata"]["name"] for found in cluster.objects("nodes", installed)]
    try:
        said = cluster.kubectl("drain", node, "--delete-emptydir-data", "--pod-selector", f"app.kubernetes.io/instance={RELEASE}",
                               "--timeout", "60s")
    finally:
        cluster.kubectl("uncordon", node)
    assert f"node/{node} drained" in said and said.count("evicted") >= sum(PODS.values())


def test_jobs_of_backups_get_their_pods_and_a_restore_takes_the_services_away(cluster, namespace):
    backed = ("--set", "backup.enabled=true", "--set", "backup.to=s3://my-backups/aurora", "--set", "backup.drill.enabled=true")
    install(cluster, namespace, *backed, "--wait", "--timeout", "60s")
    for component in ("backup", "drill"):
        cluster.kubectl("create", "job", f"--from=cronjob/shop-aurora-{component}", f"{component}-now", "--namespace", namespace)
        # As the guide finds them; a pod that the namespace's level refuses would never end.
        cluster.kubectl("wait", "--for=condition=complete", "--timeout=60s", "job", "--selector", f"app.kubernetes.io/component={component}",
                        "--namespace", namespace)
    ended = [pod for pod in cluster.objects("pods", namespace) if pod["status"]["phase"] == "Succeeded"]
    assert sorted(pod["metadata"]["labels"][COMPONENT] for pod in ended) == ["backup", "drill"]
    cluster.helm("upgrade", RELEASE, "helm/aurora", "--namespace", namespace, *IMAGES, *backed, "--set", "backup.restore.from=s3://my-backups/aurora")
    cluster.kubectl("wait", "--for=condition=complete", "--timeout=60s", "job", "--selector", "app.kubernetes.io/component=restore", "--namespace", namespace)
    wait_until(lambda: ready_pods(cluster, namespace) == {"clickhouse": 1, "postgresql": 1}, 60, "no service runs")
    cluster.helm("upgrade", RELEASE, "helm/aurora", "--namespace", namespace, *IMAGES, *backed, "--wait", "--timeout", "60s")
    assert ready_pods(cluster, namespace) == PODS
    assert not [job for job in cluster.objects("jobs", namespace) if "restore" in job["metadata"]["name"]]


def test_secret_and_volumes_outlive_an_uninstall(cluster, namespace):
    install(cluster, namespace)
    wait_until(lambda: len(cluster.objects("persistentvolumeclaims", namespace)) == 2, 60, "the volumes are there")
    held = {found["metadata"]["name"]: found["data"] for found in cluster.objects("secrets", namespace) if found["type"] == "Opaque"}
    cluster.helm("uninstall", RELEASE, "--namespace", namespace, "--wait", "--timeout", "60s")
    # Helm is not asked to wait for the pods.
    wait_until(lambda: cluster.objects("pods", namespace) == [], 60, "the pods are gone")
    left = cluster.names("all,configmaps,secrets,serviceaccounts,persistentvolumeclaims,networkpolicies,poddisruptionbudgets", namespace)
    assert left - {"ServiceAccount default"} == {
        "Secret shop-aurora-secrets", "PersistentVolumeClaim state-shop-aurora-clickhouse-0",
        "PersistentVolumeClaim state-shop-aurora-postgresql-0"}
    # Who installs it again finds his data, and the passwords that open them.
    install(cluster, namespace)
    again = {found["metadata"]["name"]: found["data"] for found in cluster.objects("secrets", namespace) if found["type"] == "Opaque"}
    assert again == held


def test_what_the_guide_says_to_type_is_typed(cluster, tmp_path):
    (tmp_path / "helm").symlink_to(PROJECT / "helm")
    (tmp_path / "values.yaml").write_text("gateway: {replicas: 3}\n")
    blocks = re.findall(r"^```\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    commands = [command for block in blocks for command in block.replace("\\\n", " ").splitlines()]
    assert [" ".join(command.split()[:3]) for command in commands] == [
        "helm install shop", "helm test shop", "aurora deploy kubernetes", "aurora deploy kubernetes", "aurora deploy kubernetes"]
    said = []
    for command in commands:
        status, shown = cluster.shell_typing(RELEASE, command, tmp_path)
        assert status == 0, f"{command}\n{shown}"
        said.append(shown)
    assert "STATUS: deployed" in said[0] and "Phase:          Succeeded" in said[1]
    # The same values by the other way: nothing is done twice.
    assert "nothing differs: the release stays as it is" in said[2]
    assert "~ Deployment shop-aurora-gateway" in said[3]
    assert "state-shop-aurora-clickhouse-0" in said[4] and "it is gone" in said[4]
    assert cluster.objects("persistentvolumeclaims,pods", "data") == []

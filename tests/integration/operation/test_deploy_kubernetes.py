"""`aurora deploy kubernetes`: what is checked and in which order, how Helm is called, what is said. Helm and kubectl are stand-ins."""

import json

import pytest
import yaml
from harness.aurora import EXIT_NOT_RUNNING, EXIT_REFUSED, EXIT_USAGE
from harness.deploying import Deploying

SECRET = "bm90IGZvciBhbnlib2R5"
INSTALLED = f"kind: Secret\nmetadata: {{name: shop-aurora}}\ndata: {{admin-token: {SECRET}}}\n---\nkind: Service\nmetadata: {{name: shop-aurora-gateway}}\n"
NOTES = "3. Open it:\n     kubectl --namespace data port-forward service/shop-aurora-gateway 7171:80\n"


@pytest.fixture
def deploying(tmp_path):
    made = Deploying(tmp_path)
    answer = made.programs.answer
    answer("helm", "version", output="v3.18.4")
    answer("kubectl", "config", "current-context", output="staging\n")
    answer("kubectl", "version", output=json.dumps({"serverVersion": {"major": "1", "minor": "32+"}}))
    answer("kubectl", "get", "namespace", output="namespace/data\n")
    answer("kubectl", "auth", "can-i", output="yes\n")
    answer("kubectl", "get", "pods", output='{"items": []}')
    answer("kubectl", "get", "persistentvolumeclaims", output="persistentvolumeclaim/state-shop-aurora-clickhouse-0\n")
    answer("kubectl", "delete", "persistentvolumeclaims,secrets")
    answer("helm", "template", output=INSTALLED)
    answer("helm", "list")
    answer("helm", "upgrade", "--dry-run=server", output=json.dumps({"manifest": INSTALLED}))
    answer("helm", "upgrade", "--atomic")
    answer("helm", "get", "notes", output=NOTES)
    answer("helm", "uninstall")
    return made


def deploy(deploying, *arguments, **environment):
    return deploying.run("kubernetes", "--name", "shop", "--namespace", "data", *arguments, **environment)


def changing(deploying) -> list[list[str]]:
    return [call for call in deploying.programs.calls() if {"--atomic", "uninstall", "delete"} & set(call) and "can-i" not in call]


def test_a_first_install_checks_shows_installs_and_says_how_it_is_reached(deploying):
    values = deploying.data / "deploy/kubernetes-shop/values.yaml"
    done = deploy(deploying, "--yes", "--registry", "r.example/a", "--public-url", "https://a.example.com", "--timeout", "90")
    assert done.returncode == 0, done.stderr
    assert "+ Secret shop-aurora" in done.stdout and "2 objects to make, 0 to change, 0 to remove" in done.stdout
    assert "cluster staging answers, Kubernetes 1.32" in done.stdout and NOTES.splitlines()[1] in done.stdout
    order = [" ".join(call[:3] if "auth" in call else call[:2]) for call in deploying.programs.calls()]
    assert order == ["helm version", "kubectl config", "kubectl version", "kubectl get", *4 * ["kubectl auth can-i"], "helm template", "helm list",
                     "helm upgrade", "helm upgrade", "helm get"]
    chart = str(deploying.home / "helm/aurora")
    assert changing(deploying) == [["helm", "upgrade", "--install", "shop", chart, "--atomic", "--wait", "--timeout", "90s",
                                    "--values", str(values), "--namespace", "data"]]
    assert yaml.safe_load(values.read_text()) == {"image": {"registry": "r.example/a"}, "publicUrl": "https://a.example.com"}


def test_no_secret_of_a_manifest_is_shown_or_logged(deploying):
    done = deploy(deploying, "--yes")
    assert done.returncode == 0
    assert SECRET not in done.stdout + done.stderr + deploying.log("kubernetes-shop") + json.dumps(deploying.programs.calls())


def test_a_values_file_comes_first_and_the_options_over_it(deploying, tmp_path):
    given = tmp_path / "mine.yaml"
    given.write_text("gateway: {replicas: 3}\n")
    assert deploy(deploying, "--yes", "--context", "other", "--values", given).returncode == 0
    (call,) = changing(deploying)
    own = str(deploying.data / "deploy/kubernetes-shop/values.yaml")
    assert [word for before, word in zip(call, call[1:]) if before == "--values"] == [str(given), own]
    assert call[-2:] == ["--kube-context", "other"]
    missing = deploy(deploying, "--yes", "--values", tmp_path / "none.yaml")
    assert missing.returncode == EXIT_USAGE and "none.yaml cannot be read" in missing.stderr


def test_a_second_run_changes_nothing(deploying):
    deploying.programs.answer("helm", "list", output="shop\n")
    deploying.programs.answer("helm", "get", "manifest", output=INSTALLED)
    done = deploy(deploying)
    assert done.returncode == 0 and "nothing differs: the release stays as it is" in done.stdout
    assert changing(deploying) == []


def test_a_plan_shows_what_would_change(deploying):
    deploying.programs.answer("helm", "list", output="shop\n")
    deploying.programs.answer("helm", "get", "manifest", output=INSTALLED.replace(SECRET, "b2xk") + "---\nkind: Job\nmetadata: {name: old}\n")
    done = deploy(deploying, "--plan")
    assert done.returncode == 0
    assert "~ Secret shop-aurora" in done.stdout and "- Job old" in done.stdout and "0 objects to make, 1 to change, 1 to remove" in done.stdout
    assert changing(deploying) == []


def test_without_a_terminal_it_says_what_to_give(deploying):
    done = deploy(deploying)
    assert done.returncode == EXIT_USAGE and "give --yes" in done.stderr and "--plan" in done.stderr
    assert changing(deploying) == []


def test_on_a_terminal_it_names_the_cluster_and_asks(deploying):
    status, shown = deploying.run_typing("n", "kubernetes", "--name", "shop", "--namespace", "data")
    assert status == EXIT_REFUSED and "Install release shop in namespace data of cluster staging? [y/N]" in shown
    assert changing(deploying) == []
    status, _ = deploying.run_typing("y", "kubernetes", "--name", "shop", "--namespace", "data")
    assert status == 0 and len(changing(deploying)) == 1


@pytest.mark.parametrize("program, words", [("helm", "https://helm.sh/docs/intro/install/"), ("kubectl", "https://kubernetes.io/docs/tasks/tools/")])
def test_a_missing_program_is_named(deploying, program, words):
    deploying.programs.remove(program)
    done = deploy(deploying, "--yes")
    assert done.returncode == 1 and f"program {program} is not installed" in done.stderr and words in done.stderr


@pytest.mark.parametrize("call, answer, words, exit_status", [
    (("helm", "version"), {"output": "v3.9.0"}, "helm is v3.9.0, and 3.14 or later is needed", 1),
    (("kubectl", "version"), {"errors": "connection refused", "status": 1}, "the cluster does not answer", EXIT_NOT_RUNNING),
    (("kubectl", "version"), {"output": json.dumps({"serverVersion": {"major": "1", "minor": "24"}})}, "Kubernetes 1.24, and the chart needs 1.25", 1),
    (("kubectl", "auth", "statefulsets.apps"), {"output": "no\n", "status": 1}, "you may not create statefulsets.apps in namespace data", EXIT_REFUSED),
    (("helm", "template"), {"errors": "at '/image': additional properties 'registrie' not allowed", "status": 1}, "correct the values that it names", 1),
])
def test_what_is_missing_is_named_before_anything_is_changed(deploying, call, answer, words, exit_status):
    deploying.programs.answer(*call, **answer)
    done = deploy(deploying, "--yes")
    assert (done.returncode, changing(deploying)) == (exit_status, []) and words in done.stderr
    assert answer.get("errors", "") in done.stderr


def test_a_namespace_that_is_missing_is_made_by_who_may(deploying):
    deploying.programs.answer("kubectl", "get", "namespace")
    deploying.programs.answer("kubectl", "auth", "namespaces", output="no\n", status=1)
    done = deploy(deploying, "--yes")
    assert done.returncode == EXIT_REFUSED and "you may not create namespaces in this cluster; have namespace data made" in done.stderr
    deploying.programs.answer("kubectl", "auth", "namespaces", output="yes\n")
    assert deploy(deploying, "--yes").returncode == 0
    assert not [call for call in deploying.programs.calls() if "--dry-run=server" in call], "nobody can ask a namespace that is not there"
    assert "--create-namespace" in changing(deploying)[0]


def test_pods_that_were_not_ready_are_named_after_it_was_undone(deploying):
    pod = {"metadata": {"name": "shop-aurora-ingest-0"},
           "status": {"containerStatuses": [{"ready": False, "state": {"waiting": {"reason": "ImagePullBackOff"}}}]}}
    deploying.programs.answer("kubectl", "get", "pods", output=json.dumps({"items": [pod]}))
    deploying.programs.answer("helm", "upgrade", "--atomic", errors="Error: context deadline exceeded\n", status=1, seconds=6)
    done = deploy(deploying, "--yes")
    assert done.returncode == 1
    assert "nothing of the release is left but its Secret and its volumes; these pods were not ready: shop-aurora-ingest-0: ImagePullBackOff" in done.stderr
    assert "Error: context deadline exceeded" in done.stderr and "programs.log" in done.stderr


def test_destroying_says_what_is_lost_and_needs_the_name(deploying):
    deploying.programs.answer("helm", "list", output="shop\n")
    refused = deploy(deploying, "--destroy")
    assert refused.returncode == EXIT_USAGE and "state-shop-aurora-clickhouse-0" in refused.stdout and changing(deploying) == []
    status, shown = deploying.run_typing("shop", "kubernetes", "--name", "shop", "--namespace", "data", "--destroy")
    assert status == 0 and "Type the name, shop, to go on" in shown
    assert changing(deploying) == [
        ["helm", "uninstall", "shop", "--cascade", "foreground", "--wait", "--timeout", "600s", "--namespace", "data"],
        ["kubectl", "delete", "persistentvolumeclaims,secrets", "--namespace", "data", "--selector", "app.kubernetes.io/instance=shop"]]


def test_destroying_may_keep_the_data(deploying):
    deploying.programs.answer("helm", "list", output="shop\n")
    done = deploy(deploying, "--destroy", "--keep-data", "--yes")
    assert done.returncode == 0 and "its volumes and its Secret stay" in done.stdout
    assert [call[1] for call in changing(deploying)] == ["uninstall"]


def test_destroying_what_is_not_there_is_no_mistake(deploying):
    deploying.programs.answer("kubectl", "get", "persistentvolumeclaims")
    done = deploy(deploying, "--destroy")
    assert done.returncode == 0 and "no release shop is in namespace data of cluster staging" in done.stdout and changing(deploying) == []

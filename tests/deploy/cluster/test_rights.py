"""`aurora deploy kubernetes` as somebody who may only some things: what is missing is named before anything is made."""

import pytest
from cluster import Cluster
from harness.aurora import EXIT_REFUSED
from releases import PODS, RELEASE, ready_pods

ALL = ["get", "list", "watch", "create", "update", "patch", "delete"]
# A role that has been written by hand, and one thing was forgotten.
ALMOST = [
    {"apiGroups": [""], "resources": ["services", "secrets", "configmaps", "serviceaccounts", "persistentvolumeclaims", "pods"], "verbs": ALL},
    {"apiGroups": ["apps"], "resources": ["deployments", "statefulsets", "replicasets"], "verbs": ALL},
    {"apiGroups": ["policy"], "resources": ["poddisruptionbudgets"], "verbs": ALL},
    {"apiGroups": ["networking.k8s.io"], "resources": ["networkpolicies"], "verbs": ["get", "list", "watch"]},
]


@pytest.fixture
def user(cluster, namespace, tmp_path):
    """A function: who has this role of the cluster, or these rules, in the namespace."""
    def make(role: str = "", rules: list | None = None) -> Cluster:
        account = {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "user", "namespace": namespace}}
        kind = "ClusterRole" if role else "Role"
        binding = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {"name": "user", "namespace": namespace},
                   "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": role or "user"},
                   "subjects": [{"kind": "ServiceAccount", "name": "user", "namespace": namespace}]}
        documents = [account, binding] if role or rules else [account]
        if rules:
            documents.append({"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": binding["metadata"], "rules": rules})
        cluster.apply(documents)
        return cluster.as_who_has(cluster.kubectl("create", "token", "user", "--namespace", namespace).strip(), tmp_path / "user")
    return make


def deploy(user, namespace, *words, **options):
    return user.deploy("--name", RELEASE, "--namespace", namespace, "--timeout", "60", "--yes", *words, **options)


def nothing_was_made(cluster, namespace) -> bool:
    return not any("shop" in name for name in cluster.names("deployments,statefulsets,services,secrets,configmaps,serviceaccounts,pods", namespace))


def test_the_role_admin_in_a_namespace_is_enough(cluster, namespace, user):
    admin = user("admin")
    deploy(admin, namespace)
    assert ready_pods(cluster, namespace) == PODS
    deploy(admin, namespace, "--destroy")
    assert nothing_was_made(cluster, namespace)


def test_who_may_only_look_is_told_so(cluster, namespace, user):
    refused = deploy(user("view"), namespace, check=EXIT_REFUSED)
    assert f"you may not create deployments.apps in namespace {namespace}" in refused.stderr and "the role `admin`" in refused.stderr
    refused = deploy(user("view"), namespace, "--destroy", check=EXIT_REFUSED)
    assert f"you may not delete deployments.apps in namespace {namespace}" in refused.stderr


def test_one_missing_right_is_named(cluster, namespace, user):
    refused = deploy(user(rules=ALMOST), namespace, check=EXIT_REFUSED)
    assert f"you may not create networkpolicies.networking.k8s.io in namespace {namespace}" in refused.stderr
    assert nothing_was_made(cluster, namespace)


def test_who_may_nothing_is_told_so(cluster, namespace, user):
    nobody = user()
    refused = deploy(nobody, namespace, check=EXIT_REFUSED)
    assert f"you may not create deployments.apps in namespace {namespace}" in refused.stderr
    # It cannot be seen whether it is there.
    refused = deploy(nobody, f"{namespace}-missing", check=EXIT_REFUSED)
    assert f"you may not create deployments.apps in namespace {namespace}-missing" in refused.stderr
    assert nothing_was_made(cluster, namespace)


def test_a_cluster_that_does_not_know_the_user_is_no_mystery(cluster, namespace, tmp_path):
    stranger = cluster.as_who_has("not a token", tmp_path / "stranger")
    refused = deploy(stranger, namespace, check=None)
    assert refused.returncode != 0 and "You must be logged in to the server" in refused.stderr

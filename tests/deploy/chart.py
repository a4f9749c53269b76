"""The chart as Helm renders it."""

import os
import shutil
import subprocess
from pathlib import Path

import yaml
from harness.process import PROJECT, THIRD_PARTY
from helm_python.chart import Chart
from helm_python.errors import HelmError

CHART = PROJECT / "helm" / "aurora"
RELEASE, NAMESPACE = "shop", "data"
FULLNAME = "shop-aurora"
# Defined by others; their schemas are not Kubernetes' own.
FOREIGN = {"cert-manager.io", "keda.sh", "monitoring.coreos.com", "gateway.networking.k8s.io"}

EXTERNAL = {
    "secrets": {"existing": "my-secrets"},
    "clickhouse": {"mode": "external", "external": {"url": "https://ch.example.com:8443", "adminUser": "root", "caSecret": "my-ca"}},
    "postgresql": {"mode": "external", "external": {"host": "pg.example.com"}},
}
# Everything that can be switched on, in as few variants as it takes.
VARIANTS = {
    "default": {},
    "external": EXTERNAL,
    "certificates": {"tls": {"mode": "certManager", "issuer": {"name": "internal", "kind": "ClusterIssuer"}}},
    "given-certificates": {"tls": {"mode": "secrets", "secretPrefix": "mine"}},
    "scaled": {"queryEngine": {"autoscaling": {"enabled": True}}, "ingest": {"autoscaling": {"kind": "hpa", "min": 2, "max": 8}}},
    "keda": {"ingest": {"autoscaling": {"kind": "keda", "prometheusUrl": "http://prometheus:9090"}}},
    "model": {"queryEngine": {"model": {"endpoint": "https://llm.example.com:8443/v1", "name": "coder", "keySecret": "llm", "caSecret": "llm-ca"},
                              "config": {"model": {"values_allowed": ["shop.orders.state"]}}}},
    "doors": {"publicUrl": "https://aurora.example.com", "gatewayApi": {"enabled": True, "parentRefs": [{"name": "public"}]},
              "ingress": {"enabled": True, "className": "nginx", "tlsSecret": "cert", "annotations": {"a/b": "c"}}},
    "watched": {"monitoring": {"serviceMonitor": {"enabled": True, "labels": {"team": "data"}}, "rules": {"enabled": True}},
                "networkPolicy": {"monitoringFrom": [{"namespaceSelector": {"matchLabels": {"name": "monitoring"}}}],
                                  "gatewayFrom": [{"namespaceSelector": {}}],
                                  "kafka": {"to": [{"ipBlock": {"cidr": "192.0.2.0/24"}}], "ports": [9092]}}},
    "grafana": {"grafana": {"url": "http://grafana.monitoring:3000", "tokenSecret": "grafana-token"},
                "networkPolicy": {"grafana": [{"namespaceSelector": {"matchLabels": {"name": "monitoring"}}}]}},
    "shown-grafana": {"grafana": {"url": "https://grafana.example.com", "caSecret": "grafana-ca"}},
    "beside": {"networkPolicy": {"kafka": {"to": [{"namespaceSelector": {"matchLabels": {"name": "kafka"}}}], "ports": [9092]},
                                 "kafkaOutside": {"enabled": True, "to": [{"ipBlock": {"cidr": "198.51.100.0/24"}}], "ports": [9196]},
                                 "schemaRegistry": {"enabled": True}, "tokenProvider": {"enabled": True, "ports": [8443]}}},
    "backed": {"backup": {"enabled": True, "to": "s3://my-backups/aurora", "annotations": {"a/b": "c"}},
               "secrets": EXTERNAL["secrets"], "postgresql": EXTERNAL["postgresql"]},
    "watched-backups": {"backup": {"enabled": True, "to": "s3://my-backups/aurora", "caSecret": "store-ca", "alertAfter": "8h",
                                   "drill": {"enabled": True, "alertAfter": "16h"}},
                        "monitoring": {"rules": {"enabled": True}}},
    "restored": {"backup": {"enabled": True, "to": "s3://my-backups/aurora", "credentialsSecret": "s3",
                            "restore": {"from": "s3://my-backups/old", "to": "2026-11-21T12:00:00Z"}},
                 "queryEngine": {"autoscaling": {"enabled": True}}, "ingest": {"autoscaling": {"kind": "keda", "prometheusUrl": "http://prometheus:9090"}}},
    "placed": {"image": {"registry": "registry.example.com/aurora", "tag": "1", "pullSecrets": [{"name": "pull"}]},
               "gateway": {"nodeSelector": {"disk": "fast"}, "tolerations": [{"key": "data", "operator": "Exists"}],
                           "config": {"limits": {"queries_max": 9}}}},
}


def template(values: dict, folder: Path) -> tuple[str, str]:
    """Manifests and "", or "" and what Helm says to these values over the chart's: by `helm template` where Helm is installed or was
    compiled for the tests in cluster/, else by Helm's engine as a library, which takes YAML that Helm refuses."""
    helm = shutil.which("helm", path=f'{os.environ["PATH"]}:{THIRD_PARTY / "kubernetes"}')
    if helm is not None:
        file = folder / "values.yaml"
        file.write_text(yaml.safe_dump(values))
        result = subprocess.run([helm, "template", RELEASE, CHART, "--namespace", NAMESPACE, "--values", file],
                                capture_output=True, text=True, timeout=120)
        return (result.stdout, "") if result.returncode == 0 else ("", result.stderr)
    chart = Chart.load(CHART)
    try:
        chart.validate_schema(values)
        made = chart.render(values, name=RELEASE, namespace=NAMESPACE)
    except HelmError as error:
        return "", str(error)
    return "\n---\n".join(text for name, text in sorted(made.items()) if name.endswith(".yaml")), ""


def render(values: dict, folder: Path) -> list[dict]:
    manifests, refused = template(values, folder)
    assert not refused, refused
    return [document for document in yaml.safe_load_all(manifests) if document]


def refusal(values: dict, folder: Path) -> str:
    """What Helm says when it does not render these values."""
    _, refused = template(values, folder)
    assert refused, "these values were taken"
    return refused


def of_kind(documents: list[dict], kind: str) -> dict[str, dict]:
    """Name without the release -> object."""
    return {document["metadata"]["name"].removeprefix(FULLNAME + "-"): document for document in documents if document["kind"] == kind}


def pods(documents: list[dict]) -> dict[str, dict]:
    """Kind and name -> pod specification, of all that makes pods."""
    found = {}
    for document in documents:
        key = f'{document["kind"]} {document["metadata"]["name"]}'
        if document["kind"] in ("Deployment", "StatefulSet"):
            found[key] = document["spec"]["template"]["spec"]
        elif document["kind"] == "Job":
            found[key] = document["spec"]["template"]["spec"]
        elif document["kind"] == "CronJob":
            found[key] = document["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        elif document["kind"] == "Pod":
            found[key] = document["spec"]
    return found


def configuration(documents: list[dict], component: str) -> str:
    """The text of a component's configuration file."""
    return of_kind(documents, "ConfigMap")[component]["data"][f"{component}.yaml"]

"""The chart: every variant is valid for every Kubernetes that it supports, safe, and understood by the services."""

import base64
import functools
import json
import re
import shutil
import subprocess

import jsonschema
import kubernetes_validate
import pytest
import yaml
from chart import CHART, EXTERNAL, FOREIGN, FULLNAME, VARIANTS, configuration, of_kind, pods, refusal, render
from harness.process import PREFIX, PROJECT
from programs import SERVICES, understood

KUBERNETES = ("1.25", "1.28", "1.31", "1.34", "1.37")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rendered")
    return {name: render(values, folder) for name, values in VARIANTS.items()}


@functools.cache
def validate(text: str, version: str) -> None:
    """Of an object as JSON. Most are the same in most variants, and each look takes tens of milliseconds."""
    kubernetes_validate.validate(json.loads(text), version, strict=True)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_object_is_strictly_valid(rendered, variant):
    for document in rendered[variant]:
        if document["apiVersion"].split("/")[0] in FOREIGN:
            continue
        # Random, and of no weight for its validity.
        if document["kind"] == "Secret":
            document = {**document, "data": dict.fromkeys(document["data"], "eA==")}
        for version in KUBERNETES:
            validate(json.dumps(document), version)


def test_foreign_objects_come_only_when_asked_for(rendered):
    kinds = {name: {document["kind"] for document in documents if document["apiVersion"].split("/")[0] in FOREIGN}
             for name, documents in rendered.items()}
    assert kinds == {"default": set(), "external": set(), "certificates": {"Certificate"}, "given-certificates": set(),
                     "scaled": set(), "model": set(), "keda": {"ScaledObject"}, "doors": {"HTTPRoute"},
                     "watched": {"ServiceMonitor", "PrometheusRule"}, "grafana": set(), "shown-grafana": set(),
                     "beside": set(), "backed": set(), "watched-backups": {"PrometheusRule"}, "restored": set(), "placed": set()}


@pytest.mark.parametrize("variant", VARIANTS)
def test_pods_fit_the_restricted_level(rendered, variant):
    for name, pod in pods(rendered[variant]).items():
        assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] > 0, name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert pod["automountServiceAccountToken"] is False, name
        # A variable such as AURORA_INGEST_ADMIN_SERVICE_HOST would end a start: unknown key.
        assert pod["enableServiceLinks"] is False, name
        for container in [*pod.get("initContainers", []), *pod["containers"]]:
            security = container["securityContext"]
            assert security["allowPrivilegeEscalation"] is False, name
            assert security["readOnlyRootFilesystem"] is True, name
            assert security["capabilities"] == {"drop": ["ALL"]}, name
            assert "memory" in container["resources"]["limits"] and "cpu" in container["resources"]["requests"], name
        assert not any("hostPath" in volume for volume in pod["volumes"]), name


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_pods_name_exists(rendered, variant):
    """Every mount has its volume, and every ConfigMap, ServiceAccount and Secret that is ours is there with its keys."""
    documents = rendered[variant]
    names = {(document["kind"], document["metadata"]["name"]) for document in documents}
    held = {document["metadata"]["name"]: set(document["data"]) for document in documents if document["kind"] == "Secret"}
    claims = {"StatefulSet": {"state"}}
    for name, pod in pods(documents).items():
        volumes = {volume["name"] for volume in pod["volumes"]} | claims.get(name.split()[0], set())
        for container in pod["containers"]:
            assert {mount["name"] for mount in container["volumeMounts"]} == volumes, name
        if "serviceAccountName" in pod:
            assert ("ServiceAccount", pod["serviceAccountName"]) in names, name
        for volume in pod["volumes"]:
            if "configMap" in volume:
                assert ("ConfigMap", volume["configMap"]["name"]) in names, name
            if volume["name"] == "secrets" and held:
                assert {item["key"] for item in volume["secret"]["items"]} <= held[volume["secret"]["secretName"]], name


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_services_know_every_key(rendered, variant, service, tmp_path):
    text = configuration(rendered[variant], service)
    config = understood(service, text, tmp_path, "/run/secrets/aurora")
    for section, keys in yaml.safe_load(text).items():
        assert section in config, f"{service}: {section}"
        assert set(keys) <= set(config[section]), f"{service}: {section}"


def test_the_embedded_engine_knows_every_key(rendered, tmp_path):
    text = of_kind(rendered["default"], "ConfigMap")["clickhouse"]["data"]["clickhouse.yaml"]
    config = understood("embedded-clickhouse", text, tmp_path, "/run/secrets/aurora")
    assert config["data_path"].startswith("/var/lib/aurora/")


def test_values_reach_the_configuration(rendered, tmp_path):
    gateway = understood("gateway", configuration(rendered["placed"], "gateway"), tmp_path, "/run/secrets/aurora")
    assert gateway["limits"]["queries_max"] == 9
    ingest = yaml.safe_load(configuration(rendered["external"], "ingest"))
    assert ingest["clickhouse"]["url"] == "https://ch.example.com:8443"
    assert ingest["state"]["url"] == "postgresql://aurora@pg.example.com:5432/aurora_ingest?sslmode=verify-full"
    assert yaml.safe_load(configuration(rendered["external"], "query-engine"))["state"]["url"].endswith("/aurora_query_engine?sslmode=verify-full")
    assert yaml.safe_load(configuration(rendered["external"], "provisioning"))["clickhouse"]["user"] == "root"


def test_a_model_comes_with_its_key_as_a_file(rendered):
    model = yaml.safe_load(configuration(rendered["model"], "query-engine"))["model"]
    assert model == {"endpoint": "https://llm.example.com:8443/v1", "name": "coder", "api_key_file": "/run/secrets/model/api-key",
                     "ca_file": "/etc/aurora/model-ca/ca.crt", "values_allowed": ["shop.orders.state"]}
    mounted = {volume["name"]: (name, volume["secret"]["secretName"]) for name, pod in pods(rendered["model"]).items()
               for volume in pod["volumes"] if volume["name"].startswith("model-")}
    engine = "Deployment shop-aurora-query-engine"
    assert mounted == {"model-key": (engine, "llm"), "model-ca": (engine, "llm-ca")}
    assert "model" not in yaml.safe_load(configuration(rendered["default"], "query-engine"))


def test_grafana_reaches_the_services_that_use_it(rendered):
    both = rendered["grafana"]
    assert yaml.safe_load(configuration(both, "gateway"))["grafana"] == {"url": "http://grafana.monitoring:3000"}
    assert yaml.safe_load(configuration(both, "provisioning"))["grafana"] == {
        "url": "http://grafana.monitoring:3000", "password_file": "/run/secrets/grafana/token"}
    mounts = {name: {mount["name"] for container in pod["containers"] for mount in container["volumeMounts"]} for name, pod in pods(both).items()}
    # The token that writes into Grafana is provisioning's alone.
    assert [name for name, has in mounts.items() if "grafana-token" in has] == [name for name in mounts if "provisioning" in name]
    # Without a token Grafana is shown and left as it is.
    shown = rendered["shown-grafana"]
    assert yaml.safe_load(configuration(shown, "gateway"))["grafana"] == {
        "url": "https://grafana.example.com", "ca_file": "/etc/aurora/grafana-ca/ca.crt"}
    assert "grafana" not in yaml.safe_load(configuration(shown, "provisioning"))
    for documents in (rendered["default"], shown):
        for name, pod in pods(documents).items():
            assert not any("grafana-token" == volume["name"] for volume in pod["volumes"]), name


def test_backups_share_a_folder_with_clickhouse_and_nothing_else(rendered, tmp_path):
    documents = rendered["backed"]
    cron = of_kind(documents, "CronJob")["backup"]["spec"]
    assert cron["concurrencyPolicy"] == "Forbid" and cron["suspend"] is False
    pod = pods(documents)["CronJob shop-aurora-backup"]
    engine = of_kind(documents, "StatefulSet")["clickhouse"]["spec"]
    # The claim that the StatefulSet makes, on the node where its pod is, as its user.
    claims = [f'{template["metadata"]["name"]}-shop-aurora-clickhouse-0' for template in engine["volumeClaimTemplates"]]
    assert [volume["persistentVolumeClaim"]["claimName"] for volume in pod["volumes"] if "persistentVolumeClaim" in volume] == claims
    (term,) = pod["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    assert term["labelSelector"]["matchLabels"].items() <= engine["template"]["metadata"]["labels"].items()
    assert pod["securityContext"]["runAsUser"] == engine["template"]["spec"]["securityContext"]["runAsUser"]
    # The folder that BACKUP may write to (services/embedded-clickhouse/data_folder.h), below what the engine's pod mounts.
    (mount,) = [mount for mount in pod["containers"][0]["volumeMounts"] if mount["name"] == "clickhouse"]
    data = yaml.safe_load(of_kind(documents, "ConfigMap")["clickhouse"]["data"]["clickhouse.yaml"])["data_path"]
    assert "/var/lib/aurora/" + mount["subPath"] == data + "/backups"
    stores = yaml.safe_load(configuration(documents, "backup"))
    assert stores["clickhouse"]["backups"] == mount["mountPath"]
    # What the services themselves use.
    assert stores["clickhouse"]["url"] == yaml.safe_load(configuration(documents, "ingest"))["clickhouse"]["url"]
    for section, service in (("ingest", "ingest"), ("gateway", "gateway"), ("query_engine", "query-engine")):
        assert stores["state"][section].items() <= yaml.safe_load(configuration(documents, service))["state"].items()
    assert pod["containers"][0]["args"] == ["backup", "--stores", "/etc/aurora/config/backup.yaml", "--to", "s3://my-backups/aurora", "--keep", "14"]
    # The command line takes the file, with secrets and folder as they would be.
    here = json.loads(json.dumps(stores).replace("/run/secrets/aurora", str(tmp_path)).replace(mount["mountPath"], str(tmp_path)))
    for secret in ("admin-token", "clickhouse-admin", "postgres", "ingest-key"):
        (tmp_path / secret).write_text("0" * 64)
    here["clickhouse"]["url"] = "http://127.0.0.1:1"
    (tmp_path / "backup.yaml").write_text(yaml.safe_dump(here))
    said = subprocess.run([PREFIX / "bin" / "aurora", "backup", "--stores", tmp_path / "backup.yaml", "--to", tmp_path / "to"],
                          capture_output=True, text=True, timeout=120)
    assert said.returncode != 0 and "127.0.0.1:1 " in said.stderr, said.stderr


def test_no_service_runs_while_a_backup_is_restored(rendered):
    documents = rendered["restored"]
    assert {document["spec"]["replicas"] for document in documents if document["kind"] == "Deployment"} == {0}
    assert of_kind(documents, "CronJob")["backup"]["spec"]["suspend"] is True
    assert not of_kind(documents, "HorizontalPodAutoscaler") and not of_kind(documents, "ScaledObject")
    (job,) = of_kind(documents, "Job").values()
    (container,) = job["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["restore", "--stores", "/etc/aurora/config/backup.yaml", "--from", "s3://my-backups/old", "--to", "2026-11-21T12:00:00Z"]
    assert container["envFrom"] == [{"secretRef": {"name": "s3"}}]
    assert {document["spec"]["replicas"] for document in documents if document["kind"] == "StatefulSet"} == {1}


def test_a_drill_gets_the_place_the_key_and_a_volume_of_its_own(rendered):
    documents = rendered["watched-backups"]
    pod = pods(documents)["CronJob shop-aurora-drill"]
    (container,) = pod["containers"]
    assert container["args"] == ["drill", "restore", "--from", "s3://my-backups/aurora", "--key-file", "/run/secrets/aurora/ingest-key"]
    mounted = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert [item["key"] for item in volumes[mounted["/run/secrets/aurora"]]["secret"]["items"]] == ["ingest-key"]
    # Where the image has its data directory. Nothing of ClickHouse's is in its reach.
    assert "ephemeral" in volumes[mounted["/var/lib/aurora"]] and "shop-aurora-clickhouse" not in yaml.safe_dump(pod)
    assert pod["serviceAccountName"] == pods(documents)["CronJob shop-aurora-backup"]["serviceAccountName"]


def test_somebody_is_told_when_no_backup_is_made(rendered, tmp_path):
    if shutil.which("promtool") is None:
        pytest.skip("the alerts of backups were not tried: promtool is not installed: apt-get install prometheus")
    (rules,) = of_kind(rendered["watched-backups"], "PrometheusRule").values()
    assert not any(group["name"] == "aurora-backup" for group in of_kind(rendered["watched"], "PrometheusRule")[FULLNAME]["spec"]["groups"])
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump(rules["spec"]))
    ours, theirs = '{namespace="data",cronjob="shop-aurora-backup"}', '{namespace="other",cronjob="shop-aurora-backup"}'
    drill = ours.replace("backup", "drill")

    def case(series: dict[str, str], firing: dict[str, list[str]]) -> dict:
        """Alerts at times, in a Prometheus that has begun at 1970-01-01 and reads every five minutes."""
        return {"interval": "5m", "input_series": [{"series": name, "values": values} for name, values in series.items()],
                "promql_expr_test": [{"expr": 'count by (alertname) (ALERTS{alertstate="firing"})', "eval_time": time, "exp_samples": [
                    {"labels": f'{{alertname="{alert}"}}', "value": 1} for alert in alerts]} for time, alerts in firing.items()]}
    tests = [
        # One at 05:00, and then none for eight hours and the quarter of one in which a run may end.
        case({f"kube_cronjob_created{ours}": "0x400", f"kube_cronjob_status_last_successful_time{ours}": f"_x60 {5 * 3600}x400"},
             {"4h": [], "13h": [], "13h10m": [], "13h25m": ["AuroraBackupOld"]}),
        # Never one of its own; made anew at 12:00.
        case({f"kube_cronjob_created{ours}": f"0x143 {12 * 3600}x400", f"kube_cronjob_status_last_successful_time{theirs}": "0+300x400"},
             {"8h": [], "8h25m": ["AuroraBackupOld"], "13h": [], "20h": [], "20h25m": ["AuroraBackupOld"]}),
        # Nobody looks.
        case({f"kube_cronjob_created{theirs}": "0x400"}, {"20m": [], "40m": ["AuroraBackupUnknown"]}),
        # Backups come, and none of them is proven any more.
        case({f"kube_cronjob_created{ours}": "0x400", f"kube_cronjob_status_last_successful_time{ours}": "0+300x400",
              f"kube_cronjob_created{drill}": "0x400", f"kube_cronjob_status_last_successful_time{drill}": "_x12 3600x400"},
             {"16h50m": [], "17h25m": ["AuroraBackupNotProven"]}),
    ]
    (tmp_path / "tests.yaml").write_text(yaml.safe_dump({"rule_files": ["rules.yaml"], "evaluation_interval": "5m", "tests": tests}))
    for words in (["check", "rules", "rules.yaml"], ["test", "rules", "tests.yaml"]):
        said = subprocess.run(["promtool", *words], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert said.returncode == 0, said.stdout + said.stderr


def test_certificates_name_the_host_that_callers_use(rendered):
    documents = rendered["certificates"]
    for service, certificate in of_kind(documents, "Certificate").items():
        assert certificate["spec"]["usages"] == ["server auth", "client auth"]
        volumes = of_kind(documents, "Deployment")[service]["spec"]["template"]["spec"]["volumes"]
        assert certificate["spec"]["secretName"] in [volume.get("secret", {}).get("secretName") for volume in volumes]
    for caller in ("gateway", "ingest", "query-engine"):
        for peer in yaml.safe_load(configuration(documents, caller)).values():
            if isinstance(peer, dict) and "address" in peer:
                host = peer["address"].split(":")[0]
                assert peer["tls"]["ca_file"] and peer["tls"]["key_file"]
                assert any(host in c["spec"]["dnsNames"] for c in of_kind(documents, "Certificate").values()), host


def test_scaled_deployments_leave_the_number_to_others(rendered):
    deployments = of_kind(rendered["scaled"], "Deployment")
    assert "replicas" not in deployments["ingest"]["spec"] and "replicas" not in deployments["query-engine"]["spec"]
    targets = {scaler["spec"]["scaleTargetRef"]["name"] for scaler in of_kind(rendered["scaled"], "HorizontalPodAutoscaler").values()}
    assert targets == {"shop-aurora-ingest", "shop-aurora-query-engine"}


def test_a_new_configuration_is_a_new_pod(tmp_path):
    def mark(limit: int) -> str:
        gateway = of_kind(render({"gateway": {"config": {"limits": {"queries_max": limit}}}}, tmp_path), "Deployment")["gateway"]
        return gateway["spec"]["template"]["metadata"]["annotations"]["aurora/config"]
    assert mark(8) != mark(9) and mark(8) == mark(8)


def test_the_key_of_the_connections_is_one(rendered):
    secret = next(document for document in rendered["default"] if document["kind"] == "Secret")
    assert bytes.fromhex(base64.b64decode(secret["data"]["ingest-key"]).decode())
    assert secret["metadata"]["annotations"]["helm.sh/resource-policy"] == "keep"


# Values -> what the message must name: the value, and what to do.
MISTAKES = [
    ({"gateway": {"replicas": 0}}, ["gateway", "replicas", "1"]),
    ({"gateway": {"replica": 2}}, ["gateway", "replica"]),
    # Helm before 3.18 does not say the value.
    ({"ingest": {"resources": {"limits": {"memory": "2 gigabytes"}}}}, ["memory", "not match pattern", "Mi|G|Gi"]),
    ({"clickhouse": {"mode": "cluster"}}, ["clickhouse", "mode", "embedded", "external"]),
    ({"publicUrl": "aurora.example.com"}, ["publicUrl", "https://aurora.example.com"]),
    ({"ingress": {"enabled": True}}, ["publicUrl", "nobody outside can reach", "give the URL"]),
    ({"publicUrl": "http://a.example.com", "ingress": {"tlsSecret": "cert"}}, ["ingress.tlsSecret", "https://"]),
    ({"publicUrl": "https://a.example.com", "gatewayApi": {"enabled": True}}, ["gatewayApi.parentRefs", "name the Gateway"]),
    ({"clickhouse": {"mode": "external", "external": {"url": "ch:8123"}}}, ["clickhouse.external.url", "https://clickhouse.example.com:8443"]),
    ({"clickhouse": {"mode": "external", "external": {"url": "http://ch:8123"}}}, ["secrets.existing", "clickhouse-admin"]),
    ({**EXTERNAL, "postgresql": {"mode": "external"}}, ["postgresql.external.host", "small"]),
    ({**EXTERNAL, "postgresql": {"mode": "external", "external": {"host": "pg", "ingestDatabase": "aurora_gateway"}}},
     ["ingestDatabase", "give three databases"]),
    ({"postgresql": {"mode": "external", "external": {"host": "pg"}}}, ["secrets.existing", "postgres"]),
    ({"tls": {"mode": "certManager"}}, ["tls.issuer.name", "Issuer"]),
    ({"tls": {"mode": "secrets"}}, ["tls.secretPrefix", "tls.crt"]),
    ({"ingest": {"autoscaling": {"kind": "hpa", "min": 5, "max": 2}}}, ["ingest.autoscaling.min", "at least"]),
    ({"ingest": {"autoscaling": {"kind": "keda"}}}, ["prometheusUrl", "http://"]),
    ({"monitoring": {"serviceMonitor": {"enabled": True}}}, ["networkPolicy.monitoringFrom", "Prometheus"]),
    ({"queryEngine": {"model": {"endpoint": "llm.example.com", "name": "m"}}}, ["queryEngine.model.endpoint", "https://llm.example.com/v1"]),
    ({"queryEngine": {"model": {"endpoint": "https://llm.example.com/v1"}}}, ["queryEngine.model.name", "name the endpoint's model"]),
    ({"queryEngine": {"config": {"model": {"endpoint": "https://llm.example.com/v1"}}}}, ["queryEngine.config.model.endpoint", "queryEngine.model.endpoint"]),
    ({"grafana": {"url": "http://grafana:3000/grafana"}}, ["grafana.url", "without user or path"]),
    ({"grafana": {"tokenSecret": "grafana-token"}}, ["grafana.url", "http://grafana.monitoring:3000"]),
    ({"grafana": {"url": "http://grafana:3000", "tokenSecret": "grafana-token"}}, ["networkPolicy.grafana", "cannot reach ClickHouse"]),
    ({"networkPolicy": {"kafkaOutside": {"enabled": True}}}, ["networkPolicy.kafkaOutside.to", "ipBlock", "networkPolicy.kafka.to"]),
    ({"networkPolicy": {"schemaRegistry": {"to": [{"host": "registry"}]}}}, ["networkPolicy.schemaRegistry.to", "registry", "no host names"]),
    ({"networkPolicy": {"tokenProvider": {"enabled": True, "ports": []}}}, ["tokenProvider", "ports", "1"]),
    ({"networkPolicy": {"tokenProvider": {"port": 443}}}, ["tokenProvider", "port"]),
    ({"networkPolicy": {"schemaRegistry": {"ports": ["https"]}}}, ["schemaRegistry", "ports", "integer"]),
    ({"backup": {"enabled": True}}, ["backup.to", "s3://"]),
    ({"backup": {"enabled": True, "to": "/mnt/backups"}}, ["backup", "to", "s3://"]),
    ({"backup": {"alertAfter": "2d"}}, ["backup", "alertAfter", "h$"]),
    ({**EXTERNAL, "backup": {"enabled": True, "to": "s3://b/a"}}, ["backup", "clickhouse.mode is external", "by its own means"]),
    ({"embedding": {"config": {"method": "endpoint"}}}, ["networkPolicy.embeddingEndpoint.enabled", "true"]),
]


@pytest.mark.parametrize("values, words", MISTAKES, ids=[str(number) for number in range(len(MISTAKES))])
def test_a_wrong_value_is_named_with_its_remedy(values, words, tmp_path):
    message = refusal(values, tmp_path)
    assert [word for word in words if word not in message] == [], message


def test_every_value_is_in_the_schema_and_explained():
    """A key of values.yaml that the schema does not know would be refused; this names it."""
    jsonschema.validate(yaml.safe_load((CHART / "values.yaml").read_text()), json.loads((CHART / "values.schema.json").read_text()))


def test_the_guide_names_values_that_there_are(tmp_path):
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    guide = (PROJECT / "docs" / "deploy" / "kubernetes.md").read_text()
    named = re.findall(r"`([a-zA-Z]+(?:\.[a-zA-Z]+)+)`", guide)
    named = [name for name in named if name.split(".")[0] in values]
    assert len(named) > 10
    for name in named:
        at = values
        for key in name.split("."):
            assert key in at, name
            at = at[key]
    # Its commands' --set are taken, and reach the program.
    given = {}
    for path, value in re.findall(r"--set ([a-zA-Z_.]+)=([^ `]+)", guide):
        at = given
        *above, last = path.split(".")
        for key in above:
            at = at.setdefault(key, {})
        at[last] = yaml.safe_load(value) if last != "tag" else value
    ingest = understood("ingest", configuration(render(given, tmp_path), "ingest"), tmp_path, "/run/secrets/aurora")
    assert ingest["batch"]["rows_max"] == given["ingest"]["config"]["batch"]["rows_max"]


@pytest.mark.parametrize("cloud", ["gcp", "azure"])
def test_the_values_of_a_clouds_guide_are_taken(cloud, tmp_path):
    guide = (PROJECT / "docs" / "deploy" / f"{cloud}.md").read_text()
    (block,) = re.findall(r"^```yaml\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    documents = render(yaml.safe_load(block), tmp_path)
    for document in documents:
        if document["apiVersion"].split("/")[0] not in FOREIGN:
            validate(json.dumps(document), KUBERNETES[-1])
    gateway = understood("gateway", configuration(documents, "gateway"), tmp_path, "/run/secrets/aurora")
    assert gateway["http"]["public_url"] == "https://aurora.example.com"
    (pushed,) = re.findall(r"^for service in (.*); do", guide, re.MULTILINE)
    used = {container["image"].rsplit("/", 1)[1] for pod in pods(documents).values() for container in pod["containers"]
            if "/aurora/" in container["image"]}
    assert {f"{name}:0.1.0" for name in pushed.split()} == used

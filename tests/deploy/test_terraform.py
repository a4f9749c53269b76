"""The Terraform modules against a mocked AWS: every module's own tests, and what only the whole can show."""

import json
import re
import subprocess

import pytest
import yaml
from architecture import map_of_calls
from harness.process import PREFIX, PROJECT
from programs import SERVICES, understood
from simulated_s3 import RIGHTS_OF_BUCKET, RIGHTS_OF_OBJECTS
from terraform import TERRAFORM, fetched, machines, output_of_tests, resources, run

MODULES = sorted(path.parent.name for path in (TERRAFORM / "modules").glob("*/tests"))


def test_everything_is_formatted(environment, tmp_path):
    result = run(environment, TERRAFORM, tmp_path, "fmt", "-check", "-recursive")
    assert result.returncode == 0, f"terraform fmt -recursive terraform: {result.stdout}"


@pytest.mark.parametrize("module", MODULES)
def test_a_module(environment, module, tmp_path):
    output = output_of_tests(environment, TERRAFORM / "modules" / module, tmp_path)
    assert re.search(r"Success! [1-9]\d* passed, 0 failed", output), output


def test_every_secret_has_a_value_that_one_command_makes(tmp_path):
    password = tmp_path / "password"
    password.write_text("from a file\n")
    made = json.loads(subprocess.run([TERRAFORM / "secrets.sh", f"postgres={password}"], capture_output=True, text=True, check=True).stdout)
    assert made.pop("postgres") == "from a file"
    assert len(set(made.values())) == 7 and all(re.fullmatch("[0-9a-f]{64}", value) for value in made.values())
    services = (TERRAFORM / "example" / "services.tf").read_text()
    named = set(re.findall(r'"([a-z-]+)"', " ".join(re.findall(r"secrets = \[(.*?)\]", services))))
    assert named == set(made) | {"postgres"}
    refused = subprocess.run([TERRAFORM / "secrets.sh", "postgresql=x"], capture_output=True, text=True)
    assert refused.returncode == 2 and "'postgresql=x' is not NAME=FILE" in refused.stderr


def test_the_guide_gives_what_the_example_asks_for():
    guide = (PROJECT / "docs" / "deploy" / "aws.md").read_text()
    given = set(re.findall(r"^(\w+) += ", guide.split("terraform.tfvars <<'END'")[1].split("\nEND")[0], re.MULTILINE))
    given |= set(re.findall(r"TF_VAR_(\w+)=", guide))
    blocks = re.findall(r'^variable "(\w+)" \{\n(.*?)^\}', (TERRAFORM / "example" / "variables.tf").read_text(), re.MULTILINE | re.DOTALL)
    required = {name for name, body in blocks if not re.search(r"^  default ", body, re.MULTILINE)}
    assert required <= given <= {name for name, _ in blocks}
    outputs = re.findall(r'^output "(\w+)"', (TERRAFORM / "example" / "outputs.tf").read_text(), re.MULTILINE)
    assert {"balancer_dns_name", "how_to_sign_in"} <= set(outputs)
    assert "output `balancer_dns_name`" in guide and "terraform output how_to_sign_in" in guide


def test_calls_between_machines_are_those_of_the_map():
    services = (TERRAFORM / "example" / "services.tf").read_text()
    block = re.search(r"callers = \{(.*?)\n  \}", services, re.DOTALL)[1]
    callers = {caller: set(re.findall(r'"([a-z-]+)"', peers)) for caller, peers in re.findall(r"([a-z-]+)\s+= \[(.*?)\]", block)}
    calls = map_of_calls()
    assert callers == {caller: called["grpc"] for caller, called in calls.items() if called["grpc"]}
    readers = set(re.findall(r'"([a-z-]+)"', re.search(r'for name in \[(.*?)\] : \{ from = name, to = "clickhouse"', services)[1]))
    assert readers == {caller for caller, called in calls.items() if "ClickHouse" in called["stores"]}


@pytest.mark.parametrize("service", (*SERVICES, "embedded-clickhouse"))
def test_services_know_every_key_of_their_file(whole, service, tmp_path):
    text = whole["outputs"]["configurations"]["value"][service]
    config = understood(service, text, tmp_path, "/run/secrets")
    for section, keys in yaml.safe_load(text).items():
        assert isinstance(keys, str | int) or set(keys) <= set(config[section]), f"{service}: {section}"


def test_the_scripts_of_the_machines_are_bash(whole, tmp_path):
    scripts = machines(whole)
    assert set(scripts) == {*SERVICES, "clickhouse"}
    for name, script in scripts.items():
        path = tmp_path / f"{name}.sh"
        path.write_text(script)
        checked = subprocess.run(["bash", "-n", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        assert "${" not in re.sub(r"\$\{(?:[@#!]|[A-Z_])", "", script), "a variable of the template was left"


def test_machines_find_their_secrets(whole):
    """Every secret that a configuration names is one that the machine fetches."""
    configs = whole["outputs"]["configurations"]["value"]
    for name, script in machines(whole).items():
        program = re.search(r"run aurora-([a-z-]+) ", script)[1]
        mounted = {f"/shop/secrets/{secret}" for secret in re.findall(r"/run/secrets/([a-z-]+)", configs[program])}
        assert mounted <= fetched(script), name


def test_backups_are_made_where_clickhouse_is(whole, tmp_path):
    """The command line takes the file of the stores, and the machine may do in S3 what docs/deploy/backup.md lists."""
    configs = whole["outputs"]["configurations"]["value"]
    scripts = machines(whole)
    assert [name for name, script in scripts.items() if "aurora-backup" in script] == ["clickhouse"]
    stores = yaml.safe_load(configs["backup"])
    data = yaml.safe_load(configs["embedded-clickhouse"])["data_path"]
    assert stores["clickhouse"]["backups"] == f"{data}/backups" and f"--volume {data}/backups:{data}/backups " in scripts["clickhouse"]
    for section, service in (("ingest", "ingest"), ("gateway", "gateway"), ("query_engine", "query-engine")):
        assert stores["state"][section] == yaml.safe_load(configs[service])["state"]
    here = configs["backup"].replace("/run/secrets", str(tmp_path)).replace(f"{data}/backups", str(tmp_path))
    for secret in set(re.findall(r"/run/secrets/([a-z-]+)", configs["backup"])):
        (tmp_path / secret).write_text("0" * 64)
    (tmp_path / "backup.yaml").write_text(here.replace(stores["clickhouse"]["url"], "http://127.0.0.1:1"))
    said = subprocess.run([PREFIX / "bin" / "aurora", "backup", "--stores", tmp_path / "backup.yaml", "--to", tmp_path / "to"],
                          capture_output=True, text=True, timeout=120)
    assert said.returncode != 0 and "127.0.0.1:1 " in said.stderr, said.stderr
    (policy,) = [json.loads(resource["values"]["policy"]) for resource in resources(whole["root_module"])
                 if resource["type"] == "aws_iam_role_policy" and resource["index"] == "clickhouse"]
    rights = {(action, resource.rsplit(":::")[-1]) for statement in policy["Statement"] for action in statement["Action"]
              for resource in statement.get("Resource", []) if action.startswith("s3:")}
    place = "shop-backups"
    assert rights == {(right, place) for right in RIGHTS_OF_BUCKET} | {(right, f"{place}/shop/*") for right in RIGHTS_OF_OBJECTS}
    # The way to the gateway.
    port = stores["gateway"]["url"].rsplit(":", 1)[1]
    listeners = {str(resource["values"]["port"]): resource.get("index") for resource in resources(whole["root_module"]) if resource["type"] == "aws_lb_listener"}
    assert listeners[port] == "gateway grpc"


def test_machines_may_read_what_they_fetch_and_nothing_else(whole):
    statements = {resource["index"]: {statement["Sid"]: statement for statement in json.loads(resource["values"]["policy"])["Statement"]}
                  for resource in resources(whole["root_module"]) if resource["type"] == "aws_iam_role_policy"}
    for name, script in machines(whole).items():
        allowed = {arn.split(":parameter")[1] for arn in statements[name]["Parameters"]["Resource"]}
        assert allowed == fetched(script), name

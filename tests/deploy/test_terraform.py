"""The Terraform modules against a mocked AWS: every module's own tests, and what only the whole can show."""

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from architecture import map_of_calls
from harness.process import PROJECT
from programs import SERVICES, understood

TERRAFORM = PROJECT / "terraform"
MODULES = sorted(path.parent.name for path in (TERRAFORM / "modules").glob("*/tests"))
# Where a machine without a way to the registry may have its providers.
MIRRORS = ("/opt", "/usr/local/share/terraform", "/usr/share/terraform", str(Path.home() / ".terraform.d"))


def find_terraform() -> str:
    program = shutil.which("terraform") or shutil.which("tofu")
    if program is None:
        pytest.skip("Terraform 1.11 or later is not installed: https://developer.hashicorp.com/terraform/install")
    return program


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Providers come from a mirror on this machine where there is one, else from the registry."""
    folder = tmp_path_factory.mktemp("terraform")
    variables = {**os.environ, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "NO_COLOR": "1",
                 "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE": "1"}
    mirrors = [found.parent for place in MIRRORS for found in Path(place).glob("*/registry.terraform.io")]
    if mirrors:
        settings = folder / "terraformrc"
        settings.write_text(f'provider_installation {{\n  filesystem_mirror {{ path = "{mirrors[0]}" }}\n}}\n')
        variables["TF_CLI_CONFIG_FILE"] = str(settings)
    return variables


def run(environment: dict, folder: Path, data: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([find_terraform(), f"-chdir={folder}", *arguments], env={**environment, "TF_DATA_DIR": str(data)},
                          capture_output=True, text=True, timeout=600)


def output_of_tests(environment: dict, folder: Path, data: Path, *arguments: str) -> str:
    """What `terraform test` prints for a copy of a folder: it must leave no lock file in the checkout."""
    tree = data / "tree"
    shutil.copytree(TERRAFORM, tree, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
    copy = tree / folder.relative_to(TERRAFORM)
    made = run(environment, copy, data / "data", "init", "-backend=false")
    if made.returncode != 0 and re.search("could not connect|registry|no available releases", made.stderr):
        pytest.skip(f"the AWS provider cannot be had: it needs registry.terraform.io, or a mirror in one of {', '.join(MIRRORS)}"
                    f" (terraform providers mirror)\n{made.stderr[-500:]}")
    assert made.returncode == 0, made.stderr
    result = run(environment, copy, data / "data", "test", "-no-color", *arguments)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


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


def test_calls_between_machines_are_those_of_the_map():
    services = (TERRAFORM / "example" / "services.tf").read_text()
    block = re.search(r"callers = \{(.*?)\n  \}", services, re.DOTALL)[1]
    callers = {caller: set(re.findall(r'"([a-z-]+)"', peers)) for caller, peers in re.findall(r"([a-z-]+)\s+= \[(.*?)\]", block)}
    calls = map_of_calls()
    assert callers == {caller: called["grpc"] for caller, called in calls.items() if called["grpc"]}
    readers = set(re.findall(r'"([a-z-]+)"', re.search(r'for name in \[(.*?)\] : \{ from = name, to = "clickhouse"', services)[1]))
    assert readers == {caller for caller, called in calls.items() if "ClickHouse" in called["stores"]}


@pytest.fixture(scope="module")
def whole(environment, tmp_path_factory):
    """The state of the example as the mocked provider left it."""
    output = output_of_tests(environment, TERRAFORM / "example", tmp_path_factory.mktemp("example"), "-verbose", "-json")
    states = [json.loads(line)["test_state"] for line in output.splitlines() if '"test_state"' in line]
    return states[0]


@pytest.mark.parametrize("service", (*SERVICES, "embedded-clickhouse"))
def test_services_know_every_key_of_their_file(whole, service, tmp_path):
    text = whole["outputs"]["configurations"]["value"][service]
    config = understood(service, text, tmp_path, "/run/secrets")
    for section, keys in yaml.safe_load(text).items():
        assert isinstance(keys, str | int) or set(keys) <= set(config[section]), f"{service}: {section}"


def resources(module: dict) -> list[dict]:
    return module.get("resources", []) + [found for child in module.get("child_modules", []) for found in resources(child)]


def test_the_scripts_of_the_machines_are_bash(whole, tmp_path):
    scripts = [base64.b64decode(found["values"]["user_data"]).decode() for found in resources(whole["root_module"])
               if found["type"] == "aws_launch_template"]
    scripts += [found["values"]["user_data"] for found in resources(whole["root_module"]) if found["type"] == "aws_instance"]
    scripts = [script for script in scripts if script.startswith("#!")]
    assert len(scripts) >= 6
    for number, script in enumerate(scripts):
        path = tmp_path / f"{number}.sh"
        path.write_text(script)
        checked = subprocess.run(["bash", "-n", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        assert "${" not in re.sub(r"\$\{(?:[@#!]|[A-Z_])", "", script), "a variable of the template was left"


def test_machines_find_their_secrets(whole):
    """Every secret that a configuration names is one that the machine fetches."""
    configs = whole["outputs"]["configurations"]["value"]
    for found in resources(whole["root_module"]):
        if found["type"] != "aws_launch_template":
            continue
        script = base64.b64decode(found["values"]["user_data"]).decode()
        service = re.search(r"run aurora-([a-z-]+) ", script)[1]
        fetched = set(re.search(r"for secret in (.*?); do", script)[1].split())
        assert set(re.findall(r"/run/secrets/([a-z-]+)", configs[service])) <= fetched, service

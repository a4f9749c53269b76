"""Terraform for the tests: its providers, its own tests, and what a mocked apply leaves."""

import base64
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from harness.process import PROJECT

TERRAFORM = PROJECT / "terraform"
# Where a machine without a way to the registry may have its providers.
MIRRORS = ("/opt", "/usr/local/share/terraform", "/usr/share/terraform", str(Path.home() / ".terraform.d"))


def find_terraform() -> str:
    program = shutil.which("terraform") or shutil.which("tofu")
    if program is None:
        pytest.skip("Terraform 1.11 or later is not installed: https://developer.hashicorp.com/terraform/install")
    return program


def settings(folder: Path) -> dict[str, str]:
    """Terraform's environment: providers come from a mirror on this machine where there is one, else from the registry."""
    variables = {**os.environ, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "NO_COLOR": "1",
                 "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE": "1"}
    mirrors = [found.parent for place in MIRRORS for found in Path(place).glob("*/registry.terraform.io")]
    if mirrors:
        file = folder / "terraformrc"
        file.write_text(f'provider_installation {{\n  filesystem_mirror {{ path = "{mirrors[0]}" }}\n}}\n')
        variables["TF_CLI_CONFIG_FILE"] = str(file)
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


def resources(module: dict) -> list[dict]:
    return module.get("resources", []) + [found for child in module.get("child_modules", []) for found in resources(child)]


def machines(state: dict) -> dict[str, str]:
    """Machine (its role's name without the deployment's) -> the script of its first start."""
    found = {}
    for resource in resources(state["root_module"]):
        values = resource["values"]
        if resource["type"] == "aws_launch_template":
            found[values["iam_instance_profile"][0]["name"]] = base64.b64decode(values["user_data"]).decode()
        elif resource["type"] == "aws_instance":
            found[values["iam_instance_profile"]] = values["user_data"]
    return {name.removeprefix("shop-"): script for name, script in found.items()}


def fetched(script: str) -> set[str]:
    """Names of the parameters that a machine's script fetches."""
    configs = set(re.findall(r"'fetch (/\w+/config/[a-z-]+) ", script))
    name = script.split("'fetch /", 1)[1].split("/", 1)[0]
    return configs | {f"/{name}/secrets/{secret}" for secrets in re.findall(r"for secret in (.*?); do", script) for secret in secrets.split()}

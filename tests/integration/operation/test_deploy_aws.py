"""`aurora deploy aws`: what is checked and in which order, how Terraform is called, what is said. Terraform and AWS are stand-ins."""

import json
import os
import re
import shlex
import signal
import subprocess

import pytest
import yaml
from harness.aurora import AURORA, EXIT_REFUSED, EXIT_USAGE
from harness.deploying import Deploying, Gateway
from harness.process import wait_until

ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/x"
PASSWORD = "the-password-of-postgres"
PLAN = {"resource_changes": [{"address": "module.network.aws_vpc.this", "mode": "managed", "change": {"actions": ["create"]}}],
        "planned_values": {"root_module": {"resources": [{"type": "aws_instance", "values": {"instance_type": "m7i.large"}}]}}}
STATE = {"resources": [{"mode": "managed", "module": "module.load_balancer", "type": "aws_lb", "name": "this", "instances": [{}]},
                       {"mode": "managed", "module": "module.network", "type": "aws_subnet", "name": "private", "instances": [{}, {}]},
                       {"mode": "data", "type": "aws_availability_zones", "name": "available", "instances": [{}]}]}


def lines(*messages: dict) -> str:
    return "".join(json.dumps(message) + "\n" for message in messages)


APPLIED = lines({"type": "apply_start", "hook": {"action": "create", "resource": {"addr": "module.network.aws_vpc.this"}}},
                {"type": "apply_complete", "hook": {"action": "create", "resource": {"addr": "module.network.aws_vpc.this"}}})


@pytest.fixture
def deploying(tmp_path):
    made = Deploying(tmp_path)
    answer = made.programs.answer
    answer("terraform", "version", output='{"terraform_version": "1.11.4"}')
    answer("terraform", "init")
    answer("terraform", "plan", output=lines({"type": "change_summary"}))
    answer("terraform", "show", output=json.dumps(PLAN))
    answer("terraform", "apply", output=APPLIED, touches=tmp_path / "applied")
    answer("terraform", "destroy", output=APPLIED)
    answer("terraform", "state", "pull")
    answer("aws", "sts", output="arn:aws:iam::123456789012:user/me\n")
    answer("aws", "acm", output="ISSUED\n")
    answer("aws", "s3api", "head-bucket")
    answer("aws", "service-quotas", output="64.0\n")
    return made


@pytest.fixture
def gateway(deploying, tmp_path):
    started = Gateway(tmp_path / "applied")
    deploying.programs.answer("terraform", "output", output=json.dumps({"url": {"value": started.url}, "balancer_dns_name": {"value": "lb.example"},
                                                                        "how_to_sign_in": {"value": "aws ssm get-parameter ..."}}))
    yield started
    started.stop()


def settings(tmp_path, **changes) -> str:
    password = tmp_path / "password"
    password.write_text(PASSWORD + "\n")
    known = {"region": "eu-central-1", "public_url": "https://a.example.com", "certificate_arn": ARN, "people_cidrs": ["203.0.113.0/24"],
             "image_registry": "r.example/a", "postgresql": {"host": "pg", "cidrs": ["10.0.0.0/16"]}, "backup_bucket": "b",
             "brokers": ["10.1.0.7:9094", "10.1.0.8:9094"], "postgres_password_file": str(password), **changes}
    path = tmp_path / "aws.yaml"
    path.write_text(yaml.safe_dump({name: value for name, value in known.items() if value is not None}))
    return str(path)


def terraform(deploying) -> list[str]:
    """What Terraform was told to do, in order."""
    return [call[2] if call[1].startswith("-chdir") else call[1] for call in deploying.programs.calls() if call[0] == "terraform"]


def test_a_first_run_checks_plans_prices_applies_and_says_how_to_sign_in(deploying, gateway, tmp_path):
    done = deploying.run("aws", "--config", settings(tmp_path), "--size", "medium", "--yes")
    assert done.returncode == 0, done.stderr
    assert "you are arn:aws:iam::123456789012:user/me" in done.stdout and "+ module.network.aws_vpc.this" in done.stdout
    assert "1 resources differ. All of it costs about $74 a month" in done.stdout and re.search(r"list prices of \d{4}-\d\d-\d\d in us-east-1", done.stdout)
    assert "1 done: create module.network.aws_vpc.this" in done.stdout and "applied: 1 resources" in done.stdout
    assert f"Aurora is ready at {gateway.url}" in done.stdout and "aws ssm get-parameter" in done.stdout
    order = [call[0] if call[0] == "terraform" else f"aws {call[1]}" for call in deploying.programs.calls()]
    assert order[:3] == ["terraform", "aws sts", "aws acm"] and "aws service-quotas" in order
    assert terraform(deploying) == ["version", "init", "plan", "show", "apply", "output", "output", "output"]
    folder = deploying.data / "deploy/aws-aurora"
    apply = next(call for call in deploying.programs.calls() if "apply" in call)
    assert apply == ["terraform", f"-chdir={folder}/terraform/example", "apply", "-json", "-input=false", f"{folder}/plan.bin"]
    given = json.loads((folder / "settings.tfvars.json").read_text())
    assert given["size"] == "medium" and given["name"] == "aurora" and given["kafka"] == {"cidrs": ["10.1.0.7/32", "10.1.0.8/32"], "port": 9094}
    assert json.loads((folder / "terraform/example/backend.tf.json").read_text()) == {
        "terraform": {"backend": {"local": {"path": f"{folder}/terraform.tfstate"}}}}
    assert (folder / "terraform/modules/network/main.tf").exists()


def test_secrets_reach_terraform_by_its_environment_and_nothing_else(deploying, gateway, tmp_path):
    # A Terraform that tells everything.
    leak = 'import os; print(os.environ["TF_VAR_secret_values"])'
    real = deploying.programs.folder / "terraform"
    real.rename(deploying.programs.folder / "terraform.quiet")
    real.write_text(f"#!/bin/bash\n[[ $* == *init* ]] && /usr/bin/python3 -c '{leak}'\nexec -a terraform {real}.quiet \"$@\"\n")
    real.chmod(0o755)
    for rule in deploying.programs.rules:
        rule["words"] = ["terraform.quiet", *rule["words"][1:]] if rule["words"][0] == "terraform" else rule["words"]
    deploying.programs._save()
    done = deploying.run("aws", "--config", settings(tmp_path), "--yes")
    assert done.returncode == 0, done.stderr
    values = json.loads(deploying.programs.environments("terraform.quiet")[-1]["TF_VAR_secret_values"])
    assert values["postgres"] == PASSWORD and len(values) == 8
    log = deploying.log("aws-aurora")
    everything = done.stdout + done.stderr + log + json.dumps(deploying.programs.calls())
    everything += "".join(file.read_text() for file in (deploying.data / "deploy/aws-aurora").glob("*.json"))
    assert "(hidden)" in log and not [name for name, value in values.items() if value in everything]


def test_a_second_run_needs_no_settings_and_applies_nothing(deploying, gateway, tmp_path):
    assert deploying.run("aws", "--config", settings(tmp_path), "--yes").returncode == 0
    deploying.programs.answer("terraform", "show", output=json.dumps({**PLAN, "resource_changes": []}))
    done = deploying.run("aws")
    assert done.returncode == 0 and "nothing differs: everything stays as it is" in done.stdout
    assert terraform(deploying).count("apply") == 1


def test_a_plan_applies_nothing(deploying, gateway, tmp_path):
    done = deploying.run("aws", "--config", settings(tmp_path), "--plan")
    assert done.returncode == 0 and "a month" in done.stdout and "apply" not in terraform(deploying)


def test_nobody_is_charged_without_an_answer(deploying, gateway, tmp_path):
    done = deploying.run("aws", "--config", settings(tmp_path))
    assert done.returncode == EXIT_USAGE and "give --yes" in done.stderr and "apply" not in terraform(deploying)
    status, shown = deploying.run_typing("n", "aws", "--config", settings(tmp_path))
    assert status == EXIT_REFUSED and "Apply this? [y/N]" in shown and "apply" not in terraform(deploying)


@pytest.mark.parametrize("changes, words", [
    ({"certificate_arn": None, "postgres_password_file": None}, "certificate_arn: Certificate in ACM for public_url's host."),
    ({"regoin": "x"}, "unknown key regoin; did you mean region?"),
    ({"secret_values": {"a": "b"}}, "unknown key secret_values"),
    ({"brokers": "kafka"}, "broker kafka is no HOST:PORT"),
    ({"brokers": "kafka.invalid:9092"}, "broker kafka.invalid has no address that is known on this machine"),
    ({"state": {"bucket": "b"}}, "state needs bucket, key and region"),
    ({"name": "shop"}, "give --name shop"),
    ({"postgres_password_file": "/nowhere/password"}, "postgres_password_file /nowhere/password cannot be read"),
])
def test_settings_that_cannot_be_are_named_before_anybody_is_asked(deploying, tmp_path, changes, words):
    done = deploying.run("aws", "--config", settings(tmp_path, **changes), "--yes")
    assert done.returncode == EXIT_USAGE and words in done.stderr and deploying.programs.calls() == []


@pytest.mark.parametrize("call, answer, words, exit_status", [
    (("terraform", "version"), {"output": '{"terraform_version": "1.9.8"}'}, "terraform is 1.9.8, and 1.11 or later is needed", 1),
    (("aws", "sts"), {"errors": "ExpiredToken", "status": 254}, "AWS does not take the credentials", EXIT_REFUSED),
    (("aws", "acm"), {"output": "PENDING_VALIDATION\n"}, f"certificate {ARN} is PENDING_VALIDATION", 1),
    (("aws", "acm"), {"errors": "ResourceNotFoundException", "status": 254}, "give one of ACM in that region", 1),
    (("aws", "service-quotas"), {"output": "1.0\n"}, "may run 1.0 vCPUs on demand in eu-central-1, and this takes up to 2", 1),
])
def test_what_is_missing_is_named_before_anything_is_made(deploying, tmp_path, call, answer, words, exit_status):
    deploying.programs.answer(*call, **answer)
    done = deploying.run("aws", "--config", settings(tmp_path), "--yes")
    assert done.returncode == exit_status and words in done.stderr and "apply" not in terraform(deploying)


def test_what_may_not_be_looked_at_is_said_and_no_hindrance(deploying, gateway, tmp_path):
    deploying.programs.answer("aws", "acm", errors="AccessDeniedException", status=254)
    done = deploying.run("aws", "--config", settings(tmp_path), "--yes")
    assert done.returncode == 0 and "not checked: the certificate (you may not look)" in done.stdout


def test_without_the_program_of_aws_the_environment_counts(deploying, gateway, tmp_path):
    deploying.programs.remove("aws")
    done = deploying.run("aws", "--config", settings(tmp_path), "--yes")
    assert done.returncode == EXIT_REFUSED and "there are no credentials of AWS" in done.stderr
    done = deploying.run("aws", "--config", settings(tmp_path), "--yes", AWS_PROFILE="work")
    assert done.returncode == 0 and "not checked: whether AWS takes the credentials" in done.stdout


def test_state_may_be_in_a_bucket(deploying, gateway, tmp_path):
    config = settings(tmp_path, state={"bucket": "states", "key": "aurora", "region": "eu-central-1"})
    assert deploying.run("aws", "--config", config, "--yes").returncode == 0
    backend = json.loads((deploying.data / "deploy/aws-aurora/terraform/example/backend.tf.json").read_text())
    assert backend == {"terraform": {"backend": {"s3": {"bucket": "states", "key": "aurora", "region": "eu-central-1", "use_lockfile": True}}}}
    deploying.programs.answer("aws", "s3api", "head-bucket", errors="404", status=254)
    done = deploying.run("aws", "--config", config, "--yes")
    assert done.returncode == 1 and "bucket states for the state cannot be reached" in done.stderr


def test_an_apply_that_fails_names_the_resource_and_the_way_on(deploying, gateway, tmp_path):
    trouble = {"type": "diagnostic", "diagnostic": {"severity": "error", "summary": "creating EC2 VPC:", "detail": "VpcLimitExceeded",
                                                    "address": "module.network.aws_vpc.this"}}
    deploying.programs.answer("terraform", "apply", output=lines(trouble), status=1)
    done = deploying.run("aws", "--config", settings(tmp_path), "--yes")
    assert done.returncode == 1
    assert "module.network.aws_vpc.this: creating EC2 VPC: VpcLimitExceeded" in done.stderr and "it goes on from there" in done.stderr
    assert "aws-aurora/programs.log" in done.stderr


def test_a_run_that_is_interrupted_lets_terraform_end_in_its_own_order(deploying, gateway, tmp_path):
    asked = tmp_path / "asked-to-end"
    script = deploying.programs.folder / "terraform"
    script.rename(deploying.programs.folder / "real")
    # What was going on then is an error to it.
    halted = shlex.quote(lines({"type": "diagnostic", "diagnostic": {"severity": "error", "summary": "execution halted", "detail": ""}}))
    script.write_text(f"#!/bin/bash\nhalted={halted}\n"
                      f"if [[ $* == *apply* ]]; then trap 'echo kept > {asked}; echo \"$halted\"; exit 1' INT; : > {tmp_path}/applying; "
                      f"while :; do /bin/sleep 0.1; done; fi\nexec -a terraform /usr/bin/python3 -ISE {deploying.programs.folder}/real.py \"$@\"\n")
    (deploying.programs.folder / "real.py").write_text((deploying.programs.folder / "real").read_text().replace(
        "os.path.basename(sys.argv[0])", "'terraform'"))
    script.chmod(0o755)
    process = subprocess.Popen([AURORA, "--data-dir", deploying.data, "deploy", "aws", "--config", settings(tmp_path), "--yes"],
                               env=deploying.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    # That file is made where the trap is set.
    wait_until((tmp_path / "applying").exists, 60, "Terraform applies")
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1 and "terraform apply was interrupted; run the same command again" in errors and asked.read_text() == "kept\n"


def test_state_that_could_not_be_stored_is_taken_in(deploying, gateway, tmp_path):
    assert deploying.run("aws", "--config", settings(tmp_path), "--yes").returncode == 0
    left = deploying.data / "deploy/aws-aurora/terraform/example/errored.tfstate"
    left.write_text("{}")
    deploying.programs.answer("terraform", "state", "push")
    done = deploying.run("aws", "--yes")
    assert done.returncode == 0 and "could not store has been taken in" in done.stdout and not left.exists()
    pushed = [call[2:] for call in deploying.programs.calls() if "push" in call]
    assert pushed == [["state", "push", "errored.tfstate"]]


def test_destroying_says_what_is_lost_and_needs_the_name(deploying, gateway, tmp_path):
    config = settings(tmp_path)
    deploying.programs.answer("terraform", "state", "pull", output=json.dumps(STATE))
    refused = deploying.run("aws", "--config", config, "--destroy")
    assert refused.returncode == EXIT_USAGE and "3 resources will be destroyed" in refused.stdout and "every table" in refused.stdout
    status, _ = deploying.run_typing("no", "aws", "--config", config, "--destroy")
    assert status == EXIT_REFUSED and "destroy" not in terraform(deploying)
    status, shown = deploying.run_typing("aurora", "aws", "--config", config, "--destroy")
    assert status == 0 and "it is gone" in shown
    changing = [call[2:] for call in deploying.programs.calls() if {"apply", "destroy"} & set(call)]
    assert [call[0] for call in changing] == ["apply", "destroy"]
    assert {"-target=module.load_balancer", "-var=deletion_protection=false"} <= set(changing[0])


def test_destroying_what_is_not_there_is_no_mistake(deploying, tmp_path):
    done = deploying.run("aws", "--config", settings(tmp_path), "--destroy")
    assert done.returncode == 0 and "nothing of aurora is in" in done.stdout and "destroy" not in terraform(deploying)

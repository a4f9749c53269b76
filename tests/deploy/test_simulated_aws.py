"""`aurora deploy aws` for real, from its plan to its end: the real Terraform and AWS's real command line on a simulated AWS. Each
fixture is the next thing that is done to one deployment; what was seen right after it is kept for the tests."""

import os
import re
import shutil
import signal
from types import SimpleNamespace

import pytest
from harness.aurora import EXIT_REFUSED
from harness.deploying import Gateway
from harness.process import wait_until
from programs import SERVICES
from simulated_aws import BACKUPS, NAME, REGION, STATES, Person, SimulatedAws
from terraform import fetched, find_terraform, machines

MACHINES = (*SERVICES, "clickhouse")
LOCKED = "another run works on it: wait for its end"


def changes(shown: str) -> set[str]:
    """What a run said that differs, each with its mark."""
    return set(re.findall(r"^  ([-+~]+ \S.*)$", shown, re.MULTILINE))


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    if not find_terraform().endswith("terraform") or not shutil.which("terraform"):
        pytest.skip("`aurora deploy aws` calls Terraform itself: https://developer.hashicorp.com/terraform/install")
    started = SimulatedAws(tmp_path_factory.mktemp("aws"))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def people(aws, tmp_path_factory):
    """Two, each with a checkout and a data directory, who share nothing but the state's bucket."""
    folder = tmp_path_factory.mktemp("people")
    healthy = folder / "healthy"
    healthy.touch()
    gateway = Gateway(healthy)
    yield SimpleNamespace(first=Person(folder / "first", aws, gateway.url), second=Person(folder / "second", aws, gateway.url), url=gateway.url)
    gateway.stop()


@pytest.fixture(scope="module")
def planned(aws, people):
    done = people.first.run("--plan")
    if done.returncode != 0 and re.search("could not connect|registry|no available releases", done.stderr):
        pytest.skip(f"the AWS provider cannot be had: it needs registry.terraform.io, or a mirror (terraform.py)\n{done.stderr[-500:]}")
    return SimpleNamespace(done=done, everything=aws.everything())


@pytest.fixture(scope="module")
def broken_off(aws, people, planned):
    """AWS refuses one thing, while a second person begins too."""
    aws.refuse("CreateNatGateway")
    running = people.first.start("--yes")
    wait_until(lambda: "networks" in aws.everything(), 120, "the first person's run makes something", interval=2)
    # Planning takes the lock as well, and would do no harm without it.
    second = people.second.run("--plan")
    return SimpleNamespace(second=second, done=people.first.end(running), everything=aws.everything(), locked=aws.state_is_locked())


@pytest.fixture(scope="module")
def applied(aws, people, broken_off):
    done = people.first.run("--yes")
    return SimpleNamespace(done=done, everything=aws.everything(), machines=aws.machines(), parameters=aws.parameters(), refreshes=aws.refreshes())


@pytest.fixture(scope="module")
def again(aws, people, applied):
    return SimpleNamespace(done=people.second.run("--yes"), everything=aws.everything())


@pytest.fixture(scope="module")
def grown(aws, people, again):
    done = people.first.run("--size", "medium", "--yes")
    return SimpleNamespace(done=done, everything=aws.everything(), machines=aws.machines(), parameters=aws.parameters(), refreshes=aws.refreshes())


@pytest.fixture(scope="module")
def half_gone(aws, people, grown):
    """Somebody presses Ctrl-C while it goes."""
    running = people.first.start("--destroy", "--yes")
    wait_until(lambda: "alarms" not in aws.everything(), 240, "something is gone", interval=2)
    os.kill(running.pid, signal.SIGINT)
    return SimpleNamespace(done=people.first.end(running), everything=aws.everything(), locked=aws.state_is_locked())


@pytest.fixture(scope="module")
def gone(aws, people, half_gone):
    return SimpleNamespace(done=people.second.run("--destroy", "--yes"), everything=aws.everything())


def test_a_plan_shows_every_resource_and_the_price_and_makes_nothing(planned):
    done = planned.done
    assert done.returncode == 0, done.stderr
    count, least, most = re.search(r"(\d+) resources differ\. All of it costs about \$([\d,]+) a month, and \$([\d,]+) while", done.stdout).groups()
    assert int(count) > 180 and 100 < int(least.replace(",", "")) < int(most.replace(",", "")) < 2000
    assert "Not in the price table" not in done.stdout
    assert f"AWS answers in {REGION}: you are arn:aws:sts::" in done.stdout and f"its state is in s3://{STATES}/aurora" in done.stdout
    assert planned.everything == {}


def test_what_aws_refuses_is_named_and_the_rest_is_made(broken_off):
    assert broken_off.done.returncode == 1
    assert "module.network.aws_nat_gateway.this" in broken_off.done.stderr and "RefusedOnce" in broken_off.done.stderr
    assert "it goes on from there" in broken_off.done.stderr
    assert "networks" in broken_off.everything and "NAT" not in broken_off.everything
    assert not broken_off.locked


def test_a_second_run_beside_the_first_is_refused_and_says_why(broken_off):
    assert broken_off.second.returncode == 1
    assert "terraform plan failed" in broken_off.second.stderr and LOCKED in broken_off.second.stderr


def test_the_same_command_goes_on_where_it_broke_off(people, broken_off, applied):
    done = applied.done
    assert done.returncode == 0, done.stderr
    kept = {kind: set(names) for kind, names in broken_off.everything.items()}
    assert all(names <= set(applied.everything[kind]) for kind, names in kept.items()), "what was there was made anew"
    assert "+ module.network.aws_nat_gateway.this" in done.stdout and "module.network.aws_vpc.this" not in done.stdout
    assert f"Aurora is ready at {people.url}" in done.stdout


def test_every_service_runs_on_machines_of_its_own(applied):
    tags = [{tag["Key"]: tag["Value"] for tag in machine["Tags"]} for machine in applied.machines]
    assert sorted(own["Name"] for own in tags) == sorted(f"{NAME}-{name}" for name in MACHINES)
    for machine, own in zip(applied.machines, tags, strict=True):
        assert [group["GroupName"] for group in machine["SecurityGroups"]] == [own["Name"]]
        # Who looks for what a deployment costs looks by them.
        assert (own["Project"], own["Deployment"]) == ("Aurora", NAME), own["Name"]
    assert applied.everything["groups"] == sorted(f"{NAME}-{name}" for name in SERVICES)
    assert BACKUPS in applied.everything["buckets"] and len(applied.everything["NAT"]) == 1


def test_parameters_are_those_that_machines_fetch(applied, whole):
    """Also that secrets are written, which no mocked provider shows."""
    wanted = set().union(*(fetched(script) for script in machines(whole).values()))
    assert set(applied.parameters) == wanted
    secrets = {name: parameter for name, parameter in applied.parameters.items() if "/secrets/" in name}
    assert {parameter["Type"] for parameter in secrets.values()} == {"SecureString"}
    assert secrets[f"/{NAME}/secrets/postgres"]["Value"] == "the-password-of-postgres"
    assert len({parameter["Value"] for parameter in secrets.values()}) == len(secrets) == 8


def test_no_secret_is_in_the_state_or_in_what_a_run_leaves(aws, people, applied):
    secrets = [parameter["Value"] for name, parameter in applied.parameters.items() if "/secrets/" in name]
    s3 = aws.client("s3")
    versions = s3.list_object_versions(Bucket=STATES, Prefix="aurora")["Versions"]
    states = [s3.get_object(Bucket=STATES, Key=found["Key"], VersionId=found["VersionId"])["Body"].read().decode() for found in versions]
    assert any(f"{NAME}-gateway" in state for state in states)
    left = [file.read_text(errors="replace") for file in people.first.folder.rglob("*") if file.is_file() and "providers" not in file.parts]
    everything = "".join([*states, *left, applied.done.stdout, applied.done.stderr])
    assert not [secret for secret in secrets if secret in everything]


def test_nothing_differs_afterwards_for_anybody(applied, again):
    assert again.done.returncode == 0, again.done.stderr
    assert "nothing differs: everything stays as it is" in again.done.stdout, changes(again.done.stdout)
    assert again.everything == applied.everything


def test_a_larger_size_changes_what_depends_on_it_and_nothing_else(applied, grown):
    assert grown.done.returncode == 0, grown.done.stderr
    groups = {f'~ module.group["{name}"].{what}.this' for name in SERVICES for what in ("aws_launch_template", "aws_autoscaling_group")}
    # Two gateways on larger machines; and each zone its own way out.
    assert changes(grown.done.stdout) == groups | {
        "~ module.clickhouse.aws_instance.this", f'+ module.network.aws_eip.nat["{REGION}b"]', f'+ module.network.aws_nat_gateway.this["{REGION}b"]',
        f'~ module.network.aws_route.private["{REGION}b"]'}
    assert grown.refreshes - applied.refreshes == {f"{NAME}-{name}" for name in SERVICES}, "machines are renewed by their groups"

    def clickhouse(running):
        return next(machine for machine in running if {"Key": "Name", "Value": f"{NAME}-clickhouse"} in machine["Tags"])
    before, after = clickhouse(applied.machines), clickhouse(grown.machines)
    assert (before["InstanceType"], after["InstanceType"]) == ("m7i.large", "m7i.2xlarge")
    assert all(before[same] == after[same] for same in ("InstanceId", "PrivateIpAddress")), "ClickHouse's machine is resized, not replaced"
    assert before["BlockDeviceMappings"] == after["BlockDeviceMappings"], "with the same volume"
    assert "/dev/sdf" in {device["DeviceName"] for device in after["BlockDeviceMappings"]}
    assert set(applied.everything["volumes"]) <= set(grown.everything["volumes"])
    versions = {name: (parameter["Version"], parameter["Value"]) for name, parameter in applied.parameters.items()}
    assert versions == {name: (parameter["Version"], parameter["Value"]) for name, parameter in grown.parameters.items()}, "written once"


def test_ctrl_c_while_it_is_destroyed_leaves_what_another_run_takes_away(half_gone):
    assert half_gone.done.returncode == 1 and "terraform destroy was interrupted; run the same command again" in half_gone.done.stderr
    assert half_gone.everything and not half_gone.locked


def test_destroying_leaves_nothing_but_a_last_snapshot(aws, gone):
    assert gone.done.returncode == 0, gone.done.stderr
    assert "resources will be destroyed" in gone.done.stdout and "A last snapshot of the volume stays" in gone.done.stdout
    assert "it is gone" in gone.done.stdout and gone.everything == {}
    kms = aws.client("kms")
    keys = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
    assert {key["KeyState"] for key in keys if key["Description"].startswith("Aurora")} == {"PendingDeletion"}
    snapshots = aws.client("ec2").describe_snapshots(OwnerIds=["self"])["Snapshots"]
    data = {"Key": "Name", "Value": f"{NAME}-clickhouse-data"}
    assert [snapshot["VolumeSize"] for snapshot in snapshots if data in snapshot.get("Tags", [])] == [200]


@pytest.mark.parametrize("changed, environment, words, exit_status", [
    ({"region": "us-east-1"}, {}, "cannot be used in region us-east-1; give one of ACM in that region", 1),
    ({"state": {"bucket": "nobodys", "key": "aurora", "region": REGION}}, {}, "bucket nobodys for the state cannot be reached; make it", 1),
    ({}, {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "AWS does not take the credentials", EXIT_REFUSED),
])
def test_what_aws_does_not_have_is_named(people, changed, environment, words, exit_status):
    refused = people.second.run("--plan", changes=changed, environment=environment)
    assert refused.returncode == exit_status and words in refused.stderr, refused.stderr

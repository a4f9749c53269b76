"""The script of a machine's first start on AWS is run, in a container of the service's own image as the machine. Stand-ins
(stand_ins/) answer for what only a real machine has: systemd, Docker, AWS, a volume."""

import json
import uuid

import pytest
from containers import REGISTRY, TAG
from harness.process import PROJECT
from terraform import machines, resources

STAND_INS = PROJECT / "tests" / "deploy" / "stand_ins"
# Machines whose service works without another one.
ALONE = ("schema-inference", "embedding", "clickhouse")


class Machine:
    """A container with a machine's script and the parameters that its role may read; gone after remove()."""

    def __init__(self, podman, state: dict, name: str, folder):
        self.podman, self.name, self.container = podman, name, f"aurora-test-machine-{uuid.uuid4().hex[:6]}"
        self.parameters = folder / "parameters"
        script = machines(state)[name]
        self.program = script.split("aurora-", 1)[1].split()[0]
        (policy,) = [json.loads(resource["values"]["policy"]) for resource in resources(state["root_module"])
                     if resource["type"] == "aws_iam_role_policy" and resource["index"] == name]
        configs = state["outputs"]["configurations"]["value"]
        for arn in next(statement for statement in policy["Statement"] if statement["Sid"] == "Parameters")["Resource"]:
            path = self.parameters / arn.split(":parameter/")[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(configs.get(path.name, "") if path.parent.name == "config" else uuid.uuid4().hex * 2)
        (folder / "user-data.sh").write_text(script)
        podman.run("run", "--detach", "--init", "--name", self.container, "--user", "0", "--cap-add", "MKNOD", "--entrypoint", "bash",
                   "--env", "PATH=/stand-ins:/opt/aurora/bin:/usr/sbin:/usr/bin:/sbin:/bin", "--volume", f"{STAND_INS}:/stand-ins:ro",
                   "--volume", f"{folder}:/machine:ro", f"{REGISTRY}/{self.program}:{TAG}", "-c",
                   "mknod /dev/sdf b 259 1 && mkdir -p /etc/systemd/system && exec sleep infinity")

    def run(self, *command: str, check: bool = True):
        return self.podman.run("exec", self.container, *command, check=check, timeout=240)

    def first_start(self, check: bool = True):
        return self.run("bash", "/machine/user-data.sh", check=check)

    def remove(self) -> None:
        self.podman.run("rm", "--force", "--time", "1", self.container, check=False)


@pytest.fixture
def machine(podman, whole, tmp_path, request):
    made = Machine(podman, whole, request.param, tmp_path)
    yield made
    made.remove()


@pytest.mark.parametrize("machine", ALONE, indirect=True)
def test_the_script_ends_when_the_service_is_healthy(machine):
    machine.first_start()
    machine.run("aurora-health")
    # As nobody special, and its secrets are for it alone, in memory alone.
    status = machine.run("bash", "-c", "cat /proc/$(< /run/aurora.pid)/status").stdout
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert fields["Name"].startswith("aurora-") and fields["Uid"].split() == ["10001"] * 4
    assert int(fields["CapBnd"], 16) == 0 and fields["NoNewPrivs"] == "1"
    secrets = machine.run("bash", "-c", "stat -c '%a %u %n' /run/aurora/*").stdout.split("\n")
    assert all(line.startswith("400 10001 /run/aurora/") for line in secrets if line)
    kept = machine.run("bash", "-c", "grep -rlFf <(cat /run/aurora/* | grep .) /etc /var/lib/aurora /usr/local/sbin || true").stdout
    assert not kept, "a secret is on the disk"


@pytest.mark.parametrize("machine", ["clickhouse"], indirect=True)
def test_the_script_may_be_run_again_and_formats_no_volume_twice(machine):
    machine.first_start()
    first = machine.run("cat", "/run/aurora.pid").stdout
    machine.first_start()
    machine.run("aurora-health")
    assert machine.run("cat", "/run/aurora.pid").stdout != first
    assert machine.run("cat", "/run/formatted").stdout == "/dev/sdf\n"
    assert machine.run("grep", "-c", "/var/lib/aurora", "/etc/fstab").stdout == "1\n"


@pytest.mark.parametrize("machine", ["schema-inference"], indirect=True)
def test_a_parameter_that_may_not_be_read_is_named(machine):
    (machine.parameters / "shop" / "secrets" / "rpc-token").unlink()
    refused = machine.first_start(check=False)
    assert refused.returncode != 0
    assert "parameter /shop/secrets/rpc-token could not be read" in refused.stderr
    assert machine.run("aurora-health", check=False).returncode != 0


@pytest.mark.parametrize("machine", ["clickhouse"], indirect=True)
def test_a_backup_that_was_made_is_published_and_nothing_else(machine):
    machine.first_start()
    published = "touch /run/published; cat /run/published"
    machine.run("bash", "-c", "touch /run/backups-fail")
    assert machine.run("/usr/local/sbin/aurora-backup", check=False).returncode != 0
    assert machine.run("bash", "-c", published).stdout == ""
    machine.run("rm", "/run/backups-fail")
    machine.run("/usr/local/sbin/aurora-backup", "restore", "--from", "s3://elsewhere/shop")
    assert machine.run("bash", "-c", published).stdout == ""
    machine.run("/usr/local/sbin/aurora-backup")
    (command,) = machine.run("bash", "-c", published).stdout.splitlines()
    assert "--namespace Aurora/shop --metric-name BackupsMade --unit Count --value 1" in command
    tried = [line.split(" ", 1)[1] for line in machine.run("cat", "/run/backups").stdout.splitlines()]
    backup = "backup --stores /etc/aurora/backup.yaml --to s3://shop-aurora-backups/shop --keep 14"
    assert tried == [backup, "restore --stores /etc/aurora/backup.yaml --from s3://elsewhere/shop", backup]

"""AWS on loopback (simulated_aws_server.py), what a test looks at in it, and people who run `aurora deploy aws` against it: the real
Terraform, the real provider, AWS's real command line. All of them are led there by their environment alone."""

import os
import subprocess
import sys
from pathlib import Path

import boto3
import yaml
from harness.aurora import AURORA
from harness.authority import Authority
from harness.deploying import Deploying
from harness.ports import free_port
from harness.process import Process, http_ok, patience
from terraform import find_terraform, settings

REGION = "eu-central-1"
STATES = "example-terraform-state"
BACKUPS = "example-aurora-backups"
NAME = "shop"
# Only the URL that is waited for at the end: the product's has to be HTTPS of an authority that this machine knows.
OVERRIDE = 'output "url" {{ value = "{url}" }}\n'


class SimulatedAws:
    """A whole AWS, empty but for a certificate and a bucket for Terraform's state."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.refused = folder / "refused"
        self.environment = {"AWS_ENDPOINT_URL": self.url, "AWS_ACCESS_KEY_ID": "simulated", "AWS_SECRET_ACCESS_KEY": "simulated",
                            "AWS_EC2_METADATA_DISABLED": "true"}
        server = [sys.executable, Path(__file__).with_name("simulated_aws_server.py"), self.port, self.refused]
        self.process = Process("aws", server, folder, ready=lambda: http_ok(f"{self.url}/moto-api/"))
        self.process.start()
        certificate, key = Authority(folder / "authority", "authority").issue("aurora.example.com", "DNS:aurora.example.com")
        self.certificate = self.client("acm").import_certificate(Certificate=certificate.read_bytes(), PrivateKey=key.read_bytes())["CertificateArn"]
        s3 = self.client("s3")
        s3.create_bucket(Bucket=STATES, CreateBucketConfiguration={"LocationConstraint": REGION})
        s3.put_bucket_versioning(Bucket=STATES, VersioningConfiguration={"Status": "Enabled"})

    def client(self, service: str):
        return boto3.client(service, region_name=REGION, endpoint_url=self.url, aws_access_key_id="simulated", aws_secret_access_key="simulated")

    def refuse(self, action: str) -> None:
        """The next call of it, and no other."""
        self.refused.write_text(action)

    def stop(self) -> None:
        self.process.stop()

    def machines(self) -> list[dict]:
        pages = self.client("ec2").get_paginator("describe_instances").paginate()
        return [machine for page in pages for reservation in page["Reservations"] for machine in reservation["Instances"]
                if machine["State"]["Name"] != "terminated"]

    def parameters(self) -> dict[str, dict]:
        pages = self.client("ssm").get_paginator("get_parameters_by_path").paginate(Path=f"/{NAME}", Recursive=True, WithDecryption=True)
        return {parameter["Name"]: parameter for page in pages for parameter in page["Parameters"]}

    def refreshes(self) -> set[str]:
        """Groups whose machines were to be renewed."""
        scaling = self.client("autoscaling")
        groups = [group["AutoScalingGroupName"] for group in scaling.describe_auto_scaling_groups()["AutoScalingGroups"]]
        return {group for group in groups if scaling.describe_instance_refreshes(AutoScalingGroupName=group)["InstanceRefreshes"]}

    def everything(self) -> dict[str, list[str]]:
        """Kind -> names of all that there is of it; kinds of which there is nothing are left out. What AWS itself brings into an account
        (its default network, its policies, its keys) does not count."""
        ec2, balancing = self.client("ec2"), self.client("elbv2")
        default = {network["VpcId"] for network in ec2.describe_vpcs()["Vpcs"] if network["IsDefault"]}

        def own(found: list[dict], name: str) -> list[str]:
            return [one[name] for one in found if one.get("VpcId") not in default and one.get("State") not in ("deleted", "terminated")]
        kinds = {
            "machines": own(self.machines(), "InstanceId"),
            "volumes": own(ec2.describe_volumes()["Volumes"], "VolumeId"),
            "networks": own(ec2.describe_vpcs()["Vpcs"], "VpcId"),
            "subnets": own(ec2.describe_subnets()["Subnets"], "SubnetId"),
            "security groups": own(ec2.describe_security_groups()["SecurityGroups"], "GroupId"),
            "route tables": own(ec2.describe_route_tables()["RouteTables"], "RouteTableId"),
            "NAT": own(ec2.describe_nat_gateways()["NatGateways"], "NatGatewayId"),
            "addresses": own(ec2.describe_addresses()["Addresses"], "PublicIp"),
            "endpoints": own(ec2.describe_vpc_endpoints()["VpcEndpoints"], "VpcEndpointId"),
            "Internet gateways": [gateway["InternetGatewayId"] for gateway in ec2.describe_internet_gateways()["InternetGateways"]
                                  if not {place["VpcId"] for place in gateway["Attachments"]} & default],
            "templates": own(ec2.describe_launch_templates()["LaunchTemplates"], "LaunchTemplateName"),
            "groups": own(self.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"], "AutoScalingGroupName"),
            "balancers": own(balancing.describe_load_balancers()["LoadBalancers"], "LoadBalancerName"),
            "targets": own(balancing.describe_target_groups()["TargetGroups"], "TargetGroupName"),
            "roles": own([role for role in self.client("iam").list_roles()["Roles"] if not role["Path"].startswith("/aws-")], "RoleName"),
            "profiles": own(self.client("iam").list_instance_profiles()["InstanceProfiles"], "InstanceProfileName"),
            "parameters": list(self.parameters()),
            "key names": own([alias for alias in self.client("kms").list_aliases()["Aliases"] if "/aws/" not in alias["AliasName"]], "AliasName"),
            "logs": own(self.client("logs").describe_log_groups()["logGroups"], "logGroupName"),
            "topics": own(self.client("sns").list_topics()["Topics"], "TopicArn"),
            "alarms": own(self.client("cloudwatch").describe_alarms()["MetricAlarms"], "AlarmName"),
            "buckets": own([bucket for bucket in self.client("s3").list_buckets()["Buckets"] if bucket["Name"] != STATES], "Name"),
        }
        return {kind: sorted(names) for kind, names in kinds.items() if names}

    def state_is_locked(self) -> bool:
        return any(found["Key"].endswith(".tflock") for found in self.client("s3").list_objects_v2(Bucket=STATES).get("Contents", []))


class Person:
    """A checkout and a data directory of one who deploys."""

    def __init__(self, folder: Path, aws: SimulatedAws, url: str):
        folder.mkdir()
        self.deploying = Deploying(folder)
        (self.deploying.home / "terraform/example/url_override.tf").write_text(OVERRIDE.format(url=url))
        password = folder / "password"
        password.write_text("the-password-of-postgres\n")
        self.settings = {"name": NAME, "region": REGION, "public_url": "https://aurora.example.com", "certificate_arn": aws.certificate,
                         "people_cidrs": ["203.0.113.0/24"], "image_registry": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/aurora",
                         "brokers": "10.1.0.7:9092", "postgresql": {"host": "pg.example.internal", "cidrs": ["10.0.0.0/16"]},
                         "postgres_password_file": str(password), "backup_bucket": BACKUPS, "alarm_emails": ["oncall@example.com"],
                         "state": {"bucket": STATES, "key": "aurora", "region": REGION}}
        self.config = folder / "aws.yaml"
        programs = (Path(find_terraform()).parent, Path(sys.executable).parent)
        environment = {name: value for name, value in settings(folder).items() if not name.startswith(("AWS_", "AURORA_"))}
        self.deploying.environment = {**environment, **aws.environment, "AURORA_HOME": str(self.deploying.home), "HOME": str(folder),
                                      "PATH": ":".join([*map(str, programs), os.environ["PATH"]])}

    @property
    def folder(self) -> Path:
        return self.deploying.data / "deploy" / f"aws-{NAME}"

    def arguments(self, *more: str, **changes) -> list[str]:
        self.config.write_text(yaml.safe_dump({**self.settings, **changes}))
        return ["aws", "--name", NAME, "--config", str(self.config), *more]

    def start(self, *more: str, changes: dict | None = None, environment: dict | None = None) -> subprocess.Popen:
        """Not awaited: end() is for that."""
        return subprocess.Popen([AURORA, "--data-dir", self.deploying.data, "deploy", *self.arguments(*more, **(changes or {}))],
                                env={**self.deploying.environment, **(environment or {})}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    @staticmethod
    def end(process: subprocess.Popen) -> subprocess.CompletedProcess:
        try:
            shown, errors = process.communicate(timeout=patience(480))
        except subprocess.TimeoutExpired:
            # It passes that on, so that Terraform does not go on alone.
            process.terminate()
            process.communicate(timeout=patience(90))
            raise
        return subprocess.CompletedProcess(process.args, process.returncode, shown, errors)

    def run(self, *more: str, **how) -> subprocess.CompletedProcess:
        return self.end(self.start(*more, **how))

"""AWS on 127.0.0.1: moto, put right where it does otherwise than AWS. Called by simulated_aws.py with a port and a file that may name
one action: its next call is refused, and the file is removed.

Every correction here says what AWS does. Like moto, they check little of what they are given: AWS may refuse what passes here."""

import io
import os
import sys
import threading
import traceback
import urllib.parse
import uuid
from pathlib import Path

from moto.autoscaling.models import FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.ec2.models.instances import Instance
from moto.ec2.models.launch_templates import LaunchTemplateVersion
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.utils import parse_user_data
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple

REFUSAL = '<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>1</RequestID></Response>'


def keep_descriptions_of_rules() -> None:
    """A rule that names another group has its description with the group's name; moto looks for it beside addresses only."""
    SecurityGroupRule.description = property(lambda rule: rule.ip_range.get("Description") or rule.source_group.get("Description"))


def keep_templates_as_they_were_made() -> None:
    """Tags of a launch template itself are no part of what it launches; and machines start from a later version as from the first,
    whose script alone moto decodes."""
    made = LaunchTemplateVersion.__init__

    def make(self, template, number, data, description):
        if "TagSpecifications" in data:
            data["TagSpecifications"] = [tags for tags in data["TagSpecifications"] if tags["ResourceType"] != "launch-template"]
        if isinstance(data.get("UserData"), str):
            data["UserData"] = parse_user_data(data["UserData"])
        made(self, template, number, data, description)
    LaunchTemplateVersion.__init__ = make


def show_groups_of_the_first_interface() -> None:
    """A machine with an address of its own brings its security groups with its network interface, and shows them as its own."""
    attach = Instance.attach_eni

    def attach_and_show(self, eni, device_index):
        if int(device_index) == 0 and not self.security_groups:
            self.security_groups = eni.group_set
        return attach(self, eni, device_index)
    Instance.attach_eni = attach_and_show


def describe_policies_as_they_were_put() -> None:
    """A scaling policy is enabled unless it was put otherwise, and is not a predictive one because nothing was said of that."""
    made = FakeScalingPolicy.__init__

    def make(self, *arguments, **named):
        made(self, *arguments, **named)
        self.enabled = True
        self.predictive_scaling_configuration = self.predictive_scaling_configuration or None
    FakeScalingPolicy.__init__ = make


def refresh_groups() -> None:
    """moto knows no refreshes of instances. Here one is written down and called done at once; the machines stay."""
    refreshes = []

    def start(self):
        asked = self._get_params()
        refreshes.append({"InstanceRefreshId": str(uuid.uuid4()), "AutoScalingGroupName": asked["AutoScalingGroupName"], "Status": "Successful",
                          "Preferences": asked.get("Preferences", {}), "PercentageComplete": 100, "InstancesToUpdate": 0})
        return ActionResult({"InstanceRefreshId": refreshes[-1]["InstanceRefreshId"]})

    def describe(self):
        name = self._get_param("AutoScalingGroupName")
        return ActionResult({"InstanceRefreshes": [refresh for refresh in refreshes if refresh["AutoScalingGroupName"] == name]})
    AutoScalingResponse.start_instance_refresh = start
    AutoScalingResponse.describe_instance_refreshes = describe


class Refusing:
    """Refuses what it is told to, and for good what moto cannot do: a program that calls AWS would try that for many minutes again.
    One call at a time: moto's own tables are not made for several."""

    def __init__(self, application, refused: Path):
        self.application, self.refused, self.turn = application, refused, threading.Lock()

    def __call__(self, environ, start_response):
        action = self.action(environ) if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded") else ""
        try:
            named = self.refused.read_text().strip()
        except FileNotFoundError:
            named = ""
        if action and action == named:
            self.refused.unlink(missing_ok=True)
            return self.refuse(start_response, "RefusedOnce", f"{action} is refused this once")
        try:
            with self.turn:
                return self.application(environ, start_response)
        except Exception as error:
            traceback.print_exc()
            return self.refuse(start_response, "NotSimulated", f"{action}: {error!r}")

    @staticmethod
    def action(environ) -> str:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        return urllib.parse.parse_qs(body.decode("latin-1")).get("Action", [""])[0]

    @staticmethod
    def refuse(start_response, code: str, message: str) -> list[bytes]:
        start_response("400 Bad Request", [("Content-Type", "text/xml")])
        return [REFUSAL.format(code=code, message=message).encode()]


def main() -> None:
    # Roles take policies that AWS manages; moto knows those only when it is told to load them.
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    for correct in (keep_descriptions_of_rules, keep_templates_as_they_were_made, show_groups_of_the_first_interface,
                    describe_policies_as_they_were_put, refresh_groups):
        correct()
    application = Refusing(DomainDispatcherApplication(create_backend_app), Path(sys.argv[2]))
    run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True, request_handler=MotoRequestHandler)


if __name__ == "__main__":
    main()

"""Prometheus itself reads the alert rules, and what they are held to. That the metrics exist is proven in
tests/integration/operation/test_observability.py."""

import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def promtool(*arguments: str) -> None:
    program = shutil.which("promtool")
    assert program, "promtool is not installed: apt-get install prometheus"
    result = subprocess.run([program, *arguments], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_rules_are_rules() -> None:
    promtool("check", "rules", "helm/aurora/files/rules.yaml")


def test_each_alert_fires_when_it_should_and_only_then() -> None:
    promtool("test", "rules", "observability/alerts.test.yml")

"""The command line as a terminal and a shell see it; nothing needs to run for this."""

import json
import os
import pty
import re
import shutil
import subprocess

import pytest
from harness.aurora import AURORA, EXIT_NOT_RUNNING, EXIT_USAGE


def on_a_terminal(tmp_path, *arguments, **environment) -> str:
    """What `aurora` writes when its standard output is a terminal."""
    parent, child = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    process = subprocess.Popen([AURORA, "--data-dir", tmp_path / "data", *arguments], stdin=subprocess.DEVNULL, stdout=child,
                               stderr=subprocess.DEVNULL, env={**clean, "TERM": "xterm", **environment})
    os.close(child)
    written = b""
    try:
        while piece := os.read(parent, 4096):
            written += piece
    except OSError:
        pass  # The last writer has closed it.
    process.wait(30)
    os.close(parent)
    return written.decode()


def test_colours_are_for_terminals_and_for_who_wants_them(tmp_path):
    assert "\x1b[" in on_a_terminal(tmp_path, "doctor")
    assert "\x1b[" not in on_a_terminal(tmp_path, "doctor", NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal(tmp_path, "doctor", TERM="dumb")
    # An empty NO_COLOR is none, as no-color.org has it.
    assert "\x1b[" in on_a_terminal(tmp_path, "doctor", NO_COLOR="")
    piped = subprocess.run([AURORA, "--data-dir", tmp_path / "data", "doctor"], capture_output=True, text=True, timeout=60)
    assert "\x1b[" not in piped.stdout


def completions(*words: str) -> list[str]:
    """What bash offers for the last of the words."""
    script = f"""source <({AURORA} completion bash)
COMP_WORDS=({' '.join(f"'{word}'" for word in words)}); COMP_CWORD={len(words) - 1}; _aurora; printf '%s\\n' "${{COMPREPLY[@]}}" """
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=30, check=True).stdout.split()


def test_bash_completes_commands_and_their_options():
    assert set(completions("aurora", "dis")) == {"disconnect"}
    assert {"connect", "connections"} <= set(completions("aurora", "conn"))
    assert set(completions("aurora", "up", "--de")) == {"--demo", "--detach"}
    assert set(completions("aurora", "connect", "--st")) == {"--start", "--stop-above", "--stop-window"}
    assert set(completions("aurora", "connect", "--topic")) == {"--topic", "--topic-pattern"}
    assert "--json" in completions("aurora", "status", "--")


def test_bash_completes_the_commands_below_a_command():
    assert {"compose", "kubernetes", "aws"} <= set(completions("aurora", "deploy", ""))
    assert set(completions("aurora", "deploy", "compose", "--pre")) == {"--preset"}
    assert set(completions("aurora", "deploy", "aws", "--pre")) == set()
    assert set(completions("aurora", "drill", "restore", "--key")) == {"--key-file"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_completion_script_is_one_that_its_shell_reads(shell):
    script = subprocess.run([AURORA, "completion", shell], capture_output=True, text=True, timeout=30, check=True).stdout
    assert "disconnect" in script
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    subprocess.run([shell, "-n"], input=script, text=True, timeout=30, check=True)


def commands() -> list[str]:
    text = subprocess.run([AURORA, "--help"], capture_output=True, text=True, timeout=30, check=True).stdout
    return re.findall(r"^  ([a-z-]+) {2,}", text.split("Subcommands:")[1], re.M)


def test_every_command_explains_itself_and_refuses_what_it_does_not_know():
    assert len(commands()) > 20
    for command in commands():
        shown = subprocess.run([AURORA, command, "--help"], capture_output=True, text=True, timeout=30)
        assert shown.returncode == 0 and f"aurora {command}" in shown.stdout, command
        if command in ("test", "bench"):
            continue  # They hand everything on.
        refused = subprocess.run([AURORA, command, "--no-such-option"], capture_output=True, text=True, timeout=30)
        assert refused.returncode == EXIT_USAGE, command
        assert refused.stderr.startswith("aurora: ") and len(refused.stderr.strip().splitlines()) == 1, command
        assert f"aurora {command} --help" in refused.stderr, command


@pytest.mark.parametrize("arguments", [["status"], ["connections"], ["ask", "orders today"], ["sql", "SELECT 1"], ["tables"],
                                       ["env"], ["link"], ["pause", "orders"], ["ledger", "orders"]])
def test_without_an_aurora_each_command_says_so_in_the_same_way(tmp_path, arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AURORA_")}
    result = subprocess.run([AURORA, "--data-dir", tmp_path / "nothing", *arguments], env=environment, capture_output=True, text=True,
                            timeout=30)
    assert result.returncode == EXIT_NOT_RUNNING
    assert result.stdout == ""
    assert result.stderr.strip() == (f"aurora: Aurora is not running on {tmp_path}/nothing; start it with `aurora up`, or name its "
                                     "--data-dir")


def test_size_needs_no_aurora_and_says_the_same_to_programs():
    """The example of docs/deploy/sizing.md."""
    arguments = ["size", "--events-per-second", "5000", "--event-bytes", "400", "--retention-days", "90", "--questions-per-second", "0.5"]
    shown = subprocess.run([AURORA, *arguments], capture_output=True, text=True, timeout=30, check=True).stdout
    sizing = json.loads(subprocess.run([AURORA, *arguments, "--json"], capture_output=True, text=True, timeout=30, check=True).stdout)
    assert sizing["rows_stored"] == 5000 * 86_400 * 90
    assert f"About ${sizing['usd_per_month']:,.0f} a month: AWS, list prices of {sizing['prices']['as_of']}" in shown
    for part in sizing["parts"]:
        assert re.search(rf"^{part['name']} +{part['machines']} x {re.escape(part['machine'])} ", shown, re.M), part["name"]
    refused = subprocess.run([AURORA, "size", "--share-read", "5"], capture_output=True, text=True, timeout=30)
    assert refused.returncode == EXIT_USAGE
    assert refused.stderr == "aurora: --share-read is 5; give a number from 0 to 1\n"

"""`aurora doctor` about the chat model: reached, key, name, answer, and what the model is sent."""

import json

import pytest
from harness.aurora import Aurora
from harness.chat_provider import ChatProvider, sql

KEY = "sk-doctor-0123456789abcdef"
EXIT_FAILED = 1


@pytest.fixture(scope="module")
def provider():
    running = ChatProvider(KEY).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def aurora(tmp_path_factory, provider):
    folder = tmp_path_factory.mktemp("doctor")
    (folder / "model.key").write_text(KEY)
    settings = folder / "aurora.yaml"
    settings.write_text(json.dumps({"services": {"query-engine": {"model": {
        "endpoint": provider.url, "name": "test-model", "api_key_file": str(folder / "model.key"), "values_allowed": ["shop.orders.state"]}}}}))
    stack = Aurora(folder)
    stack.up("--config", str(settings), "--no-demo")
    yield stack
    stack.down()


def about_the_model(aurora, check):
    findings = json.loads(aurora.run("doctor", "--json", check=check).stdout)["findings"]
    return {finding["what"]: finding for finding in findings if "model" in finding["what"]}


def test_all_is_well(aurora, provider):
    provider.reset(always=sql(""))
    lines = [line for line in aurora.run("doctor").stdout.splitlines() if "model" in line]
    assert [line[2:] for line in lines if "answer" not in line] == [
        f"model endpoint {provider.url}", "model key", "model name test-model",
        "the model is sent questions, names, types, comments and what people taught; of rows the frequent values of shop.orders.state"]
    (answer,) = [line for line in lines if "answer" in line]
    assert answer[2:].startswith("model answer, after ") and answer.endswith("s")
    assert KEY not in "".join(lines)


@pytest.mark.parametrize("answer, models, what, remedy", [
    (("status", 401), ["test-model"], "model key", "put the right one into the file that model.api_key_file names"),
    (sql(""), ["another", "third"], "model name test-model", "set model.name to one of its own (another, third)"),
    ("no JSON", ["test-model"], "model answer", "set model.name to one that follows instructions"),
])
def test_what_is_wrong_comes_with_its_remedy(aurora, provider, answer, models, what, remedy):
    provider.reset(always=answer)
    provider.models = models
    try:
        found = about_the_model(aurora, EXIT_FAILED)
    finally:
        provider.models = ["test-model"]
    (failed,) = [finding for finding in found.values() if not finding["ok"]]
    assert failed["what"].startswith(what) and remedy in failed["message"], failed


def test_nobody_at_the_address(aurora, provider):
    provider.stop()
    try:
        failed = about_the_model(aurora, EXIT_FAILED)[f"model endpoint {provider.url}"]
    finally:
        provider.start()
    assert not failed["ok"] and "check that it runs" in failed["message"] and "model.endpoint" in failed["message"]

"""Holds answers of the running gateway to gateway/openapi.yaml: the status must be documented for the call, and the body
must fit its schema. Knows the keywords that the file uses, and fails on one that it does not know."""

import json
import re
from datetime import datetime

IGNORED = {"description", "default", "examples", "title", "format", "writeOnly", "contentEncoding"}


class Contract:
    def __init__(self, document: dict):
        self.document = document
        self.seen: set[tuple[str, str]] = set()
        self._paths = []
        for path in document["paths"]:
            pattern = re.escape(path)
            pattern = re.sub(r"\\\{[a-z_]+\\\}", "[^/]+?", pattern)
            # Fixed paths before those with parameters, verbs before plain ids.
            self._paths.append((path.count("{"), -len(path), re.compile(pattern + "$"), path))
        self._paths.sort(key=lambda entry: entry[:2])

    def operations(self, tag: str | None = None) -> set[tuple[str, str]]:
        """Method and path of every documented call, or of those with a tag."""
        return {(method, path) for path, item in self.document["paths"].items() for method, operation in item.items()
                if tag is None or tag in operation["tags"]}

    def check(self, method: str, target: str, answer) -> None:
        """`answer` is a requests.Response."""
        path = next((path for _, _, pattern, path in self._paths if pattern.match(target.split("?")[0])), None)
        assert path is not None, f"{target} is not in the OpenAPI file"
        operation = self.document["paths"][path].get(method.lower())
        assert operation is not None, f"{method} {path} is not in the OpenAPI file"
        self.seen.add((method.lower(), path))
        where = f"{method} {path} -> {answer.status_code}"
        documented = operation["responses"].get(str(answer.status_code))
        assert documented is not None, f"{where} is not documented: {answer.text[:300]}"
        documented = self._resolve(documented)
        if "content" not in documented:
            assert not answer.content, f"{where} has a body and should have none"
            return
        content_type = answer.headers["Content-Type"].split(";")[0]
        assert content_type in documented["content"], f"{where} has the undocumented type {content_type}"
        if content_type.endswith("json") and "ndjson" not in content_type:
            self.validate(json.loads(answer.text), documented["content"][content_type]["schema"], where)

    def _resolve(self, node: dict) -> dict:
        while "$ref" in node:
            target = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node

    def validate(self, value, schema: dict, where: str) -> None:
        schema = self._resolve(schema)
        for keyword, rule in schema.items():
            if keyword in IGNORED and not (keyword == "format" and rule == "date-time"):
                continue
            check = getattr(self, "_" + keyword.lstrip("$"), None)
            assert check is not None, f"{where}: this checker does not know the keyword {keyword}"
            check(value, rule, schema, where)

    _TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}

    def _is(self, value, name: str) -> bool:
        if name in ("integer", "number"):
            whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            return not isinstance(value, bool) and (whole or (name == "number" and isinstance(value, float)))
        return isinstance(value, self._TYPES[name])

    def _type(self, value, rule, _schema, where):
        names = rule if isinstance(rule, list) else [rule]
        assert any(self._is(value, name) for name in names), f"{where} is no {rule}: {value!r:.200}"

    def _properties(self, value, rule, _schema, where):
        if isinstance(value, dict):
            for name, schema in rule.items():
                if name in value:
                    self.validate(value[name], schema, f"{where}.{name}")

    def _required(self, value, rule, _schema, where):
        if isinstance(value, dict):
            missing = [name for name in rule if name not in value]
            assert not missing, f"{where} lacks {missing}"

    def _additionalProperties(self, value, rule, schema, where):  # pylint: disable=invalid-name
        if isinstance(value, dict):
            for name in value.keys() - schema.get("properties", {}).keys():
                assert rule is not False, f"{where} has the undocumented member {name}"
                if isinstance(rule, dict):
                    self.validate(value[name], rule, f"{where}.{name}")

    def _items(self, value, rule, _schema, where):
        if isinstance(value, list):
            for index, item in enumerate(value):
                self.validate(item, rule, f"{where}[{index}]")

    def _enum(self, value, rule, _schema, where):
        assert value in rule, f"{where} is none of {rule}: {value!r}"

    def _const(self, value, rule, _schema, where):
        assert value == rule, f"{where} is not {rule!r}: {value!r}"

    def _anyOf(self, value, rule, _schema, where):  # pylint: disable=invalid-name
        errors = []
        for schema in rule:
            try:
                self.validate(value, schema, where)
                return
            except AssertionError as error:
                errors.append(str(error))
        raise AssertionError(f"{where} fits none of its schemas: {errors}")

    def _allOf(self, value, rule, _schema, where):  # pylint: disable=invalid-name
        for schema in rule:
            self.validate(value, schema, where)

    def _pattern(self, value, rule, _schema, where):
        assert not isinstance(value, str) or re.search(rule, value), f"{where} does not match {rule}: {value!r}"

    def _format(self, value, _rule, _schema, where):
        if isinstance(value, str):
            assert value.endswith("Z"), f"{where} is not in UTC: {value}"
            datetime.fromisoformat(value)

    def _minimum(self, value, rule, _schema, where):
        assert isinstance(value, bool) or not isinstance(value, (int, float)) or value >= rule, f"{where} is below {rule}"

    def _maximum(self, value, rule, _schema, where):
        assert isinstance(value, bool) or not isinstance(value, (int, float)) or value <= rule, f"{where} is above {rule}"

    def _minLength(self, value, rule, _schema, where):  # pylint: disable=invalid-name
        assert not isinstance(value, str) or len(value) >= rule, f"{where} is too short"

    def _maxLength(self, value, rule, _schema, where):  # pylint: disable=invalid-name
        assert not isinstance(value, str) or len(value) <= rule, f"{where} is too long"

    def _minItems(self, value, rule, _schema, where):  # pylint: disable=invalid-name
        assert not isinstance(value, list) or len(value) >= rule, f"{where} has too few items"

    def _maxProperties(self, value, rule, _schema, where):  # pylint: disable=invalid-name
        assert not isinstance(value, dict) or len(value) <= rule, f"{where} has too many members"

    def _maxItems(self, value, rule, _schema, where):  # pylint: disable=invalid-name
        assert not isinstance(value, list) or len(value) <= rule, f"{where} has too many items"

"""Checks a real answer against the API's own description (OpenAPI 3.1), as far as that one goes.

Only the keywords the description uses are known; another one is an error here, so that no check is
skipped in silence.
"""
import json
import re

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None),
         "boolean": bool}
WORDS = {"type", "enum", "const", "pattern", "required", "properties", "additionalProperties",
         "items", "oneOf", "$ref", "minimum", "maximum", "minLength", "maxLength", "minItems",
         "maxItems", "description", "format", "default"}


class Description:
    def __init__(self, text):
        self.doc = json.loads(text)
        assert self.doc["openapi"].startswith("3.1.")

    def schema(self, ref):
        return self.doc["components"]["schemas"][ref.rpartition("/")[2]]

    def operation(self, method, path):
        """The operation of a real path below /api/v1, literal segments first."""
        found = [(p.count("{"), item) for p, item in self.doc["paths"].items()
                 if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", p), path)]
        assert found, f"{path} is not described"
        item = min(found, key=lambda f: f[0])[1]
        assert method.lower() in item, f"{method} {path} is not described"
        return item[method.lower()]

    def check(self, method, path, reply):
        """Asserts that the answer is one the operation promises, header by header, word by word."""
        answers = self.operation(method, path.partition("?")[0])["responses"]
        assert str(reply.status) in answers, f"{method} {path}: {reply.status} is not described"
        answer = answers[str(reply.status)]
        kind = (reply.headers.get("Content-Type") or "").partition(";")[0]
        if "content" not in answer:
            assert not reply.body, reply
        else:
            assert kind in answer["content"], f"{kind} is not described for {reply.status}"
            if kind.endswith("json"):
                self.validate(reply.json(), answer["content"][kind]["schema"], "body")
        for name, header in answer.get("headers", {}).items():
            if reply.headers.get(name) is not None:
                self.validate(reply.headers[name], header["schema"], name)

    def faults(self, value, schema, where):
        try:
            self.validate(value, schema, where)
        except AssertionError as fault:
            return str(fault)
        return None

    def validate(self, value, schema, where):
        assert set(schema) <= WORDS, f"openapi.py does not know {set(schema) - WORDS}"
        if "$ref" in schema:
            return self.validate(value, self.schema(schema["$ref"]), where)
        if "oneOf" in schema:
            faults = [self.faults(value, s, where) for s in schema["oneOf"]]
            assert faults.count(None) == 1, f"{where} fits not exactly one: {faults}"
        if "type" in schema:
            kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            assert any(isinstance(value, TYPES[k]) and (k == "boolean") == isinstance(value, bool)
                       for k in kinds), f"{where}: {value!r} is not {kinds}"
        assert value in schema.get("enum", [value]), f"{where}: {value!r}"
        assert value == schema.get("const", value), f"{where}: {value!r}"
        if isinstance(value, str):
            assert re.search(schema.get("pattern", ""), value), f"{where}: {value!r}"
            assert schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1e9), where
        elif isinstance(value, dict):
            self.validate_object(value, schema, where)
        elif isinstance(value, list):
            assert schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 1e9), where
            for n, item in enumerate(value):
                self.validate(item, schema.get("items", {}), f"{where}[{n}]")
        elif isinstance(value, int):
            assert schema.get("minimum", value) <= value <= schema.get("maximum", value), where
        return None

    def validate_object(self, value, schema, where):
        missing = set(schema.get("required", [])) - set(value)
        assert not missing, f"{where} lacks {missing}"
        known = schema.get("properties", {})
        assert schema.get("additionalProperties", True) or set(value) <= set(known), \
            f"{where} has {set(value) - set(known)}, which is not described"
        for name, part in value.items():
            self.validate(part, known.get(name, {}), f"{where}.{name}")

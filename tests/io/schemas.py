"""The JSON Schemas of the package, ready to validate with."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from explorer import assets


def assert_valid(document: Any, name: str) -> None:
    """Fail with every place where a document breaks the schema `name` (such as route-1)."""
    path = assets.resources_dir() / "schemas" / f"{name}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    errors = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(document)
    ]
    assert not errors, "\n".join(errors[:5])

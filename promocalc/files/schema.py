"""JSON Schema of the files, read off the models, so that an editor checks and completes while one writes."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel

from promocalc.cart import Cart, Line
from promocalc.claims.claim import KINDS
from promocalc.claims.document import Advertisement, ClaimFile
from promocalc.claims.standard import Standard
from promocalc.files.keys import spellings
from promocalc.rules.cents import Cap
from promocalc.rules.model import Model
from promocalc.rules.quantity import NUMBER_SCHEMA
from promocalc.rules.rule import Need, Rule
from promocalc.rules.rulebook import Rulebook

Kind: TypeAlias = Literal["rulebook", "cart", "standard", "claims"]
"""What a file is."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_MODELS: dict[str, type[BaseModel]] = {"rulebook": Rulebook, "cart": Cart, "standard": Standard, "claims": ClaimFile}
_REF = "#/$defs/"


def schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of rulebook, cart, standard or claims files."""
    model = _MODELS[kind]
    written = _of(model)
    parts = written.pop("$defs", {})
    if kind == "rulebook":
        rule = _of(Rule)
        parts |= rule.pop("$defs", {})
        parts["Rule"] = _as_written(rule)
        written["properties"]["rules"] = {"type": "object", "additionalProperties": {"$ref": f"{_REF}Rule"}}
        for name in [name for name in written["properties"] if name.startswith("inherited") or name == "also_in"]:
            written["properties"].pop(name)
        code = written["properties"]["currency"]
        several = {"type": "array", "items": {key: code[key] for key in ("enum", "type")}, "minItems": 1}
        single = {key: code.pop(key) for key in ("enum", "type")}
        written["properties"]["currency"] = {"anyOf": [single, several], **code}
    if kind == "claims":
        parts |= _claims()
        one = {"anyOf": [{"type": "string"}, {"$ref": f"{_REF}Advertisement"}]}
        written["properties"]["advertisements"] = {"anyOf": [{"type": "array", "items": one, "minItems": 1}, one]}
    for part in Model.__subclasses__():
        if part.__name__ in parts:
            parts[part.__name__] = _described(parts[part.__name__], part)
    written = _described(written, model)
    if "Line" in parts:
        parts["Line"] = _other_spellings(parts["Line"], Line)
    head = {"$schema": _DRAFT, "$id": f"urn:promocalc:schema:{kind}", "title": f"promocalc {kind}"}
    return head | {key: value for key, value in written.items() if key != "title"} | {"$defs": parts}


def _claims() -> dict[str, Any]:
    """The parts of an advertisement: a claim of each kind, which its kind tells apart."""
    advertisement = _of(Advertisement)
    parts: dict[str, Any] = advertisement.pop("$defs", {})
    kinds = []
    for kind, model in KINDS.items():
        claim = _of(model)
        parts[model.__name__] = claim | {"required": ["kind", *claim.get("required", ())]}
        parts[model.__name__]["properties"]["kind"] = {"enum": [kind]}
        kinds.append({"$ref": f"{_REF}{model.__name__}"})
    says = {"anyOf": [*kinds, {"type": "array", "items": {"anyOf": kinds}}]}
    advertisement["properties"]["says"] = says
    return parts | {"Advertisement": advertisement}


def _described(part: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Each field with what the model says about it."""
    said = _docstrings(model)
    by_key = {
        key: said[name] for name, field in model.model_fields.items() if name in said for key in spellings(name, field)
    }
    properties = {
        key: inner | ({"description": by_key[key]} if key in by_key else {})
        for key, inner in part.get("properties", {}).items()
    }
    return {**part, "properties": properties}


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The text under each field, read off the source: only a schema wants it, and starting up should not pay for it.

    >>> _docstrings(Line)["quantity"]
    'How many pieces.'
    """
    try:
        (declared,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    except OSError:  # installed without its source
        return {}
    found = {}
    for field, under in pairwise(getattr(declared, "body", ())):
        match field, under:
            case ast.AnnAssign(ast.Name(name)), ast.Expr(ast.Constant(str() as text)):
                found[name] = inspect.cleandoc(text).replace("``", "`")
            case _:
                pass
    return found


def _of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True, mode="validation")


def _as_written(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule without its name, which is its key; a cap may be bare, and one need stand without a list."""
    properties = {key: value for key, value in rule["properties"].items() if key != "name"}
    cap, need = {"$ref": _REF + Cap.__name__}, {"$ref": _REF + Need.__name__}
    properties["cap"] = {"anyOf": [cap, *NUMBER_SCHEMA["anyOf"]]}
    properties["needs"] = {"anyOf": [{"type": "array", "items": need}, need]}
    return rule | {"properties": properties, "required": [key for key in rule["required"] if key != "name"]}


def _other_spellings(part: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Each field under every key that it may have."""
    properties = dict(part["properties"])
    required = list(part.get("required", ()))
    either = []
    for name, field in model.model_fields.items():
        keys = spellings(name, field)
        properties |= dict.fromkeys(keys, properties[keys[0]])
        if len(keys) > 1 and keys[0] in required:
            required.remove(keys[0])
            either += [{"required": [key]} for key in keys]
    return part | {"properties": properties, "required": required} | ({"anyOf": either} if either else {})

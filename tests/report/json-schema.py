# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The JSON report is what docs/report.schema.json says: nothing less, and nothing that it does not say.
And the schema keeps its promise: nothing of version 1 is gone, nothing that was there may be missing.

usage: json-schema.py SCHEMA REPORT…"""

import json
import pathlib
import sys

import jsonschema

# Everything that a release has promised, as "where: member type"; lines are added here, and never changed or taken away.
PROMISED = """
report: version const, findings array, coverage object, sources array
coverage: units integer, analysed integer, failed array, refused array, suppressed array, skipped integer
place: file string, line integer, column integer, begin integer, end integer
finding: check string, level enum, certainty enum, source string, message string, consequence string, help string,
 function string, fingerprint string, notes array, fixes array
note: message string, function string
fix: file string, offset integer, length integer, text string
failed: file string, reason string
refused: function string, reason string
source: file string, sha256 string
"""
ENUMS = {"level": {"error", "warning", "note"}, "certainty": {"definite", "likely", "unknown"}}


def promised():
    for entry in PROMISED.strip().replace("\n ", " ").splitlines():
        where, members = entry.split(": ")
        yield where, [tuple(member.split()) for member in members.split(", ")]


def objects(schema):
    properties, definitions = schema["properties"], schema["definitions"]
    finding, coverage = definitions["finding"]["properties"], properties["coverage"]["properties"]
    return {"report": schema, "coverage": properties["coverage"], "place": definitions["place"],
            "finding": definitions["finding"], "note": finding["notes"]["items"], "fix": finding["fixes"]["items"],
            "failed": coverage["failed"]["items"], "refused": coverage["refused"]["items"],
            "source": properties["sources"]["items"]}


def kind(member):
    return member.get("type") or ("enum" if "enum" in member else "const")


def resolve(schema, node):
    """The members that a node describes, its references included; None if it describes no object."""
    if "$ref" in node:
        node = schema["definitions"][node["$ref"].rsplit("/", 1)[1]]
    members = dict(node.get("properties", {}))
    for part in node.get("allOf", []):
        members.update(resolve(schema, part) or {})
    return members or None


def unknown(schema, node, value, where=""):
    """Members of a report that the schema does not list."""
    if "$ref" in node:
        node = schema["definitions"][node["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from unknown(schema, node["items"], element, f"{where}/{index}")
    elif isinstance(value, dict):
        members = resolve(schema, node)
        for key, inner in value.items():
            if key in members:
                yield from unknown(schema, members[key], inner, f"{where}/{key}")
            else:
                yield f"{where}/{key}"


schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
jsonschema.Draft7Validator.check_schema(schema)
there = objects(schema)
for where, members in promised():
    for name, type_ in members:
        assert name in there[where]["properties"], f"{where}: {name} is gone"
        member = there[where]["properties"][name]
        assert kind(member) == type_, f"{where}: {name} was {type_}"
        assert name in there[where]["required"], f"{where}: {name} was always there"
        if type_ == "enum":
            assert set(member["enum"]) == ENUMS[name], "a reader may have looked at all cases"
seen = set()
for file in sys.argv[2:]:
    report = json.loads(pathlib.Path(file).read_text())
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in jsonschema.Draft7Validator(schema).iter_errors(report)]
    assert not errors, errors[:5]
    extra = list(unknown(schema, schema, report))
    assert not extra, extra
    seen |= {"finding"} if report["findings"] else set()
    seen |= {"failed"} if report["coverage"]["failed"] else set()
    seen |= {"by"} if any("by" in f for f in report["coverage"]["suppressed"]) else set()
    seen |= {"refused"} if report["coverage"]["refused"] else set()
assert seen >= {"finding", "failed", "by"}, seen
# A report that lacks what was promised is none.
report = json.loads(pathlib.Path(sys.argv[2]).read_text())
del report["findings"][0]["certainty"]
assert list(jsonschema.Draft7Validator(schema).iter_errors(report)), "the schema lets anything pass"

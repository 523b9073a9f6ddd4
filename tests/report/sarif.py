# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Validates a SARIF file against the schema, and its regions against the source.

usage: sarif.py SCHEMA FILE FOLDER [one-run]
"""

import json
import pathlib
import sys
import urllib.parse

import jsonschema


def slice_of(text, region):
    """What a region covers; SARIF counts lines from 1 and, here, UTF-16 units from 1."""
    lines = text.split("\n")
    units = lambda line: line.encode("utf-16-le")
    start, end = region["startLine"] - 1, region["endLine"] - 1
    first, last = 2 * (region["startColumn"] - 1), 2 * (region["endColumn"] - 1)
    if start == end:
        return units(lines[start])[first:last].decode("utf-16-le")
    return units(lines[start])[first:].decode("utf-16-le") + "…" + units(lines[end])[:last].decode("utf-16-le")


def main():
    schema, log = (json.loads(pathlib.Path(p).read_text()) for p in sys.argv[1:3])
    folder = pathlib.Path(sys.argv[3]).absolute()
    errors = list(jsonschema.Draft4Validator(schema).iter_errors(log))
    for error in errors:
        print("/".join(map(str, error.absolute_path)), error.message)
    assert not errors
    run = log["runs"][0]
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == folder.as_uri() + "/"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    fingerprints = set()
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["help"]["markdown"].startswith("# " + rule["id"]), rule["id"]
        page = urllib.parse.urlsplit(rule["helpUri"])
        assert page.scheme in ("file", "https") and page.path.endswith(rule["id"].split("-", 1)[1] + ".md"), rule["helpUri"]
        properties = rule["properties"]
        assert properties["precision"] in ("very-high", "high", "medium", "low")
        if "security-severity" in properties:
            assert 0 < float(properties["security-severity"]) <= 10 and "security" in properties["tags"]
    assert any("security-severity" in rule["properties"] for rule in run["tool"]["driver"]["rules"])
    covered = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        # A name of GitHub's, whose value it computes itself, and warns of another.
        assert set(result["partialFingerprints"]) == {"asyncsafe/v1"}
        fingerprints.add(result["partialFingerprints"]["asyncsafe/v1"])
        steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
        assert [s["executionOrder"] for s in steps] == list(range(1, len(steps) + 1))
        primary = result["locations"][0]["physicalLocation"]
        assert steps[0]["location"]["physicalLocation"] == primary, "the path begins at the acquisition"
        for step in steps:
            place = step["location"]["physicalLocation"]
            assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
            name = urllib.parse.unquote(place["artifactLocation"]["uri"])
            covered.append(slice_of((folder / name).read_text(), place["region"]))
    assert len(fingerprints) == len(run["results"]), "two results share a fingerprint"
    if covered and "one-run" not in sys.argv:
        assert covered[:4] == ["M.lock()", "check();", "throw 1", "M.unlock()"], covered


main()

"""Every model file is what schema.json says, and names its source; no two speak of
one function in a signal handler.

    check_schema.py MODELS
"""
import json
import os
import sys

from jsonschema import Draft202012Validator


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "schema.json")) as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    failed = False
    ruled = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".json") or name == "schema.json":
            continue
        with open(os.path.join(folder, name)) as file:
            model = json.load(file)
        problems = ["/" + "/".join(map(str, e.absolute_path)) + ": " + e.message for e in validator.iter_errors(model)]
        if "about" not in model:
            problems.append("/: says not what it is about")
        for index, row in enumerate(model.get("rows", [])):
            if "source" not in row and "source" not in model:
                problems.append(f"/rows/{index}: has no source")
        for index, rule in enumerate(model.get("in-handlers", [])):
            if "source" not in rule and "source" not in model:
                problems.append(f"/in-handlers/{index}: has no source")
            for function in rule["name"] if isinstance(rule["name"], list) else [rule["name"]]:
                here = f"{name} /in-handlers/{index}"
                if ruled.setdefault(function, here) != here:
                    problems.append(f"/in-handlers/{index}: {function} stands in {ruled[function]} too")
        for problem in problems:
            print(f"{name}: {problem}")
        failed |= bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

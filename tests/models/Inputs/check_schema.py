"""Every model file is what schema.json says, and names its source.

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
        for problem in problems:
            print(f"{name}: {problem}")
        failed |= bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

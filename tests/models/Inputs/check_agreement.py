"""Schema and loader agree: over mutations of a file that uses every key.

    check_agreement.py ASYNCSAFE SCHEMA SEED FOLDER

Writes mutations into FOLDER, lets `asyncsafe models` read them all in one run,
and compares which files it complains of with what the schema says.  The loader
may be stricter where no schema can speak: see STRICTER.  An eighth of the
mutations is tried; all of them with ASYNCSAFE_EXHAUSTIVE=1 in the environment.
"""
import copy
import json
import os
import re
import subprocess
import sys
import zlib

from jsonschema import Draft202012Validator

# Reasons that only the loader can give.
STRICTER = [
    r"speaks of arg\d+, but the row is for \d+ argument",
    r"does not fit 'arity'",
    r"is an empty range",
]
VALUES = [None, True, False, 0, 1, 2, -1, 2.0, 1.5, 100, 1e30, "", "x", "a b", [], {}, [""], ["x"], [1, 2], ["a", "b"], {"x": 1}]
STRINGS = [
    lambda s: s + "\n", lambda s: " " + s, lambda s: s + " ", lambda s: s + s, lambda s: s.upper(), lambda s: s[:-1], lambda s: s + "::",
    lambda s: "~" + s, lambda s: "&" + s, lambda s: "*" + s, lambda s: "**" + s, lambda s: s + "->x", lambda s: s + "[*]", lambda s: s + ".y()",
    lambda s: s + "0", lambda s: s.replace("0", "00"), lambda s: s.replace("0", "99999999999999999999"), lambda s: s + "\u00e9", lambda s: s * 300,
    lambda s: s.replace("==", ">="), lambda s: s.replace("ret", "this"), lambda s: "operator()", lambda s: "operator new[]", lambda s: "operator [] x", lambda s: "a::operator bool", lambda s: "operator::a",
    lambda s: "operator", lambda s: "==null", lambda s: "global:a::b", lambda s: "global:", lambda s: "arg100",
]


def paths(node, at=()):
    yield at
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield from paths(value, at + (key,))


def parent(tree, at):
    for key in at[:-1]:
        tree = tree[key]
    return tree


def get(tree, at):
    return parent(tree, at)[at[-1]] if at else tree


def mutations(seed):
    keys = sorted({at[-1] for at in paths(seed) if at and isinstance(at[-1], str)})
    for at in paths(seed):
        old = get(seed, at)
        if at:
            for value in VALUES + [f(old) for f in STRINGS if isinstance(old, str)]:
                tree = copy.deepcopy(seed)
                parent(tree, at)[at[-1]] = value
                yield tree
            tree = copy.deepcopy(seed)
            del parent(tree, at)[at[-1]]
            yield tree
        if isinstance(old, dict):
            for key in keys + ["x", "arg0", "arg00", ""]:
                if key not in old:
                    tree = copy.deepcopy(seed)
                    get(tree, at)[key] = "==0"
                    yield tree
        if isinstance(old, list) and old:
            tree = copy.deepcopy(seed)
            get(tree, at).append(copy.deepcopy(old[0]))
            yield tree
    for value in VALUES:
        yield value


def main():
    program, schema_file, seed_file, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    with open(schema_file) as file:
        validator = Draft202012Validator(json.load(file))
    with open(seed_file) as file:
        seed = json.load(file)
    distinct = {}
    for tree in mutations(seed):
        text = json.dumps(tree)
        if os.environ.get("ASYNCSAFE_EXHAUSTIVE") or zlib.crc32(text.encode()) % 8 == 0:
            distinct.setdefault(text, tree)
    names, verdicts = [], {}
    for number, (text, tree) in enumerate(distinct.items()):
        name = os.path.join(folder, f"m{number}.json")
        with open(name, "w") as file:
            file.write(text)
        names.append(name)
        verdicts[name] = validator.is_valid(tree)
    complaints = {}
    run = subprocess.run([program, "models"] + [f"--models={n}" for n in names], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if run.returncode != 2:
        print(f"exit code {run.returncode}, expected 2")
        return 1
    for line in run.stderr.decode().splitlines():
        match = re.search(re.escape(folder) + r"[/\\]m\d+\.json", line)
        if match:
            complaints.setdefault(match.group(0), []).append(line)
    wrong = 0
    for name in names:
        lines = complaints.get(name, [])
        stricter = bool(lines) and all(any(re.search(s, l) for s in STRICTER) for l in lines)
        if verdicts[name] == (not lines) or (verdicts[name] and stricter):
            continue
        wrong += 1
        if wrong <= 20:
            with open(name) as file:
                print(f"schema: {'valid' if verdicts[name] else 'invalid'}, loader: {lines or 'valid'}: {file.read()[:2000]}")
    valid = sum(verdicts.values())
    print(f"{len(names)} files, {valid} valid, {wrong} disagreements")
    return 1 if wrong or len(names) < 500 or valid < 40 else 0


if __name__ == "__main__":
    sys.exit(main())

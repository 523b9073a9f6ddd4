"""Every row of a model file is met by a call in its test source.

    check_rows.py MODELS CALLS MODEL...

The sources of a MODEL are CALLS/MODEL.c, MODEL.cpp, MODEL-2.cpp (C++17),
MODEL-3.cpp.  A row is met if a call in them has the row's name, number of
arguments and parameter types; a name of `in-handlers` by any call.  Names that are
macros here, and classes that are evidence, have to be written out.  Where a library's headers are not installed,
writing out the name has to do, and the output says so.
"""
import fnmatch
import glob
import json
import os
import re
import subprocess
import sys

import callees


MINGW = "/usr/share/mingw-w64/include"  # Debian's mingw-w64-common


def flags(source):
    if os.path.basename(source).startswith("win32."):
        resources = sorted(glob.glob(os.path.join(callees.llvm_lib(), "clang", "*")))
        return ["-w", "-std=gnu17", "--target=x86_64-w64-windows-gnu", "-isystem", MINGW] + [f"-resource-dir={r}" for r in resources[-1:]]
    runtime = os.path.join(os.path.dirname(__file__), "..", "..", "..", "runtime", "include")
    result = ["-I" + runtime, "-w", "-std=gnu17" if source.endswith(".c") else "-std=c++17" if source.endswith("-2.cpp") else "-std=c++23"]
    for package in ("glib-2.0", "gobject-2.0", "lua5.4", "libpng"):
        try:
            out = subprocess.run(["pkg-config", "--cflags", package], capture_output=True, text=True)
            result += out.stdout.split()
        except OSError:
            break
    return result


def names(row):
    return row["name"] if isinstance(row["name"], list) else [row["name"]]


def meets(row, call):
    _, arity, types = call
    wanted = row.get("arity")
    if wanted is not None:
        low, high = wanted if isinstance(wanted, list) else (wanted, wanted)
        if not low <= arity <= high:
            return False
    signature = row.get("signature")
    if signature is None:
        return True
    if signature[-1] == "...":
        signature = signature[:-1]
        if len(types) < len(signature):
            return False
    elif len(types) != len(signature):
        return False
    return all(fnmatch.fnmatchcase(t, s.replace("[", "[[]")) for t, s in zip(types, signature))


def check(lib, model_file, sources):
    text, problems, by_name, blind = "", [], {}, False
    for source in sources:
        with open(source) as file:
            text += file.read()
        found = callees.Source(lib, source, flags(source)) if lib else None
        if not found or any("file not found" in error for error in found.errors):
            blind = True
            continue
        # What a library's headers do to a new compiler is not our business.
        problems += [e for e in found.errors if e.startswith(source)]
        for call in found.calls:
            by_name.setdefault(call[0], []).append(call)
    source = sources[0]
    if blind:
        print(f"{os.path.basename(model_file)}: headers or libclang missing, looked for names only")
    with open(model_file) as file:
        model = json.load(file)
    for index, row in enumerate(model.get("rows", [])):
        for name in names(row):
            if any(meets(row, call) for call in by_name.get(name, [])):
                continue
            last = name.rsplit("::", 1)[-1]
            # A conversion to whatever type: `operator int`, `operator bool`.
            if last == "operator auto" and any(meets(row, call) for n in by_name if n.startswith(name[:-4]) for call in by_name[n]):
                continue
            # A destructor is called where an object of the class is built.
            if last.startswith("~") and name.replace("~", "") in by_name:
                continue
            word = r"(?<!\w)" + re.escape(last) + r"(?!\w)"
            evidence = "evidence-of" in row or row.get("never-suspends")
            macro = "::" not in name and name not in by_name and re.search(word + r"\s*\(", text)
            if macro or (evidence and re.search(word, text)):
                continue
            if blind and (last.startswith(("~", "operator")) or re.search(word, text)):
                continue
            wanted = {k: row[k] for k in ("arity", "signature") if k in row}
            problems.append(f"{os.path.basename(model_file)}: /rows/{index}: no call of {name} {wanted or ''} in {os.path.basename(source)}")
    for index, rule in enumerate(model.get("in-handlers", [])):
        for name in names(rule):
            last = name.rsplit("::", 1)[-1]
            conversion = last == "operator auto" and any(n.startswith(name[:-4]) for n in by_name)
            if name in by_name or conversion or (("::" not in name or blind) and re.search(r"(?<!\w)" + re.escape(last) + r"\s*\(", text)):
                continue
            problems.append(f"{os.path.basename(model_file)}: /in-handlers/{index}: no call of {name} in {os.path.basename(source)}")
    for index, outcome in enumerate(model.get("outcomes", [])):
        for name in names(outcome):
            if not (name in by_name or blind and re.search(r"(?<!\w)" + re.escape(name) + r"\s*\(", text)):
                problems.append(f"{os.path.basename(model_file)}: /outcomes/{index}: no call of {name} in {os.path.basename(source)}")
    for index, mistake in enumerate(model.get("mistakes", [])):
        for name in names(mistake):
            if not re.search(r"(?<!\w)" + re.escape(name) + r"\s*\(", text):
                problems.append(f"{os.path.basename(model_file)}: /mistakes/{index}: no {name} is made in {os.path.basename(source)}")
    for macro in model.get("macros", []):
        if not re.search(re.escape(macro["name"]) + r"\s*\(", text):
            problems.append(f"{os.path.basename(model_file)}: macro {macro['name']} is not used in {os.path.basename(source)}")
    for shape in model.get("shapes", []):
        for method in (shape["acquire"], shape["release"]):
            if not blind and not any(call.rsplit("::", 1)[-1] == method for call in by_name):
                problems.append(f"{os.path.basename(model_file)}: no call of a method {method} in {os.path.basename(source)}")
    return problems


def main():
    models, calls, wanted = sys.argv[1], sys.argv[2], sys.argv[3:]
    lib = callees.load()
    if not wanted:
        wanted = sorted(f[:-5] for f in os.listdir(models) if f.endswith(".json") and f != "schema.json")
    failed = False
    for model in wanted:
        sources = [s for s in (os.path.join(calls, model + e) for e in (".c", ".cpp", "-2.cpp", "-3.cpp")) if os.path.exists(s)]
        problems = check(lib, os.path.join(models, model + ".json"), sources) if sources else [f"{model}.json has no test source"]
        for problem in problems:
            print(problem)
        failed |= bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures a check on programs that were written without a look at it.

  recall.py CHECK FOLDER

FOLDER holds wrong_*.{c,cpp} and right_*.{c,cpp}, whose first line says why. A wrong program is found if any finding
stands within one line of a comment `// HERE` (where it should stand) or `// OR` (where it may). A right program has no
finding. FOLDER/known.txt lists those that are answered wrongly, with the reason, and is kept true: what it lists must
be wrong, and nothing else may be.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

STANDARDS = {".c": "-std=gnu11", ".cpp": "-std=c++20"}
STRICT_CHECKS = {"no-checkpoint"}


def findings(path, check):
    strict = ["--strict"] if check in STRICT_CHECKS else []
    done = subprocess.run([os.environ["ASYNCSAFE"], "check", str(path), "--format=json", *strict, "--",
                           STANDARDS[path.suffix]], text=True, capture_output=True)
    report = json.loads(done.stdout)
    assert not report["coverage"]["failed"], f"{path}: does not compile"
    return [f for f in report["findings"] if not strict or f["check"] == "asyncsafe-" + check]


def is_answered(path, check):
    found = findings(path, check)
    if path.name.startswith("right_"):
        return not found, "; ".join(f"{f['line']}: {f['check']}" for f in found)
    marks = [n for n, line in enumerate(path.read_text().splitlines(), 1) if re.search(r"// (HERE|OR)\b", line)]
    assert marks, f"{path}: says not where the finding should stand"
    return any(abs(f["line"] - n) <= 1 for f in found for n in marks), "missed"


def main(check, folder):
    folder = pathlib.Path(folder)
    programs = sorted(p for p in folder.iterdir() if p.suffix in STANDARDS)
    known = {}
    for line in (folder / "known.txt").read_text().splitlines():
        name, reason = line.split(": ", 1)
        known[name] = reason
    with ThreadPoolExecutor(2) as pool:
        answers = dict(zip([p.name for p in programs], pool.map(lambda p: is_answered(p, check), programs)))
    wrong = sorted(n for n in known if n not in answers)
    complaints = [f"{n}: listed in known.txt, but there is no such program" for n in wrong]
    for name, (right, said) in answers.items():
        if not right and name not in known:
            complaints.append(f"{name}: {said}")
        elif right and name in known:
            complaints.append(f"{name}: is answered now; take it out of known.txt")
    bad = [n for n in answers if n.startswith("wrong_")]
    hit = sum(answers[n][0] for n in bad)
    false = sum(not answers[n][0] for n in answers if n.startswith("right_"))
    print(f"{check}: {hit} of {len(bad)} wrong programs found, {false} false alarms on {len(answers) - len(bad)} right ones")
    print(*complaints, sep="\n")
    return bool(complaints)


sys.exit(main(*sys.argv[1:]))

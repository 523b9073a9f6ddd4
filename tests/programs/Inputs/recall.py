#!/usr/bin/env python3
"""Measures what is found in programs of several files that were written without a look at the checks.

  recall.py SCRATCH TEXT...

A TEXT holds programs: `=== NAME`, a line that names the check that speaks, and files, each after `--- FILE`.
One of which no line says `// HERE` only looks as if it were wrong.
A program is judged twice: with BAD defined it is wrong, and found if any finding stands within one line of a comment
`// HERE` (where it should stand) or `// OR` (where it may); without BAD it is right, and has no finding.
known.txt beside the texts lists those that are answered wrongly (NAME of the wrong one, NAME_right of the other), with
the reason, and is kept true: what it lists must be answered wrongly, and nothing else may be.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

STANDARDS = {".c": "-std=gnu11", ".cpp": "-std=c++20"}


def programs(text):
    for part in re.split(r"^=== ", text.read_text(), flags=re.M)[1:]:
        head, *files = re.split(r"^--- ", part, flags=re.M)
        yield head.splitlines()[0].strip(), {f.split("\n", 1)[0].strip(): f.split("\n", 1)[1] for f in files}


def seen_by_compiler(text, bad):
    """The lines that are left, with their numbers."""
    open_if = []
    for number, line in enumerate(text.splitlines(), 1):
        word = line.strip()
        if word in ("#ifdef BAD", "#ifndef BAD"):
            open_if.append((word == "#ifdef BAD") == bad)
        elif word == "#else" and open_if:
            open_if[-1] = not open_if[-1]
        elif word == "#endif" and open_if:
            open_if.pop()
        elif all(open_if):
            yield number, line


def findings(folder, files, bad):
    """Those of the files, taken as a program."""
    build = folder / ("bad" if bad else "right")
    build.mkdir()
    sources = [folder / name for name in sorted(files) if pathlib.Path(name).suffix in STANDARDS]
    database = [{"directory": str(folder), "file": str(s),
                 "arguments": ["clang", STANDARDS[s.suffix], *["-DBAD"] * bad, "-c", str(s)]} for s in sources]
    (build / "compile_commands.json").write_text(json.dumps(database))
    done = subprocess.run([os.environ["ASYNCSAFE"], "check", "-p", str(build), "-j1", "--no-index", "--format=json"],
                          text=True, capture_output=True, cwd=folder)
    report = json.loads(done.stdout)
    assert not report["coverage"]["failed"], f"{folder}: does not compile"
    return [(pathlib.Path(f["file"]).name, f["line"], f["check"]) for f in report["findings"]]


def judge(job):
    folder, files, bad = job
    said = findings(folder, files, bad)
    if not bad:
        return not said, "; ".join(f"{file}:{line}: {check}" for file, line, check in said)
    marks = [(name, number) for name, text in files.items() for number, line in seen_by_compiler(text, bad)
             if re.search(r"// (HERE|OR)\b", line)]
    assert marks, f"{folder}: says not where the finding should stand"
    return any(file == name and abs(line - number) <= 1 for file, line, _ in said for name, number in marks), "missed"


def main(scratch, *texts):
    jobs, names = [], []
    for text in map(pathlib.Path, texts):
        for name, files in programs(text):
            folder = pathlib.Path(scratch) / name
            folder.mkdir(parents=True)
            for file, content in files.items():
                (folder / file).write_text(content)
            for bad in (True, False) if any("// HERE" in content for content in files.values()) else (False,):
                names.append(name if bad else name + "_right")
                jobs.append((folder, files, bad))
    known = dict(line.split(": ", 1) for line in (text.parent / "known.txt").read_text().splitlines())
    with ThreadPoolExecutor(2) as pool:
        answers = dict(zip(names, pool.map(judge, jobs)))
    complaints = [f"{n}: listed in known.txt, but there is no such program" for n in sorted(set(known) - set(answers))]
    for name, (right, said) in answers.items():
        if not right and name not in known:
            complaints.append(f"{name}: {said}")
        elif right and name in known:
            complaints.append(f"{name}: is answered now; take it out of known.txt")
    wrong = [n for n in names if not n.endswith("_right")]
    hit = sum(answers[n][0] for n in wrong)
    false = sum(not answers[n][0] for n in answers if n.endswith("_right"))
    print(f"{hit} of {len(wrong)} wrong programs found, {false} false alarms on {len(answers) - len(wrong)} right ones")
    print(*complaints, sep="\n")
    return bool(complaints)


sys.exit(main(*sys.argv[1:]))

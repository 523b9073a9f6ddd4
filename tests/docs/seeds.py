#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds docs/from-the-seeds.md to what it says.

  seeds.py PAGE

In each section, the block under "Wrong:" is reported with the words of the text block that follows, and the block under
"Right:" is silent, compiles, and runs to its end with exit code 0.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

LANGUAGES = {"c": (".c", "clang-22", "-std=gnu17"), "cpp": (".cpp", "clang++-22", "-std=c++20")}
FENCED = r"```(c|cpp)\n(.*?)^```$"
SECTION = re.compile(r"^Wrong:\n\n" + FENCED + r"\n\n```text\n(.*?)^```$\n\nRight:\n\n" + FENCED, re.M | re.S)
LIBRARIES = {"boost/thread.hpp": ["-lboost_thread", "-lboost_chrono"]}


def said(source, standard):
    done = subprocess.run([os.environ["ASYNCSAFE"], "check", "--format=json", str(source), "--", standard], text=True, capture_output=True)
    report = json.loads(done.stdout)
    if report["coverage"]["failed"]:
        return [report["coverage"]["failed"][0]["reason"]]
    return [f"{f['message']} [{f['check']}]" for f in report["findings"]]


def judge(title, match):
    wrong_language, wrong, expected, language, right = match.groups()
    complaints = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        suffix, _, standard = LANGUAGES[wrong_language]
        source = folder / ("wrong" + suffix)
        source.write_text(wrong)
        if (found := said(source, standard)) != [expected.strip()]:
            complaints.append(f"{title}: of the wrong form is said {found}")
        suffix, compiler, standard = LANGUAGES[language]
        source = folder / ("right" + suffix)
        source.write_text(right)
        if found := said(source, standard):
            complaints.append(f"{title}: of the right form is said {found}")
        libraries = [flag for header, flags in LIBRARIES.items() if f"<{header}>" in right for flag in flags]
        built = subprocess.run([compiler, standard, str(source), "-o", str(folder / "right"), "-pthread", *libraries],
                               text=True, capture_output=True)
        if built.returncode:
            complaints.append(f"{title}: the right form does not compile: {built.stderr}")
        elif (code := subprocess.run([str(folder / "right")], stdout=subprocess.DEVNULL, timeout=60).returncode) != 0:
            complaints.append(f"{title}: the right form ends with {code}")
    return complaints


def main(page):
    sections = re.split(r"^## ", pathlib.Path(page).read_text(), flags=re.M)[1:]
    matches = [(s.splitlines()[0], SECTION.search(s)) for s in sections]
    complaints = [f"{title}: no wrong and right form" for title, match in matches if not match]
    with ThreadPoolExecutor(2) as pool:
        for more in pool.map(lambda m: judge(*m) if m[1] else [], matches):
            complaints += more
    print(*complaints, sep="\n")
    print(f"{len(matches)} examples")
    return bool(complaints) or not matches


sys.exit(main(*sys.argv[1:]))

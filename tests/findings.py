#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints everything that the checks say about every source file that a test gives to the analyser.

usage: findings.py ASYNCSAFE [--shuffles=N] [--quick] [FILTER...]

Each file is analysed by default and with all that can be told; --quick leaves out the second. Run it with the program before and after a change that must not change any finding, and compare the
two outputs. With --shuffles=N each unit is also analysed N times with its functions, callees,
objects, branches and registrations in another order; exit code 1 if any answer depends on that.
A FILTER keeps the files whose path contains it.
"""
import concurrent.futures
import os
import pathlib
import re
import shlex
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent
RUN = re.compile(r"RUN:.*?%(?:check_asyncsafe|dump|asyncsafe)\b.*%s\b.*? -- ?(.*)")
MOCK = f"-nostdlibinc -nostdinc++ -isystem {TESTS / 'Inputs' / 'include'}"
MINGW = "--target=x86_64-w64-windows-gnu -isystem /usr/share/mingw-w64/include"


def flags(path):
    """The compiler flags of the first RUN line that analyses the file itself."""
    for line in path.read_text(errors="replace").splitlines():
        if match := RUN.search(line):
            text = re.split(r" [|>]| 2>", match[1])[0]
            text = text.replace("%mock", MOCK).replace("%mingw", MINGW).replace("%S", str(path.parent))
            return None if "%" in text else shlex.split(text)
    return None


def units():
    for path in sorted(TESTS.rglob("*.c")) + sorted(TESTS.rglob("*.cpp")):
        if "Inputs" not in path.parts and (found := flags(path)) is not None:
            yield path, found
    for path in sorted((ROOT / "examples").glob("*.c*")):
        if path.suffix in (".c", ".cpp"):
            yield path, ["-std=gnu17" if path.suffix == ".c" else "-std=c++20"]


def said(program, path, arguments, options):
    command = [program, "dump", "--stage=findings", *options, str(path), "--", *arguments]
    result = subprocess.run(command, text=True, capture_output=True)
    return f"== {path.relative_to(ROOT)} {' '.join(options)}\n{result.stdout}{result.stderr}", result.returncode


def main():
    program, *rest = sys.argv[1:]
    shuffles = [word for word in rest if word.startswith("--shuffles=")]
    filters = [word for word in rest if not word.startswith("--")]
    chosen = [unit for unit in units() if not filters or any(word in str(unit[0]) for word in filters)]
    assert chosen, "no file is analysed"
    ways = [[]] if "--quick" in rest else [[], ["--strict", "--sources=all"]]
    jobs = [(program, *unit, shuffles + options) for unit in chosen for options in ways]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(lambda job: said(*job), jobs))
    depends = False
    for text, _ in answers:
        if not shuffles:
            print(text, end="")
        elif "depends on order" in text:
            depends = True
            print(text, end="")
    return depends


if __name__ == "__main__":
    sys.exit(main())

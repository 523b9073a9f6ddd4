#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Takes out one mend at a time, and sees that the test that stands for it fails.

    runtime/verify/mutate.py [--only WORD] [CMAKE OPTION...]   builds a copy of the runtime in a temporary folder; minutes
    runtime/verify/mutate.py --check                           only that each line is still in the source

A row of source_mutations.tsv: the target, its test, a file, what stands in it, and what stands there instead. Where two
lines do the same, the last three come again: only without both does the test fail.
With `-DCMAKE_CXX_COMPILER=clang++` it says the same of Clang. Rows whose target begins with "thread:" are for ThreadSanitizer,
and no others: `-DASYNCSAFE_RUNTIME_SANITIZE=thread`.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RUNTIME = HERE.parent


def rows():
    for text in (HERE / "source_mutations.tsv").read_text().splitlines():
        if text and not text.startswith("#"):
            target, test, *edits = text.split("\t")
            edits += [""] * (-len(edits) % 3)  # nothing instead
            yield target, test, [tuple(edits[i : i + 3]) for i in range(0, len(edits), 3)]


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def passes(build, target, test):
    made = run("cmake", "--build", build, "--target", *target.split())
    if made.returncode != 0:
        raise RuntimeError(f"{target} does not build:\n{made.stdout[-2000:]}")
    said = run("ctest", "--test-dir", build, "--timeout", "60", "-R", f"^{re.escape(test)}$")
    if "No tests were found" in said.stdout:
        raise RuntimeError(f"there is no test {test}")
    return said.returncode == 0


def missing():
    for _, test, edits in rows():
        for file, line, _ in edits:
            if (RUNTIME / file).read_text().count(line) != 1:
                yield f"{test}: {file} does not have once: {line}"


def main():
    arguments = sys.argv[1:]
    problems = list(missing())
    if problems or arguments == ["--check"]:
        print("\n".join(problems) or "each line is there")
        return 1 if problems else 0
    only = ""
    if arguments[:1] == ["--only"]:
        only, arguments = arguments[1], arguments[2:]
    sanitizer = "".join(one.partition("SANITIZE=")[2] for one in arguments)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        copy, build = top / "runtime", str(top / "build/runtime")  # as in the repository: so ccache knows it
        os.environ.update(CCACHE_BASEDIR=folder, CCACHE_NOHASHDIR="1")
        shutil.copytree(RUNTIME, copy)
        for beside in ("VERSION", "LICENSE"):
            shutil.copy(RUNTIME.parent / beside, top)
        launchers = [f"-DCMAKE_{one}_COMPILER_LAUNCHER=ccache" for one in ("C", "CXX") if shutil.which("ccache")]
        without = ["-DASYNCSAFE_RUNTIME_BENCH=OFF", "-DASYNCSAFE_RUNTIME_EXAMPLES=OFF"]
        made = run("cmake", "-S", str(copy), "-B", build, "-G", "Ninja", *without, *launchers, *arguments)
        if made.returncode != 0:
            print(made.stdout)
            return 1
        for target, test, edits in rows():
            under, _, target = target.rpartition(":")
            if under != sanitizer or only not in "\t".join([test, *(file for file, _, _ in edits)]):
                continue
            if not passes(build, target, test):
                print(f"{test}: fails as it is")
                failed += 1
                continue
            before = {copy / file: (copy / file).read_text() for file, _, _ in edits}
            for file, line, instead in edits:
                path = copy / file
                path.write_text(path.read_text().replace(line, instead))
            found = not passes(build, target, test)
            for path, text in before.items():
                path.write_text(text)
            lines = " and ".join(line.strip() for _, line, _ in edits)
            print(f"{test}: {'fails without' if found else 'HOLDS WITHOUT'} {lines}", flush=True)
            failed += not found
    print(f"{failed} not found" if failed else "each test fails without its line")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

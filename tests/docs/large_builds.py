# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs what docs/large-builds.md tells to type.

large_builds.py PAGE EXAMPLES FOLDER

In a copy of the example project, each report must be that of 'asyncsafe check'.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

page, examples, folder = map(pathlib.Path, sys.argv[1:])
project = folder / "project"
shutil.copytree(examples, project, ignore=shutil.ignore_patterns("CMakeLists.txt"))
(project / "build").mkdir()
subprocess.run([sys.executable, examples.parent / "tests/Inputs/make_db.py", project, f"-I{project}"], check=True)
(project / "compile_commands.json").rename(project / "build/compile_commands.json")
binary = pathlib.Path(os.environ["ASYNCSAFE"]).parent
environment = dict(os.environ, PATH=f"{binary}:{os.environ['PATH']}")


def sh(command):
    return subprocess.run(command, shell=True, cwd=project, env=environment, text=True, capture_output=True)


same = {
    "With Ninja": "asyncsafe check -p build --no-index",
    "By hand": "asyncsafe check worker.c signals.c listener.c -- -I.",
}
for title, check in same.items():
    section = re.search(rf"(?ms)^## {title}\n(.*?)(?=^## )", page.read_text())[1]
    commands = re.findall(r"(?m)^\$ (.*)$", section)
    for command in commands:
        done = sh(command)
        if done.returncode != (1 if " report " in command else 0):
            sys.exit(f"{command}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    expected = sh(check)
    assert done.stdout == expected.stdout and " findings; analysed" in done.stdout, f"{done.stdout}\n{expected.stdout}"
    print(f"{title}: {len(commands)} commands")
assert (project / "asyncsafe.sarif").exists()

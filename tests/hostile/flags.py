# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""flags.py FOLDER: reads a file with each set of hostile flags, given in every way there is.

After each run no program was started, nothing in the folder is new or changed, and standard
output is the report and nothing else.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))
from flagsets import ANSWERS, ENVIRONMENT, FLAG_SETS

work = pathlib.Path(sys.argv[1]).absolute()
asyncsafe, clangd = os.environ["ASYNCSAFE"], os.environ["ASYNCSAFE_CLANGD"]
REPORT = "asyncsafe: 0 findings; analysed 1 of 1 unit; nothing left out\n"
failures = []


def prepare(name):
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tool = folder / "tool.sh"
    tool.write_text("#!/bin/sh\necho gfx906\ntouch '%s/EXECUTED'\n" % folder)
    tool.chmod(0o755)
    for program in ("gcc", "clang", "offload-arch", "amdgpu-arch", "nvptx-arch"):
        shutil.copy(tool, folder / program)
    (folder / "victim").write_text("precious\n")
    (folder / "overlay.yaml").write_text('{"version": 0, "roots": []}\n')
    (folder / "module.map").write_text("")
    for name in ("clang.cfg", "x86_64-pc-linux-gnu.cfg"):  # where a driver looks by itself
        (folder / name).write_text(f"-fplugin={folder}/p.so -Xclang -stats-file={folder}/victim\n")
    (folder / "module").mkdir()
    (folder / "module" / "module.modulemap").write_text('module m { header "of-a-module.h" }\n')
    (folder / "module" / "of-a-module.h").write_text("int g(void);\n")
    (folder / "a.c").write_text("#if __has_include(<of-a-module.h>)\n#include <of-a-module.h>\n#endif\nint f(void) { return 0; }\n")
    return folder


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


def run(folder, *command):
    surroundings = {name: text.format(folder=folder) for name, text in ENVIRONMENT.items()}
    environment = {**os.environ, **surroundings, "PATH": f"{folder}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(work / "no-config")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=60)


def judge(what, folder, before, result, answer):
    after = contents(folder)
    new = sorted(name for name in {**before, **after} if before.get(name, 0) != after.get(name, 0))
    if new:
        failures.append(f"{what}: changed {', '.join(new)}")
    if result.returncode != 0:
        failures.append(f"{what}: exit code {result.returncode}: {result.stdout}{result.stderr}"[:600])
    elif answer not in result.stdout + result.stderr or (answer == REPORT and result.stdout != answer):
        failures.append(f"{what}: said {result.stdout!r}"[:600])


def database(folder, flags):
    command = {"directory": str(folder), "file": "a.c", "arguments": ["clang", *flags, "-c", "a.c"]}
    (folder / "compile_commands.json").write_text(json.dumps([command]))


def by_dashes(folder, flags):
    return [asyncsafe, "check", "a.c", "--", *flags]


def by_database(folder, flags):
    database(folder, flags)
    return [asyncsafe, "check", "--no-index", "-p", "."]


def by_settings(folder, flags):
    (folder / ".clang-tidy").write_text("Checks: 'asyncsafe-*'\nExtraArgs: " + json.dumps(flags) + "\n"
                                        "ExtraArgsBefore: " + json.dumps(flags) + "\n")
    return [asyncsafe, "check", "a.c", "--"]


def by_configuration(folder, flags):
    (folder / "evil.cfg").write_text("\n".join(flags) + "\n")
    return [asyncsafe, "check", "a.c", "--", "--config=./evil.cfg"]


def by_editor(folder, flags):
    database(folder, flags)
    (folder / ".clangd").write_text("CompileFlags:\n  Add: " + json.dumps(flags) + "\n")
    return [clangd, "--check=a.c", "--enable-config"]


WAYS = [by_dashes, by_database, by_settings, by_configuration]
if os.path.exists(clangd):
    WAYS.append(by_editor)
only = sys.argv[2:]
for name, text in FLAG_SETS.items():
    for way in WAYS:
        what = f"{name} {way.__name__}"
        if only and not any(o in what for o in only):
            continue
        folder = prepare(name)
        flags = text.format(tool=folder / "tool.sh", folder=folder).split()
        command = way(folder, flags)
        before = contents(folder)
        judge(what, folder, before, run(folder, *command), "All checks completed, 0 errors" if way is by_editor else REPORT)
# Who analyses standard input instead, or nothing, could say the same of a file without a finding.
for name in ANSWERS:
    if only and name not in only:
        continue
    folder = prepare(name)
    (folder / "a.c").write_text("#error the file is read\n")
    flags = FLAG_SETS[name].format(tool=folder / "tool.sh", folder=folder).split()
    for way in (by_dashes, by_database):
        result = run(folder, *way(folder, flags))
        if result.returncode != 3 or "a.c: not analysed: 1:2: the file is read\n" not in result.stdout:
            failures.append(f"{name} {way.__name__}: does not read the file: {result.stdout!r}"[:600])
for failure in failures:
    print(failure)
print(f"{len(failures)} of {len(FLAG_SETS)} sets in {len(WAYS)} ways failed")
sys.exit(bool(failures))

"""compare.py PROJECT TEMP: findings of the program and of clang-tidy with the plugin, over
every unit of a CMake project, are the same, notes included."""
import json
import os
import pathlib
import re
import subprocess
import sys

project, temp = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
DIAGNOSTIC = re.compile(r"(/[^:]*):(\d+):(\d+): (warning|note|error): (.*?)(?: \[([a-z0-9.,-]+)\])?$")


def run(*command):
    return subprocess.run([str(part) for part in command], text=True, capture_output=True)


def of_program(database):
    # Each file by itself, as clang-tidy sees it: together they are programs, of which more is known.
    findings = []
    for file in sorted({entry["file"] for entry in json.loads((database / "compile_commands.json").read_text())}):
        report = json.loads(run(os.environ["ASYNCSAFE"], "check", "-p", database, "--alone", "--format=json", file).stdout)
        assert not report["coverage"]["failed"], report["coverage"]["failed"]
        findings += report["findings"]
    place = lambda p: (os.path.realpath(p["file"]), p["line"], p["column"])
    return {
        (*place(f), f["message"], f["check"], tuple((*place(n), n["message"]) for n in f["notes"]) +
         tuple((*place(f), f[more]) for more in ("consequence", "help") if f.get(more)))
        for f in findings
    }


def of_plugin(database):
    files = sorted({entry["file"] for entry in json.loads((database / "compile_commands.json").read_text())})
    out = run(os.environ["CLANG_TIDY"], "--load=" + os.environ["ASYNCSAFE_PLUGIN"], "--checks=-*,asyncsafe-*",
              "--quiet", "-p", database, *files).stdout
    findings = []
    for line in out.splitlines():
        match = DIAGNOSTIC.match(line)
        if not match:
            continue
        file, row, column, level, message, check = match.groups()
        place = (os.path.realpath(file), int(row), int(column))
        if level == "note":
            findings[-1][-1].append((*place, message))
        else:
            findings.append([*place, message, check, []])
    return {(*f[:-1], tuple(f[-1])) for f in findings}


configured = run("cmake", "-G", "Ninja", "-S", project, "-B", temp / "build", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
                 "-DCMAKE_C_COMPILER=" + os.environ["CLANG"], "-DCMAKE_CXX_COMPILER=" + os.environ["CLANG"] + "++")
assert configured.returncode == 0, configured.stderr
program, plugin = of_program(temp / "build"), of_plugin(temp / "build")
for what, only in (("program", program - plugin), ("plugin", plugin - program)):
    for finding in sorted(only):
        print(f"only the {what} says:", *finding, sep="\n  ")
assert program, "the project has no findings: nothing was compared"
sys.exit(program != plugin)

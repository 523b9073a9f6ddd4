# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The example project, built with Bazel and the rules of bazel/: the same bytes as 'asyncsafe check'. Nothing is downloaded.

bazel.py FOLDER SOURCE
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

from phases import ASYNCSAFE, report

FOLDER = pathlib.Path(sys.argv[1]).resolve()
SOURCE = pathlib.Path(sys.argv[2]).resolve()
PROJECT = FOLDER / "project"
STUBS = pathlib.Path(__file__).resolve().parent
FLAGS = {".c": "-std=c17", ".cpp": "-std=c++20"}

WORKSPACE = f"""workspace(name = "jobs")
local_repository(name = "asyncsafe", path = "{SOURCE}/bazel")
local_repository(name = "rules_cc", path = "{STUBS}/rules_cc")
local_repository(name = "rules_java", path = "/usr/share/bazel/rules/java")
load("@asyncsafe//:program.bzl", "asyncsafe_program")
asyncsafe_program(name = "asyncsafe_program", path = "{ASYNCSAFE}")
"""
ALL = """load("@asyncsafe//:asyncsafe.bzl", "asyncsafe_report")
filegroup(name = "settings", srcs = glob([".clang-tidy"], allow_empty = True))
asyncsafe_report(name = "all", deps = ["//examples:jobserver", "//examples:listener", "//examples:watcher"])
"""
EXAMPLES = """package(default_visibility = ["//visibility:public"])
cc_library(name = "jobs", srcs = glob(["*.c", "*.cpp"], exclude = ["main.cpp", "listener.c", "watcher.cpp"]), hdrs = glob(["*.h"]))
cc_binary(name = "jobserver", srcs = ["main.cpp"], deps = [":jobs"])
cc_binary(name = "listener", srcs = ["listener.c"], copts = ['-DNAME="two words"'])
cc_binary(name = "watcher", srcs = ["watcher.cpp"])
"""


def bazel(*args):
    home = FOLDER / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        ["bazel", f"--output_user_root={FOLDER}/out", "--nohome_rc", "--max_idle_secs=30", *args],
        cwd=PROJECT, capture_output=True, text=True, env={**os.environ, "HOME": str(home), "USER": "nobody"})
    if done.returncode:
        sys.exit(f"bazel {args}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stderr


def build(*args):
    """What it did: 'capture worker.c', …"""
    said = bazel("build", "--subcommands", "--color=no", "--@asyncsafe//:settings=//:settings",
                 *(f"--{option}={flag}" for option, flag in zip(("conlyopt", "cxxopt"), FLAGS.values())), *args)
    return sorted(f"{verb} {pathlib.Path(file).name}" for verb, file in
                  re.findall(r"\[action '(Capturing|Linking|Analysing|Reporting)(?: the graphs of| on)? ([^\s']+)", said))


def same():
    """The report is what check says, byte for byte."""
    os.chdir(PROJECT)
    checked = report(FOLDER, "check", "-p", "database", "--no-index", f"--root={PROJECT}")
    merged = report(FOLDER, "merge", "bazel-bin/all.asyncsafe.json", f"--root={PROJECT}")
    assert checked == merged, f"check:\n{''.join(checked[:3])}\nbazel:\n{''.join(merged[:3])}"
    return checked


def append(name, text):
    with open(PROJECT / "examples" / name, "a") as file:
        file.write(text)


def main():
    shutil.copytree(SOURCE / "examples", PROJECT / "examples", ignore=shutil.ignore_patterns("CMakeLists.txt"))
    (PROJECT / "database").mkdir()
    (PROJECT / "database/compile_commands.json").write_text(json.dumps([
        {"directory": str(PROJECT), "file": f"examples/{source.name}", "arguments": ["gcc", FLAGS[source.suffix], "-c", f"examples/{source.name}"]}
        for source in sorted((PROJECT / "examples").iterdir()) if source.suffix in FLAGS]))
    (PROJECT / "WORKSPACE").write_text(WORKSPACE)
    (PROJECT / "BUILD").write_text(ALL)
    (PROJECT / "examples/BUILD").write_text(EXAMPLES)

    # Everything once.
    did = build("//:all")
    verbs = [line.split()[0] for line in did]
    assert [verbs.count(verb) for verb in ("Capturing", "Linking", "Analysing", "Reporting")] == [10, 1, 10, 1], did
    checked = same()
    assert "20 findings; analysed 10 of 10 units" in checked[0], checked[0]
    assert not build("//:all")

    # A change: that unit is captured again, and no other.
    append("worker.c", "int added(void) { return 1; }\n")
    did = build("//:all")
    assert [line for line in did if line.startswith("Capturing")] == ["Capturing worker.c"], did
    same()

    # Comments and settings that silence.
    listener = PROJECT / "examples/listener.c"
    text = listener.read_text()
    listener.write_text(text.replace(";\n", "; // NOLINT\n"))
    build("//:all")
    assert same()[0] != checked[0]
    listener.write_text(text)
    (PROJECT / ".clang-tidy").write_text("Checks: '-*,asyncsafe-unprotected-release'\n")
    did = build("//:all")
    assert sum(line.startswith("Capturing") for line in did) == 10, did
    assert "asyncsafe-unprotected-release" in same()[0]
    (PROJECT / ".clang-tidy").unlink()

    # A unit that does not compile is reported.
    append("signals.c", "what is this\n")
    build("//:all")
    assert same()[2] == "3"

    # Targets by themselves, with the aspect alone: others are left alone.
    did = build("--aspects=@asyncsafe//:asyncsafe.bzl%asyncsafe_aspect", "--output_groups=asyncsafe", "//examples:listener")
    assert did == ["Analysing listener.c.graph", "Linking listener", "Reporting listener"], did
    alone = json.loads((PROJECT / "bazel-bin/examples/listener.asyncsafe.json").read_text())
    files = {pathlib.Path(finding["file"]).name for finding in alone["findings"]}
    assert files == {"listener.c"} and alone["coverage"]["units"] == 1, alone
    print("the same bytes after each step")


try:
    main()
finally:
    bazel("shutdown")
    # Bazel makes its folders read-only, so that they could not be removed.
    for root, folders, _ in os.walk(FOLDER / "out"):
        for name in folders:
            path = pathlib.Path(root) / name
            if not path.is_symlink():
                path.chmod(0o755)

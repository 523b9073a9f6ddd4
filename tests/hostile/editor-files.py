# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""editor-files.py FOLDER: what the editor's server reads of a project is regular files.

A source, a database, a .clangd, a .clang-tidy or a response file that is a pipe would be waited for,
and a device read until memory ends.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))
from limits import limits

work = pathlib.Path(sys.argv[1]).absolute()
shutil.rmtree(work, ignore_errors=True)
clangd = os.environ["ASYNCSAFE_CLANGD"]


def project(name):
    folder = work / name
    folder.mkdir(parents=True)
    (folder / "a.c").write_text("int f(void) { return 0; }\n")
    os.mkfifo(folder / "pipe")
    return folder


def check(folder, said="All checks completed, 0 errors"):
    environment = {**os.environ, "XDG_CONFIG_HOME": str(work / "no-config"), "XDG_CACHE_HOME": str(work / "cache")}
    try:
        result = subprocess.run([clangd, "--check=a.c", "--enable-config"], cwd=folder, capture_output=True, text=True,
                                env=environment, stdin=subprocess.DEVNULL, timeout=150, preexec_fn=limits(8, 30))
    except subprocess.TimeoutExpired:
        sys.exit(f"{folder.name}: hangs")
    if result.returncode < 0 or said not in result.stdout + result.stderr:
        sys.exit(f"{folder.name}: exit code {result.returncode}\n{result.stderr[-3000:]}")


for kind, path in (("pipe", "pipe"), ("zero", "/dev/zero"), ("memory", "/proc/self/mem"), ("random", "/dev/random")):
    named = "All checks completed" if kind == "memory" else path  # which is a regular file without a byte
    folder = project(f"include-{kind}")
    (folder / "a.c").write_text(f'#include "{path}"\nint f(void) {{ return 0; }}\n')
    check(folder, said=named)
    folder = project(f"embed-{kind}")
    (folder / "compile_flags.txt").write_text("-std=c23\n")
    (folder / "a.c").write_text(f'char f[] = {{\n#embed "{path}"\n}};\n')
    check(folder, said=named)
    folder = project(f"response-{kind}")
    target = path if path.startswith("/") else str(folder / path)
    (folder / "compile_commands.json").write_text(json.dumps(
        [{"directory": str(folder), "file": "a.c", "arguments": ["clang", f"@{target}", "-c", "a.c"]}]))
    check(folder)
    folder = project(f"added-{kind}")
    (folder / ".clangd").write_text(f"CompileFlags:\n  Add: ['@{target}', '--config={target}', '-ivfsoverlay', '{target}']\n")
    check(folder, said="")
    for name in ("compile_commands.json", "compile_flags.txt", ".clangd", ".clang-tidy", ".clang-format"):
        folder = project(f"{name}-{kind}")
        (folder / name).symlink_to(target if path.startswith("/") else folder / "pipe")
        check(folder)

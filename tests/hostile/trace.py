# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""trace.py FOLDER: what the kernel sees of a run over hostile input.

The program and the editor's server read a file with every set of hostile flags, under
strace: they start no program, open no socket, and write nothing but what was asked for.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(here / "Inputs"), str(here.parent / "clangd")]
from flagsets import ENVIRONMENT, FLAG_SETS
from lsp import Server

# Sets that say what the source is: put before every other, they would say that it is no C.
UNFIT = ("amdgpu", "amdgpu-march", "cuda", "hip", "lists", "xray", "stdin")

work = pathlib.Path(sys.argv[1]).absolute()
shutil.rmtree(work, ignore_errors=True)
project, out, cache, temporary = (work / name for name in ("project", "out", "cache", "tmp"))
for folder in (project, out, cache, temporary):
    folder.mkdir(parents=True)
(project / "tool.sh").write_text("#!/bin/sh\ntouch EXECUTED\n")
(project / "tool.sh").chmod(0o755)
(project / "victim").write_text("precious\n")
everything = " ".join(text for name, text in FLAG_SETS.items() if name not in UNFIT)
everything = everything.format(tool=project / "tool.sh", folder=project).split()
(project / "overlay.yaml").write_text('{"version": 0, "roots": []}\n')
(project / "module.map").write_text("")
(project / "evil.cfg").write_text("\n".join(everything) + "\n")
(project / "clang.cfg").write_text(f"-fplugin={project}/p.so -Xclang -stats-file={project}/victim\n")
(project / ".clang-tidy").write_text("Checks: 'asyncsafe-*'\nExtraArgs: " + json.dumps(
    ["-Xclang", "-stats-file=victim", "-save-stats=cwd", "--config=./evil.cfg"]) + "\n")
(project / ".clangd").write_text("CompileFlags:\n  Add: " + json.dumps(["-save-stats=cwd", "--config=./evil.cfg"]) + "\n")
surroundings = {name: text.format(folder=project) for name, text in ENVIRONMENT.items()}
os.mkfifo(project / "pipe")
commands = []
for name, text in FLAG_SETS.items():
    (project / f"{name}.c").write_text("#include <stddef.h>\nint f(void) { return 0; }\n")
    flags = text.format(tool=project / "tool.sh", folder=project).split() + [f"@{project / 'pipe'}", "@/dev/zero"]
    commands.append({"directory": str(project), "file": f"{name}.c", "arguments": ["clang", *flags, "-c", f"{name}.c"]})
(project / "compile_commands.json").write_text(json.dumps(commands))


def contents():
    return {p: p.read_bytes() if p.is_file() else None for p in project.iterdir()}


before = contents()

CALLS = "trace=%process,%network,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,unlink,unlinkat," \
        "mkdir,mkdirat,rmdir,symlink,symlinkat,truncate,chmod,fchmodat,mknod,mknodat,utimensat"
STRACE = ["strace", "-f", "-qq", "-y", "-s", "4096", "-e", CALLS, "-o"]
CHANGES = {"creat", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat",
           "rmdir", "symlink", "symlinkat", "truncate", "chmod", "fchmodat", "mknod", "mknodat", "utimensat"}
FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")


def judge(what, log, *allowed):
    """Every call that succeeded; those that were refused did nothing."""
    programs, wrong = 0, []
    for line in log.read_text(errors="replace").splitlines():
        call = re.match(r"\d+\s+(\w+)\((.*)\)\s+= (-?\d+)", line)
        if not call or int(call[3]) < 0:
            continue
        name, arguments = call[1], call[2]
        if name.startswith("execve"):
            programs += 1
        elif name in ("socket", "socketpair", "connect", "sendto", "sendmsg"):
            wrong.append(line)
        elif name in CHANGES or (name.startswith("open") and FOR_WRITING.search(arguments)):
            paths = re.findall(r'"([^"]*)"', arguments)
            inside = lambda p: any(p == str(a) or p.startswith(f"{a}/") for a in (*allowed, "/dev/null", "/proc/self/fd"))
            if not all(inside(os.path.normpath(os.path.join(str(work), p))) for p in paths):
                wrong.append(line)
    if programs != 1:
        sys.exit(f"{what}: {programs} programs were started; see {log}")
    if wrong:
        sys.exit(f"{what}: " + "\n".join(wrong))


def unchanged(what):
    after = contents()
    changed = sorted(str(p) for p in {**before, **after} if before.get(p, 0) != after.get(p, 0))
    if changed:
        sys.exit(f"{what}: changed {', '.join(changed)}")


for room in ([], ["--no-sandbox"]):  # the flags alone must do
    log = work / f"check{len(room)}.log"
    result = subprocess.run([*STRACE, str(log), os.environ["ASYNCSAFE"], "check", "-p", str(project), "--format",
                             f"json:{out}/report.json", "--format", "text",
                             f"--index={cache}/index{len(room)}/index.sqlite", *room], cwd=work,
                            env={**os.environ, **surroundings}, capture_output=True, text=True)
    if f"analysed {len(FLAG_SETS)} of {len(FLAG_SETS)} units; nothing left out" not in result.stdout:
        sys.exit(result.stdout + result.stderr)
    judge("asyncsafe check " + " ".join(room), log, out, cache)
    unchanged("asyncsafe check " + " ".join(room))
    json.loads((out / "report.json").read_text())

if os.path.exists(os.environ["ASYNCSAFE_CLANGD"]):
    log = work / "clangd-calls.log"
    wrapper = work / "traced-clangd"
    wrapper.write_text("#!/bin/sh\nexec " + " ".join([*STRACE, str(log)]) + ' "$ASYNCSAFE_CLANGD" "$@"\n')
    wrapper.chmod(0o755)
    environment = {**surroundings, "XDG_CACHE_HOME": str(cache), "TMPDIR": str(temporary)}
    with Server(work, "--background-index", f"--compile-commands-dir={project}", clangd=str(wrapper),
                environment=environment) as server:
        for name in FLAG_SETS:
            server.diagnostics(server.open(f"project/{name}.c"))
    judge("asyncsafe-clangd", log, cache / "asyncsafe-clangd", temporary)
    unchanged("asyncsafe-clangd")

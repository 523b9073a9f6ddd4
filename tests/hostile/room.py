# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""room.py FOLDER: what the kernel allows the program and the editor's server once they read a source.

The flags of a compile command are reduced besides (flags.py), so nothing that strangers have tried gets as far as the
sandbox.  Here a library that is loaded before all others tries from within, in the moment in which a header is opened.
"""
import errno
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))
from limits import SANITIZED

if SANITIZED:  # whose runtime wants to be loaded first
    sys.exit()
work = pathlib.Path(sys.argv[1]).absolute()
shutil.rmtree(work, ignore_errors=True)
project = work / "project"
project.mkdir(parents=True)
(project / "a.c").write_text('#include "opened.h"\nint f(void) { return 0; }\n')
(project / "opened.h").write_text("int g(void);\n")
(work / "within.c").write_text(r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static int Log = -1, Said;
__attribute__((constructor)) static void early(void) {
  Log = syscall(SYS_openat, AT_FDCWD, getenv("WITHIN_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}
static void say(const char *What, long Result) { dprintf(Log, "%s %d\n", What, Result < 0 ? errno : 0); }
static void look(const char *Path) {
  size_t Length = strlen(Path);
  if (Log < 0 || Length < 8 || strcmp(Path + Length - 8, "opened.h") || __atomic_exchange_n(&Said, 1, __ATOMIC_SEQ_CST))
    return;
  char Beside[4096];
  snprintf(Beside, sizeof Beside, "%s.written", getenv("WITHIN_LOG"));
  char *None[] = {NULL};
  say("execve", syscall(SYS_execve, "/nowhere/to/be/found", None, None));
  say("execveat", syscall(SYS_execveat, AT_FDCWD, "/nowhere/to/be/found", None, None, 0));
  long Child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (!Child)
    _exit(0);
  say("fork", Child);
  say("socket", socket(AF_INET, SOCK_STREAM, 0));
  say("kill", kill(getppid(), 0));
  say("create", syscall(SYS_openat, AT_FDCWD, Beside, O_WRONLY | O_CREAT, 0644));
  say("truncate", syscall(SYS_openat, AT_FDCWD, Path, O_WRONLY | O_TRUNC, 0));
  say("mkdir", syscall(SYS_mkdirat, AT_FDCWD, Beside, 0755));
  say("rename", syscall(SYS_renameat2, AT_FDCWD, Path, AT_FDCWD, Beside, 0));
  say("unlink", syscall(SYS_unlinkat, AT_FDCWD, Path, 0));
}
#define OPENS(Name)                                                                        \
  int Name(const char *Path, int Flags, ...) {                                             \
    va_list Rest;                                                                          \
    va_start(Rest, Flags);                                                                 \
    int Mode = va_arg(Rest, int);                                                          \
    va_end(Rest);                                                                          \
    look(Path);                                                                            \
    return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #Name))(Path, Flags, Mode);  \
  }
OPENS(open)
OPENS(open64)
""")
library = work / "within.so"
subprocess.run([os.environ["CLANG"], "-shared", "-fPIC", "-O1", "-o", library, work / "within.c", "-ldl"], check=True)

said = subprocess.run([os.environ["ASYNCSAFE"], "--version"], capture_output=True, text=True, check=True).stdout
if "starts no program" not in said:
    sys.exit(0)  # this kernel cannot; --version says so
LOCKS = "writes nothing but what is asked for" in said
STARTS = {"execve", "execveat", "fork", "socket", "kill"}
WRITES = {"create", "truncate", "mkdir", "rename", "unlink"}


def attempts(name, *command, writes):
    log = project / f"{name}.log"  # beside the source: no folder of clangd's own
    environment = {**os.environ, "LD_PRELOAD": str(library), "WITHIN_LOG": str(log), "TMPDIR": str(work / "tmp"),
                   "XDG_CACHE_HOME": str(work / "cache"), "XDG_CONFIG_HOME": str(work / "none")}
    (work / "tmp").mkdir(exist_ok=True)
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                            timeout=120)
    results = {what: int(error) for what, error in (line.split() for line in log.read_text().splitlines())}
    wanted = STARTS | (WRITES if writes else set())
    assert wanted <= results.keys(), (name, results, result.stdout, result.stderr)
    for what in sorted(wanted):
        assert results[what] in (errno.EPERM, errno.EACCES), f"{name}: {what}: {os.strerror(results[what])}"
    assert result.returncode == 0, (name, result.stdout, result.stderr)
    assert (project / "opened.h").read_text() == "int g(void);\n" and not os.path.exists(f"{log}.written"), name


attempts("check", os.environ["ASYNCSAFE"], "check", "--no-index", "a.c", "--", writes=True)
attempts("index", os.environ["ASYNCSAFE"], "check", f"--index={work / 'cache' / 'index.sqlite'}", "a.c", "--", writes=LOCKS)
attempts("dump", os.environ["ASYNCSAFE"], "dump", "a.c", "--", writes=True)
if os.path.exists(os.environ["ASYNCSAFE_CLANGD"]):
    attempts("clangd", os.environ["ASYNCSAFE_CLANGD"], "--check=a.c", writes=LOCKS)

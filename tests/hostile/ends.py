# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ends.py FOLDER: how a run ends where the machine, or who watches it, does not play along."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

work = pathlib.Path(sys.argv[1]).absolute()
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
asyncsafe = os.environ["ASYNCSAFE"]
(work / "a.c").write_text("int f(void) { return 0; }\n")


def shim(name, text):
    source, library = work / f"{name}.c", work / f"{name}.so"
    source.write_text("#define _GNU_SOURCE\n#include <dlfcn.h>\n#include <errno.h>\n#include <fcntl.h>\n#include <pthread.h>\n"
                      "#include <signal.h>\n#include <stdio.h>\n#include <unistd.h>\n" + text)
    subprocess.run([os.environ["CLANG"], "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return {**os.environ, "LD_PRELOAD": str(library)}


def heed():
    """What ignores signals hands that on."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def run(*arguments, env=os.environ, code):
    result = subprocess.run([asyncsafe, *arguments], cwd=work, env=env, capture_output=True, text=True, preexec_fn=heed)
    assert result.returncode == code, (arguments, result.returncode, result.stdout, result.stderr)
    return result


# No thread can be started: said, and no abort.
none = shim("nothread", "int pthread_create(pthread_t *a, const pthread_attr_t *b, void *(*c)(void *), void *d) { return EAGAIN; }\n")
said = run("check", "a.c", "--", env=none, code=3).stdout
assert "a.c: not analysed: cannot start a thread: Resource temporarily unavailable; raise the limit" in said, said
# Only a few: they do the work.
few = shim("fewthreads", """
int pthread_create(pthread_t *a, const pthread_attr_t *b, void *(*c)(void *), void *d) {
  static int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  static _Atomic int count;
  if (!next) next = (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))dlsym(RTLD_NEXT, "pthread_create");
  return ++count == 2 ? EAGAIN : next(a, b, c, d);
}
""")
for i in range(4):
    (work / f"u{i}.c").write_text("int g;\n")
assert "analysed 4 of 4 units" in run("check", "-j4", *(f"u{i}.c" for i in range(4)), "--", env=few, code=0).stdout

# Ctrl-C before main: as early as a library's constructor.
for number in ("SIGINT", "SIGTERM"):
    early = shim(f"early{number}", f"__attribute__((constructor)) static void early(void) {{ raise({number}); }}\n")
    run("check", "a.c", "--", env=early, code=130)

# A kill in the moment of the rename: the output is the old or the new one, and what is left beside
# it, the next run takes away.
killed = shim("killed", "int rename(const char *a, const char *b) { kill(getppid(), SIGKILL); kill(getpid(), SIGKILL); return -1; }\n")
output = work / "out" / "report.txt"
output.parent.mkdir()
output.write_text("old\n")
result = subprocess.run([asyncsafe, "check", "a.c", "-o", "out/report.txt", "--"], cwd=work, env=killed, capture_output=True)
assert result.returncode == -signal.SIGKILL, result
time.sleep(0.1)
assert output.read_text() == "old\n"
run("check", "a.c", "-o", "out/report.txt", "--", code=0)
assert sorted(os.listdir(output.parent)) == ["report.txt"], os.listdir(output.parent)
assert "0 findings" in output.read_text()
# Before it, nothing is there to be left; that the writing process is gone is said.
before = shim("killed-linkat", "int linkat(int a, const char *b, int c, const char *d, int e) { kill(getpid(), SIGKILL); return -1; }\n")
output.unlink()
said = run("check", "a.c", "-o", "out/report.txt", "--", env=before, code=2).stderr
assert "out/report.txt: cannot write" in said, said
assert os.listdir(output.parent) == [], os.listdir(output.parent)

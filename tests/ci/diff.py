# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""--diff reports what a change touches.  usage: diff.py FOLDER FLAGS…"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

folder, flags = pathlib.Path(sys.argv[1]).absolute(), sys.argv[2:]
TEXT = """\
#include <pthread.h>
void first(pthread_mutex_t *m) {
  pthread_mutex_lock(m);
  int x = 0;
  pthread_testcancel();
  x++;
  pthread_mutex_unlock(m);
}
void second(pthread_mutex_t *m) {
  pthread_mutex_lock(m);
  pthread_testcancel();
  pthread_mutex_unlock(m);
}
"""


def git(*arguments):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.invalid", *arguments], cwd=folder,
                          text=True, capture_output=True, check=True, env=environment).stdout


def run(*arguments, code, where=folder):
    (folder / "build").mkdir(exist_ok=True)
    (folder / "build" / "compile_commands.json").write_text(json.dumps([
        {"directory": str(folder), "file": str(file), "arguments": ["clang", *flags, "-c", str(file)]}
        for file in sorted(folder.rglob("*.c"))]))
    result = subprocess.run([os.environ["ASYNCSAFE"], "check", "-p", str(folder / "build"), "--format=json", *arguments],
                            cwd=where, text=True, capture_output=True)
    assert result.returncode == code, (arguments, result.returncode, result.stdout, result.stderr)
    return result


def touched(revision="HEAD", code=1, **options):
    result = run("--diff", revision, code=code, **options)
    return [f["function"] for f in json.loads(result.stdout)["findings"]]


def change(old, new):
    text = (folder / "a.c").read_text()
    assert old in text
    (folder / "a.c").write_text(text.replace(old, new, 1))


shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
(folder / "a.c").write_text(TEXT)
(folder / ".gitignore").write_text("build\n")
git("init", "-q", "-b", "main")
git("add", ".")
git("commit", "-q", "-m", "one")

assert touched(code=0) == []
change("int x = 0;", "int x = 1;")  # a line that is no step
assert touched(code=0) == []
change("  pthread_testcancel();\n  x++;", "  pthread_testcancel(); /**/\n  x++;")  # the point
assert touched() == ["first"]
git("checkout", "-q", "a.c")
change("pthread_mutex_unlock(m);\n}\nvoid second", "pthread_mutex_unlock(m); /**/\n}\nvoid second")  # the release
assert touched() == ["first"]
git("checkout", "-q", "a.c")
change("second(pthread_mutex_t *m) {\n  pthread_mutex_lock(m);", "second(pthread_mutex_t *m) {\n  pthread_mutex_lock( m);")
assert touched() == ["second"]  # the acquisition
git("checkout", "-q", "a.c")
change("  int x = 0;\n", "  int x = 0;\n\n\n")  # moved, not changed
assert touched(code=0) == []
git("checkout", "-q", "a.c")

# A file that git does not know is new; odd names are no trouble; from a folder below, too.
odd = folder / 'dir' / 'odd "ü\t name.c'
odd.parent.mkdir()
odd.write_text(TEXT.replace("first", "third").replace("second", "fourth"))
assert touched() == ["third", "fourth"]
git("add", ".")
git("commit", "-q", "-m", "two")
odd.write_text(odd.read_text().replace("  pthread_testcancel();\n  pthread", "  pthread_testcancel(); /**/\n  pthread"))
assert touched(where=odd.parent) == ["fourth"]
odd.unlink()

# What came to the other branch since then is not part of the change.
git("checkout", "-q", ".")
git("checkout", "-q", "-b", "topic", "HEAD~1")
git("checkout", "-q", "main")
change("pthread_testcancel();\n  x++;", "pthread_testcancel(); /* on main */\n  x++;")
git("commit", "-q", "-am", "three")
git("checkout", "-q", "topic")
assert touched("main", code=0) == []

# Mistakes
for revision in ("nosuch", "--output=x", "-x", ""):
    result = run("--diff=" + revision, code=2)
    assert "error: --diff=" in result.stderr, result.stderr
assert not list(folder.rglob("x"))

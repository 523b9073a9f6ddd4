# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""An old code base: its findings are written down, then only new ones are reported,
whatever moves.  usage: baseline.py FOLDER FLAGS…"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

folder, flags = pathlib.Path(sys.argv[1]).absolute(), sys.argv[2:]
HELD = """\
void {name}(pthread_mutex_t *m) {{
  pthread_mutex_lock(m);
  pthread_testcancel();
  pthread_mutex_unlock(m);
}}
"""
HEADER = "#include <pthread.h>\n"


def write(name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def database():
    (folder / "compile_commands.json").write_text(json.dumps([
        {"directory": str(folder), "file": str(file), "arguments": ["clang", *flags, "-c", str(file)]}
        for file in sorted(folder.rglob("*.c"))]))


def run(*arguments, code):
    database()
    result = subprocess.run([os.environ["ASYNCSAFE"], *arguments], cwd=folder, text=True, capture_output=True)
    assert result.returncode == code, (arguments, result.returncode, result.stdout, result.stderr)
    return result


def check(*arguments, code, says=None):
    result = run("check", "--baseline", "base.json", "--format", "json", *arguments, code=code)
    if says:
        assert says in result.stderr, (says, result.stderr)
    return [finding["function"] for finding in json.loads(result.stdout)["findings"]]


shutil.rmtree(folder, ignore_errors=True)
write("one.c", HEADER + HELD.format(name="a") + HELD.format(name="b"))
write("two.c", HEADER + HELD.format(name="c"))
run("baseline", "-o", "base.json", code=0)
base = json.loads((folder / "base.json").read_text())
assert len(base["findings"]) == 3 and str(folder) not in (folder / "base.json").read_text()

# The same again is nothing new.
assert check(code=0, says="3 known from the baseline, 0 of it gone") == []
# Lines move, code is indented anew, functions change places.
write("one.c", HEADER + "\n\nint added;\n" + HELD.format(name="b").replace("  ", "\t\t") + HELD.format(name="a"))
assert check(code=0) == []
# Files are renamed.
(folder / "sub").mkdir()
(folder / "two.c").rename(folder / "sub" / "renamed.c")
assert check(code=0, says="3 known") == []
# One more is one more.
write("one.c", (folder / "one.c").read_text() + HELD.format(name="d"))
assert check(code=1) == ["d"]
# The same text twice in one function: the second one is new.
twice = HELD.format(name="c").replace("}\n", "  pthread_mutex_lock(m);\n  pthread_testcancel();\n  pthread_mutex_unlock(m);\n}\n")
write("sub/renamed.c", HEADER + twice)
assert sorted(check(code=1)) == ["c", "d"]
# What is mended is gone.
write("sub/renamed.c", HEADER)
write("one.c", HEADER + HELD.format(name="a"))
assert check(code=0, says="1 known from the baseline, 2 of it gone") == []

# An untrusted file: an error with its place, never a crash.
for text, what in [("", "is not JSON"), ("[]", "its value is not an object"), ("{}", "/baseline: is missing"),
                   ('{"baseline": 2, "findings": []}', "/baseline: is not the version that this asyncsafe reads"),
                   ('{"baseline": "1", "findings": []}', "/baseline: is not a count"),
                   ('{"baseline": 1}', "/findings: is missing"),
                   ('{"baseline": 1, "findings": [1]}', "/findings/0: is not an object"),
                   ('{"baseline": 1, "findings": [{"fingerprint": 1}]}', "/findings/0/fingerprint: is not a string"),
                   ('{"baseline": 1, "findings": [{"fingerprint": ""}]}', "/findings/0/fingerprint: is empty"),
                   ('{"baseline": 1, "findings": ' + "[" * 100000, "is nested deeper"),
                   ('{"baseline": 1, "findings": "[[[', "is not JSON")]:
    (folder / "bad.json").write_text(text)
    result = run("check", "--baseline", "bad.json", code=2)
    assert "bad.json: " in result.stderr and what in result.stderr, (what, result.stderr)
assert "cannot be read" in run("check", "--baseline", "none.json", code=2).stderr

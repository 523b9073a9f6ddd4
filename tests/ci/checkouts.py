# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Paths in reports are those of the project: two checkouts make the same reports, and merge makes
one of them.  usage: checkouts.py FOLDER SARIF-SCHEMA FLAGS…"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import jsonschema

folder, schema, flags = pathlib.Path(sys.argv[1]).absolute(), json.loads(pathlib.Path(sys.argv[2]).read_text()), sys.argv[3:]
HELD = """\
#include <pthread.h>
#include "h.h"
static void held(pthread_mutex_t *m) {
  pthread_mutex_lock(m);
  pthread_testcancel();
  pthread_mutex_unlock(m);
}
struct Pool {
  pthread_mutex_t mutex;
  struct { int depth; void grow(pthread_mutex_t *m) { pthread_mutex_lock(m); pthread_testcancel(); ++depth; pthread_mutex_unlock(m); } } inner;
};
void run(Pool &pool) {
  auto body = [&] {
    pthread_mutex_lock(&pool.mutex);
    pthread_testcancel();
    pthread_mutex_unlock(&pool.mutex);
  };
  body();
  held(&pool.mutex);
  pool.inner.grow(&pool.mutex);
}
static void silenced(pthread_mutex_t *m) {
  pthread_mutex_lock(m); // NOLINT
  pthread_testcancel();
  pthread_mutex_unlock(m);
}
"""
HEADER = """\
static inline void in_header(pthread_mutex_t *m) {
  pthread_mutex_lock(m);
  pthread_testcancel();
  pthread_mutex_unlock(m);
}
"""


def run(*arguments, where, code):
    result = subprocess.run([os.environ["ASYNCSAFE"], *arguments], cwd=where, text=True, capture_output=True)
    assert result.returncode == code, (arguments, result.returncode, result.stdout[-2000:], result.stderr)
    return result


def checkout(place):
    root = folder / place / "pool"
    for name, text in (("src/pool.cpp", HELD), ("src/h.h", HEADER), ("build/empty", ""), (".git/HEAD", "")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "build/compile_commands.json").write_text(json.dumps([
        {"directory": str(root / "build"), "file": str(root / "src/pool.cpp"),
         "arguments": ["clang++", *flags, "-std=c++17", "-c", str(root / "src/pool.cpp")]}]))
    return root


def sarif(file):
    log = json.loads(file.read_text())
    errors = [e.message for e in jsonschema.Draft4Validator(schema).iter_errors(log)]
    assert not errors, errors
    return log["runs"][0]


shutil.rmtree(folder, ignore_errors=True)
one, two = checkout("one"), checkout("another/machine")
FORMATS = ("github", "gitlab", "junit", "sarif", "json")
outputs = [f"--format={name}:out.{name}" for name in FORMATS]
for root in (one, two):
    # From a folder of the repository: its root is the project's all the same.
    run("check", "-p", ".", *outputs, where=root / "build", code=1)
    for name in ("github", "gitlab", "junit"):
        text = (root / "build" / f"out.{name}").read_text()
        assert "src/pool.cpp" in text and str(folder) not in text, (name, text)
        assert text == (one / "build" / f"out.{name}").read_text(), name

# SARIF: relative to one base, and all but the base is the same.
logs = [sarif(root / "build/out.sarif") for root in (one, two)]
assert [log["originalUriBaseIds"]["%SRCROOT%"]["uri"] for log in logs] == [one.as_uri() + "/", two.as_uri() + "/"]
assert len(logs[0]["results"]) == 4 and logs[0]["results"] == logs[1]["results"], logs[0]["results"]
assert str(folder) not in json.dumps([log["results"] for log in logs])
assert all("baselineState" not in r and "suppressions" not in r for r in logs[0]["results"])

# Two checkouts are merged to one report, of the checkout in which that is done.
run("merge", *(str(root / "build/out.json") for root in (one, two)), *[f"--format={name}:merged.{name}" for name in FORMATS],
    where=two, code=1)
merged = json.loads((two / "merged.json").read_text())
assert len(merged["findings"]) == 4 and str(one) not in json.dumps(merged), merged
assert merged["root"] == str(two) and {f["file"] for f in merged["findings"]} == {str(two / "src/pool.cpp"), str(two / "src/h.h")}
assert sarif(two / "merged.sarif")["results"] == logs[0]["results"]
for name in ("github", "gitlab"):
    assert (two / f"merged.{name}").read_text() == (two / "build" / f"out.{name}").read_text(), name
# Lines are quoted as they would be there.
assert "pthread_mutex_lock(m);" in run("merge", str(one / "build/out.json"), where=two, code=1).stdout

# --root names another folder, for text too; without it text is relative to where people are.
assert "\npool.cpp:" in "\n" + run("check", "-p", "build", "--root=src", where=one, code=1).stdout
assert "\nsrc/pool.cpp:" in "\n" + run("check", "-p", "build", where=one, code=1).stdout
assert "\npool.cpp:" in "\n" + run("check", "-p", "../build", where=one / "src", code=1).stdout
assert "error: --root=nowhere: is not a folder" in run("check", "--root=nowhere", where=one, code=2).stderr

# What is suppressed is in SARIF where it is asked for, marked as such.
run("baseline", "-p", "build", "-o", "base.json", where=one, code=0)
assert json.loads((one / "base.json").read_text())["findings"][0]["file"].startswith("src/")
new = HELD + "void fresh(pthread_mutex_t *m) { pthread_mutex_lock(m); pthread_testcancel(); pthread_mutex_unlock(m); }\n"
(one / "src/pool.cpp").write_text(new)
against = ("check", "-p", "build", "--baseline=base.json", "--format=sarif:known.sarif")
run(*against, where=one, code=1)
assert [(r["baselineState"], "suppressions" in r) for r in sarif(one / "known.sarif")["results"]] == [("new", False)]
run(*against, "--show-suppressed", where=one, code=1)
results = sarif(one / "known.sarif")["results"]
states = sorted((r["baselineState"], r.get("suppressions", [{"kind": ""}])[0]["kind"]) for r in results)
assert states == [("new", "")] + [("unchanged", "external")] * 4 + [("unchanged", "inSource")], states
assert len({r["partialFingerprints"]["asyncsafe/v1"] for r in results}) == len(results)
run("check", "-p", "build", "--header-filter=nothing", "--show-suppressed", "--format=sarif:filtered.sarif", where=one, code=1)
assert not any("h.h" in str(r["locations"]) for r in sarif(one / "filtered.sarif")["results"]), "filtered is not suppressed"

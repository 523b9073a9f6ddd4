# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""files.py FOLDER: everything that is read is a regular file of a size that such a file can have.

Pipes, devices, folders and files that are too large are refused at once, with the name, what
is wrong and what to do; a report quotes only what it says was analysed.
"""
import hashlib
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
work.mkdir(parents=True)
asyncsafe = os.environ["ASYNCSAFE"]
GIB = 1 << 30


def run(*arguments, code):
    result = subprocess.run([asyncsafe, *map(str, arguments)], cwd=work, capture_output=True, text=True,
                            stdin=subprocess.DEVNULL, timeout=20, preexec_fn=limits(4))
    assert result.returncode == code, (arguments, result.returncode, result.stdout[-800:], result.stderr[-800:])
    return result


(work / "a.c").write_text("int f(void) { return 0; }\n")
(work / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(work), "file": "a.c", "arguments": ["clang", "-c", "a.c"]}]))
os.mkfifo(work / "pipe")
(work / "folder").mkdir()
for name, size in (("large", 300 << 20), ("huge", 2 * GIB)):
    with open(work / name, "wb") as file:
        file.truncate(size)  # takes no room on the disk
ODD = {"pipe": "a pipe, not a regular file", "/dev/zero": "a device, not a regular file",
       "folder": "a folder, not a regular file", "/proc/kmsg": "", "large": "", "/dev/full": "a device"}
for name, why in ODD.items():
    if not os.path.exists(work / name):
        continue
    for arguments in (["check", "--baseline", name], ["merge", name], ["merge", "--baseline", name, "compile_commands.json"]):
        said = run(*arguments, code=2).stderr
        assert f"asyncsafe: error: {name}: " in said and why in said, said
    # A model's message is the model reader's.
    said = run("check", "--models", name, code=2).stderr
    assert "asyncsafe: error: " in said and name in said, said
    (work / ".clang-tidy").write_text(f"CheckOptions:\n  asyncsafe.Models: '{name}'\n")
    said = run("check", code=2).stderr
    assert name in said, said
    (work / ".clang-tidy").unlink()
for name in ("pipe", "/dev/zero", "huge"):
    said = run("check", "-p", name, code=2).stderr
    assert f"asyncsafe: error: {name}: " in said and (name != "huge" or "such a file may have" in said), said

# What a source includes is no different.
for name in ("pipe", "/dev/zero", "folder"):
    path = name if name.startswith("/") else str(work / name)
    (work / "b.c").write_text(f'#include "{path}"\n')
    said = run("check", "b.c", "--", code=3).stdout
    assert "not analysed: 1:10: " in said and path in said, said
run("check", "a.c", "--", "-include", "/dev/null", code=0)
# A .clang-tidy that is none is passed over, a response file that is none is not waited for.
os.mkfifo(work / ".clang-tidy")
run("check", code=0)
(work / ".clang-tidy").unlink()
(work / "r").mkdir()
(work / "r" / "compile_commands.json").write_text(json.dumps(
    [{"directory": str(work), "file": "a.c", "arguments": ["clang", f"@{work / 'pipe'}", "-c", "a.c"]}]))
result = subprocess.run([asyncsafe, "check", "-p", "r"], cwd=work, capture_output=True, timeout=20)
assert result.returncode in (0, 3), result

# -- what a report may quote

(work / "held.c").write_text(
    "#include <pthread.h>\nvoid held(pthread_mutex_t *m) {\n  pthread_mutex_lock(m);\n  pthread_testcancel();\n"
    "  pthread_mutex_unlock(m);\n}\n")
flags = ["--", "--sysroot=/nowhere", "-nostdlibinc", "-isystem", sys.argv[2]]
whole = run("check", "held.c", "--format=json", *flags, code=1).stdout
report = json.loads(whole)
QUOTED = "    3 |   pthread_mutex_lock(m);"
secret = work.parent / (work.name + ".secret")
secret.write_text("\n\n  PASSWORD\n")
(work / "link").symlink_to(secret)


def merged(change, name="report.json"):
    changed = json.loads(whole)
    change(changed)
    (work / name).write_text(json.dumps(changed))
    return run("merge", name, code=1).stdout


def point_to(file, said=None):
    """The finding is in another file; the report may say that it was analysed."""
    def change(r):
        r["findings"][0].update(file=str(file), begin=4, end=9, line=3)
        if said is not None:
            r["sources"].append({"file": str(file), "sha256": said})
    return change


sha = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
assert QUOTED in merged(lambda r: None)
assert report["sources"] == [{"file": str(work / "held.c"), "sha256": sha(work / "held.c")}], report["sources"]
assert QUOTED not in merged(lambda r: r["sources"].clear())
assert QUOTED not in merged(lambda r: r.pop("sources"))
assert QUOTED not in merged(lambda r: r["sources"][0].update(sha256="0" * 64))
for file in (secret, work / "link", "/etc/passwd", "/dev/zero", work / "pipe"):
    for said in (None, sha(pathlib.Path(file)) if os.path.isfile(file) else "0" * 64):
        text = merged(point_to(file, said))
        assert "PASSWORD" not in text and "root:" not in text, (file, said, text)
for form in ("html", "sarif", "github", "json"):
    run("merge", "report.json", f"--format={form}:out.{form}", code=1)
    assert "PASSWORD" not in (work / f"out.{form}").read_text()
(work / "held.c").write_text((work / "held.c").read_text() + "// changed since\n")
assert QUOTED not in merged(lambda r: None)

# -- where an output may lead

(work / "a.c").write_text("int f(void) { return 0; }\n")
outside, inside = work.parent / (work.name + ".precious"), work / "reports"
inside.mkdir()
outside.write_text("precious\n")
(work / "away").symlink_to(outside)
(work / "device").symlink_to("/dev/zero")
(work / "nowhere").symlink_to(work.parent / (work.name + ".new"))
(work / "latest").symlink_to("reports/one")
(inside / "one").write_text("old\n")
for name in ("away", "device"):
    for room in ([], ["--no-sandbox"]):
        said = run("check", "a.c", "-o", name, *room, "--", code=2).stderr
        assert f"{name}: cannot write: it is a link that leads out of its folder; name the file that it leads to" in said, said
    said = run("check", "a.c", f"--format=json:{name}", "--", code=2).stderr
    assert "leads out of its folder" in said, said
assert outside.read_text() == "precious\n"
run("check", "a.c", "-o", "nowhere", "--", code=0)  # takes the link's place
assert not (work / "nowhere").is_symlink() and not (work.parent / (work.name + ".new")).exists()
run("check", "a.c", "-o", "latest", "--", code=0)
assert (work / "latest").is_symlink() and "0 findings" in (inside / "one").read_text()
assert "0 findings" in run("check", "a.c", "-o", "/dev/stdout", "--", code=0).stdout
# What `init` writes is below the project's folder, also where a folder of it is a link.
beside = work.parent / (work.name + ".beside")
shutil.rmtree(beside, ignore_errors=True)
beside.mkdir()
for name, target in (("out", beside), ("gone", beside / "none"), ("in", ".config")):
    project = work / f"init-{name}"
    (project / ".config").mkdir(parents=True)
    (project / ".github").symlink_to(target)
    said = run("init", project, code=0 if name == "in" else 2).stderr
    assert (said == "") == (name == "in") and not os.listdir(beside), (name, said)
    assert name == "in" or "asyncsafe.yml: cannot be created: its folder is a link that leads out of the project" in said, said
assert (project / ".config" / "workflows" / "asyncsafe.yml").is_file()

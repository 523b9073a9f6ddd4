# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""git.py FOLDER INCLUDE: `--diff` in a repository whose .git came from a stranger, with its configuration.

git starts none of the programs that are named there, fetches with none of them, and is ended where it waits;
what .gitattributes calls binary counts as changed.
"""
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs"))
from limits import SANITIZED

work = pathlib.Path(sys.argv[1]).absolute()
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
asyncsafe = os.environ["ASYNCSAFE"]
FLAGS = ["--", "-nostdlibinc", "-isystem", sys.argv[2]]
EXECUTED = work / "EXECUTED"
evil = work / "evil.sh"
evil.write_text(f"#!/bin/sh\necho \"$0 $*\" >> {EXECUTED}\ncat\n")
evil.chmod(0o755)
environment = {**{k: v for k, v in os.environ.items() if not k.startswith("GIT_")}, "HOME": str(work),
               "XDG_CONFIG_HOME": str(work / "none"), "GIT_CONFIG_NOSYSTEM": "1"}
BEFORE = "#include <pthread.h>\nvoid held(pthread_mutex_t *m) {\n"
AFTER = BEFORE + "  pthread_mutex_lock(m);\n  pthread_testcancel();\n  pthread_mutex_unlock(m);\n}\n"


def git(folder, *arguments):
    return subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always", *arguments],
                          cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def repository(name):
    folder = work / name
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "a.c").write_text(BEFORE + "}\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "a")
    (folder / "a.c").write_text(AFTER)
    return folder


def configure(folder, **sections):
    with open(folder / ".git" / "config", "a") as file:
        for section, keys in sections.items():
            file.write(f"[{section}]\n" + "".join(f"\t{k} = {v}\n" for k, v in keys.items()))


def run(folder, code=1, said="1 finding; 0 not touched by the change since HEAD", env=environment, revision="HEAD"):
    result = subprocess.run([asyncsafe, "check", "a.c", f"--diff={revision}", *FLAGS], cwd=folder, env=env, capture_output=True,
                            text=True, stdin=subprocess.DEVNULL, timeout=60)
    output = result.stdout + result.stderr
    assert result.returncode == code and said in output, (folder.name, result.returncode, output)
    assert not EXECUTED.exists(), (folder.name, EXECUTED.read_text())


run(repository("plain"))

# What a configuration and its hooks can name; a name may have a '=' in it.
folder = repository("named")
(folder / ".gitattributes").write_text("*.c diff=c filter=evil\n*.h filter=a=b\na.c filter=a=b\n")
for attributes in ("*.c diff=c filter=evil\n", "*.c diff=c filter=a=b\n", "*.c filter=process\n"):
    folder = repository("named" + str(len(os.listdir(work))))
    (folder / ".gitattributes").write_text(attributes)
    for hook in ("post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction", "post-checkout"):
        shutil.copy(evil, folder / ".git" / "hooks" / hook)
    configure(folder, **{
        "core": {"fsmonitor": evil, "pager": evil, "editor": evil, "sshCommand": evil, "askPass": evil, "gitProxy": evil,
                 "hooksPath": folder / ".git" / "hooks", "alternateRefsCommand": evil, "untrackedCache": "true"},
        "diff": {"external": evil, "relative": "true", "orderFile": folder / ".git" / "config", "submodule": "diff"},
        'diff "c"': {"textconv": evil, "command": evil, "cachetextconv": "true"},
        'filter "evil"': {"clean": evil, "smudge": evil, "required": "true"},
        'filter "a=b"': {"clean": evil, "smudge": evil, "process": evil, "required": "true"},
        'filter "process"': {"process": evil, "required": "true"},
        "alias": {"diff": f"!{evil}", "rev-parse": f"!{evil}", "ls-files": f"!{evil}"},
        "pager": {"diff": evil, "config": evil}, "interactive": {"diffFilter": evil}, "credential": {"helper": evil},
    })
    run(folder)

# A filter of the user's own runs: what is compared is what would be committed.
(work / ".gitconfig").write_text('[filter "evil"]\n\tclean = sed s/pthread_testcancel/sched_yield/\n')
folder = repository("users")
(folder / ".gitattributes").write_text("*.c filter=evil\n")
git(folder, "commit", "-q", "-a", "-m", "b")
run(folder, code=0, said="0 findings; 1 not touched")
(work / ".gitconfig").unlink()

# Submodules have configurations of their own.
inner, folder = repository("inner"), repository("outer")
git(folder, "submodule", "--quiet", "add", str(inner), "sub")
git(folder, "commit", "-q", "-m", "sub")
with open(folder / ".git" / "modules" / "sub" / "config", "a") as file:
    file.write(f'[core]\n\tfsmonitor = {evil}\n[filter "evil"]\n\tclean = {evil}\n')
(folder / "sub" / ".gitattributes").write_text("* filter=evil\n")
(folder / "sub" / "a.c").write_text(AFTER)
(folder / "a.c").write_text(AFTER + "\n")
git(folder, "commit", "-q", "-m", "b", "a.c")
(folder / "a.c").write_text(AFTER.replace("m);", "m) ;") + "\n")
run(folder)

# A partial clone asks for what it lacks, over what the repository says.
for name, remote in (("ext", {"url": f"ext::{evil}"}), ("upload", {"url": str(work / "plain"), "uploadpack": evil}),
                     ("ssh", {"url": "ssh://nowhere/x"}), ("helper", {"url": "x", "vcs": "evil"})):
    folder = repository(name)
    configure(folder, **{'remote "origin"': {**remote, "promisor": "true"}, "protocol \"ext\"": {"allow": "always"},
                         "core": {"repositoryformatversion": "1", **({"sshCommand": evil} if name == "ssh" else {})},
                         "extensions": {"partialClone": "origin"}})
    blob = git(folder, "rev-parse", "HEAD:a.c").strip()
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    shutil.copy(evil, work / "git-remote-evil")
    run(folder, code=2, said="git diff: ", env={**environment, "PATH": f"{work}:{environment['PATH']}"})

# Attributes that make a source binary do not hide it.
for name in ("a.c", "a and b/a.c"):
    folder = repository("binary" + str(len(name)))
    if name != "a.c":
        (folder / name).parent.mkdir()
        shutil.copy(folder / "a.c", folder / name)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-a", "-m", "b")
        (folder / name).write_text(AFTER + "// changed\n")
        os.unlink(folder / "a.c")
        os.symlink(name, folder / "a.c")
        git(folder, "add", "a.c")
    (folder / ".gitattributes").write_text("*.c -diff\n")
    run(folder)
folder = repository("binary-renamed")
git(folder, "commit", "-q", "-a", "-m", "b")
(folder / ".gitattributes").write_text("*.c binary\n")
os.rename(folder / "a.c", folder / "old.c")
git(folder, "add", ".")
git(folder, "commit", "-q", "-m", "c")
os.rename(folder / "old.c", folder / "a.c")
(folder / "a.c").write_text(AFTER + "// changed\n")
git(folder, "add", ".")
run(folder)

# A git that waits is ended: the clock goes faster for this.
if not SANITIZED:
    source, library = work / "alarm.c", work / "alarm.so"
    source.write_text("#define _GNU_SOURCE\n#include <dlfcn.h>\nunsigned alarm(unsigned s) {\n"
                      '  return ((unsigned (*)(unsigned))dlsym(RTLD_NEXT, "alarm"))(s == 300 ? 2 : s);\n}\n')
    subprocess.run([os.environ["CLANG"], "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    folder = repository("waits")
    os.mkfifo(folder / ".git" / "info" / "pipe")
    configure(folder, core={"excludesFile": folder / ".git" / "info" / "pipe"})
    run(folder, code=2, said=": was ended after 300 seconds", env={**environment, "LD_PRELOAD": str(library)})

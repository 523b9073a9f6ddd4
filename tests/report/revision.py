# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The page names the commit that is checked out, from Git's files alone.

usage: revision.py ASYNCSAFE FOLDER
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

A, B = "a" * 40, "0123456789abcdef" * 4  # SHA-1, SHA-256


def shown(program, folder):
    """(revision, date) in the page of an empty report made in `folder`."""
    report = folder / "empty.json"
    report.write_text(EMPTY)
    page = subprocess.run([program, "merge", "empty.json", "--format=html"], cwd=folder, text=True, capture_output=True,
                          env={**os.environ, "SOURCE_DATE_EPOCH": "1772236800"}, timeout=60)
    assert page.returncode == 0, page.stderr
    line = re.search(r'<p class="soft project">(.*)</p>', page.stdout)[1]
    commit = re.search(r"revision <code>(.*?)</code>", line)
    return commit and commit[1], line.rsplit(" ", 1)[1]


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def main(program, top):
    global EMPTY
    top = pathlib.Path(top).absolute()
    shutil.rmtree(top, ignore_errors=True)
    top.mkdir(parents=True)
    (top / "empty.c").write_text("")
    EMPTY = subprocess.run([program, "check", "--format=json", "empty.c", "--"], cwd=top, text=True, check=True,
                           capture_output=True).stdout

    def case(name, expected, inside="", **files):
        folder = top / name
        (folder / inside).mkdir(parents=True, exist_ok=True)
        write(folder, **files)
        got = shown(program, folder / inside)
        assert got == (expected, "2026-02-28"), (name, got)

    case("loose", A[:12], **{".git__HEAD": "ref: refs/heads/main\n", ".git__refs__heads__main": A + "\n"})
    case("detached-above", B[:12], "src/lib", **{".git__HEAD": B + "\n"})
    case("packed", B[:12], **{".git__HEAD": "ref: refs/heads/main\n",
                              ".git__packed-refs": f"# pack-refs with: peeled\n{A} refs/heads/other\n{B} refs/heads/main\n^{A}\n"})
    case("worktree", A[:12], "tree", **{
        "main__worktrees__tree__HEAD": "ref: refs/heads/topic\n", "main__worktrees__tree__commondir": "../..\n",
        "main__refs__heads__topic": A + "\n", "tree__.git": "gitdir: ../main/worktrees/tree\n"})
    # What is no commit is not shown, whatever it names; a pipe is not waited for.
    case("unborn", None, **{".git__HEAD": "ref: refs/heads/main\n"})
    case("elsewhere", None, **{".git__HEAD": "ref: ../secret\n", "secret": "password\n"})
    case("html", None, **{".git__HEAD": "<script>" + "a" * 32 + "\n"})
    os.makedirs(top / "pipe/.git")
    os.mkfifo(top / "pipe/.git/HEAD")
    case("pipe", None)


main(*sys.argv[1:])

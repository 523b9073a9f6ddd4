# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Errors, warnings and notes have severities of their own, and lose nothing by it: neither the fix-its that
an editor asks for with the diagnostic that it was sent, nor NOLINT."""

import pathlib
import sys

from lsp import Server, check

TEXT = """\
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
static int gotten;
static void on_usr(int s) { gotten = 1; }
static void on_child(int s) { waitpid(-1, 0, WNOHANG); }
static void on_term(int s) { printf("bye"); }
int main(void) {
  signal(SIGUSR1, on_usr);
  signal(SIGCHLD, on_child);
  signal(SIGTERM, on_term);
  for (;;) {
    char b[10];
    if (read(0, b, 10) < 0 && errno != EINTR)
      break;
    if (gotten)
      gotten = 0;
  }
}
"""
NOTE, WARNING, ERROR = "handler-flag-type", "handler-clobbers-errno", "unsafe-call-in-handler"
SEVERITY = {NOTE: 3, WARNING: 2, ERROR: 1}


def severities(found):
    return {d["code"][len("asyncsafe-"):]: d["severity"] for d in found
            if d["code"][len("asyncsafe-"):] in SEVERITY}


def open_with_level(server, level, text=TEXT):
    (server.folder / ".clang-tidy").write_text(f"CheckOptions:\n  asyncsafe.Level: {level}\n")
    return server.open("a.c", text)


def main():
    folder = pathlib.Path(sys.argv[1])
    for level, shown in (("note", SEVERITY), ("warning", {WARNING: 2, ERROR: 1}), ("error", {ERROR: 1})):
        with Server(folder / level) as server:
            file = open_with_level(server, level)
            found = server.ours(file)
            check(severities(found) == shown, level, "shows", severities(found))
            check(not any("asyncsafe" in d["message"] for d in found), "a mark is left in", found)
            for d in found:
                actions = server.actions(file, d)
                titles = [a["title"] for a in actions]
                check(any("suppress with NOLINT" in t for t in titles), d["code"], "has only the actions", titles)
                if d["code"].endswith(NOTE):
                    check(len(titles) > 1, "the note lost its fix-it:", titles)
                for a in actions:
                    for quoted in a.get("diagnostics", []):
                        check((quoted["severity"], quoted["message"]) == (d["severity"], d["message"]),
                              "the action quotes", quoted)
    # A comment silences each level.
    with Server(folder / "silenced") as server:
        silenced = "".join(line + (" // NOLINT" if line.startswith("static") else "") + "\n"
                           for line in TEXT.splitlines())
        found = severities(server.ours(open_with_level(server, "note", silenced)))
        check(found == {}, "NOLINT is not obeyed:", found)
    # An editor without related places is sent the notes one by one; they quote the finding with its level.
    with Server(folder / "apart", related=False) as server:
        file = open_with_level(server, "note")
        everything = server.diagnostics(file)
        check(severities(server.ours(file)) == SEVERITY, "apart,", severities(server.ours(file)))
        check(not any("[asyncsafe" in d["message"] for d in everything), "a mark is left in", everything)
        check(any("error: 'printf'" in d["message"] for d in everything), "no note quotes its finding:", everything)


main()

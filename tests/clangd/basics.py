# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Opens a file, reads what asyncsafe-clangd says, edits, applies the fix."""

import pathlib
import sys

from lsp import Server, apply_edits, check, path_of, text_of

TEXT = """\
struct Mutex { void lock() noexcept; void unlock() noexcept; };
struct Queue {
  Mutex M;
  int Depth = 0;
  void check() { if (Depth > 100) throw 1; }
  void push() {
    M.lock();
    check();
    ++Depth;
    M.unlock();
  }
};
"""
SAFE = TEXT.replace("    check();\n", "")
CHECK = "asyncsafe-unprotected-release"


def read_finding(server, file):
    found = server.ours(file)
    check(len(found) == 1, "one finding is expected, not", found)
    d = found[0]
    check(d["code"] == CHECK, "the code is", d["code"])
    check(d["severity"] == 1, "a deadlock is no error")
    check(text_of(file, d["range"]) == "M.lock()", "the range covers", repr(text_of(file, d["range"])))
    check("'Queue::check' throws" in d["message"], "the message is", d["message"])
    notes = [(text_of(file, n["location"]["range"]), n["message"]) for n in d["relatedInformation"]]
    check([t for t, _ in notes] == ["check()", "throw 1", "M.unlock()", "M.lock()", "M.lock()"],
          "the notes are not in execution order:", notes)
    check("may throw" in notes[0][1] and "skipped" in notes[2][1], "the notes say", notes)
    return d


def read_link(diagnostic):
    page = path_of(diagnostic["codeDescription"]["href"])
    check(page.name == CHECK[len("asyncsafe-"):] + ".md", "the link leads to", page)
    check(page.read_text().startswith("# " + CHECK), "the page is another's:", page)


def main():
    folder = pathlib.Path(sys.argv[1])
    with Server(folder) as server:
        file = server.open("queue.cpp", TEXT)
        diagnostic = read_finding(server, file)
        read_link(diagnostic)

        # The code action is the fix-it.
        actions = [a for a in server.actions(file, diagnostic) if a["kind"] == "quickfix"]
        fixing = [a for a in actions if any("std::lock_guard" in e["newText"]
                                            for e in a["edit"]["changes"][file.uri])]
        check(len(fixing) == 1, "no code action applies the fix-it:", actions)
        for a in actions:
            for d in a.get("diagnostics", []):
                check("clang.llvm.org" not in str(d.get("codeDescription")), "a code action has the wrong link:", d)
        fixed = apply_edits(TEXT, fixing[0]["edit"]["changes"][file.uri])
        check("std::lock_guard lock(M);" in fixed and "M.unlock()" not in fixed, "the fixed text is", fixed)

        # An edit that mends the code takes the finding away, and the way back brings it again.
        server.change(file, SAFE)
        check(server.ours(file) == [], "the mended code has findings")
        server.change(file, TEXT)
        read_finding(server, file)

        # A comment silences it.
        server.change(file, TEXT.replace("M.lock();", f"M.lock(); // NOLINT({CHECK})"))
        check(server.ours(file) == [], "NOLINT is not obeyed")

        # Code that does not compile: clangd says so, and we say nothing wrong.
        server.change(file, TEXT.replace("check();\n    ++", "check(\n    ++"))
        broken = server.diagnostics(file)
        check(any(d["severity"] == 1 for d in broken), "no error is reported in broken code")
        server.change(file, TEXT)
        read_finding(server, file)

    # .clang-tidy decides as it does for `asyncsafe check`.
    (folder / "off").mkdir(exist_ok=True)
    (folder / "off" / ".clang-tidy").write_text("Checks: '-asyncsafe-unprotected-release'\n")
    with Server(folder / "off") as server:
        check(server.ours(server.open("queue.cpp", TEXT)) == [], "a check that .clang-tidy turns off speaks")


main()

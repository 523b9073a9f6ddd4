# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The actions that are offered on a finding: what they are called, which is preferred, what they do."""

import pathlib
import sys

from lsp import Server, apply_edits, check

LOCK = "struct Mutex { void lock() noexcept; void unlock() noexcept; };\n"
CHECK = "asyncsafe-unprotected-release"
FIX, SUPPRESS = "let a guard object hold the lock", f"suppress with NOLINT({CHECK})"


def held(line="M.lock();", between="check();"):
    return (LOCK + "static void check() { throw 1; }\nvoid f(Mutex &M) {\n  " + line + "\n  " + between
            + "\n  M.unlock();\n}\n")


def edited(server, file, title):
    diagnostic = server.ours(file)[0]
    action = {a["title"]: a for a in server.actions(file, diagnostic)}[title]
    return apply_edits(file.text, action["edit"]["changes"][file.uri])


def silences(server, name, text, expected):
    file = server.open(name, text)
    check(len(server.ours(file)) == 1, "one finding is expected in", name, server.ours(file))
    after = edited(server, file, SUPPRESS)
    check(expected in after and len(after) > len(text), "the text is", after)
    server.change(file, after)
    check(server.ours(file) == [], "it speaks all the same:", after)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True)
    (folder / "compile_flags.txt").write_text("-std=c++17\n")
    with Server(folder) as server:
        version = server.capabilities["serverInfo"]["version"]
        check("with asyncsafe " in version and "clangd version" in version, "the version is", version)

        file = server.open("fixed.cpp", held())
        diagnostic = server.ours(file)[0]
        check(diagnostic["message"].split("\n")[0].endswith("(fix available)"), diagnostic["message"])
        actions = {a["title"]: a for a in server.actions(file, diagnostic) if a["kind"] == "quickfix"}
        check(set(actions) == {FIX, SUPPRESS}, "the actions are", list(actions))
        check(actions[FIX].get("isPreferred") and not actions[SUPPRESS].get("isPreferred"), "preferred:", actions)
        check("std::lock_guard lock(M);" in edited(server, file, FIX), edited(server, file, FIX))

        # Without a fix none is promised, and silence is not what is preferred.
        file = server.open("unfixed.cpp", held(between="for (;;) { check(); goto out; } out:"))
        diagnostic = server.ours(file)[0]
        check("available)" not in diagnostic["message"], diagnostic["message"])
        actions = server.actions(file, diagnostic)
        check([a["title"] for a in actions] == [SUPPRESS] and not actions[0].get("isPreferred"), actions)

        silences(server, "plain.cpp", held(), f"M.lock(); // NOLINT({CHECK})\n")
        silences(server, "comment.cpp", held("M.lock(); // why"), f"// why // NOLINT({CHECK})\n")
        silences(server, "list.cpp", held("M.lock(); // NOLINT(bugprone-x)"), f"// NOLINT(bugprone-x,{CHECK})\n")
        silences(server, "continued.cpp", held("M.lock(); \\"), f"M.lock(); /* NOLINT({CHECK}) */ \\\n")
        silences(server, "windows.cpp", held().replace("\n", "\r\n"), f"M.lock(); // NOLINT({CHECK})\r\n")
        # The end of this line is inside a string: no comment can stand there.
        file = server.open("raw.cpp", held('M.lock(); const char *s = R"(\n)";'))
        diagnostic = server.ours(file)[0]
        check(not any(a["title"] == SUPPRESS for a in server.actions(file, diagnostic)), "a string is changed")


main()

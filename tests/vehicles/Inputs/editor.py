"""editor.py [--strict] DATABASE TEMP [FILE…]: the findings of the program, of clang-tidy with
the plugin and of asyncsafe-clangd in the files of a compilation database are the same, notes
included.  (An editor shows what is in the file that is open: findings in headers are left to
the comparison of the other two.)"""

import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "clangd"))
from lsp import Server, path_of  # noqa: E402

DIAGNOSTIC = re.compile(r"([^\s:][^:]*):(\d+):(\d+): (warning|note|error): (.*?)(?: \[([a-z0-9.,-]+)\])?$")


def byte_column(text, position):
    """LSP counts UTF-16 units from 0, compilers bytes from 1."""
    line = text.split("\n")[position["line"]]
    return len(line.encode("utf-16-le")[: 2 * position["character"]].decode("utf-16-le").encode()) + 1


def same_case(message):
    """clangd begins messages with a capital, and says when there is a fix."""
    message = message.removesuffix(" (fix available)")
    return message[:1].lower() + message[1:]


class Comparison:
    def __init__(self, database, temp, files, strict):
        entries = json.loads((database / "compile_commands.json").read_text())
        known = {os.path.realpath(os.path.join(e["directory"], e["file"])) for e in entries}
        self.files = [os.path.realpath(f) for f in files] or sorted(known)
        assert set(self.files) <= known, set(self.files) - known
        self.database, self.temp, self.strict = database, temp, strict

    def of_program(self):
        # One file at a time, as the others see it: together they are programs, of which more is known.
        all_findings = []
        for file in self.files:
            command = [os.environ["ASYNCSAFE"], "check", "-p", str(self.database), "--alone", "--format=json", file]
            report = json.loads(subprocess.run(command + ["--strict"] * self.strict, text=True, capture_output=True).stdout)
            assert not report["coverage"]["failed"], report["coverage"]["failed"]
            all_findings += report["findings"]
        place = lambda p: (os.path.realpath(p["file"]), p["line"], p["column"])
        return {(*place(f), same_case(f["message"]), f["check"],
                 tuple((*place(n), same_case(n["message"])) for n in f["notes"]) +
                 tuple((*place(f), same_case(f[more])) for more in ("consequence", "help") if f.get(more)))
                for f in all_findings}

    def of_plugin(self):
        config = {"Checks": "-*,asyncsafe-*", "HeaderFilterRegex": ".*",
                  "CheckOptions": {"asyncsafe.Strict": str(self.strict).lower()}}
        out = subprocess.run([os.environ["CLANG_TIDY"], "--load=" + os.environ["ASYNCSAFE_PLUGIN"], "--quiet",
                              "--config=" + json.dumps(config), "-p", str(self.database), *self.files],
                             text=True, capture_output=True, cwd=self.database).stdout
        findings = []
        for match in filter(None, map(DIAGNOSTIC.match, out.splitlines())):
            file, row, column, level, message, check = match.groups()
            place = (os.path.realpath(self.database / file), int(row), int(column))
            if level == "note":
                findings[-1][-1].append((*place, same_case(message)))
            elif check and check.startswith("asyncsafe-"):
                findings.append([*place, same_case(message), check, []])
            else:
                findings.append([*place, message, "", []])  # Clang's own warning, with notes of its own
        return {(*f[:-1], tuple(f[-1])) for f in findings if f[4]}

    def of_editor(self):
        config = self.temp / "config" / "clangd"
        config.mkdir(parents=True, exist_ok=True)
        (config / "config.yaml").write_text(json.dumps(
            {"Diagnostics": {"ClangTidy": {"CheckOptions": {"asyncsafe.Strict": str(self.strict).lower()}}}}))
        texts = {}

        def place(uri, range_):
            file = os.path.realpath(path_of(uri))
            texts.setdefault(file, pathlib.Path(file).read_text())
            return (file, range_["start"]["line"] + 1, byte_column(texts[file], range_["start"]))

        found = set()
        with Server(self.temp / "editor", f"--compile-commands-dir={self.database}", "--enable-config=1",
                    environment={"XDG_CONFIG_HOME": str(config.parent)}) as server:
            for name in self.files:
                file = server.open(name)
                for d in server.ours(file, timeout=300):
                    notes = tuple((*place(n["location"]["uri"], n["location"]["range"]), same_case(n["message"]))
                                  for n in d.get("relatedInformation", []))
                    found.add((*place(file.uri, d["range"]), same_case(d["message"]), d["code"], notes))
                server.close(file)
        return found

    def run(self):
        in_files = lambda findings: {f for f in findings if f[0] in self.files}
        program, plugin, editor = self.of_program(), self.of_plugin(), self.of_editor()
        differs = False
        for what, these, those in (("the program and not the plugin", program, plugin),
                                   ("the plugin and not the program", plugin, program),
                                   ("the program and not the editor", in_files(program), editor),
                                   ("the editor and not the program", editor, in_files(program))):
            for finding in sorted(these - those):
                differs = True
                print(f"{what}:", *finding[:5], *finding[5], sep="\n  ")
        print(f"{len(self.files)} files: {len(program)} findings of the program, {len(plugin)} of the plugin, "
              f"{len(editor)} of the editor (of {len(in_files(program))} in the files themselves)")
        assert program, "there are no findings: nothing was compared"
        return differs


def main():
    arguments = sys.argv[1:]
    strict = "--strict" in arguments
    database, temp, *files = [a for a in arguments if a != "--strict"]
    sys.exit(Comparison(pathlib.Path(database).absolute(), pathlib.Path(temp).absolute(), files, strict).run())


main()

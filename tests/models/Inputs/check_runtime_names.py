"""Models and pages know every public name of the runtime.

    check_runtime_names.py SOURCE

Read from the headers by libclang. Each public function that may throw, and each that takes or gives back something, is
answered by a row of models/asyncsafe-runtime.json; a form with a std::error_code by one that does not say that the
interrupt is thrown. Each class and each free function is named on a page of docs/runtime or in runtime/README.md.
"""
import ctypes
import fnmatch
import json
import os
import pathlib
import re
import sys
import tempfile

import callees

CLASSES, FUNCTIONS = (2, 4, 31, 32), (8, 21, 30)  # struct, class, templates of classes; functions, methods, templates
PARAMETER, PROTECTED, PRIVATE = 10, 2, 3
# These need libraries of others; their names stand in tests/models/Inputs/calls/asyncsafe-runtime-2.cpp.
OF_OTHERS = {"python.hpp", "uv.hpp", "glib.hpp", "asio.hpp"}
# What nobody calls by name: details that a public class shows, and bases.
UNNAMED = re.compile(r"::(detail|detail_|testing)(::|$)|::(state|node|notify|own_timer|runner|holding|protection|iterator)$|^asyncsafe_call$")


class Names(callees.Source):
    """functions: [(name, parameter types, whether noexcept)]; classes: {name}."""

    def __init__(self, lib, path, flags):
        self.functions, self.classes = [], set()
        lib.clang_getCXXAccessSpecifier.restype = ctypes.c_int
        lib.clang_getCXXAccessSpecifier.argtypes = [callees.Cursor]
        super().__init__(lib, path, flags)

    def visit(self, cursor, parent, _):
        lib, kind = self.lib, self.lib.clang_getCursorKind(cursor)
        if lib.clang_getCXXAccessSpecifier(cursor) in (PROTECTED, PRIVATE):
            return callees.CONTINUE
        name = self.qualified(cursor)
        if kind == callees.NAMESPACE or kind in CLASSES:
            if not name.startswith("asyncsafe") or UNNAMED.search(name):
                return callees.CONTINUE
            if kind in CLASSES:
                self.classes.add(name)
            return callees.RECURSE
        if kind in FUNCTIONS and name.startswith("asyncsafe") and not UNNAMED.search(name):
            kept = []

            def note(child, _parent, _data):
                if lib.clang_getCursorKind(child) == PARAMETER:
                    kept.append(self.type_of(child))
                return callees.CONTINUE

            lib.clang_visitChildren(cursor, callees.VISIT(note), None)
            spelled = self.text(lib.clang_getTypeSpelling(lib.clang_getCursorType(cursor)))
            self.functions.append((name, tuple(kept), spelled.endswith(" noexcept")))
        return callees.RECURSE if kind == 23 else callees.CONTINUE  # extern "C"

    def type_of(self, cursor):
        lib = self.lib
        t = lib.clang_getNonReferenceType(lib.clang_getCanonicalType(lib.clang_getCursorType(cursor)))
        return self.text(lib.clang_getTypeSpelling(lib.clang_getUnqualifiedType(t)))


def answers(row, name, types):
    if name not in (row["name"] if isinstance(row["name"], list) else [row["name"]]):
        return False
    pack = bool(types) and types[-1].endswith("...")
    least = len(types) - pack
    if "arity" in row:
        low, high = row["arity"] if isinstance(row["arity"], list) else (row["arity"], row["arity"])
        if not (least <= high and (pack or low <= least)):
            return False
    signature = row.get("signature")
    if signature is None:
        return True
    rest = signature[-1] == "..."
    fixed = signature[: len(signature) - rest]
    if len(fixed) > len(types) or (not rest and not pack and len(fixed) != len(types)):
        return False
    return all(fnmatch.fnmatchcase(t, s.replace("[", "[[]")) for t, s in zip(types, fixed))


def check(lib, source):
    headers = sorted(h for h in os.listdir(source / "runtime/include/asyncsafe") if h.endswith((".hpp", ".h")) and h not in OF_OTHERS)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "all.cpp")
        pathlib.Path(path).write_text("".join(f"#include <asyncsafe/{h}>\n" for h in headers))
        names = Names(lib, path, ["-std=c++20", "-w", "-I" + str(source / "runtime/include")])
    problems = list(names.errors)
    assert len(names.functions) > 200 and len(names.classes) > 30, "the headers were not read"
    with open(source / "models/asyncsafe-runtime.json") as file:
        rows = json.load(file)["rows"]
    for name, types, is_noexcept in sorted(set(names.functions)):
        shown = f"{name}({', '.join(types)})"
        special = re.search(r"::operator(=|==)$", name) or re.search(r"(?:^|::)(\w+)::\1$", name)
        fitting = [row for row in rows if answers(row, name, types)]
        with_signature = [row for row in fitting if "signature" in row]
        if not fitting and not is_noexcept and not special:
            problems.append(f"models: no row answers {shown}")
        if "std::error_code" in types:
            for row in with_signature or fitting:
                if any(effect.get("interrupts") == "interrupt" for effect in row.get("effects", [])):
                    problems.append(f"models: {shown} reports an interrupt by its error code, but its row says that it is thrown")
            if is_noexcept is False and not with_signature and "close" not in name:
                problems.append(f"models: no row tells {shown} from the form that throws")
    pages = "".join(page.read_text() for page in [source / "runtime/README.md", *sorted((source / "docs/runtime").glob("*.md"))])
    quoted = " ".join(re.findall(r"```.*?```|`[^`\n]+`", pages, re.S))
    wanted = {name for name in names.classes} | {
        name for name, _, _ in names.functions if name.rsplit("::", 1)[0] not in names.classes}
    for name in sorted(wanted):
        last = name.rsplit("::", 1)[-1]
        if not re.search(r"(?<!\w)" + re.escape(last) + r"(?!\w)", quoted):
            problems.append(f"docs: no page names {name}")
    return problems


def main():
    lib = callees.load()
    if not lib:
        print("libclang is missing")
        return 1
    problems = check(lib, pathlib.Path(sys.argv[1]))
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

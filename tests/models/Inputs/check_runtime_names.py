"""Models and pages know every public name of the runtime.

    check_runtime_names.py SOURCE

Read from the headers by libclang. Each public function that may throw, and each that takes or gives back something, is
answered by a row of models/asyncsafe-runtime.json; a form with a std::error_code by one that does not say that the
interrupt is thrown. What throws an interrupt has a form with a std::error_code, unless it only runs what it is given. Each
class and each free function is named on a page of docs/runtime or in runtime/README.md. The compiler warns where the
answer of a question is dropped ([[nodiscard]]), or an object of a class marked so: GCC heeds the mark of constructors only.
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
CONSTRUCTOR, PARAMETER, NODISCARD, PROTECTED, PRIVATE, VOID = 24, 10, 440, 2, 3, 2
# These need libraries of others; their names stand in tests/models/Inputs/calls/asyncsafe-runtime-2.cpp.
OF_OTHERS = {"python.hpp", "uv.hpp", "glib.hpp", "asio.hpp"}
# What nobody calls by name: details that a public class shows, and bases.
UNNAMED = re.compile(r"::(detail|detail_|testing)(::|$)|::(state|node|notify|own_timer|runner|holding|protection|iterator)$|^asyncsafe_call$")
# Delivery points that wait for nothing, and what runs the code it is given: that code has the form it wants.
NO_OPERATIONS = re.compile(r"::(checkpoint|allow_interrupt|await_resume|basic_mask_guard::(leave|restore)|interruptible|bracket|bracket_on_error"
                           r"|finally|on_exception|protect|operator\(\)|signal_receiver::begin)$")
# Const, and yet they act.
ACTS = re.compile(r"::(prepared_interrupt::post|pool_task::(cancel|wait|get)|basic_mask_guard::restore|protect|operator\W+)$")


class Names(callees.Source):
    """functions: [(name, parameter types, whether noexcept)]; classes: {name}; droppable: {name}, for want of [[nodiscard]]."""

    def __init__(self, lib, path, flags):
        self.functions, self.classes, self.droppable = [], set(), set()
        lib.clang_getCXXAccessSpecifier.restype = ctypes.c_int
        lib.clang_getCXXAccessSpecifier.argtypes = [callees.Cursor]
        lib.clang_getCursorResultType.restype = callees.Type
        lib.clang_getCursorResultType.argtypes = [callees.Cursor]
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
        if kind in (CONSTRUCTOR, *FUNCTIONS) and name.startswith("asyncsafe") and not UNNAMED.search(name):
            self.note_droppable(cursor, parent, name)
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

    def is_marked(self, cursor):
        marks = []

        def note(child, _parent, _data):
            marks.append(self.lib.clang_getCursorKind(child) == NODISCARD)
            return callees.CONTINUE

        self.lib.clang_visitChildren(cursor, callees.VISIT(note), None)
        return any(marks)

    def note_droppable(self, cursor, parent, name):
        lib = self.lib
        if self.is_marked(cursor) or lib.clang_CXXMethod_isDeleted(cursor):
            return
        if re.search(r"(?:^|::)(\w+)::\1$", name):
            moves = lib.clang_CXXConstructor_isCopyConstructor(cursor) or lib.clang_CXXConstructor_isMoveConstructor(cursor)
            asks = self.is_marked(parent) and not moves and not lib.clang_CXXMethod_isDefaulted(cursor)
        else:
            asks = lib.clang_CXXMethod_isConst(cursor) and lib.clang_getCursorResultType(cursor).kind != VOID and not ACTS.search(name)
        if asks:
            self.droppable.add(name)

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
    by_code = {name for name, types, _ in names.functions if "std::error_code" in types}
    for name, types, is_noexcept in sorted(set(names.functions)):
        shown = f"{name}({', '.join(types)})"
        special = re.search(r"::operator(=|==)$", name) or re.search(r"(?:^|::)(\w+)::\1$", name)
        fitting = [row for row in rows if answers(row, name, types)]
        with_signature = [row for row in fitting if "signature" in row]
        if not fitting and not is_noexcept and not special:
            problems.append(f"models: no row answers {shown}")
        throws = any(effect.get("interrupts") == "interrupt" for row in fitting for effect in row.get("effects", []))
        if throws and name not in by_code and not NO_OPERATIONS.search(name):
            problems.append(f"headers: {shown} throws an interrupt, and has no form with a std::error_code")
        if "std::error_code" in types:
            for row in with_signature or fitting:
                if any(effect.get("interrupts") == "interrupt" for effect in row.get("effects", [])):
                    problems.append(f"models: {shown} reports an interrupt by its error code, but its row says that it is thrown")
            if is_noexcept is False and not with_signature and "close" not in name:
                problems.append(f"models: no row tells {shown} from the form that throws")
    problems += [f"headers: {name} is not [[nodiscard]]" for name in sorted(names.droppable)]
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

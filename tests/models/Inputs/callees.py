"""What does a source file call?  By libclang: names as models spell them."""
import ctypes
import glob
import os
import subprocess


class Cursor(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_int), ("xdata", ctypes.c_int), ("data", ctypes.c_void_p * 3)]


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("flags", ctypes.c_uint)]


class Type(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_int), ("data", ctypes.c_void_p * 2)]


class Location(ctypes.Structure):
    _fields_ = [("ptr", ctypes.c_void_p * 2), ("data", ctypes.c_uint)]


VISIT = ctypes.CFUNCTYPE(ctypes.c_int, Cursor, Cursor, ctypes.c_void_p)
CONTINUE, RECURSE = 1, 2
NAMESPACE, CXX_METHOD, CALL_EXPR, TRANSLATION_UNIT = 22, 21, 103, 350
FIRST_INVALID, LAST_INVALID = 70, 73


def load():
    """libclang, or None."""
    folder = llvm_lib()
    names = [os.path.join(folder, n) for n in ("libclang.so", "libclang.so.1")] + sorted(glob.glob(os.path.join(folder, "libclang-[0-9]*.so*")))
    path = next((n for n in names if os.path.exists(n)), None)
    if not path:
        return None
    lib = ctypes.CDLL(path)
    for name, result, arguments in [
        ("clang_createIndex", ctypes.c_void_p, [ctypes.c_int, ctypes.c_int]),
        ("clang_parseTranslationUnit", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint]),
        ("clang_getTranslationUnitCursor", Cursor, [ctypes.c_void_p]),
        ("clang_visitChildren", ctypes.c_uint, [Cursor, VISIT, ctypes.c_void_p]),
        ("clang_getCursorSpelling", Text, [Cursor]),
        ("clang_getCString", ctypes.c_char_p, [Text]),
        ("clang_disposeString", None, [Text]),
        ("clang_getCursorReferenced", Cursor, [Cursor]),
        ("clang_getCursorSemanticParent", Cursor, [Cursor]),
        ("clang_getCursorKind", ctypes.c_int, [Cursor]),
        ("clang_Cursor_isInlineNamespace", ctypes.c_uint, [Cursor]),
        ("clang_Cursor_getNumArguments", ctypes.c_int, [Cursor]),
        ("clang_Cursor_getArgument", Cursor, [Cursor, ctypes.c_uint]),
        ("clang_getCursorType", Type, [Cursor]),
        ("clang_getCanonicalType", Type, [Type]),
        ("clang_getNonReferenceType", Type, [Type]),
        ("clang_getUnqualifiedType", Type, [Type]),
        ("clang_getTypeSpelling", Text, [Type]),
        ("clang_getCursorLocation", Location, [Cursor]),
        ("clang_Location_isFromMainFile", ctypes.c_int, [Location]),
        ("clang_getNumDiagnostics", ctypes.c_uint, [ctypes.c_void_p]),
        ("clang_getDiagnostic", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_uint]),
        ("clang_getDiagnosticSeverity", ctypes.c_int, [ctypes.c_void_p]),
        ("clang_formatDiagnostic", Text, [ctypes.c_void_p, ctypes.c_uint]),
    ]:
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


class Source:
    """calls: {(qualified name, arity, (parameter types…))}; errors: diagnostics."""

    def __init__(self, lib, path, flags):
        self.lib, self.calls, self.errors = lib, set(), []
        index = lib.clang_createIndex(0, 0)
        arguments = (ctypes.c_char_p * len(flags))(*[f.encode() for f in flags])
        unit = lib.clang_parseTranslationUnit(index, path.encode(), arguments, len(flags), None, 0, 0)
        if not unit:
            self.errors.append(f"{path}: cannot be parsed")
            return
        for i in range(lib.clang_getNumDiagnostics(unit)):
            diagnostic = lib.clang_getDiagnostic(unit, i)
            if lib.clang_getDiagnosticSeverity(diagnostic) >= 3:
                self.errors.append(self.text(lib.clang_formatDiagnostic(diagnostic, 1)))
        self.visitor = VISIT(self.visit)
        lib.clang_visitChildren(lib.clang_getTranslationUnitCursor(unit), self.visitor, None)

    def text(self, string):
        result = (self.lib.clang_getCString(string) or b"").decode()
        self.lib.clang_disposeString(string)
        return result

    def visit(self, cursor, parent, _):
        lib = self.lib
        if lib.clang_getCursorKind(parent) == TRANSLATION_UNIT and not lib.clang_Location_isFromMainFile(lib.clang_getCursorLocation(cursor)):
            return CONTINUE
        if lib.clang_getCursorKind(cursor) == CALL_EXPR:
            callee = lib.clang_getCursorReferenced(cursor)
            name = self.qualified(callee)
            if name:
                arity = lib.clang_Cursor_getNumArguments(cursor)
                types = self.parameters(callee)
                # The object of an operator that is a method counts as an argument here.
                if lib.clang_getCursorKind(callee) == CXX_METHOD and "::operator" in name and arity == len(types) + 1:
                    arity -= 1
                self.calls.add((name, arity, types))
        return RECURSE

    def qualified(self, cursor):
        lib, parts = self.lib, []
        while True:
            kind = lib.clang_getCursorKind(cursor)
            if kind == TRANSLATION_UNIT or FIRST_INVALID <= kind <= LAST_INVALID:
                break
            name = self.text(lib.clang_getCursorSpelling(cursor))
            if name and not (kind == NAMESPACE and lib.clang_Cursor_isInlineNamespace(cursor)):
                parts.append(name if name.startswith("operator") else name.split("<")[0])
            cursor = lib.clang_getCursorSemanticParent(cursor)
        return "::".join(reversed(parts))

    def parameters(self, callee):
        lib = self.lib
        types = []
        for i in range(max(0, lib.clang_Cursor_getNumArguments(callee))):
            t = lib.clang_getCursorType(lib.clang_Cursor_getArgument(callee, i))
            t = lib.clang_getUnqualifiedType(lib.clang_getNonReferenceType(lib.clang_getCanonicalType(t)))
            types.append(self.text(lib.clang_getTypeSpelling(t)))
        return tuple(types)


def llvm_lib():
    for tool in ("llvm-config-22", "llvm-config"):
        try:
            return subprocess.run([tool, "--libdir"], capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            continue
    return ""

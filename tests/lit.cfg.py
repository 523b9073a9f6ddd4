# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# How lit runs the tests: which files are tests, and the words that RUN lines use.
#
#   %asyncsafe        the program
#   %dump             `asyncsafe dump`, as in: %dump --stage=effects %s -- -std=c++20 | FileCheck %s
#   %check_asyncsafe  tests/check_asyncsafe.py: findings of the program and of the plugin
#   %asyncsafe-clangd the editor's server (tests that need it say REQUIRES: clangd)
#   %plugin           libasyncsafe-tidy.so
#   %clang-tidy       clang-tidy with the plugin loaded and nothing but our checks on
#   %plain-clang-tidy clang-tidy as it is
#   %clang            the C and C++ compiler that the tests are for
#   %mock             flags that put tests/Inputs/include in the place of the system headers
#   %mingw            flags for Windows with Debian's MinGW headers (REQUIRES: mingw)
#   %python           this Python
#   %llvm             the major version of LLVM that this was built against
#   %source           the root of the project
#   %build            its build folder
import os
import shutil
import subprocess
import sys

import lit.formats

config.name = "asyncsafe"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".test"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.asyncsafe_build, "tests")

# Inputs are read by tests; *Test.cpp is a program that ctest runs.
config.excludes = ["Inputs", "fuzz"] + sorted(
    {name for _, _, files in os.walk(config.test_source_root) for name in files if name.endswith("Test.cpp")}
)

if any(blank in path for blank in " \t" for path in (config.test_source_root, config.test_exec_root)):
    lit_config.fatal("lit puts the names of files into lines of shell as they are: the tests need a folder without blanks in its name")


def with_sanitizers():
    """`./dev test --sanitize` says how sanitizers report.  clang-tidy, which has none in it, loads them before the plugin."""
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        config.environment[name] = os.environ.get(name, "")
    config.environment["ASYNCSAFE_SANITIZED"] = "1"
    config.available_features.add("sanitized")
    tools = os.path.join(config.test_exec_root, "llvm-tools")
    os.makedirs(tools, exist_ok=True)
    for name in set(os.listdir(config.llvm_tools)) - set(os.listdir(tools)) - {"clang-tidy"}:
        os.symlink(os.path.join(config.llvm_tools, name), os.path.join(tools, name))
    wrapper = os.path.join(tools, "clang-tidy")
    with open(wrapper, "w") as file:
        real = os.path.join(config.llvm_tools, "clang-tidy")
        file.write(f'#!/bin/sh\nLD_PRELOAD={config.sanitizer_runtime} exec {real} "$@"\n')
    os.chmod(wrapper, 0o755)
    config.llvm_tools = tools


if config.sanitized:
    with_sanitizers()

binary = os.path.join(config.asyncsafe_build, "bin", "asyncsafe")
clangd = os.path.join(config.asyncsafe_build, "bin", "asyncsafe-clangd")
plugin = os.path.join(config.asyncsafe_build, "lib", "libasyncsafe-tidy.so")
tool = lambda name: os.path.join(config.llvm_tools, name)
mock = os.path.join(config.test_source_root, "Inputs", "include")

config.environment["PATH"] = os.pathsep.join([config.llvm_tools, os.environ.get("PATH", "")])
config.environment["ASYNCSAFE"] = binary
config.environment["ASYNCSAFE_PLUGIN"] = plugin
config.environment["ASYNCSAFE_CLANGD"] = clangd
config.environment["ASYNCSAFE_BUILD"] = config.asyncsafe_build
config.environment["CLANG_TIDY"] = tool("clang-tidy")
config.environment["CLANG"] = tool("clang")
config.environment["FILECHECK"] = tool("FileCheck")
# Terminal manners are tested where a test sets these itself.
for name in ("CLICOLOR_FORCE", "NO_COLOR"):
    config.environment.pop(name, None)

config.substitutions += [
    ("%check_asyncsafe", f"{sys.executable} {os.path.join(config.test_source_root, 'check_asyncsafe.py')}"),
    ("%asyncsafe-clangd", clangd),
    ("%asyncsafe", binary),
    ("%dump", f"{binary} dump"),
    ("%plugin", plugin),
    ("%plain-clang-tidy", tool("clang-tidy")),
    ("%clang-tidy", f"{tool('clang-tidy')} --load={plugin} --quiet --checks=-*,asyncsafe-*"),
    ("%clang", tool("clang")),
    ("%mock", f"-nostdlibinc -nostdinc++ -isystem {mock}"),
    ("%python", sys.executable),
    ("%llvm", config.llvm_major),
    ("%source", config.asyncsafe_source),
    ("%build", config.asyncsafe_build),
    (r"\bFileCheck-22\b", tool("FileCheck")),
]
config.available_features.add(f"llvm-{config.llvm_major}")
if shutil.which("clang-tidy-14"):
    config.available_features.add("clang-tidy-14")
if os.path.exists(clangd):
    config.available_features.add("clangd")
for feature, name in (("neovim", "nvim"), ("emacs", "emacs"), ("qtcreator", "qtcreator"), ("mkdocs", "mkdocs"),
                      ("aarch64-gcc", "aarch64-linux-gnu-g++")):
    if shutil.which(name):
        config.available_features.add(feature)
if shutil.which("bazel") and os.path.isdir("/usr/share/bazel/rules/java"):  # Debian's bazel-bootstrap and bazel-rules-java
    config.available_features.add("bazel")
if os.environ.get("ASYNCSAFE_BARE_DEBIAN"):
    config.available_features.add("bare-debian")
mingw_headers = "/usr/share/mingw-w64/include"
if os.path.exists(os.path.join(mingw_headers, "windows.h")):
    config.available_features.add("mingw")
    config.substitutions.append(("%mingw", f"--target=x86_64-w64-windows-gnu -isystem {mingw_headers}"))
try:
    subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=True, capture_output=True)
    config.available_features.add("strace")
except (OSError, subprocess.CalledProcessError) as error:
    lit_config.note(f"tests that need strace are left out: {error}")
if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
    config.available_features.add("chromium")
if os.path.exists(os.path.join(os.environ.get("ASYNCSAFE_ROCKSDB", ""), "db", "version_set.cc")):
    config.available_features.add("rocksdb")
    config.substitutions.append(("%rocksdb", os.environ["ASYNCSAFE_ROCKSDB"]))

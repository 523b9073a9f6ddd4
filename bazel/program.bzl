# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where asyncsafe is installed."""

def _asyncsafe_program_impl(repository):
    path = repository.attr.path or repository.which("asyncsafe")
    if not path:
        fail("asyncsafe is not in PATH; install it, or give asyncsafe_program its 'path'")
    repository.symlink(path, "asyncsafe")
    repository.file("BUILD", 'exports_files(["asyncsafe"])\n')

asyncsafe_program = repository_rule(
    implementation = _asyncsafe_program_impl,
    attrs = {"path": attr.string(doc = "The program (default: the one in PATH).")},
    environ = ["PATH"],
    local = True,
)

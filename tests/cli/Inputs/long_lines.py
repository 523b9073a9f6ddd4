# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes long.c, whose third line is very long on both sides of the finding, and short.c."""
import pathlib

BODY = "pthread_mutex_lock(m); pthread_testcancel(); pthread_mutex_unlock(m); "
for name, before, after in (("long.c", "é" * 50000, "x" * 100000), ("short.c", "x" * 100, "")):
    pathlib.Path(name).write_text(f"#include <pthread.h>\nvoid held(pthread_mutex_t *m) {{\n/* {before} */ {BODY}"
                                  + (f"/* {after} */" if after else "") + "}\n", encoding="utf-8")

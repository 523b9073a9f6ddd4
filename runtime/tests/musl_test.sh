#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What Debian's musl can try: the C interface compiles with its headers, and the stub assembles. It has no C++ library.
#   musl_test.sh RUNTIME
command -v musl-gcc > /dev/null || { echo "skipped: musl-tools is not installed"; exit 77; }
set -eu
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
musl-gcc -std=gnu11 -Wall -Wextra -Werror -fsyntax-only -I include tests/c_api_test.c
printf '#include <asyncsafe/c_api.h>\nint main(void) { return asyncsafe_checkpoint(); }\n' > "$scratch/strict.c"
musl-gcc -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -fsyntax-only -I include "$scratch/strict.c"
musl-gcc -c "src/stub_$(uname -m).S" -o "$scratch/stub.o"

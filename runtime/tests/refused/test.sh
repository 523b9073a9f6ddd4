#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# A program that must not compile, and must say why.   test.sh COMPILER INCLUDE SOURCE MESSAGE [OPTION...]
# With an empty MESSAGE it must compile.
compiler=$1 include=$2 source=$3 message=$4
shift 4
said=$("$compiler" -std=c++20 -fsyntax-only "$@" -I "$include" "$source" 2>&1)
status=$?
if [ -z "$message" ]; then
  [ $status -eq 0 ] || echo "$said"
  exit $status
fi
if [ $status -ne 0 ] && echo "$said" | grep -qF -- "$message"; then exit 0; fi
echo "expected: $message"
echo "$said"
exit 1

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Runs the checks over $1, with headers in $2: they must find nothing and leave nothing out.
set -eu
if [ -z "${ASYNCSAFE:-}" ]; then
  echo "skipped: ASYNCSAFE does not name the asyncsafe program"
  exit 77
fi
found=$("$ASYNCSAFE" check "$1" -- -std=c++20 -I"$2" 2>&1) || {
  echo "$found"
  exit 1
}
echo "$found"
case $found in
  *"asyncsafe: 0 findings; analysed 1 of 1 unit"*) ;;
  *) exit 1 ;;
esac

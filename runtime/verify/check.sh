#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Checks the model of delivery with Spin, and that each mutation of it fails. Every mutation names the line of the C++ that
# it stands for; one that is not there any more fails, so that the model is not left behind.
#
#   runtime/verify/check.sh          in seconds
#   runtime/verify/check.sh large    more senders, receivers, handlers; some minutes and gigabytes
set -u
here=$(cd "$(dirname "$0")" && pwd)
command -v spin > /dev/null || { echo "skipped: spin is not installed"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failed=0

# $1 definitions; $2 memory in megabytes; $3 how to compile; $4 the depth of the search, $5 the size of its hash table as a power
# of two. Says "holds", or what does not.
verdict() {
  (
    cd "$folder" && cp "$here/delivery.pml" . || exit 1
    # shellcheck disable=SC2086
    spin -a $1 delivery.pml > spin.log 2>&1 && gcc -w ${3:--O1} -DSAFETY -DVECTORSZ=512 "-DMEMLIM=$2" -o pan pan.c || {
      echo "does not compile"; exit; }
    ./pan "-m${4:-2000000}" "-w${5:-22}" > pan.log 2>&1
    if grep -q 'errors: 0$' pan.log && ! grep -q 'Search not completed' pan.log; then
      echo "holds in $(sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' pan.log) states"
    else
      grep -m 1 '^pan:1:' pan.log || echo "was not completed"
    fi
  )
}

must_hold() {
  said=$(verdict "$@")
  echo "delivery $1: $said"
  case $said in holds*) ;; *) failed=1 ;; esac
}

must_hold "" 1000
must_hold "-DFALLBACK" 1000
must_hold "-DSENDERS=1 -DHELPER" 1000
# A kernel without membarrier may lose the first wake-up; the helper thread sends it again.
must_hold "-DSENDERS=1 -DHELPER -DNO_BARRIER_BEFORE_SECOND_LOOK" 1000
large() { must_hold "$1" 12000 "-O2 -DCOLLAPSE" 8000000 27; }
if [ "${1:-}" = large ]; then
  large "-DHELPER"
  large "-DNESTED=2 -DDATA=2"
  large "-DRECEIVERS=2 -DSENDERS=2"
  large "-DSENDERS=3"
fi

tab=$(printf '\t')
while IFS=$tab read -r definitions file line; do
  case $definitions in '' | '#'*) continue ;; esac
  grep -qF -- "$line" "$here/../src/$file" || {
    echo "mutation $definitions: $file has no line '$line' any more"
    failed=1
  }
  said=$(verdict "$definitions" 1000 -O0)  # found at once, so that compiling is what takes time
  case $said in
    pan:1:*) echo "mutation $definitions: found: ${said#pan:1: }" ;;
    *)
      echo "mutation $definitions: not found: $said"
      failed=1
      ;;
  esac
done < "$here/mutations.tsv"
[ $failed -eq 0 ] && echo "the model holds, and every mutation fails"
exit $failed

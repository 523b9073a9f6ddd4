#!/usr/bin/env bash
# On a bare Debian 12: installs the package, and finds something through the program, the plugin and the editor's server.
#
#   tests/package/bare-debian.sh PACKAGE.deb [MIRROR]
#
# Needs root, debootstrap and Debian's archive; takes some minutes, most of them downloads, and says how long what a user
# would wait for has taken.  Run by hand, and by tests/package/bare-debian.test where ASYNCSAFE_BARE_DEBIAN is set.
set -euo pipefail
package=$(realpath "$1")
mirror=${2:-$(sed -nE 's/^(URIs: |deb (\[[^]]*\] )?)([^ ]+).*/\3/p; T; q' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true)}
[[ -n $mirror ]] || { echo "bare-debian: no mirror: name one"; exit 2; }
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
root=$(mktemp -d -t bare-debian.XXXXXX)
trap 'umount -q "$root/proc" || true; rm -rf --one-file-system "$root"' EXIT

debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 || { tail "$root.log"; exit 1; }
rm -f "$root.log"
# What this machine needs to reach the archive, the bare one needs, too.
cp -a /etc/apt/. "$root/etc/apt/"
[[ ! -d /usr/local/share/ca-certificates ]] || cp -a /usr/local/share/ca-certificates "$root/usr/local/share/"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
mount -t proc proc "$root/proc"
mkdir "$root/project"
cp "$here/Inputs/job.c" "$root/project/"
cp "$package" "$root/asyncsafe.deb"
cat >"$root/project/compile_commands.json" <<'JSON'
[{"directory": "/project", "file": "job.c", "arguments": ["cc", "-std=c17", "-c", "job.c"]}]
JSON

inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
expect() { grep -q 'asyncsafe-unsafe-call-in-handler' "$1" || { cat "$1"; echo "bare-debian: no finding: $2"; exit 1; }; }

SECONDS=0
inside apt-get -q update >"$root/log"
inside apt-get -q -y install --no-install-recommends /asyncsafe.deb libc6-dev >"$root/log" || { cat "$root/log"; exit 1; }
inside sh -c 'cd /project && asyncsafe check' >"$root/program" || true
expect "$root/program" "asyncsafe check"
echo "bare-debian: the first finding after $SECONDS s"

printf '%s' '#!/bin/sh
message() { printf "Content-Length: %d\r\n\r\n%s" ${#1} "$1"; }
text=$(sed -e "s/\\\\/\\\\\\\\/g" -e "s/\"/\\\\\"/g" job.c | awk "{printf \"%s\\\\n\", \$0}")
message "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}"
message "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"file:///project/job.c\",\"languageId\":\"c\",\"version\":1,\"text\":\"$text\"}}}"
sleep 10
message "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}"
message "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"
' >"$root/project/session.sh"
inside sh -c 'cd /project && sh session.sh | asyncsafe-clangd 2>/dev/null' >"$root/editor"
expect "$root/editor" "asyncsafe-clangd"
echo "bare-debian: the editor's server finds it after $SECONDS s"

inside apt-get -q -y install --no-install-recommends clang-tidy-22 >"$root/log" || { cat "$root/log"; exit 1; }
inside sh -c 'cd /project && clang-tidy-22 --load=/usr/lib/asyncsafe/libasyncsafe-tidy.so --checks="-*,asyncsafe-*" job.c' >"$root/plugin" 2>/dev/null || true
expect "$root/plugin" "the plugin"
echo "bare-debian: all three after $SECONDS s"
((SECONDS < 300)) || { echo "bare-debian: more than five minutes"; exit 1; }

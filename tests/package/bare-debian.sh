#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# On a bare Debian 12: installs the package, and finds something through the program, the plugin and the editor's server.
# Then each way into CI starts from a machine without it: the steps of the GitHub action, the lines of the GitLab template, and
# pre-commit with our hooks.
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

# What a runner does. It has no git: the action does without.
without() { inside apt-get -q -y purge asyncsafe >"$root/log"; ! inside sh -c 'command -v asyncsafe' || { echo "bare-debian: still there"; exit 1; }; }
runs() { # NAME EXPECTED-CODE SCRIPT
  local code=0
  inside sh -c "cd /project && GITHUB_ACTION_PATH=/action HOME=/root bash '$3'" >"$root/$1" 2>&1 || code=$?
  [[ $code == "$2" ]] || { cat "$root/$1"; echo "bare-debian: $1: exit code $code"; exit 1; }
}
mkdir "$root/action"
cp -r "$here/../../ci" "$here/../../VERSION" "$root/action/"
without
python3 "$here/steps.py" "$here/../../action.yml" build=. package=/asyncsafe.deb >"$root/github.sh"
runs github 1 /github.sh
grep -q '^::error file=job.c' "$root/github" && grep -q '"asyncsafe-unsafe-call-in-handler"' "$root/project/asyncsafe.sarif"
echo "bare-debian: the action finds it"
without
python3 "$here/steps.py" "$here/../../ci/gitlab.yml" ASYNCSAFE_BUILD=. ASYNCSAFE_PACKAGE=file:///asyncsafe.deb >"$root/gitlab.sh"
runs gitlab 1 /gitlab.sh
expect "$root/gitlab" "the template for GitLab"
grep -q '"check_name": "asyncsafe-unsafe-call-in-handler"' "$root/project/gl-code-quality-report.json"
echo "bare-debian: the template for GitLab finds it"

inside apt-get -q -y install --no-install-recommends pre-commit >"$root/log"
mkdir "$root/hooks"
cp "$here/../../.pre-commit-hooks.yaml" "$root/hooks/"
cat >"$root/commit.sh" <<'SH'
set -e
git config --global user.name Name && git config --global user.email name@example.invalid && git config --global init.defaultBranch main
git -C /hooks init -q && git -C /hooks add . && git -C /hooks commit -q -m hooks
git init -q
printf 'repos:\n- repo: /hooks\n  rev: %s\n  hooks:\n  - id: asyncsafe\n    args: [-p, .]\n' "$(git -C /hooks rev-parse HEAD)" >.pre-commit-config.yaml
pre-commit install
git add .pre-commit-config.yaml && git commit -q -m "no source: the hook has nothing to do"
echo 'int unlisted;' >unlisted.c && git add unlisted.c && git commit -q -m "a file that is not in the database blocks no commit"
git add job.c && git commit -m "what is found blocks it"
SH
runs pre-commit 1 /commit.sh
expect "$root/pre-commit" "pre-commit"
[[ $(git -c safe.directory='*' -C "$root/project" rev-list --count main) == 2 ]]
echo "bare-debian: the hook of pre-commit finds it"

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Builds the image of the Containerfile with Podman, and checks a project in it.
#
#   tests/package/container.sh PACKAGE.deb [MIRROR]
#
# Needs root, podman, debootstrap and Debian's archive; no registry of images: the base is made here.  Where containers cannot
# have namespaces of their own, what is run in the image runs in its root alone (buildah's chroot isolation).  Run by hand, and by
# tests/package/container.test where ASYNCSAFE_BARE_DEBIAN is set.
set -euo pipefail
package=$(realpath "$1")
mirror=${2:-$(sed -nE 's/^(URIs: |deb (\[[^]]*\] )?)([^ ]+).*/\3/p; T; q' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true)}
[[ -n $mirror ]] || { echo "container: no mirror: name one"; exit 2; }
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
work=$(mktemp -d -t container.XXXXXX)
# A store of its own, which goes with it.
store=(--root "$work/store" --runroot "$work/run" --storage-driver vfs)
trap 'podman "${store[@]}" rmi --all --force >/dev/null 2>&1 || true; rm -rf --one-file-system "$work"' EXIT

debootstrap --variant=minbase bookworm "$work/base" "$mirror" >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
# What this machine needs to reach the archive, the image needs, too.
cp -a /etc/apt/. "$work/base/etc/apt/"
[[ ! -d /usr/local/share/ca-certificates ]] || cp -a /usr/local/share/ca-certificates "$work/base/usr/local/share/"
tar -C "$work/base" -c . | podman "${store[@]}" import - docker.io/library/debian:12-slim >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
rm -rf "$work/base"

mkdir -p "$work/context/build/packages" "$work/project"
cp "$here/../../Containerfile" "$work/context/"
cp "$package" "$work/context/build/packages/"
podman "${store[@]}" build --isolation=chroot --network=host --pull=never -t asyncsafe "$work/context" >"$work/log" 2>&1 \
  || { tail -n 30 "$work/log"; exit 1; }

cp "$here/Inputs/job.c" "$work/project/"
cat >"$work/project/compile_commands.json" <<JSON
[{"directory": "$work/project", "file": "job.c", "arguments": ["cc", "-std=c17", "-c", "job.c"]}]
JSON
code=0
if podman "${store[@]}" run --rm --network=none asyncsafe --version >"$work/log" 2>&1; then
  how=podman
  podman "${store[@]}" run --rm --network=none -v "$work/project:$work/project:ro" -w "$work/project" asyncsafe check --no-index \
    >"$work/out" 2>&1 || code=$?
else
  how="the image's root"
  root=$(podman "${store[@]}" image mount asyncsafe)
  mkdir -p "$root$work/project"
  cp "$work/project/"* "$root$work/project/"
  chroot "$root" sh -c "cd '$work/project' && exec asyncsafe check --no-index" >"$work/out" 2>&1 || code=$?
fi
[[ $code == 1 ]] && grep -q 'asyncsafe-unsafe-call-in-handler' "$work/out" || { cat "$work/log" "$work/out"; echo "container: no finding"; exit 1; }
echo "container: built with $(podman --version), run with $how"

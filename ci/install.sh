#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Installs asyncsafe's package where a CI job runs: PACKAGE is a .deb, its URL, or empty for the one in RELEASES.
set -euo pipefail
root=()
((EUID == 0)) || root=(sudo)
package=${PACKAGE:-}
if [[ -z $package ]]; then
  version=$(<"$(dirname "${BASH_SOURCE[0]}")/../VERSION")
  package=$RELEASES/asyncsafe_${version}_$(dpkg --print-architecture).deb
fi
"${root[@]}" apt-get -q update
if [[ $package == *://* ]]; then
  command -v curl >/dev/null || "${root[@]}" apt-get -q -y install --no-install-recommends ca-certificates curl
  download=$(mktemp -d)
  curl --fail --silent --show-error --location --output "$download/asyncsafe.deb" "$package"
  package=$download/asyncsafe.deb
fi
"${root[@]}" apt-get -q -y install --no-install-recommends "$(realpath "$package")"
asyncsafe --version

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# A stranger's project finds the runtime in the way named by $1: find_package, find_package_shared, pkg_config,
# add_subdirectory; readme_cmake and readme_sh: as the README says, from ~/.local. $2 is the runtime's source, $3 its build, $4 a scratch folder, $5 the C++ compiler.
set -eu
way=$1 source=$2 build=$3 scratch=$4/$1 compiler=$5
rm -rf "$scratch"
mkdir -p "$scratch"
prefix=$scratch/prefix
here=$source/tests/consumer

install_runtime() { cmake --install "$build" --prefix "$prefix" > "$scratch/install.log"; }

case $way in
  find_package | find_package_shared)
    install_runtime
    # The prefix moves: nothing of it may be written into the package.
    mv "$prefix" "$prefix-moved"
    shared=OFF
    [ "$way" = find_package ] || shared=ON
    cmake -S "$here/find_package" -B "$scratch/build" -DCMAKE_CXX_COMPILER="$compiler" -DBUILD_SHARED_LIBS=$shared \
      -DCMAKE_PREFIX_PATH="$prefix-moved" > "$scratch/configure.log"
    cmake --build "$scratch/build" -j2 --target consumer > "$scratch/build.log"
    "$scratch/build/consumer"
    ;;
  pkg_config)
    install_runtime
    PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name asyncsafe-runtime.pc)")
    export PKG_CONFIG_PATH
    # shellcheck disable=SC2046
    "$compiler" -std=c++20 "$here/main.cpp" -o "$scratch/consumer" \
      $(pkg-config --define-prefix --cflags --libs asyncsafe-runtime)
    LD_LIBRARY_PATH=$(dirname "$PKG_CONFIG_PATH") "$scratch/consumer"
    ;;
  readme_cmake | readme_sh)
    HOME=$scratch/home
    export HOME
    cmake --install "$build" --prefix "$HOME/.local" > "$scratch/install.log"
    cp "$here/main.cpp" "$scratch/program.cpp"
    cd "$scratch"
    # The last block of that language.
    block() {
      awk -v start="\`\`\`$1" '$0 == start { inside = 1; text = ""; next } /^```/ { inside = 0 } inside { text = text $0 "\n" }
        END { printf "%s", text }' "$source/README.md"
    }
    if [ "$way" = readme_cmake ]; then
      block cmake > CMakeLists.txt
      cmake -S . -B build -DCMAKE_PREFIX_PATH="$HOME/.local" -DCMAKE_CXX_COMPILER="$compiler" > configure.log
      cmake --build build -j2 > build.log
      build/program
    else
      block sh > commands.sh
      grep -q 'pkg-config' commands.sh
      sh -eu commands.sh
      ./program
    fi
    ;;
  add_subdirectory)
    cmake -S "$here/add_subdirectory" -B "$scratch/build" -DCMAKE_CXX_COMPILER="$compiler" \
      -DRUNTIME_SOURCE="$source" > "$scratch/configure.log"
    cmake --build "$scratch/build" -j2 --target consumer > "$scratch/build.log"
    "$scratch/build/consumer"
    ;;
  *)
    echo "unknown way: $way" >&2
    exit 2
    ;;
esac

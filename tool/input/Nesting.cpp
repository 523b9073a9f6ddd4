//===- Nesting.cpp - How deep untrusted JSON is nested --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/input/Nesting.h"

#include <algorithm>

using llvm::StringRef;

/// The nesting depth of arrays and objects.
static unsigned depthOf(StringRef Text) {
  unsigned Depth = 0, Deepest = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      if (C == '\\')
        ++I;
      else if (C == '"')
        InString = false;
    } else if (C == '"') {
      InString = true;
    } else if (C == '[' || C == '{') {
      Deepest = std::max(Deepest, ++Depth);
    } else if ((C == ']' || C == '}') && Depth) {
      --Depth;
    }
  }
  return Deepest;
}

bool asyncsafe::nestsTooDeep(StringRef Text) {
  constexpr unsigned MaxDepth = 64;
  return depthOf(Text) > MaxDepth;
}

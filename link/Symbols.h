//===- Symbols.h - Symbols that a unit defines and needs --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions and variables a unit defines for the rest of its program, and which it needs
// from others: all that is required to assign units to programs.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_LINK_SYMBOLS_H
#define ASYNCSAFE_LINK_SYMBOLS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct Symbols {
  std::string MainFile;
  bool HasMain = false;
  /// It has functions that it names nowhere: the constructors of its static objects take them (a test's
  /// cases).
  bool StartsItself = false;
  size_t Size = 0; ///< events: the cost of an analysis is roughly proportional to them
  /// Sorted, without duplicates. A function by its USR, a variable by its name.
  std::vector<std::string> Defines, Needs;
};

Symbols symbolsOf(const Unit &U);

/// The number of leading folders that two absolute paths share: of several definitions of one name, the
/// nearest is the likeliest.
unsigned commonFolders(std::string_view A, std::string_view B);

} // namespace asyncsafe

#endif

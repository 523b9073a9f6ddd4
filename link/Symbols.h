//===- Symbols.h - What a unit offers to others and needs of them -*- C++ -*-===//
//
// Decides which functions and variables a unit defines for the rest of its program,
// and which it leaves to others: all that has to be known of a unit in order to say
// which programs it belongs to.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_LINK_SYMBOLS_H
#define ASYNCSAFE_LINK_SYMBOLS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct Symbols {
  std::string MainFile;
  bool HasMain = false;
  size_t Size = 0; ///< events: what an analysis costs is about in proportion
  /// Sorted, no two equal.  A function by its USR, a variable by its name.
  std::vector<std::string> Defines, Needs;
};

Symbols symbolsOf(const Unit &U);

/// How many folders two absolute paths have in common from the root on: what stands
/// nearer is the likelier definition where several have one name.
unsigned commonFolders(std::string_view A, std::string_view B);

} // namespace asyncsafe

#endif

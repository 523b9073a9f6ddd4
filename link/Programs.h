//===- Programs.h - Which units make a program ------------------*- C++ -*-===//
//
// Decides which units are linked together: by the build's own link steps where they are
// known, else by symbols: each main() starts a program, and what a unit leaves undefined
// pulls in the unit that defines it.  Units of no program make libraries, whose callers
// are unknown.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_LINK_PROGRAMS_H
#define ASYNCSAFE_LINK_PROGRAMS_H

#include "link/Symbols.h"

namespace asyncsafe {

/// What the build links to one file.
struct LinkStep {
  std::string Output;
  std::vector<size_t> Objects;  ///< units that are in it
  std::vector<size_t> Archived; ///< units of libraries: in it where they are needed
};

struct Program {
  std::string Name; ///< of its main file, or of a library's folder
  bool HasMain = false;
  bool IsLinked = false;     ///< a link step says so
  std::vector<size_t> Units; ///< sorted
  /// Those of Units whose findings count; the rest is what they need, and other programs
  /// that have more of it are asked about it.  Sorted.
  std::vector<size_t> Own;
};

struct Partition {
  std::vector<Program> Programs;
  /// Programs that are not looked at as a whole: they share so many units with others that
  /// only what is theirs alone is linked, or they are too large, and each unit is judged alone.
  unsigned OverBudget = 0;
};

/// How many times over all units may be linked in all, on average.
inline constexpr unsigned DefaultLinkBudget = 4;

/// Events that a program may have in all.  Until each pass over a whole program is near-linear, a
/// larger one takes minutes where its units take seconds.
inline constexpr size_t LargestProgram = 200'000;

/// \p Units sorted by MainFile.  Every unit is Own in at least one program.
Partition partition(const std::vector<Symbols> &Units, const std::vector<LinkStep> &Steps = {},
                    unsigned Budget = DefaultLinkBudget);

} // namespace asyncsafe

#endif

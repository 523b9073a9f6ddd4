//===- Programs.h - Which units make a program ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which units are linked together: by the build's link steps if known, else by symbols: each
// main() starts a program, and an undefined symbol of a unit adds the unit that defines it. Units of no
// program form libraries, whose callers are unknown.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_LINK_PROGRAMS_H
#define ASYNCSAFE_LINK_PROGRAMS_H

#include "link/Symbols.h"

namespace asyncsafe {

/// One link step of the build and its output.
struct LinkStep {
  std::string Output;
  std::vector<size_t> Objects;  ///< units that are in it
  std::vector<size_t> Archived; ///< units of libraries: in it where they are needed
};

struct Program {
  std::string Name; ///< of its main file, or of a library's folder
  bool HasMain = false;
  bool IsLinked = false;     ///< known from a link step
  std::vector<size_t> Units; ///< sorted
  /// The units whose findings are reported for this program, sorted; the other units are only needed by
  /// these, and are reported for programs that contain more of them.
  std::vector<size_t> Own;
};

struct Partition {
  std::vector<Program> Programs;
  /// Programs that are not analysed as a whole, because they share too many units with others or are too
  /// large: only their own units are linked, or each unit is analysed alone.
  unsigned OverBudget = 0;
};

/// How many times, on average, a unit may be linked.
inline constexpr unsigned DefaultLinkBudget = 4;

/// Limit on the events of a program. git and litecoin stay below it. Until each pass over a whole program is
/// near-linear, a larger one takes minutes where its units take seconds.
inline constexpr size_t LargestProgram = 1'000'000;

/// \p Units sorted by MainFile.  Every unit is Own in at least one program.
Partition partition(const std::vector<const Symbols *> &Units, const std::vector<LinkStep> &Steps = {},
                    unsigned Budget = DefaultLinkBudget);

} // namespace asyncsafe

#endif

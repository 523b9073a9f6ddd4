//===- Protection.h - Where a held resource is safe -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, for a resource that an interruption would lose, whether its protection begins later, has
// ended earlier, or is on another path.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_PROTECTION_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_PROTECTION_H

#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"

namespace asyncsafe {

/// Answers for one resource at a time.
class Protection {
public:
  Protection(const HeldPass &Pass, const Unwinder &Unwind);

  void begin(unsigned Resource, Position AcquiredAt);
  /// The first event after the point from which the resource is safe. \p Until is lowered to the
  /// position in the block of \p P from which the answer may differ.
  const Event *later(const Hold &H, const Point &P, unsigned &Until);
  /// A protected event between the acquisition and the point: protection has ended.
  const Event *earlier(const Point &P, unsigned &Until);
  /// The same as later(), on the paths that do not come to the point.
  const Event *elsewhere(const Point &P);

private:
  /// A protected event, and the steps reached from there while the resource is held.
  struct Safe {
    Position Where;
    Hold H;
    const Event *At;
    bool Followed = false;
    unsigned OwnUntil = 0;                       ///< in its own block, from there on
    std::unordered_map<BlockId, unsigned> Until; ///< in blocks that are entered
  };

  HeldPaths::Question &question(const Effect &Interrupt);
  std::vector<HeldPaths::Mark> marks(const HeldPaths::Run &R, const Effect &Interrupt) const;
  const Event *from(const Hold &H, Position From, const Effect &Interrupt, unsigned &Until);
  const Event *explored(const Hold &H, Position From, const Effect &Interrupt) const;
  bool isProtected(const Hold &H, const Effect &Interrupt, const Event &At) const {
    return !Unwind.outcome(Resource, H, Interrupt, At).LeavesHeld;
  }
  bool leadsTo(Safe &From, const Point &P) const;
  std::vector<Safe> onTheWay(const Effect &Interrupt);

  const HeldPass &Pass;
  const Steps &S;
  const Unwinder &Unwind;
  /// By block, the steps at which the enclosing scope changes.
  std::vector<std::vector<unsigned>> Stretches;

  unsigned Resource = 0;
  Position AcquiredAt;
  // By class of interruptions.
  std::map<unsigned, HeldPaths::Question> Questions;
  std::map<unsigned, const Event *> Elsewhere;
  std::map<unsigned, std::vector<Safe>> SafeAt;
};

} // namespace asyncsafe

#endif

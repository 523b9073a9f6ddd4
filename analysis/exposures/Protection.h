//===- Protection.h - Where a held resource is safe -------------*- C++ -*-===//
//
// Decides, for a resource that an interruption would lose, whether protection begins only
// later, has ended before, or stands on another path.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_PROTECTION_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_PROTECTION_H

#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"

namespace asyncsafe {

/// Of one resource at a time.
class Protection {
public:
  Protection(const HeldPass &Pass, const Unwinder &Unwind);

  void begin(unsigned Resource, Position AcquiredAt);
  /// The first event after the point from which the resource is safe.  \p Until is lowered to where, in the
  /// block of \p P, the answer may change.
  const Event *later(const Hold &H, const Point &P, unsigned &Until);
  /// A protected event between the acquisition and the point: protection ended.
  const Event *earlier(const Point &P, unsigned &Until);
  /// The same as later(), on the paths that do not come to the point.
  const Event *elsewhere(const Point &P);

private:
  /// A protected event, and the steps that are come to from there while the resource is held.
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
  /// By block, the steps from which another scope is in force.
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

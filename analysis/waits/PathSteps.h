//===- PathSteps.h - A function as paths after a wait meet it ----*- C++ -*-===//
//
// Decides what of a function can matter to a search that follows a failure through it: the
// values that somebody asks about later, and what each event does to them.  Whatever
// no question can need any more is not worth being told apart.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_PATHSTEPS_H
#define ASYNCSAFE_ANALYSIS_WAITS_PATHSTEPS_H

#include "analysis/handlers/PlaceValues.h"

namespace asyncsafe {

class CalleeHabits;

/// A place whose value decides a branch, is copied or returned somewhere in the function.
using SlotId = uint32_t;
inline constexpr SlotId NoSlot = ~0u;
inline constexpr SlotId ErrnoSlot = 0, WatchedSlot = 1;

struct PathStep {
  enum class Kind : uint8_t {
    Look,   ///< at an object
    Use,    ///< of the number From
    Assign, ///< Subject = From, or the event's constant
    Call,
    Return, ///< From, or the event's constant
    End,    ///< the program or thread ends here
    Leave,  ///< an exception, or a jump
  };
  Kind K = Kind::Look;
  const Event *At = nullptr;
  unsigned Index = 0; ///< of At, in its block
  SlotId Subject = NoSlot, From = NoSlot;
  std::vector<SlotId> Forgets; ///< what is another value afterwards, Subject too
  /// Assign: of something that is neither errno nor an unnamed value, nor comes from one.
  bool Changes = false;
  bool KeepsErrno = false;     ///< Call
  bool TellsErrno = false;     ///< Call: it reports what errno says, or is given errno
  bool IsUsed = false;         ///< Call: somebody looks at the result
  bool Tries = false;          ///< Call: … of a wait for something
  std::vector<SlotId> Given;   ///< Call: numbers that are used elsewhere, as they are
  std::vector<SlotId> Handles; ///< Call: variables that hold what a wait has acquired
};

struct PathEdge {
  BlockId To = NoId;
  bool HasTest = false;
  SlotId Subject = NoSlot;
  Predicate Test;
  ObjectId Object = NoId; ///< that the condition looks at
  bool IsIdle = false;    ///< `continue` of a loop that is never repeated, with nothing done before it
};

struct PathBlock {
  std::vector<PathStep> Steps;
  std::vector<PathEdge> Edges;
};

class PathSteps {
public:
  /// \p Watched: one more place, which somebody asks about wherever a path ends; or none.
  PathSteps(const Unit &U, const CalleeHabits &Habits, FunctionId F, const Place &Watched);

  const PathBlock &operator[](BlockId B) const { return Blocks[B]; }
  size_t size() const { return Blocks.size(); }
  SlotId slotOf(const Place &P) const;
  /// On some path from the beginning of \p B, somebody asks for the value that \p S has there.
  bool isAskedFrom(BlockId B, SlotId S) const {
    return S == ErrnoSlot || (Watches && S == WatchedSlot) || (Asked[B][S / 64] >> (S % 64) & 1);
  }
  /// What holds whenever \p B is come to, of variables that never change after they are initialised.
  std::vector<std::pair<SlotId, Predicate>> givenAt(BlockId B) const;
  /// Some number is used for what it counts.
  bool usesNumbers() const { return !Counts.empty(); }
  /// Something is compared with EINTR, or its negative, somewhere.
  bool comparesWithEintr() const { return WithEintr; }
  /// errno, under its own name, is compared with EINTR somewhere.
  bool asksErrnoForEintr() const { return ForEintr; }

private:
  using Bits = std::vector<uint64_t>;

  void collectSlots(const Place &Watched);
  void collectAcquired();
  std::vector<SlotId> startingWith(Place P) const;
  std::vector<SlotId> writtenThrough(const Event &Call) const;
  std::optional<PathStep> step(const Event &E) const;
  void findAsked();
  Bits askedBefore(const PathBlock &B) const;

  const Function &F;
  const CalleeHabits &Habits;
  std::map<Place, SlotId, PlaceOrder> Slots;
  std::vector<PathBlock> Blocks;
  std::vector<Bits> Asked; ///< by block
  bool Watches, ForEintr = false, WithEintr = false;
  std::vector<SlotId> Counts;   ///< that some Use is of
  std::vector<SlotId> Acquired; ///< variables that hold what a call acquires that also waits
};

} // namespace asyncsafe

#endif

//===- PathSteps.h - What a function does with the result of a wait -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, for a search that follows a failure through a function, which values are live (a later
// branch or call uses them) and what each event does to them. States that differ only in dead values are
// merged.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_PATHSTEPS_H
#define ASYNCSAFE_ANALYSIS_WAITS_PATHSTEPS_H

#include "analysis/handlers/PlaceValues.h"

namespace asyncsafe {

class CalleeSummaries;

/// A place whose value decides a branch, is copied or is returned in the function.
using SlotId = uint32_t;
inline constexpr SlotId NoSlot = ~0u;
inline constexpr SlotId ErrnoSlot = 0, WatchedSlot = 1;

struct PathStep {
  enum class Kind : uint8_t {
    Look,   ///< of an object
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
  std::vector<SlotId> Forgets; ///< slots that have another value afterwards, including Subject
  /// Assigns a value other than errno or an unnamed result, and not derived from one.
  bool Changes = false;
  bool KeepsErrno = false;     ///< Call
  bool TellsErrno = false;     ///< Call: it reports errno, or gets it as an argument
  bool IsUsed = false;         ///< Call: its result is used
  bool Tries = false;          ///< Call: … of a wait for something
  std::vector<SlotId> Given;   ///< Call: numbers that are passed on unchanged
  std::vector<SlotId> Handles; ///< Call: variables that hold what a wait has acquired
};

struct PathEdge {
  BlockId To = NoId;
  bool HasTest = false;
  SlotId Subject = NoSlot;
  Predicate Test;
  ObjectId Object = NoId; ///< the slots that the condition tests
  bool IsIdle = false;    ///< `continue` in a loop that never repeats, before any side effect
};

struct PathBlock {
  std::vector<PathStep> Steps;
  std::vector<PathEdge> Edges;
};

class PathSteps {
public:
  /// \p Watched: an additional place that is live at the end of every path; or none.
  PathSteps(const Unit &U, const CalleeSummaries &Summaries, FunctionId F, const Place &Watched);

  const PathBlock &operator[](BlockId B) const { return Blocks[B]; }
  size_t size() const { return Blocks.size(); }
  SlotId slotOf(const Place &P) const;
  /// The value of \p S at the beginning of \p B is used on some path.
  bool isAskedFrom(BlockId B, SlotId S) const {
    return S == ErrnoSlot || (Watches && S == WatchedSlot) || (Asked[B][S / 64] >> (S % 64) & 1);
  }
  /// What holds at \p B for variables that never change after they are initialised.
  std::vector<std::pair<SlotId, Predicate>> givenAt(BlockId B) const;
  /// Some number is used as a count.
  bool usesNumbers() const { return !Counts.empty(); }
  /// Something is compared with EINTR, or its negative.
  bool comparesWithEintr() const { return WithEintr; }
  /// errno itself is compared with EINTR.
  bool asksErrnoForEintr() const { return ForEintr; }

private:
  using Bits = std::vector<uint64_t>;

  void collectSlots(const Place &Watched);
  void collectAcquired();
  std::vector<SlotId> startingWith(Place P) const;
  std::vector<SlotId> writtenThrough(const Event &Call) const;
  std::optional<PathStep> step(const Event &E) const;
  void findAsked();
  void findOnlyWays();
  Bits askedBefore(const PathBlock &B) const;

  const Function &F;
  const CalleeSummaries &Summaries;
  std::map<Place, SlotId, PlaceOrder> Slots;
  std::vector<PathBlock> Blocks;
  std::vector<Bits> Asked; ///< by block
  struct Way {
    BlockId From = NoId;
    const PathEdge *Over = nullptr;
  };
  std::vector<Way> OnlyWay;   ///< by block: the one edge to it; none if there are others
  std::vector<bool> Constant; ///< by slot: parameters that never change
  bool Watches, ForEintr = false, WithEintr = false;
  std::vector<SlotId> Counts;   ///< slots with a Use
  std::vector<SlotId> Acquired; ///< variables that hold the result of a call that acquires and waits
};

} // namespace asyncsafe

#endif

//===- AfterWait.h - What happens after a wait ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes where a function goes after a wait that a signal has interrupted, or that has succeeded. Each
// path carries what is known of the result, of errno, and of variables that hold a constant or one of
// these, as long as a later branch or call uses them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_AFTERWAIT_H
#define ASYNCSAFE_ANALYSIS_WAITS_AFTERWAIT_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/waits/WaitFacts.h"

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace asyncsafe {

/// The wait is reached once more.
struct Again {
  bool ForEintr = false; ///< after a test for EINTR
  /// Of a call that must not be repeated: it now concerns another object, or the path has assigned
  /// something other than results and errno.
  bool Changed = false;
  bool LimitChanged = false;      ///< an input of the time limit has changed
  bool Tried = false;             ///< of a call with a limit: another call that can wait has been made
  std::optional<int64_t> Watched; ///< the value of the watched place then
  bool Guessed = false;           ///< … where a branch on the way depends on something outside the graph
  bool operator==(const Again &A) const {
    return ForEintr == A.ForEintr && Changed == A.Changed && LimitChanged == A.LimitChanged &&
           Tried == A.Tried && Watched == A.Watched && Guessed == A.Guessed;
  }
};

/// The value of EINTR on POSIX systems of common ancestry.
inline constexpr int64_t EintrNumber = 4;

struct AfterWait {
  /// The paths were followed with full knowledge of the wait. Otherwise no path is missing, but some may
  /// be infeasible.
  bool Complete = true;
  std::vector<Again> Agains;
  std::vector<const Event *> Ends; ///< calls that never return, failing returns of main
  /// Returns and throws, with the value if known.
  struct Exit {
    std::optional<int64_t> Value;
    bool KeepsErrno = false;
    const Event *At = nullptr; ///< where a place is watched; null: the closing brace
    std::optional<int64_t> Watched;
    bool Guessed = false;
    bool operator==(const Exit &X) const {
      return Value == X.Value && KeepsErrno == X.KeepsErrno && At == X.At && Watched == X.Watched &&
             Guessed == X.Guessed;
    }
  };
  std::vector<Exit> Exits;
  /// The result is used as a count without a test for failure.
  const Event *Counts = nullptr;
  bool AsksErrno = false;
  bool AsksOther = false; ///< … for something other than EINTR
  /// errno is compared with EINTR, and this call in between may have changed it.
  const Event *Changer = nullptr;
  Certainty ChangerSure = Certainty::Unknown;
  /// The result or errno is compared with EINTR although it can never be equal to it.
  enum class Sentinel : uint8_t {
    None,
    ErrnoIsNotSet,
    ResultIsMinusOne,
    ResultIsNotNegated,
    ErrnoIsPositive
  };
  Sentinel Wrong = Sentinel::None;
  const Event *Reset = nullptr; ///< the watched place becomes 0 here
  const Event *Told = nullptr;  ///< EINTR is reported as an error by this call
  /// The path tests for EINTR, and then uses the handle that the failed call did not return: as an
  /// argument here.
  const Event *GoesOnWith = nullptr;
  /// The path tests for EINTR in order to retry, with a `continue` that repeats nothing.
  bool RepeatsNothing = false;
  /// Events that may release something on the way: releases, and calls of known bodies.
  std::vector<const Event *> Releases;
};

/// An additional place whose value is followed along the paths to their ends.
struct Watch {
  Place What;
  int64_t Value = 0;                       ///< when the wait has returned
  std::function<bool(CalleeId)> MayChange; ///< this callee may store to it
};

/// A set of objects, one bit each: every call joins the set of its callee.
class ObjectSet {
public:
  void insert(ObjectId O) {
    if (O == NoId)
      return;
    if (Bits.size() <= O / Word)
      Bits.resize(O / Word + 1);
    Bits[O / Word] |= uint64_t(1) << (O % Word);
  }
  void insert(const ObjectSet &Others) {
    if (Bits.size() < Others.Bits.size())
      Bits.resize(Others.Bits.size());
    for (size_t I = 0; I < Others.Bits.size(); ++I)
      Bits[I] |= Others.Bits[I];
  }
  bool count(ObjectId O) const {
    return O != NoId && O / Word < Bits.size() && (Bits[O / Word] >> (O % Word) & 1);
  }
  bool operator==(const ObjectSet &O) const { return Bits == O.Bits; }

private:
  static constexpr ObjectId Word = 64;
  std::vector<uint64_t> Bits; ///< the last word is not 0
};

/// How the functions of a unit affect errno and the paths of their callers.
class CalleeSummaries {
public:
  explicit CalleeSummaries(const Callees &Calls);
  /// It never changes errno, or restores it.
  bool keepsErrno(CalleeId C) const;
  /// It is known, rather than assumed, to change errno.
  bool changesErrno(CalleeId C) const;
  /// It reports errno as an error.
  bool tellsErrno(CalleeId C) const { return U.Callees[C].TellsErrno; }
  /// Every path ends the program or thread.
  bool neverReturns(CalleeId C) const;
  /// The same for this call with its constant arguments.
  bool neverReturnsFrom(const Event &Call) const;
  /// Some path returns to the caller.
  bool mayReturn(FunctionId F) const { return Summaries.solved(F).Returns; }
  /// The objects that the function or its callees read.
  const ObjectSet &reads(FunctionId F) const { return Summaries.solved(F).Reads; }

private:
  /// Least: the answer before any path of the function is known.
  struct Summary {
    bool Keeps = true, Changes = false, Dies = true, Returns = false;
    ObjectSet Reads;
    bool operator==(const Summary &O) const {
      return Keeps == O.Keeps && Changes == O.Changes && Dies == O.Dies && Returns == O.Returns &&
             Reads == O.Reads;
    }
  };

  Summary summaryOf(const Function &F) const;
  std::vector<bool> comingBack(const Function &F) const;
  using Constants = std::vector<std::optional<int64_t>>;
  bool diesFor(FunctionId F, const Constants &Arguments, unsigned Depth) const;

  const Unit &U;
  FixedPoint<Summary> Summaries;
  mutable std::map<std::pair<FunctionId, Constants>, bool> DiesFor;
};

enum class Outcome : uint8_t { Eintr, Succeeded, TimedOut };

class PathSteps;

/// Follows the waits of a unit; fastest if the waits of one function are asked for together.
class WaitFollower {
public:
  WaitFollower(const Unit &U, const CalleeSummaries &Summaries);
  ~WaitFollower();

  AfterWait follow(const Wait &W, Outcome How) { return follow(W, How, NoId, nullptr); }
  /// Only over paths on which neither this function nor its callees read \p Flag.
  AfterWait followUnseen(const Wait &W, ObjectId Flag) { return follow(W, Outcome::Eintr, Flag, nullptr); }
  AfterWait followWatching(const Wait &W, const Watch &Also) {
    return follow(W, Outcome::Eintr, NoId, &Also);
  }

  /// The function compares something with EINTR, or with its negative.
  bool comparesWithEintr(const Wait &W);

  const CalleeSummaries &summaries() const { return Summaries; }

private:
  AfterWait follow(const Wait &W, Outcome How, ObjectId Unseen, const Watch *Also);
  const PathSteps &stepsOf(const Wait &W, const Watch *Also);

  const Unit &U;
  const CalleeSummaries &Summaries;
  struct OfFunction;
  std::unique_ptr<OfFunction> Last;
};

} // namespace asyncsafe

#endif

//===- AfterWait.h - What follows once a wait has returned -------*- C++ -*-===//
//
// Decides where a function goes after a wait that a signal has ended, or that has
// succeeded.  The paths are followed with what is then known of the result, of errno
// and of every variable that holds a constant or one of these, as long as somebody asks
// about it further on.
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
  bool ForEintr = false; ///< because somebody asked for EINTR
  /// Of a call that must not be repeated: what it is about is another, or something has been
  /// assigned on the way, besides results and errno.
  bool Changed = false;
  bool LimitChanged = false;      ///< something that the time limit is made of has been
  bool Tried = false;             ///< of a call with a limit: some other that can wait has been tried
  std::optional<int64_t> Watched; ///< what the watched place holds then
  bool Guessed = false;           ///< … and a branch on the way depends on what the graph does not say
  bool operator==(const Again &A) const {
    return ForEintr == A.ForEintr && Changed == A.Changed && LimitChanged == A.LimitChanged &&
           Tried == A.Tried && Watched == A.Watched && Guessed == A.Guessed;
  }
};

/// The value that POSIX systems with a common ancestry give EINTR.
inline constexpr int64_t EintrNumber = 4;

struct AfterWait {
  /// What is known of the wait was known all along.  If not, no path is left out, but some
  /// may be none.
  bool Complete = true;
  std::vector<Again> Agains;
  std::vector<const Event *> Ends; ///< calls that never return, failing returns of main
  /// Returns and throws; with the value, if it is known.
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
  /// The result counts something although nobody has looked whether there is one.
  const Event *Counts = nullptr;
  bool AsksErrno = false;
  bool AsksOther = false; ///< … for something else than EINTR
  /// errno is asked for EINTR, and this call in between may have changed it.
  const Event *Changer = nullptr;
  Certainty ChangerSure = Certainty::Unknown;
  /// The result or errno is compared with EINTR, and can never be equal to it.
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
  /// Somebody has asked for EINTR, and goes on with the handle that the call has not got: as an
  /// argument here.
  const Event *GoesOnWith = nullptr;
  /// Somebody has asked for EINTR in order to try again, by a `continue` that repeats nothing.
  bool RepeatsNothing = false;
  /// What may release something on the way: releases, and calls of functions with bodies.
  std::vector<const Event *> Releases;
};

/// One more place whose value is followed along the paths, to wherever they end.
struct Watch {
  Place What;
  int64_t Value = 0;                       ///< when the wait has returned
  std::function<bool(CalleeId)> MayChange; ///< this callee may store to it
};

/// What a unit's functions do to errno and to the paths of their callers.
class CalleeHabits {
public:
  explicit CalleeHabits(const Callees &Calls);
  /// Never changes errno, or puts it back.
  bool keepsErrno(CalleeId C) const;
  /// Known to change errno, rather than merely unknown.
  bool changesErrno(CalleeId C) const;
  /// Reports what errno says, as an error.
  bool tellsErrno(CalleeId C) const { return U.Callees[C].TellsErrno; }
  /// Every path ends the program or thread.
  bool neverReturns(CalleeId C) const;
  /// The same of this very call, with its constant arguments.
  bool neverReturnsFrom(const Event &Call) const;
  /// Some path comes back to the caller.
  bool mayReturn(FunctionId F) const { return Habits.solved(F).Returns; }
  /// The objects that the function or its callees look at.
  const std::set<ObjectId> &reads(FunctionId F) const { return Habits.solved(F).Reads; }

private:
  /// Least: what is known of a function before any of its paths is.
  struct Habit {
    bool Keeps = true, Changes = false, Dies = true, Returns = false;
    std::set<ObjectId> Reads;
    bool operator==(const Habit &O) const {
      return Keeps == O.Keeps && Changes == O.Changes && Dies == O.Dies && Returns == O.Returns &&
             Reads == O.Reads;
    }
  };

  Habit habitOf(const Function &F) const;
  std::vector<bool> comingBack(const Function &F) const;
  using Constants = std::vector<std::optional<int64_t>>;
  bool diesFor(FunctionId F, const Constants &Arguments, unsigned Depth) const;

  const Unit &U;
  FixedPoint<Habit> Habits;
  mutable std::map<std::pair<FunctionId, Constants>, bool> DiesFor;
};

enum class Outcome : uint8_t { Eintr, Succeeded, TimedOut };

class PathSteps;

/// Follows the waits of a unit; quickest if those of one function come together.
class WaitFollower {
public:
  WaitFollower(const Unit &U, const CalleeHabits &Habits);
  ~WaitFollower();

  AfterWait follow(const Wait &W, Outcome How) { return follow(W, How, NoId, nullptr); }
  /// Over paths alone on which nobody looks at \p Flag, in sight or in callees.
  AfterWait followUnseen(const Wait &W, ObjectId Flag) { return follow(W, Outcome::Eintr, Flag, nullptr); }
  AfterWait followWatching(const Wait &W, const Watch &Also) {
    return follow(W, Outcome::Eintr, NoId, &Also);
  }

  /// The function that waits compares something with EINTR, or with its negative.
  bool comparesWithEintr(const Wait &W);

  const CalleeHabits &habits() const { return Habits; }

private:
  AfterWait follow(const Wait &W, Outcome How, ObjectId Unseen, const Watch *Also);
  const PathSteps &stepsOf(const Wait &W, const Watch *Also);

  const Unit &U;
  const CalleeHabits &Habits;
  struct OfFunction;
  std::unique_ptr<OfFunction> Last;
};

} // namespace asyncsafe

#endif

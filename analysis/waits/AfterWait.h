//===- AfterWait.h - What follows once a wait has returned -------*- C++ -*-===//
//
// Decides where a function goes after a wait that a signal has ended, or that has
// succeeded.  The paths are followed with what is then known of the result, of errno
// and of every local variable that holds a constant or one of these.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_AFTERWAIT_H
#define ASYNCSAFE_ANALYSIS_WAITS_AFTERWAIT_H

#include "analysis/waits/WaitFacts.h"

#include <set>

namespace asyncsafe {

/// The wait is reached once more.
struct Again {
  bool ForEintr = false;     ///< because somebody asked for EINTR
  bool Changed = false;      ///< something has been assigned on the way, besides results and errno
  bool LimitChanged = false; ///< … that the time limit is made of
  bool SubjectChanged = false; ///< what is waited for is another
  bool Tried = false;        ///< some other call that can wait has been tried
  std::set<ObjectId> Seen;   ///< the objects looked at on the way, in sight or by callees
};

/// The value that POSIX systems with a common ancestry give EINTR.
inline constexpr int64_t EintrNumber = 4;

struct AfterWait {
  bool Complete = true;      ///< every path was followed
  std::vector<Again> Agains;
  std::vector<const Event *> Ends; ///< calls that never return, failing returns of main
  /// Returns and throws; with the value, if it is known.
  struct Exit {
    std::optional<int64_t> Value;
    bool KeepsErrno = false;
  };
  std::vector<Exit> Exits;
  bool AsksErrno = false;
  bool AsksOther = false;    ///< … for something else than EINTR
  /// errno is asked for EINTR, and this call in between may have changed it.
  const Event *Changer = nullptr;
  Certainty ChangerSure = Certainty::Unknown;
  /// The result or errno is compared with EINTR, and can never be equal to it.
  enum class Sentinel : uint8_t { None, ErrnoIsNotSet, ResultIsMinusOne, ResultIsNotNegated };
  Sentinel Wrong = Sentinel::None;
};

/// What a unit's functions do to errno and to the paths of their callers.
class CalleeHabits {
public:
  explicit CalleeHabits(const Unit &U);
  /// Never changes errno, or puts it back.
  bool keepsErrno(CalleeId C) const;
  /// Known to change errno, rather than merely unknown.
  bool changesErrno(CalleeId C) const;
  /// Every path ends the program or thread.
  bool neverReturns(CalleeId C) const;
  /// Some path comes back to the caller.
  bool mayReturn(FunctionId F) const { return Returns[F]; }
  /// The objects that the function or its callees look at.
  const std::set<ObjectId> &reads(FunctionId F) const { return Reads[F]; }

private:
  const Unit &U;
  std::vector<bool> Keeps, Changes, Dies, Returns;
  std::vector<std::set<ObjectId>> Reads;
};

enum class Outcome : uint8_t { Eintr, Succeeded, TimedOut };

AfterWait follow(const Unit &U, const CalleeHabits &Habits, const Wait &W, Outcome How);

} // namespace asyncsafe

#endif

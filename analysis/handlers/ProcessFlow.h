//===- ProcessFlow.h - Processes along one function -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows one handler through a function: whether it is in force at a point, whether this process has
// children, and whether it is the copy that the last `fork` made. What is kept and put back is followed too.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_PROCESSFLOW_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_PROCESSFLOW_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Paths.h"
#include "analysis/handlers/HandlerFacts.h"

#include <array>
#include <map>
#include <unordered_set>

namespace asyncsafe {

namespace process {

/// A set of states of a process: the handler is in force or not, something can send its signal or not (for
/// SIGCHLD a child, for SIGALRM a timer that is armed), and what became of the function's last fork: this is
/// the child, there is none, or neither is known.
using States = uint16_t;
enum : unsigned { On = 1, Unsent = 2, Copy = 4, Failed = 8, OfFork = Copy | Failed, AllStates = 16 };
constexpr States stateOf(unsigned S) { return static_cast<States>(1u << S); }
constexpr States AtStart = stateOf(0);

/// Each state of \p S as \p To(state) -> States changes it.
template <class Change> States mapped(States S, Change To) {
  States Out = 0;
  for (unsigned Each = 0; Each < AllStates; ++Each)
    if (S & stateOf(Each))
      Out |= To(Each);
  return Out;
}

/// The last fork is the caller's no longer.
inline States withoutCopy(States S) {
  return mapped(S, [](unsigned Each) { return stateOf(Each & ~OfFork); });
}

/// What a function does with a process in each of the four states at its entry.
struct Left {
  std::array<States, 4> By{};
  bool Forks = false; ///< its result is 0 in the states of a copy, and in no other
  bool operator==(const Left &L) const { return By == L.By && Forks == L.Forks; }
};

} // namespace process

/// What the functions of a program do to handlers and processes.
struct ProcessChanges {
  const Callees &Calls;
  std::vector<bool> Concerned;  ///< by function: it, or what it runs, changes handlers or starts processes
  std::vector<bool> WithTimers; ///< … or sets a timer
  std::map<const Event *, std::vector<const HandlerChange *>> ByCall;

  /// One function, whichever handler is followed: each is followed through all functions.
  struct Outline {
    std::vector<std::vector<unsigned>> Events; ///< by block: at which something can happen
    std::unordered_set<Place, PlaceHash> Read; ///< variables whose value is copied or installed
    std::vector<unsigned> Rank;                ///< by block
    std::vector<BlockId> Caught;               ///< where handlers of exceptions begin, and the function
  };
  const Outline &outline(FunctionId Id) const;

private:
  Outline outlineOf(FunctionId Id) const;
  bool mayRunConcerned(const Event &E) const;
  mutable std::map<FunctionId, Outline> Known;

public:
  ProcessChanges(const Callees &Calls, size_t Functions)
      : Calls(Calls), Concerned(Functions), WithTimers(Functions) {}
};

/// Code of others runs there, and may call any function whose callers are unknown.
bool runsForeignCode(const Callees &Calls, const Event &E);

/// A handler, and what can send its signal.
struct FollowedHandler {
  const HandlerInstall &Install;
  bool ByTimers = false; ///< only the program's own timers
  const std::vector<bool> &concerned(const ProcessChanges &All) const {
    return ByTimers ? All.WithTimers : All.Concerned;
  }
};

/// One function, from each of the four states at its entry.
class ProcessFlow {
public:
  using States = process::States;
  using Left = process::Left;

  ProcessFlow(const ProcessChanges &All, FixedPoint<Left> &After, const FollowedHandler &Followed,
              FunctionId Id);

  /// The states before an event, for those at the entry.
  States at(Position To, States Entry) const { return chosen(pointAt(To), Entry); }
  States anywhere(States Entry) const;
  Left left() const;
  /// The states in which unknown code may run: in a call, or after a return to an unknown caller.
  States foreign(States Entry, bool Returns) const;

private:
  struct Point {
    std::array<States, 4> Now{};
    /// Where what was in force is kept: the states at that time, for each at the entry.
    std::map<Place, std::array<States, 4>, PlaceOrder> Saved;
    std::vector<Place> Result; ///< places that hold the last fork's result on every path

    bool join(const Point &From) {
      bool Changed = false;
      auto Add = [&](std::array<States, 4> &To, const std::array<States, 4> &More) {
        for (unsigned S = 0; S < 4; ++S) {
          Changed |= (To[S] | More[S]) != To[S];
          To[S] |= More[S];
        }
      };
      Add(Now, From.Now);
      for (auto &[P, S] : From.Saved)
        Add(Saved[P], S);
      auto Lost =
          std::remove_if(Result.begin(), Result.end(), [&](const Place &P) { return !From.holds(P); });
      Changed |= Lost != Result.end();
      Result.erase(Lost, Result.end());
      return Changed;
    }
    bool holds(const Place &P) const { return std::find(Result.begin(), Result.end(), P) != Result.end(); }
  };

  Point pointAt(Position To) const;
  static States chosen(const Point &P, States Entry);
  template <class AtEnd> void forEachEnd(AtEnd V) const {
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      if (Before[B] && returnsAfter(U, F.Blocks[B]))
        V(B, pointAt({B, static_cast<unsigned>(F.Blocks[B].Events.size())}));
  }
  template <class Change> static void each(Point &P, Change To) {
    for (States &S : P.Now)
      S = process::mapped(S, To);
  }
  /// The function keeps what was in force where it installs the handler, and puts that back later: it means
  /// to leave what it found, even if the same test decides twice whether it does so.
  bool putsBack() const;
  /// Every timer that the function arms, it disarms later, as far as one of its paths shows.
  bool disarmsAll() const;
  /// A return whose value is 0 in a copy, and only there.
  static bool tellsCopy(const Event &E, const Point &P, States Now);
  /// A test of the last fork's result tells the child from its parent.
  Point over(Point P, const Edge &E) const;
  /// \p In now keeps what was in force; nothing is kept where nobody looks.
  void save(Point &P, const Place &In, const std::array<States, 4> &Now) const;
  void transfer(Point &P, BlockId B, unsigned I) const;
  void assign(Point &P, const Event &E) const;
  void start(Point &P, const Event &E) const;
  /// What \p Id does, in addition to \p Out.
  void run(const Point &P, FunctionId Id, std::array<States, 4> &Out, bool &Forks) const;
  void call(Point &P, const Event &E) const;
  /// Applies the changes of a call that names the handler, directly or to a wrapper.
  void changed(Point &P, const Event &E, const Point &Old) const;
  bool mayBeOurs(const std::optional<int64_t> &Signal) const;
  void apply(Point &P, const HandlerChange &C) const;
  /// The handler is then in force or not, or as it was at one of \p Kept.
  static void set(Point &P, bool ToOn, bool ToOff, const std::vector<const std::array<States, 4> *> &Kept,
                  bool Perhaps);
  void registration(Point &P, const Event &E) const;

  const ProcessChanges &All;
  const Unit &U;
  FixedPoint<Left> &After; ///< of its callees
  const HandlerInstall &H;
  const bool ByTimers;
  const std::vector<bool> &Concerned;
  const Function &F;
  const ProcessChanges::Outline &Of;
  std::vector<std::optional<Point>> Before; ///< by block
};

} // namespace asyncsafe

#endif

//===- Callees.h - Which bodies a call can run ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which bodies a call runs, whether an unknown function may run as well, the callers of each
// function, the functions that threads start in, and the order in which functions are solved. The only
// place where the analysis reads Callee::Body.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_CALLEES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_CALLEES_H

#include "analysis/engine/Components.h"
#include "analysis/engine/FunctionValues.h"
#include "effects/Graph.h"

#include <map>
#include <tuple>
#include <vector>

namespace asyncsafe {

/// Which bodies count where the target of a call is not certain.
enum class Runs : uint8_t {
  Surely,  ///< not a virtual call, which may run another body; destroying an object of known type counts
  Perhaps, ///< also the body that a virtual call names
};

/// The known body that a call of \p C runs, or NoId.
FunctionId bodyOf(const Unit &U, CalleeId C, Runs How);
/// The same for an EventKind::Call or Destroy; a callee that a model row answers is not entered.
FunctionId bodyOf(const Unit &U, const Event &E, Runs How);
/// The same for a Call alone.
FunctionId calledBy(const Unit &U, const Event &E, Runs How);
/// An unknown function may run in a call of \p C, instead of its known body or because there is none.
bool isOpen(const Unit &U, CalleeId C);

/// One event of a function that runs a known body.
struct CallEdge {
  FunctionId From = NoId, To = NoId;
  BlockId Block = 0;
  unsigned Index = 0; ///< of the event in its block
  const Event *At = nullptr;
};

/// A thread that the unit starts.
struct ThreadStart {
  FunctionId Body = NoId;
  FunctionId In = NoId; ///< the function that starts it
  BlockId Block = 0;
  unsigned Index = 0;
  const Event *At = nullptr;
  Place Handle; ///< the name that In gives it; None if unknown
};

class Callees {
public:
  explicit Callees(const Unit &U);

  const Unit &unit() const { return U; }
  /// Which functions pointers and virtual calls can mean.
  const FunctionValues &values() const { return Values; }
  const std::vector<CallEdge> &callees(FunctionId F) const { return Below[F]; }
  const std::vector<CallEdge> &callers(FunctionId F) const { return Above[F]; }
  const std::vector<ThreadStart> &threads() const { return Threads; }

  /// By function: it runs on a thread that the unit starts, or is called from there.
  std::vector<bool> onThreads() const;
  /// \p F is such a thread's first function.
  bool startsThread(FunctionId F) const;
  /// By function: only main runs it, directly or through calls. All its callers are known: the program
  /// is whole, or only its unit can name it.
  std::vector<bool> onMainOnly() const;

  /// Marks every function that a marked function calls.
  void spread(std::vector<bool> &Marked) const;
  /// Marks every function that calls a marked function, or one that does.
  void spreadUp(std::vector<bool> &Marked) const;
  /// … also overriders that a virtual call may reach, but functions called through a pointer only from a
  /// thread's first function: functions in a table run in many states, so what holds at one call
  /// (cancellation is disabled) need not hold for them.
  void spreadToOverriders(std::vector<bool> &Marked) const;
  /// \p F and every function reached from it by calls.
  std::vector<bool> reachedFrom(FunctionId F) const;

  /// The strongly connected components of the call graph, callees first.
  const Components &components() const { return Order; }
  /// All functions, each after those that it depends on, otherwise in source order.
  std::vector<FunctionId> inOrder() const;

private:
  void spreadByName(std::vector<bool> &Marked) const;
  /// By function: code other than a known caller may run it.
  std::vector<bool> runElsewhere() const;
  /// By function, parameter and number of calls: the handles that were followed.
  using HandedOn = std::map<std::tuple<FunctionId, unsigned, unsigned>, std::vector<Place>>;
  /// Records the body that callers of \p In pass as parameter \p Parameter, which \p In starts as a
  /// thread.
  void handedIn(FunctionId In, unsigned Parameter, Place Handle, unsigned Depth, HandedOn &Seen);

  const Unit &U;
  const FunctionValues Values;
  std::vector<std::vector<CallEdge>> Below, Above;
  std::vector<ThreadStart> Threads;
  Components Order;
};

} // namespace asyncsafe

#endif

//===- Callees.h - Whom a call runs, and is that all of it? ------*- C++ -*-===//
//
// Answers which bodies a call runs, whether something unknown may run besides, who
// calls whom, which functions are the first of a thread, and in which order functions
// are solved.  The only place where the analysis looks at Callee::Body.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_CALLEES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_CALLEES_H

#include "analysis/engine/Components.h"
#include "analysis/engine/FunctionValues.h"
#include "effects/Graph.h"

namespace asyncsafe {

/// Which bodies count where it is not certain what runs.
enum class Runs : uint8_t {
  Surely,  ///< none of a virtual call, which may go elsewhere; an object's own destructor does not
  Perhaps, ///< the one that a virtual call names, too
};

/// The known body that a call of \p C runs; NoId: none.
FunctionId bodyOf(const Unit &U, CalleeId C, Runs How);
/// The same of an EventKind::Call or Destroy; a callee that a model row answers is not entered.
FunctionId bodyOf(const Unit &U, const Event &E, Runs How);
/// The same of a Call alone.
FunctionId calledBy(const Unit &U, const Event &E, Runs How);
/// Something that is not known may run in a call of \p C, in the place of its body or for want of one.
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
  Place Handle; ///< what names it from then on, as In calls it; None if nobody says
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

  /// By function: runs on a thread that the unit starts, or is called from there.
  std::vector<bool> onThreads() const;
  /// \p F is such a thread's first function.
  bool startsThread(FunctionId F) const;
  /// By function: main calls it, and nothing else can run it.  Its callers are known: in a whole program,
  /// or where only its unit can name it.
  std::vector<bool> onMainOnly() const;

  /// Whatever a marked function calls is marked too.
  void spread(std::vector<bool> &Marked) const;
  /// … also by a virtual call that may go to it, but by a pointer only from a thread's first function: a
  /// table's functions run in many states, and what holds at one call (that cancellation is disabled) is not
  /// known of them.
  void spreadToOverriders(std::vector<bool> &Marked) const;
  /// \p F and whatever it calls.
  std::vector<bool> reachedFrom(FunctionId F) const;

  /// The strongly connected components of the call graph, callees first.
  const Components &components() const { return Order; }
  /// All functions, what one depends on before it, and else as they stand in the source.
  std::vector<FunctionId> inOrder() const;

private:
  void spreadByName(std::vector<bool> &Marked) const;
  /// Functions that somebody may run who does not call them in sight.
  std::vector<bool> runElsewhere() const;
  /// A body that \p In itself is given, as parameter \p Parameter, is what its callers hand in.
  void handedIn(FunctionId In, unsigned Parameter, const Place &Handle, unsigned Depth);

  const Unit &U;
  const FunctionValues Values;
  std::vector<std::vector<CallEdge>> Below, Above;
  std::vector<ThreadStart> Threads;
  Components Order;
};

} // namespace asyncsafe

#endif

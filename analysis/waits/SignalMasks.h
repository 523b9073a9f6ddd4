//===- SignalMasks.h - Where a signal is kept out ----------------*- C++ -*-===//
//
// Decides whether one given signal is blocked at a wait: the sets that masks are made
// of are read as far as they are filled in sight, functions that block and unblock are
// followed, and a function begins with what its known callers have left, or the code that starts
// its thread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_SIGNALMASKS_H
#define ASYNCSAFE_ANALYSIS_WAITS_SIGNALMASKS_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/handlers/SignalSets.h"
#include "analysis/waits/WaitFacts.h"

#include <map>
#include <memory>

namespace asyncsafe {

class SignalMasks {
public:
  /// A set that nobody knows can open any signal: \p OnlyKnown asks for what is sure to be open.
  explicit SignalMasks(const Callees &Calls, bool OnlyKnown = false);

  /// On every path.
  bool isBlocked(const Wait &W, std::optional<int64_t> Signal);
  /// Whether a signal can come to the thread that \p W is on, and is meant to: it was blocked
  /// where the thread was started, and opened on the thread.
  enum class Comes : uint8_t { Never, Perhaps, ByIntent };
  Comes comesToThread(const Wait &W, std::optional<int64_t> Signal);
  /// All that runs before it is in sight, and leaves the signal open on some path.
  bool isKnownOpen(const Wait &W, std::optional<int64_t> Signal);
  /// … and nobody here blocks the signal, or calls at its start who could.
  bool isNeverBlocked(const Wait &W, std::optional<int64_t> Signal);

private:
  using Signal = std::optional<int64_t>;
  /// What may be, as bits: at some event, or after a function.
  enum State : uint8_t { Nothing = 0, Open = 1, Blocked = 2 };
  struct Flow;
  /// The mask after a call, by the mask before it.
  struct AfterCall {
    uint8_t IfOpen = Nothing, IfBlocked = Nothing;
    bool operator==(const AfterCall &O) const { return IfOpen == O.IfOpen && IfBlocked == O.IfBlocked; }
  };
  /// The mask where a function begins; all that leads there begins in main.
  struct AtEntry {
    uint8_t Mask = Nothing;
    bool FromMain = true;
    bool operator==(const AtEntry &O) const { return Mask == O.Mask && FromMain == O.FromMain; }
  };

  AtEntry entryOf(FunctionId F, Signal S);
  AtEntry findEntry(FunctionId F, Signal S);
  bool hasKnownCaller(unsigned Component) const;
  uint8_t before(FunctionId F, BlockId B, unsigned Index, Signal S, uint8_t Entry);
  uint8_t after(FunctionId F, Signal S, uint8_t Entry);
  const SignalSet &setOf(FunctionId F, const Event &E);

  const Unit &U;
  const Callees &Calls;
  bool OnlyKnown;
  bool Masks = false;          ///< somebody does
  std::vector<bool> Concerned; ///< masks, or calls who does
  SignalSets Sets;
  std::map<const Event *, SignalSet> Known;
  std::map<Signal, std::unique_ptr<FixedPoint<AfterCall>>> Afters;
  std::map<Signal, std::unique_ptr<FixedPoint<AtEntry>>> Entries;
};

} // namespace asyncsafe

#endif

//===- SignalMasks.h - Whether a signal is blocked at a wait ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a given signal is blocked at a wait. The sets of masks are read as far as the code
// fills them, functions that block and unblock are followed, and a function begins with the state left
// by its known callers, or by the code that starts its thread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_SIGNALMASKS_H
#define ASYNCSAFE_ANALYSIS_WAITS_SIGNALMASKS_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/handlers/SignalSets.h"
#include "analysis/waits/WaitFacts.h"

#include <map>
#include <memory>
#include <tuple>

namespace asyncsafe {

class SignalMasks {
public:
  /// An unknown set may unblock any signal; with \p OnlyKnown, only signals that are certainly unblocked
  /// count.
  explicit SignalMasks(const Callees &Calls, bool OnlyKnown = false);
  ~SignalMasks();

  /// The wait accepts the signal (`sigtimedwait`): it returns it, and no handler runs.
  bool isAccepted(const Wait &W, std::optional<int64_t> Signal);
  /// On every path.
  bool isBlocked(const Wait &W, std::optional<int64_t> Signal);
  /// Whether a signal can come to the thread of \p W, and is meant to: it was blocked where the thread
  /// was started, and unblocked on the thread.
  enum class Comes : uint8_t { Never, Perhaps, ByIntent };
  Comes comesToThread(const Wait &W, std::optional<int64_t> Signal);
  /// The wait's function unblocks the signal on every path to it.
  bool isOpenedFor(const Wait &W, std::optional<int64_t> Signal);
  /// All code that runs before it is known, and leaves the signal unblocked on some path.
  bool isKnownOpen(const Wait &W, std::optional<int64_t> Signal);
  /// … and no code here blocks the signal, or starts by calling an unknown function that could.
  bool isNeverBlocked(const Wait &W, std::optional<int64_t> Signal);

private:
  using Signal = std::optional<int64_t>;
  /// Possible states as bits, at an event or after a function.
  enum State : uint8_t { Nothing = 0, Open = 1, Blocked = 2 };
  struct Flow;
  using ByBlock = std::vector<std::vector<const Event *>>;
  /// The mask after a call, for each mask before it.
  struct AfterCall {
    uint8_t IfOpen = Nothing, IfBlocked = Nothing;
    bool operator==(const AfterCall &O) const { return IfOpen == O.IfOpen && IfBlocked == O.IfBlocked; }
  };
  /// The mask at the entry of a function, if every call chain to it begins in main.
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
  const ByBlock &eventsOf(FunctionId F);

  const Unit &U;
  const Callees &Calls;
  bool OnlyKnown;
  bool Masks = false;          ///< by signal: some code blocks it
  std::vector<bool> Concerned; ///< by function: it masks, directly or in a callee
  SignalSets Sets;
  std::map<const Event *, SignalSet> Known;
  std::map<FunctionId, ByBlock> Events; ///< that change the mask, or may in a callee
  /// By function, signal and mask at the entry. Only of functions whose callees are solved.
  std::map<std::tuple<FunctionId, Signal, uint8_t>, std::unique_ptr<Flow>> Flows;
  std::map<Signal, std::unique_ptr<FixedPoint<AfterCall>>> Afters;
  std::map<Signal, std::unique_ptr<FixedPoint<AtEntry>>> Entries;
};

} // namespace asyncsafe

#endif

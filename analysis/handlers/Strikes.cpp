//===- Strikes.cpp - Where handlers strike --------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/Strikes.h"

#include "analysis/handlers/SelfSignals.h"
#include "analysis/handlers/SignalWindows.h"

#include <algorithm>
#include <set>
#include <unordered_set>
#include <vector>

namespace asyncsafe {

namespace {

/// The signals that some code blocks, as far as the contents of the sets are known.
class BlockedSignals {
public:
  explicit BlockedSignals(const Callees &Calls) : Calls(Calls), U(Calls.unit()) {
    LastOpenings Ends(Calls);
    Places Sets;
    bool Windows = false;
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
        if (E.kind() != EventKind::Effect)
          return;
        const EffectKind Kind = E.effect().Kind;
        Waits = Waits || (Kind == EffectKind::Block && E.effect().Wait->TakesMask);
        if (E.effect().Raises != Source::Signal)
          return;
        if (Kind == EffectKind::Mask)
          Sets.insert(E.effect().Subject);
        bool Opens = Kind == EffectKind::Unmask || Kind == EffectKind::RestoreMask;
        if (!Opens || Ends.isLast(F, P))
          return;
        bool ForWait = Kind == EffectKind::Unmask && isWindowForWait(U, U.Functions[F], P);
        Windows = Windows || ForWait;
        Unblocks = Unblocks || (Kind == EffectKind::Unmask && !ForWait);
        Restores = Restores || Kind == EffectKind::RestoreMask;
      });
    // A mask that is restored later covers only the code in between.
    Waits = Waits || (Windows && !Restores);
    if (!Sets.empty() && Waits)
      read(Sets);
  }

  /// The signal is unblocked only in waits.
  bool onlyInWaits(const HandlerInstall &H) const {
    return Waits && !Unblocks && (H.Signal ? Signals.count(*H.Signal) != 0 : isGiven(H));
  }
  bool areRestored() const { return Restores; }

private:
  using Places = std::unordered_set<Place, PlaceHash>;

  static bool isWholeParameter(const Place &P) {
    return P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf;
  }

  void read(const Places &Sets) {
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        if (E.kind() != EventKind::Assign || !Sets.count(E.subject()))
          return;
        if (E.constant())
          Signals.insert(*E.constant());
        else if (isWholeParameter(E.other()))
          readCallers(F, E.other().Index);
      });
  }

  /// The signals that callers name.
  void readCallers(FunctionId F, unsigned Parameter) {
    std::vector<std::pair<FunctionId, unsigned>> Work;
    auto Add = [&](FunctionId Of, unsigned Index) {
      if (Given.emplace(Of, Index).second)
        Work.emplace_back(Of, Index);
    };
    Add(F, Parameter);
    while (!Work.empty()) {
      auto [Of, Index] = Work.back();
      Work.pop_back();
      for (const CallEdge &C : Calls.callers(Of)) {
        const CallSite &Site = C.At->site();
        if (Index < Site.Constants.size() && Site.Constants[Index])
          Signals.insert(*Site.Constants[Index]);
        else if (Index < Site.Args.size() && isWholeParameter(Site.Args[Index]))
          Add(C.From, Site.Args[Index].Index);
      }
    }
  }

  /// The signal of the handler is the one that the installing function is given, and blocks.
  bool isGiven(const HandlerInstall &H) const {
    return H.At->is(EffectKind::RegisterHandler) && isWholeParameter(H.At->effect().Other) &&
           Given.count({H.In, H.At->effect().Other.Index}) != 0;
  }

  const Callees &Calls;
  const Unit &U;
  bool Unblocks = false, Waits = false, Restores = false;
  std::set<int64_t> Signals;
  std::set<std::pair<FunctionId, unsigned>> Given; ///< parameters that name a blocked signal
};

/// main blocks the signal on every path to the installation, before any thread could have started with
/// the signal unblocked.
bool isBlockedBefore(const Unit &U, const HandlerInstall &H) {
  const Function &F = U.Functions[H.In];
  if (!F.IsMain)
    return false;
  auto Fills = [&](const Place &Set) {
    bool Found = false;
    forEachEvent(F, [&](Position, const Event &E) {
      Found |= E.kind() == EventKind::Assign && E.subject() == Set && E.constant() == H.Signal;
    });
    return Found;
  };
  return !walk(F, {0, 0}, [&](Position, const Event &E) {
            if (&E == H.At || E.is(EffectKind::RunsOnThread))
              return Visit::Stop;
            bool Blocks = E.is(EffectKind::Mask) && E.effect().Raises == Source::Signal;
            return Blocks && Fills(E.effect().Subject) ? Visit::EndPath : Visit::GoOn;
          }).Stopped;
}

} // namespace

void markStrikes(const Callees &Calls, std::vector<HandlerInstall> &Handlers) {
  const Unit &U = Calls.unit();
  const BlockedSignals Blocked(Calls);
  for (HandlerInstall &H : Handlers) {
    H.SentOnTheSpot = isSentOnTheSpot(U, H);
    H.OnlyInWaits = Blocked.onlyInWaits(H);
    H.NeverElsewhere = H.OnlyInWaits && H.Signal && !Blocked.areRestored() && isBlockedBefore(U, H);
  }
}

} // namespace asyncsafe

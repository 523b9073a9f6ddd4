//===- SelfSignals.cpp - Signals that a program sends itself --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/SelfSignals.h"

#include "analysis/engine/Callees.h"
#include "analysis/handlers/RegistrationScope.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool isOwnSignal(const Place &P) {
  return P.Root == Place::RootKind::Param && P.Index == 0 && P.Path.empty() && !P.AddressOf;
}

bool letsSignalsIn(const Event &E) {
  bool Opens = E.kind() == EventKind::Effect &&
               (E.effect().Kind == EffectKind::Unmask || E.effect().Kind == EffectKind::RestoreMask);
  return Opens && E.effect().Raises == Source::Signal;
}

const Function *functionOf(const Unit &U, const Event &E) {
  FunctionId Body = calledBy(U, E, Runs::Perhaps);
  return Body == NoId ? nullptr : &U.Functions[Body];
}

/// Directly, or through a function that registers its argument, which is null here.
bool resetsOwnSignal(const Unit &U, const Function &F, const Event &E) {
  if (resetsHandler(F, E))
    return isOwnSignal(E.effect().Other);
  const Function *Body = functionOf(U, E);
  return Body && hasEvent(*Body, registersHandler) &&
         std::any_of(E.site().Args.begin(), E.site().Args.end(), isOwnSignal) &&
         std::find(E.site().Constants.begin(), E.site().Constants.end(), std::optional<int64_t>(0)) !=
             E.site().Constants.end();
}

} // namespace

bool sendsToItself(const Function &F, const Event &E) {
  if (E.kind() != EventKind::Effect || E.effect().Kind != EffectKind::SendSignal)
    return false;
  // The result of a call without arguments (getpid()) is the process itself.
  return E.effect().Owner.isNone() ||
         (E.effect().Owner.Root == Place::RootKind::Temporary && hasEvent(F, [&](const Event &Asked) {
            return Asked.site().Result == E.effect().Owner && Asked.site().Callee != NoId &&
                   Asked.site().Args.empty();
          }));
}

std::vector<size_t> beforeOwnEnd(const Unit &U, const Function &F) {
  std::vector<size_t> Until(F.Blocks.size());
  struct State {
    bool Open = false, Reset = false;
  };
  // A block is visited again only if its state becomes smaller.
  std::vector<std::optional<State>> Seen(F.Blocks.size());
  std::vector<std::pair<BlockId, State>> Work{{0, {}}};
  while (!Work.empty()) {
    auto [B, S] = Work.back();
    Work.pop_back();
    if (Seen[B]) {
      S = {S.Open && Seen[B]->Open, S.Reset && Seen[B]->Reset};
      if (S.Open == Seen[B]->Open && S.Reset == Seen[B]->Reset)
        continue;
    }
    Seen[B] = S;
    const std::vector<Event> &Events = F.Blocks[B].Events;
    size_t I = 0;
    for (; I < Events.size(); ++I) {
      const Event &E = Events[I];
      const Function *Body = functionOf(U, E);
      S.Open = S.Open || letsSignalsIn(E) || (Body && hasEvent(*Body, letsSignalsIn));
      S.Reset = S.Reset || resetsOwnSignal(U, F, E);
      if (S.Open && S.Reset && isOwnSignal(E.effect().Subject) && sendsToItself(F, E))
        break;
    }
    Until[B] = std::max(Until[B], I);
    if (I == Events.size())
      for (const Edge &E : F.Blocks[B].Successors)
        Work.emplace_back(E.To, S);
  }
  return Until;
}

bool isSentOnTheSpot(const Unit &U, const HandlerInstall &H) {
  const Function &F = U.Functions[H.In];
  if (!H.Signal)
    return false;
  bool Sent = false, GivenBack = false;
  forEachEvent(F, [&](Position Begin, const Event &Installs) {
    if (&Installs != H.At)
      return;
    After Later(F, Begin);
    forEachEvent(F, [&](Position Sends, const Event &E) {
      if (!Later.contains(Sends) || E.effect().SubjectValue != H.Signal || !sendsToItself(F, E))
        return;
      Sent = true;
      After Then(F, Sends);
      forEachEvent(F, [&](Position P, const Event &Again) {
        GivenBack |= Then.contains(P) && registersHandler(Again) && Again.effect().OtherValue == H.Signal &&
                     Again.effect().Subject != Installs.effect().Subject;
      });
    });
  });
  return Sent && GivenBack;
}

} // namespace asyncsafe

//===- SignalContext.cpp - Handlers that can strike at a wait -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/SignalContext.h"

#include "analysis/engine/Paths.h"
#include "analysis/waits/Waits.h"

#include <algorithm>

namespace asyncsafe {

namespace {

void effect(const Effect &E, HandlerSummary &Out) {
  bool Output = E.SubjectValue && (*E.SubjectValue == 1 || *E.SubjectValue == 2);
  if (E.Kind == EffectKind::Wake && !Output)
    Out.Wakes = true;
  if (E.Kind == EffectKind::Interrupt && E.Raises == Source::Jump)
    Out.Wakes = true;
  if (E.Kind == EffectKind::SendSignal) {
    Out.Wakes = true;
    // Once its default action is restored, the signal ends the program.
    if (E.Owner.isNone())
      Out.Returns = false;
  }
}

/// How certain it is that the call blocks. Reading the terminal does, whatever the descriptor is
/// elsewhere.
Certainty sureOf(const Wait &W) {
  if (W.Nonblocking || !W.E.When.empty()) // flags passed by the caller may make it non-blocking
    return Certainty::Unknown;
  bool Input =
      W.E.SubjectValue && *W.E.SubjectValue == 0 && W.Blocking->effect().Wait->Signal == OnSignal::Restarts;
  return W.E.Sure == Certainty::Unknown && Input ? Certainty::Likely : W.E.Sure;
}

} // namespace

SignalContext::SignalContext(const Callees &Calls, WaitFollower &Paths, const AnalysisOptions &Options,
                             UnitWaits &Facts, std::vector<SignalWait> &Out)
    : Calls(Calls), Paths(Paths), Options(Options), Facts(Facts), U(*Facts.Of), Summaries(Paths.summaries()),
      Waits(Facts.Waits), Given(Facts), Out(Out), Masks(Calls), KnownMasks(Calls, /*OnlyKnown=*/true),
      InForce(Facts) {
  for (unsigned I = 0; I < Facts.Handlers.size(); ++I)
    Handlers.push_back(summaryOf(I));
  noteServed();
}

void SignalContext::noteServed() {
  std::vector<bool> Written(U.Objects.size()), Cleared(U.Objects.size());
  for (const HandlerWrite &HW : Facts.HandlerWrites)
    Written[HW.Object] = true;
  for (const Function &F : U.Functions)
    forEachEvent(F, [&](Position At, const Event &E) {
      ObjectId Flag = E.kind() == EventKind::Assign ? E.subject().Object : NoId;
      if (Flag == NoId || !Written[Flag] || Cleared[Flag] || E.constant() != 0)
        return;
      Cleared[Flag] = !reachedOver(F, [&](const Edge &To) {
        return !To.When || To.When->Subject.Object != Flag || holds(To.When->Test, 0);
      })[At.Block];
    });
  for (const HandlerWrite &HW : Facts.HandlerWrites)
    Handlers[HW.Install].Served = true;
  for (const HandlerWrite &HW : Facts.HandlerWrites)
    Handlers[HW.Install].Served &= Cleared[HW.Object];
}

HandlerSummary SignalContext::summaryOf(unsigned Install) const {
  HandlerSummary Out;
  FunctionId Handler = Facts.Handlers[Install].Handler;
  bool Resets = false, Sends = false;
  if (Handler == NoId) {
    CalleeId C = Facts.Handlers[Install].Callee;
    Out.Returns = C == NoId || !U.Callees[C].NoReturn; // `signal(SIGTERM, exit)`
    Out.Wakes = true;
    return Out;
  }
  Out.Returns = Summaries.mayReturn(Handler);
  for (const HandlerRun &Run : Facts.HandlerRuns) {
    const std::vector<Block> &Blocks = U.Functions[Run.Function].Blocks;
    for (BlockId B = 0; Run.Install == Install && B < Blocks.size(); ++B)
      if (B >= Run.Reached.size() || Run.Reached[B])
        for (const Event &E : Blocks[B].Events) {
          event(E, Out);
          Resets |= resetsHandler(U.Functions[Run.Function], E);
          Sends |= E.is(EffectKind::SendSignal);
        }
  }
  // `kill(getpid(), sig)` after the default action has been restored.
  Out.Returns = Out.Returns && !(Resets && Sends);
  return Out;
}

void SignalContext::event(const Event &E, HandlerSummary &Out) const {
  if (E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn && E.effect().Raises != Source::Jump)
    return; // that path does not return, for example because of abort()
  if (E.kind() == EventKind::Effect)
    effect(E.effect(), Out);
  if (E.kind() != EventKind::Call)
    return;
  const Callee &C = U.Callees[E.site().Callee];
  if (isOpen(U, E.site().Callee) && !C.NoReturn && C.Safety == SignalSafety::Unlisted)
    Out.Wakes = true;
}

bool SignalContext::isKeptOut(const HandlerInstall &I, const Wait &W) {
  return Masks.isBlocked(W, I.Signal) ||
         (I.OnlyInWaits && !Masks.isKnownOpen(W, I.Signal) && !Masks.isOpenedFor(W, I.Signal));
}

bool SignalContext::isLetInEarly(const HandlerInstall &I, const Wait &W) {
  return KnownMasks.isNeverBlocked(W, I.Signal);
}

std::optional<Certainty> SignalContext::comesToThread(const HandlerInstall &I, const Wait &W) {
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.is(EffectKind::Wake) && I.Signal &&
            std::find(E.site().Constants.begin(), E.site().Constants.end(), I.Signal) !=
                E.site().Constants.end())
          return std::nullopt;
  if (Masks.comesToThread(W, I.Signal) == SignalMasks::Comes::Never)
    return std::nullopt;
  // If the main thread has the signal unblocked too, the main thread is the one meant to get it.
  bool ByIntent = KnownMasks.comesToThread(W, I.Signal) == SignalMasks::Comes::ByIntent;
  return ByIntent ? Certainty::Likely : Certainty::Unknown;
}

bool SignalContext::canPrecede(const HandlerInstall &I, FunctionId In, Position At) const {
  const Function &F = U.Functions[In];
  bool InSight = false;
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    for (unsigned N = 0; N < F.Blocks[B].Events.size(); ++N) {
      const Event &E = F.Blocks[B].Events[N];
      bool Installs = I.In == In ? E.Expr == I.At->Expr : calledBy(U, E, Runs::Perhaps) == I.In;
      if (!Installs)
        continue;
      InSight = true;
      if ((B == At.Block && N < At.Index) || reachableFrom(F, B)[At.Block])
        return true;
    }
  return !InSight;
}

Position SignalContext::blockingCall(const Wait &W) const {
  Position Out;
  forEachEvent(U.Functions[W.BlocksIn], [&](Position P, const Event &E) {
    if (&E == W.Blocking)
      Out = P;
  });
  return Out;
}

bool SignalContext::canStrike(unsigned Install, const Wait &W) {
  if (Masks.isAccepted(W, Facts.Handlers[Install].Signal))
    return false;
  FunctionId Body = W.isOwn() ? NoId : bodyOf(U, *W.At, Runs::Perhaps);
  FunctionId In = W.In;
  Position At{W.Block, W.Index};
  // Callees on the way may install it, or put another one in its place.
  if (Body != NoId && !InForce.keepsAll(Install, Body)) {
    In = W.BlocksIn;
    At = blockingCall(W);
  }
  return canPrecede(Facts.Handlers[Install], In, At) && InForce.mayStrikeAt(Install, In, At);
}

bool SignalContext::isUsed(const Wait &W) const {
  const Place &Result = W.At->site().Result;
  const Function &F = U.Functions[W.In];
  return Result.isNone() || hasBranchOn(F, [&](const Place &P) { return P == Result; }) ||
         hasEvent(F, [&](const Event &E) {
           return E.other() == Result ||
                  ((E.kind() == EventKind::Return || E.kind() == EventKind::Use) && E.subject() == Result) ||
                  std::find(E.site().Args.begin(), E.site().Args.end(), Result) != E.site().Args.end();
         });
}

SignalWait &SignalContext::add(SignalDefect What, const Wait &W, Certainty Sure) {
  SignalWait X;
  X.What = What;
  X.At = W;
  X.Sure = std::min({Sure, sureOf(W)});
  Out.push_back(std::move(X));
  return Out.back();
}

const AfterWait &SignalContext::afterEintr(const Wait &W) {
  auto [It, New] = AfterEintr.try_emplace(&W);
  if (New) {
    It->second = Paths.follow(W, Outcome::Eintr);
    if (!It->second.Complete)
      Given.refuse(W.In, "too many paths after a blocking call to follow within the budget");
  }
  return It->second;
}

} // namespace asyncsafe

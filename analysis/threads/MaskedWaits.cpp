//===- MaskedWaits.cpp - Unbounded waits under a mask ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/MaskedWaits.h"

#include "analysis/engine/Paths.h"
#include "analysis/engine/Shared.h"
#include "analysis/steps/MaskState.h"
#include "analysis/waits/ReadyFirst.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

/// SIGHUP, SIGINT, SIGQUIT and SIGTERM have the same numbers everywhere.
constexpr int64_t StopSignals[] = {1, 2, 3, 15};

class Finder {
public:
  Finder(const Unit &U, const Callees &Calls, const LiveSources &Live, const Roles &Who, MaskCache &Masks,
         const AnalysisOptions &Options, std::vector<MaskedWait> &Out)
      : U(U), Calls(Calls), Live(Live), Who(Who), Cache(Masks), Options(Options), Ready(U), Out(Out) {
    for (const Function &F : U.Functions)
      for (const UnwindScope &S : F.Scopes)
        if (S.Kind == ScopeKind::Cleanup)
          Cleanups.insert(bodyOf(U, S.Action.site().Callee, Runs::Perhaps));
  }

  void wait(const Wait &W) {
    const Function &F = U.Functions[W.In];
    // The interruptible form of a call shows that its author expects it to wait.
    Certainty Enough = W.Blocking->effect().Interruptible ? Certainty::Likely : Certainty::Definite;
    if (!Options.isLongWait(W.E) || W.E.Sure < Certainty::Likely || W.Nonblocking || F.IsDestructor ||
        isCleanup(W.In) || (W.isOwn() && Ready.tells(W.In, W.Block, W.Index, *W.At)))
      return;
    for (Source S : {Source::Cancel, Source::Interrupt, Source::Signal})
      // A cancellation in this unit shows that the thread waits; signals are blocked for other reasons
      // as well.
      if (W.E.Sure < Enough && S != Source::Cancel)
        return;
      else if (std::optional<Mask> M = maskAround(W.In, W.Block, *W.At, S);
               M && concerns(W, S, *M->State) && judge(W, S, *M))
        return;
  }

private:
  /// The mask in force at an event on every path.
  struct Mask {
    const MaskState *State;
    const Event *Begin, *End; ///< End: null if Begin runs a function masked
  };

  std::optional<Mask> maskAround(FunctionId In, BlockId B, const Event &At, Source S, unsigned Depth = 0) {
    constexpr unsigned MaxLambdas = 3;
    if (usesMasks(Cache.steps(In))) {
      const MaskStates &Masks = Cache.of(In);
      const MaskState *M = Masks.at(B, At, S);
      if (M && M->mayBeMasked() && !M->mayBeOpen()) {
        const Event *Begin = Masks.beginOf(At, S), *End = Masks.endOf(B, At, S);
        // A mask around a callback ends with it. Other masks may be meant for the thread's life, unless
        // a cleanup handler shows that this very wait is expected to be interrupted.
        return Depth || (Begin && (End || expects(In, At, *Begin, S))) ? std::optional<Mask>({M, Begin, End})
                                                                       : std::nullopt;
      }
      if (!M || M->mayBeMasked() || M->Unmasked)
        return std::nullopt;
    }
    if (S != Source::Interrupt || Depth == MaxLambdas || !U.Functions[In].IsLambda)
      return std::nullopt;
    std::optional<Mask> Around;
    for (const CallEdge &C : Calls.callers(In)) {
      // How a model's function prepares for running its callback is described by the model.
      if (!encloses(U.Functions[C.From].Range, U.Functions[In].Range))
        continue;
      if (C.At->kind() != EventKind::Effect)
        return std::nullopt;
      if (!isHanded(*C.At, In))
        continue;
      Around = maskAround(C.From, C.Block, *C.At, S, Depth + 1);
      if (!Around)
        return std::nullopt;
      if (const Event *Call = maskOf(C))
        Around->Begin = Call;
      if (!Around->Begin)
        return std::nullopt;
      Around->End = nullptr;
    }
    return Around;
  }

  /// A cleanup handler is pushed around the wait, after the beginning of the mask.
  bool expects(FunctionId In, const Event &At, const Event &Begin, Source S) const {
    const Function &F = U.Functions[In];
    for (ScopeId Id = At.Scope; Id != NoId; Id = F.Scopes[Id].Parent) {
      const UnwindScope &Scope = F.Scopes[Id];
      bool Pushed =
          Scope.Kind == ScopeKind::Cleanup && S == Source::Cancel && (Scope.RunsOn & (1u << unsigned(S)));
      if (Pushed && Scope.Range.isValid() && Scope.Range.File == Begin.Expr.File &&
          Scope.Range.Begin > Begin.Expr.Begin && hasEvidence(Scope.Range))
        return true;
    }
    return false;
  }

  bool hasEvidence(const SourceRange &R) const {
    return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(), [&](const Evidence &E) {
      return E.Of == Source::Cancel && E.Where.File == R.File && R.Begin <= E.Where.Begin &&
             E.Where.Begin <= R.End;
    });
  }

  static bool encloses(const SourceRange &Outer, const SourceRange &Inner) {
    return Outer.File == Inner.File && Outer.Begin <= Inner.Begin && Inner.End <= Outer.End;
  }

  /// The callback run by the event, of several, is \p Body.
  bool isHanded(const Event &E, FunctionId Body) const {
    return std::any_of(E.site().FunctionArgs.begin(), E.site().FunctionArgs.end(), [&](auto &Argument) {
      return bodyOf(U, Argument.Function, Runs::Perhaps) == Body &&
             E.site().Args[Argument.Index] == E.effect().Subject;
    });
  }

  /// The mask that the call itself applies.
  const Event *maskOf(const CallEdge &C) const {
    for (const Event &E : U.Functions[C.From].Blocks[C.Block].Events)
      if (E.is(EffectKind::Mask) && E.Expr == C.At->Expr)
        return &E;
    return nullptr;
  }

  /// The source could end this wait if it were not masked.
  bool concerns(const Wait &W, Source S, const MaskState &M) const {
    switch (S) {
    case Source::Cancel:
      return Live[S] && (Options.Strict || Who.canBeCancelled(W.In)) && strikes(W, S);
    case Source::Interrupt:
      if (M.mayBe(MaskDepth::Points))
        return strikes(W, S);
      // A mask of the runtime leaves the runtime's own waits interruptible.
      return !W.Blocking->effect().Interruptible || !M.mayBe(MaskDepth::Masked);
    default:
      return W.E.Wait->Signal != OnSignal::Ignores && !W.E.Wait->TakesMask;
    }
  }

  /// The wait is an interruption point of the source.
  bool strikes(const Wait &W, Source S) const {
    for (const Block &B : U.Functions[W.BlocksIn].Blocks)
      for (const Event &E : B.Events)
        if (E.is(EffectKind::Interrupt) && E.effect().Raises == S && E.Expr == W.Blocking->Expr)
          return true;
    return false;
  }

  bool judge(const Wait &W, Source S, const Mask &Around) {
    if (S == Source::Signal && (!blocksStop(Cache.steps(W.In), *Around.Begin) || signalsAreTaken()))
      return false;
    MaskedWait M;
    M.In = W.In;
    M.Wait = W.At;
    M.Limit = W.E.Wait->Length == WaitLength::Unbounded ? std::nullopt : W.E.Wait->Limit;
    M.Chain = W.E.Why->Chain;
    M.What = S;
    M.Begin = Around.Begin;
    M.End = Around.End;
    M.IsPlain = Around.State->mayBe(MaskDepth::Masked);
    M.IsWhole = !M.IsPlain && Around.State->mayBe(MaskDepth::Uninterruptible);
    M.HasOperation = W.Blocking->effect().Interruptible;
    M.Sure = isContract(U.Functions[W.In], *Around.Begin) ? Certainty::Unknown : sure(W);
    Out.push_back(std::move(M));
    return true;
  }

  /// A function that masks from its first statement to its end is uninterruptible by contract
  /// (boost::shared_mutex::lock). Where there are two kinds of masks, each has a contract: to be brief,
  /// or to wait interruptibly.
  static bool isContract(const Function &F, const Event &Begin) {
    const std::vector<Event> &First = F.Blocks.front().Events;
    return !First.empty() && First.front().Expr == Begin.Expr && !Begin.effect().Owner.isNone() &&
           Begin.effect().Depth == MaskDepth::Points;
  }

  /// Waiting for a child, or for a thread that was asked to end, is intended.
  Certainty sure(const Wait &W) const {
    bool Sleeps = W.E.Wait->Limit.has_value(); // the wait ends by itself
    bool Ends = (W.Blocking->effect().Subject.isNone() && !Sleeps) || W.E.Wait->EndsItself ||
                isWokenElsewhere(W.Blocking->effect());
    return Ends ? Certainty::Unknown : Certainty::Likely;
  }

  /// Waits that no signal ends are woken by other threads; for a condition variable that other files
  /// know, one of them may do so before the cancellation, which is then the last resort.
  bool isWokenElsewhere(const Effect &E) const {
    ObjectId O = E.Subject.Object;
    if (E.Wait->Signal != OnSignal::Ignores || O == NoId || U.Objects[O].IsLocalToUnit)
      return false;
    const SourceRange &Declared = U.Objects[O].Declared;
    return (!Declared.isValid() || !U.isMainFile(Declared.File)) && cancelsAfterWakesOnly();
  }

  /// Each known cancellation is of a thread that was woken in another way before.
  bool cancelsAfterWakesOnly() const {
    bool All = true;
    for (const Function &F : U.Functions)
      forEachEvent(F, [&](Position P, const Event &E) {
        if (!All || !isWake(E) || !isEvidence(E))
          return;
        Before Earlier(F, P);
        bool Woken = false;
        forEachEvent(F, [&](Position Q, const Event &Other) {
          Woken |= isWake(Other) && !isEvidence(Other) && Other.effect().Subject == E.effect().Subject &&
                   Earlier.contains(Q);
        });
        All = Woken;
      });
    return All;
  }

  static bool isWake(const Event &E) { return E.is(EffectKind::Wake); }

  bool isEvidence(const Event &E) const {
    return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(), [&](const Evidence &Asked) {
      return Asked.Where.File == E.Expr.File && E.Expr.Begin <= Asked.Where.Begin &&
             Asked.Where.Begin < E.Expr.End;
    });
  }

  /// The set contains a signal that requests a stop, as far as this function fills it.
  bool blocksStop(const Steps &S, const Event &Begin) const {
    SharedKey Set = sharedKey(Begin.effect().Subject);
    if (Begin.effect().Subject.isNone() && Begin.kind() == EventKind::Effect)
      return true; // all
    if (!Set)
      return false;
    bool Filled = false, Named = false, Stops = false;
    for (const Block &B : S.F->Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Assign && sharedKey(E.subject()) == Set) {
          Filled = true;
          Named |= E.constant().has_value();
          Stops |= E.constant() && std::count(std::begin(StopSignals), std::end(StopSignals), *E.constant());
        }
    // No signal is added: it was filled with all.
    return Filled && (Stops || !Named);
  }

  /// Code of this unit waits for signals, and blocks them for that purpose.
  bool signalsAreTaken() const {
    return std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) {
      return std::any_of(F.Blocks.begin(), F.Blocks.end(), [](const Block &B) {
        return std::any_of(B.Events.begin(), B.Events.end(), [](const Event &E) {
          return E.is(EffectKind::Block) && E.effect().Wait->TakesMask;
        });
      });
    });
  }

  bool isCleanup(FunctionId Id) const { return Cleanups.count(Id) != 0; }

  const Unit &U;
  const Callees &Calls;
  const LiveSources &Live;
  const Roles &Who;
  MaskCache &Cache;
  const AnalysisOptions &Options;
  ReadyFirst Ready;
  std::set<FunctionId> Cleanups; ///< functions pushed as cleanup routines, or named by an attribute
  std::vector<MaskedWait> &Out;
};

} // namespace

void findMaskedWaits(const Unit &U, const std::vector<Wait> &Waits, const Callees &Calls,
                     const LiveSources &Live, const Roles &Who, MaskCache &Masks,
                     const AnalysisOptions &Options, std::vector<MaskedWait> &Out) {
  Finder F(U, Calls, Live, Who, Masks, Options, Out);
  for (const Wait &W : Waits)
    F.wait(W);
}

} // namespace asyncsafe

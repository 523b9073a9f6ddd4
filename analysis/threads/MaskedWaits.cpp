//===- MaskedWaits.cpp - Waits that nothing may interrupt -----------------===//

#include "analysis/threads/MaskedWaits.h"

#include "analysis/threads/MaskState.h"
#include "analysis/Shared.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// SIGHUP, SIGINT, SIGQUIT and SIGTERM have the same numbers everywhere.
constexpr int64_t StopSignals[] = {1, 2, 3, 15};

class Finder {
public:
  Finder(const Unit &U, const LiveSources &Live, const Roles &Who, MaskCache &Masks,
         const AnalysisOptions &Options, std::vector<MaskedWait> &Out)
      : U(U), Live(Live), Who(Who), Cache(Masks), Options(Options), Out(Out) {}

  void wait(const Wait &W) {
    const Function &F = U.Functions[W.In];
    if (W.E.Length != WaitLength::Unbounded || W.E.Sure != Certainty::Definite || W.Nonblocking ||
        F.IsDestructor || isCleanup(W.In) || !usesMasks(Cache.steps(W.In)))
      return;
    for (Source S : {Source::Cancel, Source::Interrupt, Source::Signal})
      if (concerns(W, S) && judge(W, S))
        return;
  }

private:
  /// Could the source end this wait, were it not masked?
  bool concerns(const Wait &W, Source S) const {
    switch (S) {
    case Source::Cancel:
      return Live[S] && (Options.Strict || Who.canBeCancelled(W.In)) && strikes(W, S);
    case Source::Interrupt:
      return strikes(W, S);
    default:
      return W.E.Signal != OnSignal::Ignores && !W.E.TakesMask;
    }
  }

  /// The wait is an interruption point of the source.
  bool strikes(const Wait &W, Source S) const {
    for (const Block &B : U.Functions[W.BlocksIn].Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Interrupt && E.E.Raises == S &&
            E.Expr == W.Blocking->Expr)
          return true;
    return false;
  }

  bool judge(const Wait &W, Source S) {
    const Function &F = U.Functions[W.In];
    const Steps &All = Cache.steps(W.In);
    const MaskStates &Masks = Cache.of(W.In);
    if (!Masks.isMasked(W.Block, *W.At, S))
      return false;
    const Event *Begin = Masks.beginOf(*W.At, S), *End = Masks.endOf(W.Block, *W.At, S);
    if (!Begin || !End || (S == Source::Signal && (!blocksStop(All, *Begin) || signalsAreTaken())))
      return false;
    MaskedWait M;
    M.In = W.In;
    M.Wait = W.At;
    M.Chain = W.E.Chain;
    M.What = S;
    M.Begin = Begin;
    M.End = End;
    M.Sure = isContract(F, *Begin) ? Certainty::Unknown : sure(W);
    Out.push_back(std::move(M));
    return true;
  }

  /// A function that begins with an object that masks until it ends says so of itself: it
  /// cannot be interrupted (boost::shared_mutex::lock).
  static bool isContract(const Function &F, const Event &Begin) {
    const std::vector<Event> &First = F.Blocks.front().Events;
    return !First.empty() && First.front().Expr == Begin.Expr && !Begin.E.Owner.isNone();
  }

  /// A child, or a thread that was told to end, is waited for on purpose.
  static Certainty sure(const Wait &W) {
    return W.Blocking->E.Subject.isNone() || W.E.EndsItself ? Certainty::Unknown : Certainty::Likely;
  }

  /// The set holds a signal that asks to stop, as far as this function fills it.
  bool blocksStop(const Steps &S, const Event &Begin) const {
    SharedKey Set = sharedKey(Begin.E.Subject);
    if (Begin.E.Subject.isNone() && Begin.Kind == EventKind::Effect)
      return true; // all
    if (!Set)
      return false;
    bool Filled = false, Named = false, Stops = false;
    for (const Block &B : S.F->Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Assign && sharedKey(E.Subject) == Set) {
          Filled = true;
          Named |= E.Constant.has_value();
          Stops |= E.Constant && std::count(std::begin(StopSignals), std::end(StopSignals), *E.Constant);
        }
    // Nothing added: it was filled with all.
    return Filled && (Stops || !Named);
  }

  /// Somebody here waits for signals, and blocks them for that.
  bool signalsAreTaken() const {
    return std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) {
      return std::any_of(F.Blocks.begin(), F.Blocks.end(), [](const Block &B) {
        return std::any_of(B.Events.begin(), B.Events.end(), [](const Event &E) {
          return E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Block && E.E.TakesMask;
        });
      });
    });
  }

  bool isCleanup(FunctionId Id) const {
    return std::any_of(U.Functions.begin(), U.Functions.end(), [&](const Function &F) {
      return std::any_of(F.Scopes.begin(), F.Scopes.end(), [&](const UnwindScope &S) {
        CalleeId C = S.Action.Site.Callee;
        return S.Kind == ScopeKind::Cleanup && C != NoId && U.Callees[C].Body == Id;
      });
    });
  }

  const Unit &U;
  const LiveSources &Live;
  const Roles &Who;
  MaskCache &Cache;
  const AnalysisOptions &Options;
  std::vector<MaskedWait> &Out;
};

} // namespace

void findMaskedWaits(const Unit &U, const std::vector<Wait> &Waits, const LiveSources &Live,
                     const Roles &Who, MaskCache &Masks, const AnalysisOptions &Options,
                     std::vector<MaskedWait> &Out) {
  Finder F(U, Live, Who, Masks, Options, Out);
  for (const Wait &W : Waits)
    F.wait(W);
}

} // namespace asyncsafe

//===- Summaries.cpp - Summaries of functions -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Summaries.h"

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/ShortEnds.h"
#include "analysis/exposures/Summarise.h"
#include "analysis/steps/Counters.h"
#include "analysis/steps/LearntPairs.h"
#include "effects/Fields.h"

#include <map>
#include <set>

namespace asyncsafe {

namespace {

/// Within one function, a callee is analysed for at most this many combinations of constant arguments.
constexpr size_t MaxVariants = 16;
/// Constants passed through more calls than this are not followed.
constexpr unsigned MaxVariantDepth = 6;

struct Summary {
  CalleeEffects Does;
  CalleeEffects Raises; ///< the interruption points of Does; of a function that oscillates
  bool operator==(const Summary &O) const {
    return Does.Complete == O.Does.Complete &&
           std::equal(Does.Effects.begin(), Does.Effects.end(), O.Does.Effects.begin(), O.Does.Effects.end(),
                      sameFields<Effect>);
  }
};

/// The effects of a function for given constant arguments.
struct Variant {
  CalleeEffects Does;
  unsigned Height = 0;         ///< of the variants that it depends on
  std::optional<unsigned> Cut; ///< the depth at which it was computed, if the limit was reached
};

} // namespace

struct Summaries::Impl {
  const Callees &Calls;
  const Unit &U;
  const AnalysisOptions &Options;
  Summaries &Self;
  Counters Counted;
  LearntPairs Learnt;
  const ShortEnds Ending;
  const std::unordered_set<const Event *> LeftByHandlers;
  FixedPoint<std::set<unsigned>> Tested; ///< parameters whose constant value matters
  FixedPoint<Summary> Plain;
  std::vector<std::multimap<ConstantArguments, std::unique_ptr<Variant>>> Variants; ///< by function
  CalleeEffects Nothing, MayThrow, MayRunOutOfMemory;
  const FunctionValues &Values;
  CalleeEffects Behind; ///< for the last call through a pointer

  /// The function being resolved: what it has asked for, and at what depth.
  struct Asker {
    FunctionId Function = NoId;
    std::map<FunctionId, std::set<ConstantArguments>> Asked;
    unsigned Depth = 0, Height = 0;
    bool Cut = false;
  };
  Asker Now;

  Impl(const Callees &Calls, const AnalysisOptions &Options, Summaries &Self,
       std::unordered_set<const Event *> LeftByHandlers)
      : Calls(Calls), U(Calls.unit()), Options(Options), Self(Self), Counted(Calls.unit()),
        Learnt(Calls.unit()), Ending(Calls.unit()), LeftByHandlers(std::move(LeftByHandlers)),
        Tested(Calls, {}, [this](FunctionId F) { return testedBy(F); }),
        Plain(
            Calls, {}, [this](FunctionId F) { return summary(F); }, From::Callees, Answers::MayShrink),
        Variants(U.Functions.size()), Values(Calls.values()) {
    Effect E;
    E.Kind = EffectKind::Interrupt;
    E.Raises = Source::Throw;
    E.Sure = Certainty::Unknown;
    MayThrow.Effects.push_back(E);
    E.Why.edit().Type = "std::bad_alloc";
    MayRunOutOfMemory.Effects.push_back(E);
  }

  CalleeEffects compute(FunctionId F, const ConstantArguments &Fixed) {
    Steps S = resolve(U, U.Functions[F], Fixed, Self);
    return summarise(S, Options.Budget, Calls.components()[Calls.components().of(F)].Recursive);
  }

  Summary summary(FunctionId F) {
    Summary Out{compute(F, {}), {}};
    if (!Plain.oscillates(F))
      return Out;
    Out.Raises = Out.Does;
    std::vector<Effect> &Only = Out.Raises.Effects;
    Only.erase(std::remove_if(Only.begin(), Only.end(),
                              [](const Effect &E) { return E.Kind != EffectKind::Interrupt; }),
               Only.end());
    return Out;
  }

  const CalleeEffects &named(CalleeId Id, const ConstantArguments &Constants);
  const CalleeEffects &behind(const FunctionValues::Answer &Known, CalleeId Id,
                              const ConstantArguments &Constants);

  /// The parameters that a branch, a conditional effect or a callee tests.
  std::set<unsigned> testedBy(FunctionId F) {
    const Function &Fn = U.Functions[F];
    std::set<unsigned> Out;
    auto Note = [&](const Place &P) {
      if (P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf)
        Out.insert(P.Index);
    };
    forEachEdge(Fn, [&](BlockId, const Edge &E) {
      if (E.When)
        Note(E.When->Subject);
    });
    forEachEvent(Fn, [&](Position, const Event &E) {
      if (E.addsParameter() && Counted.contains(E.subject().Object))
        Out.insert(E.addsParameter() - 1);
      for (const Condition &C : E.effect().When)
        Note(C.Subject);
      FunctionId Body = calledBy(U, E, Runs::Perhaps);
      if (Body == NoId)
        return;
      for (unsigned Parameter : Tested.solved(Body))
        if (Parameter < E.site().Args.size())
          Note(E.site().Args[Parameter]);
    });
    return Out;
  }

  const CalleeEffects &variant(FunctionId F, const ConstantArguments &Constants) {
    ConstantArguments Fixed(Constants.size());
    bool Any = false;
    for (unsigned Parameter : Tested.solved(F))
      if (Parameter < Constants.size() && Constants[Parameter]) {
        Fixed[Parameter] = Constants[Parameter];
        Any = true;
      }
    // Constants are ignored within a recursion: a component is solved with one answer per function,
    // whatever constants its functions pass to each other.
    bool Within = Calls.components().of(F) == Calls.components().of(Now.Function);
    // What it acquires and releases is left out; what it raises only grows.
    if (Within && Plain.oscillates(F))
      return Plain.solved(F).Raises;
    if (!Any || Within)
      return Plain.solved(F).Does;
    std::set<ConstantArguments> &Asked = Now.Asked[F];
    if (!Asked.count(Fixed) && Asked.size() >= MaxVariants)
      return Plain.solved(F).Does;
    Asked.insert(Fixed);
    if (Now.Depth >= MaxVariantDepth) {
      Now.Cut = true;
      return Plain.solved(F).Does;
    }
    const Variant &V = find(F, Fixed);
    Now.Height = std::max(Now.Height, V.Height + 1);
    Now.Cut |= V.Cut.has_value();
    return V.Does;
  }

  /// A variant computed here is valid elsewhere, unless a depth limit has cut it short.
  const Variant &find(FunctionId F, const ConstantArguments &Fixed) {
    auto [First, Last] = Variants[F].equal_range(Fixed);
    for (auto It = First; It != Last; ++It)
      if (const Variant &Old = *It->second;
          Old.Cut ? *Old.Cut == Now.Depth : Now.Depth + Old.Height < MaxVariantDepth)
        return Old;
    Asker Outer = std::exchange(Now, Asker());
    Now.Depth = Outer.Depth + 1;
    auto New = std::make_unique<Variant>();
    New->Does = compute(F, Fixed);
    New->Height = Now.Height;
    if (Now.Cut)
      New->Cut = Outer.Depth;
    Now = std::move(Outer);
    return *Variants[F].emplace(Fixed, std::move(New))->second;
  }
};

Summaries::Summaries(const Callees &Calls, const AnalysisOptions &Options,
                     std::unordered_set<const Event *> LeftByHandlers)
    : I(std::make_unique<Impl>(Calls, Options, *this, std::move(LeftByHandlers))) {
  I->Tested.solveAll();
  I->Plain.solveAll();
}

Summaries::~Summaries() = default;

const Counters *Summaries::counters() const { return &I->Counted; }
const LearntPairs *Summaries::pairs() const { return &I->Learnt; }
const ShortEnds *Summaries::ends() const { return &I->Ending; }
bool Summaries::isLeftByHandler(const Event &E) const { return I->LeftByHandlers.count(&E); }

const CalleeEffects &Summaries::of(FunctionId F) { return I->Plain.solved(F).Does; }

bool Summaries::settled(FunctionId F) const { return I->Plain.settled(F); }

void Summaries::begin(const Function &Caller) {
  I->Now.Asked.clear();
  I->Now.Function = static_cast<FunctionId>(&Caller - I->U.Functions.data());
}

const CalleeEffects &Summaries::effectsOf(CalleeId Id, const ConstantArguments &Constants) {
  if (const FunctionValues::Answer *Behind = I->Values.calledBy(I->Now.Function, Id))
    return I->behind(*Behind, Id, Constants);
  return I->named(Id, Constants);
}

const CalleeEffects &Summaries::Impl::named(CalleeId Id, const ConstantArguments &Constants) {
  const Callee &C = U.Callees[Id];
  if (FunctionId Body = bodyOf(U, Id, Runs::Surely); Body != NoId)
    return variant(Body, Constants);
  if (C.NoThrow || C.IsC)
    return Nothing;
  return C.Standard ? MayRunOutOfMemory : MayThrow;
}

/// If several functions may run, each effect is only likely; acquisitions and releases count only if
/// there is one function.
const CalleeEffects &Summaries::Impl::behind(const FunctionValues::Answer &Known, CalleeId Id,
                                             const ConstantArguments &Constants) {
  CalleeEffects Out;
  Out.From = CalleeEffects::Origin::Summary;
  bool Single = Known.All && Known.Bodies.size() == 1;
  for (FunctionId Body : Known.Bodies)
    for (Effect E : variant(Body, Constants).Effects) {
      bool Passes = E.Kind == EffectKind::Interrupt || E.Kind == EffectKind::Escape ||
                    E.Kind == EffectKind::Adopt || E.Kind == EffectKind::Transfer;
      if (!Single && !Passes)
        continue;
      E.Sure = std::min(E.Sure, Certainty::Likely);
      Out.Effects.push_back(std::move(E));
    }
  if (!Known.All)
    for (const Effect &E : named(Id, Constants).Effects)
      Out.Effects.push_back(E);
  Behind = std::move(Out);
  return Behind;
}

} // namespace asyncsafe

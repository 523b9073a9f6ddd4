//===- Summaries.cpp - What each function of the unit does ----------------===//

#include "analysis/exposures/Summaries.h"

#include "analysis/CallGraph.h"
#include "analysis/exposures/Summarise.h"

#include <unordered_map>

namespace asyncsafe {

namespace {
/// Mutually recursive functions settle within a few rounds; what has not by
/// then adds nothing that a message could use.
constexpr unsigned MaxRounds = 3;
/// Functions are looked at again for so many different constant arguments.
constexpr size_t MaxVariants = 16;
constexpr unsigned MaxVariantDepth = 6;
} // namespace

struct Summaries::Impl {
  const Unit &U;
  const AnalysisOptions &Options;
  Summaries &Self;
  std::vector<CalleeEffects> Plain;       // by FunctionId
  std::vector<std::set<unsigned>> Tested; // parameters whose constant value matters
  std::vector<std::map<ConstantArguments, std::unique_ptr<CalleeEffects>>> Variants;
  CalleeEffects Nothing, MayThrow, MayRunOutOfMemory;
  unsigned VariantDepth = 0;

  Impl(const Unit &U, const AnalysisOptions &Options, Summaries &Self)
      : U(U), Options(Options), Self(Self), Plain(U.Functions.size()), Tested(U.Functions.size()),
        Variants(U.Functions.size()) {
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
    return summarise(S, Options.Budget);
  }

  /// Which parameters a branch, a conditional effect or a callee tests.
  void findTested(FunctionId F) {
    const Function &Fn = U.Functions[F];
    auto Note = [&](const Place &P) {
      if (P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf)
        Tested[F].insert(P.Index);
    };
    for (const Block &B : Fn.Blocks) {
      for (const Edge &E : B.Successors)
        if (E.When)
          Note(E.When->Subject);
      for (const Event &E : B.Events) {
        for (const Condition &C : E.effect().When)
          Note(C.Subject);
        if (E.kind() != EventKind::Call || U.Callees[E.site().Callee].Body == NoId)
          continue;
        for (unsigned Parameter : Tested[U.Callees[E.site().Callee].Body])
          if (Parameter < E.site().Args.size())
            Note(E.site().Args[Parameter]);
      }
    }
  }

  const CalleeEffects &variant(FunctionId F, const ConstantArguments &Constants) {
    ConstantArguments Fixed(Constants.size());
    bool Any = false;
    for (unsigned Parameter : Tested[F])
      if (Parameter < Constants.size() && Constants[Parameter]) {
        Fixed[Parameter] = Constants[Parameter];
        Any = true;
      }
    if (!Any)
      return Plain[F];
    auto It = Variants[F].find(Fixed);
    if (It != Variants[F].end())
      return *It->second;
    if (Variants[F].size() >= MaxVariants || VariantDepth >= MaxVariantDepth)
      return Plain[F];
    ++VariantDepth;
    auto Computed = std::make_unique<CalleeEffects>(compute(F, Fixed));
    --VariantDepth;
    return *Variants[F].emplace(std::move(Fixed), std::move(Computed)).first->second;
  }

  void run() {
    for (const Component &C : bottomUp(U)) {
      for (unsigned Round = 0; Round < (C.Recursive ? MaxRounds : 1); ++Round) {
        bool Changed = false;
        for (FunctionId F : C.Members) {
          findTested(F);
          CalleeEffects New = compute(F, {});
          Changed |= New.Effects.size() != Plain[F].Effects.size();
          Plain[F] = std::move(New);
          Variants[F].clear(); // computed while this component was still moving
        }
        if (!Changed)
          break;
      }
    }
  }
};

Summaries::Summaries(const Unit &U, const AnalysisOptions &Options)
    : I(std::make_unique<Impl>(U, Options, *this)) {
  I->run();
}

Summaries::~Summaries() = default;

const CalleeEffects &Summaries::of(FunctionId F) { return I->Plain[F]; }

const CalleeEffects &Summaries::effectsOf(CalleeId Id, const ConstantArguments &Constants) {
  const Callee &C = I->U.Callees[Id];
  // A virtual call may go elsewhere, but an object's own destructor does not.
  if (C.Body != NoId && (!C.Virtual || C.Destructor))
    return I->variant(C.Body, Constants);
  if (C.NoThrow || C.IsC)
    return I->Nothing;
  return C.Standard ? I->MayRunOutOfMemory : I->MayThrow;
}

} // namespace asyncsafe

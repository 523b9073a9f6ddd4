//===- Shortages.cpp - Exceptions for missing memory ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Shortages.h"

#include "analysis/engine/Paths.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

/// The results of allocations, and the variables that hold nothing else. Plain `new` counts too,
/// although it never returns null: code that tests its result handles missing memory.
class Allocated {
public:
  explicit Allocated(const Function &F) {
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.is(EffectKind::Acquire) && E.effect().Resource == ResourceKind::Heap)
        Answers.push_back(E.effect().Subject);
    });
    if (Answers.empty())
      return;
    std::vector<Place> Others;
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && E.constant() != 0)
        (isAnswer(E.other()) ? Variables : Others).push_back(E.subject());
    });
    auto IsMore = [&](const Place &P) { return std::find(Others.begin(), Others.end(), P) != Others.end(); };
    Variables.erase(std::remove_if(Variables.begin(), Variables.end(), IsMore), Variables.end());
  }

  bool empty() const { return Answers.empty(); }

  /// The condition holds if the allocation failed.
  bool fails(const std::optional<Condition> &When) const {
    return When && !When->Subject.isNone() && When->Test == Predicate{Predicate::Op::EQ, 0} &&
           (isAnswer(When->Subject) ||
            std::find(Variables.begin(), Variables.end(), When->Subject) != Variables.end());
  }

private:
  bool isAnswer(const Place &P) const {
    return !P.isNone() && std::find(Answers.begin(), Answers.end(), P) != Answers.end();
  }

  std::vector<Place> Answers, Variables;
};

std::set<std::string> typesCaught(const Unit &U) {
  std::set<std::string> Out;
  for (const Function &F : U.Functions)
    for (const UnwindScope &S : F.Scopes)
      for (const Handler &H : S.Handlers)
        Out.insert(H.Type);
  return Out;
}

/// A handler names the class or one of its bases.
bool isCaught(const Unit &U, const std::set<std::string> &Caught, const std::string &Type) {
  auto Bases = U.Bases.find(Type);
  return Caught.count(Type) ||
         (Bases != U.Bases.end() && std::any_of(Bases->second.begin(), Bases->second.end(),
                                                [&](const std::string &B) { return Caught.count(B); }));
}

} // namespace

void noteShortages(Unit &U) {
  std::optional<std::set<std::string>> Caught;
  for (Function &F : U.Functions) {
    Allocated Memory(F);
    if (Memory.empty())
      continue;
    Predecessors Into(F);
    // Every path to the block, apart from the construction of the exception, comes from a failed
    // allocation.
    auto OnlyWithout = [&](BlockId B) {
      for (unsigned Back = 0; Back < 8; ++Back) {
        if (Into.begin(B) == Into.end(B))
          return false;
        if (std::all_of(Into.begin(B), Into.end(B),
                        [&](auto &From) { return Memory.fails(From.Over->When); }))
          return true;
        if (Into.end(B) - Into.begin(B) != 1 || Into.begin(B)->Over->When)
          return false;
        B = Into.begin(B)->Block;
      }
      return false;
    };
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      for (Event &E : F.Blocks[B].Events) {
        auto *Thrown = E.as<ThrowEvent>();
        if (!Thrown || E.effect().Why->Type.empty() || !OnlyWithout(B))
          continue;
        if (!Caught)
          Caught = typesCaught(U);
        if (!isCaught(U, *Caught, E.effect().Why->Type))
          Thrown->Raises.edit().Why.edit().Type = "std::bad_alloc";
      }
  }
}

} // namespace asyncsafe

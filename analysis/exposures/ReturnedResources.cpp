//===- ReturnedResources.cpp - Resources made for the caller --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/ReturnedResources.h"

#include "analysis/engine/Paths.h"

#include <unordered_map>

namespace asyncsafe {

namespace {

bool givesBack(const Effect &E) {
  return (E.Kind == EffectKind::Release || E.Kind == EffectKind::Adopt) && isHandle(E.Resource);
}

/// The results of calls, by their names in one function.
class Results {
public:
  Results(const Unit &U, const Function &F) {
    forEachEvent(F, [&](Position, const Event &E) {
      FunctionId Body = calledBy(U, E, Runs::Surely);
      if (Body != NoId && !E.site().Result.isNone())
        Made[E.site().Result].push_back(Body);
    });
    if (Made.empty())
      return;
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() != EventKind::Assign)
        return;
      auto From = Made.find(E.other());
      if (From != Made.end() && E.other().Root == Place::RootKind::Temporary)
        Made[E.subject()].insert(Made[E.subject()].end(), From->second.begin(), From->second.end());
    });
  }

  bool empty() const { return Made.empty(); }
  void mark(const Place &What, std::vector<bool> &Marked) const {
    auto It = Made.find(What);
    if (It != Made.end())
      for (FunctionId F : It->second)
        Marked[F] = true;
  }

private:
  std::unordered_map<Place, std::vector<FunctionId>, PlaceHash> Made;
};

} // namespace

std::vector<bool> releasedByCallers(const Callees &Calls, Summaries &All) {
  const Unit &U = Calls.unit();
  std::vector<bool> Marked(U.Functions.size());
  for (const Function &F : U.Functions) {
    Results Of(U, F);
    if (Of.empty())
      continue;
    All.begin(F);
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Effect && givesBack(E.effect()))
        return Of.mark(E.effect().Subject, Marked);
      if (calledBy(U, E, Runs::Surely) == NoId)
        return;
      for (const Effect &Inside : All.effectsOf(E.site().Callee, E.site().Constants).Effects)
        if (givesBack(Inside) && Inside.Subject.Root == Place::RootKind::Param &&
            Inside.Subject.Path.empty() && Inside.Subject.Index < E.site().Args.size())
          Of.mark(E.site().Args[Inside.Subject.Index], Marked);
    });
  }
  return Marked;
}

} // namespace asyncsafe

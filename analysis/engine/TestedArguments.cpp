//===- TestedArguments.cpp - Tests that are passed to a call --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/TestedArguments.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

/// A check that hands its condition on through more functions than this decides nothing here.
constexpr unsigned MaxDepth = 4;

class TestedParameters {
public:
  explicit TestedParameters(const Unit &U) : U(U) {}

  bool contains(FunctionId F, unsigned Parameter, unsigned Depth = 0) {
    auto [It, New] = Known.try_emplace({F, Parameter, Depth}, false);
    if (!New)
      return It->second;
    auto Is = [&](const Place &P) {
      return P.Root == Place::RootKind::Param && P.Index == Parameter && P.Path.empty() && !P.AddressOf;
    };
    bool Tested = false;
    forEachEdge(U.Functions[F], [&](BlockId, const Edge &E) { Tested |= E.When && Is(E.When->Subject); });
    if (!Tested && Depth < MaxDepth)
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        const std::vector<Place> &Args = E.site().Args;
        FunctionId Body = Tested ? NoId : calledBy(U, E, Runs::Surely);
        for (unsigned I = 0; Body != NoId && !Tested && I < Args.size(); ++I)
          Tested = Is(Args[I]) && contains(Body, I, Depth + 1);
      });
    return Known[{F, Parameter, Depth}] = Tested;
  }

private:
  const Unit &U;
  std::map<std::tuple<FunctionId, unsigned, unsigned>, bool> Known;
};

/// The call that is all of a block.
Event *onlyCall(Function &F, BlockId B) {
  std::vector<Event> &Events = F.Blocks[B].Events;
  return Events.size() == 1 && Events.front().kind() == EventKind::Call ? &Events.front() : nullptr;
}

/// The argument by which two calls, that otherwise are one, differ; or NoId.
unsigned differingArgument(const Event &A, const Event &B) {
  const CallSite &X = A.site(), &Y = B.site();
  if (!(A.Expr == B.Expr) || X.Callee != Y.Callee || X.Constants.size() != Y.Constants.size())
    return NoId;
  auto Differ = std::mismatch(X.Constants.begin(), X.Constants.end(), Y.Constants.begin());
  if (Differ.first == X.Constants.end() || *Differ.first != 1 || *Differ.second != 0)
    return NoId;
  return static_cast<unsigned>(Differ.first - X.Constants.begin());
}

/// By block: how many edges lead there.
std::vector<unsigned> edgesInto(const Function &F) {
  std::vector<unsigned> Out(F.Blocks.size());
  forEachEdge(F, [&](BlockId, const Edge &E) { ++Out[E.To]; });
  return Out;
}

} // namespace

void joinUndecidedCalls(Unit &U) {
  TestedParameters Tested(U);
  for (Function &F : U.Functions) {
    std::vector<unsigned> Edges; // once a call is joined
    for (Block &B : F.Blocks) {
      if (B.Successors.size() != 2)
        continue;
      Event *Holds = onlyCall(F, B.Successors[0].To), *Fails = onlyCall(F, B.Successors[1].To);
      unsigned Argument = Holds && Fails ? differingArgument(*Holds, *Fails) : NoId;
      if (Argument == NoId)
        continue;
      FunctionId Body = calledBy(U, *Holds, Runs::Surely);
      if (Body != NoId && Tested.contains(Body, Argument))
        continue;
      Holds->as<CallEvent>()->Site.edit().Constants[Argument] = std::nullopt;
      if (Edges.empty())
        Edges = edgesInto(F);
      // Passes that look at all events would see a call that no path leads to.
      if (BlockId Other = B.Successors[1].To; --Edges[Other] == 0)
        F.Blocks[Other].Events.clear();
      B.Successors.pop_back();
      B.Successors.front().When = std::nullopt;
    }
  }
}

} // namespace asyncsafe

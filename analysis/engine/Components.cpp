//===- Components.cpp - Strongly connected components ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Components.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class Tarjan {
public:
  explicit Tarjan(const std::vector<std::vector<FunctionId>> &Below)
      : Below(Below), Index(Below.size(), Unseen), Low(Below.size()), OnStack(Below.size()) {
    for (FunctionId F = 0; F < Below.size(); ++F)
      if (Index[F] == Unseen)
        visit(F);
  }
  std::vector<Component> All;

private:
  static constexpr uint32_t Unseen = NoId;
  struct Frame {
    FunctionId F;
    size_t Next = 0;
  };

  void open(FunctionId F, std::vector<Frame> &Frames) {
    Index[F] = Low[F] = Counter++;
    Stack.push_back(F);
    OnStack[F] = true;
    Frames.push_back({F, 0});
  }

  void visit(FunctionId Root) {
    std::vector<Frame> Frames;
    open(Root, Frames);
    while (!Frames.empty()) {
      Frame &Top = Frames.back();
      if (Top.Next < Below[Top.F].size()) {
        FunctionId Callee = Below[Top.F][Top.Next++];
        if (Index[Callee] == Unseen)
          open(Callee, Frames);
        else if (OnStack[Callee])
          Low[Top.F] = std::min(Low[Top.F], Index[Callee]);
        continue;
      }
      FunctionId Done = Top.F;
      close(Done);
      Frames.pop_back();
      if (!Frames.empty())
        Low[Frames.back().F] = std::min(Low[Frames.back().F], Low[Done]);
    }
  }

  void close(FunctionId Top) {
    if (Low[Top] != Index[Top])
      return;
    Component C;
    FunctionId F;
    do {
      F = Stack.back();
      Stack.pop_back();
      OnStack[F] = false;
      C.Members.push_back(F);
    } while (F != Top);
    std::sort(C.Members.begin(), C.Members.end());
    C.Recursive =
        C.Members.size() > 1 || std::find(Below[Top].begin(), Below[Top].end(), Top) != Below[Top].end();
    All.push_back(std::move(C));
  }

  const std::vector<std::vector<FunctionId>> &Below;
  std::vector<uint32_t> Index, Low;
  std::vector<bool> OnStack;
  std::vector<FunctionId> Stack;
  uint32_t Counter = 0;
};

} // namespace

Components::Components(std::vector<std::vector<FunctionId>> Edges)
    : Below(std::move(Edges)), Above(Below.size()), Of(Below.size()) {
  All = std::move(Tarjan(Below).All);
  for (unsigned I = 0; I < All.size(); ++I)
    for (FunctionId F : All[I].Members) {
      Of[F] = I;
      for (FunctionId Callee : Below[F])
        Above[Callee].push_back(F);
    }
}

} // namespace asyncsafe

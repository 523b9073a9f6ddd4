//===- CallGraph.cpp - Callees before callers -----------------------------===//

#include "analysis/CallGraph.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class Tarjan {
public:
  explicit Tarjan(const Unit &U)
      : U(U), Index(U.Functions.size(), Unseen), Low(U.Functions.size()), OnStack(U.Functions.size()) {
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (Index[F] == Unseen)
        visit(F);
  }
  std::vector<Component> Components;

private:
  static constexpr uint32_t Unseen = NoId;
  struct Frame {
    FunctionId F;
    std::vector<FunctionId> Callees;
    size_t Next = 0;
  };

  void addBody(CalleeId Id, std::vector<FunctionId> &Out) const {
    if (Id != NoId && U.Callees[Id].Body != NoId)
      Out.push_back(U.Callees[Id].Body);
  }

  void addSite(const CallSite &Site, std::vector<FunctionId> &Out) const {
    addBody(Site.Callee, Out);
    if (Site.Callee != NoId)
      addBody(U.Callees[Site.Callee].DestructorOf, Out);
    for (auto &[Argument, Id] : Site.FunctionArgs)
      addBody(Id, Out);
  }

  std::vector<FunctionId> calleesOf(FunctionId F) const {
    std::vector<FunctionId> Out;
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        addSite(E.site(), Out);
    for (const UnwindScope &S : U.Functions[F].Scopes)
      addSite(S.Action.site(), Out);
    std::sort(Out.begin(), Out.end());
    Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
    return Out;
  }

  void open(FunctionId F, std::vector<Frame> &Frames) {
    Index[F] = Low[F] = Counter++;
    Stack.push_back(F);
    OnStack[F] = true;
    Frames.push_back({F, calleesOf(F), 0});
  }

  void visit(FunctionId Root) {
    std::vector<Frame> Frames;
    open(Root, Frames);
    while (!Frames.empty()) {
      Frame &Top = Frames.back();
      if (Top.Next < Top.Callees.size()) {
        FunctionId Callee = Top.Callees[Top.Next++];
        if (Index[Callee] == Unseen)
          open(Callee, Frames);
        else if (OnStack[Callee])
          Low[Top.F] = std::min(Low[Top.F], Index[Callee]);
        continue;
      }
      close(Top);
      FunctionId Done = Top.F;
      Frames.pop_back();
      if (!Frames.empty())
        Low[Frames.back().F] = std::min(Low[Frames.back().F], Low[Done]);
    }
  }

  void close(const Frame &Top) {
    if (Low[Top.F] != Index[Top.F])
      return;
    Component C;
    FunctionId F;
    do {
      F = Stack.back();
      Stack.pop_back();
      OnStack[F] = false;
      C.Members.push_back(F);
    } while (F != Top.F);
    C.Recursive = C.Members.size() > 1 || std::binary_search(Top.Callees.begin(), Top.Callees.end(), Top.F);
    Components.push_back(std::move(C));
  }

  const Unit &U;
  std::vector<uint32_t> Index, Low;
  std::vector<bool> OnStack;
  std::vector<FunctionId> Stack;
  uint32_t Counter = 0;
};

} // namespace

std::vector<Component> bottomUp(const Unit &U) { return std::move(Tarjan(U).Components); }

} // namespace asyncsafe

//===- Symbols.cpp - Symbols that a unit defines and needs ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "link/Symbols.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace asyncsafe {

static void sortOut(std::vector<std::string> &Names) {
  std::sort(Names.begin(), Names.end());
  Names.erase(std::unique(Names.begin(), Names.end()), Names.end());
}

/// The methods of a class are reached through its objects, although no other unit names them: a unit that
/// constructs objects by an inline constructor needs those that override something.
static std::string methodsOf(const std::string &Class) { return "methods of " + Class; }

static void addConstructed(const Unit &U, const Function &F, std::vector<std::string> &Needs) {
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events)
      if (CalleeId Id = E.site().Callee;
          Id != NoId && U.Callees[Id].Constructor && U.Callees[Id].Body != NoId)
        Needs.push_back(methodsOf(U.Functions[U.Callees[Id].Body].Class));
}

/// A function of the unit's own file that no other unit can name, and that neither its code nor its tables
/// do.
static bool startsItself(const Unit &U) {
  std::set<CalleeId> Named;
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        Named.insert({E.site().Callee, E.function()});
        for (const FunctionArgument &A : E.site().FunctionArgs)
          Named.insert(A.Function);
      }
  for (const InitialValue &V : U.InitialValues)
    Named.insert(V.Function);
  std::set<FunctionId> Bodies;
  for (CalleeId Id : Named)
    if (Id != NoId)
      Bodies.insert(U.Callees[Id].Body);
  for (FunctionId Id = 0; Id < U.Functions.size(); ++Id)
    if (const Function &F = U.Functions[Id]; F.IsCxx && F.IsLocalToUnit && F.Class.empty() && !F.IsLambda &&
                                             U.isMainFile(F.Range.File) && !Bodies.count(Id))
      return true;
  return false;
}

Symbols symbolsOf(const Unit &U) {
  Symbols S;
  S.MainFile = U.MainFile;
  S.StartsItself = startsItself(U);
  for (const Function &F : U.Functions) {
    S.HasMain |= F.IsMain;
    for (const Block &B : F.Blocks)
      S.Size += B.Events.size();
    if (!F.IsLocalToUnit && !F.IsMain)
      S.Defines.push_back(F.Key);
    if (!U.isMainFile(F.Range.File))
      continue;
    addConstructed(U, F, S.Needs);
    if (!F.Overrides.empty() && !F.IsLocalToUnit)
      S.Defines.push_back(methodsOf(F.Class));
  }
  for (const Callee &C : U.Callees)
    if (C.Body == NoId && !C.Indirect && !C.IsLocalToUnit && !C.Key.empty())
      S.Needs.push_back(C.Key);
  for (const Object &O : U.Objects)
    if (!O.IsField && !O.IsLocalToUnit)
      (O.IsDefined ? S.Defines : S.Needs).push_back("variable " + O.Name);
  sortOut(S.Defines);
  sortOut(S.Needs);
  std::vector<std::string> Open;
  std::set_difference(S.Needs.begin(), S.Needs.end(), S.Defines.begin(), S.Defines.end(),
                      std::back_inserter(Open));
  S.Needs = std::move(Open);
  return S;
}

unsigned commonFolders(std::string_view A, std::string_view B) {
  unsigned Folders = 0;
  for (size_t I = 0; I < A.size() && I < B.size() && A[I] == B[I]; ++I)
    Folders += A[I] == '/';
  return Folders;
}

} // namespace asyncsafe

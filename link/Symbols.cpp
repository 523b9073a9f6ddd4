//===- Symbols.cpp - Symbols that a unit defines and needs ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "link/Symbols.h"

#include <algorithm>
#include <iterator>

namespace asyncsafe {

static void sortOut(std::vector<std::string> &Names) {
  std::sort(Names.begin(), Names.end());
  Names.erase(std::unique(Names.begin(), Names.end()), Names.end());
}

Symbols symbolsOf(const Unit &U) {
  Symbols S;
  S.MainFile = U.MainFile;
  for (const Function &F : U.Functions) {
    S.HasMain |= F.IsMain;
    for (const Block &B : F.Blocks)
      S.Size += B.Events.size();
    if (!F.IsLocalToUnit && !F.IsMain)
      S.Defines.push_back(F.Key);
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

//===- SharedHeaders.cpp - Functions in headers, copied into each unit ----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "link/SharedHeaders.h"

#include "effects/Ids.h"
#include "effects/Serialize.h"

#include <map>

namespace asyncsafe {

namespace {

/// References of a function that could be local to its unit.
struct Mentions {
  const Unit &U;
  bool OwnVariable = false;
  std::vector<CalleeId> Local;

  void file(FileId &) {}
  void callee(CalleeId &Id) {
    if (U.Callees[Id].IsLocalToUnit)
      Local.push_back(Id);
  }
  void place(Place &P) {
    OwnVariable |= P.Root == Place::RootKind::Global && P.Index != 0;
    OwnVariable |= P.Object != NoId && U.Objects[P.Object].IsLocalToUnit;
  }
};

/// Replaces ids by their names, in a private copy of the function.
class Spelled {
public:
  explicit Spelled(const Unit &U) : U(U) {}
  std::string Names;

  void file(FileId &Id) { say(U.Files[Id], Id); }
  void callee(CalleeId &Id) { say(U.Callees[Id].Key + (U.Callees[Id].Virtual ? " virtual" : ""), Id); }
  void place(Place &P) {
    if (P.Object != NoId)
      say(U.Objects[P.Object].Name, P.Object);
    if (P.Root == Place::RootKind::Local || P.Root == Place::RootKind::Temporary ||
        P.Root == Place::RootKind::OuterThis)
      P.Index = local(P.Root, P.Index);
  }
  unsigned local(Place::RootKind Root, unsigned Index) {
    return Locals.try_emplace({Root, Index}, static_cast<unsigned>(Locals.size())).first->second;
  }

private:
  void say(const std::string &Name, uint32_t &Id) {
    auto [It, New] = Ids.try_emplace(Name, static_cast<uint32_t>(Ids.size()));
    if (New)
      Names += Name + '\0';
    Id = It->second;
  }

  const Unit &U;
  std::map<std::string, uint32_t> Ids;
  std::map<std::pair<Place::RootKind, unsigned>, unsigned> Locals;
};

} // namespace

std::vector<bool> copiesOfHeaders(const Unit &U) {
  std::vector<bool> Copies(U.Functions.size());
  std::vector<std::vector<CalleeId>> Local(U.Functions.size());
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    if (!Fn.IsLocalToUnit || !Fn.Range.isValid() || U.isMainFile(Fn.Range.File))
      continue;
    Mentions M{U, false, {}};
    readIds(Fn, M);
    Copies[F] = !M.OwnVariable;
    Local[F] = std::move(M.Local);
  }
  auto IsCopy = [&](CalleeId Id) { return U.Callees[Id].Body != NoId && Copies[U.Callees[Id].Body]; };
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (FunctionId F = 0; F < Copies.size(); ++F)
      for (CalleeId Id : Local[F])
        if (Copies[F] && !IsCopy(Id)) {
          Copies[F] = false;
          Changed = true;
        }
  }
  return Copies;
}

std::string contentOf(const Function &F, const Unit &U) {
  Function Copy = F;
  Spelled Names(U);
  changeIds(Copy, Names);
  for (unsigned &Id : Copy.LocalIds)
    Id = Names.local(Place::RootKind::Local, Id);
  for (unsigned &Id : Copy.VolatileIds)
    Id = Names.local(Place::RootKind::Local, Id);
  for (Parameter &P : Copy.Parameters)
    if (P.CapturedAs != NoId)
      P.CapturedAs = Names.local(Place::RootKind::Local, P.CapturedAs);
  if (Copy.OuterThisId)
    Copy.OuterThisId = Names.local(Place::RootKind::OuterThis, Copy.OuterThisId) + 1;
  return Names.Names + serialize(Copy);
}

} // namespace asyncsafe

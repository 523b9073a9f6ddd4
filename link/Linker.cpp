//===- Linker.cpp - Several units become one ------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "link/Linker.h"

#include "effects/Ids.h"
#include "link/SharedHeaders.h"
#include "link/Symbols.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

namespace {

using Name = std::string;

/// Joins the parts of a name with a byte that none of them has.
template <class... T> Name join(const T &...Parts) {
  Name Out;
  ((Out += Parts, Out += '\0'), ...);
  return Out;
}

/// The new ids of one part.
struct Renumbering {
  std::vector<FileId> Files;
  std::vector<FunctionId> Functions;
  std::vector<bool> Kept; ///< by function of the part: it is the one that stays
  std::vector<CalleeId> Callees;
  std::vector<ObjectId> Objects;
  unsigned Locals = 0, Temporaries = 0, OuterThis = 0; ///< added to an index
  unsigned Owner = 0;                                  ///< Place::Index of the part's own variables

  void file(FileId &Id) const { Id = Files[Id]; }
  void callee(CalleeId &Id) const { Id = Callees[Id]; }
  void place(Place &P) const {
    if (P.Object != NoId)
      P.Object = Objects[P.Object];
    if (P.Root == Place::RootKind::Local)
      P.Index += Locals;
    else if (P.Root == Place::RootKind::Temporary)
      P.Index += Temporaries;
    else if (P.Root == Place::RootKind::OuterThis)
      P.Index += OuterThis;
    else if (P.Root == Place::RootKind::Global && P.Index)
      P.Index = Owner;
  }
};

/// The ranges of numbers that a part uses.
struct Extent {
  unsigned Locals = 0, Temporaries = 0, OuterThis = 0;

  void file(FileId &) {}
  void callee(CalleeId &) {}
  void place(Place &P) {
    if (P.Root == Place::RootKind::Local)
      Locals = std::max(Locals, P.Index + 1);
    else if (P.Root == Place::RootKind::Temporary)
      Temporaries = std::max(Temporaries, P.Index + 1);
    else if (P.Root == Place::RootKind::OuterThis)
      OuterThis = std::max(OuterThis, P.Index + 1);
  }
  void add(Function &F) {
    readIds(F, *this);
    for (unsigned Id : F.LocalIds)
      Locals = std::max(Locals, Id + 1);
    for (const Parameter &P : F.Parameters)
      if (P.CapturedAs != NoId)
        Locals = std::max(Locals, P.CapturedAs + 1);
    OuterThis = std::max(OuterThis, F.OuterThisId + 1);
  }
};

class Linker {
public:
  explicit Linker(std::vector<Unit> Given) : Parts(std::move(Given)), Maps(Parts.size()) {}

  Unit run() {
    describe();
    for (size_t I = 0; I < Parts.size(); ++I) {
      numberFiles(I);
      numberFunctions(I);
    }
    for (size_t I = 0; I < Parts.size(); ++I) {
      numberObjects(I);
      numberCallees(I);
    }
    for (size_t I = 0; I < Parts.size(); ++I) {
      takeOver(I);
      Parts[I] = {}; // graphs are large
    }
    return std::move(Out);
  }

private:
  void describe();
  void numberFiles(size_t I);
  void numberFunctions(size_t I);
  void numberObjects(size_t I);
  void numberCallees(size_t I);
  void takeOver(size_t I);
  FunctionId definitionFor(const Callee &C, size_t Part) const;

  struct Definition {
    FunctionId Id;
    size_t Part;
  };

  std::vector<Unit> Parts;
  std::vector<Renumbering> Maps;
  Unit Out;
  FunctionId NumFunctions = 0;
  unsigned Locals = 0, Temporaries = 0, OuterThis = 0;
  std::unordered_map<Name, FileId> FileIds;
  std::unordered_map<Name, FunctionId> FunctionIds;
  std::unordered_map<Name, std::vector<Definition>> Definitions;
  std::unordered_map<Name, CalleeId> CalleeIds;
  std::unordered_map<Name, ObjectId> ObjectIds;
  std::unordered_set<Name> Values;
  std::set<std::tuple<Source, Name, FileId, uint32_t>> Evidences;
  std::set<std::tuple<Name, FileId, uint32_t, Name>> Refused;
};

void Linker::describe() {
  Out.MainFile = Parts.front().MainFile;
  Out.ExceptionsEnabled = false;
  for (const Unit &P : Parts) {
    Out.Linked.push_back(P.MainFile);
    Out.ExceptionsEnabled |= P.ExceptionsEnabled;
    // A suggestion must compile in every unit.
    if (P.IsCxx == Out.IsCxx && Out.LanguageVersion)
      Out.LanguageVersion = std::min(Out.LanguageVersion, P.LanguageVersion);
    else if (P.IsCxx || !Out.IsCxx)
      Out.LanguageVersion = P.LanguageVersion;
    Out.IsCxx |= P.IsCxx;
  }
  std::sort(Out.Linked.begin(), Out.Linked.end());
}

void Linker::numberFiles(size_t I) {
  for (const std::string &File : Parts[I].Files) {
    auto [It, New] = FileIds.try_emplace(File, static_cast<FileId>(Out.Files.size()));
    if (New)
      Out.Files.push_back(File);
    Maps[I].Files.push_back(It->second);
  }
}

/// Functions with the same name and place are the same; a function of the same name at another place (in
/// a second program) is a different one.
void Linker::numberFunctions(size_t I) {
  Unit &P = Parts[I];
  Renumbering &Map = Maps[I];
  std::vector<bool> Copies = copiesOfHeaders(P);
  Extent Used;
  for (FunctionId F = 0; F < P.Functions.size(); ++F) {
    Function &Fn = P.Functions[F];
    Used.add(Fn);
    FunctionId Id = NumFunctions;
    if (Fn.Range.isValid() && (!Fn.IsLocalToUnit || Copies[F])) {
      Name Identity = join(Fn.Key, P.Files[Fn.Range.File], std::to_string(Fn.Range.Begin));
      if (Copies[F])
        Identity += contentOf(Fn, P);
      Id = FunctionIds.try_emplace(std::move(Identity), NumFunctions).first->second;
    }
    Map.Functions.push_back(Id);
    Map.Kept.push_back(Id == NumFunctions);
    if (Id != NumFunctions)
      continue;
    ++NumFunctions;
    if (!Fn.IsLocalToUnit)
      Definitions[Fn.Key].push_back({Id, I});
  }
  Map.Locals = Locals;
  Map.Temporaries = Temporaries;
  Map.OuterThis = OuterThis;
  Map.Owner = static_cast<unsigned>(I) + 1;
  Locals += Used.Locals;
  Temporaries += Used.Temporaries;
  OuterThis += Used.OuterThis;
}

/// Joins the properties of one variable from several units: some see only its declaration.
void join(Object &Into, Object &&O) {
  for (bool Object::*Flag : {&Object::IsVolatile, &Object::IsSigAtomic, &Object::IsUsedAtomically,
                             &Object::IsUsedVolatile, &Object::IsAtomic, &Object::IsThreadLocal})
    O.*Flag = Into.*Flag = Into.*Flag || O.*Flag;
  if (O.IsDefined && !Into.IsDefined)
    Into = std::move(O);
}

void Linker::numberObjects(size_t I) {
  Unit &P = Parts[I];
  for (Object &O : P.Objects) {
    Name Identity;
    if (O.IsField) // two programs' structs can have one name
      Identity = O.Declared.isValid()
                     ? join(O.Name, P.Files[O.Declared.File], std::to_string(O.Declared.Begin))
                     : join(O.Name);
    else if (O.IsLocalToUnit)
      Identity = join(O.Name, std::to_string(I), std::to_string(O.Declared.Begin), "own");
    else
      Identity = O.Name;
    changeIds(O.Declared, Maps[I]);
    changeIds(O.TypeRange, Maps[I]);
    auto [It, New] = ObjectIds.try_emplace(std::move(Identity), static_cast<ObjectId>(Out.Objects.size()));
    Maps[I].Objects.push_back(It->second);
    if (New)
      Out.Objects.push_back(std::move(O));
    else
      join(Out.Objects[It->second], std::move(O));
  }
}

FunctionId Linker::definitionFor(const Callee &C, size_t Part) const {
  if (C.Body != NoId)
    return Maps[Part].Functions[C.Body];
  auto Found = C.Indirect || C.IsLocalToUnit ? Definitions.end() : Definitions.find(C.Key);
  if (Found == Definitions.end())
    return NoId;
  auto Nearness = [&](const Definition &D) {
    return commonFolders(Parts[D.Part].MainFile, Parts[Part].MainFile);
  };
  return std::max_element(Found->second.begin(), Found->second.end(),
                          [&](const Definition &A, const Definition &B) { return Nearness(A) < Nearness(B); })
      ->Id;
}

void Linker::numberCallees(size_t I) {
  Unit &P = Parts[I];
  Renumbering &Map = Maps[I];
  for (CalleeId Id = 0; Id < P.Callees.size(); ++Id) {
    Callee &C = P.Callees[Id];
    FunctionId Body = definitionFor(C, I);
    Name Identity = C.Virtual ? "virtual " : "";
    if (Body != NoId)
      Identity += join("body", std::to_string(Body));
    else if (C.IsLocalToUnit)
      Identity += join(C.Key, std::to_string(I), std::to_string(Id));
    else
      Identity += join(C.Key, C.IsC ? "C" : "C++");
    if (Body != NoId && C.Body == NoId) {
      // The program defines its own function: the library facts about this name do not apply.
      C.Safety = SignalSafety::Unlisted;
      C.SafetyReason.clear();
      C.Outcomes.clear();
      C.TakesLock = C.Allocates = C.KeepsErrno = C.TellsErrno = C.System = false;
    }
    C.Body = Body;
    auto [It, New] = CalleeIds.try_emplace(std::move(Identity), static_cast<CalleeId>(Out.Callees.size()));
    Map.Callees.push_back(It->second);
    if (New)
      Out.Callees.emplace_back(); // filled below, where DestructorOf can be renumbered
  }
  for (CalleeId Id = 0; Id < P.Callees.size(); ++Id) {
    Callee &C = P.Callees[Id], &Into = Out.Callees[Map.Callees[Id]];
    if (C.DestructorOf != NoId)
      C.DestructorOf = Map.Callees[C.DestructorOf];
    if (Into.Key.empty()) {
      Into = std::move(C);
      continue;
    }
    Into.NoThrow |= C.NoThrow;
    Into.NoReturn |= C.NoReturn;
    Into.Variadic |= C.Variadic;
    Into.System &= C.System;
    Into.IsC &= C.IsC;
    if (Into.DestructorOf == NoId)
      Into.DestructorOf = C.DestructorOf;
  }
}

void Linker::takeOver(size_t I) {
  Unit &P = Parts[I];
  Renumbering &Map = Maps[I];
  for (FunctionId F = 0; F < P.Functions.size(); ++F) {
    if (!Map.Kept[F])
      continue;
    Function &Fn = P.Functions[F];
    changeIds(Fn, Map);
    for (unsigned &Id : Fn.LocalIds)
      Id += Map.Locals;
    for (unsigned &Id : Fn.VolatileIds)
      Id += Map.Locals;
    for (Parameter &Q : Fn.Parameters)
      if (Q.CapturedAs != NoId)
        Q.CapturedAs += Map.Locals;
    if (Fn.OuterThisId)
      Fn.OuterThisId += Map.OuterThis;
    Out.Functions.push_back(std::move(Fn));
  }
  for (InitialValue &V : P.InitialValues) {
    changeIds(V, Map);
    Name Identity = join(std::to_string(V.Where.File), std::to_string(V.Where.Begin),
                         std::to_string(V.Subject.Index), spelling(V.Subject), std::to_string(V.Function));
    if (Values.insert(std::move(Identity)).second)
      Out.InitialValues.push_back(std::move(V));
  }
  for (Refusal &R : P.Refusals) {
    changeIds(R.Range, Map);
    if (Refused.insert({R.Function, R.Range.File, R.Range.Begin, R.Reason}).second)
      Out.Refusals.push_back(std::move(R));
  }
  for (Evidence &E : P.LiveEvidence) {
    changeIds(E.Where, Map);
    if (Evidences.insert({E.Of, E.Name, E.Where.File, E.Where.Begin}).second)
      Out.LiveEvidence.push_back(std::move(E));
  }
  Out.Bases.insert(P.Bases.begin(), P.Bases.end());
  for (const std::string &Type : P.Mistakes)
    if (auto At = std::lower_bound(Out.Mistakes.begin(), Out.Mistakes.end(), Type);
        At == Out.Mistakes.end() || *At != Type)
      Out.Mistakes.insert(At, Type);
}

} // namespace

Unit link(std::vector<Unit> Parts) {
  if (Parts.size() == 1)
    return std::move(Parts.front());
  return Linker(std::move(Parts)).run();
}

} // namespace asyncsafe

//===- FixIts.cpp - Safe edits --------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/FixIts.h"

#include "models/StandardNames.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

/// The object of `object.method()` or `object->method()`, as the source spells it; empty for other
/// events.
std::string objectOf(const Event &E, std::string_view Method) {
  std::string_view Text = *E.Spelling;
  std::string Call = std::string(Method) + "()";
  if (Text == Call)
    return "*this";
  if (Text.size() <= Call.size() || Text.substr(Text.size() - Call.size()) != Call)
    return "";
  Text.remove_suffix(Call.size());
  if (Text.back() == '.')
    return std::string(Text.substr(0, Text.size() - 1));
  if (Text.size() < 3 || Text.substr(Text.size() - 2) != "->")
    return "";
  Text.remove_suffix(2);
  bool Simple = std::all_of(Text.begin(), Text.end(), [](unsigned char C) {
    return std::isalnum(C) || C == '_' || C == '.' || C == '>' || C == '-' || C == ':';
  });
  return Simple ? "*" + std::string(Text) : "";
}

std::string_view lastComponent(std::string_view Name) {
  size_t At = Name.rfind("::");
  return At == std::string_view::npos ? Name : Name.substr(At + 2);
}

std::string_view classOf(std::string_view Name) {
  size_t At = Name.rfind("::");
  return At == std::string_view::npos ? std::string_view() : Name.substr(0, At);
}

const Lockable *lockableOf(const Event &E, const Unit &U) {
  if (E.site().Callee == NoId)
    return nullptr;
  for (const Lockable &L : Lockables)
    if (lastComponent(U.Callees[E.site().Callee].Name) == L.Acquire)
      return &L;
  return nullptr;
}

bool isWholeStatement(const Event &E) {
  return E.In->Range.isValid() && E.In->Compound != NoId && E.In->Range.Begin == E.Expr.Begin &&
         E.In->Range.File == E.Expr.File;
}

/// A name that nothing in the function has yet: "lock", "lock2", …
std::string freshName(const Function &F, const Event &Acquire, const Unit &U) {
  // Two fixes in one function must not declare the same name.
  unsigned Earlier = 0;
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events)
      if (E.is(EffectKind::Acquire) && E.Expr.File == Acquire.Expr.File && E.Expr.Begin < Acquire.Expr.Begin)
        ++Earlier;
  return guardName(F, U, Earlier);
}

bool before(const Event &A, const Event &B) {
  return A.Expr.File == B.Expr.File && A.Expr.Begin < B.Expr.Begin;
}

/// Another place unlocks what this acquisition locked (a handler): with a guard, it would be unlocked
/// twice.
bool releasedElsewhere(const Exposure &X, const Lockable &Kind, const std::string &Object) {
  auto Of = [&](const Event &E, EffectKind K, std::string_view Method) {
    return E.kind() == EventKind::Effect && E.effect().Kind == K && objectOf(E, Method) == Object;
  };
  const Event &Last = *X.Releases.back();
  std::vector<const Event *> Others, Acquires;
  for (const Block &B : X.In->Blocks)
    for (const Event &E : B.Events) {
      bool Known = std::find(X.Releases.begin(), X.Releases.end(), &E) != X.Releases.end();
      if (Of(E, EffectKind::Release, Kind.Release) && !Known && !before(E, *X.Acquire))
        Others.push_back(&E);
      if (Of(E, EffectKind::Acquire, Kind.Acquire) && before(Last, E))
        Acquires.push_back(&E);
    }
  return std::any_of(Others.begin(), Others.end(), [&](const Event *Other) {
    return std::none_of(Acquires.begin(), Acquires.end(), [&](const Event *A) { return before(*A, *Other); });
  });
}

/// A jump does not run destructors.
bool mayJump(const Exposure &X) {
  return std::any_of(X.Points.begin(), X.Points.end(),
                     [](const ExposedPoint &P) { return P.Why == Source::Jump; });
}

/// The result of the lock is tested later: a guard before the test could unlock a lock that was not
/// taken. (An owner of a failed handle owns nothing.)
bool mayHaveFailed(const Exposure &X) {
  const Event &A = *X.Acquire;
  return !isHandle(X.Resource) &&
         (A.effect().Success || (A.kind() == EventKind::Call && !A.site().Result.isNone()));
}

/// Some path releases the resource, stores it or returns it before \p Owner is built.
bool leavesBefore(const Exposure &X, const Event &Owner) {
  auto Between = [&](const Event &E) { return before(*X.Acquire, E) && before(E, Owner); };
  auto IsResource = [&](const Place &P) { return !P.isNone() && spelling(P) == X.PlaceText; };
  if (std::any_of(X.Releases.begin(), X.Releases.end(), [&](const Event *R) { return Between(*R); }))
    return true;
  for (const Block &B : X.In->Blocks)
    for (const Event &E : B.Events)
      if (Between(E) &&
          ((E.kind() == EventKind::Return && IsResource(E.subject())) ||
           (E.kind() == EventKind::Assign && (IsResource(E.subject()) || IsResource(E.other())))))
        return true;
  return false;
}

/// Argument \p I names a function, so it is available at any place.
bool isNamedFunction(const CallSite &Site, unsigned I, const Unit &U) {
  return std::any_of(Site.FunctionArgs.begin(), Site.FunctionArgs.end(), [&](const auto &Passed) {
    return Passed.Index == I && lastComponent(U.Callees[Passed.Function].Name) != "operator()";
  });
}

/// The place that a by-value argument is a copy of.
const Place &original(const Place &P, const Function &F) {
  if (P.Root == Place::RootKind::Temporary)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Assign && E.subject() == P)
          return E.other();
  return P;
}

UnitEdit replace(const SourceRange &R, std::string Text) {
  return {R.File, R.Begin, R.End - R.Begin, std::move(Text)};
}

/// The guard as a declaration; before C++17 with the class of the lock.
std::string declaration(std::string_view Guard, const std::string &Class, const std::string &Name,
                        const std::string &Object, const Unit &U) {
  std::string Type(Guard);
  if (U.LanguageVersion < 17)
    Type += "<" + Class + ">";
  return Type + " " + Name + "(" + Object + ");";
}

} // namespace

std::string guardName(const Function &F, const Unit &U, unsigned Earlier) {
  auto IsTaken = [&](const std::string &Name) {
    // `std::lock_guard lock(lock);` refers to itself.
    bool Hides = std::any_of(U.Objects.begin(), U.Objects.end(), [&](const Object &O) {
      return lastComponent(O.Name) == Name && (!O.IsField || O.Class == F.Class || F.IsLambda);
    });
    return Hides || std::find(F.LocalNames.begin(), F.LocalNames.end(), Name) != F.LocalNames.end();
  };
  for (std::string_view Base : {"lock", "guard", "hold"}) {
    std::string Name(Base);
    if (Earlier)
      Name += std::to_string(Earlier + 1);
    if (!IsTaken(Name))
      return Name;
  }
  return "";
}

std::string guardDeclaration(const std::string &Class, const std::string &Name, const std::string &Lock,
                             const Unit &U) {
  return declaration(Lockables[0].Guard, Class, Name, Lock, U);
}

std::vector<UnitEdit> replaceByGuard(const Exposure &X, const Unit &U) {
  const Event &Acquire = *X.Acquire;
  if (!U.IsCxx || Acquire.kind() != EventKind::Effect || !isWholeStatement(Acquire) || X.Releases.empty() ||
      mayJump(X))
    return {};
  const Lockable *Kind = lockableOf(Acquire, U);
  if (!Kind)
    return {};
  std::string Object = objectOf(Acquire, Kind->Acquire);
  std::string Class(classOf(U.Callees[Acquire.site().Callee].Name));
  std::string Name = freshName(*X.In, Acquire, U);
  // Before C++17 the class must be named; a template's arguments are not known here.
  bool NameableClass = U.LanguageVersion >= 17 || Class.rfind("std::", 0) == 0;
  if (Object.empty() || Name.empty() || !NameableClass)
    return {};
  for (const Event *R : X.Releases)
    if (R->kind() != EventKind::Effect || !isWholeStatement(*R) ||
        R->In->Range.File != Acquire.In->Range.File || R->In->Range.Begin < Acquire.In->Range.End ||
        objectOf(*R, Kind->Release) != Object)
      return {};

  const Event &Last = *X.Releases.back();
  if (Last.In->Compound != Acquire.In->Compound || releasedElsewhere(X, *Kind, Object))
    return {};
  std::vector<UnitEdit> Edits;
  if (X.Releases.size() == 1 && Last.In->LastInCompound) {
    Edits.push_back(replace(Acquire.In->Range, declaration(Kind->Guard, Class, Name, Object, U)));
    Edits.push_back(replace(Last.In->Range, ""));
    return Edits;
  }
  // The guard lives until the end of the block, so each release stays where it is.
  Edits.push_back(replace(Acquire.In->Range, declaration(Kind->MovableGuard, Class, Name, Object, U)));
  for (const Event *R : X.Releases)
    Edits.push_back(replace(R->In->Range, Name + ".unlock();"));
  return Edits;
}

std::vector<UnitEdit> moveOwnerUp(const Exposure &X, const Unit &U) {
  const Event &Acquire = *X.Acquire;
  const Event *Owner = X.Protection;
  if (!Owner || Owner->StmtText->empty() || Owner->In->Compound == NoId || !Acquire.In->Range.isValid() ||
      Acquire.In->Compound != Owner->In->Compound || Acquire.In->Range.File != Owner->In->Range.File ||
      Owner->In->Range.Begin < Acquire.In->Range.End || mayJump(X) || mayHaveFailed(X) ||
      leavesBefore(X, *Owner))
    return {};
  // The owner's construction must not need a declaration in between.
  for (unsigned I = 0; I < Owner->site().Args.size(); ++I) {
    if (isNamedFunction(Owner->site(), I, U))
      continue;
    const Place &A = original(Owner->site().Args[I], *X.In);
    bool Resource = spelling(A) == X.PlaceText || "&" + X.PlaceText == spelling(A);
    if (!Resource && A.Root != Place::RootKind::Global)
      return {};
  }
  // What follows on the acquisition's line stays there.
  bool OneLine = Owner->In->Range.Line == Acquire.In->Range.Line;
  std::string Gap = OneLine ? " " : "\n" + std::string(Acquire.In->Range.Column - 1, ' ');
  return {{Acquire.In->Range.File, Acquire.In->Range.End, 0, Gap + *Owner->StmtText},
          replace(Owner->In->Range, "")};
}

std::vector<UnitEdit> swapStatements(const Event &First, const Event &Second) {
  const SourceRange &A = First.In->Range, &B = Second.In->Range;
  bool Adjacent = A.isValid() && B.isValid() && A.File == B.File && First.In->Compound != NoId &&
                  First.In->Compound == Second.In->Compound && First.In->Position + 1 == Second.In->Position;
  if (!Adjacent || Second.StmtText->empty() || B.Begin < A.End)
    return {};
  // Only white space may separate them.
  bool OneLine = A.Line == B.Line && B.Begin == A.End + 1;
  bool TwoLines = A.Column == B.Column && (B.Begin == A.End + B.Column ||
                                           // A line end of two bytes, or one blank before it.
                                           (B.Begin == A.End + B.Column + 1 && B.Line == A.Line + 1));
  if (!OneLine && !TwoLines)
    return {};
  std::string Gap = OneLine ? " " : "\n" + std::string(A.Column - 1, ' ');
  return {{A.File, A.Begin, 0, *Second.StmtText + Gap}, {A.File, A.End, B.End - A.End, ""}};
}

} // namespace asyncsafe

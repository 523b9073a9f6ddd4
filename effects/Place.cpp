//===- Place.cpp - Source ranges, access paths, conditions ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "effects/Place.h"

namespace asyncsafe {

namespace {

bool isIdentifierStart(char C) { return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || C == '_'; }
bool isDigit(char C) { return C >= '0' && C <= '9'; }
bool isIdentifier(char C) { return isIdentifierStart(C) || isDigit(C); }

/// Takes \p Word off the front of \p Text.
bool consume(std::string_view &Text, std::string_view Word) {
  if (Text.substr(0, Word.size()) != Word)
    return false;
  Text.remove_prefix(Word.size());
  return true;
}

/// Takes an identifier off the front, empty if there is none.
std::string_view takeIdentifier(std::string_view &Text) {
  size_t N = 0;
  if (!Text.empty() && isIdentifierStart(Text[0]))
    while (N < Text.size() && isIdentifier(Text[N]))
      ++N;
  std::string_view Name = Text.substr(0, N);
  Text.remove_prefix(N);
  return Name;
}

/// The root of a formal place; false if the text has none.
bool takeFormalRoot(std::string_view &Text, Place &P) {
  std::string_view Word = takeIdentifier(Text);
  if (Word == "this") {
    P.Root = Place::RootKind::This;
    return true;
  }
  if (Word == "ret") {
    P.Root = Place::RootKind::Return;
    return true;
  }
  if (!consume(Word, "arg") || Word.empty() || Word.size() > 2 || (Word.size() == 2 && Word[0] == '0'))
    return false;
  for (char C : Word) {
    if (!isDigit(C))
      return false;
    P.Index = P.Index * 10 + unsigned(C - '0');
  }
  P.Root = Place::RootKind::Param;
  return true;
}

bool isQualifiedName(std::string_view Text) {
  for (;;) {
    if (takeIdentifier(Text).empty())
      return false;
    consume(Text, "()");
    if (Text.empty())
      return true;
    if (!consume(Text, "::"))
      return false;
  }
}

} // namespace

bool Place::sameRoot(const Place &O) const {
  // The name of a parameter or local is not part of its identity: rows have none.
  return Root == O.Root && Index == O.Index && (Root != RootKind::Global || Name == O.Name);
}

bool Place::operator==(const Place &O) const {
  if (isNone() || O.isNone())
    return isNone() && O.isNone();
  return sameRoot(O) && AddressOf == O.AddressOf && Path == O.Path;
}

Place &Place::append(const Projection &P) {
  if (isNone())
    return *this;
  // Dereferencing an address gives the object: `*&x` and `(&x)[0]` are `x`. `(&x).f` can only mean that
  // a pointer was bound to a formal object, so it is `x.f`.
  if (AddressOf) {
    AddressOf = false;
    if (P.K != Projection::Kind::Field)
      return *this;
  }
  if (P.K == Projection::Kind::Field)
    Object = NoId; // of what was named before
  Path.push_back(P);
  return *this;
}

Place &Place::deref() { return append({Projection::Kind::Deref, {}}); }
Place &Place::field(Symbol Name) { return append({Projection::Kind::Field, Name}); }
Place &Place::index() { return append({Projection::Kind::Index, {}}); }

size_t Place::hash() const {
  if (isNone())
    return 0;
  size_t H = static_cast<size_t>(Root) * 2 + AddressOf;
  H = H * 0x9e3779b97f4a7c15 + Index;
  if (Root == RootKind::Global)
    H = H * 0x9e3779b97f4a7c15 + Name.hash();
  H = H * 0x9e3779b97f4a7c15 + Path.hash();
  return H ^ (H >> 29);
}

bool Place::startsWith(const Place &Prefix) const {
  if (isNone() || !sameRoot(Prefix) || Prefix.Path.size() > Path.size())
    return false;
  if (Prefix.AddressOf) // no path goes on from an address
    return *this == Prefix;
  for (size_t I = 0; I != Prefix.Path.size(); ++I)
    if (!(Path[I] == Prefix.Path[I]))
      return false;
  return true;
}

Place Place::substituted(const Place &Actual) const {
  if (isNone() || Actual.isNone())
    return {};
  Place Result = Actual;
  if (Result.Path.empty() && !Result.AddressOf) { // the usual case: nothing to replay
    Result.Path = Path;
    for (const Projection &P : Path)
      if (P.K == Projection::Kind::Field)
        Result.Object = NoId; // of what was named before
  } else {
    for (const Projection &P : Path)
      Result.append(P);
  }
  if (Object != NoId)
    Result.Object = Object;
  if (AddressOf) {
    if (Result.AddressOf) // the address of an address is not a path
      return {};
    // `&*p` is `p`.
    if (!Result.Path.empty() && Result.Path.back().K == Projection::Kind::Deref)
      Result.Path.pop_back();
    else
      Result.AddressOf = true;
  }
  return Result;
}

std::string spelling(const Place &P) {
  std::string Text = P.Name;
  if (Text.empty())
    switch (P.Root) {
    case Place::RootKind::None:
      return "<none>";
    case Place::RootKind::This:
    case Place::RootKind::OuterThis:
      Text = "this";
      break;
    case Place::RootKind::Return:
      Text = "ret";
      break;
    case Place::RootKind::Param:
      Text = "arg" + std::to_string(P.Index);
      break;
    case Place::RootKind::Local:
      Text = "local" + std::to_string(P.Index);
      break;
    case Place::RootKind::Global:
      Text = "global" + std::to_string(P.Index);
      break;
    case Place::RootKind::Temporary:
      Text = "temporary" + std::to_string(P.Index);
      break;
    }
  // `this` is a pointer in the source though the path starts at the object.
  bool Arrow = P.Root == Place::RootKind::This || P.Root == Place::RootKind::OuterThis;
  bool Prefixed = false; // Text begins with `*`, which binds weaker than a suffix
  for (size_t I = 0; I != P.Path.size(); ++I) {
    const Projection &Step = P.Path[I];
    if (Step.K == Projection::Kind::Deref) {
      bool FieldNext = I + 1 != P.Path.size() && P.Path[I + 1].K == Projection::Kind::Field;
      if (FieldNext && !Arrow) {
        Arrow = true;
        continue;
      }
      Text.insert(0, "*");
      Prefixed = true;
      Arrow = false;
      continue;
    }
    if (Prefixed) {
      Text = "(" + Text + ")";
      Prefixed = false;
    }
    if (Step.K == Projection::Kind::Field)
      Text += (Arrow ? "->" : ".") + Step.Name.str();
    else
      Text += "[*]";
    Arrow = false;
  }
  return P.AddressOf ? "&" + Text : Text;
}

std::optional<Place> parseFormalPlace(std::string_view Text) {
  Place P;
  bool AddressOf = consume(Text, "&");
  if (consume(Text, "global:")) {
    if (!isQualifiedName(Text))
      return std::nullopt;
    P.Root = Place::RootKind::Global;
    P.Name = std::string(Text);
    P.AddressOf = AddressOf;
    return P;
  }
  unsigned Stars = 0;
  bool Group = !AddressOf && consume(Text, "(*"); // `(*arg1)[*]`: an element of what arg1 points to
  if (!AddressOf && !Group)
    while (Stars < 2 && consume(Text, "*"))
      ++Stars;
  if (!takeFormalRoot(Text, P))
    return std::nullopt;
  if (Group) {
    if (!consume(Text, ")") || P.Root == Place::RootKind::This)
      return std::nullopt;
    P.deref();
  }
  // `this` denotes the object, so neither `*this` nor the arrow after it derefs.
  bool IsThis = P.Root == Place::RootKind::This;
  while (!Text.empty()) {
    if (consume(Text, "[*]")) {
      P.index();
      IsThis = false;
      continue;
    }
    bool Arrow = consume(Text, "->");
    if (!Arrow && !consume(Text, "."))
      return std::nullopt;
    if (Arrow && !IsThis)
      P.deref();
    std::string_view Name = takeIdentifier(Text);
    if (Name.empty())
      return std::nullopt;
    std::string Field(Name);
    if (consume(Text, "()"))
      Field += "()";
    P.field(Field);
    IsThis = false;
  }
  for (; Stars; --Stars) {
    if (IsThis)
      IsThis = false;
    else
      P.deref();
  }
  P.AddressOf = AddressOf;
  return P;
}

} // namespace asyncsafe

//===- Serialize.cpp - Units to bytes and back ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writer, Reader and Checker walk the same lists of fields (Fields.h), so that both directions agree and
// no id is left unchecked. Names, places and shared values are written at their first use, and by number
// afterwards.
//
//===----------------------------------------------------------------------===//

#include "effects/Serialize.h"

#include "effects/Fields.h"

#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

namespace {

constexpr std::string_view Magic = "ASYNCSAFE-GRAPH";
/// Larger than in any real unit: protects the reader against hostile counts.
constexpr uint64_t MaxElements = 1u << 28;

void varint(std::string &Out, uint64_t N) {
  while (N >= 0x80) {
    Out.push_back(static_cast<char>(N | 0x80));
    N >>= 7;
  }
  Out.push_back(static_cast<char>(N));
}

/// Equal in all members, not only in identity.
struct SamePlace {
  bool operator()(const Place &A, const Place &B) const { return sameFields(A, B); }
};

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

class Writer {
public:
  std::string Body;
  std::vector<std::string_view> Strings;

  template <class T> void value(const T &V) {
    if constexpr (HasFields<T>)
      forEachField<T>([&](const auto &F) { value(V.*(F.At)); });
    else if constexpr (std::is_enum_v<T>)
      varint(Body, static_cast<uint64_t>(V));
    else if constexpr (std::is_signed_v<T>) // zigzag, so that small negative constants stay small
      varint(Body, (static_cast<uint64_t>(V) << 1) ^ static_cast<uint64_t>(static_cast<int64_t>(V) >> 63));
    else
      varint(Body, V);
  }
  void value(const std::string &S) {
    auto [It, New] = StringIds.try_emplace(S, Strings.size());
    if (New)
      Strings.push_back(S);
    varint(Body, It->second);
  }
  void value(Symbol S) { value(S.str()); }
  void value(AccessPath P) { value(P.steps()); }
  void value(const Place &P) {
    if (P.isNone())
      return varint(Body, 0);
    auto [It, New] = Places.try_emplace(P, Places.size() + 1);
    varint(Body, It->second);
    if (New)
      forEachField<Place>([&](const auto &F) { value(P.*(F.At)); });
  }
  template <class T> void value(const Shared<T> &V) {
    if (!V)
      return varint(Body, 0);
    auto &Ids = std::get<SharedIds<T>>(SharedValues).Ids;
    auto [It, New] = Ids.try_emplace(V.identity(), Ids.size() + 1);
    varint(Body, It->second);
    if (New)
      value(*V);
  }
  template <class T> void value(const std::optional<T> &V) {
    varint(Body, V.has_value());
    if (V)
      value(*V);
  }
  template <class X, class Y> void value(const std::pair<X, Y> &V) {
    value(V.first);
    value(V.second);
  }
  template <class T> void value(const std::vector<T> &V) {
    varint(Body, V.size());
    for (const T &Element : V)
      value(Element);
  }
  template <class K, class T> void value(const std::map<K, T> &V) {
    varint(Body, V.size());
    for (const auto &Entry : V)
      value(Entry);
  }
  template <class... T> void value(const std::variant<T...> &V) {
    varint(Body, V.index());
    std::visit([&](const auto &Alternative) { value(Alternative); }, V);
  }

private:
  template <class T> struct SharedIds {
    std::unordered_map<const void *, uint64_t> Ids;
  };
  std::unordered_map<std::string_view, uint64_t> StringIds;
  std::unordered_map<Place, uint64_t, PlaceHash, SamePlace> Places;
  std::tuple<SharedIds<Effect>, SharedIds<CallSite>, SharedIds<Statement>, SharedIds<Provenance>,
             SharedIds<WaitTerms>, SharedIds<std::string>>
      SharedValues;
};

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// Reads the same values back; after the first failure every read yields zero.
class Reader {
public:
  std::vector<std::string> Strings;

  explicit Reader(std::string_view Bytes) : Bytes(Bytes) {}

  uint64_t number() {
    uint64_t N = 0;
    for (unsigned Shift = 0; Shift < 64; Shift += 7) {
      if (Error || Pos >= Bytes.size()) {
        fail("truncated");
        return 0;
      }
      uint8_t Byte = static_cast<uint8_t>(Bytes[Pos++]);
      N |= static_cast<uint64_t>(Byte & 0x7f) << Shift;
      if (!(Byte & 0x80))
        return N;
    }
    fail("number too long");
    return 0;
  }
  std::string_view raw(uint64_t Length) {
    if (Error || Length > Bytes.size() - Pos) {
      fail("truncated");
      return {};
    }
    std::string_view Out = Bytes.substr(Pos, Length);
    Pos += Length;
    return Out;
  }
  bool ok() const { return !Error; }
  bool atEnd() const { return Pos == Bytes.size(); }
  void fail(const char *Why) {
    if (!Error) {
      Error = Why;
      ErrorAt = Pos;
    }
  }
  std::string error() const { return "byte " + std::to_string(ErrorAt) + ": " + Error; }

  template <class T> void value(T &V) {
    if constexpr (HasFields<T>) {
      forEachField<T>([&](const auto &F) { value(V.*(F.At)); });
    } else if constexpr (std::is_enum_v<T>) {
      uint64_t N = number();
      if (N > static_cast<uint64_t>(Last<T>))
        return fail("enumerator out of range");
      V = static_cast<T>(N);
    } else if constexpr (std::is_signed_v<T>) {
      uint64_t N = number();
      int64_t Wide = static_cast<int64_t>(N >> 1) ^ -static_cast<int64_t>(N & 1);
      if (Wide < std::numeric_limits<T>::min() || Wide > std::numeric_limits<T>::max())
        return fail("number out of range");
      V = static_cast<T>(Wide);
    } else {
      uint64_t N = number();
      if (N > std::numeric_limits<T>::max())
        return fail("number out of range");
      V = static_cast<T>(N);
    }
  }
  void value(std::string &S) {
    if (const std::string *Known = text())
      S = *Known;
  }
  void value(Symbol &S) {
    if (const std::string *Known = text())
      S = *Known;
  }
  void value(AccessPath &P) {
    AccessPath::Steps Steps;
    value(Steps);
    P = Steps;
  }
  void value(Place &P) {
    known(P, Places, [&](Place &New) { forEachField<Place>([&](const auto &F) { value(New.*(F.At)); }); });
  }
  template <class T> void value(Shared<T> &V) {
    known(V, std::get<std::vector<Shared<T>>>(SharedValues), [&](Shared<T> &New) { value(New.edit()); });
  }
  template <class T> void value(std::optional<T> &V) {
    bool Has = false;
    value(Has);
    if (Has)
      value(V.emplace());
  }
  template <class X, class Y> void value(std::pair<X, Y> &V) {
    value(V.first);
    value(V.second);
  }
  template <class T> void value(std::vector<T> &V) {
    uint64_t Size = count();
    for (uint64_t I = 0; I < Size && ok(); ++I)
      value(V.emplace_back());
  }
  template <class K, class T> void value(std::map<K, T> &V) {
    uint64_t Size = count();
    for (uint64_t I = 0; I < Size && ok(); ++I) {
      std::pair<K, T> Entry;
      value(Entry);
      V.insert(std::move(Entry));
    }
  }
  template <class... T> void value(std::variant<T...> &V) {
    uint64_t Index = number(), I = 0;
    bool Found = false;
    ((Index == I++ ? (value(V.template emplace<T>()), Found = true) : false), ...);
    if (!Found)
      fail("kind of event out of range");
  }

private:
  const std::string *text() {
    uint64_t Id = number();
    if (!Error && Id < Strings.size())
      return &Strings[Id];
    fail("string id out of range");
    return nullptr;
  }
  uint64_t count() {
    uint64_t Size = number();
    // Every element takes at least one byte, so a larger count is invalid.
    if (Size <= MaxElements && Size <= Bytes.size() - Pos)
      return Size;
    fail("count out of range");
    return 0;
  }
  /// 0: the empty value; the next free number: a new value follows.
  template <class T, class Read> void known(T &V, std::vector<T> &All, Read ReadNew) {
    uint64_t Id = number();
    if (!Id || Error)
      return;
    if (Id > All.size() + 1)
      return fail("number of a value out of range");
    if (Id == All.size() + 1) {
      ReadNew(V);
      All.push_back(V);
    } else {
      V = All[Id - 1];
    }
  }

  std::string_view Bytes;
  size_t Pos = 0, ErrorAt = 0;
  const char *Error = nullptr;
  std::vector<Place> Places;
  std::tuple<std::vector<Shared<Effect>>, std::vector<Shared<CallSite>>, std::vector<Shared<Statement>>,
             std::vector<Shared<Provenance>>, std::vector<Shared<WaitTerms>>,
             std::vector<Shared<std::string>>>
      SharedValues;
};

//===----------------------------------------------------------------------===//
// Checking
//===----------------------------------------------------------------------===//

/// Ids that later stages use as indexes must be in range.
class Checker {
public:
  explicit Checker(const Unit &U) : U(U) {}
  bool allInRange() {
    value(U);
    return Good;
  }

private:
  size_t sizeOf(Table T) const {
    switch (T) {
    case Table::None:
      break;
    case Table::Files:
      return U.Files.size();
    case Table::Callees:
      return U.Callees.size();
    case Table::Functions:
      return U.Functions.size();
    case Table::Objects:
      return U.Objects.size();
    case Table::Blocks:
      return F ? F->Blocks.size() : 0;
    case Table::Scopes:
      return F ? F->Scopes.size() : 0;
    }
    return 0;
  }

  template <class T> void value(const T &V) {
    if constexpr (HasFields<T>)
      forEachField<T>([&](const auto &Each) {
        if constexpr (std::is_same_v<std::decay_t<decltype(V.*(Each.At))>, uint32_t>)
          Good = Good && (Each.Of == Table::None || V.*(Each.At) < sizeOf(Each.Of) ||
                          (!Each.Needed && V.*(Each.At) == NoId));
        else
          value(V.*(Each.At));
      });
  }
  void value(const Function &Each) {
    F = &Each;
    Good = Good && !F->Blocks.empty() && !F->Scopes.empty();
    // A parent comes before its children, so that walks end.
    for (ScopeId I = 0; I < F->Scopes.size(); ++I)
      Good = Good && (F->Scopes[I].Parent == NoId || F->Scopes[I].Parent < I);
    value<Function>(Each);
    F = nullptr;
  }
  void value(const CallSite &Each) {
    for (const FunctionArgument &A : Each.FunctionArgs)
      Good = Good && A.Index < Each.Args.size();
    value<CallSite>(Each);
  }
  template <class T> void value(const Shared<T> &V) {
    // It contains no ids of blocks or scopes, so it is valid in every function or in none.
    if (V && Seen.insert(V.identity()).second)
      value(*V);
  }
  template <class T> void value(const std::optional<T> &V) {
    if (V)
      value(*V);
  }
  template <class T> void value(const std::vector<T> &V) {
    for (const T &Element : V)
      value(Element);
  }
  template <class... T> void value(const std::variant<T...> &V) {
    std::visit([&](const auto &Alternative) { value(Alternative); }, V);
  }

  const Unit &U;
  const Function *F = nullptr;
  std::unordered_set<const void *> Seen;
  bool Good = true;
};

//===----------------------------------------------------------------------===//
// The format's version
//===----------------------------------------------------------------------===//

template <class T> struct Type {};

/// A hash of the names of all fields in order, and of their possible contents.
class Schema {
public:
  template <class T> void add(Type<T>) {
    if constexpr (HasFields<T>)
      forEachField<T>([&](const auto &F) {
        add(F.Name);
        add(Type<std::decay_t<decltype(std::declval<T>().*(F.At))>>());
      });
    else if constexpr (std::is_enum_v<T>)
      add(std::to_string(static_cast<unsigned>(Last<T>)));
  }
  template <class T> void add(Type<Shared<T>>) { add("shared"), add(Type<T>()); }
  template <class T> void add(Type<std::optional<T>>) { add("optional"), add(Type<T>()); }
  template <class T> void add(Type<std::vector<T>>) { add("list"), add(Type<T>()); }
  template <class... T> void add(Type<std::variant<T...>>) { (add(Type<T>()), ...); }
  void add(std::string_view Text) {
    for (unsigned char C : Text)
      Hash = (Hash ^ C) * 0x100000001b3;
    Hash = (Hash ^ '/') * 0x100000001b3;
  }
  uint64_t Hash = 0xcbf29ce484222325;
};

uint64_t schema() {
  static const uint64_t Known = [] {
    Schema S;
    S.add(Type<Unit>());
    return S.Hash;
  }();
  return Known;
}

} // namespace

std::string serialize(const Function &F) {
  Writer W;
  W.value(F);
  for (std::string_view S : W.Strings)
    (W.Body += '\0') += S;
  return std::move(W.Body);
}

std::string serialize(const Unit &U) {
  Writer W;
  W.value(U);
  std::string Out(Magic);
  varint(Out, GraphFormatVersion);
  varint(Out, schema());
  varint(Out, W.Strings.size());
  for (std::string_view S : W.Strings) {
    varint(Out, S.size());
    Out += S;
  }
  return Out + W.Body;
}

std::optional<Unit> deserialize(std::string_view Bytes, std::string &Error) {
  if (Bytes.substr(0, Magic.size()) != Magic) {
    Error = "byte 0: not an effects graph";
    return std::nullopt;
  }
  Reader R(Bytes.substr(Magic.size()));
  uint64_t Version = R.number();
  if (R.ok() && Version != GraphFormatVersion) {
    Error = "format version " + std::to_string(Version) + ", this build reads " +
            std::to_string(GraphFormatVersion);
    return std::nullopt;
  }
  if (R.number() != schema())
    R.fail("written by a build with other fields");
  uint64_t Count = R.number();
  for (uint64_t I = 0; I < Count && R.ok(); ++I)
    R.Strings.emplace_back(R.raw(R.number()));
  Unit U;
  if (R.ok())
    R.value(U);
  if (R.ok() && !R.atEnd())
    R.fail("bytes left over");
  if (R.ok() && !Checker(U).allInRange())
    R.fail("an id points outside its table");
  if (!R.ok()) {
    Error = R.error();
    return std::nullopt;
  }
  return U;
}

} // namespace asyncsafe

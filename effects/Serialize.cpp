//===- Serialize.cpp - Units to bytes and back ----------------------------===//
//
// One `fields` function a type lists its members once; Writer and Reader walk
// the same list, so the two directions cannot drift apart.
//
//===----------------------------------------------------------------------===//

#include "effects/Serialize.h"

#include <initializer_list>
#include <limits>
#include <type_traits>
#include <unordered_map>

namespace asyncsafe {

namespace {

constexpr std::string_view Magic = "ASYNCSAFE-GRAPH";
/// Deeper or longer than any real unit: a reader's guard against hostile counts.
constexpr uint64_t MaxElements = 1u << 28;

/// Appends values; strings are interned and written as numbers.
class Writer {
public:
  static constexpr bool Reading = false;
  std::string Body;
  std::vector<std::string> Strings;

  void number(uint64_t &N) { varint(Body, N); }
  void text(std::string &S) {
    auto [It, New] = Ids.try_emplace(S, Ids.size());
    if (New)
      Strings.push_back(S);
    varint(Body, It->second);
  }
  bool ok() const { return true; }
  void fail(const char *) {}

  static void varint(std::string &Out, uint64_t N) {
    while (N >= 0x80) {
      Out.push_back(static_cast<char>(N | 0x80));
      N >>= 7;
    }
    Out.push_back(static_cast<char>(N));
  }

private:
  std::unordered_map<std::string, uint64_t> Ids;
};

/// Reads the same values back; after the first failure every read yields zero.
class Reader {
public:
  static constexpr bool Reading = true;
  std::vector<std::string> Strings;

  explicit Reader(std::string_view Bytes) : Bytes(Bytes) {}

  void number(uint64_t &N) {
    N = 0;
    for (unsigned Shift = 0; Shift < 64; Shift += 7) {
      if (Error || Pos >= Bytes.size())
        return fail("truncated");
      uint8_t Byte = static_cast<uint8_t>(Bytes[Pos++]);
      N |= static_cast<uint64_t>(Byte & 0x7f) << Shift;
      if (!(Byte & 0x80))
        return;
    }
    fail("number too long");
  }
  void text(std::string &S) {
    uint64_t Id;
    number(Id);
    if (Error)
      return;
    if (Id >= Strings.size())
      return fail("string id out of range");
    S = Strings[Id];
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
  size_t left() const { return Bytes.size() - Pos; }
  void fail(const char *Why) {
    if (!Error) {
      Error = Why;
      ErrorAt = Pos;
    }
  }
  std::string error() const { return "byte " + std::to_string(ErrorAt) + ": " + Error; }

private:
  std::string_view Bytes;
  size_t Pos = 0, ErrorAt = 0;
  const char *Error = nullptr;
};

template <class A> void field(A &Ar, std::string &S) { Ar.text(S); }

template <class A, class T>
std::enable_if_t<std::is_integral_v<T>> field(A &Ar, T &V) {
  // Zigzag, so that small negative constants stay small.
  uint64_t N = 0;
  if constexpr (std::is_signed_v<T>) {
    N = (static_cast<uint64_t>(V) << 1) ^ static_cast<uint64_t>(static_cast<int64_t>(V) >> 63);
    Ar.number(N);
    if constexpr (A::Reading)
      V = static_cast<T>(static_cast<int64_t>(N >> 1) ^ -static_cast<int64_t>(N & 1));
  } else {
    N = V;
    Ar.number(N);
    if constexpr (A::Reading) {
      if (N > std::numeric_limits<T>::max())
        return Ar.fail("number out of range");
      V = static_cast<T>(N);
    }
  }
}

/// An enumerator; \p Last is the greatest that exists.
template <class A, class T> void enumeration(A &Ar, T &V, T Last) {
  uint64_t N = static_cast<uint64_t>(V);
  Ar.number(N);
  if constexpr (A::Reading) {
    if (N > static_cast<uint64_t>(Last))
      return Ar.fail("enumerator out of range");
    V = static_cast<T>(N);
  }
}

template <class A, class T> void field(A &Ar, std::optional<T> &V);
template <class A, class T> void field(A &Ar, std::vector<T> &V);
template <class A, class X, class Y> void field(A &Ar, std::pair<X, Y> &V) {
  field(Ar, V.first);
  field(Ar, V.second);
}

template <class A> void field(A &Ar, Projection &P) {
  enumeration(Ar, P.K, Projection::Kind::Index);
  field(Ar, P.Name);
}
template <class A> void field(A &Ar, Place &P) {
  enumeration(Ar, P.Root, Place::RootKind::OuterThis);
  if (P.isNone())
    return;
  field(Ar, P.Index);
  field(Ar, P.Name);
  field(Ar, P.AddressOf);
  field(Ar, P.Object);
  field(Ar, P.Path);
}
template <class A> void field(A &Ar, Predicate &P) {
  enumeration(Ar, P.O, Predicate::Op::Lacks);
  field(Ar, P.Constant);
}
template <class A> void field(A &Ar, Condition &C) {
  field(Ar, C.Subject);
  field(Ar, C.Test);
}
template <class A> void field(A &Ar, SourceRange &R) {
  field(Ar, R.File);
  field(Ar, R.Begin);
  field(Ar, R.End);
  field(Ar, R.Line);
  field(Ar, R.Column);
}
template <class A> void field(A &Ar, Effect::ChainLink &L) {
  field(Ar, L.Function);
  field(Ar, L.At);
}
template <class A> void field(A &Ar, Effect &E) {
  enumeration(Ar, E.Kind, static_cast<EffectKind>(NumEffectKinds - 1));
  enumeration(Ar, E.Resource, static_cast<ResourceKind>(NumResourceKinds - 1));
  field(Ar, E.Subject);
  field(Ar, E.Owner);
  field(Ar, E.Other);
  field(Ar, E.Success);
  field(Ar, E.When);
  enumeration(Ar, E.Raises, Source::Python);
  enumeration(Ar, E.Sure, Certainty::Definite);
  enumeration(Ar, E.Depth, MaskDepth::Uninterruptible);
  field(Ar, E.Interruptible);
  field(Ar, E.Type);
  field(Ar, E.Witness);
  field(Ar, E.Chain);
  enumeration(Ar, E.Signal, OnSignal::Fails);
  field(Ar, E.SubjectValue);
  field(Ar, E.OtherValue);
  enumeration(Ar, E.Length, WaitLength::Bounded);
  enumeration(Ar, E.Unit, LimitUnit::Duration);
  field(Ar, E.Limit);
  field(Ar, E.Deadline);
  field(Ar, E.NoRetry);
  field(Ar, E.EndsItself);
  field(Ar, E.Lasts);
  enumeration(Ar, E.Error, ErrorIn::Elsewhere);
  field(Ar, E.SpendsLimit);
  field(Ar, E.Restarting);
  field(Ar, E.Forever);
  field(Ar, E.Mask);
  field(Ar, E.TakesMask);
}
template <class A> void field(A &Ar, CallSite &S) {
  field(Ar, S.Callee);
  field(Ar, S.This);
  field(Ar, S.Args);
  field(Ar, S.Constants);
  field(Ar, S.Durations);
  field(Ar, S.Result);
  field(Ar, S.FunctionArgs);
}
template <class A> void field(A &Ar, Event &E) {
  enumeration(Ar, E.Kind, EventKind::Use);
  field(Ar, E.E);
  field(Ar, E.Subject);
  field(Ar, E.Other);
  field(Ar, E.Constant);
  field(Ar, E.Function);
  field(Ar, E.Sets);
  field(Ar, E.Clears);
  field(Ar, E.Adds);
  enumeration(Ar, E.Use, UseKind::Look);
  field(Ar, E.Site);
  field(Ar, E.Scope);
  field(Ar, E.JumpsTo);
  field(Ar, E.Expr);
  field(Ar, E.Stmt);
  field(Ar, E.Spelling);
  field(Ar, E.StmtText);
  field(Ar, E.Compound);
  field(Ar, E.Position);
  field(Ar, E.LastInCompound);
}
template <class A> void field(A &Ar, Edge &E) {
  field(Ar, E.To);
  field(Ar, E.When);
}
template <class A> void field(A &Ar, Block &B) {
  field(Ar, B.Events);
  field(Ar, B.Successors);
}
template <class A> void field(A &Ar, Handler &H) {
  field(Ar, H.CatchAll);
  field(Ar, H.ForcedUnwind);
  field(Ar, H.Type);
  field(Ar, H.Entry);
}
template <class A> void field(A &Ar, UnwindScope &S) {
  enumeration(Ar, S.Kind, ScopeKind::Terminate);
  field(Ar, S.Parent);
  field(Ar, S.Action);
  field(Ar, S.Handlers);
  field(Ar, S.RunsOn);
  field(Ar, S.Conditional);
  field(Ar, S.Range);
}
template <class A> void field(A &Ar, Callee &C) {
  field(Ar, C.Key);
  field(Ar, C.Name);
  field(Ar, C.Display);
  field(Ar, C.Body);
  field(Ar, C.NoThrow);
  field(Ar, C.IsC);
  field(Ar, C.NoReturn);
  field(Ar, C.Variadic);
  field(Ar, C.Virtual);
  field(Ar, C.Indirect);
  field(Ar, C.System);
  field(Ar, C.Standard);
  field(Ar, C.Constructor);
  field(Ar, C.Destructor);
  field(Ar, C.TrivialDestruction);
  field(Ar, C.DestructorOf);
  enumeration(Ar, C.Safety, SignalSafety::Unsafe);
  field(Ar, C.SafetyReason);
  field(Ar, C.KeepsErrno);
  field(Ar, C.IsLocalToUnit);
}
template <class A> void field(A &Ar, Object &O) {
  field(Ar, O.Name);
  field(Ar, O.Type);
  field(Ar, O.IsField);
  field(Ar, O.IsLocalToUnit);
  field(Ar, O.IsDefined);
  field(Ar, O.IsVolatile);
  field(Ar, O.IsSigAtomic);
  field(Ar, O.IsUsedAtomically);
  field(Ar, O.IsUsedVolatile);
  field(Ar, O.IsAtomic);
  field(Ar, O.IsLockFree);
  field(Ar, O.IsThreadLocal);
  field(Ar, O.IsConst);
  field(Ar, O.IsScalar);
  field(Ar, O.IsBool);
  field(Ar, O.IsPointer);
  field(Ar, O.IsStopToken);
  field(Ar, O.IsPrivate);
  field(Ar, O.Bits);
  field(Ar, O.Class);
  field(Ar, O.Declared);
  field(Ar, O.TypeRange);
}
template <class A> void field(A &Ar, InitialValue &V) {
  field(Ar, V.Subject);
  field(Ar, V.Constant);
  field(Ar, V.Function);
  field(Ar, V.Where);
}
template <class A> void field(A &Ar, Parameter &P) {
  field(Ar, P.Name);
  field(Ar, P.IsReference);
  field(Ar, P.IsPointer);
  field(Ar, P.IsStopToken);
  field(Ar, P.HoldsLock);
  field(Ar, P.CapturedAs);
}
template <class A> void field(A &Ar, Function &F) {
  field(Ar, F.Key);
  field(Ar, F.Name);
  field(Ar, F.Display);
  field(Ar, F.Range);
  field(Ar, F.Parameters);
  field(Ar, F.Blocks);
  field(Ar, F.Scopes);
  field(Ar, F.LocalNames);
  field(Ar, F.LocalIds);
  field(Ar, F.IsNoexcept);
  field(Ar, F.IsMain);
  field(Ar, F.IsCoroutine);
  field(Ar, F.IsConstructor);
  field(Ar, F.IsDestructor);
  field(Ar, F.IsLambda);
  field(Ar, F.IsCxx);
  field(Ar, F.System);
  field(Ar, F.IsLocalToUnit);
  field(Ar, F.IsPrivate);
  field(Ar, F.Class);
  field(Ar, F.OuterThisId);
}
template <class A> void field(A &Ar, Refusal &R) {
  field(Ar, R.Function);
  field(Ar, R.Range);
  field(Ar, R.Reason);
}
template <class A> void field(A &Ar, Evidence &E) {
  enumeration(Ar, E.Of, Source::Python);
  field(Ar, E.Name);
  field(Ar, E.Where);
}
template <class A> void field(A &Ar, Unit &U) {
  field(Ar, U.MainFile);
  field(Ar, U.Linked);
  field(Ar, U.Files);
  field(Ar, U.Callees);
  field(Ar, U.Functions);
  field(Ar, U.Objects);
  field(Ar, U.InitialValues);
  field(Ar, U.Refusals);
  field(Ar, U.LiveEvidence);
  std::vector<std::pair<std::string, std::vector<std::string>>> Bases(U.Bases.begin(), U.Bases.end());
  field(Ar, Bases);
  if constexpr (A::Reading)
    U.Bases.insert(Bases.begin(), Bases.end());
  field(Ar, U.ExceptionsEnabled);
  field(Ar, U.IsCxx);
  field(Ar, U.LanguageVersion);
}

template <class A, class T> void field(A &Ar, std::optional<T> &V) {
  bool Has = V.has_value();
  field(Ar, Has);
  if (!Has)
    return;
  if constexpr (A::Reading)
    V.emplace();
  field(Ar, *V);
}

template <class A, class T> void field(A &Ar, std::vector<T> &V) {
  uint64_t Size = V.size();
  Ar.number(Size);
  if constexpr (A::Reading) {
    // Every element takes at least one byte, so a count beyond that is a lie.
    if (Size > MaxElements || Size > Ar.left())
      return Ar.fail("count out of range");
    V.clear();
    for (uint64_t I = 0; I < Size && Ar.ok(); ++I) {
      V.emplace_back();
      field(Ar, V.back());
    }
  } else {
    for (T &Element : V)
      field(Ar, Element);
  }
}

/// Ids that a later stage indexes with must point somewhere.
class IdChecker {
public:
  explicit IdChecker(const Unit &U) : U(U) {}
  bool allInRange() {
    for (const Callee &C : U.Callees)
      if (!within(C.Body, U.Functions.size()) || !within(C.DestructorOf, U.Callees.size()))
        return false;
    for (const Function &F : U.Functions)
      if (!functionInRange(F))
        return false;
    for (const Object &O : U.Objects)
      if (!within(O.Declared.File, U.Files.size()) || !within(O.TypeRange.File, U.Files.size()))
        return false;
    for (const InitialValue &V : U.InitialValues)
      if (!placesInRange({&V.Subject}) || !within(V.Function, U.Callees.size()) ||
          !within(V.Where.File, U.Files.size()))
        return false;
    for (const Refusal &R : U.Refusals)
      if (!within(R.Range.File, U.Files.size()))
        return false;
    for (const Evidence &E : U.LiveEvidence)
      if (!within(E.Where.File, U.Files.size()))
        return false;
    return true;
  }

private:
  static bool within(uint32_t Id, size_t Size) { return Id == NoId || Id < Size; }

  bool placesInRange(std::initializer_list<const Place *> Places) const {
    for (const Place *P : Places)
      if (!within(P->Object, U.Objects.size()))
        return false;
    return true;
  }

  bool functionInRange(const Function &F) {
    if (F.Blocks.empty() || F.Scopes.empty() || !within(F.Range.File, U.Files.size()))
      return false;
    for (const Block &B : F.Blocks) {
      for (const Event &E : B.Events)
        if (!eventInRange(E, F))
          return false;
      for (const Edge &S : B.Successors)
        if (S.To >= F.Blocks.size() || (S.When && !placesInRange({&S.When->Subject})))
          return false;
    }
    for (ScopeId I = 0; I < F.Scopes.size(); ++I) {
      const UnwindScope &S = F.Scopes[I];
      // A parent stands before its child, so that walks end.
      if (S.Parent != NoId && S.Parent >= I)
        return false;
      if (!eventInRange(S.Action, F) || !within(S.Range.File, U.Files.size()))
        return false;
      for (const Handler &H : S.Handlers)
        if (H.Entry >= F.Blocks.size())
          return false;
    }
    return true;
  }

  bool eventInRange(const Event &E, const Function &F) {
    if (E.Scope >= F.Scopes.size() || !within(E.JumpsTo, F.Blocks.size()) ||
        !within(E.Site.Callee, U.Callees.size()) || !within(E.Expr.File, U.Files.size()) ||
        !within(E.Stmt.File, U.Files.size()) || !within(E.Function, U.Callees.size()) ||
        !placesInRange({&E.Subject, &E.Other, &E.E.Subject, &E.E.Owner, &E.E.Other, &E.Site.This, &E.Site.Result}))
      return false;
    for (const Place &A : E.Site.Args)
      if (!placesInRange({&A}))
        return false;
    for (auto &[Index, Id] : E.Site.FunctionArgs)
      if (Id >= U.Callees.size())
        return false;
    return true;
  }

  const Unit &U;
};

} // namespace

std::string serialize(const Function &F) {
  Writer W;
  field(W, const_cast<Function &>(F));
  for (const std::string &S : W.Strings)
    W.Body += '\0' + S;
  return std::move(W.Body);
}

std::string serialize(const Unit &U) {
  Writer W;
  // field() serves both directions and therefore takes its argument by reference.
  field(W, const_cast<Unit &>(U));
  std::string Out(Magic);
  Writer::varint(Out, GraphFormatVersion);
  Writer::varint(Out, W.Strings.size());
  for (const std::string &S : W.Strings) {
    Writer::varint(Out, S.size());
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
  uint64_t Version = 0, Count = 0;
  R.number(Version);
  if (R.ok() && Version != GraphFormatVersion) {
    Error = "format version " + std::to_string(Version) + ", this build reads " +
            std::to_string(GraphFormatVersion);
    return std::nullopt;
  }
  R.number(Count);
  for (uint64_t I = 0; I < Count && R.ok(); ++I) {
    uint64_t Length = 0;
    R.number(Length);
    R.Strings.emplace_back(R.raw(Length));
  }
  Unit U;
  if (R.ok())
    field(R, U);
  if (R.ok() && !R.atEnd())
    R.fail("bytes left over");
  if (R.ok() && !IdChecker(U).allInRange())
    R.fail("an id points outside its table");
  if (!R.ok()) {
    Error = R.error();
    return std::nullopt;
  }
  return U;
}

} // namespace asyncsafe

//===- Vocabulary.cpp - The words every stage shares ------------*- C++ -*-===//
//
// Decides how the words are spelled and parsed, and how access paths and
// predicates combine.
//
//===----------------------------------------------------------------------===//

#include "models/Vocabulary.h"

#include <array>
#include <limits>
#include <utility>

namespace asyncsafe {

namespace {

constexpr std::array<std::string_view, NumSources> SourceNames = {"throw", "cancel", "interrupt", "suspend",
                                                                  "jump",  "signal", "python"};

constexpr std::array<std::string_view, 3> CertaintyNames = {"unknown", "likely", "definite"};

struct KindWords {
  std::string_view Spelling, Noun;
  bool Handle;
};
constexpr std::array<KindWords, NumResourceKinds> KindTable = {{
    {"lock", "lock", false},
    {"shared-lock", "shared lock", false},
    {"semaphore", "semaphore", false},
    {"cancel-state", "cancellation state", false},
    {"signal-mask", "signal mask", false},
    {"fd", "file descriptor", true},
    {"file", "file", true},
    {"heap", "memory", true},
    {"array", "array", true},
    {"mapping", "memory mapping", true},
    {"directory", "directory stream", true},
    {"reference", "reference", true},
    {"gil", "GIL", false},
    {"thread", "thread", true},
    {"handle", "handle", true},
}};

constexpr std::array<std::string_view, NumEffectKinds> EffectNames = {
    "acquire",       "release",          "adopt",           "associate",
    "disarm",        "transfer",         "escape",          "interrupt",
    "mask",          "unmask",           "restore-mask",    "block",
    "wake",          "register-handler", "push-cleanup",    "set-jump",
    "runs-callback", "runs-on-thread",   "set-nonblocking", "send-signal",
    "answer",        "cancel-thread",    "store"};

constexpr std::array<std::string_view, 3> OnSignalNames = {"ignores", "restarts", "fails"};
constexpr std::array<std::string_view, 4> ErrorInNames = {"errno", "result", "negated", "elsewhere"};

template <class Enum, size_t N>
std::optional<Enum> parseName(const std::array<std::string_view, N> &Names, std::string_view Text) {
  for (size_t I = 0; I != N; ++I)
    if (Names[I] == Text)
      return static_cast<Enum>(I);
  return std::nullopt;
}

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

/// The root of a formal place; false if there is none.
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

/// The integers that satisfy a predicate other than NE, as a closed interval
/// (empty if Low > High).
struct Interval {
  int64_t Low = std::numeric_limits<int64_t>::min();
  int64_t High = std::numeric_limits<int64_t>::max();
};
constexpr Interval Empty = {1, 0};

Interval interval(Predicate P) {
  Interval I;
  switch (P.O) {
  case Predicate::Op::NE:
  case Predicate::Op::Has: // no interval: what it takes out is left in
  case Predicate::Op::Lacks:
    break;
  case Predicate::Op::EQ:
    I.Low = I.High = P.Constant;
    break;
  case Predicate::Op::LT:
    if (P.Constant == I.Low)
      return Empty;
    I.High = P.Constant - 1;
    break;
  case Predicate::Op::LE:
    I.High = P.Constant;
    break;
  case Predicate::Op::GT:
    if (P.Constant == I.High)
      return Empty;
    I.Low = P.Constant + 1;
    break;
  case Predicate::Op::GE:
    I.Low = P.Constant;
    break;
  }
  return I;
}

} // namespace

std::string_view spelling(Source S) { return SourceNames[size_t(S)]; }
std::optional<Source> parseSource(std::string_view Text) { return parseName<Source>(SourceNames, Text); }

std::string_view spelling(Certainty C) { return CertaintyNames[size_t(C)]; }
std::optional<Certainty> parseCertainty(std::string_view Text) {
  return parseName<Certainty>(CertaintyNames, Text);
}

std::string_view spelling(ResourceKind K) { return KindTable[size_t(K)].Spelling; }
std::optional<ResourceKind> parseResourceKind(std::string_view Text) {
  for (size_t I = 0; I != KindTable.size(); ++I)
    if (KindTable[I].Spelling == Text)
      return static_cast<ResourceKind>(I);
  return std::nullopt;
}
std::string_view noun(ResourceKind K) { return KindTable[size_t(K)].Noun; }
bool isHandle(ResourceKind K) { return KindTable[size_t(K)].Handle; }

std::string_view spelling(EffectKind K) { return EffectNames[size_t(K)]; }
std::optional<EffectKind> parseEffectKind(std::string_view Text) {
  return parseName<EffectKind>(EffectNames, Text);
}

std::string_view spelling(WaitLength L) {
  constexpr std::array<std::string_view, 3> Names = {"unbounded", "open", "bounded"};
  return Names[size_t(L)];
}

std::string_view spelling(OnSignal S) { return OnSignalNames[size_t(S)]; }
std::optional<OnSignal> parseOnSignal(std::string_view Text) {
  return parseName<OnSignal>(OnSignalNames, Text);
}

constexpr std::array<std::string_view, 3> MaskDepthNames = {"points", "masked", "uninterruptible"};
std::string_view spelling(MaskDepth D) { return MaskDepthNames[size_t(D)]; }
std::optional<MaskDepth> parseMaskDepth(std::string_view Text) {
  std::optional<MaskDepth> D = parseName<MaskDepth>(MaskDepthNames, Text);
  return D == MaskDepth::Points ? std::nullopt : D;
}

constexpr std::array<std::string_view, 8> LimitUnitNames = {
    "unknown", "seconds", "milliseconds", "microseconds", "nanoseconds", "timespec", "timeval", "duration"};
std::string_view spelling(LimitUnit L) { return LimitUnitNames[size_t(L)]; }
std::optional<LimitUnit> parseLimitUnit(std::string_view Text) {
  std::optional<LimitUnit> L = parseName<LimitUnit>(LimitUnitNames, Text);
  return L == LimitUnit::Unknown ? std::nullopt : L;
}

std::optional<int64_t> nanoseconds(int64_t Count, LimitUnit Unit) {
  int64_t Each = 1;
  switch (Unit) {
  case LimitUnit::Seconds:
    Each *= 1000;
    [[fallthrough]];
  case LimitUnit::Milliseconds:
    Each *= 1000;
    [[fallthrough]];
  case LimitUnit::Microseconds:
    Each *= 1000;
    [[fallthrough]];
  case LimitUnit::Nanoseconds:
    break;
  default:
    return std::nullopt;
  }
  constexpr int64_t Most = std::numeric_limits<int64_t>::max();
  return Count > Most / Each ? Most : Count < -(Most / Each) ? -Most : Count * Each;
}

std::string_view spelling(ErrorIn E) { return ErrorInNames[size_t(E)]; }
std::optional<ErrorIn> parseErrorIn(std::string_view Text) { return parseName<ErrorIn>(ErrorInNames, Text); }

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

bool Place::sameRoot(const Place &O) const {
  // The name of a parameter or local is decoration: rows have none.
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
  // A step from an address goes to what it is the address of: `*&x` and
  // `(&x)[0]` are `x`.  `(&x).f` can only mean that a pointer was bound to a
  // formal object, so it is `x.f`.
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
Place &Place::field(std::string Name) { return append({Projection::Kind::Field, std::move(Name)}); }
Place &Place::index() { return append({Projection::Kind::Index, {}}); }

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
  for (const Projection &P : Path)
    Result.append(P);
  if (Object != NoId)
    Result.Object = Object;
  if (AddressOf) {
    if (Result.AddressOf) // the address of an address is no path
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
      Text += (Arrow ? "->" : ".") + Step.Name;
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
  if (!AddressOf)
    while (Stars < 2 && consume(Text, "*"))
      ++Stars;
  if (!takeFormalRoot(Text, P))
    return std::nullopt;
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
    P.field(std::move(Field));
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

//===----------------------------------------------------------------------===//
// Predicates
//===----------------------------------------------------------------------===//

std::string spelling(const Predicate &P) {
  constexpr std::array<std::string_view, 8> Ops = {"==", "!=", "<", "<=", ">", ">=", "&", "!&"};
  return std::string(Ops[size_t(P.O)]) + std::to_string(P.Constant);
}

std::optional<Predicate> parsePredicate(std::string_view Text) {
  using Op = Predicate::Op;
  constexpr std::pair<std::string_view, Op> Ops[] = {{"==", Op::EQ},    {"!=", Op::NE}, {"<=", Op::LE},
                                                     {">=", Op::GE},    {"<", Op::LT},  {">", Op::GT},
                                                     {"!&", Op::Lacks}, {"&", Op::Has}};
  Predicate P;
  bool Found = false;
  for (auto [Word, O] : Ops)
    if (consume(Text, Word)) {
      P.O = O;
      Found = true;
      break;
    }
  if (!Found)
    return std::nullopt;
  if (Text == "null")
    return P;
  bool Negative = consume(Text, "-");
  if (Text.empty() || Text.size() > 18) // 18 digits fit into int64_t
    return std::nullopt;
  for (char C : Text) {
    if (!isDigit(C))
      return std::nullopt;
    P.Constant = P.Constant * 10 + (C - '0');
  }
  if (Negative)
    P.Constant = -P.Constant;
  return P;
}

Predicate negated(Predicate P) {
  using Op = Predicate::Op;
  switch (P.O) {
  case Op::EQ:
    P.O = Op::NE;
    break;
  case Op::NE:
    P.O = Op::EQ;
    break;
  case Op::LT:
    P.O = Op::GE;
    break;
  case Op::LE:
    P.O = Op::GT;
    break;
  case Op::GT:
    P.O = Op::LE;
    break;
  case Op::GE:
    P.O = Op::LT;
    break;
  case Op::Has:
    P.O = Op::Lacks;
    break;
  case Op::Lacks:
    P.O = Op::Has;
    break;
  }
  return P;
}

bool compatible(Predicate A, Predicate B) {
  if (A.O == Predicate::Op::Lacks)
    std::swap(A, B);
  // Who has all of the bits lacks none of them.
  if (A.O == Predicate::Op::Has && B.O == Predicate::Op::Lacks && holds({A.O, B.Constant}, A.Constant))
    return false;
  Interval I = interval(A), J = interval(B);
  Interval Both = {I.Low > J.Low ? I.Low : J.Low, I.High < J.High ? I.High : J.High};
  if (Both.Low > Both.High)
    return false;
  // An NE takes out one integer, which matters if it is the only one; two NEs
  // leave nearly everything.
  if (Both.Low == Both.High)
    return holds(A, Both.Low) && holds(B, Both.Low);
  return true;
}

bool holdsOfUnknown(Predicate P) { return P.O == Predicate::Op::NE || P.O == Predicate::Op::Lacks; }

bool holds(Predicate P, int64_t Value) {
  switch (P.O) {
  case Predicate::Op::EQ:
    return Value == P.Constant;
  case Predicate::Op::NE:
    return Value != P.Constant;
  case Predicate::Op::LT:
    return Value < P.Constant;
  case Predicate::Op::LE:
    return Value <= P.Constant;
  case Predicate::Op::GT:
    return Value > P.Constant;
  case Predicate::Op::GE:
    return Value >= P.Constant;
  case Predicate::Op::Has:
    return (Value & P.Constant) == P.Constant;
  case Predicate::Op::Lacks:
    return (Value & P.Constant) != P.Constant;
  }
  return false;
}

} // namespace asyncsafe

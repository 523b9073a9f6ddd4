//===- Fields.h - The members of each record --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The single list of the stored members of each record: the bytes of a unit, the validation of input,
// equality, and the version of the format follow from these lists.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_FIELDS_H
#define ASYNCSAFE_EFFECTS_FIELDS_H

#include "effects/Graph.h"

#include <tuple>
#include <type_traits>

namespace asyncsafe {

/// The table that a number is an index of.
enum class Table : uint8_t { None, Files, Callees, Functions, Objects, Blocks, Scopes };

template <class Record, class Member> struct Field {
  const char *Name;
  Member Record::*At;
  Table Of = Table::None; ///< NoId, or an index of this
  bool Needed = false;    ///< not NoId
};
template <class Record, class Member>
constexpr Field<Record, Member> field(const char *Name, Member Record::*At) {
  return {Name, At};
}
template <class Record>
constexpr Field<Record, uint32_t> idOf(Table Of, const char *Name, uint32_t Record::*At) {
  return {Name, At, Of};
}
template <class Record>
constexpr Field<Record, uint32_t> neededIdOf(Table Of, const char *Name, uint32_t Record::*At) {
  return {Name, At, Of, true};
}

/// `Fields<T>::List` is a tuple of Field<T, …>.
template <class T> struct Fields;

template <class T, class = void> inline constexpr bool HasFields = false;
template <class T> inline constexpr bool HasFields<T, std::void_t<decltype(Fields<T>::List)>> = true;

/// Calls \p V with each field of \p T.
template <class T, class Visit> constexpr void forEachField(Visit &&V) {
  std::apply([&](const auto &...F) { (V(F), ...); }, Fields<T>::List);
}

/// All members are equal. (Equal places may differ in members outside their identity.)
template <class T> bool sameFields(const T &A, const T &B);

/// The greatest enumerator.
template <class Enum> inline constexpr Enum Last = Enum();
template <> inline constexpr Source Last<Source> = Source::Python;
template <> inline constexpr Certainty Last<Certainty> = Certainty::Definite;
template <>
inline constexpr ResourceKind Last<ResourceKind> = static_cast<ResourceKind>(NumResourceKinds - 1);
template <> inline constexpr EffectKind Last<EffectKind> = static_cast<EffectKind>(NumEffectKinds - 1);
template <> inline constexpr MaskDepth Last<MaskDepth> = MaskDepth::Uninterruptible;
template <> inline constexpr OnSignal Last<OnSignal> = OnSignal::Fails;
template <> inline constexpr ErrorIn Last<ErrorIn> = ErrorIn::Elsewhere;
template <> inline constexpr WaitLength Last<WaitLength> = WaitLength::Bounded;
template <> inline constexpr LimitUnit Last<LimitUnit> = LimitUnit::Duration;
template <> inline constexpr SignalSafety Last<SignalSafety> = SignalSafety::Unsafe;
template <> inline constexpr Projection::Kind Last<Projection::Kind> = Projection::Kind::Index;
template <> inline constexpr Place::RootKind Last<Place::RootKind> = Place::RootKind::OuterThis;
template <> inline constexpr Predicate::Op Last<Predicate::Op> = Predicate::Op::Lacks;
template <> inline constexpr UseKind Last<UseKind> = UseKind::Look;
template <> inline constexpr ScopeKind Last<ScopeKind> = ScopeKind::Terminate;

#define ASYNCSAFE_FIELDS(RECORD, ...)                                                                        \
  template <> struct Fields<RECORD> {                                                                        \
    using R = RECORD;                                                                                        \
    static constexpr auto List = std::make_tuple(__VA_ARGS__);                                               \
  };

ASYNCSAFE_FIELDS(Projection, field("kind", &R::K), field("name", &R::Name))
ASYNCSAFE_FIELDS(Place, field("root", &R::Root), field("address-of", &R::AddressOf),
                 field("index", &R::Index), idOf(Table::Objects, "object", &R::Object),
                 field("name", &R::Name), field("path", &R::Path))
ASYNCSAFE_FIELDS(Predicate, field("op", &R::O), field("constant", &R::Constant))
ASYNCSAFE_FIELDS(Condition, field("subject", &R::Subject), field("test", &R::Test))
ASYNCSAFE_FIELDS(SourceRange, idOf(Table::Files, "file", &R::File), field("begin", &R::Begin),
                 field("end", &R::End), field("line", &R::Line), field("column", &R::Column))
ASYNCSAFE_FIELDS(ChainLink, field("function", &R::Function), field("at", &R::At))
ASYNCSAFE_FIELDS(Provenance, field("type", &R::Type), field("witness", &R::Witness),
                 field("chain", &R::Chain))
ASYNCSAFE_FIELDS(WaitTerms, field("signal", &R::Signal), field("length", &R::Length), field("unit", &R::Unit),
                 field("error", &R::Error), field("deadline", &R::Deadline), field("no-retry", &R::NoRetry),
                 field("retry-tells", &R::RetryTells), field("ends-itself", &R::EndsItself),
                 field("spends-limit", &R::SpendsLimit), field("takes-mask", &R::TakesMask),
                 field("limit", &R::Limit), field("forever", &R::Forever), field("mask", &R::Mask))
ASYNCSAFE_FIELDS(Effect, field("kind", &R::Kind), field("resource", &R::Resource),
                 field("raises", &R::Raises), field("sure", &R::Sure), field("depth", &R::Depth),
                 field("interruptible", &R::Interruptible), field("lasts", &R::Lasts),
                 field("restarting", &R::Restarting), field("subject", &R::Subject),
                 field("owner", &R::Owner), field("other", &R::Other), field("success", &R::Success),
                 field("when", &R::When), field("subject-value", &R::SubjectValue),
                 field("other-value", &R::OtherValue), field("why", &R::Why), field("wait", &R::Wait))
ASYNCSAFE_FIELDS(FunctionArgument, field("index", &R::Index),
                 neededIdOf(Table::Callees, "function", &R::Function))
ASYNCSAFE_FIELDS(CallSite, idOf(Table::Callees, "callee", &R::Callee), field("this", &R::This),
                 field("args", &R::Args), field("constants", &R::Constants),
                 field("durations", &R::Durations), field("result", &R::Result),
                 field("function-args", &R::FunctionArgs))
ASYNCSAFE_FIELDS(Statement, field("range", &R::Range), field("compound", &R::Compound),
                 field("position", &R::Position), field("last", &R::LastInCompound))
ASYNCSAFE_FIELDS(EffectEvent, field("does", &R::Does), field("site", &R::Site),
                 idOf(Table::Callees, "function", &R::Function))
ASYNCSAFE_FIELDS(CallEvent, field("site", &R::Site))
ASYNCSAFE_FIELDS(DestroyEvent, field("subject", &R::Subject), field("site", &R::Site))
ASYNCSAFE_FIELDS(AssignEvent, field("subject", &R::Subject), field("other", &R::Other),
                 field("constant", &R::Constant), idOf(Table::Callees, "function", &R::Function),
                 field("sets", &R::Sets), field("clears", &R::Clears), field("adds", &R::Adds),
                 field("adds-parameter", &R::AddsParameter), field("shrinks", &R::Shrinks))
ASYNCSAFE_FIELDS(ThrowEvent, field("raises", &R::Raises))
ASYNCSAFE_FIELDS(ReturnEvent, field("subject", &R::Subject), field("constant", &R::Constant),
                 idOf(Table::Callees, "function", &R::Function))
ASYNCSAFE_FIELDS(ReadEvent, field("subject", &R::Subject))
ASYNCSAFE_FIELDS(UseEvent, field("subject", &R::Subject), field("as", &R::As))
ASYNCSAFE_FIELDS(Event, field("what", &R::What), neededIdOf(Table::Scopes, "scope", &R::Scope),
                 idOf(Table::Blocks, "jumps-to", &R::JumpsTo), field("expr", &R::Expr), field("in", &R::In),
                 field("spelling", &R::Spelling), field("stmt-text", &R::StmtText))
ASYNCSAFE_FIELDS(Edge, neededIdOf(Table::Blocks, "to", &R::To), field("when", &R::When),
                 field("idle", &R::IsIdle), field("once", &R::IsOnce))
ASYNCSAFE_FIELDS(Block, field("events", &R::Events), field("successors", &R::Successors))
ASYNCSAFE_FIELDS(Handler, field("catch-all", &R::CatchAll), field("forced-unwind", &R::ForcedUnwind),
                 field("type", &R::Type), neededIdOf(Table::Blocks, "entry", &R::Entry))
ASYNCSAFE_FIELDS(UnwindScope, field("kind", &R::Kind), idOf(Table::Scopes, "parent", &R::Parent),
                 field("action", &R::Action), field("handlers", &R::Handlers), field("runs-on", &R::RunsOn),
                 field("conditional", &R::Conditional), field("range", &R::Range))
ASYNCSAFE_FIELDS(KnownOutcome, field("when", &R::When), field("returns", &R::Returns),
                 field("error-number", &R::IsErrorNumber), field("no-return", &R::NoReturn))
ASYNCSAFE_FIELDS(Callee, field("key", &R::Key), field("name", &R::Name), field("display", &R::Display),
                 idOf(Table::Functions, "body", &R::Body), field("no-throw", &R::NoThrow),
                 field("c", &R::IsC), field("no-return", &R::NoReturn), field("variadic", &R::Variadic),
                 field("virtual", &R::Virtual), field("indirect", &R::Indirect), field("system", &R::System),
                 field("standard", &R::Standard), field("constructor", &R::Constructor),
                 field("destructor", &R::Destructor), field("trivial-destruction", &R::TrivialDestruction),
                 idOf(Table::Callees, "destructor-of", &R::DestructorOf), field("safety", &R::Safety),
                 field("safety-reason", &R::SafetyReason), field("takes-lock", &R::TakesLock),
                 field("allocates", &R::Allocates), field("keeps-errno", &R::KeepsErrno),
                 field("tells-errno", &R::TellsErrno), field("unit-local", &R::IsLocalToUnit),
                 field("outcomes", &R::Outcomes))
ASYNCSAFE_FIELDS(Object, field("name", &R::Name), field("type", &R::Type), field("field", &R::IsField),
                 field("unit-local", &R::IsLocalToUnit), field("defined", &R::IsDefined),
                 field("volatile", &R::IsVolatile), field("sig-atomic", &R::IsSigAtomic),
                 field("atomic", &R::IsAtomic), field("used-atomically", &R::IsUsedAtomically),
                 field("used-volatile", &R::IsUsedVolatile), field("lock-free", &R::IsLockFree),
                 field("thread-local", &R::IsThreadLocal), field("const", &R::IsConst),
                 field("scalar", &R::IsScalar), field("bool", &R::IsBool), field("pointer", &R::IsPointer),
                 field("stop-token", &R::IsStopToken), field("private", &R::IsPrivate),
                 field("bits", &R::Bits), field("class", &R::Class), field("declared", &R::Declared),
                 field("type-range", &R::TypeRange))
ASYNCSAFE_FIELDS(InitialValue, field("subject", &R::Subject), field("constant", &R::Constant),
                 idOf(Table::Callees, "function", &R::Function), field("where", &R::Where))
ASYNCSAFE_FIELDS(Parameter, field("name", &R::Name), field("reference", &R::IsReference),
                 field("pointer", &R::IsPointer), field("stop-token", &R::IsStopToken),
                 field("holds-lock", &R::HoldsLock), field("captured-as", &R::CapturedAs))
ASYNCSAFE_FIELDS(Function, field("key", &R::Key), field("name", &R::Name), field("display", &R::Display),
                 field("range", &R::Range), field("parameters", &R::Parameters), field("blocks", &R::Blocks),
                 field("scopes", &R::Scopes), field("local-names", &R::LocalNames),
                 field("local-ids", &R::LocalIds), field("volatile-ids", &R::VolatileIds),
                 field("noexcept", &R::IsNoexcept), field("main", &R::IsMain),
                 field("coroutine", &R::IsCoroutine), field("constructor", &R::IsConstructor),
                 field("destructor", &R::IsDestructor), field("lambda", &R::IsLambda),
                 field("cxx", &R::IsCxx), field("system", &R::System), field("unit-local", &R::IsLocalToUnit),
                 field("other-names", &R::HasOtherNames), field("private", &R::IsPrivate),
                 field("class", &R::Class), field("plain-class", &R::IsOfPlainClass),
                 field("element-access", &R::IsElementAccess), field("overrides", &R::Overrides),
                 field("outer-this", &R::OuterThisId))
ASYNCSAFE_FIELDS(Refusal, field("function", &R::Function), field("range", &R::Range),
                 field("reason", &R::Reason))
ASYNCSAFE_FIELDS(Evidence, field("of", &R::Of), field("name", &R::Name), field("where", &R::Where))
ASYNCSAFE_FIELDS(Unit, field("main-file", &R::MainFile), field("linked", &R::Linked),
                 field("files", &R::Files), field("callees", &R::Callees), field("functions", &R::Functions),
                 field("objects", &R::Objects), field("initial-values", &R::InitialValues),
                 field("refusals", &R::Refusals), field("live-evidence", &R::LiveEvidence),
                 field("bases", &R::Bases), field("mistakes", &R::Mistakes),
                 field("exceptions", &R::ExceptionsEnabled), field("cxx", &R::IsCxx),
                 field("language-version", &R::LanguageVersion))

#undef ASYNCSAFE_FIELDS

namespace detail {
template <class T> bool same(const T &A, const T &B);
template <class T> bool same(const Shared<T> &A, const Shared<T> &B) {
  return A.identity() == B.identity() || same(*A, *B);
}
template <class T> bool same(const std::optional<T> &A, const std::optional<T> &B) {
  return A.has_value() == B.has_value() && (!A || same(*A, *B));
}
template <class T> bool same(const std::vector<T> &A, const std::vector<T> &B) {
  if (A.size() != B.size())
    return false;
  for (size_t I = 0; I != A.size(); ++I)
    if (!same(A[I], B[I]))
      return false;
  return true;
}
template <class... T> bool same(const std::variant<T...> &A, const std::variant<T...> &B) {
  return A.index() == B.index() && std::visit(
                                       [&](const auto &X) {
                                         using Alternative = std::decay_t<decltype(X)>;
                                         return same(X, *std::get_if<Alternative>(&B));
                                       },
                                       A);
}
template <class T> bool same(const T &A, const T &B) {
  if constexpr (HasFields<T>)
    return sameFields(A, B);
  else
    return A == B;
}
} // namespace detail

template <class T> bool sameFields(const T &A, const T &B) {
  bool Same = true;
  forEachField<T>([&](const auto &F) { Same = Same && detail::same(A.*(F.At), B.*(F.At)); });
  return Same;
}

} // namespace asyncsafe

#endif

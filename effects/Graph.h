//===- Graph.h - The effects graph of a translation unit --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interface between capture and analysis for one function: blocks of events, normal edges with their
// conditions, and the tree of unwind scopes that defines every unwind edge. Plain data, no Clang;
// Fields.h lists the members of each record once.
// Unwind edges are not stored. Each event names the innermost unwind scope that is live when it happens;
// walking from there to the root visits, in order, exactly the cleanups, handlers and boundaries that
// the interruption meets (see unwind semantics in docs/architecture.md).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_GRAPH_H
#define ASYNCSAFE_EFFECTS_GRAPH_H

#include "effects/Effect.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace asyncsafe {

using BlockId = uint32_t;
using ScopeId = uint32_t;
using CalleeId = uint32_t;
using FunctionId = uint32_t;
using ObjectId = uint32_t; ///< indexes Unit::Objects

enum class EventKind : uint8_t {
  Effect,  ///< a model row's effect with actual places (Acquire, Release, Interrupt, …)
  Call,    ///< a call without a model row: the analysis asks for CalleeEffects
  Destroy, ///< the destructor of object Subject runs (normal path)
  Assign,  ///< Subject = Other (also initialisation, and a call's result bound to a variable)
  Throw,   ///< explicit `throw` (E.Type, "" for a rethrow); never falls through
  Return,  ///< `return Subject`; Constant if it is a constant
  Read,    ///< a read of a variable or field that could be a flag (Object::isFlagLike)
  Use,     ///< the number in Subject, the result of a call that waits, is used as a count
};

/// Of an EventKind::Use: how the number is used.
enum class UseKind : uint8_t {
  Index, ///< of an element, or how far a pointer goes
  Size,  ///< the size that a library function handles
  Sum,   ///< added to a total or a pointer that is kept, or taken from it
  Bound, ///< of a loop that counts up in unsigned numbers
  Look,  ///< another read: a comparison with a variable
};

/// A function whose body the callee receives as an argument: a lambda, a reference to a function.
struct FunctionArgument {
  unsigned Index = 0; ///< of the argument
  CalleeId Function = NoId;
};

/// The argument list of a Call (or Destroy), as places.
struct CallSite {
  CalleeId Callee = NoId;
  Place This;                                    ///< object of a method call; the object built or destroyed
  std::vector<Place> Args;                       ///< None if the argument is not an access path
  std::vector<std::optional<int64_t>> Constants; ///< per argument, if it folds
  /// Arguments of a duration type with a constant value (index of the argument, nanoseconds).
  std::vector<std::pair<unsigned, int64_t>> Durations;
  Place Result; ///< a Temporary, or None
  std::vector<FunctionArgument> FunctionArgs;
};

/// The statement that an event is part of.
struct Statement {
  SourceRange Range; ///< with its semicolon
  /// The compound statement that directly contains it, and its position there; NoId if it is not a
  /// direct child of a compound. For fix-its.
  uint32_t Compound = NoId, Position = 0;
  bool LastInCompound = false;
};

// The contents of events, by EventKind.

struct EffectEvent {
  Shared<Effect> Does;      ///< with actual places
  Shared<CallSite> Site;    ///< of the modelled callee
  CalleeId Function = NoId; ///< RegisterHandler: the handler, if the call names it
};
struct CallEvent {
  Shared<CallSite> Site;
};
struct DestroyEvent {
  Place Subject;
  Shared<CallSite> Site;
};
struct AssignEvent {
  Place Subject, Other;
  std::optional<int64_t> Constant = std::nullopt; ///< the constant value
  CalleeId Function = NoId;                       ///< the function that is the value
  /// Of `|=` and `&=`: bits that become one or zero; the rest keep their value.
  int64_t Sets = 0, Clears = 0;
  int8_t Adds = 0; ///< by `++`, `--`, `+= 2`: the constant that is added
  /// Of `+=`: the parameter, counted from 1, that is added unchanged.
  uint8_t AddsParameter = 0;
  bool Shrinks = false; ///< by `/=` and `>>=`: done again and again, that comes to an end
};
struct ThrowEvent {
  Shared<Effect> Raises; ///< an Interrupt by throw
};
struct ReturnEvent {
  Place Subject;
  std::optional<int64_t> Constant = std::nullopt;
  CalleeId Function = NoId; ///< the function that is the value
};
struct ReadEvent {
  Place Subject;
};
struct UseEvent {
  Place Subject;
  UseKind As = UseKind::Look;
};

/// One event. Accessors work for every kind: members that a kind lacks are empty.
struct Event {
  /// In the order of EventKind.
  using Content = std::variant<EffectEvent, CallEvent, DestroyEvent, AssignEvent, ThrowEvent, ReturnEvent,
                               ReadEvent, UseEvent>;
  Content What = CallEvent{};
  ScopeId Scope = 0;            ///< innermost unwind scope live here
  BlockId JumpsTo = NoId;       ///< block at which a jump raised here lands, or out of the function
  SourceRange Expr;             ///< the expression
  Shared<Statement> In;         ///< the full statement
  Shared<std::string> Spelling; ///< source text of the expression, shortened
  /// The statement's whole text, if a fix-it may move it: a declaration that constructs one object, or a
  /// store of a constant to a flag.
  Shared<std::string> StmtText;

  Event() = default;
  Event(Content What) : What(std::move(What)) {}

  EventKind kind() const { return static_cast<EventKind>(What.index()); }
  /// It is a model row's effect of this kind.
  bool is(EffectKind K) const { return kind() == EventKind::Effect && effect().Kind == K; }
  template <class T> T *as() { return std::get_if<T>(&What); }
  template <class T> const T *as() const { return std::get_if<T>(&What); }

  const Effect &effect() const { return *sharedEffect(); } ///< Effect, Throw
  const Shared<Effect> &sharedEffect() const;
  const CallSite &site() const;            ///< Effect, Call, Destroy
  const Place &subject() const;            ///< Destroy, Assign, Return, Read, Use
  const Place &other() const;              ///< Assign
  std::optional<int64_t> constant() const; ///< Assign, Return
  CalleeId function() const;               ///< Effect, Assign, Return
  int64_t sets() const { return as<AssignEvent>() ? as<AssignEvent>()->Sets : 0; }
  int64_t clears() const { return as<AssignEvent>() ? as<AssignEvent>()->Clears : 0; }
  unsigned addsParameter() const { return as<AssignEvent>() ? as<AssignEvent>()->AddsParameter : 0; }
  bool shrinks() const { return as<AssignEvent>() && as<AssignEvent>()->Shrinks; }
  int64_t adds() const { return as<AssignEvent>() ? as<AssignEvent>()->Adds : 0; }
  UseKind use() const { return as<UseEvent>() ? as<UseEvent>()->As : UseKind::Look; }
};
static_assert(sizeof(Event) <= 200, "a project has millions of events");

/// A normal edge.  Taken only if When (if any) is true.
struct Edge {
  BlockId To = NoId;
  std::optional<Condition> When;
  bool IsIdle = false; ///< `continue` of a loop that is never repeated (`do … while (0)`)
  bool IsOnce = false; ///< into the initialiser of a variable with static storage
};

struct Block {
  std::vector<Event> Events;
  std::vector<Edge> Successors;
};

enum class ScopeKind : uint8_t {
  Root,      ///< the function's boundary: the interruption leaves
  Destroy,   ///< an automatic object or temporary whose destructor will run
  Cleanup,   ///< a cleanup handler or `cleanup` attribute: Site runs
  Try,       ///< handlers
  Terminate, ///< noexcept, or a thread's or program's outermost frame: std::terminate
};

struct Handler {
  bool CatchAll = false;
  bool ForcedUnwind = false; ///< catches abi::__forced_unwind by type
  std::string Type;          ///< qualified name of the type caught
  BlockId Entry = NoId;
};

struct UnwindScope {
  ScopeKind Kind = ScopeKind::Root;
  ScopeId Parent = NoId;
  /// Destroy, Cleanup: the action. Site.This is the object (Destroy), Args the argument (Cleanup).
  Event Action;
  std::vector<Handler> Handlers;
  /// Cleanup: sources on which it runs (a bit per Source).  Destroy runs on
  /// every source but Jump, Try catches Throw, Cancel (CatchAll and
  /// ForcedUnwind only) and Interrupt.
  uint8_t RunsOn = 0xff;
  /// The object may not have been constructed on every path to the event
  /// (a temporary in one arm of `?:`, `&&`, `||`).
  bool Conditional = false;
  SourceRange Range; ///< of the declaration, or of the try statement
};

struct Callee {
  std::string Key;        ///< USR: unique over the program
  std::string Name;       ///< qualified, as CalleeQuery names it
  std::string Display;    ///< the name for messages: `Class::method`, `operator()`
  FunctionId Body = NoId; ///< its function, if captured in this unit
  bool NoThrow = false;   ///< noexcept, __attribute__((nothrow)), or destructor by default
  bool IsC = false;       ///< C function, or extern "C" with no body in sight
  bool NoReturn = false;
  bool Variadic = false; ///< variadic: it may print its arguments, as printf does
  bool Virtual = false;  ///< dispatched at run time: Body, if any, is only one candidate
  bool Indirect = false; ///< through a function pointer or std::function: nothing is known
  bool System = false;   ///< declared in a system header
  bool Standard = false; ///< of namespace std (no row): can only run out of memory
  bool Constructor = false;
  bool Destructor = false;
  bool TrivialDestruction = true; ///< Constructor: class has a trivial destructor
  /// Constructor: callee of the class's destructor.
  CalleeId DestructorOf = NoId;
  SignalSafety Safety = SignalSafety::Unlisted; ///< as the models say
  std::string SafetyReason;                     ///< Unsafe: why, in words of a message
  /// Unsafe: the most serious reason. It waits for a lock; it changes state of the allocator.
  bool TakesLock = false, Allocates = false;
  bool KeepsErrno = false;            ///< never changes errno
  bool TellsErrno = false;            ///< reports errno as an error
  bool IsLocalToUnit = false;         ///< another unit's function of this Key is another function
  std::vector<KnownOutcome> Outcomes; ///< the results of such calls according to the models
};

/// A variable with static storage, or a field: what threads and handlers can share.
struct Object {
  std::string Name; ///< qualified: `ns::flag`, `Class::field`, `function::local`
  std::string Type; ///< as written
  bool IsField = false;
  bool IsLocalToUnit = false; ///< no other unit can name it: static, anonymous namespace
  bool IsDefined = false;     ///< with static storage: this unit defines it
  bool IsVolatile = false;
  bool IsSigAtomic = false;      ///< sig_atomic_t
  bool IsAtomic = false;         ///< std::atomic, _Atomic, std::atomic_flag
  bool IsUsedAtomically = false; ///< some code accesses it with `__atomic_…`, `__sync_…`
  bool IsUsedVolatile = false;   ///< … through a volatile type other than its own: a struct's, a cast's
  bool IsLockFree = false;       ///< IsAtomic, and always lock-free
  bool IsThreadLocal = false;
  bool IsConst = false;
  bool IsScalar = false; ///< arithmetic, enumeration or pointer, or an atomic of one
  bool IsBool = false;
  bool IsPointer = false;
  bool IsStopToken = false; ///< std::stop_token, std::stop_source
  bool IsPrivate = false;   ///< of a field: only its class and its friends can name it
  unsigned Bits = 0;        ///< size of a scalar
  std::string Class;        ///< of a field: the class that declares it, qualified
  SourceRange Declared;     ///< the declared name
  SourceRange TypeRange;    ///< the type as written, for fix-its; invalid if some use needs that type

  /// Scalar and not constant, so that it may be a flag.
  bool isFlagLike() const { return IsScalar && !IsConst && (!IsPointer || IsAtomic || IsVolatile); }
};

/// The value of a variable with static storage at startup: constants and functions only (a table of
/// handlers, a constant timespec).
struct InitialValue {
  Place Subject; ///< a Global, with the path to the element
  std::optional<int64_t> Constant;
  CalleeId Function = NoId;
  SourceRange Where;
};

struct Parameter {
  std::string Name;
  bool IsReference = false, IsPointer = false;
  bool IsStopToken = false; ///< std::stop_token
  bool HoldsLock = false;   ///< a class whose destructor releases a lock, or a reference to one
  /// Lambdas inside the function refer to it as the Local with this index.
  uint32_t CapturedAs = NoId;
};

struct Function {
  std::string Key, Name, Display;
  SourceRange Range; ///< of the definition
  std::vector<Parameter> Parameters;
  std::vector<Block> Blocks;           ///< 0 is the entry
  std::vector<UnwindScope> Scopes;     ///< 0 is the root
  std::vector<std::string> LocalNames; ///< every identifier declared inside (for fix-its)
  std::vector<unsigned> LocalIds;      ///< Place::Index of each local declared inside, sorted
  std::vector<unsigned> VolatileIds;   ///< those of them that are volatile
  bool IsNoexcept = false, IsMain = false, IsCoroutine = false;
  bool IsConstructor = false, IsDestructor = false, IsLambda = false;
  bool IsCxx = false;
  /// A cancellation, or the destruction of the frame, runs destructors here (C++, or C with -fexceptions
  /// for `cleanup` attributes).
  bool System = false;
  bool IsLocalToUnit = false;   ///< no other unit can call it by name
  bool HasOtherNames = false;   ///< also called by another symbol, or at startup: its callers are unknown
  bool IsPrivate = false;       ///< only its class and its friends can call it
  std::string Class;            ///< of a method: its class, qualified
  bool IsOfPlainClass = false;  ///< of a method: nothing happens when an object of its class ends
  bool IsElementAccess = false; ///< `operator[]` or `at`, whose parameter is a number
  std::vector<std::string> Overrides; ///< of a virtual method: the keys of those of base classes
  unsigned OuterThisId = 0;           ///< id that OuterThis places of its lambdas carry
};

/// A function that was not captured, and why.
struct Refusal {
  std::string Function;
  SourceRange Range;
  std::string Reason;
};

/// Evidence in the unit that a source is live.
struct Evidence {
  Source Of = Source::Cancel;
  std::string Name; ///< pthread_cancel, …
  SourceRange Where;
};

struct Unit {
  std::string MainFile; ///< absolute
  /// Of a linked unit: the sorted main files of its parts; otherwise empty.
  std::vector<std::string> Linked;
  std::vector<std::string> Files; ///< absolute, by FileId
  std::vector<Callee> Callees;
  std::vector<Function> Functions;
  std::vector<Object> Objects; ///< by ObjectId
  std::vector<InitialValue> InitialValues;
  std::vector<Refusal> Refusals;
  std::vector<Evidence> LiveEvidence;
  /// Class → its direct and indirect public bases, for every thrown or caught type.
  std::map<std::string, std::vector<std::string>> Bases;
  /// Thrown types that stand for a mistake in the program, as the models say; sorted.
  std::vector<std::string> Mistakes;
  bool ExceptionsEnabled = true; ///< -fno-exceptions rules Throw out
  bool IsCxx = false;
  unsigned LanguageVersion = 0; ///< 17, 20, … of C++; 99, 11, 17 of C

  /// It is compiled as a main file rather than included.
  bool isMainFile(FileId File) const;
};

/// The events that \p Formal stands for at this call site, with actual places: the only place where a
/// model row or a summary is applied to a call. Effects whose constant conditions fail are left out; a
/// condition on an argument that is a parameter of the caller becomes a condition on that parameter.
/// Order: releases and hand-overs, then interruption points and callbacks with the masks between them,
/// then acquisitions, so that a call is exposed neither to its own release nor to its own acquisition.
std::vector<Effect> instantiate(const std::vector<Effect> &Formal, const CallSite &Site);

} // namespace asyncsafe

#endif

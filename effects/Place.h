//===- Place.h - Source ranges, access paths, conditions --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A position in the source, the access path that an expression denotes, and a branch's condition on one.
// A place is small: its name and path are interned, so copying and comparing it is cheap.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_PLACE_H
#define ASYNCSAFE_EFFECTS_PLACE_H

#include "effects/Interned.h"

#include <optional>

namespace asyncsafe {

using FileId = uint32_t; ///< indexes Unit::Files
inline constexpr uint32_t NoId = ~0u;

/// A half-open byte range of one file, in *expansion* coordinates (a macro's
/// use, not its body), with line and column (1-based) of its beginning.
struct SourceRange {
  FileId File = NoId;
  uint32_t Begin = 0, End = 0;
  uint32_t Line = 0, Column = 0;
  bool isValid() const { return File != NoId; }
  bool contains(const SourceRange &O) const { return File == O.File && Begin <= O.Begin && O.End <= End; }
  bool operator==(const SourceRange &O) const {
    return File == O.File && Begin == O.Begin && End == O.End && Line == O.Line && Column == O.Column;
  }
};

/// An access path: a root and the steps from it.  In a model row or a summary
/// the roots are formal (`arg0`, `this`, `ret`), in a graph they are actual.
struct Place {
  enum class RootKind : uint8_t {
    None,      ///< not an access path; equal to nothing that matters
    This,      ///< the object a method runs on (the path starts at the object,
               ///< so `this->m` is [Field m])
    Param,     ///< parameter Index; a reference parameter is the referred-to object
    Return,    ///< the returned value; of a constructor, the object built
    Local,     ///< local variable; Index is unique in its unit
    Global,    ///< namespace-scope or static variable; Name is qualified; Index is not 0
               ///< where another unit can have one of this name, and says whose this is
    Temporary, ///< value of an expression; Index is unique in its unit
    OuterThis, ///< `this` captured by a lambda; Index is the enclosing method's id
  };
  RootKind Root = RootKind::None;
  /// The place denotes the *address* of the path (`&x.m`); Deref cancels it.
  bool AddressOf = false;
  unsigned Index = 0;
  /// The variable or field that the path ends in, in Unit::Objects: tells which declaration `a->stop`
  /// and `b->stop` share. Not part of a place's identity.
  uint32_t Object = NoId;
  Symbol Name; ///< spelling of the root: variable name; empty for This/Return
  AccessPath Path;

  bool isNone() const { return Root == RootKind::None; }
  bool sameRoot(const Place &O) const;
  bool operator==(const Place &O) const;
  bool operator!=(const Place &O) const { return !(*this == O); }
  Place &deref();            ///< append Deref, or cancel AddressOf
  Place &field(Symbol Name); ///< append Field
  Place &index();            ///< append Index
  Place &append(const Projection &P);
  /// True if this is \p Prefix or extends it.
  bool startsWith(const Place &Prefix) const;
  /// The path with its formal root replaced by \p Actual: `*arg0` with arg0 = `&x.m` is `x.m`.
  Place substituted(const Place &Actual) const;
  /// The same for equal places.
  size_t hash() const;
};
static_assert(sizeof(Place) <= 32, "events and effects are made of places");

struct PlaceHash {
  size_t operator()(const Place &P) const { return P.hash(); }
};

/// As the source would spell it: `lock`, `this->mutex_`, `p->q[*].fd`, `&x`.
std::string spelling(const Place &P);
/// The formal paths of models: `arg0`, `*arg1`, `this`, `ret`, `this->name`,
/// `arg0->name`, `arg0.name`, `arg0[*]`, `&arg0`, and `global:NAME`.
std::optional<Place> parseFormalPlace(std::string_view Text);

/// `value op Constant`.  Pointers compare with 0, booleans are 0 and 1.
struct Predicate {
  enum class Op : uint8_t {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    Has,   ///< all bits of Constant are set
    Lacks, ///< some bit of Constant is not
  };
  Op O = Op::EQ;
  int64_t Constant = 0;
  bool operator==(const Predicate &P) const { return O == P.O && Constant == P.Constant; }
};
std::string spelling(const Predicate &P);                       ///< "==0", ">=0", "&64", "!&64"
std::optional<Predicate> parsePredicate(std::string_view Text); ///< also "!=null"
Predicate negated(Predicate P);
/// Some integer satisfies both.
bool compatible(Predicate A, Predicate B);
bool holds(Predicate P, int64_t Value);
/// It can hold for a value that is not constant: only an inequality with a constant can.
bool holdsOfUnknown(Predicate P);

/// A predicate on a place: on a branch edge, on the result of an acquire, or
/// (with a formal place) on a constant argument of a call.
struct Condition {
  Place Subject;
  Predicate Test;
  bool operator==(const Condition &C) const { return Subject == C.Subject && Test == C.Test; }
};

} // namespace asyncsafe

#endif

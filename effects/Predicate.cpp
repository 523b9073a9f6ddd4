//===- Predicate.cpp - Predicates on integers -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "effects/Place.h"

#include <array>
#include <limits>
#include <utility>

namespace asyncsafe {

namespace {

bool isDigit(char C) { return C >= '0' && C <= '9'; }

/// Takes \p Word off the front of \p Text.
bool consume(std::string_view &Text, std::string_view Word) {
  if (Text.substr(0, Word.size()) != Word)
    return false;
  Text.remove_prefix(Word.size());
  return true;
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
  // A value with all of the bits does not lack any of them.
  if (A.O == Predicate::Op::Has && B.O == Predicate::Op::Lacks && holds({A.O, B.Constant}, A.Constant))
    return false;
  Interval I = interval(A), J = interval(B);
  Interval Both = {I.Low > J.Low ? I.Low : J.Low, I.High < J.High ? I.High : J.High};
  if (Both.Low > Both.High)
    return false;
  // An NE removes one integer, which matters if it is the only one; two NEs leave nearly everything.
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

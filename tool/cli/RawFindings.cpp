//===- RawFindings.cpp - Findings of a program, as stored -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/RawFindings.h"

#include "tool/index/Bytes.h"

using namespace asyncsafe;

namespace asyncsafe {

template <class A> static void field(A &Ar, FilePlace &P) {
  fields(Ar, P.File, P.Line, P.Column, P.Begin, P.End);
}
template <class A> static void field(A &Ar, Note &N) { fields(Ar, N.Where, N.Message, N.Function); }
template <class A> static void field(A &Ar, Edit &E) { fields(Ar, E.File, E.Offset, E.Length, E.Text); }
/// An enumerator out of range was not written by asyncsafe, whatever the checksum says.
template <class T> static void enumerator(ByteWriter &Ar, T Value, T) {
  Ar.number(static_cast<uint64_t>(Value));
}
template <class T> static void enumerator(ByteReader &Ar, T &Value, T Last) {
  uint64_t N = Ar.number();
  if (N > static_cast<uint64_t>(Last))
    return Ar.reject();
  Value = static_cast<T>(N);
}
static void field(ByteWriter &Ar, Cause &C) { Ar.text(std::string(spelling(C))); }
static void field(ByteReader &Ar, Cause &C) {
  std::optional<Cause> Read = parseCause(Ar.text());
  if (!Read)
    return Ar.reject();
  C = *Read;
}
template <class A> static void field(A &Ar, Finding &F) {
  fields(Ar, F.Check, F.Where, F.Function, F.Message, F.Consequence, F.Help);
  enumerator(Ar, F.Severity, Level::Error);
  enumerator(Ar, F.Sure, Certainty::Definite);
  fields(Ar, F.Why, F.Notes, F.Fixes, F.FixTitle);
}
template <class A> static void field(A &Ar, RefusedFunction &R) { fields(Ar, R.Function, R.Where, R.Reason); }
template <class A> static void field(A &Ar, RawFindings &Found) {
  fields(Ar, Found.Findings, Found.Hidden, Found.Refused);
}

} // namespace asyncsafe

std::string asyncsafe::bytesOf(const RawFindings &Found) { return encoded(Found); }

std::optional<RawFindings> asyncsafe::readFindings(llvm::StringRef Bytes,
                                                   const std::set<std::string> &Known) {
  RawFindings Found;
  auto IsKnown = [&](const Finding &F) {
    return Known.count(F.Where.File) &&
           llvm::all_of(F.Notes, [&](const Note &N) { return Known.count(N.Where.File); }) &&
           llvm::all_of(F.Fixes, [&](const Edit &E) { return Known.count(E.File); });
  };
  bool Sound =
      decode(Bytes, Found) && llvm::all_of(Found.Findings, IsKnown) && llvm::all_of(Found.Hidden, IsKnown);
  return Sound ? std::optional(std::move(Found)) : std::nullopt;
}

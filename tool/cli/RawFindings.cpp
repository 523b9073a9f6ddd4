//===- RawFindings.cpp - Findings of a program, as stored -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/RawFindings.h"

#include "tool/index/Bytes.h"

using namespace asyncsafe;

namespace asyncsafe {

template <class A> static void field(A &Ar, FilePlace &P) {
  field(Ar, P.File);
  field(Ar, P.Line);
  field(Ar, P.Column);
  field(Ar, P.Begin);
  field(Ar, P.End);
}
template <class A> static void field(A &Ar, Note &N) {
  field(Ar, N.Where);
  field(Ar, N.Message);
  field(Ar, N.Function);
}
template <class A> static void field(A &Ar, Edit &E) {
  field(Ar, E.File);
  field(Ar, E.Offset);
  field(Ar, E.Length);
  field(Ar, E.Text);
}
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
  field(Ar, F.Check);
  field(Ar, F.Where);
  field(Ar, F.Function);
  field(Ar, F.Message);
  field(Ar, F.Consequence);
  field(Ar, F.Help);
  enumerator(Ar, F.Severity, Level::Error);
  enumerator(Ar, F.Sure, Certainty::Definite);
  field(Ar, F.Why);
  field(Ar, F.Notes);
  field(Ar, F.Fixes);
  field(Ar, F.FixTitle);
}
template <class A> static void field(A &Ar, RefusedFunction &R) {
  field(Ar, R.Function);
  field(Ar, R.Where);
  field(Ar, R.Reason);
}

} // namespace asyncsafe

std::string asyncsafe::bytesOf(const RawFindings &Found) {
  RawFindings Copy = Found; // one description serves both directions
  ByteWriter W;
  field(W, Copy.Findings);
  field(W, Copy.Refused);
  return std::move(W.Out);
}

std::optional<RawFindings> asyncsafe::readFindings(llvm::StringRef Bytes,
                                                   const std::set<std::string> &Known) {
  RawFindings Found;
  ByteReader Reader(Bytes);
  field(Reader, Found.Findings);
  field(Reader, Found.Refused);
  bool Sound = Reader.isDone() && llvm::all_of(Found.Findings, [&](const Finding &F) {
                 return Known.count(F.Where.File) &&
                        llvm::all_of(F.Notes, [&](const Note &N) { return Known.count(N.Where.File); }) &&
                        llvm::all_of(F.Fixes, [&](const Edit &E) { return Known.count(E.File); });
               });
  return Sound ? std::optional(std::move(Found)) : std::nullopt;
}

//===- Landings.cpp - Which functions a jump can leave --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Landings.h"

#include "analysis/engine/Paths.h"
#include "analysis/steps/Jumps.h"

namespace asyncsafe {

namespace {

/// What the rows of longjmp() and its like say that their jump goes through: their first argument.
constexpr std::string_view OwnBuffer = "jmp_buf";

std::tuple<FileId, uint32_t, uint32_t> spotOf(const SourceRange &R) { return {R.File, R.Begin, R.End}; }

} // namespace

ObjectId Landings::objectOf(const Place &Buffer) const {
  bool Points = !Buffer.Path.empty() && Buffer.Path.back().K == Projection::Kind::Deref;
  return Points || Named.count(Buffer.Object) ? NoId : Buffer.Object;
}

Landings::Landings(const RunsBelow &Below) : Below(Below), U(Below.calls().unit()) {
  for (const Function &F : U.Functions)
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject().Object != NoId)
        Named.insert(E.subject().Object);
    });
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      if (!E.is(EffectKind::SetJump))
        return;
      if (Buffers.find(F) == Buffers.end())
        Lands.push_back(F);
      Buffers[F].insert(objectOf(E.effect().Subject));
    });
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      if (!E.is(EffectKind::Interrupt) || E.effect().Raises != Source::Jump)
        return;
      const Target To = targetOf(E);
      Jumps[spotOf(E.Expr)].insert(To);
      std::vector<bool> &From = JumpFrom[To];
      From.resize(U.Functions.size());
      From[F] = true;
    });
  for (auto &[To, From] : JumpFrom)
    Below.calls().spreadUp(From);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (Below.live()[F])
      Used.insert(U.Functions[F].Range.File);
}

Landings::Target Landings::targetOf(const Event &Jump) const {
  const std::string &Through = Jump.effect().Why->Type;
  if (Through.empty() || Through == UnwindingJump)
    return {/*OfLibrary=*/true, NoId};
  if (Through != OwnBuffer || Jump.site().Args.empty())
    return {};
  return {/*OfLibrary=*/false, objectOf(Jump.site().Args.front())};
}

bool Landings::isOfOtherPrograms(FunctionId F) const {
  return !Below.live()[F] && !Used.count(U.Functions[F].Range.File);
}

const std::vector<bool> &Landings::calledBelow(const Target &Of) {
  auto [It, New] = Found.try_emplace(Of);
  if (!New)
    return It->second;
  std::vector<FunctionId> Roots;
  UnknownCalls Besides;
  for (FunctionId F : Lands) {
    const std::set<ObjectId> &Fills = Buffers[F];
    if (isOfOtherPrograms(F) || (Of.Buffer != NoId && !Fills.count(Of.Buffer) && !Fills.count(NoId)))
      continue;
    for (const CallEdge &C : Below.calls().callees(F))
      if (C.At->JumpsTo != NoId)
        Roots.push_back(C.To);
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      if (E.JumpsTo != NoId)
        Besides.add(Below.unknownIn(E));
    });
  }
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (U.Functions[F].HasOtherNames || (Of.OfLibrary && Below.calledByPointer()[F]))
      Roots.push_back(F);
  return It->second = Below.spread(std::move(Roots), Besides, RunsBelow::Libraries::All);
}

bool Landings::mayLand(FunctionId F, const ExposedPoint &P) {
  if (isOfOtherPrograms(F) || P.At->JumpsTo != NoId || P.From->Witness == HandlersJump)
    return true;
  auto Spot = Jumps.find(spotOf(P.chain().empty() ? P.At->Expr : P.chain().back().At));
  if (Spot == Jumps.end())
    return true; // not a call that jumps by itself
  std::set<Target> Of = Spot->second;
  for (const auto &[To, From] : JumpFrom)
    if (From[F])
      Of.insert(To);
  for (const Target &To : Of)
    if (calledBelow(To)[F])
      return true;
  return false;
}

} // namespace asyncsafe

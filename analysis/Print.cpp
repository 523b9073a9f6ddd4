//===- Print.cpp - Facts as text ------------------------------------------===//

#include "effects/Print.h"

#include "analysis/Facts.h"
#include "analysis/exposures/Summaries.h"

namespace asyncsafe {

namespace {

std::string position(const SourceRange &R) {
  return R.isValid() ? std::to_string(R.Line) + ":" + std::to_string(R.Column) : "-";
}

std::string_view spelling(ExposureReason R) {
  switch (R) {
  case ExposureReason::LateProtection: return "late protection";
  case ExposureReason::LateUnmask: return "late unmask";
  case ExposureReason::NoProtection: return "no protection";
  case ExposureReason::WrongKind: return "wrong kind of protection";
  case ExposureReason::EndedProtection: return "protection ended";
  }
  return "";
}

std::string_view spelling(Restart R) {
  switch (R) {
  case Restart::No: return "no";
  case Restart::Yes: return "yes";
  case Restart::Unknown: return "unknown";
  }
  return "";
}

} // namespace

std::string print(const UnitFacts &Facts) {
  const Unit &U = *Facts.Of;
  std::string Out;
  Summaries All(U, AnalysisOptions());
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const CalleeEffects &S = All.of(F);
    if (S.Effects.empty())
      continue;
    Out += "summary " + U.Functions[F].Name + "\n";
    for (const Effect &E : S.Effects)
      Out += "  " + print(E) + "\n";
  }
  for (const Exposure &X : Facts.Exposures) {
    Out += "exposure " + X.In->Name + " " + std::string(spelling(X.Resource)) + " " + X.PlaceText +
           " acquired " + position(X.Acquire->Expr) + " " + std::string(spelling(X.Why)) + " " +
           std::string(spelling(X.Sure)) + ": " + std::string(spelling(X.Reason)) + "\n";
    for (const ExposedPoint &P : X.Points)
      Out += "  point " + position(P.At->Expr) + " " + std::string(spelling(P.Why)) + " " +
             std::string(spelling(P.Sure)) + (P.Type.empty() ? "" : " " + P.Type) + "\n";
    for (const Event *R : X.Releases)
      Out += "  release " + position(R->Expr) + "\n";
  }
  for (const HandlerInstall &H : Facts.Handlers)
    Out += "handler " + U.Callees[H.Callee].Name + " for " + (H.Signal ? signalName(*H.Signal) : "?") +
           " restarts " + std::string(spelling(H.Restarts)) + " installed " + U.Functions[H.In].Name + " " +
           position(H.At->Expr) + (H.Handler == NoId ? " no body" : "") + "\n";
  for (const HandlerWrite &W : Facts.HandlerWrites) {
    Out += "write " + U.Objects[W.Object].Name + " " + position(W.At->Expr);
    for (const HandlerRun *R : chainTo(Facts, Facts.HandlerRuns[W.Run]))
      Out += " > " + U.Functions[R->Function].Name;
    if (std::optional<int64_t> Signal = Facts.Handlers[W.Install].Signal)
      Out += " for " + signalName(*Signal);
    Out += "\n";
  }
  for (const Refusal &R : Facts.Refusals)
    Out += "refused " + R.Function + " " + position(R.Range) + ": " + R.Reason + "\n";
  return Out;
}

} // namespace asyncsafe

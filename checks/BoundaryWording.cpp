//===- BoundaryWording.cpp - Wording of findings about unwinding ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/BoundaryWording.h"

namespace asyncsafe {

void addPointNotes(const StruckAt &P, unsigned Others, const Unit &U, Draft &F) {
  Exposure X;
  ExposedPoint Point;
  Point.At = P.At;
  Point.Why = P.Why;
  Point.Sure = P.Sure;
  Point.From.edit().Chain = P.Chain;
  X.Points.push_back(std::move(Point));
  addPointNotes(X, U, F);
  if (Others)
    F.note(*P.At, "and at " + std::to_string(Others) + " more " + (Others == 1 ? "place" : "places"));
}

} // namespace asyncsafe

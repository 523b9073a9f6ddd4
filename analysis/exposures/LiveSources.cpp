//===- LiveSources.cpp - Interrupt sources worth reporting ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/LiveSources.h"

namespace asyncsafe {

LiveSources::LiveSources(const Unit &U, const SourceSelection &Selected) {
  if (!Selected.Auto) {
    for (unsigned I = 0; I < NumSources; ++I)
      Live[I] = Selected.Enabled[I];
  } else {
    // Sources whose points are their own evidence: a call that throws, suspends or jumps does so in any
    // program.
    for (Source S : {Source::Throw, Source::Suspend, Source::Jump})
      Live[static_cast<unsigned>(S)] = true;
    for (const Evidence &E : U.LiveEvidence)
      Live[static_cast<unsigned>(E.Of)] = true;
  }
  // Code compiled without exceptions raises none.
  if (!U.ExceptionsEnabled)
    Live[static_cast<unsigned>(Source::Throw)] = Live[static_cast<unsigned>(Source::Interrupt)] = false;
}

} // namespace asyncsafe

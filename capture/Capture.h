//===- Capture.h - Clang AST to effects graph -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only entry point of stage 1. capture/ is the only folder that includes Clang AST headers (tool/
// includes Clang's drivers); its result contains no Clang types.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_CAPTURE_H
#define ASYNCSAFE_CAPTURE_CAPTURE_H

#include "effects/Graph.h"
#include "models/Models.h"

namespace clang {
class ASTContext;
}

namespace asyncsafe {

struct CaptureOptions {
  /// Recognise classes that only look like a lock (option asyncsafe.InferLocks).
  bool InferLocks = true;
  /// A function with more statements than this is refused, with a reason.
  unsigned MaxStatements = 20000;
};

/// Captures every function definition of the unit outside system headers (including instantiations,
/// lambdas, coroutines and the implicit destructors that they need). A pure function of the AST and the
/// models; keeps no pointer into either. Broken (recovery) and dependent code is refused and listed.
Unit capture(clang::ASTContext &Context, const ModelSet &Models, const CaptureOptions &Options = {});

} // namespace asyncsafe

#endif

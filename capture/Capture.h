//===- Capture.h - Clang AST to effects graph -------------------*- C++ -*-===//
//
// The only entrance to stage 1.  capture/ is the one folder that includes Clang
// AST headers (tool/ includes Clang's drivers); what it returns has no Clang.
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
  /// Recognise classes that merely look like a lock (option asyncsafe.InferLocks).
  bool InferLocks = true;
  /// A function of more statements than this is refused, and said so.
  unsigned MaxStatements = 20000;
};

/// Captures every function definition of the unit that is not in a system header
/// (instantiations, lambdas, coroutines and the implicit destructors they need
/// included).  A pure function of the AST and the models; keeps no pointer into
/// either.  Broken (recovery) and dependent code is refused and listed.
Unit capture(clang::ASTContext &Context, const ModelSet &Models, const CaptureOptions &Options = {});

} // namespace asyncsafe

#endif

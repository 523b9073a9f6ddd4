//===- Compat.h - What differs between LLVM releases ------------*- C++ -*-===//
//
// The only place that asks which LLVM this is.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_TIDY_COMPAT_H
#define ASYNCSAFE_TOOL_TIDY_COMPAT_H

#include "clang/Basic/Version.h"
#include "llvm/Config/llvm-config.h"

#if LLVM_VERSION_MAJOR < 22
#error "asyncsafe builds against LLVM and Clang 22"
#endif

// Until 21 the registry had a header of its own; 22 keeps an empty one, which warns.
#include "clang-tidy/ClangTidyModule.h"

#endif

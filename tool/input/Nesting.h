//===- Nesting.h - How deep untrusted JSON is nested ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_INPUT_NESTING_H
#define ASYNCSAFE_TOOL_INPUT_NESTING_H

#include "llvm/ADT/StringRef.h"

namespace asyncsafe {

/// The JSON \p Text is nested deeper than any valid file or message. LLVM's parser is recursive, so a text
/// of brackets would exhaust the stack.
bool nestsTooDeep(llvm::StringRef Text);

} // namespace asyncsafe

#endif

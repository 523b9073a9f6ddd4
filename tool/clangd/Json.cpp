//===- Json.cpp - Limiting the depth of what the editor sends -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd parses each message of the editor with LLVM's parser, which recurses as deep as the message is
// nested. A message that is too deep is refused as one that is not JSON: clangd logs why, and reads on.
//
//===----------------------------------------------------------------------===//

#include "tool/input/Nesting.h"

#include "llvm/Support/JSON.h"

namespace llvm::json {

#define ASYNCSAFE_PARSE "_ZN4llvm4json5parseENS_9StringRefE"

Expected<Value> realParse(StringRef) asm("__real_" ASYNCSAFE_PARSE);
Expected<Value> wrapParse(StringRef) asm("__wrap_" ASYNCSAFE_PARSE);

Expected<Value> wrapParse(StringRef Text) {
  if (asyncsafe::nestsTooDeep(Text))
    return make_error<ParseError>("nested too deep", /*Line=*/1, /*Column=*/0, /*Offset=*/0);
  return realParse(Text);
}

} // namespace llvm::json

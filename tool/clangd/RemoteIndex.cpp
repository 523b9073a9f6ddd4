//===- RemoteIndex.cpp - No remote index ----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd's remote index needs gRPC. asyncsafe-clangd is built like a clangd without it: a request for a
// remote index finds none, and clangd continues with its own index.
//
//===----------------------------------------------------------------------===//

#include "tool/clangd/Clangd.h"

std::unique_ptr<clang::clangd::SymbolIndex> clang::clangd::remote::getClient(llvm::StringRef,
                                                                             llvm::StringRef) {
  return nullptr;
}

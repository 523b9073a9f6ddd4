//===- RemoteIndex.cpp - No remote index ----------------------------------===//
//
// clangd's remote index needs gRPC.  We are built as a clangd without it is: asked
// for one, it finds none and goes on with its own index.
//
//===----------------------------------------------------------------------===//

#include "tool/clangd/Clangd.h"

std::unique_ptr<clang::clangd::SymbolIndex> clang::clangd::remote::getClient(llvm::StringRef,
                                                                             llvm::StringRef) {
  return nullptr;
}

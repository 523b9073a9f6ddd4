//===- Clangd.h - Declarations of clangd's interface ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Debian ships clangd's archives but not its headers. These declarations match clangd 19 to 22
// (clang-tools-extra/clangd: Transport.h, TidyProvider.h, index/remote/Client.h, tool/ClangdMain.h);
// with another release the link or tests/clangd fails. Functions that are modified are replaced by the
// linker (`--wrap`): those declared as real_… are clangd's own.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLANGD_CLANGD_H
#define ASYNCSAFE_TOOL_CLANGD_CLANGD_H

#include "capture/Compat.h"

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace asyncsafe {
/// The folder with the index of every project; empty if the user has no cache.
std::string indexFolder();

/// Runs none of clangd's checks, only asyncsafe's: the meaning of --clang-tidy=0 here.
void runOurChecksAlone();
} // namespace asyncsafe

namespace clang::clangd {

int clangdMain(int Argc, char *Argv[]);

/// Sends messages to the editor and receives its own.
class Transport {
public:
  virtual ~Transport() = default;
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value Id) = 0;
  virtual void reply(llvm::json::Value Id, llvm::Expected<llvm::json::Value> Result) = 0;
  class MessageHandler {
  public:
    virtual ~MessageHandler() = default;
    virtual bool onNotify(llvm::StringRef Method, llvm::json::Value Params) = 0;
    virtual bool onCall(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value Id) = 0;
    virtual bool onReply(llvm::json::Value Id, llvm::Expected<llvm::json::Value> Result) = 0;
  };
  virtual llvm::Error loop(MessageHandler &) = 0;
};

enum JSONStreamStyle { Standard, Delimited };

using TidyProvider =
    llvm::unique_function<void(tidy::ClangTidyOptions &, /*Filename=*/llvm::StringRef) const>;

class SymbolIndex {
public:
  virtual ~SymbolIndex();
};

namespace remote {
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef Address, llvm::StringRef IndexRoot);
} // namespace remote

} // namespace clang::clangd

#endif

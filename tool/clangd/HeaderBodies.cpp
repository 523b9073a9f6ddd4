//===- HeaderBodies.cpp - Function bodies in the project's headers --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd skips the function bodies of headers. Without them every inline function of the project would
// be an unknown callee, and the editor would report other findings than `asyncsafe check`. So bodies
// outside system headers are parsed; this costs time once per preamble, not with every edit.
//
//===----------------------------------------------------------------------===//

#include "capture/Compat.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclBase.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace clang {

/// clangd's callbacks, but without skipping the bodies.
class WithProjectBodies : public PreambleCallbacks {
public:
  explicit WithProjectBodies(PreambleCallbacks &Inner) : Inner(Inner) {}

  void BeforeExecute(CompilerInstance &CI) override { Inner.BeforeExecute(CI); }
  void AfterExecute(CompilerInstance &CI) override { Inner.AfterExecute(CI); }
  void AfterPCHEmitted(ASTWriter &Writer) override { Inner.AfterPCHEmitted(Writer); }
  void HandleTopLevelDecl(DeclGroupRef Group) override { Inner.HandleTopLevelDecl(Group); }
  std::unique_ptr<PPCallbacks> createPPCallbacks() override { return Inner.createPPCallbacks(); }
  CommentHandler *getCommentHandler() override { return Inner.getCommentHandler(); }
  bool shouldSkipFunctionBody(Decl *D) override {
    const SourceManager &Sources = D->getASTContext().getSourceManager();
    return Sources.isInSystemHeader(Sources.getExpansionLoc(D->getLocation())) &&
           Inner.shouldSkipFunctionBody(D);
  }

private:
  PreambleCallbacks &Inner;
};

using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
using Containers = std::shared_ptr<PCHContainerOperations>;

// The function's name is set by CMake; see there.
#define ASYNCSAFE_BUILD ASYNCSAFE_PREAMBLE_BUILD
using Engine = asyncsafe::compat::SharedEngine;

llvm::ErrorOr<PrecompiledPreamble> realBuild(const CompilerInvocation &, const llvm::MemoryBuffer *,
                                             PreambleBounds, Engine, Files, Containers, bool, llvm::StringRef,
                                             PreambleCallbacks &) asm("__real_" ASYNCSAFE_BUILD);
llvm::ErrorOr<PrecompiledPreamble> wrapBuild(const CompilerInvocation &, const llvm::MemoryBuffer *,
                                             PreambleBounds, Engine, Files, Containers, bool, llvm::StringRef,
                                             PreambleCallbacks &) asm("__wrap_" ASYNCSAFE_BUILD);

/// Clang 22 crashes in a preamble with an unreadable overlay: no consumer receives the error.
static bool overlaysCanBeRead(const CompilerInvocation &Invocation, Files Disk) {
  for (const std::string &File : Invocation.getHeaderSearchOpts().VFSOverlayFiles) {
    auto Text = Disk->getBufferForFile(File);
    auto Ignore = [](const llvm::SMDiagnostic &, void *) {};
    Files Next = Text ? llvm::vfs::getVFSFromYAML(std::move(*Text), Ignore, File, nullptr, Disk) : nullptr;
    if (!Next)
      return false;
    Disk = std::move(Next);
  }
  return true;
}

llvm::ErrorOr<PrecompiledPreamble> wrapBuild(const CompilerInvocation &Invocation,
                                             const llvm::MemoryBuffer *Main, PreambleBounds Bounds,
                                             Engine Diagnostics, Files Disk, Containers Operations,
                                             bool InMemory, llvm::StringRef Storage,
                                             PreambleCallbacks &Callbacks) {
  if (!overlaysCanBeRead(Invocation, Disk))
    return std::make_error_code(std::errc::invalid_argument);
  WithProjectBodies Ours(Callbacks);
  return realBuild(Invocation, Main, Bounds, std::forward<Engine>(Diagnostics), std::move(Disk),
                   std::move(Operations), InMemory, Storage, Ours);
}

} // namespace clang

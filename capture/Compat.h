//===- Compat.h - Differences between LLVM releases -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only place that depends on the LLVM version. Other code uses LLVM 22's interface; this file maps
// it to 19.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_COMPAT_H
#define ASYNCSAFE_CAPTURE_COMPAT_H

#include "llvm/Config/llvm-config.h"

#if LLVM_VERSION_MAJOR != 19 && LLVM_VERSION_MAJOR != 22
#error "asyncsafe builds against LLVM and Clang 22 or 19"
#endif

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/PrettyPrinter.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticAST.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/FrontendOptions.h"
#include "llvm/ADT/STLForwardCompat.h"

#if LLVM_VERSION_MAJOR == 22
#include "clang/Options/Options.h"
#define ASYNCSAFE_OPTION_TABLE "clang/Options/Options.inc"
#else
#include "clang-tidy/ClangTidyModuleRegistry.h" // a part of ClangTidyModule.h later
#include "clang/Driver/Options.h"
#define ASYNCSAFE_OPTION_TABLE "clang/Driver/Options.inc"
#endif

namespace asyncsafe::compat {

#if LLVM_VERSION_MAJOR >= 22

namespace options = clang::options;
inline const llvm::opt::OptTable &driverOptions() { return clang::getDriverOptTable(); }

inline clang::QualType typeOf(const clang::ASTContext &Ast, const clang::TagDecl *Tag) {
  return Ast.getCanonicalTagType(Tag);
}

inline void suppressInlineNamespaces(clang::PrintingPolicy &Policy) {
  Policy.SuppressInlineNamespace =
      llvm::to_underlying(clang::PrintingPolicy::SuppressInlineNamespaceMode::All);
}

inline auto bindingsOf(const clang::DecompositionDecl &D) { return D.flat_bindings(); }

inline std::string assemblyOf(const clang::FileScopeAsmDecl &D) { return D.getAsmString(); }

/// \p E changes its object to a value that no operand gives.
inline bool takesNoValue(const clang::AtomicExpr &E) {
  return E.getOp() == clang::AtomicExpr::AO__atomic_test_and_set ||
         E.getOp() == clang::AtomicExpr::AO__atomic_clear;
}

/// An enumeration value out of range: the note behind the error, and the error itself.
inline constexpr unsigned EnumRangeNote = clang::diag::note_constexpr_unscoped_enum_out_of_range,
                          EnumRangeError = 0;

inline const std::vector<std::string> *removedArguments(const clang::tidy::ClangTidyOptions &Options) {
  return Options.RemovedArgs ? &*Options.RemovedArgs : nullptr;
}

inline void clearMlirArguments(clang::FrontendOptions &Options) { Options.MLIRArgs.clear(); }

/// How a preamble is given its engine.
using SharedEngine = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>;

/// An engine, with the options that it refers to.
class Diagnostics {
public:
  explicit Diagnostics(clang::DiagnosticConsumer &Consumer)
      : Engine(clang::DiagnosticIDs::create(), Options, &Consumer, /*ShouldOwnClient=*/false) {}

private:
  clang::DiagnosticOptions Options;

public:
  clang::DiagnosticsEngine Engine;
  void reportTo(clang::tidy::ClangTidyContext &Context) {
    Context.setDiagnosticsEngine(std::make_unique<clang::DiagnosticOptions>(), &Engine);
  }
};

#else

namespace options {
using namespace clang::driver::options;
// Options that 19 lacks are mapped to the invalid option.
inline constexpr unsigned OPT_fzos_extensions = OPT_INVALID, OPT_fno_zos_extensions = OPT_INVALID,
                          OPT_internal_iframework = OPT_INVALID, OPT_offload_inc = OPT_INVALID,
                          OPT_no_offload_inc = OPT_INVALID;
} // namespace options
inline const llvm::opt::OptTable &driverOptions() { return clang::driver::getDriverOptTable(); }

inline clang::QualType typeOf(const clang::ASTContext &Ast, const clang::TagDecl *Tag) {
  return Ast.getTagDeclType(Tag);
}

inline void suppressInlineNamespaces(clang::PrintingPolicy &Policy) { Policy.SuppressInlineNamespace = true; }

inline auto bindingsOf(const clang::DecompositionDecl &D) { return D.bindings(); }

inline std::string assemblyOf(const clang::FileScopeAsmDecl &D) {
  return D.getAsmString()->getString().str();
}

inline bool takesNoValue(const clang::AtomicExpr &) { return false; } // they are calls of builtins

inline constexpr unsigned EnumRangeNote = 0,
                          EnumRangeError = clang::diag::warn_constexpr_unscoped_enum_out_of_range;

inline const std::vector<std::string> *removedArguments(const clang::tidy::ClangTidyOptions &) {
  return nullptr;
}

inline void clearMlirArguments(clang::FrontendOptions &) {}

using SharedEngine = clang::DiagnosticsEngine &;

class Diagnostics {
public:
  explicit Diagnostics(clang::DiagnosticConsumer &Consumer)
      : Engine(new clang::DiagnosticIDs, new clang::DiagnosticOptions, &Consumer, /*ShouldOwnClient=*/false) {
  }
  clang::DiagnosticsEngine Engine;
  void reportTo(clang::tidy::ClangTidyContext &Context) { Context.setDiagnosticsEngine(&Engine); }
};

#endif

} // namespace asyncsafe::compat

#endif

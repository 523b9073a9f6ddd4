//===- WriteFile.cpp - Files, whole or not at all -------------------------===//

#include "tool/cli/WriteFile.h"

#include "tool/cli/Interrupt.h"
#include "tool/cli/Terminal.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

static ExitCode failed(StringRef File, std::error_code EC) {
  complain(llvm::formatv("{0}: cannot write: {1}", File, EC.message()).str());
  return ExitCode::Usage;
}

static std::error_code writeAll(int Descriptor, StringRef Text) {
  llvm::raw_fd_ostream Out(Descriptor, /*shouldClose=*/true, /*unbuffered=*/true);
  Out << Text;
  Out.close();
  std::error_code EC = Out.error();
  Out.clear_error();
  return EC;
}

ExitCode asyncsafe::writeFileWhole(StringRef File, StringRef Text) {
  DeferInterrupts Deferred;
  fs::file_status Status;
  bool Exists = !fs::status(File, Status);
  int Descriptor;
  if (Exists && !fs::is_regular_file(Status)) {
    if (std::error_code EC = fs::openFileForWrite(File, Descriptor, fs::CD_OpenExisting))
      return failed(File, EC);
    std::error_code EC = writeAll(Descriptor, Text);
    return EC ? failed(File, EC) : ExitCode::Clean;
  }
  // A link stays one: what it leads to is replaced.
  llvm::SmallString<256> Target(File);
  if (Exists && fs::real_path(File, Target))
    Target = File;
  llvm::SmallString<256> Beside;
  if (std::error_code EC = fs::createUniqueFile(Target + ".%%%%%%", Descriptor, Beside, fs::OF_None,
                                                fs::all_read | fs::all_write))
    return failed(File, EC);
  std::error_code EC = writeAll(Descriptor, Text);
  if (!EC && Exists)
    EC = fs::setPermissions(Beside, Status.permissions());
  if (!EC)
    EC = fs::rename(Beside, Target);
  if (!EC)
    return ExitCode::Clean;
  static_cast<void>(fs::remove(Beside));
  return failed(File, EC);
}

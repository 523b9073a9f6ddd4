//===- Landlock.cpp - Restricting writes to folders -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/sandbox/Landlock.h"

#ifdef __linux__

#include <cstdint>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// The numbers and structures of linux/landlock.h, which may be missing or older on the build machine
// than in the running kernel.
namespace {

constexpr long CreateRuleset = 444, AddRule = 445, RestrictSelf = 446;
constexpr unsigned AskVersion = 1, PathBeneath = 1;

enum Right : uint64_t {
  WriteFile = 1u << 1,
  RemoveDir = 1u << 4,
  RemoveFile = 1u << 5,
  MakeChar = 1u << 6,
  MakeDir = 1u << 7,
  MakeReg = 1u << 8,
  MakeSock = 1u << 9,
  MakeFifo = 1u << 10,
  MakeBlock = 1u << 11,
  MakeSym = 1u << 12,
  Refer = 1u << 13,    // since version 2
  Truncate = 1u << 14, // since version 3
};

struct RulesetAttribute {
  uint64_t HandledFs;
};

struct __attribute__((packed)) BeneathAttribute {
  uint64_t Allowed;
  int32_t Parent;
};

/// A file descriptor that is closed at the end.
class Descriptor {
public:
  explicit Descriptor(long Number) : Number(static_cast<int>(Number)) {}
  ~Descriptor() {
    if (Number >= 0)
      close(Number);
  }
  Descriptor(const Descriptor &) = delete;
  int Number;
};

} // namespace

static uint64_t handledRights(long Version) {
  uint64_t Rights = WriteFile | RemoveDir | RemoveFile | MakeChar | MakeDir | MakeReg | MakeSock | MakeFifo |
                    MakeBlock | MakeSym;
  if (Version >= 2)
    Rights |= Refer;
  if (Version >= 3)
    Rights |= Truncate;
  return Rights;
}

static bool allow(int Ruleset, const char *Path, uint64_t Rights) {
  Descriptor Folder(open(Path, O_PATH | O_CLOEXEC));
  struct stat Status;
  if (Folder.Number < 0 || fstat(Folder.Number, &Status) != 0)
    return true; // nothing to write there
  // Devices and sockets are not accepted as outputs.
  Rights &= ~uint64_t(MakeChar | MakeSock | MakeFifo | MakeBlock | MakeSym);
  if (!S_ISDIR(Status.st_mode))
    Rights &= WriteFile | Truncate;
  BeneathAttribute Rule{Rights, Folder.Number};
  return syscall(AddRule, Ruleset, PathBeneath, &Rule, 0) == 0;
}

bool asyncsafe::restrictWrites(const std::vector<std::string> &Folders) {
  long Version = syscall(CreateRuleset, nullptr, 0, AskVersion);
  if (Version < 1)
    return false;
  uint64_t Rights = handledRights(Version);
  RulesetAttribute Attribute{Rights};
  Descriptor Ruleset(syscall(CreateRuleset, &Attribute, sizeof Attribute, 0));
  if (Ruleset.Number < 0 || !allow(Ruleset.Number, "/dev/null", Rights))
    return false;
  for (const std::string &Folder : Folders)
    if (!allow(Ruleset.Number, Folder.c_str(), Rights))
      return false;
  return syscall(RestrictSelf, Ruleset.Number, 0) == 0;
}

#else

bool asyncsafe::restrictWrites(const std::vector<std::string> &) { return false; }

#endif

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a process can do in the sandbox, and what it cannot.  Each question is asked in a
// process of its own, as there is no way out.
#include "tool/sandbox/Sandbox.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <thread>
#include <unistd.h>

using namespace asyncsafe;

namespace {

class Sandbox : public testing::Test {
protected:
  void SetUp() override {
    char Name[] = "/tmp/asyncsafe-sandbox-XXXXXX";
    ASSERT_TRUE(mkdtemp(Name));
    Folder = Name;
    ASSERT_EQ(0, mkdir((Folder + "/open").c_str(), 0700));
    std::ofstream(Folder + "/file") << "precious\n";
    if (!inside({}, [](const SandboxState &S) { return S.NoPrograms; }))
      GTEST_SKIP() << "this kernel has no seccomp filters, or something forbids them";
  }
  void TearDown() override { static_cast<void>(std::system(("rm -rf " + Folder).c_str())); }

  /// What \p Ask says in a process that is in the sandbox.
  static bool inside(const SandboxPolicy &Policy, std::function<bool(const SandboxState &)> Ask) {
    pid_t Child = fork();
    if (Child == 0)
      _exit(Ask(enterSandbox(Policy)) ? 0 : 1);
    int Status = -1;
    waitpid(Child, &Status, 0);
    return WIFEXITED(Status) && WEXITSTATUS(Status) == 0;
  }
  static bool inside(std::function<bool()> Ask) {
    return inside({}, [&](const SandboxState &) { return Ask(); });
  }
  static bool refused(long Result) {
    return Result < 0 && (errno == EPERM || errno == EACCES || errno == ENOSYS);
  }

  std::string path(const char *Name) const { return Folder + "/" + Name; }
  std::string Folder;
};

} // namespace

TEST_F(Sandbox, StartsNoProgram) {
  EXPECT_TRUE(inside([] { return refused(execl("/bin/true", "true", nullptr)); }));
  EXPECT_TRUE(
      inside([] { return refused(syscall(SYS_execveat, AT_FDCWD, "/bin/true", nullptr, nullptr, 0)); }));
  EXPECT_TRUE(inside([] { return refused(fork()); }));
  EXPECT_TRUE(inside([] { return std::system("true") != 0; }));
}

TEST_F(Sandbox, UsesNoNetworkAndNoOtherProcess) {
  EXPECT_TRUE(inside([] { return refused(socket(AF_INET, SOCK_STREAM, 0)); }));
  EXPECT_TRUE(inside([] { return refused(socket(AF_UNIX, SOCK_STREAM, 0)); }));
  EXPECT_TRUE(inside([] { return refused(kill(getppid(), 0)); }));
  EXPECT_TRUE(inside([] { return refused(syscall(SYS_ptrace, 16 /*PTRACE_ATTACH*/, getppid(), 0, 0)); }));
  EXPECT_TRUE(inside([] { return refused(syscall(425 /*io_uring_setup*/, 1, nullptr)); }));
  EXPECT_TRUE(inside([] { return refused(syscall(SYS_tgkill, getppid(), getppid(), 0)); }));
  EXPECT_TRUE(inside([] { return refused(ioctl(0, TIOCSTI, "x")); }));
  EXPECT_TRUE(inside([] { return refused(ioctl(0, TIOCSCTTY, 0)); }));
  EXPECT_TRUE(inside([] {
    siginfo_t Info = {};
    Info.si_code = SI_QUEUE;
    return refused(syscall(SYS_rt_tgsigqueueinfo, getppid(), getppid(), SIGURG, &Info));
  }));
  EXPECT_TRUE(inside([] { return refused(fcntl(0, F_SETOWN, getppid())); }));
  EXPECT_TRUE(inside([] { return refused(setpriority(PRIO_PROCESS, static_cast<id_t>(getppid()), 19)); }));
  EXPECT_TRUE(inside([] { return refused(syscall(SYS_msgget, 0, 0)); }));
  EXPECT_TRUE(inside([] {
    rlimit Limit;
    return refused(prlimit(getppid(), RLIMIT_CORE, nullptr, &Limit)) && getrlimit(RLIMIT_CORE, &Limit) == 0;
  }));
}

TEST_F(Sandbox, WritesNothing) {
  EXPECT_TRUE(inside([&] { return refused(open(path("file").c_str(), O_WRONLY)); }));
  EXPECT_TRUE(inside([&] { return refused(open(path("file").c_str(), O_RDONLY | O_TRUNC)); }));
  EXPECT_TRUE(inside([&] { return refused(open(path("new").c_str(), O_WRONLY | O_CREAT, 0600)); }));
  EXPECT_TRUE(inside([&] { return refused(open(Folder.c_str(), O_TMPFILE | O_RDWR, 0600)); }));
  EXPECT_TRUE(inside([&] { return refused(unlink(path("file").c_str())); }));
  EXPECT_TRUE(inside([&] { return refused(rename(path("file").c_str(), path("moved").c_str())); }));
  EXPECT_TRUE(inside([&] { return refused(mkdir(path("folder").c_str(), 0700)); }));
  EXPECT_TRUE(inside([&] { return refused(symlink("/", path("link").c_str())); }));
  EXPECT_TRUE(inside([&] { return refused(truncate(path("file").c_str(), 0)); }));
  EXPECT_TRUE(inside([&] { return refused(chmod(path("file").c_str(), 0777)); }));
}

TEST_F(Sandbox, StillReadsComputesAndEnds) {
  EXPECT_TRUE(inside([&] {
    char Byte;
    int File = open(path("file").c_str(), O_RDONLY);
    return File >= 0 && read(File, &Byte, 1) == 1 && Byte == 'p';
  }));
  EXPECT_TRUE(inside([] {
    bool Ran = false;
    std::thread([&] { Ran = true; }).join();
    return Ran;
  }));
  EXPECT_TRUE(inside([] {
    std::signal(SIGUSR1, [](int) { _exit(0); });
    raise(SIGUSR1);
    return false;
  }));
}

TEST_F(Sandbox, HoldsForThreads) {
  EXPECT_TRUE(inside([] {
    bool Refused = false;
    std::thread([&] { Refused = refused(execl("/bin/true", "true", nullptr)); }).join();
    return Refused;
  }));
}

TEST_F(Sandbox, WritesBelowTheFoldersThatAreNamed) {
  SandboxPolicy Policy;
  Policy.WritableFolders = {path("open"), path("not-there")};
  if (!inside(Policy, [](const SandboxState &S) { return S.NoWrites; }))
    GTEST_SKIP() << "this kernel has no Landlock";
  auto Inside = [&](std::function<bool()> Ask) {
    return inside(Policy, [&](const SandboxState &) { return Ask(); });
  };
  EXPECT_TRUE(Inside([&] { return open(path("open/new").c_str(), O_RDWR | O_CREAT, 0600) >= 0; }));
  EXPECT_TRUE(Inside([&] { return rename(path("open/new").c_str(), path("open/other").c_str()) == 0; }));
  EXPECT_TRUE(Inside([&] { return unlink(path("open/other").c_str()) == 0; }));
  EXPECT_TRUE(Inside([&] { return mkdir(path("open/folder").c_str(), 0700) == 0; }));
  EXPECT_TRUE(Inside([&] { return refused(open(path("file").c_str(), O_WRONLY)); }));
  EXPECT_TRUE(Inside([&] { return refused(open(path("new").c_str(), O_WRONLY | O_CREAT, 0600)); }));
  EXPECT_TRUE(Inside([&] { return refused(unlink(path("file").c_str())); }));
  // What Landlock does not know, or not that of Linux 6.1.
  EXPECT_TRUE(Inside([&] { return refused(truncate(path("file").c_str(), 0)); }));
  EXPECT_TRUE(Inside([&] { return refused(open(path("file").c_str(), O_RDONLY | O_TRUNC)); }));
  EXPECT_TRUE(Inside([&] { return refused(chmod(path("file").c_str(), 0777)); }));
  EXPECT_TRUE(Inside([&] { return refused(chown(path("file").c_str(), getuid(), getgid())); }));
  EXPECT_TRUE(Inside([&] { return refused(utimensat(AT_FDCWD, path("file").c_str(), nullptr, 0)); }));
  EXPECT_TRUE(Inside([&] { return refused(setxattr(path("file").c_str(), "user.x", "y", 1, 0)); }));
  EXPECT_TRUE(Inside([&] { return refused(mkfifo(path("open/fifo").c_str(), 0600)); }));
  EXPECT_TRUE(Inside([&] { return refused(execl("/bin/true", "true", nullptr)); }));
}

TEST_F(Sandbox, SaysWhatItIs) {
  EXPECT_EQ("starts no program, uses no network, writes nothing but what is asked for",
            describe({/*NoPrograms=*/true, /*NoWrites=*/true, ""}));
  EXPECT_EQ("starts no program, uses no network; this kernel has no Landlock",
            describe({true, false, "this kernel has no Landlock"}));
  EXPECT_EQ("none: --no-sandbox", describe({false, false, "--no-sandbox"}));
}

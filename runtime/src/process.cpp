// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/process.hpp>

#include <asyncsafe/io.hpp>

#include "clock.hpp"
#include "io_operations.hpp"
#include "raw_io.hpp"

#include <algorithm>
#include <climits>
#include <spawn.h>
#include <stdexcept>

namespace asyncsafe::inline v0 {
namespace {

void check(int error, const std::string& what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), "asyncsafe::process: " + what);
}

struct file_actions {
  posix_spawn_file_actions_t actions;
  file_actions() { check(::posix_spawn_file_actions_init(&actions), "posix_spawn"); }
  ~file_actions() { ::posix_spawn_file_actions_destroy(&actions); }
  file_actions(const file_actions&) = delete;
  file_actions& operator=(const file_actions&) = delete;
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const std::string& each : texts) all.push_back(const_cast<char*>(each.c_str()));
  all.push_back(nullptr);
  return all;
}

// In the child a descriptor that is moved first must not be where another one has yet to come from: all are copied
// out of the way, and from there to their places. Copies close when the program begins. A standard descriptor that is closed
// here, as in some daemons, stays closed: -1.
std::vector<int> copies_of(const process_options& options) {
  std::vector<int> all;
  for (const int fd : {options.input, options.output, options.error}) {
    const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (copy < 0 && (errno != EBADF || fd != static_cast<int>(all.size()))) {
      const int error = errno;
      for (const int made : all) detail::raw_close(made);
      check(error, "its standard descriptors");
    }
    all.push_back(copy);
  }
  return all;
}

}  // namespace

process::process(const std::vector<std::string>& arguments, const process_options& options) {
  if (arguments.empty()) throw std::invalid_argument("asyncsafe::process: no program");
  file_actions plan;
  if (!options.directory.empty())
    check(::posix_spawn_file_actions_addchdir_np(&plan.actions, options.directory.c_str()), options.directory);
  const std::vector<char*> argv = pointers(arguments);
  const std::vector<char*> envp = options.environment ? pointers(*options.environment) : std::vector<char*>();
  const std::vector<int> copies = copies_of(options);
  struct close_all {
    const std::vector<int>& fds;
    ~close_all() {
      for (const int fd : fds) detail::raw_close(fd);
    }
  } at_exit{copies};
  for (int place = 0; place < 3; ++place)
    if (const int copy = copies[static_cast<std::size_t>(place)]; copy >= 0)
      check(::posix_spawn_file_actions_adddup2(&plan.actions, copy, place), "posix_spawn");
  check(
      ::posix_spawnp(&id_, argv[0], &plan.actions, nullptr, argv.data(), options.environment ? envp.data() : ::environ),
      arguments[0]);
}

process::process(const std::vector<std::string>& arguments, const process_options& options, std::error_code& error) {
  error.clear();
  try {
    *this = process(arguments, options);
  } catch (const std::system_error& why) {
    error = why.code();
  } catch (const std::invalid_argument&) {
    error = std::make_error_code(std::errc::invalid_argument);
  }
}

process& process::operator=(process&& other) noexcept {
  if (this != &other) {
    end();
    id_ = std::exchange(other.id_, 0);
    status_ = other.status_;
  }
  return *this;
}

process::~process() { end(); }

void process::end() noexcept {
  if (id_ == 0 || status_) return;
  // Somebody else has waited for it (or the kernel, where SIGCHLD is ignored): the id may be another program's by now.
  siginfo_t info{};
  if (detail::raw_call(SYS_waitid, P_PID, id_, &info, WEXITED | WNOHANG | WNOWAIT, nullptr) == -ECHILD) return;
  detail::raw_call(SYS_kill, id_, SIGKILL);
  while (detail::raw_call(SYS_wait4, id_, nullptr, 0, nullptr) == -EINTR) {
  }
}

std::optional<process_status> process::reap(std::error_code* error) {
  if (error != nullptr) error->clear();
  if (status_) return status_;
  siginfo_t info{};
  io::operations::waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED, error);
  if (error != nullptr && *error) return std::nullopt;
  note(info);
  return status_;
}

void process::note(const siginfo_t& info) noexcept {
  status_ = info.si_code == CLD_EXITED ? process_status{info.si_status, 0} : process_status{0, info.si_status};
}

process_status process::wait() { return *reap(nullptr); }

std::optional<process_status> process::wait(std::error_code& error) { return reap(&error); }

std::optional<process_status> process::poll() { return look(nullptr); }

std::optional<process_status> process::look(std::error_code* error) {
  if (status_) return status_;
  siginfo_t info{};
  const long result = detail::raw_call(SYS_waitid, P_PID, id_, &info, WEXITED | WNOHANG, nullptr);
  if (result < 0) {
    if (error == nullptr) check(static_cast<int>(-result), "waitid");
    *error = std::error_code(static_cast<int>(-result), std::generic_category());
  } else if (info.si_pid != 0) {
    note(info);
  }
  return status_;
}

std::optional<process_status> process::wait_until_steady(detail::steady_time deadline, std::error_code* error) {
  if (error != nullptr) error->clear();
  struct descriptor {
    int fd;
    ~descriptor() {
      if (fd >= 0) detail::raw_close(fd);
    }
  };
#if defined(SYS_pidfd_open)
  const descriptor end{status_ ? -1 : static_cast<int>(detail::raw_call(SYS_pidfd_open, id_, 0))};
#else
  const descriptor end{-1};
#endif
  using std::chrono::milliseconds;
  for (milliseconds nap{1};; nap = std::min(nap * 2, milliseconds(16))) {
    if (const auto status = look(error); status || (error != nullptr && *error)) return status;
    const auto left = std::chrono::ceil<milliseconds>(deadline - detail::now());
    if (left <= milliseconds::zero()) return std::nullopt;
    if (end.fd >= 0) {
      pollfd one{end.fd, POLLIN, 0};
      io::operations::poll(&one, 1, static_cast<int>(std::min<long long>(left.count(), INT_MAX)), error);
    } else {  // before Linux 5.3
      io::detail_::sleep_until(detail::now() + std::min(left, nap), error);
    }
    if (error != nullptr && *error) return std::nullopt;
  }
}

void process::send_signal(int number) {
  if (id_ == 0 || poll()) return;
  if (const long result = detail::raw_call(SYS_kill, id_, number); result < 0) check(static_cast<int>(-result), "kill");
}

}  // namespace asyncsafe::inline v0

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "support.hpp"

#include "../src/kernel_signal.hpp"
#include "../src/thread_record.hpp"

#include <cstring>

#if defined(__x86_64__)
// How a handler that was installed past libc returns. The library's own is hidden in its shared form.
extern "C" void asyncsafe_test_restorer();
asm(".text\n\tnop\nasyncsafe_test_restorer:\n\tmovq $15, %rax\n\tsyscall");
#endif

namespace asyncsafe::tests {

int tid_of(const scope_token& token) {
  token.record()->lock.lock();
  const int tid = token.record()->tid;
  token.record()->lock.unlock();
  return tid;
}

namespace {

raw_action as_raw(const detail::kernel_sigaction& action) {
  raw_action raw;
  raw.bytes.resize(sizeof action);
  std::memcpy(raw.bytes.data(), &action, sizeof action);
  return raw;
}

detail::kernel_sigaction as_kernel(const raw_action& raw) {
  detail::kernel_sigaction action;
  std::memcpy(&action, raw.bytes.data(), sizeof action);
  return action;
}

}  // namespace

raw_action current_action(int signal_number) {
  detail::kernel_sigaction found;
  std::memset(&found, 0, sizeof found);
  detail::change_action(signal_number, nullptr, &found);
  return as_raw(found);
}

void set_action(int signal_number, const raw_action& action) {
  const detail::kernel_sigaction wanted = as_kernel(action);
  detail::change_action(signal_number, &wanted, nullptr);
}

namespace {

detail::kernel_sigaction without_handler(int flags) {
  detail::kernel_sigaction made;
  std::memset(&made, 0, sizeof made);
  made.flags = static_cast<unsigned long>(flags);
#if defined(__x86_64__)
  made.flags |= 0x04000000UL;  // SA_RESTORER
  made.restorer = asyncsafe_test_restorer;
#endif
  return made;
}

}  // namespace

raw_action action_of(void (*handler)(int), int flags, std::initializer_list<int> also_blocked) {
  detail::kernel_sigaction made = without_handler(flags);
  made.handler = handler;
  for (const int number : also_blocked) made.mask |= detail::sigset_bit(number);
  return as_raw(made);
}

raw_action action_of(void (*handler)(int, siginfo_t*, void*), int flags) {
  detail::kernel_sigaction made = without_handler(flags | SA_SIGINFO);
  made.action = handler;
  made.mask = ~detail::kernel_sigset{0};
  return as_raw(made);
}

void (*handler_of(const raw_action& action))(int) { return as_kernel(action).handler; }

}  // namespace asyncsafe::tests

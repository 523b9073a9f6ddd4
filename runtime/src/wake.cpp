// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Waking a blocked thread: the reserved signal, its handler, and the barrier that lets the target do without one.
#include "wake.hpp"

#include "die.hpp"
#include "kernel_signal.hpp"
#include "process_wide.hpp"
#include "raw_io.hpp"
#include "sanitizer_hooks.hpp"
#include "self_test.hpp"
#include "stub.hpp"
#include "thread_record.hpp"
#include "watch.hpp"

#include <dlfcn.h>
#include <linux/membarrier.h>
#include <system_error>
#include <ucontext.h>

namespace asyncsafe::inline v0 {
namespace detail {

std::atomic<bool> stub_in_use{false};

namespace {

raw_lock install_lock;
std::atomic<int> reserved_signal{0};  // 0: none yet
std::atomic<int> wanted_signal{0};
std::atomic<bool> installed{false};
std::atomic<bool> have_membarrier{false};
std::atomic<bool> stub_works{false};
std::atomic<bool> forced_fallback{false};

int default_signal() noexcept { return SIGRTMAX - 2; }

auto& program_counter(ucontext_t& context) noexcept {
#if defined(__x86_64__)
  return context.uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return context.uc_mcontext.pc;
#else
#error "the system-call stub is written for x86_64 and aarch64"
#endif
}

std::uintptr_t address(const char* label) noexcept { return reinterpret_cast<std::uintptr_t>(label); }

kernel_sigaction our_action() noexcept {
  return make_action(asyncsafe_interrupt_entry, SA_RESTART | SA_ONSTACK, ~kernel_sigset{0});
}

// Whether it belongs to another copy of this library: one linked into a plugin, say.
bool is_of_another_copy(const kernel_sigaction& action) noexcept {
  constexpr std::size_t mark_length = 16;
  if (action.handler == SIG_DFL || action.handler == SIG_IGN || action.action == asyncsafe_interrupt_entry)
    return false;
  const auto at = reinterpret_cast<std::uintptr_t>(action.action);
  constexpr std::uintptr_t smallest_page = 4096;
  if (at % smallest_page < mark_length) return false;  // what lies before it may not be there; ours is aligned
  const auto* mark = reinterpret_cast<const void*>(at - mark_length);
  return std::memcmp(mark, asyncsafe_interrupt_mark, mark_length) == 0;
}

enum class claimed { yes, by_another_copy };

claimed claim(int signal_number) {
  const kernel_sigaction ours = our_action();
  kernel_sigaction found;
  if (change_action(signal_number, nullptr, &found) != 0)
    throw std::system_error(
        EINVAL, std::generic_category(),
        "asyncsafe: signal " + std::to_string(signal_number) + " cannot be reserved for interrupts");
  if (is_of_another_copy(found)) return claimed::by_another_copy;
  if (found.handler == SIG_DFL) {
    change_action(signal_number, &ours, &found);
    if (is_of_another_copy(found)) {  // it was faster
      change_action(signal_number, &found, nullptr);
      return claimed::by_another_copy;
    }
  }
  if (found.handler != SIG_DFL)
    throw std::system_error(EBUSY, std::generic_category(),
                            "asyncsafe: signal " + std::to_string(signal_number) +
                                ", reserved for interrupts, already has a handler; reserve another with "
                                "asyncsafe::reserve_interrupt_signal before the first interruptible call");
  reserved_signal.store(signal_number, std::memory_order_release);
  return claimed::yes;
}

// Each copy of this library needs a signal of its own: its handler knows its own stub only.
void claim_any() {
  const int wanted = wanted_signal.load(std::memory_order_relaxed);
  int candidate = wanted != 0 ? wanted : default_signal();
  while (claim(candidate) != claimed::yes)
    if (wanted != 0 || --candidate < SIGRTMIN)
      throw std::system_error(EBUSY, std::generic_category(),
                              "asyncsafe: another copy of this library has reserved signal " +
                                  std::to_string(candidate) + " for interrupts");
}

// A handler, a helper thread and the ends of threads are in the object that this code is linked into: it must not be
// unloaded any more. The handle is not given back.
void pin_this_object() noexcept {
  Dl_info here;
  if (::dladdr(reinterpret_cast<void*>(&asyncsafe_interrupt_entry), &here) != 0 && here.dli_fname != nullptr)
    ::dlopen(here.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

}  // namespace

void ensure_wakeable() {
  if (installed.load(std::memory_order_acquire)) return;
  pin_this_object();  // without the lock: it takes the loader's
  install_lock.lock();
  struct unlock {
    ~unlock() { install_lock.unlock(); }
  } unlock_at_exit;
  if (installed.load(std::memory_order_acquire)) return;
  if (may_reserve_signal()) claim_any();
  have_membarrier.store(::syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0,
                        std::memory_order_release);
  stub_works.store(signal_is_reserved() && stub_keeps_its_contract(reserved_signal.load(std::memory_order_relaxed)),
                   std::memory_order_release);
  stub_in_use.store(stub_works.load() && !forced_fallback.load());
  installed.store(true, std::memory_order_release);
}

void lock_installation() noexcept { install_lock.lock(); }
void unlock_installation() noexcept { install_lock.unlock(); }

bool signal_is_reserved() noexcept { return reserved_signal.load(std::memory_order_acquire) != 0; }

void unblock_interrupt_signal() noexcept {
  if (signal_is_reserved()) change_mask(SIG_UNBLOCK, sigset_bit(interrupt_signal()));
}

void force_fallback(bool on) noexcept {
  forced_fallback.store(on);
  stub_in_use.store(stub_works.load() && !on);
}

void check_handler_is_ours() noexcept {
  kernel_sigaction found;
  if (change_action(interrupt_signal(), nullptr, &found) == 0 && found.action != asyncsafe_interrupt_entry)
    die("somebody replaced the handler of signal %d, which is reserved for interrupts; a blocked thread cannot be "
        "woken",
        interrupt_signal());
}

void heavy_barrier() noexcept {
  const int saved = errno;
  if (have_membarrier.load(std::memory_order_relaxed))
    ::syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
  else
    std::atomic_thread_fence(std::memory_order_seq_cst);  // and the re-kick covers what this cannot order
  errno = saved;
}

std::atomic<void (*)()> before_signalling{nullptr};

namespace {
void signal_blocked(thread_block& block, int tid, thread_record& record) noexcept {
  const bool self = &block == &asyncsafe_this_block;
  begin_signalling(record);
  // Looked at now: who clears the bit later sees us, and who cleared it before needs no signal.
  if ((block.pending.load(std::memory_order_seq_cst) & pending_bit::fresh) != 0) {
    // It may have left, its store still on the way. If it looked for us before this barrier, we see that it left; if
    // it looks after it, it sees us, and waits in our code until the signal has struck.
    if (!self) heavy_barrier();
    if (block.blocked.load(std::memory_order_seq_cst) == blocked_in::system_call) {
      if (void (*injected)() = before_signalling.load(std::memory_order_relaxed)) [[unlikely]]
        injected();
      const int number = reserved_signal.load(std::memory_order_relaxed);
      const long sent = signal_thread(tid, number);
      if (sent == 0) return;  // the handler counts us out
      // The queue of signals is full. kill does not mind, and wakes the thread that it names; but another may take the
      // signal in its stead. So nobody waits for it to strike, and the helper thread sends again.
      if (sent == -EAGAIN) ::syscall(SYS_kill, tid, number);
    }
  }
  signal_has_struck(record);
}

std::uint32_t kick_block(thread_block& block, int tid, thread_record& record) noexcept {
  const std::uint32_t blocked = block.blocked.load(std::memory_order_seq_cst);
  switch (blocked) {
    case blocked_in::system_call:
      signal_blocked(block, tid, record);
      break;
    case blocked_in::park:
      unpark(record);
      break;
    case blocked_in::event_wait: {
      raise_event(record.event_fd.load());
      break;
    }
    default:
      break;
  }
  return blocked;
}
}  // namespace

bool kick(thread_record& record) noexcept {
  return record.block != nullptr && kick_block(*record.block, record.tid, record) != blocked_in::nothing;
}

bool wakes_are_ordered() noexcept { return have_membarrier.load(std::memory_order_relaxed); }

std::uint32_t wake_block(thread_block& block, int tid, thread_record& record) noexcept {
  raise_watches(record);
  const std::uint32_t blocked = kick_block(block, tid, record);
  if (blocked != blocked_in::nothing || &block == &asyncsafe_this_block) return blocked;
  heavy_barrier();
  return kick_block(block, tid, record);
}

void notify_block(thread_block& block, int tid, thread_record& record, std::uint32_t bits) noexcept {
  block.pending.fetch_or(bits | pending_bit::fresh, std::memory_order_seq_cst);
  wake_block(block, tid, record);
}

}  // namespace detail

int interrupt_signal() noexcept {
  const int reserved = detail::reserved_signal.load(std::memory_order_acquire);
  if (reserved != 0) return reserved;
  if (!detail::may_reserve_signal()) return 0;
  const int wanted = detail::wanted_signal.load(std::memory_order_relaxed);
  return wanted != 0 ? wanted : detail::default_signal();
}

void reserve_interrupt_signal(int signal_number) {
  if (signal_number < SIGRTMIN || signal_number > SIGRTMAX)
    throw std::system_error(EINVAL, std::generic_category(),
                            "asyncsafe: signal " + std::to_string(signal_number) + " is not a real-time signal");
  if (!detail::may_reserve_signal())
    throw std::system_error(std::make_error_code(std::errc::operation_not_supported),
                            "asyncsafe: the interrupt signal has been ruled out by asyncsafe::configure");
  if (detail::installed.load(std::memory_order_acquire)) {
    if (interrupt_signal() == signal_number) return;
    throw std::system_error(
        EBUSY, std::generic_category(),
        "asyncsafe: signal " + std::to_string(interrupt_signal()) + " is reserved for interrupts already");
  }
  detail::wanted_signal.store(signal_number, std::memory_order_relaxed);
  detail::ensure_wakeable();
}

}  // namespace asyncsafe::inline v0

// Jumped to by asyncsafe_interrupt_entry.
extern "C" ASYNCSAFE_HANDLER void asyncsafe_on_interrupt_signal(int signal_number, siginfo_t*, void* raw) {
  using namespace asyncsafe::detail;
  thread_block& block = asyncsafe_this_block;
  if (thread_record* record = block.record.load(std::memory_order_relaxed)) signal_has_struck(*record);
  if (block.blocked.load(std::memory_order_relaxed) != blocked_in::system_call) return;
  if ((block.pending.load(std::memory_order_relaxed) & pending_bit::fresh) == 0) return;
  auto& context = *static_cast<ucontext_t*>(raw);
  const auto pc = static_cast<std::uintptr_t>(program_counter(context));
  if (pc >= address(asyncsafe_stub_begin) && pc < address(asyncsafe_stub_end)) {
    program_counter(context) = static_cast<long long>(address(asyncsafe_stub_cancel));
    return;
  }
  if (pc >= address(asyncsafe_stub_end) && pc < address(asyncsafe_stub_last)) return;  // the result stands
  // Another handler runs on top of the stub. Stay pending until it returns: then the kernel delivers us with the
  // stub's own PC.
  ::sigaddset(&context.uc_sigmask, signal_number);
  thread_record* record = block.record.load(std::memory_order_relaxed);
  if (record != nullptr) begin_signalling(*record);
  if (signal_self(signal_number) != 0 && record != nullptr) signal_has_struck(*record);  // the helper sends again
}

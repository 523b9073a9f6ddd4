#include <asyncsafe/stop.hpp>

#include "die.hpp"
#include "helper_thread.hpp"
#include "kernel_signal.hpp"
#include "settle.hpp"
#include "thread_record.hpp"

namespace asyncsafe {

bool detail::thread_record::stop_wanted() const noexcept {
  for (const stop_scope* scope = innermost_stop; scope != nullptr; scope = scope->outer_)
    if (scope->token_.stop_requested()) return true;
  return false;
}

namespace {

void announce_stop(detail::thread_record& record, std::uint64_t generation) noexcept {
  detail::wake_target target;
  record.lock.lock();
  if (record.generation == generation)
    target = detail::announce(record, detail::pending_bit::stop, std::chrono::steady_clock::now());
  record.lock.unlock();
  if (target.block == nullptr) return;
  detail::wake_announced(record, target);
  detail::look_after_if_helped(record);  // it runs since there are stop scopes: here no thread may be started
}

// Registering a callback takes a lock of the standard library. A handler on top of that, on this thread, that requests
// the stop would wait for it without end. What the processor raises by itself is left open: to block that kills.
class no_handlers {
 public:
  no_handlers() noexcept {
    detail::kernel_sigset all = ~detail::kernel_sigset{0};
    for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT}) all &= ~detail::sigset_bit(number);
    found_ = detail::change_mask(SIG_BLOCK, all);
  }
  ~no_handlers() { detail::change_mask(SIG_SETMASK, found_); }
  no_handlers(const no_handlers&) = delete;
  no_handlers& operator=(const no_handlers&) = delete;

 private:
  detail::kernel_sigset found_;
};

}  // namespace

// May run in a signal handler: std::stop_source::request_stop does, if that is where it is called.
void stop_scope::notify::operator()() const noexcept {
  detail::thread_block& here = asyncsafe_this_block;
  if (here.locks.load(std::memory_order_relaxed) == 0) {
    announce_stop(*owner.record(), owner.generation());
    return;
  }
  owner.record()->stop_left_over.store(owner.generation(), std::memory_order_seq_cst);
  here.left_over.store(true, std::memory_order_relaxed);
}

void detail::finish_what_handlers_left() noexcept {
  asyncsafe_this_block.left_over.store(false, std::memory_order_relaxed);
  for (thread_record* record = known_records(); record != nullptr; record = record->next_known)
    if (const std::uint64_t generation = record->stop_left_over.exchange(0)) announce_stop(*record, generation);
}

stop_scope::stop_scope(std::stop_token token) : token_(std::move(token)) {
  detail::thread_record& self = detail::this_record();
  if (token_.stop_possible()) detail::start_helper_thread();
  self.lock.lock();
  outer_ = self.innermost_stop;
  self.innermost_stop = this;
  self.lock.unlock();
  // After the scope is in place: the callback may run at once.
  const no_handlers whole;
  callback_.emplace(token_, notify{this_thread::token()});
}

stop_scope::~stop_scope() {
  {
    const no_handlers whole;
    callback_.reset();  // waits for one that runs
  }
  detail::thread_record* self = asyncsafe_this_block.record.load(std::memory_order_relaxed);
  if (self == nullptr || self->innermost_stop != this)
    detail::die("stop_scopes ended in the wrong order, or on another thread than they began on");
  self->lock.lock();
  self->innermost_stop = outer_;
  detail::refresh_pending(*self);
  self->lock.unlock();
}

}  // namespace asyncsafe

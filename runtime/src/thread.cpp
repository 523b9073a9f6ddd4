// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/thread.hpp>

#include <asyncsafe/stop.hpp>

#include "die.hpp"
#include "raw_io.hpp"
#include "thread_start.hpp"
#include "wait_queue.hpp"

#include <algorithm>
#include <climits>
#include <cxxabi.h>
#include <pthread.h>
#include <system_error>
#include <unistd.h>

namespace asyncsafe::inline v0::detail {

struct thread_start {
  thread_body body;
  std::string name;
  std::stop_source stop;
  masking_state inherited = masking_state::unmasked;
  thread_record* record = nullptr;
  scope_token token;
  std::exception_ptr error;  // written before `ended`
  std::atomic<bool> ended{false};
  std::atomic<thread_record*> joiner{nullptr};
  pthread_t system_thread{};  // not joined yet while somebody holds this by a `thread`
};

namespace {

void run(const std::shared_ptr<thread_start>& start) {
  adopt_record(*start->record);
  asyncsafe_this_block.mask.store(static_cast<std::uintptr_t>(start->inherited), std::memory_order_relaxed);
  try {
    stop_scope scope(start->stop.get_token());
    start->body();
  } catch (const interrupted&) {
    // How a thread that was asked to stop ends.
  } catch (const abi::__forced_unwind&) {
    throw;
  } catch (...) {
    start->error = std::current_exception();
  }
  start->body = nullptr;
}

void announce_end(thread_start& start) noexcept {
  start.ended.store(true, std::memory_order_seq_cst);
  if (thread_record* joiner = start.joiner.load(std::memory_order_seq_cst)) unpark(*joiner);
}

// A POSIX cancellation of the caller must not act in it: a joined thread is never left half joined.
void join_ended(thread_start& start) {
  const no_cancellation whole;
  ::pthread_join(start.system_thread, nullptr);
}

}  // namespace

void thread_start_deleter::operator()(thread_start* start) const noexcept { delete start; }

namespace {

void* thread_main(void* raw) {
  const std::unique_ptr<std::shared_ptr<thread_start>> start(static_cast<std::shared_ptr<thread_start>*>(raw));
  struct at_end {
    thread_start& start;
    ~at_end() { announce_end(start); }  // under pthread_cancel, too
  } end{**start};
  if (!(*start)->name.empty()) ::pthread_setname_np(::pthread_self(), (*start)->name.c_str());
  run(*start);
  return nullptr;
}

struct system_attributes {
  explicit system_attributes(const thread_attributes& wanted) {
    ::pthread_attr_init(&value);
    if (wanted.stack_size == 0) return;
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t least = std::max(wanted.stack_size, static_cast<std::size_t>(PTHREAD_STACK_MIN));
    ::pthread_attr_setstacksize(&value, (least + page - 1) / page * page);
  }
  ~system_attributes() { ::pthread_attr_destroy(&value); }
  system_attributes(const system_attributes&) = delete;
  system_attributes& operator=(const system_attributes&) = delete;
  pthread_attr_t value;
};

}  // namespace

std::shared_ptr<thread_start> start_thread(thread_body body, std::stop_source stop,
                                           const thread_attributes& attributes) {
  auto start = std::shared_ptr<thread_start>(new thread_start, thread_start_deleter());
  start->body = std::move(body);
  start->name = attributes.name.substr(0, 15);
  start->stop = std::move(stop);
  start->inherited = current_masking_state();
  const system_attributes made(attributes);
  auto handed = std::make_unique<std::shared_ptr<thread_start>>(start);
  start->record = &reserve_record();
  start->token = scope_token(start->record, start->record->generation, 0);
  if (const int error = ::pthread_create(&start->system_thread, &made.value, thread_main, handed.get())) {
    abandon_record(*start->record);
    throw std::system_error(error, std::generic_category(), "asyncsafe::thread");
  }
  handed.release();  // the thread's now
  return start;
}

scope_token token_of(const std::shared_ptr<thread_start>& start) noexcept { return start->token; }

namespace {
bool refuse_join(std::errc why, std::error_code* error) {
  if (error == nullptr) throw std::system_error(std::make_error_code(why), "asyncsafe::thread::join");
  *error = std::make_error_code(why);
  return false;
}
}  // namespace

bool join_thread(std::shared_ptr<thread_start>& start, std::error_code* error_code) {
  if (!start) return refuse_join(std::errc::invalid_argument, error_code);
  thread_record& self = this_record();
  if (start->token == this_thread::token()) return refuse_join(std::errc::resource_deadlock_would_occur, error_code);
  if (interrupted_at_entry(error_code)) return false;
  start->joiner.store(&self, std::memory_order_seq_cst);
  while (wait_until(self, [&] { return start->ended.load(std::memory_order_seq_cst); }, nullptr,
                    how_for(error_code)) != wait_status::ready)
    if (std::exception_ptr interrupt = take(point::blocking, how_for(error_code)))
      return report(std::move(interrupt), error_code);
  join_ended(*start);
  const std::exception_ptr error = start->error;
  start.reset();
  if (error) std::rethrow_exception(error);
  return true;
}

bool joined_if_gone(std::shared_ptr<thread_start>& start) noexcept {
  const no_cancellation whole;
  if (::pthread_tryjoin_np(start->system_thread, nullptr) != 0) return false;
  start.reset();
  return true;
}

void finish_thread(std::shared_ptr<thread_start>& start) noexcept {
  join_ended(*start);
  if (start->error) {
    try {
      std::rethrow_exception(start->error);
    } catch (const std::exception& e) {
      die("an asyncsafe::thread that nobody joined ended by an exception: %s", e.what());
    } catch (...) {
      die("an asyncsafe::thread that nobody joined ended by an exception");
    }
  }
  start.reset();
}

}  // namespace asyncsafe::detail

#include <asyncsafe/thread.hpp>

#include <asyncsafe/stop.hpp>

#include "die.hpp"
#include "raw_io.hpp"
#include "waiting.hpp"

#include <cxxabi.h>
#include <system_error>
#include <thread>

namespace asyncsafe::detail {

struct thread_start {
  thread_body body;
  std::stop_source stop;
  masking_state inherited = masking_state::unmasked;
  thread_record* record = nullptr;
  scope_token token;
  std::exception_ptr error;  // written before `ended`
  std::atomic<bool> ended{false};
  std::atomic<thread_record*> joiner{nullptr};
  std::thread system_thread;
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
  start.system_thread.join();
}

}  // namespace

void thread_start_deleter::operator()(thread_start* start) const noexcept { delete start; }

std::shared_ptr<thread_start> start_thread(thread_body body, std::stop_source stop) {
  auto start = std::shared_ptr<thread_start>(new thread_start, thread_start_deleter());
  start->body = std::move(body);
  start->stop = std::move(stop);
  start->inherited = current_masking_state();
  start->record = &reserve_record();
  start->token = scope_token(start->record, start->record->generation, 0);
  try {
    start->system_thread = std::thread([start] {
      struct at_end {
        thread_start& start;
        ~at_end() { announce_end(start); }  // under pthread_cancel, too
      } end{*start};
      run(start);
    });
  } catch (...) {
    abandon_record(*start->record);
    throw;
  }
  return start;
}

scope_token token_of(const std::shared_ptr<thread_start>& start) noexcept { return start->token; }

void join_thread(std::shared_ptr<thread_start>& start) {
  if (!start)
    throw std::system_error(std::make_error_code(std::errc::invalid_argument), "asyncsafe::thread::join: not joinable");
  thread_record& self = this_record();
  if (start->token == this_thread::token())
    throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur), "asyncsafe::thread::join");
  if (anything_pending()) take_and_throw(point::checkpoint);
  start->joiner.store(&self, std::memory_order_seq_cst);
  while (wait_until(self, [&] { return start->ended.load(std::memory_order_seq_cst); }, nullptr,
                    how_delivered::by_throwing) != wait_status::ready)
    take_and_throw(point::blocking);
  join_ended(*start);
  const std::exception_ptr error = start->error;
  start.reset();
  if (error) std::rethrow_exception(error);
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

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/task_group.hpp>

#include <asyncsafe/bracket.hpp>
#include <asyncsafe/stop.hpp>

#include "raw_io.hpp"
#include "thread_start.hpp"
#include "unwind_guard.hpp"
#include "wait_queue.hpp"

#include <atomic>
#include <cxxabi.h>
#include <list>
#include <mutex>
#include <string>

namespace asyncsafe::inline v0 {
namespace {

std::string describe(const std::vector<std::exception_ptr>& errors) {
  std::string text = std::to_string(errors.size()) + (errors.size() == 1 ? " child" : " children") + " failed:";
  for (const auto& error : errors) {
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& e) {
      text += std::string(" [") + e.what() + "]";
    } catch (const interrupted& i) {
      text += std::string(" [") + i.what() + "]";
    } catch (...) {
      text += " [an exception of unknown type]";
    }
  }
  return text;
}

}  // namespace

exception_group::exception_group(std::vector<std::exception_ptr> errors)
    : errors_(std::make_shared<const std::vector<std::exception_ptr>>(std::move(errors))),
      text_(std::make_shared<const std::string>(describe(*errors_))) {}
exception_group::~exception_group() = default;
const char* exception_group::what() const noexcept { return text_->c_str(); }

// A child that ends joins those that are gone already and waits for none: a chain in which each waits for the one before
// grows on a machine that is slower to end threads than to start them. Who spawns waits instead, when too many are about to
// end or not joined. So a group that lasts (the nursery of an accept loop) grows with the children that live, not
// with those that have lived.
struct task_group::state {
  using child_list = std::list<std::shared_ptr<detail::thread_start>>;
  static constexpr std::size_t most_left = 16;

  std::mutex mutex;
  child_list children;                 // that live
  child_list ended;                    // not joined yet
  std::atomic<std::size_t> ending{0};  // between their body and `ended`
  std::vector<std::exception_ptr> errors;
  std::stop_source stop;
  detail::wait_queue joiners;
  std::atomic<std::size_t> alive{0};

  void run(const std::function<void()>& body) {
    try {
      stop_scope scope(stop.get_token());
      body();
    } catch (const stop_requested& end) {
      if (!stop.stop_requested())
        fail(std::current_exception());
      else if (end.attached())
        fail(end.attached());  // of a release that failed on the way
    } catch (const abi::__forced_unwind&) {
      throw;
    } catch (...) {
      fail(std::current_exception());
    }
  }

  void fail(std::exception_ptr e) {
    {
      std::lock_guard hold(mutex);
      errors.push_back(std::move(e));
    }
    stop.request_stop();
  }

  // On the child's own thread, its body over. Once the lock is given back the group may be gone.
  void end(child_list::iterator child) noexcept {
    ending.fetch_add(1);
    std::lock_guard hold(mutex);
    ended.remove_if([](auto& each) { return detail::joined_if_gone(each); });
    ended.splice(ended.end(), children, child);
    ending.fetch_sub(1);
    if (alive.fetch_sub(1) == 1) tell_joiners();
  }

  static void join_each(child_list& of) noexcept {
    for (auto& each : of) detail::finish_thread(each);
  }

  // Before another child is started.
  void join_surplus() noexcept {
    while (ending.load() > most_left) detail::raw_sleep(50'000);
    child_list surplus;
    {
      std::lock_guard hold(mutex);
      if (ended.size() > most_left) surplus.swap(ended);
    }
    join_each(surplus);
  }

  void tell_joiners() noexcept {
    for (;;) {
      const detail::queue_guard guard(joiners);
      detail::thread_record* next = detail::serve_first(joiners);
      if (next == nullptr) return;
      detail::unpark(*next);
    }
  }

  // Interruptibly, unless the caller masks that. Children may spawn while we wait. An interrupt that is reported in `error`
  // ends it.
  void join_all(std::error_code* error) {
    while (!await_none(error))
      if (error != nullptr && *error) return;
    child_list last;
    {
      std::lock_guard hold(mutex);
      last.swap(ended);
    }
    join_each(last);
  }

  bool await_none(std::error_code* error) {
    if (detail::interrupted_at_entry(error)) return false;
    detail::wait_node node;
    node.waiter = &detail::this_record();
    {
      const detail::queue_guard guard(joiners);
      if (alive.load() == 0) return true;
      detail::enqueue(joiners, node);
    }
    std::exception_ptr interrupt;
    detail::wait_in(joiners, node, nullptr, detail::how_for(error), interrupt);
    if (interrupt) return detail::report(std::move(interrupt), error);
    return false;  // look again: a child may have been spawned since
  }

  std::exception_ptr collect_errors() {
    std::lock_guard hold(mutex);
    if (errors.empty()) return nullptr;
    return std::make_exception_ptr(exception_group(std::exchange(errors, {})));
  }
};

bool detail::stack_unwinds() noexcept { return std::uncaught_exceptions() > 0 || thread_is_exiting(); }

task_group::task_group() : state_(std::make_shared<state>()) {}

scope_token task_group::spawn_body(std::function<void()> body, const thread_attributes& attributes) {
  state& group = *state_;
  group.join_surplus();
  // Held until the child's place is filled: a child that has ended waits for that.
  std::lock_guard hold(group.mutex);
  const auto child = group.children.emplace(group.children.end());
  group.alive.fetch_add(1);
  try {
    // The group outlives its children, so they need not own it.
    *child = detail::start_thread(
        [&group, child, body = std::move(body)] {
          struct at_end {  // under pthread_cancel, too
            state& group;
            state::child_list::iterator child;
            ~at_end() { group.end(child); }
          } end{group, child};
          group.run(body);
        },
        std::stop_source(std::nostopstate), attributes);
  } catch (...) {
    group.alive.fetch_sub(1);
    group.children.erase(child);
    throw;
  }
  return detail::token_of(*child);
}

void task_group::cancel() noexcept { state_->stop.request_stop(); }
bool task_group::cancelled() const noexcept { return state_->stop.stop_requested(); }

void task_group::join() { join_either(nullptr); }
bool task_group::join(std::error_code& error) { return join_either(&error); }

bool task_group::join_either(std::error_code* error) {
  auto wait = [&] { state_->join_all(error); };
  auto cancel_and_wait = [&] {
    cancel();
    uninterruptible_mask([&] { state_->join_all(nullptr); });
  };
  std::exception_ptr interrupt = detail::catch_all(wait, cancel_and_wait);
  const bool reported = error != nullptr && *error;
  if (reported) interrupt = last_interrupt();
  if (interrupt) {
    auto nothing = [] {};
    detail::catch_all(cancel_and_wait, nothing);
  }
  std::exception_ptr failure = detail::outranking(std::move(interrupt), state_->collect_errors());
  if (reported) return false;
  if (failure) std::rethrow_exception(std::move(failure));
  return true;
}

task_group::~task_group() noexcept(false) {
  if (!detail::stack_unwinds()) {
    join();
    return;
  }
  cancel();
  uninterruptible_mask([&] { state_->join_all(nullptr); });
  if (std::exception_ptr errors = state_->collect_errors()) detail::this_record().suppressed = std::move(errors);
}

}  // namespace asyncsafe::inline v0

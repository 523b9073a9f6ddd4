#include <asyncsafe/task_group.hpp>

#include <asyncsafe/bracket.hpp>
#include <asyncsafe/stop.hpp>

#include "unwind_guard.hpp"
#include "waiting.hpp"

#include <cxxabi.h>
#include <list>
#include <mutex>
#include <string>

namespace asyncsafe {
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

struct task_group::state {
  std::mutex mutex;
  std::list<thread> children;
  std::vector<std::exception_ptr> errors;
  std::stop_source stop;

  void run(const std::function<void()>& body) {
    try {
      stop_scope scope(stop.get_token());
      body();
    } catch (const stop_requested&) {
      if (!stop.stop_requested()) fail(std::current_exception());
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

  // Interruptibly, unless the caller masks that. Children may spawn while we wait.
  void join_all() {
    for (;;) {
      thread* next = nullptr;
      {
        std::lock_guard hold(mutex);
        if (children.empty()) return;
        next = &children.front();
      }
      next->join();
      std::lock_guard hold(mutex);
      children.pop_front();
    }
  }

  std::exception_ptr collect_errors() {
    std::lock_guard hold(mutex);
    if (errors.empty()) return nullptr;
    return std::make_exception_ptr(exception_group(std::exchange(errors, {})));
  }
};

task_group::task_group() : state_(std::make_shared<state>()) {}

scope_token task_group::spawn_body(std::function<void()> body) {
  state& group = *state_;
  std::lock_guard hold(group.mutex);
  // The group outlives its children, so they need not own it.
  group.children.push_back(thread([&group, body = std::move(body)] { group.run(body); }));
  return group.children.back().token();
}

void task_group::cancel() noexcept { state_->stop.request_stop(); }
bool task_group::cancelled() const noexcept { return state_->stop.stop_requested(); }

void task_group::join() {
  auto wait = [&] { state_->join_all(); };
  auto cancel_and_wait = [&] {
    cancel();
    uninterruptible_mask([&] { state_->join_all(); });
  };
  std::exception_ptr interrupt = detail::catch_all(wait, cancel_and_wait);
  if (interrupt) {
    auto nothing = [] {};
    detail::catch_all(cancel_and_wait, nothing);
  }
  std::exception_ptr failure = detail::outranking(std::move(interrupt), state_->collect_errors());
  if (failure) std::rethrow_exception(std::move(failure));
}

task_group::~task_group() noexcept(false) {
  if (std::uncaught_exceptions() == 0 && !detail::thread_is_exiting()) {
    join();
    return;
  }
  cancel();
  uninterruptible_mask([&] { state_->join_all(); });
  if (std::exception_ptr errors = state_->collect_errors()) detail::this_record().suppressed = std::move(errors);
}

}  // namespace asyncsafe

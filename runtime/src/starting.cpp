// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// task_group::start(): a child that says when it is ready.
#include <cxxabi.h>

#include <asyncsafe/stop.hpp>
#include <asyncsafe/task_group.hpp>
#include <stdexcept>

#include "catch_all.hpp"
#include "wait_queue.hpp"

namespace asyncsafe::inline v0::detail {

struct starting::state {
  enum class stage { under_way, started, failed };
  wait_queue starter;  // its lock guards the rest
  stage now = stage::under_way;
  std::exception_ptr error;
  std::stop_source stop;  // for a starter that was interrupted

  // \return whether it was under way.
  bool leave(stage next, std::exception_ptr why) noexcept {
    const queue_guard guard(starter);
    if (now != stage::under_way) return false;
    now = next;
    error = std::move(why);
    if (thread_record* waiter = serve_first(starter)) unpark(*waiter);
    return true;
  }

  bool await(how_delivered how, std::exception_ptr& interrupt) {
    wait_node node;
    node.waiter = &this_record();
    {
      const queue_guard guard(starter);
      if (now != stage::under_way) return true;
      enqueue(starter, node);
    }
    return wait_in(starter, node, nullptr, how, interrupt) == queue_outcome::served;
  }

  bool wait(std::error_code* reported) {
    std::exception_ptr interrupt;
    while (!interrupt && !await(how_for(reported), interrupt)) {
    }
    if (interrupt) {
      stop.request_stop();
      std::exception_ptr none;
      while (!await(how_delivered::not_at_all, none)) {
      }
      return report(std::move(interrupt), reported);
    }
    if (error) std::rethrow_exception(error);
    return true;
  }
};

starting::starting() : state_(std::make_unique<state>()) {}
starting::~starting() = default;

void starting::set_started() {
  if (!state_->leave(state::stage::started, nullptr))
    throw std::logic_error("asyncsafe::task_status: started() was called already");
}

void starting::run(const std::function<void()>& body) {
  std::exception_ptr error;
  try {
    stop_scope scope(state_->stop.get_token());
    body();
  } catch (const abi::__forced_unwind&) {
    state_->leave(state::stage::failed,
                  std::make_exception_ptr(std::runtime_error("asyncsafe: the child was cancelled")));
    throw;
  } catch (const level_stop& end) {
    // A plain one: the starter must not take it for the end of a scope of its own.
    error = std::make_exception_ptr(stop_requested(end));
  } catch (...) {
    error = std::current_exception();
  }
  if (!error) {
    state_->leave(state::stage::failed, std::make_exception_ptr(std::logic_error(
                                            "asyncsafe::task_group::start: the child returned without started()")));
  } else if (!state_->leave(state::stage::failed, error)) {
    std::rethrow_exception(std::move(error));  // it had started: the group's concern
  }
}

void starting::wait() { state_->wait(nullptr); }
bool starting::wait(std::error_code& error) {
  error.clear();
  return state_->wait(&error);
}

}  // namespace asyncsafe::inline v0::detail

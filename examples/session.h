// A client's session: a coroutine that is destroyed when the client goes away.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

class Session {
public:
  struct promise_type {
    Session get_return_object() { return Session(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() { std::terminate(); }
  };

  Session(Session &&other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  Session(const Session &) = delete;
  ~Session() {
    if (frame_)
      frame_.destroy(); // wherever it is suspended
  }
  void resume() { frame_.resume(); }

private:
  explicit Session(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
  std::coroutine_handle<promise_type> frame_;
};

/// Suspends until the client has sent something.
struct Readable {
  int fd;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

Session serve(int client, const char *log);
Session serveOwned(int client, const char *log);

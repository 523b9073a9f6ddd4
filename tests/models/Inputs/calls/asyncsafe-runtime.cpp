// Calls everything in models/asyncsafe-runtime.json, with the runtime's own headers.
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/c_api.h>
#include <asyncsafe/channel.hpp>
#include <asyncsafe/checkpoint.hpp>
#include <asyncsafe/coroutine.hpp>
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/posix_cancel.hpp>
#include <asyncsafe/process.hpp>
#include <asyncsafe/process_wide.hpp>
#include <asyncsafe/resolve.hpp>
#include <asyncsafe/shared_mutex.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/stats.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/task_group.hpp>
#include <asyncsafe/thread.hpp>
#include <asyncsafe/watch.hpp>
#include <asyncsafe/worker_pool.hpp>

using namespace asyncsafe;
using namespace std::chrono_literals;
void body();
bool is_done();

void masks() {
  checkpoint(); allow_interrupt(); interrupt_pending();
  mask(body); uninterruptible_mask(body); interruptible(body);
  { mask_guard a; uninterruptible_mask_guard b; b.restore(body); b.leave(); basic_mask_guard<masking_state::masked> c; }
  mask([](restore_function restore) { restore(body); });
  unmask_function()(body);
  bracket(body, body, body); bracket_on_error(body, body, body); finally(body, body); on_exception(body, body);
  cancel_guard guard;
  awaitable_checkpoint().await_resume();
}

void interrupts(scope_token token, ticket t, thread &th, std::thread &other, prepared_interrupt &pi, interrupt_watch &iw,
                interrupt_stop_source &is, std::error_code &error) {
  throw_to(token, 1); throw_to_for(token, 1, 2s); throw_to(token, 1, error); throw_to_for(token, 1, 2s, error); post_to(token, 1);
  t.wait(); t.wait(error); t.revoke(); this_thread::token(); reserve_interrupt_signal(60); set_watchdog(1s, nullptr);
  thread made(body); thread named(thread_attributes(), body); th.join(); th.join(error); join(other); join(other, error);
  thread::spawn(body); thread::spawn(thread_attributes(), body); thread::spawn_with_unmask([](unmask_function) {});
  pi.post(); pi.revoke(); iw.fd(); iw.clear(); iw.deliverable(); is.get_token(); is.stop_requested();
  configure({}); configuration();
}

void operations(void *p, timespec ts, sigset_t set, std::error_code &e) {
  io::read(0, p, 1); io::read(0, p, 1, e); io::write(0, p, 1); io::write(0, p, 1, e); io::read_full(0, p, 1); io::read_full(0, p, 1, e);
  io::write_all(0, p, 1); io::write_all(0, p, 1, e); io::readv(0, nullptr, 1); io::readv(0, nullptr, 1, e); io::writev(0, nullptr, 1);
  io::writev(0, nullptr, 1, e); io::accept(0); io::accept(0, e); io::accept(0, nullptr, nullptr, e); io::connect(0, nullptr, 0);
  io::connect(0, nullptr, 0, e); io::recv(0, p, 1); io::recv(0, p, 1, e); io::recv(0, p, 1, 0, e); io::send(0, p, 1); io::send(0, p, 1, e);
  io::send(0, p, 1, 0, e); io::recvmsg(0, nullptr); io::recvmsg(0, nullptr, e); io::recvmsg(0, nullptr, 0, e); io::sendmsg(0, nullptr);
  io::sendmsg(0, nullptr, e); io::sendmsg(0, nullptr, 0, e); io::poll(nullptr, 0, 0); io::poll(nullptr, 0, 0, e);
  io::epoll_wait(0, nullptr, 1, 0); io::epoll_wait(0, nullptr, 1, 0, e); io::select(0, nullptr, nullptr, nullptr, nullptr);
  io::select(0, nullptr, nullptr, nullptr, nullptr, e); io::flock(0, 1); io::flock(0, 1, e); io::lock_file(0); io::lock_file(0, e);
  io::lock_file(0, 1, 0, 0, e); io::waitid(P_ALL, 0, nullptr, 0); io::waitid(P_ALL, 0, nullptr, 0, e); io::nanosleep(ts);
  io::nanosleep(ts, e); io::nanosleep(ts, nullptr, e); io::sigwait(set); io::sigwait(set, e); io::sleep_for(1s); io::sleep_for(1s, e);
  io::sleep_until(std::chrono::steady_clock::now()); io::sleep_until(std::chrono::steady_clock::now(), e);
  io::close(io::open("x", 0)); io::open("x", 0, e); io::open("x", 0, 0, e); io::close(0, e);
  io::pread(0, p, 1, 0); io::pread(0, p, 1, 0, e); io::pwrite(0, p, 1, 0); io::pwrite(0, p, 1, 0, e); io::sendfile(0, 1, nullptr, 1);
  io::sendfile(0, 1, nullptr, 1, e); io::splice(0, nullptr, 1, nullptr, 1); io::splice(0, nullptr, 1, nullptr, 1, 0, e);
  io::getrandom(p, 1); io::getrandom(p, 1, 0, e); io::resolve("x", "y"); io::resolve("x", "y", nullptr, e);
  io::syscall(1); io::syscall(e, 1);
}

void locks(interruptible_mutex &m, interruptible_shared_mutex &s, interruptible_condition_variable &c,
           std::unique_lock<interruptible_mutex> &l, std::error_code &e) {
  auto t = std::chrono::steady_clock::now();
  m.lock(); m.unlock(); if (m.lock(e)) m.unlock(); if (m.try_lock()) m.unlock();
  if (m.try_lock_for(1s)) m.unlock(); if (m.try_lock_for(1s, e)) m.unlock(); if (m.try_lock_until(t)) m.unlock(); if (m.try_lock_until(t, e)) m.unlock();
  s.lock(); s.unlock(); if (s.lock(e)) s.unlock(); if (s.try_lock()) s.unlock();
  if (s.try_lock_for(1s)) s.unlock(); if (s.try_lock_for(1s, e)) s.unlock(); if (s.try_lock_until(t)) s.unlock(); if (s.try_lock_until(t, e)) s.unlock();
  s.lock_shared(); s.unlock_shared(); if (s.lock_shared(e)) s.unlock_shared(); if (s.try_lock_shared()) s.unlock_shared();
  if (s.try_lock_shared_for(1s)) s.unlock_shared(); if (s.try_lock_shared_for(1s, e)) s.unlock_shared();
  if (s.try_lock_shared_until(t)) s.unlock_shared(); if (s.try_lock_shared_until(t, e)) s.unlock_shared();
  c.wait(l); c.wait(l, e); c.wait(l, is_done); c.wait(l, is_done, e); c.wait_for(l, 1s); c.wait_for(l, 1s, e); c.wait_for(l, 1s, is_done);
  c.wait_for(l, 1s, is_done, e); c.wait_until(l, t); c.wait_until(l, t, e); c.wait_until(l, t, is_done); c.wait_until(l, t, is_done, e);
  c.notify_one(); c.notify_all();
}

void parts(semaphore &s, latch &l, interruptible_barrier &b, once_flag &once, channel<int> &ch, task_group &g, task_status<void> &st,
           worker_pool &wp, pool_task<void> &pt, cancel_scope &cs, process &pr, std::error_code &e) {
  auto t = std::chrono::steady_clock::now();
  s.acquire(); s.release(); if (s.acquire(e)) s.release(); if (s.try_acquire()) s.release(); if (s.try_acquire_for(1s)) s.release();
  if (s.try_acquire_for(1s, e)) s.release(); if (s.try_acquire_until(t)) s.release(); if (s.try_acquire_until(t, e)) s.release();
  l.wait(); l.wait(e); l.wait_for(1s); l.wait_for(1s, e); l.arrive_and_wait(); if (!l.arrive_and_wait(1, e)) return; l.count_down(); b.arrive_and_wait(); b.arrive_and_wait(e);
  call_once(once, body); call_once(once, body, e);
  ch.send(1); ch.send(1, e); ch.try_send_for(1, 2s); ch.try_send(1); ch.receive(); ch.receive(e); ch.try_receive_for(1s); ch.try_send_for(1, 2s, e); ch.try_receive_for(1s, e); ch.try_receive(); ch.close();
  g.spawn(body); g.spawn(thread_attributes(), body); g.start([](task_status<void> &) {}); g.start(thread_attributes(), [](task_status<void> &) {}); g.join(); static_cast<void>(g.start([](task_status<void> &) {}, e)); static_cast<void>(g.start(thread_attributes(), [](task_status<void> &) {}, e)); g.join(e);
  st.started(); st.take(); wp.submit(body); wp.submit(body, e); wp.post(body); wp.post(body, e); wp.join(); wp.join(e); pt.wait(); pt.wait(e); pt.wait_for(1s); pt.wait_for(1s, e); pt.get(); static_cast<void>(pt.get(e)); pt.cancel();
  move_on_after(1s, body); move_on_at(t, body); fail_after(1s, body); fail_at(t, body); run_cancellable(body); cs.cancel(); cs.set_deadline(t);
  pr.wait(); pr.wait(e); pr.wait_for(1s); pr.wait_for(1s, e); process with_error({}, {}, e); pr.poll(); pr.send_signal(1);
}

void signals(signal_receiver &r, keyboard_interrupt_scope &k, std::error_code &e) {
  r.next(); r.next(e); r.next_info(); r.next_info(e); r.try_next(); r.try_next_info(); r.wake_fd(); ++r.begin(); deferred_signals::is_pending(1);
  k.protect(body); run_main(body);
}

void in_c() {
  asyncsafe_mask_enter(0); asyncsafe_uninterruptible_mask_enter(0); asyncsafe_checkpoint(); asyncsafe_mask_leave(0);
  asyncsafe_interrupt(0, 1); asyncsafe_post_interrupt(0); asyncsafe_close(asyncsafe_open("x", 0, 0)); asyncsafe_accept(0, 0, 0); asyncsafe_connect(0, 0, 0);
  asyncsafe_read(0, 0, 0); asyncsafe_write(0, 0, 0); asyncsafe_read_full(0, 0, 0, 0); asyncsafe_write_all(0, 0, 0, 0); asyncsafe_recv(0, 0, 0, 0);
  asyncsafe_send(0, 0, 0, 0); asyncsafe_poll(0, 0, 0); asyncsafe_waitid(P_ALL, 0, 0, 0); asyncsafe_nanosleep(0, 0);
}

// Calls everything in models/asyncsafe-runtime.json.  The runtime is a project
// of its own: here its names stand without bodies.
#include <cstddef>
#include <system_error>

namespace asyncsafe {
void checkpoint();
void allow_interrupt();
bool interrupt_pending() noexcept;
template <class F> void mask(F);
template <class F> void uninterruptible_mask(F);
template <class F> void interruptible(F);
struct restore_function { template <class G> void operator()(G) const; };
struct unmask_function { template <class G> void operator()(G) const; };
template <int> struct basic_mask_guard { basic_mask_guard(); ~basic_mask_guard() noexcept(false); template <class G> void restore(G) const; void leave(); };
struct mask_guard { mask_guard(); ~mask_guard() noexcept(false); };
struct uninterruptible_mask_guard { uninterruptible_mask_guard(); ~uninterruptible_mask_guard() noexcept(false); };
template <class A, class R, class U> void bracket(A, R, U);
template <class A, class R, class U> void bracket_on_error(A, R, U);
template <class B, class C> void finally(B, C);
template <class B, class C> void on_exception(B, C);
struct token {};
struct ticket { bool revoke() noexcept; void wait(); };
template <class E> int throw_to(token, E);
template <class E> int throw_to_for(token, E, int);
template <class E> ticket post_to(token, E);
struct thread {
  template <class F> explicit thread(F);
  ~thread();
  void join();
  template <class F> static thread spawn(F);
  template <class F> static thread spawn_with_unmask(F);
};
template <class T> void join(T &);
namespace io {
long read(int), write(int), read_full(int), write_all(int), readv(int), writev(int), connect(int), recv(int), send(int), recvmsg(int), sendmsg(int),
    poll(int, int, int), epoll_wait(int, int, int, int), select(int, int, int, int, int), flock(int), lock_file(int), waitid(int, int, int, int),
    nanosleep(int), sleep_for(int), sleep_until(int), sigwait(int);
int accept(int), open(const char *, int), close(int);
long pread(int), pwrite(int), sendfile(int), splice(int), getrandom(int), resolve(const char *, const char *);
unsigned long read(int, void *, unsigned long, std::error_code &), write(int, const void *, unsigned long, std::error_code &);
} // namespace io
long syscall(long);
struct interruptible_mutex { void lock(); bool try_lock() noexcept; void unlock() noexcept; };
struct interruptible_condition_variable {
  void wait(int), wait(int, int), wait_for(int, int), wait_for(int, int, int), wait_until(int, int), wait_until(int, int, int), notify_one(), notify_all();
};
struct semaphore { void acquire(), release(); };
struct latch { void wait(), arrive_and_wait(), count_down(); };
struct signal_receiver { int next(); int next_info(); };
struct task_group { template <class F> void spawn(F); template <class F> void start(F); void join(); };
struct channel { void send(int), receive(), try_send_for(int, int), try_receive_for(int), close() noexcept; };
struct interruptible_shared_mutex { void lock(), lock_shared(), unlock() noexcept, unlock_shared() noexcept; };
struct interruptible_barrier { void arrive_and_wait(); };
template <class F> void call_once(int &, F);
struct pool_task { void wait(), get(); bool cancel() noexcept; };
struct worker_pool { template <class F> void submit(F); template <class F> void post(F); void join(); };
template <class F> void move_on_after(int, F);
template <class F> void move_on_at(int, F);
template <class F> void fail_after(int, F);
template <class F> void fail_at(int, F);
template <class F> void run_cancellable(F);
struct cancel_scope { void cancel() noexcept; };
struct prepared_interrupt { bool post() const noexcept, revoke() noexcept; };
struct interrupt_watch { int fd() const noexcept; void clear() noexcept; bool deliverable() const noexcept; };
struct interrupt_stop_source { int get_token() const noexcept; bool stop_requested() const noexcept; };
struct awaitable_checkpoint { void await_resume() const; };
struct cancel_on_stop { int slot() const; };
struct process { int wait(); int wait(int &); int wait_for(int), poll(); void send_signal(int); };
int run_loop(void *), run_loop(void *, int), stop_token_of(int);
void configure(int);
int configuration() noexcept;
struct cancel_guard { cancel_guard(); ~cancel_guard(); };
void check_signals();
} // namespace asyncsafe
extern "C" {
void asyncsafe_mask_enter(void *), asyncsafe_uninterruptible_mask_enter(void *), asyncsafe_mask_leave(void *);
int asyncsafe_checkpoint(), asyncsafe_interrupt(const void *, long), asyncsafe_post_interrupt(const void *), asyncsafe_open(const char *, int, int), asyncsafe_close(int),
    asyncsafe_accept(int, void *, void *), asyncsafe_connect(int, void *, int), asyncsafe_read(int, void *, int), asyncsafe_write(int, void *, int),
    asyncsafe_read_full(int, void *, int, void *), asyncsafe_write_all(int, void *, int, void *), asyncsafe_recv(int, void *, int, int),
    asyncsafe_send(int, void *, int, int), asyncsafe_poll(void *, int, int), asyncsafe_waitid(int, int, void *, int), asyncsafe_nanosleep(void *, void *);
}

using namespace asyncsafe;
void body();

void all(ticket t, thread &th, interruptible_mutex &m, interruptible_condition_variable &c, semaphore &s, latch &l, signal_receiver &r, task_group &g, cancel_scope &cs, channel &ch, interruptible_shared_mutex &sm, interruptible_barrier &ba, pool_task &pt, worker_pool &wp,
         prepared_interrupt &pi, interrupt_watch &iw, interrupt_stop_source &is, awaitable_checkpoint &ac, cancel_on_stop &co, process &pr) {
  checkpoint(); allow_interrupt(); interrupt_pending();
  mask(body); uninterruptible_mask(body); interruptible(body);
  { mask_guard a; uninterruptible_mask_guard b; basic_mask_guard<1> d; d.restore(body); d.leave(); }
  restore_function()(body); unmask_function()(body);
  bracket(body, body, body); bracket_on_error(body, body, body); finally(body, body); on_exception(body, body);
  throw_to(token(), 1); throw_to_for(token(), 1, 2); post_to(token(), 1); t.wait(); t.revoke();
  thread made(body); th.join(); join(th); thread::spawn(body); thread::spawn_with_unmask(body);
  std::error_code failed;
  io::read(0, nullptr, 0, failed); io::write(0, nullptr, 0, failed);
  io::read(0); io::write(0); io::read_full(0); io::write_all(0); io::readv(0); io::writev(0); io::accept(0); io::connect(0); io::recv(0); io::send(0);
  io::recvmsg(0); io::sendmsg(0); io::poll(0, 0, 0); io::epoll_wait(0, 0, 0, 0); io::select(0, 0, 0, 0, 0); io::flock(0); io::lock_file(0); io::waitid(0, 0, 0, 0); io::nanosleep(0);
  io::sleep_for(0); io::sleep_until(0); io::sigwait(0); io::close(io::open("x", 0)); asyncsafe::syscall(1);
  m.lock(); m.unlock(); if (m.try_lock()) m.unlock();
  c.wait(0); c.wait(0, 1); c.wait_for(0, 1); c.wait_for(0, 1, 2); c.wait_until(0, 1); c.wait_until(0, 1, 2); c.notify_one(); c.notify_all();
  s.acquire(); s.release(); l.wait(); l.arrive_and_wait(); l.count_down(); r.next(); r.next_info(); g.spawn(body); g.join();
  move_on_after(1, body); move_on_at(1, body); fail_after(1, body); fail_at(1, body); run_cancellable(body); cs.cancel();
  ch.send(1); ch.receive(); ch.try_send_for(1, 2); ch.try_receive_for(1); ch.close();
  sm.lock(); sm.unlock(); sm.lock_shared(); sm.unlock_shared(); ba.arrive_and_wait();
  int once = 0; call_once(once, body); pt.wait(); pt.get(); pt.cancel(); wp.submit(body); wp.post(body); wp.join(); g.start(body);
  io::pread(0); io::pwrite(0); io::sendfile(0); io::splice(0); io::getrandom(0);
  pi.post(); pi.revoke(); iw.fd(); iw.clear(); iw.deliverable(); is.get_token(); is.stop_requested(); ac.await_resume();
  run_loop(0); run_loop(0, 1); co.slot(); stop_token_of(1); io::resolve("x", "y"); configure(1); configuration();
  int e = 0; pr.wait(); pr.wait(e); pr.wait_for(1); pr.poll(); pr.send_signal(1);
  cancel_guard guard; check_signals();
  asyncsafe_mask_enter(0); asyncsafe_uninterruptible_mask_enter(0); asyncsafe_checkpoint(); asyncsafe_mask_leave(0);
  asyncsafe_interrupt(0, 1); asyncsafe_post_interrupt(0); asyncsafe_close(asyncsafe_open("x", 0, 0)); asyncsafe_accept(0, 0, 0); asyncsafe_connect(0, 0, 0);
  asyncsafe_read(0, 0, 0); asyncsafe_write(0, 0, 0); asyncsafe_read_full(0, 0, 0, 0); asyncsafe_write_all(0, 0, 0, 0); asyncsafe_recv(0, 0, 0, 0);
  asyncsafe_send(0, 0, 0, 0); asyncsafe_poll(0, 0, 0); asyncsafe_waitid(0, 0, 0, 0); asyncsafe_nanosleep(0, 0);
}

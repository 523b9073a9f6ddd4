// Calls what models/stdcxx.json says of libc++, whose classes themselves have
// methods that libstdc++ inherits, and of what is newer than the headers here:
// stand-ins without a header.
namespace std {
inline namespace __1 {
template <class T> struct shared_ptr {
  void reset();
  template <class U> void reset(U *);
  void swap(shared_ptr &);
  T *get() const;
  long use_count() const;
  bool unique() const;
  explicit operator bool() const;
  T &operator*() const;
  T *operator->() const;
};
template <class T> struct weak_ptr {
  bool expired() const;
  void reset();
};
template <class T> struct future {
  void wait(), wait_for(int), wait_until(int);
};
template <class T> struct atomic_ref {
  T load(), exchange(T), fetch_add(T), fetch_sub(T), operator=(T), operator+=(T), operator-=(T);
  operator T();
  void store(T), wait(T), notify_one(), notify_all();
  bool compare_exchange_strong(T &, T), compare_exchange_weak(T &, T), is_lock_free();
};
struct atomic_flag;
bool atomic_flag_test(atomic_flag *), atomic_flag_test_explicit(atomic_flag *, int);
template <class... T> void print(const char *, T...);
template <class... T> void println(const char *, T...);
template <class... T> int format(const char *, T...);
template <class T> struct shared_future {
  void wait(), wait_for(int), wait_until(int);
};
} // namespace __1
} // namespace std

void all(std::shared_ptr<int> p, std::weak_ptr<int> w, std::future<int> f, std::shared_future<int> s, int *raw) {
  p.reset(); p.reset(raw); p.swap(p); p.get(); p.use_count(); p.unique(); if (p) *p; p.operator->(); w.expired(); w.reset();
  f.wait(); f.wait_for(1); f.wait_until(1); s.wait(); s.wait_for(1); s.wait_until(1);
}

void references(std::atomic_ref<int> a, std::atomic_flag *f, int n) {
  a.load(); (void)static_cast<int>(a); a.store(1); a = 1; a.exchange(1); a.compare_exchange_strong(n, 1); a.compare_exchange_weak(n, 1);
  a.wait(1); a.notify_one(); a.notify_all(); a.is_lock_free(); a.fetch_add(1); a.fetch_sub(1); a += 1; a -= 1;
  std::atomic_flag_test(f); std::atomic_flag_test_explicit(f, 0); std::print("a"); std::println("a"); std::format("a");
}

// Calls what models/stdcxx.json says of libc++, whose classes themselves have
// methods that libstdc++ inherits: stand-ins without a header.
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
template <class T> struct shared_future {
  void wait(), wait_for(int), wait_until(int);
};
} // namespace __1
} // namespace std

void all(std::shared_ptr<int> p, std::weak_ptr<int> w, std::future<int> f, std::shared_future<int> s, int *raw) {
  p.reset(); p.reset(raw); p.swap(p); p.get(); p.use_count(); p.unique(); if (p) *p; p.operator->(); w.expired(); w.reset();
  f.wait(); f.wait_for(1); f.wait_until(1); s.wait(); s.wait_for(1); s.wait_until(1);
}

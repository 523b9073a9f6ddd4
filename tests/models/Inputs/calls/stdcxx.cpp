// Calls everything in models/stdcxx.json.
#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <barrier>
#include <bit>
#include <bitset>
#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <cstdlib>
#include <deque>
#include <expected>
#include <filesystem>
#include <forward_list>
#include <fstream>
#include <functional>
#include <future>
#include <iomanip>
#include <iostream>
#include <latch>
#include <list>
#include <locale>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <queue>
#include <random>
#include <regex>
#include <semaphore>
#include <set>
#include <shared_mutex>
#include <span>
#include <sstream>
#include <stack>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

const std::chrono::seconds For(1);
const std::chrono::steady_clock::time_point Until;

void mutexes(std::mutex &m, std::recursive_mutex &r, std::timed_mutex &t, std::recursive_timed_mutex &rt, std::shared_mutex &s,
             std::shared_timed_mutex &st) {
  m.lock(); m.try_lock(); m.unlock(); r.lock(); r.try_lock(); r.unlock();
  t.lock(); t.try_lock(); t.try_lock_for(For); t.try_lock_until(Until); t.unlock();
  rt.lock(); rt.try_lock(); rt.try_lock_for(For); rt.try_lock_until(Until); rt.unlock();
  s.lock(); s.try_lock(); s.unlock(); s.lock_shared(); s.try_lock_shared(); s.unlock_shared();
  st.lock(); st.try_lock(); st.try_lock_for(For); st.try_lock_until(Until); st.unlock(); st.lock_shared(); st.try_lock_shared();
  st.try_lock_shared_for(For); st.try_lock_shared_until(Until); st.unlock_shared();
}

void guards(std::timed_mutex &m, std::timed_mutex &n, std::shared_timed_mutex &s) {
  std::lock_guard<std::timed_mutex> a(m), b(m, std::adopt_lock);
  using U = std::unique_lock<std::timed_mutex>;
  U c, d(m), e(std::move(d)), f(m, std::defer_lock), g(m, std::adopt_lock), h(m, std::try_to_lock), i(m, For), j(m, Until);
  c = std::move(e);
  c.lock(); c.try_lock(); c.try_lock_for(For); c.try_lock_until(Until); c.unlock(); c.swap(d); c.owns_lock(); c.mutex();
  if (c) c.release();
  std::scoped_lock<> k;
  std::scoped_lock l(m, n), o(std::adopt_lock, m, n);
  using S = std::shared_lock<std::shared_timed_mutex>;
  S p, q(s), r(std::move(q)), t(s, std::defer_lock), u(s, std::adopt_lock), v(s, std::try_to_lock), w(s, For);
  p = std::move(r);
  p.lock(); p.try_lock(); p.try_lock_for(For); p.try_lock_until(Until); p.unlock(); p.swap(q); p.owns_lock(); p.mutex();
  if (p) p.release();
  std::lock(m, n); std::try_lock(m, n); std::lock(c, d); std::lock(c, d, e); std::try_lock(c, d);
}

void semaphores(std::counting_semaphore<3> &s, std::latch &l, std::barrier<> &b) {
  s.acquire(); s.try_acquire(); s.try_acquire_for(For); s.try_acquire_until(Until); s.release();
  l.wait(); l.arrive_and_wait(); b.arrive_and_wait();
}

void unique(int *raw) {
  std::unique_ptr<int> a, b(nullptr), c(std::move(a)), d(raw);
  std::unique_ptr<FILE, int (*)(FILE *)> e(fopen("x", "r"), fclose);
  b = std::move(c); b = nullptr; b.reset(); b.reset(raw); b.swap(c); b.get(); b.get_deleter(); *b = 1; b.operator->();
  if (b) raw = b.release();
  std::unique_ptr<int[]> v(new int[3]); v[1] = 2;
  std::make_unique_for_overwrite<int>();
}

void shared(int *raw, std::unique_ptr<int> u, std::weak_ptr<int> w) {
  using P = std::shared_ptr<int>;
  P a, b(nullptr), c(b), d(raw), e(raw, std::default_delete<int>()), f(std::move(u)), g(w), h(b, raw);
  a = b; a.reset(); a.reset(raw); a.swap(b); a.get(); *a; a.operator->(); a.use_count(); if (a) w.lock(); w.expired(); w.reset();
  std::static_pointer_cast<int>(a); std::const_pointer_cast<int>(a); std::reinterpret_pointer_cast<int>(a);
  struct B { virtual ~B(); }; std::dynamic_pointer_cast<B>(std::shared_ptr<B>());
}

void body();
void body_with_stop(std::stop_token);
bool ready();
void threads() {
  std::thread a, b(body), c(std::move(b));
  a = std::move(c); a.swap(b); a.join(); a.detach(); a.joinable(); a.get_id(); a.native_handle();
  std::jthread d, e(body_with_stop), f(std::move(e));
  d = std::move(f); d.swap(e); d.join(); d.detach(); d.joinable(); d.get_id(); d.native_handle(); d.request_stop(); d.get_stop_token(); d.get_stop_source();
  std::this_thread::sleep_for(For); std::this_thread::sleep_until(Until); std::this_thread::yield(); std::this_thread::get_id();
}

void waits(std::condition_variable &c, std::condition_variable_any &y, std::unique_lock<std::mutex> &l, std::stop_token t) {
  c.wait(l); y.wait(l); c.wait(l, ready); y.wait(l, ready); y.wait(l, t, ready);
  c.wait_for(l, For); c.wait_until(l, Until); y.wait_for(l, For); y.wait_until(l, Until);
  c.wait_for(l, For, ready); c.wait_until(l, Until, ready); y.wait_for(l, For, ready); y.wait_until(l, Until, ready);
  y.wait_for(l, t, For, ready); y.wait_until(l, t, Until, ready);
  c.notify_one(); c.notify_all(); y.notify_one(); y.notify_all();
  std::notify_all_at_thread_exit(c, std::move(l));
}

void futures(std::future<int> f, std::shared_future<int> s, std::promise<int> p, std::packaged_task<void()> t, std::once_flag &once) {
  f.get(); f.wait(); f.wait_for(For); f.wait_until(Until); s.get(); s.wait(); s.wait_for(For); s.wait_until(Until);
  (void)std::async(body); (void)std::async(std::launch::async, body); t(); p.set_value(1); p.set_exception(nullptr);
  std::call_once(once, body);
}

std::suspend_never never();

int throwing(std::vector<int> v, std::deque<int> d, std::array<int, 3> a, std::string s, std::string_view sv, std::map<int, int> m,
             std::unordered_map<int, int> um, std::bitset<8> b, std::optional<int> o, std::expected<int, int> x, std::variant<int, char> var,
             std::any any, std::function<void()> f, std::move_only_function<void()> mf, std::exception_ptr e, std::nested_exception n) {
  v.at(0); d.at(0); a.at(0); s.at(0); sv.at(0); m.at(0); um.at(0);
  b.test(1); b.set(1); b.reset(1); b.flip(1); b.to_ulong(); b.to_ullong();
  std::stoi(s); std::stol(s); std::stoul(s); std::stoll(s); std::stoull(s); std::stof(s); std::stod(s); std::stold(s);
  o.value(); x.value(); std::get<0>(var); std::get<0>(std::tuple<int>(1)); std::get_if<0>(&var); std::visit([](auto) {}, var);
  std::any_cast<int>(any); std::any_cast<int>(&any); f(); mf(); std::ref(body)();
  std::regex r, r2("a"), r3(r); r.assign("b");
  std::locale l("C"), l2(l); std::random_device rd; rd();
  std::rethrow_if_nested(std::bad_alloc()); n.rethrow_nested();
  return 0;
}
void ends1(std::exception_ptr e) { std::rethrow_exception(e); }
void ends2() { std::throw_with_nested(1); }
void ends3() { std::__throw_bad_alloc(); }
void ends4() { std::__throw_bad_function_call(); }
void ends5() { std::__throw_out_of_range(""); }
void ends6() { std::__throw_out_of_range_fmt(""); }
void ends7() { std::__throw_length_error(""); }
void ends8() { std::__throw_invalid_argument(""); }
void ends9() { std::__throw_logic_error(""); }
void ends10() { std::__throw_runtime_error(""); }
void ends11() { std::__throw_system_error(1); }
void ends12() { std::terminate(); }
void ends13() { std::unreachable(); }

namespace fs = std::filesystem;
void files(fs::path p, std::error_code e, fs::file_status st, fs::file_time_type when) {
  fs::absolute(p); fs::canonical(p); fs::weakly_canonical(p); fs::relative(p, p); fs::proximate(p, p); fs::create_directory(p);
  fs::create_directories(p); fs::exists(p); fs::file_size(p); fs::hard_link_count(p); fs::is_block_file(p); fs::is_character_file(p);
  fs::is_directory(p); fs::is_empty(p); fs::is_fifo(p); fs::is_other(p); fs::is_regular_file(p); fs::is_socket(p); fs::is_symlink(p);
  fs::last_write_time(p); fs::read_symlink(p); fs::remove(p); fs::remove_all(p); fs::space(p); fs::status(p); fs::symlink_status(p);
  fs::current_path(p);
  fs::absolute(p, e); fs::canonical(p, e); fs::weakly_canonical(p, e); fs::relative(p, e); fs::proximate(p, e); fs::create_directory(p, e);
  fs::create_directories(p, e); fs::exists(p, e); fs::file_size(p, e); fs::hard_link_count(p, e); fs::is_block_file(p, e);
  fs::is_character_file(p, e); fs::is_directory(p, e); fs::is_empty(p, e); fs::is_fifo(p, e); fs::is_other(p, e);
  fs::is_regular_file(p, e); fs::is_socket(p, e); fs::is_symlink(p, e); fs::last_write_time(p, e); fs::read_symlink(p, e); fs::remove(p, e);
  fs::remove_all(p, e); fs::space(p, e); fs::status(p, e); fs::symlink_status(p, e); fs::current_path(p, e);
  fs::exists(st); fs::is_block_file(st); fs::is_character_file(st); fs::is_directory(st); fs::is_fifo(st); fs::is_other(st);
  fs::is_regular_file(st); fs::is_socket(st); fs::is_symlink(st); fs::status_known(st);
  fs::copy(p, p); fs::copy_file(p, p); fs::copy_symlink(p, p); fs::create_directory_symlink(p, p); fs::create_hard_link(p, p);
  fs::create_symlink(p, p); fs::equivalent(p, p); fs::rename(p, p); fs::resize_file(p, 1); fs::create_directory(p, p);
  fs::last_write_time(p, when); fs::permissions(p, fs::perms::all);
  fs::copy(p, p, e); fs::copy_file(p, p, e); fs::copy_symlink(p, p, e); fs::create_directory_symlink(p, p, e); fs::create_hard_link(p, p, e);
  fs::create_symlink(p, p, e); fs::equivalent(p, p, e); fs::rename(p, p, e); fs::resize_file(p, 1, e); fs::create_directory(p, p, e);
  fs::last_write_time(p, when, e); fs::permissions(p, fs::perms::all, e); fs::relative(p, p, e); fs::proximate(p, p, e);
  fs::copy(p, p, fs::copy_options::none); fs::copy_file(p, p, fs::copy_options::none); fs::permissions(p, fs::perms::all, fs::perm_options::add);
  fs::copy(p, p, fs::copy_options::none, e); fs::copy_file(p, p, fs::copy_options::none, e);
  fs::permissions(p, fs::perms::all, fs::perm_options::add, e);
  fs::current_path(); fs::temp_directory_path(); fs::current_path(e); fs::temp_directory_path(e);
  fs::directory_iterator a, b(p), c(p, fs::directory_options::none), d(p, e);
  fs::recursive_directory_iterator f, g(p), h(p, fs::directory_options::none), i(p, e);
  ++b; ++g;
}

void algorithms(std::vector<int> v, std::vector<int> w) {
  auto b = v.begin(), e = v.end(), o = w.begin();
  auto one = [](int) { return true; };
  auto two = [](int, int) { return true; };
  auto make = [] { return 1; };
  std::for_each(b, e, one); std::find_if(b, e, one); std::find_if_not(b, e, one); std::any_of(b, e, one); std::all_of(b, e, one);
  std::none_of(b, e, one); std::count_if(b, e, one); std::remove_if(b, e, one); std::partition(b, e, one); std::stable_partition(b, e, one);
  std::generate(b, e, make); std::adjacent_find(b, e, two); std::sort(b, e, two); std::stable_sort(b, e, two); std::make_heap(b, e, two);
  std::push_heap(b, e, two); std::pop_heap(b, e, two); std::sort_heap(b, e, two); std::min_element(b, e, two); std::max_element(b, e, two);
  std::is_sorted(b, e, two); std::unique(b, e, two);
  std::copy_if(b, e, o, one); std::transform(b, e, o, one); std::nth_element(b, b, e, two); std::partial_sort(b, b, e, two);
  std::lower_bound(b, e, 1, two); std::upper_bound(b, e, 1, two); std::equal_range(b, e, 1, two); std::binary_search(b, e, 1, two);
  std::accumulate(b, e, 1, two); std::replace_if(b, e, one, 1); std::remove_copy_if(b, e, o, one); std::generate_n(b, 1, make);
  std::equal(b, e, o, two); std::mismatch(b, e, o, two); std::inplace_merge(b, b, e, two);
  std::transform(b, e, o, o, two); std::merge(b, e, o, o, o, two); std::includes(b, e, o, o, two); std::set_union(b, e, o, o, o, two);
  std::set_intersection(b, e, o, o, o, two); std::set_difference(b, e, o, o, o, two); std::set_symmetric_difference(b, e, o, o, o, two);
  std::for_each_n(b, 1, one); std::erase_if(v, one); std::invoke(make); std::invoke_r<int>(make); std::apply(one, std::tuple<int>(1)); std::__invoke(make);
  std::sort(b, e); std::stable_sort(b, e); std::min_element(b, e); std::max_element(b, e); std::is_sorted(b, e); std::make_heap(b, e);
  std::push_heap(b, e); std::pop_heap(b, e); std::sort_heap(b, e); std::unique(b, e); std::reverse(b, e); std::adjacent_find(b, e);
  std::find(b, e, 1); std::count(b, e, 1); std::fill(b, e, 1); std::lower_bound(b, e, 1); std::upper_bound(b, e, 1);
  std::binary_search(b, e, 1); std::equal(b, e, o); std::iota(b, e, 1); std::copy(b, e, o); std::copy_n(b, 1, o); std::copy_backward(b, e, o);
  std::move(b, e, o); std::fill_n(b, 1, 1); std::swap_ranges(b, e, o); std::rotate(b, b, e); std::remove(b, e, 1);
}

enum class Enum { A };
void utilities(std::vector<int> v, int x, int y, std::map<int, int> m, std::exception &ex) {
  std::min(x, y); std::max(x, y); std::clamp(x, 1, 2); std::minmax(x, y); std::swap(x, y); std::exchange(x, y); std::move(x); std::forward<int>(x);
  std::as_const(x); std::addressof(x); std::ref(x); std::cref(x); std::launder(&x); std::move_if_noexcept(x); std::iter_swap(&x, &y);
  auto b = v.begin(); std::distance(b, b); std::advance(b, 1); std::next(b); std::prev(b); std::begin(v); std::end(v); std::cbegin(v); std::cend(v);
  std::rbegin(v); std::rend(v); std::size(v); std::ssize(v); std::data(v); std::empty(v); std::tie(x, y); std::forward_as_tuple(x); std::abs(1.5);
  std::hash<int>()(1); std::less<int>()(1, 2); std::greater<int>()(1, 2); std::equal_to<int>()(1, 2); std::uncaught_exceptions();
  std::uncaught_exception(); std::current_exception(); std::make_error_code(std::errc::timed_out); std::generic_category(); std::system_category();
  std::bit_cast<unsigned>(1); std::to_address(&x); std::to_underlying(Enum::A);
  std::pair<int, int> p, p2; std::tuple<int> t, t2; ex.what();
  std::optional<int> o; o.has_value(); if (o) *o; o.operator->(); o.reset();
  std::variant<int> va; va.index(); va.valueless_by_exception(); std::any a; a.has_value(); a.reset(); std::function<void()> f; if (f) return;
  std::exception_ptr ep; if (ep) return;
  std::string s; s == s; s != s; s < s; s <= s; s > s; s >= s; s <=> s; std::bitset<3> bs; bs & bs; bs | bs; bs ^ bs;
  std::launch::async & std::launch::async; ~std::launch::async;
  std::numeric_limits<int>::max(); std::numeric_limits<int>::min(); std::numeric_limits<int>::lowest(); std::numeric_limits<double>::epsilon();
  std::char_traits<char>::length(""); std::char_traits<char>::compare("", "", 0); char c[1]; std::char_traits<char>::copy(c, "", 0);
  auto r = v.rbegin(); *r; r.operator->(); ++r; --r; r.base(); *std::make_move_iterator(b); auto mi = m.begin(); ++mi; --mi;
  std::stop_source ss; std::stop_token st; st.stop_requested(); st.stop_possible(); ss.request_stop(); ss.get_token(); ss.stop_requested();
}

template <class C> void unused(C &);
#define SIZED(c) c.size(); c.empty(); c.begin(); c.end(); c.cbegin(); c.cend(); c.max_size(); c.swap(c)
#define REVERSED(c) c.rbegin(); c.rend()
void containers(std::vector<int> v, std::deque<int> d, std::list<int> l, std::forward_list<int> fl, std::array<int, 3> a, std::string s,
                std::string_view sv, std::map<int, int> m, std::set<int> st, std::multimap<int, int> mm, std::multiset<int> ms,
                std::unordered_map<int, int> um, std::unordered_set<int> us, std::unordered_multimap<int, int> umm,
                std::unordered_multiset<int> ums, std::span<int> sp, std::initializer_list<int> il, std::stack<int> sk, std::queue<int> q,
                std::priority_queue<int> pq, std::bitset<3> bs) {
  SIZED(v); SIZED(d); SIZED(l); SIZED(a); SIZED(s); SIZED(m); SIZED(st); SIZED(mm); SIZED(ms); SIZED(um); SIZED(us); SIZED(umm); SIZED(ums); SIZED(sv);
  REVERSED(v); REVERSED(d); REVERSED(l); REVERSED(a); REVERSED(s); REVERSED(m); REVERSED(st); REVERSED(mm); REVERSED(ms); REVERSED(sv); REVERSED(sp);
  fl.empty(); fl.begin(); fl.end(); fl.cbegin(); fl.cend(); fl.max_size(); fl.swap(fl); fl.clear(); sp.size(); sp.empty(); sp.begin(); sp.end();
  il.size(); il.begin(); il.end(); sk.size(); sk.empty(); sk.swap(sk); q.size(); q.empty(); q.swap(q); pq.size(); pq.empty(); pq.swap(pq);
  v.clear(); d.clear(); l.clear(); s.clear(); m.clear(); st.clear(); mm.clear(); ms.clear(); um.clear(); us.clear(); umm.clear(); ums.clear();
  v.front(); v.back(); v.data(); v.capacity(); d.front(); d.back(); l.front(); l.back(); s.front(); s.back(); s.data(); s.capacity();
  a.front(); a.back(); a.data(); fl.front(); sv.front(); sv.back(); sv.data(); sp.front(); sp.back(); sp.data(); q.front(); q.back();
  v.pop_back(); d.pop_back(); d.pop_front(); l.pop_back(); l.pop_front(); s.pop_back(); fl.pop_front(); sk.pop(); sk.top(); q.pop(); pq.pop(); pq.top();
  v[0]; d[0]; a[0]; s[0]; sv[0]; sp[0]; bs[0];
#define KEYED(c) c.find(1); c.count(1); c.contains(1); c.equal_range(1); c.erase(1)
  KEYED(m); KEYED(st); KEYED(mm); KEYED(ms); KEYED(um); KEYED(us); KEYED(umm); KEYED(ums);
#define ORDERED(c) c.lower_bound(1); c.upper_bound(1)
  ORDERED(m); ORDERED(st); ORDERED(mm); ORDERED(ms);
  v.erase(v.begin()); d.erase(d.begin()); l.erase(l.begin()); l.splice(l.begin(), l); l.remove(1); l.reverse();
  s.c_str(); s.length(); sv.length(); s.compare(s); s.find("a"); s.rfind(s); s.find_first_of(s); s.find_last_of(s); s.find_first_not_of(s);
  s.find_last_not_of(s); s.find(s); s.starts_with("a"); s.ends_with("a");
  s.find('a', 0);
}

void atomics(std::atomic_flag &f) {
  std::atomic_thread_fence(std::memory_order_seq_cst); std::atomic_signal_fence(std::memory_order_seq_cst); f.test_and_set(); f.clear(); f.wait(false);
}

void times(std::chrono::seconds s, std::chrono::system_clock::time_point t) {
  using namespace std::chrono;
  seconds z(1); s.count(); +s; -s; s += s; s -= s; s *= 2; s /= 2; seconds::zero(); seconds::min(); seconds::max();
  system_clock::time_point p; p.time_since_epoch(); p += s; p -= s; duration_cast<milliseconds>(s); time_point_cast<milliseconds>(t);
  s + s; s - s; s * 2; s / 2; s % 2; s == s; s != s; s < s; s <= s; s > s; s >= s;
  system_clock::now(); steady_clock::now(); system_clock::to_time_t(t); system_clock::from_time_t(0);
}

void streams(std::ostream &o, std::istream &i, std::string s, char *c, std::ofstream &of, std::ifstream &ifs, std::fstream &f) {
  o << "a" << 1; i >> s; int n; i >> n; o.flush(); o.put('a'); o.write(c, 1); i.get(); i.read(c, 1); i.ignore(); i.peek();
  std::endl(o); std::flush(o); std::ends(o); std::getline(i, s); std::setw(1); std::setfill('a'); std::setprecision(1);
  std::hex(o); std::dec(o); std::oct(o); std::fixed(o); std::scientific(o); std::boolalpha(o); std::left(o); std::right(o);
  o.width(); o.precision(); o.setf(std::ios::hex); o.unsetf(std::ios::hex); o.flags();
  o.good(); o.fail(); o.bad(); o.eof(); if (o) !o; o.clear(); o.setstate(std::ios::badbit); o.rdstate(); of.is_open(); ifs.is_open(); f.is_open();
}

enum class State { Idle, Busy };

void atomics(std::atomic<bool> &b, std::atomic<int> &i, std::atomic<State> &s, std::atomic<int *> &p, std::atomic<double> &d,
             std::atomic_flag &f, int n) {
  b.load(); (void)static_cast<bool>(b); b.store(true); b = true; b.exchange(true);
  bool no = false; b.compare_exchange_strong(no, true); b.compare_exchange_weak(no, true);
  b.wait(true); b.notify_one(); b.notify_all(); b.is_lock_free();
  i.load(); (void)static_cast<int>(i); i.store(1); i = 1; i.exchange(1); i.compare_exchange_strong(n, 1); i.compare_exchange_weak(n, 1);
  i.wait(1); i.notify_one(); i.notify_all(); i.is_lock_free();
  i.fetch_add(1); i.fetch_sub(1); i += 1; i -= 1; ++i; --i; i++; i--;
  i.fetch_and(1); i.fetch_or(1); i.fetch_xor(1); i &= 1; i |= 1; i ^= 1;
  s.load(); (void)static_cast<State>(s); s = State::Busy;
  p.fetch_add(1); p.fetch_sub(1); p += 1; p -= 1; ++p; --p; p.notify_one();
  double x = d.load(); (void)static_cast<double>(d); d.store(1); d = 1; d.exchange(1); d.compare_exchange_strong(x, 1);
  d.compare_exchange_weak(x, 1); d.wait(1); d.notify_one(); d.notify_all(); d.is_lock_free(); d.fetch_add(1); d.fetch_sub(1); d += 1; d -= 1;
  f.test(); f.test_and_set(); f.clear(); f.wait(true); f.notify_one(); f.notify_all();
  std::atomic_load(&i); std::atomic_load_explicit(&i, std::memory_order_relaxed); std::atomic_store(&i, 1);
  std::atomic_store_explicit(&i, 1, std::memory_order_relaxed); std::atomic_exchange(&i, 1);
  std::atomic_exchange_explicit(&i, 1, std::memory_order_relaxed); std::atomic_fetch_add(&i, 1); std::atomic_fetch_sub(&i, 1);
  std::atomic_fetch_and(&i, 1); std::atomic_fetch_or(&i, 1); std::atomic_fetch_xor(&i, 1);
  std::atomic_flag_test_and_set(&f);
  std::atomic_flag_test_and_set_explicit(&f, std::memory_order_relaxed); std::atomic_flag_clear(&f);
  std::atomic_flag_clear_explicit(&f, std::memory_order_relaxed);
  std::atomic_wait(&i, 1); std::atomic_notify_one(&i); std::atomic_notify_all(&i);
  std::atomic_thread_fence(std::memory_order_relaxed); std::atomic_signal_fence(std::memory_order_relaxed);
}

void atomic_references(std::atomic_ref<int> i, std::atomic_ref<double> d, int n) {
  i.load(); (void)static_cast<int>(i); i.store(1); i = 1; i.exchange(1); i.compare_exchange_strong(n, 1); i.compare_exchange_weak(n, 1);
  i.wait(1); i.notify_one(); i.notify_all(); i.is_lock_free();
  i.fetch_add(1); i.fetch_sub(1); i += 1; i -= 1; ++i; --i; i++; i--;
  i.fetch_and(1); i.fetch_or(1); i.fetch_xor(1); i &= 1; i |= 1; i ^= 1;
}

void coordination(std::latch &l, std::barrier<> &b, std::stop_source &s) {
  l.count_down(); l.try_wait(); b.wait(b.arrive()); b.arrive_and_drop(); s.stop_possible();
}

void in_handlers(std::vector<int> &v, std::string &s, std::deque<int> &q, std::list<int> &l, std::map<int, int> &m, std::set<int> &o,
                 std::unordered_map<int, int> &u, std::queue<int> &e, std::initializer_list<int> i) {
  s.append("a"); s += "a"; s.push_back('a'); s.assign("a"); s = "a"; s.insert(0, "a"); s.replace(0, 1, "a"); s.resize(3); s.reserve(3);
  s.substr(1); s + s; std::to_string(1); v.push_back(1); v.emplace_back(1); v.resize(3); v.reserve(3); v.insert(v.begin(), 1); v.assign(i);
  q.push_back(1); q.push_front(1); q.emplace_back(1); l.push_back(1); l.push_front(1); l.emplace_back(1);
  m[1]; m.insert({1, 1}); m.emplace(1, 1); m.erase(1); o.insert(1); o.erase(1); u[1]; u.insert({1, 1}); u.emplace(1, 1); u.erase(1); e.push(1);
  std::make_unique<int>(1); std::make_shared<int>(1); std::allocate_shared<int>(std::allocator<int>(), 1);
  std::ofstream a("a"); a.open("a"); a.close(); std::ifstream b("b"); std::fstream c("c");
  std::locale::global(std::locale("C")); std::make_exception_ptr(1); operator delete(operator new(1));
  operator delete[](operator new[](1)); std::stringstream x; std::ostringstream y; y.str(); std::string z("a");
}
void mistakes(int what) {
  if (what == 1) throw std::bad_optional_access();
  if (what == 2) throw std::bad_variant_access();
  if (what == 3) throw std::bad_function_call();
  if (what == 4) throw std::bad_weak_ptr();
  throw std::logic_error("rule");
}

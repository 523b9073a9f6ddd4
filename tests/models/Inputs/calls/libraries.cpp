// Calls what models/libraries.json says of C++: stand-ins without a header.
#define CONTEXT \
  struct io_context { void run(), run_one(), stop(); }; \
  struct io_service { void run(), run_one(), stop(); }; \
  template <class P> struct basic_socket { void shutdown(int); }; \
  template <class P> struct basic_stream_socket : basic_socket<P> { int read_some(int), receive(int); }; \
  template <class P> struct basic_datagram_socket : basic_socket<P> { int receive(int), receive_from(int, int); }; \
  template <class P> struct basic_socket_acceptor { int accept(); }; \
  template <class S> int read(S &, int); \
  template <class S> int read_until(S &, int, char); \
  template <class... T> void post(T...);
namespace asio { CONTEXT }
namespace boost::asio { CONTEXT }
namespace boost::interprocess {
struct interprocess_condition { void wait(int &), notify_one(), notify_all(); };
struct interprocess_condition_any : interprocess_condition { void wait(int &), notify_one(), notify_all(); };
struct named_condition { void wait(int &), notify_one(), notify_all(); };
struct interprocess_semaphore { void wait(), post(); };
struct named_semaphore { void wait(), post(); };
template <class P> struct message_queue_t { void send(void *, unsigned long, unsigned), receive(void *, unsigned long, unsigned long &, unsigned &), send(void *, unsigned long, unsigned, int); };
} // namespace boost::interprocess
namespace ankerl::unordered_dense {
inline namespace v4_5_0 {
namespace detail {
[[noreturn]] void on_error_bucket_overflow();
}
} // namespace v4_5_0
} // namespace ankerl::unordered_dense
namespace robin_hood::detail {
template <class Key> struct Table { void throwOverflowError() const; };
} // namespace robin_hood::detail
namespace pplx { class invalid_operation {}; }
namespace boost::asio::ip { class bad_address_cast {}; }
struct QSemaphore { void acquire(int = 1), release(int = 1); };
struct QThread { static void sleep(unsigned long), msleep(unsigned long), usleep(unsigned long); bool wait(); bool wait(unsigned long); int exec(); void quit(), exit(int = 0); };
struct QMutex { void lock(); };
struct QWaitCondition { bool wait(QMutex *); bool wait(QMutex *, unsigned long); void wakeOne(), wakeAll(); };
struct QCoreApplication { static int exec(); static void quit(), exit(int = 0); };
struct QGuiApplication { static int exec(); };
struct QApplication { static int exec(); static void quit(); };
struct QEventLoop { int exec(int = 0); };
struct QMessageLogger { void debug(const char *, ...), warning(const char *, ...), critical(const char *, ...); };
namespace grpc {
struct ServerInterface { void Shutdown(); };
struct Server : ServerInterface { void Wait(); };
} // namespace grpc
namespace fmt { void print(const char *), println(const char *); int format(const char *); }
namespace spdlog { void info(const char *), warn(const char *), error(const char *), debug(const char *), critical(const char *), shutdown(), drop_all(); }
namespace google {
struct LogMessage { int &stream(); };
void FlushLogFiles(int), ShutdownGoogleLogging();
} // namespace google
namespace rclcpp { bool shutdown(); }
namespace ros { void shutdown(); }

void contexts(asio::io_context &a, asio::io_service &b, boost::asio::io_context &c, boost::asio::io_service &d) {
  a.run(); a.run_one(); a.stop(); b.run(); b.run_one(); b.stop(); c.run(); c.run_one(); c.stop(); d.run(); d.run_one(); d.stop();
  asio::post(1); boost::asio::post(1);
}
void sockets(asio::basic_stream_socket<int> &s, asio::basic_datagram_socket<int> &d, asio::basic_socket_acceptor<int> &a,
             boost::asio::basic_stream_socket<int> &bs, boost::asio::basic_datagram_socket<int> &bd,
             boost::asio::basic_socket_acceptor<int> &ba) {
  a.accept(); s.read_some(1); s.receive(1); d.receive(1); d.receive_from(1, 1); s.shutdown(0); asio::read(s, 1); asio::read_until(s, 1, 'x');
  ba.accept(); bs.read_some(1); bs.receive(1); bd.receive(1); bd.receive_from(1, 1); bs.shutdown(0);
  boost::asio::read(bs, 1); boost::asio::read_until(bs, 1, 'x');
}
void interprocess(boost::interprocess::interprocess_condition &c, boost::interprocess::interprocess_condition_any &a,
                  boost::interprocess::named_condition &n, boost::interprocess::interprocess_semaphore &s,
                  boost::interprocess::named_semaphore &t, boost::interprocess::message_queue_t<int> &q, int &m) {
  unsigned long size; unsigned priority;
  c.wait(m); a.wait(m); n.wait(m); c.notify_one(); a.notify_one(); n.notify_one(); c.notify_all(); a.notify_all(); n.notify_all();
  s.wait(); s.post(); t.wait(); t.post(); q.receive(0, 0, size, priority); q.send(0, 0, 0, 0);
}
void semaphores(QSemaphore &s) { s.acquire(); s.release(); }
void qt(QThread &t, QMutex &m, QWaitCondition &c, QEventLoop &l, QMessageLogger &o) {
  QThread::sleep(1); QThread::msleep(1); QThread::usleep(1);
  t.wait(); t.wait(1); t.exec(); t.quit(); t.exit(); m.lock(); c.wait(&m); c.wait(&m, 1); c.wakeOne(); c.wakeAll();
  QCoreApplication::exec(); QCoreApplication::quit(); QCoreApplication::exit(); QGuiApplication::exec(); QApplication::exec();
  QApplication::quit(); l.exec(); o.debug(""); o.warning(""); o.critical("");
}
void others(grpc::Server &s, google::LogMessage &l) {
  s.Wait(); s.Shutdown(); fmt::print(""); fmt::println(""); fmt::format("");
  spdlog::info(""); spdlog::warn(""); spdlog::error(""); spdlog::debug(""); spdlog::critical(""); spdlog::shutdown(); spdlog::drop_all();
  l.stream(); google::FlushLogFiles(0); google::ShutdownGoogleLogging(); rclcpp::shutdown(); ros::shutdown();
}
void tables(const robin_hood::detail::Table<int> &t) {
  t.throwOverflowError();
  ankerl::unordered_dense::detail::on_error_bucket_overflow();
}
void mistakes(int what) {
  if (what)
    throw pplx::invalid_operation();
  throw boost::asio::ip::bad_address_cast();
}

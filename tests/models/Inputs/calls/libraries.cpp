// Calls what models/libraries.json says of C++: stand-ins without a header.
#define CONTEXT \
  struct io_context { void run(), run_one(), stop(); }; \
  struct io_service { void run(), run_one(), stop(); }; \
  template <class... T> void post(T...);
namespace asio { CONTEXT }
namespace boost::asio { CONTEXT }
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

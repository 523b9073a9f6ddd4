/* Calls everything in models/gio.json. */
#include <gio/gio.h>

/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

void all(void *p) {
  GCancellable *c = p;
  GError **e = p;
  GSocket *s = p;
  g_cancellable_is_cancelled(c); g_cancellable_cancel(c);
  g_socket_accept(s, c, e); g_socket_connect(s, ANY(GSocketAddress *), c, e);
  g_socket_receive(s, ANY(gchar *), 1, c, e); g_socket_send(s, ANY(gchar *), 1, c, e);
  g_socket_receive_from(s, ANY(GSocketAddress **), ANY(gchar *), 1, c, e);
  g_socket_send_to(s, ANY(GSocketAddress *), ANY(gchar *), 1, c, e);
  g_socket_receive_with_blocking(s, ANY(gchar *), 1, ANY(gboolean), c, e);
  g_socket_send_with_blocking(s, ANY(gchar *), 1, ANY(gboolean), c, e);
  g_socket_receive_message(s, ANY(GSocketAddress **), ANY(GInputVector *), 1, ANY(GSocketControlMessage ***), ANY(gint *), ANY(gint *), c, e);
  g_socket_send_message(s, ANY(GSocketAddress *), ANY(GOutputVector *), 1, ANY(GSocketControlMessage **), 1, 0, c, e);
  g_socket_condition_wait(s, G_IO_IN, c, e); g_socket_condition_timed_wait(s, G_IO_IN, ANY(gint64), c, e);
  g_socket_set_blocking(s, ANY(gboolean)); g_socket_set_timeout(s, ANY(guint));
  g_socket_shutdown(s, TRUE, TRUE, e);
  g_socket_listener_accept(ANY(GSocketListener *), ANY(GObject **), c, e);
  g_socket_listener_accept_socket(ANY(GSocketListener *), ANY(GObject **), c, e);
  g_socket_client_connect(ANY(GSocketClient *), ANY(GSocketConnectable *), c, e);
  g_socket_client_connect_to_host(ANY(GSocketClient *), ANY(gchar *), 1, c, e);
  g_socket_client_connect_to_service(ANY(GSocketClient *), ANY(gchar *), ANY(gchar *), c, e);
  g_socket_client_connect_to_uri(ANY(GSocketClient *), ANY(gchar *), 1, c, e);
  g_resolver_lookup_by_name(ANY(GResolver *), ANY(gchar *), c, e);
  g_resolver_lookup_by_address(ANY(GResolver *), ANY(GInetAddress *), c, e);
  g_input_stream_read(ANY(GInputStream *), p, 1, c, e); g_output_stream_write(ANY(GOutputStream *), p, 1, c, e);
  g_input_stream_read_all(ANY(GInputStream *), p, 1, ANY(gsize *), c, e);
  g_output_stream_write_all(ANY(GOutputStream *), p, 1, ANY(gsize *), c, e);
  g_input_stream_read_bytes(ANY(GInputStream *), 1, c, e);
  g_data_input_stream_read_line(ANY(GDataInputStream *), ANY(gsize *), c, e);
  g_data_input_stream_read_line_utf8(ANY(GDataInputStream *), ANY(gsize *), c, e);
  g_output_stream_splice(ANY(GOutputStream *), ANY(GInputStream *), 0, c, e);
  g_subprocess_wait(ANY(GSubprocess *), c, e); g_subprocess_wait_check(ANY(GSubprocess *), c, e);
  g_subprocess_communicate(ANY(GSubprocess *), ANY(GBytes *), c, ANY(GBytes **), ANY(GBytes **), e);
  g_subprocess_communicate_utf8(ANY(GSubprocess *), ANY(char *), c, ANY(char **), ANY(char **), e);
  g_dbus_connection_call_sync(ANY(GDBusConnection *), ANY(gchar *), ANY(gchar *), ANY(gchar *), ANY(gchar *), ANY(GVariant *), ANY(GVariantType *), 0, ANY(gint), c, e);
  g_dbus_proxy_call_sync(ANY(GDBusProxy *), ANY(gchar *), ANY(GVariant *), 0, ANY(gint), c, e);
  g_application_run(ANY(GApplication *), 0, ANY(char **)); g_application_quit(ANY(GApplication *));
}

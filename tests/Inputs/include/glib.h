// Mock of GLib: locks, memory, references.
#ifndef MOCK_GLIB_H
#define MOCK_GLIB_H
#include <mock-c.h>
#include <stddef.h>
MOCK_C_BEGIN
typedef int gboolean;
typedef char gchar;
typedef void *gpointer;
typedef unsigned long gsize;
typedef union {
  void *p;
  unsigned i[2];
} GMutex, GRecMutex, GRWLock;
typedef struct mock_object GObject;
void g_mutex_lock(GMutex *mutex);
gboolean g_mutex_trylock(GMutex *mutex);
void g_mutex_unlock(GMutex *mutex);
void g_rec_mutex_lock(GRecMutex *mutex);
void g_rec_mutex_unlock(GRecMutex *mutex);
void g_rw_lock_reader_lock(GRWLock *lock);
void g_rw_lock_reader_unlock(GRWLock *lock);
void g_rw_lock_writer_lock(GRWLock *lock);
void g_rw_lock_writer_unlock(GRWLock *lock);
gpointer g_malloc(gsize size);
void g_free(gpointer memory);
gchar *g_strdup(const gchar *text);
gpointer g_object_ref(gpointer object);
void g_object_unref(gpointer object);
MOCK_C_END
#endif

/* Calls everything in models/library-handles.json.  Its headers are not needed here. */

int event_base_new(), evbuffer_new(), event_base_new_with_config(), evhttp_new(), event_new(),
    bufferevent_socket_new(), evconnlistener_new_bind(), event_base_free(), evbuffer_free(), evhttp_free(),
    event_free(), bufferevent_free(), evconnlistener_free(), uv_loop_init(), uv_loop_close(),
    uv_rwlock_rdlock(), uv_rwlock_rdunlock(), curl_easy_init(), curl_multi_init(), curl_share_init(),
    curl_url(), curl_easy_duphandle(), curl_mime_init(), curl_easy_cleanup(), curl_multi_cleanup(),
    curl_share_cleanup(), curl_url_cleanup(), curl_mime_free(), curl_slist_append(), curl_slist_free_all(),
    curl_easy_escape(), curl_free(), SSL_CTX_new(), SSL_new(), BIO_new(), BIO_new_mem_buf(),
    BIO_new_file(), EVP_PKEY_CTX_new(), EVP_MD_CTX_new(), EVP_CIPHER_CTX_new(), EVP_PKEY_new(), X509_new(),
    X509_STORE_new(), BN_new(), BN_CTX_new(), PEM_read_bio_X509(), PEM_read_bio_PrivateKey(),
    SSL_CTX_free(), SSL_free(), BIO_free(), BIO_free_all(), EVP_PKEY_CTX_free(), EVP_MD_CTX_free(),
    EVP_CIPHER_CTX_free(), EVP_PKEY_free(), X509_free(), X509_STORE_free(), BN_free(), BN_clear_free(),
    BN_CTX_free(), SSL_set_bio(), xmlReadFile(), xmlReaderForFile(), xmlReadMemory(), xmlParseFile(),
    xmlNewDoc(), xmlXPathNewContext(), xmlParseMemory(), xmlXPathEvalExpression(),
    xmlNewTextWriterFilename(), xmlNewParserCtxt(), xmlBufferCreate(), xmlFreeDoc(), xmlXPathFreeContext(),
    xmlXPathFreeObject(), xmlFreeParserCtxt(), xmlBufferFree(), xmlFreeTextWriter(), xmlFreeTextReader(),
    sqlite3_open(), sqlite3_open_v2(), sqlite3_close(), sqlite3_close_v2(), sqlite3_finalize(),
    sqlite3_backup_finish(), sqlite3_prepare(), sqlite3_prepare_v2(), sqlite3_prepare_v3(),
    sqlite3_backup_init(), sqlite3_step(), sqlite3_exec(), sqlite3_interrupt(), sqlite3_mutex_enter(),
    sqlite3_mutex_try(), sqlite3_mutex_leave(), sqlite3_malloc(), sqlite3_malloc64(), sqlite3_mprintf(),
    sqlite3_free(), PQconnectdb(), PQsetdbLogin(), PQconnectStart(), PQgetCancel(), PQfinish(), PQclear(),
    PQfreeCancel(), PQexec(), PQgetResult(), PQprepare(), PQexecPrepared(), PQexecParams(),
    PQescapeLiteral(), PQescapeIdentifier(), PQfreemem(), mysql_init(), mysql_store_result(),
    mysql_use_result(), mysql_stmt_init(), mysql_close(), mysql_free_result(), mysql_stmt_close(),
    mysql_real_connect(), sd_bus_open_system(), sd_bus_open_user(), sd_bus_default(),
    sd_bus_default_system(), sd_bus_default_user(), sd_bus_new(), sd_event_new(), sd_event_default(),
    sd_bus_unref(), sd_bus_flush_close_unref(), sd_bus_close_unref(), sd_bus_message_unref(),
    sd_event_unref(), sd_event_source_unref(), sd_bus_message_new_method_call(), sd_bus_wait(),
    sd_event_loop(), sd_event_run(), sd_journal_open(), sd_journal_close(), sd_journal_wait(),
    dbus_bus_get(), dbus_message_new_method_call(), dbus_message_new_signal(),
    dbus_message_new_method_return(), dbus_connection_pop_message(),
    dbus_connection_send_with_reply_and_block(), dbus_connection_unref(), dbus_message_unref(),
    dbus_pending_call_unref(), dbus_pending_call_block(), dbus_connection_read_write(), FT_Init_FreeType(),
    FT_New_Face(), FT_New_Memory_Face(), FT_Get_Glyph(), FT_Stroker_New(), FT_Done_FreeType(),
    FT_Done_Face(), FT_Done_Glyph(), FT_Stroker_Done();

void calls(void) {
  event_base_new();
  evbuffer_new();
  event_base_new_with_config(0);
  evhttp_new(0);
  event_new(0, 0, 0, 0, 0);
  bufferevent_socket_new(0, 0, 0);
  evconnlistener_new_bind(0, 0, 0, 0, 0, 0, 0);
  event_base_free(0);
  evbuffer_free(0);
  evhttp_free(0);
  event_free(0);
  bufferevent_free(0);
  evconnlistener_free(0);
  uv_loop_init(0);
  uv_loop_close(0);
  uv_rwlock_rdlock(0);
  uv_rwlock_rdunlock(0);
  curl_easy_init();
  curl_multi_init();
  curl_share_init();
  curl_url();
  curl_easy_duphandle(0);
  curl_mime_init(0);
  curl_easy_cleanup(0);
  curl_multi_cleanup(0);
  curl_share_cleanup(0);
  curl_url_cleanup(0);
  curl_mime_free(0);
  curl_slist_append(0, 0);
  curl_slist_free_all(0);
  curl_easy_escape(0, 0, 0);
  curl_free(0);
  SSL_CTX_new(0);
  SSL_new(0);
  BIO_new(0);
  BIO_new_mem_buf(0, 0);
  BIO_new_file(0, 0);
  EVP_PKEY_CTX_new(0, 0);
  EVP_MD_CTX_new();
  EVP_CIPHER_CTX_new();
  EVP_PKEY_new();
  X509_new();
  X509_STORE_new();
  BN_new();
  BN_CTX_new();
  PEM_read_bio_X509(0, 0, 0, 0);
  PEM_read_bio_PrivateKey(0, 0, 0, 0);
  SSL_CTX_free(0);
  SSL_free(0);
  BIO_free(0);
  BIO_free_all(0);
  EVP_PKEY_CTX_free(0);
  EVP_MD_CTX_free(0);
  EVP_CIPHER_CTX_free(0);
  EVP_PKEY_free(0);
  X509_free(0);
  X509_STORE_free(0);
  BN_free(0);
  BN_clear_free(0);
  BN_CTX_free(0);
  SSL_set_bio(0, 0, 0);
  xmlReadFile(0, 0, 0);
  xmlReaderForFile(0, 0, 0);
  xmlReadMemory(0, 0, 0, 0, 0);
  xmlParseFile(0);
  xmlNewDoc(0);
  xmlXPathNewContext(0);
  xmlParseMemory(0, 0);
  xmlXPathEvalExpression(0, 0);
  xmlNewTextWriterFilename(0, 0);
  xmlNewParserCtxt();
  xmlBufferCreate();
  xmlFreeDoc(0);
  xmlXPathFreeContext(0);
  xmlXPathFreeObject(0);
  xmlFreeParserCtxt(0);
  xmlBufferFree(0);
  xmlFreeTextWriter(0);
  xmlFreeTextReader(0);
  sqlite3_open(0, 0);
  sqlite3_open_v2(0, 0, 0, 0);
  sqlite3_close(0);
  sqlite3_close_v2(0);
  sqlite3_finalize(0);
  sqlite3_backup_finish(0);
  sqlite3_prepare(0, 0, 0, 0, 0);
  sqlite3_prepare_v2(0, 0, 0, 0, 0);
  sqlite3_prepare_v3(0, 0, 0, 0, 0, 0);
  sqlite3_backup_init(0, 0, 0, 0);
  sqlite3_step(0);
  sqlite3_exec(0, 0, 0, 0, 0);
  sqlite3_interrupt(0);
  sqlite3_mutex_enter(0);
  sqlite3_mutex_try(0);
  sqlite3_mutex_leave(0);
  sqlite3_malloc(0);
  sqlite3_malloc64(0);
  sqlite3_mprintf(0, 0);
  sqlite3_free(0);
  PQconnectdb(0);
  PQsetdbLogin(0, 0, 0, 0, 0, 0, 0);
  PQconnectStart(0);
  PQgetCancel(0);
  PQfinish(0);
  PQclear(0);
  PQfreeCancel(0);
  PQexec(0, 0);
  PQgetResult(0);
  PQprepare(0, 0, 0, 0, 0);
  PQexecPrepared(0, 0, 0, 0, 0, 0, 0);
  PQexecParams(0, 0, 0, 0, 0, 0, 0, 0);
  PQescapeLiteral(0, 0, 0);
  PQescapeIdentifier(0, 0, 0);
  PQfreemem(0);
  mysql_init(0);
  mysql_store_result(0);
  mysql_use_result(0);
  mysql_stmt_init(0);
  mysql_close(0);
  mysql_free_result(0);
  mysql_stmt_close(0);
  mysql_real_connect(0, 0, 0, 0, 0, 0, 0, 0);
  sd_bus_open_system(0);
  sd_bus_open_user(0);
  sd_bus_default(0);
  sd_bus_default_system(0);
  sd_bus_default_user(0);
  sd_bus_new(0);
  sd_event_new(0);
  sd_event_default(0);
  sd_bus_unref(0);
  sd_bus_flush_close_unref(0);
  sd_bus_close_unref(0);
  sd_bus_message_unref(0);
  sd_event_unref(0);
  sd_event_source_unref(0);
  sd_bus_message_new_method_call(0, 0, 0, 0, 0, 0);
  sd_bus_wait(0, 0);
  sd_event_loop(0);
  sd_event_run(0, 0);
  sd_journal_open(0, 0);
  sd_journal_close(0);
  sd_journal_wait(0, 0);
  dbus_bus_get(0, 0);
  dbus_message_new_method_call(0, 0, 0, 0);
  dbus_message_new_signal(0, 0, 0);
  dbus_message_new_method_return(0);
  dbus_connection_pop_message(0);
  dbus_connection_send_with_reply_and_block(0, 0, 0, 0);
  dbus_connection_unref(0);
  dbus_message_unref(0);
  dbus_pending_call_unref(0);
  dbus_pending_call_block(0);
  dbus_connection_read_write(0, 0);
  FT_Init_FreeType(0);
  FT_New_Face(0, 0, 0, 0);
  FT_New_Memory_Face(0, 0, 0, 0, 0);
  FT_Get_Glyph(0, 0);
  FT_Stroker_New(0, 0);
  FT_Done_FreeType(0);
  FT_Done_Face(0);
  FT_Done_Glyph(0);
  FT_Stroker_Done(0);
}

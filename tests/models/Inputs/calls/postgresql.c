/* Calls everything in models/postgresql.json. */

/* Its headers are not at hand here. */
int errstart(), errstart_cold(), elog_finish(), pg_re_throw(), ReThrowError(), ThrowErrorData(),
    errsave_finish(), ThrowAsyncResponseErrors(), errfinish(), errcode(), errmsg(),
    errmsg_internal(), errmsg_plural(), errdetail(), errdetail_internal(), errhint(),
    errcontext_msg(), errposition(), errsave_start(), elog_start(), ProcessInterrupts(), palloc(),
    palloc0(), palloc_extended(), MemoryContextAlloc(), MemoryContextAllocZero(),
    MemoryContextAllocExtended(), MemoryContextAllocHuge(), repalloc(), repalloc_huge(),
    pstrdup(), pnstrdup(), psprintf(), MemoryContextStrdup(), MemoryContextCreate(),
    AllocSetContextCreateInternal(), makeStringInfo(), initStringInfo(), appendStringInfo(),
    appendStringInfoString(), appendStringInfoChar(), enlargeStringInfo(), lappend(), lcons(),
    list_make1_impl(), list_copy(), pfree(), MemoryContextDelete(), MemoryContextReset(),
    MemoryContextSwitchTo(), list_free(), list_free_deep(), LWLockAcquire(),
    LWLockConditionalAcquire(), LWLockAcquireOrWait(), LWLockRelease(), LWLockReleaseAll(),
    LWLockHeldByMe(), SpinLockAcquire(), SpinLockRelease(), s_lock(), LockRelationOid(),
    LockRelation(), LockAcquire(), LockAcquireExtended(), LockTuple(), LockPage(),
    relation_open(), table_open(), index_open(), heap_open(), RelationIdGetRelation(),
    ReadBuffer(), ReadBufferExtended(), LockBuffer(), SearchSysCache(), SearchSysCache1(),
    SearchSysCache2(), GetSysCacheOid(), SearchSysCacheList(), systable_beginscan(),
    systable_getnext(), table_beginscan(), heap_insert(), simple_heap_insert(),
    simple_heap_update(), CatalogTupleInsert(), CatalogTupleUpdate(), XLogInsert(), XLogFlush(),
    SPI_connect(), SPI_execute(), SPI_exec(), SPI_prepare(), SPI_execute_plan(),
    OpenTransientFile(), AllocateFile(), BasicOpenFile(), PathNameOpenFile(), get_rel_name(),
    get_namespace_oid(), makeRangeVar(), textToQualifiedNameList(), DirectFunctionCall1Coll(),
    DirectFunctionCall2Coll(), FunctionCall1Coll(), FunctionCall2Coll(), FunctionCallInvoke(),
    OidFunctionCall1Coll(), OidFunctionCall0Coll(), InputFunctionCall(), OutputFunctionCall(),
    text_to_cstring(), cstring_to_text(), pg_detoast_datum(), pg_detoast_datum_packed(),
    pg_any_to_server(), pg_server_to_any(), StartTransactionCommand(), CommitTransactionCommand(),
    BeginInternalSubTransaction(), WaitLatch(), WaitLatchOrSocket(), WaitEventSetWait(),
    ConditionVariableSleep(), shm_mq_receive(), shm_mq_send(), pq_sendbytes(), pq_getmsgint(),
    pq_getmsgbytes(), pq_getmsgstring(), pq_copymsgbytes(), ShmemInitStruct(), ShmemInitHash(),
    hash_create(), hash_search(), DefineCustomIntVariable(), DefineCustomStringVariable(),
    parse_bool(), SetConfigOption(), load_external_function(), RequestNamedLWLockTranche();

void all(void *p) {
  errstart(0, 0); errstart_cold(0, 0); elog_finish(); ThrowErrorData(); errsave_finish();
  ThrowAsyncResponseErrors(); errfinish(); errcode(); errmsg(); errmsg_internal();
  errmsg_plural(); errdetail(); errdetail_internal(); errhint(); errcontext_msg(); errposition();
  errsave_start(); elog_start(); ProcessInterrupts(); palloc(); palloc0(); palloc_extended();
  MemoryContextAlloc(); MemoryContextAllocZero(); MemoryContextAllocExtended();
  MemoryContextAllocHuge(); repalloc(); repalloc_huge(); pstrdup(); pnstrdup(); psprintf();
  MemoryContextStrdup(); MemoryContextCreate(); AllocSetContextCreateInternal(); makeStringInfo();
  initStringInfo(); appendStringInfo(); appendStringInfoString(); appendStringInfoChar();
  enlargeStringInfo(); lappend(); lcons(); list_make1_impl(); list_copy(); pfree();
  MemoryContextDelete(); MemoryContextReset(); MemoryContextSwitchTo(); list_free();
  list_free_deep(); LWLockAcquire(); LWLockConditionalAcquire(); LWLockAcquireOrWait();
  LWLockRelease(); LWLockReleaseAll(); LWLockHeldByMe(); SpinLockAcquire(0); SpinLockRelease(0);
  s_lock(0, 0, 0, 0); LockRelationOid(); LockRelation(); LockAcquire(); LockAcquireExtended();
  LockTuple(); LockPage(); relation_open(); table_open(); index_open(); heap_open();
  RelationIdGetRelation(); ReadBuffer(); ReadBufferExtended(); LockBuffer(); SearchSysCache();
  SearchSysCache1(); SearchSysCache2(); GetSysCacheOid(); SearchSysCacheList();
  systable_beginscan(); systable_getnext(); table_beginscan(); heap_insert();
  simple_heap_insert(); simple_heap_update(); CatalogTupleInsert(); CatalogTupleUpdate();
  XLogInsert(); XLogFlush(); SPI_connect(); SPI_execute(); SPI_exec(); SPI_prepare();
  SPI_execute_plan(); OpenTransientFile(); AllocateFile(); BasicOpenFile(); PathNameOpenFile();
  get_rel_name(); get_namespace_oid(); makeRangeVar(); textToQualifiedNameList();
  DirectFunctionCall1Coll(); DirectFunctionCall2Coll(); FunctionCall1Coll(); FunctionCall2Coll();
  FunctionCallInvoke(); OidFunctionCall1Coll(); OidFunctionCall0Coll(); InputFunctionCall();
  OutputFunctionCall(); text_to_cstring(); cstring_to_text(); pg_detoast_datum();
  pg_detoast_datum_packed(); pg_any_to_server(); pg_server_to_any(); StartTransactionCommand();
  CommitTransactionCommand(); BeginInternalSubTransaction(); WaitLatch(); WaitLatchOrSocket();
  WaitEventSetWait(); ConditionVariableSleep(); shm_mq_receive(); shm_mq_send(); pq_sendbytes();
  pq_getmsgint(); pq_getmsgbytes(); pq_getmsgstring(); pq_copymsgbytes(); ShmemInitStruct();
  ShmemInitHash(); hash_create(); hash_search(); DefineCustomIntVariable();
  DefineCustomStringVariable(); parse_bool(); SetConfigOption(); load_external_function();
  RequestNamedLWLockTranche();
}
void ends_pg_re_throw(void *p) { pg_re_throw(); }
void ends_ReThrowError(void *p) { ReThrowError(); }

/* Calls everything in models/cpython.json. */

/* Its headers are not at hand here. */
int PyGILState_Ensure(), PyGILState_Release(), PyEval_SaveThread(), PyEval_RestoreThread(),
    PyEval_AcquireThread(), PyEval_ReleaseThread(), PyMutex_Lock(), PyMutex_Unlock(),
    PyThread_acquire_lock(), PyThread_acquire_lock_timed(), PyThread_release_lock(),
    PyThread_allocate_lock(), PyThread_free_lock(), PyMem_Malloc(), PyMem_RawMalloc(),
    PyObject_Malloc(), PyMem_Calloc(), PyMem_RawCalloc(), PyObject_Calloc(), PyMem_Realloc(),
    PyMem_RawRealloc(), PyObject_Realloc(), PyMem_Free(), PyMem_RawFree(), PyObject_Free(),
    PyObject_GetBuffer(), PyBuffer_Release(), PyErr_CheckSignals(), PyErr_SetInterrupt(), PyModule_Create2(), PyModuleDef_Init(),
    PyErr_SetInterruptEx(), PyObject_Call(), PyObject_CallNoArgs(), PyObject_CallOneArg(),
    PyObject_CallObject(), PyObject_CallFunction(), PyObject_CallMethod(),
    PyObject_CallFunctionObjArgs(), PyObject_CallMethodObjArgs(), PyObject_Vectorcall(),
    PyEval_EvalCode(), PyRun_String(), PyRun_SimpleString(), PyRun_SimpleStringFlags(),
    PyImport_ImportModule(), PyImport_Import(),
    PyOS_InterruptOccurred(), Py_MakePendingCalls(), Py_AddPendingCall(), PyOS_setsig(),
    PyRun_SimpleFile(), PyRun_InteractiveLoop(), PyRun_File(), PyImport_ExecCodeModule(),
    PyIter_Next(), PyObject_CallMethodNoArgs(), PyObject_CallMethodOneArg(),
    PyObject_VectorcallMethod(), PyErr_SetString(), PyErr_SetNone(), PyErr_SetFromErrno(),
    PyErr_Print(), Py_Finalize(), Py_FinalizeEx(), Py_Exit(), PyErr_SetFromErrnoWithFilename(),
    PyErr_SetFromErrnoWithFilenameObject(), PyArg_ParseTuple(), PyArg_Parse(),
    PyArg_ParseTupleAndKeywords(), PyArg_UnpackTuple(), _PyArg_ParseTuple_SizeT(),
    _PyArg_Parse_SizeT(), _PyArg_ParseTupleAndKeywords_SizeT();
int PyErr_SetFromErrnoWithFilenameObjects(), _PyErr_CheckSignals(),
    _PyErr_CheckSignalsTstate(), PyErr_Occurred(), PyErr_Clear(), PyErr_PrintEx(),
    PyErr_WriteUnraisable(), PyErr_FormatUnraisable(), PyErr_Fetch(),
    PyErr_GetRaisedException(), PyErr_SetObject(), PyErr_Format(), PyErr_FormatV(),
    PyErr_NoMemory(), PyErr_BadArgument(), PyErr_BadInternalCall(), PyErr_SetImportError(),
    PyErr_Restore(), PyErr_SetRaisedException(), _Py_Dealloc(), PyObject_GetAttr(),
    PyObject_GetAttrString(), PyObject_SetAttr(), PyObject_SetAttrString(),
    PyObject_HasAttr(), PyObject_HasAttrString(), PyObject_GetItem(), PyObject_SetItem(),
    PyObject_DelItem(), PyObject_Str(), PyObject_Repr(), PyObject_ASCII(), PyObject_Bytes(),
    PyObject_Hash(), PyObject_IsTrue(), PyObject_Not(), PyObject_RichCompare(),
    PyObject_RichCompareBool(), PyObject_GetIter(), PyObject_IsInstance(),
    PyObject_IsSubclass(), PyObject_Size(), PyObject_Length(), PyObject_Format(),
    PyNumber_Add(), PyNumber_Subtract(), PyNumber_Multiply(), PyNumber_Index(),
    PyNumber_Long(), PyNumber_Float(), PyNumber_AsSsize_t(), PySequence_GetItem(),
    PySequence_SetItem(), PySequence_Size(), PySequence_Length(), PySequence_List(),
    PySequence_Tuple(), PySequence_Fast(), PySequence_Contains(), PySequence_Concat(),
    PyMapping_Keys(), PyMapping_Items(), PyMapping_Values(), PyMapping_GetItemString(),
    PyMapping_Size(), PyObject_VectorcallDict(), PyEval_CallObjectWithKeywords(),
    PyRun_AnyFile(), PyRun_StringFlags(), PyEval_EvalFrame(), PyImport_ImportModuleLevel(),
    _PyObject_CallFunction_SizeT(), _PyObject_CallMethod_SizeT();

void all(void *p) {
  PyGILState_Ensure(); PyGILState_Release(0); PyEval_SaveThread(); PyEval_RestoreThread(0);
  PyEval_AcquireThread(0); PyEval_ReleaseThread(0); PyMutex_Lock(0); PyMutex_Unlock(0);
  PyThread_acquire_lock(0, 0); PyThread_acquire_lock_timed(0, 0, 0); PyThread_release_lock(0);
  PyThread_allocate_lock(); PyThread_free_lock(0); PyMem_Malloc(0); PyMem_RawMalloc(0);
  PyObject_Malloc(0); PyMem_Calloc(0, 0); PyMem_RawCalloc(0, 0); PyObject_Calloc(0, 0);
  PyMem_Realloc(0, 0); PyMem_RawRealloc(0, 0); PyObject_Realloc(0, 0); PyMem_Free(0);
  PyMem_RawFree(0); PyObject_Free(0); PyObject_GetBuffer(0, 0, 0); PyBuffer_Release(0);
  PyErr_CheckSignals(); PyModule_Create2(); PyModuleDef_Init(); PyErr_SetInterrupt(); PyErr_SetInterruptEx(); PyObject_Call();
  PyObject_CallNoArgs(); PyObject_CallOneArg(); PyObject_CallObject(); PyObject_CallFunction();
  PyObject_CallMethod(); PyObject_CallFunctionObjArgs(); PyObject_CallMethodObjArgs();
  PyObject_Vectorcall(); PyEval_EvalCode(); PyRun_String(); PyRun_SimpleString();
  PyRun_SimpleStringFlags(); PyImport_ImportModule(); PyImport_Import();
  PyOS_InterruptOccurred(); Py_MakePendingCalls(); Py_AddPendingCall(0, 0); PyOS_setsig(0, 0);
  PyRun_SimpleFile(); PyRun_InteractiveLoop(); PyRun_File(); PyImport_ExecCodeModule();
  PyIter_Next(); PyObject_CallMethodNoArgs(); PyObject_CallMethodOneArg();
  PyObject_VectorcallMethod(); PyErr_SetString(); PyErr_SetNone(); PyErr_SetFromErrno();
  PyErr_Print(); Py_Finalize(); Py_FinalizeEx(); Py_Exit(); PyErr_SetFromErrnoWithFilename();
  PyErr_SetFromErrnoWithFilenameObject(); PyArg_ParseTuple(); PyArg_Parse();
  PyArg_ParseTupleAndKeywords(); PyArg_UnpackTuple(); _PyArg_ParseTuple_SizeT();
  _PyArg_Parse_SizeT(); _PyArg_ParseTupleAndKeywords_SizeT();
  PyErr_SetFromErrnoWithFilenameObjects(); _PyErr_CheckSignals(); _PyErr_CheckSignalsTstate(0);
  PyErr_Occurred(); PyErr_Clear(); PyErr_PrintEx(); PyErr_WriteUnraisable();
  PyErr_FormatUnraisable(); PyErr_Fetch(); PyErr_GetRaisedException(); PyErr_SetObject();
  PyErr_Format(); PyErr_FormatV(); PyErr_NoMemory(); PyErr_BadArgument();
  PyErr_BadInternalCall(); PyErr_SetImportError(); PyErr_Restore(); PyErr_SetRaisedException();
  _Py_Dealloc(0); PyObject_GetAttr(); PyObject_GetAttrString(); PyObject_SetAttr();
  PyObject_SetAttrString(); PyObject_HasAttr(); PyObject_HasAttrString(); PyObject_GetItem();
  PyObject_SetItem(); PyObject_DelItem(); PyObject_Str(); PyObject_Repr(); PyObject_ASCII();
  PyObject_Bytes(); PyObject_Hash(); PyObject_IsTrue(); PyObject_Not(); PyObject_RichCompare();
  PyObject_RichCompareBool(); PyObject_GetIter(); PyObject_IsInstance(); PyObject_IsSubclass();
  PyObject_Size(); PyObject_Length(); PyObject_Format(); PyNumber_Add(); PyNumber_Subtract();
  PyNumber_Multiply(); PyNumber_Index(); PyNumber_Long(); PyNumber_Float();
  PyNumber_AsSsize_t(); PySequence_GetItem(); PySequence_SetItem(); PySequence_Size();
  PySequence_Length(); PySequence_List(); PySequence_Tuple(); PySequence_Fast();
  PySequence_Contains(); PySequence_Concat(); PyMapping_Keys(); PyMapping_Items();
  PyMapping_Values(); PyMapping_GetItemString(); PyMapping_Size(); PyObject_VectorcallDict();
  PyEval_CallObjectWithKeywords(); PyRun_AnyFile(); PyRun_StringFlags(); PyEval_EvalFrame();
  PyImport_ImportModuleLevel(); _PyObject_CallFunction_SizeT(); _PyObject_CallMethod_SizeT();
}

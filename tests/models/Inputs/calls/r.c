/* Calls everything in models/r.json. */

/* Its headers are not at hand here. */
int Rf_error(), Rf_errorcall(), R_ContinueUnwind(), WrongArgCount(), UNIMPLEMENTED(),
    R_signal_protect_error(), R_signalErrorCondition(), UNIMPLEMENTED_TYPE(),
    R_CheckUserInterrupt(), R_CheckStack(), R_CheckStack2(), Rf_warning(), Rf_warningcall(),
    Rf_eval(), Rf_applyClosure(), R_ParseEvalString(), R_ParseString(), R_forceAndCall(),
    Rf_PrintValue(), R_do_new_object(), R_do_slot(), R_do_slot_assign(), R_do_MAKE_CLASS(),
    Rf_findVar(), Rf_findFun(), Rf_coerceVector(), Rf_asChar(), Rf_install(), Rf_setAttrib(),
    Rf_getAttrib(), Rf_namesgets(), Rf_dimgets(), Rf_classgets(), Rf_defineVar(), Rf_setVar(),
    R_loadMethodTable(), R_findVarInFrame(), R_getVar(), R_FindNamespace(), R_Serialize(),
    R_Unserialize(), Rf_translateChar(), Rf_translateCharUTF8(), Rf_reEnc(), Rf_allocVector(),
    Rf_allocVector3(), Rf_allocMatrix(), Rf_allocArray(), Rf_alloc3DArray(), Rf_allocList(),
    Rf_allocLang(), Rf_allocS4Object(), Rf_cons(), Rf_lcons(), Rf_list1(), Rf_list2(), Rf_lang1(),
    Rf_lang2(), Rf_lang3(), Rf_lang4(), Rf_mkChar(), Rf_mkCharLen(), Rf_mkCharCE(),
    Rf_mkCharLenCE(), Rf_mkString(), Rf_mkNamed(), Rf_ScalarInteger(), Rf_ScalarReal(),
    Rf_ScalarLogical(), Rf_ScalarString(), Rf_ScalarComplex(), Rf_ScalarRaw(), Rf_duplicate(),
    Rf_shallow_duplicate(), Rf_lengthgets(), Rf_xlengthgets(), R_MakeExternalPtr(),
    R_PreserveObject(), R_MakeWeakRef(), R_RegisterCFinalizerEx(), Rf_protect(),
    R_ProtectWithIndex(), Rf_PairToVectorList(), Rf_VectorToPairList(), Rf_elt(), Rf_nthcdr(),
    R_alloc(), S_alloc(), S_realloc(), R_chk_calloc(), R_chk_realloc(), R_chk_free(), R_tryEval(),
    R_tryEvalSilent(), R_ToplevelExec(), R_tryCatchError(), R_tryCatch(),
    R_withCallingErrorHandler(), R_UnwindProtect(), R_ExecWithCleanup(), Rf_unprotect(),
    R_ReleaseObject(), Rf_asInteger(), Rf_asReal(), Rf_asLogical(), Rf_length(), Rf_xlength(),
    Rf_isNull(), Rf_isString(), Rf_isReal(), Rf_isInteger(), Rf_inherits(), R_ExternalPtrAddr(),
    R_ClearExternalPtr(), R_Reprotect(), R_CHAR(), INTEGER(), REAL(), LOGICAL(), RAW(), LENGTH(),
    XLENGTH(), TYPEOF(), STRING_ELT(), VECTOR_ELT(), SET_STRING_ELT(), SET_VECTOR_ELT(),
    vmaxget(), vmaxset(), Rprintf(), REprintf(), unif_rand(), GetRNGstate(), PutRNGstate();

void all(void *p) {
  R_CheckUserInterrupt(); R_CheckStack(); R_CheckStack2(); Rf_warning(); Rf_warningcall();
  Rf_eval(); Rf_applyClosure(); R_ParseEvalString(); R_ParseString(); R_forceAndCall();
  Rf_PrintValue(); R_do_new_object(); R_do_slot(); R_do_slot_assign(); R_do_MAKE_CLASS();
  Rf_findVar(); Rf_findFun(); Rf_coerceVector(); Rf_asChar(); Rf_install(); Rf_setAttrib();
  Rf_getAttrib(); Rf_namesgets(); Rf_dimgets(); Rf_classgets(); Rf_defineVar(); Rf_setVar();
  R_loadMethodTable(); R_findVarInFrame(); R_getVar(); R_FindNamespace(); R_Serialize();
  R_Unserialize(); Rf_translateChar(); Rf_translateCharUTF8(); Rf_reEnc(); Rf_allocVector();
  Rf_allocVector3(); Rf_allocMatrix(); Rf_allocArray(); Rf_alloc3DArray(); Rf_allocList();
  Rf_allocLang(); Rf_allocS4Object(); Rf_cons(); Rf_lcons(); Rf_list1(); Rf_list2(); Rf_lang1();
  Rf_lang2(); Rf_lang3(); Rf_lang4(); Rf_mkChar(); Rf_mkCharLen(); Rf_mkCharCE();
  Rf_mkCharLenCE(); Rf_mkString(); Rf_mkNamed(); Rf_ScalarInteger(); Rf_ScalarReal();
  Rf_ScalarLogical(); Rf_ScalarString(); Rf_ScalarComplex(); Rf_ScalarRaw(); Rf_duplicate();
  Rf_shallow_duplicate(); Rf_lengthgets(); Rf_xlengthgets(); R_MakeExternalPtr();
  R_PreserveObject(); R_MakeWeakRef(); R_RegisterCFinalizerEx(); Rf_protect();
  R_ProtectWithIndex(); Rf_PairToVectorList(); Rf_VectorToPairList(); Rf_elt(); Rf_nthcdr();
  R_alloc(); S_alloc(); S_realloc(); R_chk_calloc(0, 0); R_chk_realloc(0, 0); R_chk_free(0);
  R_tryEval(); R_tryEvalSilent(); R_ToplevelExec(); R_tryCatchError(); R_tryCatch();
  R_withCallingErrorHandler(); R_UnwindProtect(); R_ExecWithCleanup(); Rf_unprotect();
  R_ReleaseObject(); Rf_asInteger(); Rf_asReal(); Rf_asLogical(); Rf_length(); Rf_xlength();
  Rf_isNull(); Rf_isString(); Rf_isReal(); Rf_isInteger(); Rf_inherits(); R_ExternalPtrAddr();
  R_ClearExternalPtr(); R_Reprotect(); R_CHAR(); INTEGER(); REAL(); LOGICAL(); RAW(); LENGTH();
  XLENGTH(); TYPEOF(); STRING_ELT(); VECTOR_ELT(); SET_STRING_ELT(); SET_VECTOR_ELT(); vmaxget();
  vmaxset(); Rprintf(); REprintf(); unif_rand(); GetRNGstate(); PutRNGstate();
}
void ends_Rf_error(void *p) { Rf_error(); }
void ends_Rf_errorcall(void *p) { Rf_errorcall(); }
void ends_R_ContinueUnwind(void *p) { R_ContinueUnwind(); }
void ends_WrongArgCount(void *p) { WrongArgCount(); }
void ends_UNIMPLEMENTED(void *p) { UNIMPLEMENTED(); }
void ends_R_signal_protect_error(void *p) { R_signal_protect_error(); }
void ends_R_signalErrorCondition(void *p) { R_signalErrorCondition(); }
void ends_UNIMPLEMENTED_TYPE(void *p) { UNIMPLEMENTED_TYPE(); }

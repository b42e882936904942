# cmake -DTOOL=sollya -DSCRIPT=x.sollya -DSOURCE=x.hpp -P check_derived.cmake
# Fails unless the script prints the source, byte by byte: no constant differs from its derivation.
if(NOT TOOL)
  message(FATAL_ERROR "sollya was not found: install the package sollya, then configure again")
endif()
execute_process(COMMAND ${TOOL} ${SCRIPT} INPUT_FILE /dev/null OUTPUT_VARIABLE derived
                RESULT_VARIABLE status)
file(READ ${SOURCE} kept)
if(NOT status EQUAL 0 OR derived MATCHES "#error" OR NOT derived STREQUAL kept)
  message(FATAL_ERROR "${SOURCE} is not what ${SCRIPT} prints (status ${status})")
endif()

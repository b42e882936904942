# cmake -D BUILD=folder -D CONSUMER=folder -D COMPILER=c++ -P check.cmake
# Installs BUILD, builds CONSUMER with what was installed, and looks at what its tests say.
set(here ${BUILD}/tests/package)
set(prefix ${here}/prefix)
file(REMOVE_RECURSE ${prefix} ${here}/consumer)

# run(STATUS COMMAND...): the command must end so; its output in `output`.
function(run status)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result STREQUAL status)
    message(FATAL_ERROR "${ARGN}\nended with ${result}, not ${status}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()
function(must_say text)
  string(FIND "${output}" "${text}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "it does not say: ${text}\n${output}")
  endif()
endfunction()

run(0 ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
run(0 ${CMAKE_COMMAND} -G Ninja -S ${CONSUMER} -B ${here}/consumer -DCMAKE_PREFIX_PATH=${prefix}
  -DCMAKE_CXX_COMPILER=${COMPILER})
run(0 ${CMAKE_COMMAND} --build ${here}/consumer)

# A careful implementation passes all laws, next to a test of the user's own.
run(0 ${here}/consumer/careful)
must_say("[       OK ] Own.Test")
must_say("[       OK ] careful_softmax_f32.accuracy")
must_say("[       OK ] careful_logsumexp_f64.merge")
must_say("[  SKIPPED ] careful_softmax_f32.in_place")
must_say("the contract does not say that it works in place")

# A faulty one fails the laws it breaks and no others of its functions, with its witness.
run(1 ${here}/consumer/faulty)
must_say("[  FAILED  ] faulty_softmax_f32.accuracy")
must_say("[       OK ] faulty_logsumexp_f32.accuracy")
must_say("0x")
string(REGEX MATCH "SOFTMAX_VERIFY_WITNESS='([^']+)' [^ ]*faulty --gtest_filter=faulty_softmax_f32.range" found
  "${output}")
if(NOT found)
  message(FATAL_ERROR "no command that replays the finding:\n${output}")
endif()
run(1 ${CMAKE_COMMAND} -E env "SOFTMAX_VERIFY_WITNESS=${CMAKE_MATCH_1}"
  ${here}/consumer/faulty --gtest_filter=faulty_softmax_f32.range)
must_say("breaks the law of range")

# The installed program has its worker and its subjects beside it.
run(0 ${prefix}/bin/softmax-verify audit softmax --function softmax --format f32 --cases 40
  --out ${here}/report)
run(0 ${here}/consumer/library)

# The build tree is laid out like an installed prefix (bin/, lib/aurora/, share/aurora/), so that a
# program finds its neighbours in the same way in both.
set(share "${CMAKE_BINARY_DIR}/share/aurora")
file(MAKE_DIRECTORY "${share}" "${CMAKE_BINARY_DIR}/lib/aurora")
function(aurora_link target link)
  file(CREATE_LINK "${target}" "${link}" SYMBOLIC)
endfunction()
aurora_link("${AURORA_THIRD_PARTY}/kafka/libs" "${share}/kafka")
aurora_link("${AURORA_THIRD_PARTY}/minilm" "${share}/minilm")
aurora_link("${PROJECT_SOURCE_DIR}/frontend/out" "${share}/web")
file(MAKE_DIRECTORY "${share}/grafana")
aurora_link("${PROJECT_SOURCE_DIR}/observability/aurora-ingest.dashboard.json" "${share}/grafana/aurora-ingest.json")
install(FILES "${PROJECT_SOURCE_DIR}/observability/aurora-ingest.dashboard.json" DESTINATION share/aurora/grafana
        RENAME aurora-ingest.json)
aurora_link("${AURORA_THIRD_PARTY}/chdb/libchdb.so" "${CMAKE_BINARY_DIR}/lib/aurora/libchdb.so")

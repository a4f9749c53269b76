# aurora_proto(name FILES a.proto ... DEPS aurora_proto_x): a library of the generated messages and services.
function(aurora_proto name)
  cmake_parse_arguments(ARG "" "" "FILES;DEPS" ${ARGN})
  set(out "${CMAKE_BINARY_DIR}/generated")
  file(MAKE_DIRECTORY "${out}")
  set(sources "")
  foreach(file ${ARG_FILES})
    string(REGEX REPLACE "\\.proto$" "" stem "${file}")
    set(generated "${out}/${stem}.pb.cc" "${out}/${stem}.pb.h" "${out}/${stem}.grpc.pb.cc" "${out}/${stem}.grpc.pb.h")
    add_custom_command(
      OUTPUT ${generated}
      COMMAND protobuf::protoc --proto_path=${CMAKE_CURRENT_SOURCE_DIR} --cpp_out=${out} --grpc_out=${out}
              --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin> ${file}
      DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${file}"
      WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
      VERBATIM)
    list(APPEND sources "${out}/${stem}.pb.cc" "${out}/${stem}.grpc.pb.cc")
  endforeach()
  add_library(aurora_proto_${name} STATIC ${sources})
  add_library(aurora::proto_${name} ALIAS aurora_proto_${name})
  # Requests and replies, not events: their speed is not worth what optimising them costs.
  target_compile_options(aurora_proto_${name} PRIVATE $<$<CONFIG:Release>:-O0>)
  # SYSTEM: generated headers are not held to our warnings.
  target_include_directories(aurora_proto_${name} SYSTEM PUBLIC "${out}")
  target_link_libraries(aurora_proto_${name} PUBLIC ${ARG_DEPS} gRPC::grpc++ protobuf::libprotobuf)
endfunction()

#pragma once

#include <string_view>

namespace aurora::ingest {

// The text of a .proto file that every registry and serializer of Confluent brings along, so that schemas import it without
// naming it as a reference; empty for every other path. Google's own (google/protobuf/...) come with the library.
std::string_view KnownProto(std::string_view path);

}  // namespace aurora::ingest

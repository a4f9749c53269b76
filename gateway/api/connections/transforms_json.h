#pragma once

#include "gateway/api/json.h"

namespace aurora::ingest::v1 {
class Transforms;
}

// Transforms of a connection: {"kind": "filter", "field": "status", "operator": "not in", "values":
// ["draft"]} and the like.
namespace aurora::gateway::api {

// The members "transforms" and "hash_salt". What does not go together is refused by ingest, which knows what
// fields there are.
void ReadTransforms(ObjectReader& reader, ingest::v1::Transforms* transforms);
// Never the secret of hashes, whatever a service sends.
json::array TransformsJson(const ingest::v1::Transforms& transforms);

}  // namespace aurora::gateway::api

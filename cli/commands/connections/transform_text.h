#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace aurora::cli {

// Transforms as the command line writes them -> as the API takes them:
//
//   drop:password            rename:ts=created_at      cast:amount=Decimal(18,2)
//   redact:card              redact:card=gone          hash:email
//   filter:status=paid       filter:amount>=10         filter:status not in draft,void     filter:email
//   exists
//   deduplicate:order_id,region within 1h
//
// InvalidArgument shows what is possible.
absl::StatusOr<boost::json::array> ParseTransforms(const std::vector<std::string>& texts);

}  // namespace aurora::cli

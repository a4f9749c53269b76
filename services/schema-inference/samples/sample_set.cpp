#include "services/schema-inference/samples/sample_set.h"

#include "libs/base/text.h"
#include "services/schema-inference/samples/column_fit.h"
#include "services/schema-inference/samples/json_reader.h"

namespace aurora::schema_inference {
namespace {

using base::StrAppend;
using base::StrCat;
using table::Rejection;

void Note(std::string reason, uint64_t index, std::vector<RejectedSamples>* rejected) {
  for (RejectedSamples& known : *rejected) {
    if (known.reason != reason) continue;
    ++known.count;
    return;
  }
  rejected->push_back({std::move(reason), 1, index});
}

}  // namespace

SampleSet SampleSet::Read(const std::vector<std::string_view>& samples) {
  SampleSet set;
  JsonReader reader;
  for (size_t i = 0; i < samples.size(); ++i) {
    JsonValue value;
    const Rejection rejection = reader.Read(samples[i], &value);
    if (rejection != Rejection::kNone) {
      Note(std::string(table::RejectionCode(rejection)), i, &set.rejected);
      continue;
    }
    set.usable.push_back(std::move(value));
    set.index.push_back(i);
  }
  return set;
}

std::string SampleSet::DescribeRejected() const {
  std::string text;
  for (const RejectedSamples& reason : rejected) {
    StrAppend(&text, text.empty() ? "" : ", ", reason.count, " ", reason.reason);
  }
  return text.empty() ? "none" : text;
}

std::vector<RejectedSamples> RejectedBy(const SampleSet& samples, const table::TableSchema& schema,
                                        uint64_t* usable) {
  std::vector<RejectedSamples> rejected = samples.rejected;
  *usable = 0;
  for (size_t i = 0; i < samples.usable.size(); ++i) {
    const table::Field* column = nullptr;
    const Rejection rejection = FitsTable(samples.usable[i], schema, &column);
    if (rejection == Rejection::kNone) {
      ++*usable;
    } else {
      Note(StrCat(table::RejectionCode(rejection), ": ", column->name), samples.index[i], &rejected);
    }
  }
  return rejected;
}

}  // namespace aurora::schema_inference

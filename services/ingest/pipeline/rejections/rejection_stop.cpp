#include "services/ingest/pipeline/rejections/rejection_stop.h"

#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::ingest {

bool RejectionStop::Count(const BatchBuilder& builder, const kafka::Partition& partition, int64_t offset,
                          uint64_t faults_before) {
  if (share_ == nullptr || !share_->Add(builder.faults() != faults_before)) return true;
  status_ = TooManyRejections(base::StrCat(
      share_->rejections(), " of the last ", share_->window(), " messages did not fit, up to ", builder.PlaceOf(offset),
      ": the connection has stopped; see `aurora dead-letters`, then give columns a wider type or repair the producer, and "
      "resume the connection: it goes on behind this offset"));
  base::log::Warning("too many dead letters", {{"topic", partition.topic}, {"partition", partition.number}, {"offset", offset}});
  return false;
}

}  // namespace aurora::ingest

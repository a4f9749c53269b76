#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace aurora::demo {

enum class Topic { kOrders, kClicks, kPayments, kLogs };
inline constexpr int kTopics = 4;
const char* TopicName(Topic topic);

// One message as it goes to Kafka.
struct Event {
  Topic topic;
  std::string key;
  std::string value;
  // When it is sent; the time inside may be earlier (late events).
  absl::Time sent_at;
};

// What happens around one visit to the shop: the clicks of a session and, when it ends in a purchase, the
// order and its payment; orders from other channels; log lines of the services behind it. About one message
// in 2,000 is malformed.
//
// The same (seed, number) gives the same events, whatever the start is: only their times move with it, so
// that a history that was cut short can be continued exactly.
std::vector<Event> MakeVisit(uint64_t seed, uint64_t number, absl::Time start, double pace = 1);

// Events of a visit in the mean; a test holds it to what MakeVisit makes.
inline constexpr double kEventsPerVisit = 9.3;
// No event is sent later than this after a visit's start (at pace 1, which a higher pace shortens).
inline constexpr absl::Duration kVisitLongest = absl::Minutes(15);

}  // namespace aurora::demo

#include "services/demo-events/options.h"

#include "libs/service/configuration.h"

namespace aurora::demo {

void Options::Declare(service::Configuration& configuration) {
  configuration.Add("kafka.brokers", &brokers, "host:port,host:port of Kafka");
  configuration.Add("rate", &rate_per_second, "events a second in total while running; 0: history only", 0,
                    100'000);
  configuration.Add("history.span", &history, "how far back the history reaches that a first start writes",
                    absl::Hours(1), absl::Hours(24 * 365));
  configuration.Add("history.visits", &history_visits,
                    "visits in that history, about nine events each; 0: no history", 0, 10'000'000);
  configuration.Add("seed", &seed, "number that decides the history; the same one gives the same events", 0,
                    int64_t{1} << 53);
}

}  // namespace aurora::demo

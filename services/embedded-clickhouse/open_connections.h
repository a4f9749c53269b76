#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aurora::embedded_clickhouse {

// Nothing more is read from this process's connections on these local ports: one that waits for its next request
// closes at once, a statement that has arrived whole goes on and its answer is still sent. (An engine that is to
// end waits five seconds for open connections, and clients keep theirs.) The number of connections.
size_t EndReading(const std::vector<int64_t>& ports);

}  // namespace aurora::embedded_clickhouse

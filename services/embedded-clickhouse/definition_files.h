#pragma once

#include <string>

#include "absl/status/status.h"

namespace aurora::embedded_clickhouse {

// The engine keeps the statement that made a table or a database in a file of its own, and writes it anew at each change. On a disk
// without any room it leaves an empty file and says that all went well; the next time it does not start. DataLoss for such a file
// below `engine` (DataFolder's), with its name and what to do.
absl::Status CheckDefinitionFiles(const std::string& engine);

}  // namespace aurora::embedded_clickhouse

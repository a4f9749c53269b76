#include "services/embedded-clickhouse/definition_files.h"

#include <filesystem>
#include <system_error>

#include "libs/base/text.h"

namespace aurora::embedded_clickhouse {
namespace {

namespace fs = std::filesystem;

// Below engine/: metadata/DATABASE.sql, and store/abc/UUID-OF-DATABASE/TABLE.sql beside the folders of tables' parts.
constexpr int kDepthMax = 3;

}  // namespace

absl::Status CheckDefinitionFiles(const std::string& engine) {
  for (const char* part : {"metadata", "store"}) {
    std::error_code error;
    fs::recursive_directory_iterator file(fs::path(engine) / part, fs::directory_options::skip_permission_denied, error);
    while (!error && file != fs::recursive_directory_iterator()) {
      if (file.depth() + 1 >= kDepthMax) file.disable_recursion_pending();
      std::error_code gone;
      if (file->path().extension() == ".sql" && file->is_regular_file(gone) && file->file_size(gone) == 0 && !gone) {
        return absl::DataLossError(base::StrCat(
            "the definition of ", file->path().stem().string(), " is empty (", file->path().string(),
            "), as a full disk leaves it when something is made or changed; write its statement into it again, remove the file if what it "
            "defines has no rows, or restore a backup"));
      }
      file.increment(error);
    }
  }
  return absl::OkStatus();
}

}  // namespace aurora::embedded_clickhouse

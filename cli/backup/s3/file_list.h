#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/backup/manifest.h"

namespace aurora::cli {

// The list of all files of a backup, beside its manifest, which has the hash of the list.
inline constexpr char kFileList[] = "files.json";

std::string FileListText(const std::vector<BackedUpFile>& files);
// DataLoss when it is none, or names a file outside of the backup.
absl::StatusOr<std::vector<BackedUpFile>> ParseFileList(const std::string& text);

// Whether a name that a store has told is that of a file inside of a backup.
bool IsInside(const std::string& path);

}  // namespace aurora::cli

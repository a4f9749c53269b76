#include "cli/backup/s3/file_list.h"

#include <algorithm>
#include <boost/json.hpp>

#include "absl/strings/str_split.h"

namespace aurora::cli {

bool IsInside(const std::string& path) {
  const std::vector<std::string> parts = absl::StrSplit(path, '/');
  return std::none_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty() || part == "." || part == ".."; });
}

std::string FileListText(const std::vector<BackedUpFile>& files) {
  boost::json::array list;
  list.reserve(files.size());
  for (const BackedUpFile& file : files) list.push_back(boost::json::object{{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  return boost::json::serialize(boost::json::object{{"files", std::move(list)}}) + "\n";
}

absl::StatusOr<std::vector<BackedUpFile>> ParseFileList(const std::string& text) {
  std::vector<BackedUpFile> files;
  try {
    const boost::json::value root = boost::json::parse(text);
    for (const boost::json::value& file : root.at("files").as_array()) {
      files.push_back({boost::json::value_to<std::string>(file.at("path")), boost::json::value_to<uint64_t>(file.at("bytes")),
                       boost::json::value_to<std::string>(file.at("sha256"))});
      if (!IsInside(files.back().path)) return absl::DataLossError("a file's name leads out of the backup");
    }
  } catch (const std::exception& error) {
    return absl::DataLossError(error.what());
  }
  return files;
}

}  // namespace aurora::cli

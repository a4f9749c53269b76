#include "cli/backup/s3/s3_place.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "absl/time/clock.h"
#include "cli/backup/s3/file_list.h"
#include "cli/up/plan/layout.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

// Each transfer has one piece in memory.
constexpr uint64_t kPieceBytes = 16 << 20;
constexpr size_t kTransfersMax = 8;
// S3 takes 10,000; larger files have larger pieces.
constexpr uint64_t kPartsMax = 9'000;
constexpr char kIncomplete[] = ".incomplete";
// Another's that is older belongs to nobody any more: a run takes a day at most.
constexpr absl::Duration kOthersTimeMax = absl::Hours(48);

// Calls one(0) to one(count - 1), some at a time. The first error; nothing is begun after it.
template <typename One>
absl::Status InParallel(size_t count, const One& one) {
  std::atomic<size_t> next = 0;
  std::mutex mutex;
  absl::Status first;
  const auto work = [&] {
    for (size_t i = next++; i < count; i = next++) {
      const absl::Status status = one(i);
      if (status.ok()) continue;
      next = count;
      const std::lock_guard lock(mutex);
      if (first.ok()) first = status;
    }
  };
  std::vector<std::thread> threads;
  for (size_t i = 1; i < std::min(count, kTransfersMax); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return first;
}

// An open file that closes itself.
struct File {
  File(const std::string& path, int flags) : number(open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
  ~File() {
    if (number >= 0) close(number);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  const int number;
};

std::error_code LastError() { return {errno, std::generic_category()}; }

// The next `bytes` of a file, fewer at its end.
absl::StatusOr<std::string> ReadPiece(int file, uint64_t bytes) {
  std::string piece(bytes, '\0');
  size_t filled = 0;
  while (filled < piece.size()) {
    const ssize_t got = read(file, piece.data() + filled, piece.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return absl::UnavailableError(LastError().message());
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  piece.resize(filled);
  return piece;
}

bool WritePiece(int file, std::string_view piece) {
  while (!piece.empty()) {
    const ssize_t written = write(file, piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    piece.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// Paths of a folder's files below it, in order.
std::vector<std::string> FilesBelow(const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path().lexically_relative(folder).generic_string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string Below(const std::string& id, const std::string& path) { return base::StrCat(id, "/", path); }

}  // namespace

absl::StatusOr<std::unique_ptr<S3Place>> S3Place::Create(S3Address address, const PlaceOptions& options) {
  auto store = S3Store::Create(std::move(address), {.impatient = options.impatient, .sleep = nullptr});
  if (!store.ok()) return store.status();
  return std::unique_ptr<S3Place>(new S3Place(*std::move(store), options.owner));
}

S3Place::S3Place(std::unique_ptr<S3Store> store, std::string owner)
    : store_(std::move(store)), owner_(std::move(owner)), name_(store_->address().Text()) {}

absl::StatusOr<std::vector<std::string>> S3Place::Ids() {
  absl::StatusOr<std::vector<std::string>> ids = store_->Folders();
  if (ids.ok()) std::sort(ids->begin(), ids->end());
  return ids;
}

absl::StatusOr<Manifest> S3Place::Read(const std::string& id) {
  const absl::StatusOr<std::string> text = store_->Get(Below(id, Manifest::kFile));
  if (!text.ok()) return text.status();
  return ParseManifest(*text, id, NameOf(id));
}

absl::StatusOr<std::vector<BackedUpFile>> S3Place::Files(const Manifest& manifest) {
  const auto list = std::find_if(manifest.files.begin(), manifest.files.end(), [](const BackedUpFile& file) { return file.path == kFileList; });
  if (list != manifest.files.end()) {
    std::string text;
    while (text.size() < list->bytes) {
      const absl::StatusOr<std::string> piece =
          store_->GetPiece(Below(manifest.id, kFileList), text.size(), std::min<uint64_t>(kPieceBytes, list->bytes - text.size()));
      if (absl::IsNotFound(piece.status())) return DamagedFile(NameOf(manifest.id), kFileList, "is missing");
      if (!piece.ok()) return piece.status();
      text += *piece;
    }
    if (Sha256(text) != list->sha256) return DamagedFile(NameOf(manifest.id), kFileList, "was changed");
    absl::StatusOr<std::vector<BackedUpFile>> files = ParseFileList(text);
    if (!files.ok()) return DamagedFile(NameOf(manifest.id), kFileList, "was changed");
    files->push_back(*list);
    return files;
  }
  const absl::StatusOr<std::vector<S3Object>> objects = store_->List(Below(manifest.id, ""));
  if (!objects.ok()) return objects.status();
  std::vector<BackedUpFile> files = manifest.files;
  for (const S3Object& object : *objects) {
    const std::string path = object.key.substr(manifest.id.size() + 1);
    const bool known = path == Manifest::kFile || path == kIncomplete ||
                       std::any_of(manifest.files.begin(), manifest.files.end(), [&](const BackedUpFile& file) { return file.path == path; });
    if (!known && IsInside(path)) files.push_back({path, object.bytes, ""});
  }
  return files;
}

absl::Status S3Place::Check(const Manifest& manifest) {
  const absl::StatusOr<std::vector<BackedUpFile>> files = Files(manifest);
  if (!files.ok()) return files.status();
  const absl::StatusOr<std::vector<S3Object>> objects = store_->List(Below(manifest.id, ""));
  if (!objects.ok()) return objects.status();
  std::map<std::string, uint64_t> sizes;
  for (const S3Object& object : *objects) sizes[object.key.substr(manifest.id.size() + 1)] = object.bytes;
  for (const BackedUpFile& file : *files) {
    const auto found = sizes.find(file.path);
    if (found == sizes.end()) return DamagedFile(NameOf(manifest.id), file.path, "is missing");
    if (found->second != file.bytes) return DamagedFile(NameOf(manifest.id), file.path, "was changed");
  }
  return absl::OkStatus();
}

absl::Status S3Place::Download(const std::string& id, const BackedUpFile& file, const std::string& to) {
  const File out(to, O_WRONLY | O_CREAT | O_TRUNC);
  if (out.number < 0) return FileError(to, LastError());
  Sha256Sum sum;
  for (uint64_t offset = 0; offset < file.bytes; offset += kPieceBytes) {
    const absl::StatusOr<std::string> piece = store_->GetPiece(Below(id, file.path), offset, std::min(kPieceBytes, file.bytes - offset));
    if (absl::IsNotFound(piece.status())) return DamagedFile(NameOf(id), file.path, "is missing");
    if (absl::IsDataLoss(piece.status())) return DamagedFile(NameOf(id), file.path, "was changed");
    if (!piece.ok()) return piece.status();
    sum.Add(*piece);
    if (!WritePiece(out.number, *piece)) return FileError(to, LastError());
  }
  if (!file.sha256.empty() && sum.Hex() != file.sha256) return DamagedFile(NameOf(id), file.path, "was changed");
  return absl::OkStatus();
}

absl::Status S3Place::Fetch(const std::string& id, const BackedUpFile& file, const std::string& to) { return Download(id, file, to); }

absl::StatusOr<std::string> S3Place::Provide(const std::vector<const Manifest*>& backups, const std::string& scratch) {
  std::error_code error;
  fs::remove_all(scratch, error);
  for (const Manifest* manifest : backups) {
    const absl::StatusOr<std::vector<BackedUpFile>> files = Files(*manifest);
    if (!files.ok()) return files.status();
    const absl::Status status = InParallel(files->size(), [&](size_t i) {
      const std::string to = base::StrCat(scratch, "/", manifest->id, "/", (*files)[i].path);
      std::error_code made;
      fs::create_directories(fs::path(to).parent_path(), made);
      return made ? FileError(to, made) : Download(manifest->id, (*files)[i], to);
    });
    if (!status.ok()) return status;
  }
  return scratch;
}

absl::StatusOr<bool> S3Place::IsLeftover(const std::string& id) {
  const absl::StatusOr<std::string> whose = store_->Get(Below(id, kIncomplete));
  // Somebody copies a backup here by other means.
  if (absl::IsNotFound(whose.status())) return false;
  if (!whose.ok()) return whose.status();
  if (*whose == owner_) return true;
  const absl::StatusOr<std::vector<S3Object>> marker = store_->List(Below(id, kIncomplete));
  if (!marker.ok()) return marker.status();
  return !marker->empty() && absl::Now() - marker->front().modified > kOthersTimeMax;
}

absl::Status S3Place::RemoveLeftovers() {
  const absl::StatusOr<std::vector<std::string>> ids = Ids();
  if (!ids.ok()) return ids.status();
  for (const std::string& id : *ids) {
    const absl::Status manifest = Read(id).status();
    if (manifest.ok() || absl::IsDataLoss(manifest) || absl::IsFailedPrecondition(manifest)) continue;
    if (!absl::IsNotFound(manifest)) return manifest;
    const absl::StatusOr<bool> leftover = IsLeftover(id);
    if (!leftover.ok()) return leftover.status();
    if (!*leftover) continue;
    if (absl::Status status = RemoveAll(id); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status S3Place::RemoveAll(const std::string& id) {
  // First, so that half of it is none.
  if (absl::Status status = store_->Delete(Below(id, Manifest::kFile)); !status.ok()) return status;
  const absl::StatusOr<std::vector<S3Upload>> uploads = store_->Uploads(Below(id, ""));
  if (!uploads.ok()) return uploads.status();
  for (const S3Upload& upload : *uploads) {
    if (absl::Status status = store_->AbortUpload(upload.key, upload.id); !status.ok()) return status;
  }
  const absl::StatusOr<std::vector<S3Object>> objects = store_->List(Below(id, ""));
  if (!objects.ok()) return objects.status();
  const std::string marker = Below(id, kIncomplete);
  const absl::Status status = InParallel(objects->size(), [&](size_t i) {
    const std::string& path = (*objects)[i].key;
    return path == marker ? absl::OkStatus() : store_->Delete(path);
  });
  // Last, so that another run finds what this one did not come to.
  return status.ok() ? store_->Delete(marker) : status;
}

absl::StatusOr<std::string> S3Place::Begin(const std::string& id, const std::string& staging) {
  Abandon();
  const absl::Status there = Read(id).status();
  if (there.ok() || absl::IsDataLoss(there)) return absl::AlreadyExistsError(base::StrCat("there is a backup ", NameOf(id), " already"));
  if (!absl::IsNotFound(there)) return there;
  // Also tells what would be in the way at the end, when everything has been copied.
  if (absl::Status status = store_->Put(Below(id, kIncomplete), owner_); !status.ok()) return status;
  begun_ = id;
  folder_ = staging + "/upload";
  return folder_;
}

absl::StatusOr<BackedUpFile> S3Place::Upload(const std::string& folder, const std::string& id, const std::string& path) {
  const std::string from = base::StrCat(folder, "/", path);
  const File file(from, O_RDONLY);
  std::error_code error;
  const uint64_t bytes = fs::file_size(from, error);
  if (file.number < 0 || error) return absl::UnavailableError(base::StrCat(from, " cannot be read any more"));
  if (bytes > kPieceBytes) return UploadInParts(file.number, bytes, id, path);
  const absl::StatusOr<std::string> content = ReadPiece(file.number, bytes);
  if (!content.ok()) return absl::UnavailableError(base::StrCat(from, " cannot be read (", base::Message(content.status()), ")"));
  if (absl::Status status = store_->Put(Below(id, path), *content); !status.ok()) return status;
  return BackedUpFile{path, content->size(), Sha256(*content)};
}

absl::StatusOr<BackedUpFile> S3Place::UploadInParts(int file, uint64_t bytes, const std::string& id, const std::string& path) {
  const std::string key = Below(id, path);
  const uint64_t piece_bytes = std::max(kPieceBytes, bytes / kPartsMax + 1);
  const absl::StatusOr<std::string> upload = store_->BeginUpload(key);
  if (!upload.ok()) return upload.status();
  Sha256Sum sum;
  std::vector<std::string> tags;
  uint64_t sent = 0;
  while (sent < bytes) {
    const absl::StatusOr<std::string> piece = ReadPiece(file, std::min(piece_bytes, bytes - sent));
    if (!piece.ok() || piece->empty()) return absl::UnavailableError(base::StrCat(path, " cannot be read to its end"));
    sum.Add(*piece);
    absl::StatusOr<std::string> tag = store_->PutPart(key, *upload, static_cast<int>(tags.size() + 1), *piece);
    if (!tag.ok()) return tag.status();
    tags.push_back(*std::move(tag));
    sent += piece->size();
  }
  if (absl::Status status = store_->CompleteUpload(key, *upload, tags, bytes); !status.ok()) return status;
  return BackedUpFile{path, bytes, sum.Hex()};
}

absl::Status S3Place::Finish(Manifest& manifest) {
  const std::vector<std::string> paths = FilesBelow(folder_);
  std::vector<BackedUpFile> files(paths.size());
  absl::Status status = InParallel(paths.size(), [&](size_t i) {
    absl::StatusOr<BackedUpFile> file = Upload(folder_, begun_, paths[i]);
    if (file.ok()) files[i] = *std::move(file);
    return file.status();
  });
  if (status.ok()) status = WritePrivateFile(base::StrCat(folder_, "/", kFileList), FileListText(files));
  if (!status.ok()) return status;
  absl::StatusOr<BackedUpFile> list = Upload(folder_, begun_, kFileList);
  if (!list.ok()) return list.status();
  manifest.files.push_back(*std::move(list));
  manifest.took = absl::Now() - manifest.taken_at;
  status = store_->Put(Below(begun_, Manifest::kFile), ToText(manifest));
  if (!status.ok()) return status;
  // From here on it is a backup, with this or without.
  [[maybe_unused]] const absl::Status unmarked = store_->Delete(Below(begun_, kIncomplete));
  begun_.clear();
  return absl::OkStatus();
}

void S3Place::Abandon() {
  // What cannot be removed now the next run finds.
  if (!begun_.empty()) [[maybe_unused]] const absl::Status removed = RemoveAll(begun_);
  begun_.clear();
}

absl::Status S3Place::Remove(const std::string& id) {
  if (absl::Status status = store_->Put(Below(id, kIncomplete), owner_); !status.ok()) return status;
  return RemoveAll(id);
}

}  // namespace aurora::cli

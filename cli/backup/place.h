#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/backup/files.h"
#include "cli/backup/manifest.h"

namespace aurora::cli {

// Where backups are kept. Below it each has a folder with its id as the name, of the same form everywhere, so that what was copied
// from one place to another by other means are backups there too. Belongs to one thread. Errors name the place or the file, and the remedy.
class BackupPlace {
 public:
  virtual ~BackupPlace() = default;

  // "/mnt/backups", for messages.
  virtual const std::string& name() const = 0;
  std::string NameOf(const std::string& id) const;

  // Names of what may be backups, oldest first. NotFound when the place is not there.
  virtual absl::StatusOr<std::vector<std::string>> Ids() = 0;
  // NotFound when it has no manifest, so that it is none; DataLoss and FailedPrecondition as ParseManifest, or when it was given another name.
  virtual absl::StatusOr<Manifest> Read(const std::string& id) = 0;
  // Whether its files are there and, as far as that is known without copying them from elsewhere, as they were made; DataLoss.
  virtual absl::Status Check(const Manifest& manifest) = 0;
  // Copies one file of it, `to` a path of this machine, as it is.
  virtual absl::Status Fetch(const std::string& id, const BackedUpFile& file, const std::string& to) = 0;
  // Whether Provide copies: then it needs the room of what it copies.
  virtual bool IsElsewhere() const = 0;
  // A folder of this machine that has these backups, each checked; below `scratch` when they come from elsewhere.
  virtual absl::StatusOr<std::string> Provide(const std::vector<const Manifest*>& backups, const std::string& scratch) = 0;

  // For those who write: held meanwhile, null where the place has none of its own. AlreadyExists while somebody else has it.
  virtual absl::StatusOr<std::unique_ptr<FolderLock>> Lock() = 0;
  // Removes what runs that were killed have left. Only under Lock.
  virtual absl::Status RemoveLeftovers() = 0;
  // The path on this machine in which backup `id` is put together; may be below `staging`, a folder that the caller empties. AlreadyExists when
  // there is one with that id.
  virtual absl::StatusOr<std::string> Begin(const std::string& id, const std::string& staging) = 0;
  // Makes what was put together a backup, with what the place adds to its manifest.
  virtual absl::Status Finish(Manifest& manifest) = 0;
  // Removes what was begun and is no backup.
  virtual void Abandon() = 0;
  // Half of what is being removed is no backup.
  virtual absl::Status Remove(const std::string& id) = 0;
};

struct PlaceOptions {
  // What writes there, so that it knows what itself has left ("HOST:DATA_DIR").
  std::string owner;
  // For those who would rather have no answer than wait for one.
  bool impatient = false;
};

// A folder. InvalidArgument when `text` cannot name a place.
absl::StatusOr<std::unique_ptr<BackupPlace>> OpenPlace(const std::string& text, const PlaceOptions& options);

struct PlaceToRestoreFrom {
  std::unique_ptr<BackupPlace> place;
  // When one backup was named, not the place.
  std::optional<std::string> id;
};
absl::StatusOr<PlaceToRestoreFrom> OpenPlaceToRestoreFrom(const std::string& text);

// A backup is found by its manifest; folders without one are left out.
struct Backups {
  // Oldest first.
  std::vector<Manifest> whole;
  // Those whose manifest cannot be read, with the reason.
  std::vector<std::string> damaged;
};
absl::StatusOr<Backups> ListBackups(BackupPlace& place);

// When the newest was taken; InfinitePast when there is none.
absl::StatusOr<absl::Time> NewestBackup(BackupPlace& place);

}  // namespace aurora::cli

#include "services/ingest/formats/protobuf/protobuf_schema.h"

#include <google/protobuf/compiler/parser.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>

#include <map>
#include <mutex>

#include "libs/base/text.h"
#include "services/ingest/formats/protobuf/known_protos.h"

namespace aurora::ingest {
namespace {

namespace pb = google::protobuf;

// Google's parser goes as deep as the text: braces are counted before.
constexpr int kBracesMax = 100;
constexpr int kImportDepthMax = 40;

class FirstError : public pb::io::ErrorCollector, public pb::DescriptorPool::ErrorCollector {
 public:
  void AddError(int line, int, const std::string& message) override {
    if (text_.empty()) text_ = base::StrCat("line ", line + 1, ": ", message);
  }
  void AddError(const std::string& file, const std::string& element, const pb::Message*, ErrorLocation,
                const std::string& message) override {
    if (text_.empty()) text_ = base::StrCat(file, ": ", element, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

absl::Status WrongProtobuf(std::string_view what) {
  return absl::InvalidArgumentError(base::StrCat("its Protobuf schema: ", what));
}

bool IsTooDeep(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '{' || c == '<' || c == '[') ++depth;
    if ((c == '}' || c == '>' || c == ']') && depth > 0) --depth;
    if (depth > kBracesMax) return true;
  }
  return false;
}

// The type at an index inside of another; null when there is none. The types that Protobuf makes of maps do not count: the
// .proto text has none.
const pb::Descriptor* Nested(const pb::Descriptor& type, int index) {
  for (int i = 0; i < type.nested_type_count(); ++i) {
    if (type.nested_type(i)->options().map_entry()) continue;
    if (index-- == 0) return type.nested_type(i);
  }
  return nullptr;
}

}  // namespace

struct ProtobufSchema::Impl {
  pb::DescriptorPool pool;
  pb::DynamicMessageFactory factory{&pool};
  const pb::FileDescriptor* file = nullptr;
  // By path.
  std::map<std::string, std::string> imports;
  std::map<std::vector<int>, std::unique_ptr<pb::Message>> messages;

  absl::Status Import(const std::string& path, int depth);
  absl::Status Build(const std::string& path, const std::string& text, int depth);
  absl::Status Build(const pb::FileDescriptorProto& file, int depth);
};

absl::Status ProtobufSchema::Impl::Import(const std::string& path, int depth) {
  if (pool.FindFileByName(path) != nullptr) return absl::OkStatus();
  if (depth > kImportDepthMax) return WrongProtobuf("imports go round in a circle, or too deep");
  if (const auto own = imports.find(path); own != imports.end()) return Build(path, own->second, depth);
  if (const std::string_view known = KnownProto(path); !known.empty()) return Build(path, std::string(known), depth);
  const pb::FileDescriptor* google =
      path.starts_with("google/protobuf/") ? pb::DescriptorPool::generated_pool()->FindFileByName(path) : nullptr;
  if (google == nullptr) return WrongProtobuf(base::StrCat("imports ", path, ", which is not among its references"));
  pb::FileDescriptorProto copy;
  google->CopyTo(&copy);
  return Build(copy, depth);
}

absl::Status ProtobufSchema::Impl::Build(const std::string& path, const std::string& text, int depth) {
  if (IsTooDeep(text)) return WrongProtobuf("nested too deep");
  pb::io::ArrayInputStream stream(text.data(), static_cast<int>(text.size()));
  FirstError error;
  pb::io::Tokenizer tokenizer(&stream, &error);
  pb::compiler::Parser parser;
  parser.RecordErrorsTo(&error);
  pb::FileDescriptorProto parsed;
  if (!parser.Parse(&tokenizer, &parsed) || !error.text().empty()) return WrongProtobuf(base::StrCat(path, ", ", error.text()));
  parsed.set_name(path);
  return Build(parsed, depth);
}

absl::Status ProtobufSchema::Impl::Build(const pb::FileDescriptorProto& parsed, int depth) {
  for (const std::string& import : parsed.dependency()) {
    if (absl::Status status = Import(import, depth + 1); !status.ok()) return status;
  }
  FirstError error;
  const pb::FileDescriptor* built = pool.BuildFileCollectingErrors(parsed, &error);
  if (built == nullptr) return WrongProtobuf(error.text());
  file = built;
  return absl::OkStatus();
}

ProtobufSchema::ProtobufSchema(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProtobufSchema::~ProtobufSchema() {
  // Before the factory that their types belong to.
  impl_->messages.clear();
}

absl::StatusOr<std::unique_ptr<ProtobufSchema>> ProtobufSchema::Compile(const RegisteredSchema& registered) {
  if (registered.type != "PROTOBUF") {
    return absl::InvalidArgumentError(base::StrCat("it is of type ", registered.type.substr(0, 40),
                                                   ", and the connection's format is protobuf; choose the other format"));
  }
  // What Google's library would print about a message stands in its dead letter.
  static std::once_flag once;
  std::call_once(once, [] { pb::SetLogHandler(nullptr); });
  auto impl = std::make_unique<Impl>();
  for (const RegisteredSchema::Reference& reference : registered.references) {
    impl->imports[reference.name] = reference.text;
  }
  // The root is built last, and is the file that stays.
  if (absl::Status status = impl->Build(base::StrCat("schema id ", registered.id), registered.text, 0); !status.ok()) {
    return status;
  }
  return std::unique_ptr<ProtobufSchema>(new ProtobufSchema(std::move(impl)));
}

pb::Message* ProtobufSchema::MessageAt(const std::vector<int>& indexes) {
  if (const auto known = impl_->messages.find(indexes); known != impl_->messages.end()) return known->second.get();
  if (indexes.empty() || indexes[0] < 0 || indexes[0] >= impl_->file->message_type_count()) return nullptr;
  const pb::Descriptor* type = impl_->file->message_type(indexes[0]);
  for (size_t i = 1; i < indexes.size() && type != nullptr; ++i) type = Nested(*type, indexes[i]);
  if (type == nullptr) return nullptr;
  std::unique_ptr<pb::Message> message(impl_->factory.GetPrototype(type)->New());
  return (impl_->messages[indexes] = std::move(message)).get();
}

void ProtobufSchema::Forget() { impl_->messages.clear(); }

}  // namespace aurora::ingest

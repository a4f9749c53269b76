#include "libs/kafka/diagnosis/network_probe.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <future>
#include <memory>
#include <thread>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"

namespace aurora::kafka {
namespace {

struct AddressDeleter {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using Addresses = std::shared_ptr<addrinfo>;

class Socket {
 public:
  explicit Socket(int fd = -1) : fd_(fd) {}
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int fd() const { return fd_; }

 private:
  int fd_;
};

bool Wait(int fd, short events, absl::Time deadline) {
  pollfd entry{fd, events, 0};
  const int64_t left_ms = std::clamp<int64_t>(absl::ToInt64Milliseconds(deadline - absl::Now()), 0, 60'000);
  return poll(&entry, 1, static_cast<int>(left_ms)) == 1;
}

absl::StatusOr<Addresses> Lookup(const HostPort& server, absl::Time deadline) {
  // getaddrinfo has no deadline: it runs in a thread of its own, which is left behind when it takes too long.
  auto promise = std::make_shared<std::promise<std::pair<int, Addresses>>>();
  std::future<std::pair<int, Addresses>> future = promise->get_future();
  std::thread([promise, server] {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int code = getaddrinfo(server.host.c_str(), std::to_string(server.port).c_str(), &hints, &list);
    promise->set_value({code, code == 0 ? Addresses(list, AddressDeleter()) : nullptr});
  }).detach();
  const auto left = absl::ToChronoMilliseconds(std::max(absl::ZeroDuration(), deadline - absl::Now()));
  if (future.wait_for(left) != std::future_status::ready) {
    return absl::DeadlineExceededError(base::StrCat("host ", server.host, ": no answer from the name server"));
  }
  auto [code, addresses] = future.get();
  if (code == 0) return addresses;
  if (code == EAI_AGAIN) {
    return absl::UnavailableError(base::StrCat("host ", server.host, ": the name server cannot answer now"));
  }
  return absl::NotFoundError(base::StrCat("host ", server.host, ": the name does not exist"));
}

absl::StatusOr<Socket> Connect(const HostPort& server, absl::Time deadline) {
  absl::StatusOr<Addresses> addresses = Lookup(server, deadline);
  if (!addresses.ok()) return addresses.status();
  bool refused = false;
  for (const addrinfo* address = addresses->get(); address != nullptr; address = address->ai_next) {
    Socket socket(::socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.fd() < 0) continue;
    int error = connect(socket.fd(), address->ai_addr, address->ai_addrlen) == 0 ? 0 : errno;
    if (error == EINPROGRESS) {
      if (!Wait(socket.fd(), POLLOUT, deadline)) continue;
      socklen_t size = sizeof(error);
      getsockopt(socket.fd(), SOL_SOCKET, SO_ERROR, &error, &size);
    }
    if (error == 0) return socket;
    refused = refused || error == ECONNREFUSED;
  }
  if (refused) return absl::UnavailableError(base::StrCat(server.Text(), ": nothing listens on this port"));
  if (absl::Now() >= deadline) {
    return absl::DeadlineExceededError(base::StrCat(server.Text(), ": no answer; a firewall may drop the packets"));
  }
  return absl::UnavailableError(base::StrCat(server.Text(), ": there is no way to this host"));
}

template <auto Free>
struct Releaser {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Context = std::unique_ptr<SSL_CTX, Releaser<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Releaser<SSL_free>>;
using Bio = std::unique_ptr<BIO, Releaser<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Releaser<GENERAL_NAMES_free>>;

Bio Memory(const std::string& text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

absl::Status LoadCertificates(SSL_CTX* context, const Security& security) {
  if (security.ca_certificate.empty()) {
    SSL_CTX_set_default_verify_paths(context);
  } else {
    const Bio bio = Memory(security.ca_certificate);
    int loaded = 0;
    while (Certificate certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
      X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate.get());
      ++loaded;
    }
    if (loaded == 0) return absl::FailedPreconditionError("the CA certificate is not PEM text");
  }
  if (security.client_certificate.empty()) return absl::OkStatus();
  const Certificate certificate(
      PEM_read_bio_X509(Memory(security.client_certificate).get(), nullptr, nullptr, nullptr));
  const Key key(PEM_read_bio_PrivateKey(Memory(security.client_key.Reveal()).get(), nullptr, nullptr, nullptr));
  if (certificate == nullptr || key == nullptr || SSL_CTX_use_certificate(context, certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context, key.get()) != 1) {
    return absl::FailedPreconditionError("the client certificate and its key do not fit together, or are not PEM text");
  }
  return absl::OkStatus();
}

std::string NamesOf(const Certificate& certificate) {
  if (certificate == nullptr) return "no name";
  const Names names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
  std::vector<std::string> found;
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_IPADD) {
      char address[INET6_ADDRSTRLEN];
      const int family = ASN1_STRING_length(name->d.iPAddress) == 4 ? AF_INET : AF_INET6;
      if (inet_ntop(family, ASN1_STRING_get0_data(name->d.iPAddress), address, sizeof(address)) != nullptr) {
        found.emplace_back(address);
      }
    }
    if (name->type != GEN_DNS) continue;
    found.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                       static_cast<size_t>(ASN1_STRING_length(name->d.dNSName)));
  }
  return found.empty() ? "no host name" : absl::StrJoin(found, ", ");
}

// 1 when the handshake is done, otherwise SSL_get_error's answer or 0 for the deadline.
int Handshake(SSL* session, int fd, absl::Time deadline) {
  while (true) {
    ERR_clear_error();
    const int result = SSL_connect(session);
    if (result == 1) return 1;
    const int error = SSL_get_error(session, result);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) return -error;
    if (!Wait(fd, error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, deadline)) return 0;
  }
}

// What the port shows to anybody; null when it does not speak TLS. A broker that wants a client certificate breaks off, but
// only after it has shown its own.
Certificate CertificateOf(const HostPort& server, absl::Time deadline) {
  const absl::StatusOr<Socket> socket = Connect(server, deadline);
  if (!socket.ok()) return nullptr;
  const Context context(SSL_CTX_new(TLS_client_method()));
  const Session session(SSL_new(context.get()));
  SSL_set_fd(session.get(), socket->fd());
  Handshake(session.get(), socket->fd(), deadline);
  return Certificate(SSL_get1_peer_certificate(session.get()));
}

absl::Status ExplainTls(SSL* session, const HostPort& server, absl::Time deadline) {
  const std::string where = server.Text();
  const long verified = SSL_get_verify_result(session);
  if (verified == X509_V_ERR_HOSTNAME_MISMATCH || verified == X509_V_ERR_IP_ADDRESS_MISMATCH) {
    return absl::FailedPreconditionError(
        base::StrCat(where, ": the certificate is for ", NamesOf(CertificateOf(server, deadline)), ", not for ", server.host));
  }
  if (verified == X509_V_ERR_CERT_HAS_EXPIRED) {
    return absl::FailedPreconditionError(base::StrCat(where, ": the broker's certificate has expired"));
  }
  if (verified != X509_V_OK) {
    return absl::FailedPreconditionError(
        base::StrCat(where, ": the broker's certificate is not signed by the given CA"));
  }
  const int reason = ERR_GET_REASON(ERR_peek_error());
  if (reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_PACKET_LENGTH_TOO_LONG) {
    return absl::FailedPreconditionError(base::StrCat(where, ": the port answers, but not with TLS"));
  }
  return absl::FailedPreconditionError(base::StrCat(where, ": the broker broke off the TLS handshake"));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> Resolve(const HostPort& server, absl::Time deadline) {
  absl::StatusOr<Addresses> addresses = Lookup(server, deadline);
  if (!addresses.ok()) return addresses.status();
  std::vector<std::string> result;
  for (const addrinfo* address = addresses->get(); address != nullptr; address = address->ai_next) {
    char text[NI_MAXHOST];
    if (getnameinfo(address->ai_addr, address->ai_addrlen, text, sizeof(text), nullptr, 0, NI_NUMERICHOST) == 0) {
      result.emplace_back(text);
    }
  }
  return result;
}

absl::Status TryTcp(const HostPort& server, absl::Time deadline) { return Connect(server, deadline).status(); }

absl::Status TryTls(const HostPort& server, const Security& security, absl::Time deadline) {
  absl::StatusOr<Socket> socket = Connect(server, deadline);
  if (!socket.ok()) return socket.status();
  const Context context(SSL_CTX_new(TLS_client_method()));
  if (absl::Status status = LoadCertificates(context.get(), security); !status.ok()) return status;
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  const Session session(SSL_new(context.get()));
  unsigned char address[sizeof(in6_addr)];
  const bool is_address = inet_pton(AF_INET, server.host.c_str(), address) == 1 ||
                          inet_pton(AF_INET6, server.host.c_str(), address) == 1;
  if (is_address) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session.get()), server.host.c_str());
  } else {
    SSL_set_tlsext_host_name(session.get(), server.host.c_str());
    SSL_set1_host(session.get(), server.host.c_str());
  }
  SSL_set_fd(session.get(), socket->fd());
  const int result = Handshake(session.get(), socket->fd(), deadline);
  if (result == 1) return absl::OkStatus();
  if (result == 0) {
    return absl::FailedPreconditionError(
        base::StrCat(server.Text(), ": the port accepts connections, but does not answer a TLS greeting"));
  }
  return ExplainTls(session.get(), server, deadline);
}

bool SpeaksTls(const HostPort& server, absl::Time deadline) {
  return CertificateOf(server, deadline) != nullptr;
}

}  // namespace aurora::kafka

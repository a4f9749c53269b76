#pragma once

#include <memory>

#include "libs/base/secret.h"
#include "libs/rpc/tls.h"

namespace grpc {
class ServerCredentials;
}

namespace aurora::rpc {

// Credentials of a listening port: TLS when there is a certificate (mutual with a CA), else plaintext. With a
// token, calls that do not carry it end as UNAUTHENTICATED before any handler runs; health and reflection
// stay open. gRPC's own C++ classes check tokens under TLS only, so this one goes to its C interface.
std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(const TlsMaterial& tls,
                                                               const base::Secret& token);

}  // namespace aurora::rpc

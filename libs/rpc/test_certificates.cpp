#include "libs/rpc/test_certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace aurora::rpc {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Key MakeKey() { return Key(EVP_EC_gen("P-256"), &EVP_PKEY_free); }

void AddExtension(X509* certificate, X509* issuer, int id, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value);
  REQUIRE(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate MakeCertificate(const char* name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key) {
  Certificate certificate(X509_new(), &X509_free);
  static int64_t serial = 1;
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set_int64(X509_get_serialNumber(certificate.get()), serial++);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name), -1,
                             -1, 0);
  const bool is_authority = issuer == nullptr;
  X509* signer = is_authority ? certificate.get() : issuer;
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
  AddExtension(certificate.get(), signer, NID_basic_constraints,
               is_authority ? "critical,CA:TRUE" : "CA:FALSE");
  if (!is_authority) {
    AddExtension(certificate.get(), signer, NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost");
  }
  REQUIRE(X509_sign(certificate.get(), issuer_key, EVP_sha256()) > 0);
  return certificate;
}

void Save(const std::string& stem, X509* certificate, EVP_PKEY* key) {
  FILE* file = std::fopen((stem + ".pem").c_str(), "w");
  REQUIRE(file != nullptr);
  PEM_write_X509(file, certificate);
  std::fclose(file);
  file = std::fopen((stem + ".key").c_str(), "w");
  REQUIRE(file != nullptr);
  PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
}

}  // namespace

TestCertificates::TestCertificates() {
  char folder[] = "/tmp/aurora-certificates-XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  folder_ = folder;
  const Key authority_key = MakeKey();
  const Certificate authority =
      MakeCertificate("test authority", authority_key.get(), nullptr, authority_key.get());
  Save(Path("ca"), authority.get(), authority_key.get());
  for (const char* name : {"server", "client"}) {
    const Key key = MakeKey();
    Save(Path(name), MakeCertificate(name, key.get(), authority.get(), authority_key.get()).get(), key.get());
  }
  const Key stranger_key = MakeKey();
  Save(Path("stranger"), MakeCertificate("stranger", stranger_key.get(), nullptr, stranger_key.get()).get(),
       stranger_key.get());
}

TestCertificates::~TestCertificates() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace aurora::rpc

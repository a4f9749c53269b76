#pragma once

#include <string>

#include "gateway/api/router.h"
#include "gateway/live/status_board.h"

namespace aurora::gateway::api {

// Health, status, the OpenAPI document and the live feed's address. Owner: main.
class Operation {
 public:
  Operation(std::string openapi, const live::StatusBoard& board) : openapi_(std::move(openapi)), board_(board) {}
  void AddTo(Router& router);

 private:
  const std::string openapi_;
  const live::StatusBoard& board_;
};

}  // namespace aurora::gateway::api

mock_provider "aws" {}

variables {
  name     = "shop"
  services = ["gateway", "ingest"]
}

run "one_for_each_and_not_for_ever" {
  command = apply
  assert {
    condition     = output.names["ingest"] == "/shop/ingest" && alltrue([for g in aws_cloudwatch_log_group.this : g.retention_in_days == 30])
    error_message = "kept for thirty days"
  }
}

run "days_that_cloudwatch_does_not_know_are_refused" {
  command = plan
  variables {
    days = 31
  }
  expect_failures = [var.days]
}

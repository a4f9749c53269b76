mock_provider "aws" {
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }
}

variables {
  name          = "shop"
  configs       = { ingest = "grpc: {listen: 0.0.0.0:7180}" }
  secrets       = ["ingest-key"]
  secret_values = { ingest-key = "0123456789abcdef" }
}

run "a_configuration_is_a_parameter" {
  command = apply
  assert {
    condition     = aws_ssm_parameter.config["ingest"].name == "/shop/config/ingest" && aws_ssm_parameter.config["ingest"].type == "String"
    error_message = "found below the deployment's name"
  }
  assert {
    condition     = aws_kms_key.this.enable_key_rotation
    error_message = "the key is renewed by itself"
  }
}

run "a_secret_is_encrypted_and_never_kept_here" {
  command = apply
  assert {
    condition     = aws_ssm_parameter.secret["ingest-key"].type == "SecureString" && aws_ssm_parameter.secret["ingest-key"].key_id == aws_kms_key.this.arn
    error_message = "with the deployment's own key"
  }
  assert {
    condition     = aws_ssm_parameter.secret["ingest-key"].value_wo == null && aws_ssm_parameter.secret["ingest-key"].value_wo_version == 1
    error_message = "the state knows that it was written, not what"
  }
  assert {
    condition     = output.secret_names["ingest-key"] == "/shop/secrets/ingest-key"
    error_message = "found below the deployment's name"
  }
}

run "a_file_that_does_not_fit_is_refused" {
  command = plan
  variables {
    configs = { ingest = join("", [for i in range(500) : "0123456789"]) }
  }
  expect_failures = [var.configs]
}

mock_provider "aws" {}

variables {
  bucket = "shop-aurora-backups"
}

run "closed_encrypted_versioned_and_nothing_current_expires" {
  command = apply
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls, aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls, aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "closed to the public in every way"
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"
    error_message = "encrypted"
  }
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "what is overwritten can be had again"
  }
  assert {
    condition = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.this.rule :
    rule.expiration[0].expired_object_delete_marker && coalesce(rule.expiration[0].days, 0) == 0 && rule.noncurrent_version_expiration[0].noncurrent_days == 35])
    error_message = "a full backup is there as long as others need it, and for five weeks after its removal"
  }
  assert {
    condition     = strcontains(aws_s3_bucket_policy.tls.policy, "aws:SecureTransport")
    error_message = "TLS or nothing"
  }
}

run "a_name_that_s3_does_not_take_is_refused" {
  command = plan
  variables {
    bucket = "My_Backups"
  }
  expect_failures = [var.bucket]
}

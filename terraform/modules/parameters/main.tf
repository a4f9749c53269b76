# Configuration files and secrets in Parameter Store. Secrets are written once: neither the plan nor the state ever holds them
# (write-only values).

resource "aws_kms_key" "this" {
  description         = "Aurora ${var.name}: secrets"
  enable_key_rotation = true
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_ssm_parameter" "config" {
  for_each    = var.configs
  name        = "/${var.name}/config/${each.key}"
  description = "Configuration file of aurora-${each.key}"
  type        = "String"
  value       = each.value
}

resource "aws_ssm_parameter" "secret" {
  for_each         = var.secrets
  name             = "/${var.name}/secrets/${each.key}"
  description      = "Aurora: ${each.key}"
  type             = "SecureString"
  key_id           = aws_kms_key.this.arn
  value_wo         = var.secret_values[each.key]
  value_wo_version = var.secrets_version
}

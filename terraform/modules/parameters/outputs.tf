output "key_arn" {
  value = aws_kms_key.this.arn
}

output "secret_names" {
  description = "Secret -> name of its parameter."
  value       = { for name, parameter in aws_ssm_parameter.secret : name => parameter.name }
}

output "config_versions" {
  description = "Service -> version of its configuration: a change makes new machines."
  value       = { for name, parameter in aws_ssm_parameter.config : name => parameter.version }
}

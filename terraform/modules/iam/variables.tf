variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "services" {
  description = "Service -> the configuration file and the secrets that it may read (names below /NAME/config and /NAME/secrets), and the bucket of backups if it writes there."
  type        = map(object({ config = string, secrets = list(string), bucket_arn = optional(string) }))
}

variable "log_group_arns" {
  type = map(string)
}

variable "key_arn" {
  description = "KMS key of the secret parameters."
  type        = string
}

variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "services" {
  description = "Service -> the configuration file and the secrets that it may read (names below /NAME/config and /NAME/secrets), and of the machine that makes backups what it reads for them and their bucket."
  type        = map(object({ config = string, secrets = list(string), backup = optional(object({ config = string, secrets = list(string), bucket_arn = string })) }))
}

variable "log_group_arns" {
  type = map(string)
}

variable "key_arn" {
  description = "KMS key of the secret parameters."
  type        = string
}

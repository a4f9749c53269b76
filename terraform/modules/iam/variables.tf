variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "services" {
  description = "Service -> the secrets that it may read, and the bucket of backups if it writes there."
  type        = map(object({ secrets = list(string), bucket_arn = optional(string) }))
}

variable "log_group_arns" {
  type = map(string)
}

variable "key_arn" {
  description = "KMS key of the secret parameters."
  type        = string
}

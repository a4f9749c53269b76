variable "name" {
  type = string
}

variable "configs" {
  description = "Service -> the text of its YAML file, at most 4 KiB."
  type        = map(string)
  validation {
    condition     = alltrue([for text in values(var.configs) : length(text) <= 4096])
    error_message = "configs: a file is longer than the 4096 bytes of a parameter; shorten its lists."
  }
}

variable "secrets" {
  type = set(string)
}

variable "secret_values" {
  description = "Secret -> its value. They may be others at each run: only the first is written."
  type        = map(string)
  ephemeral   = true
}

variable "secrets_version" {
  description = "A higher number writes all secrets anew at the next apply; ingest-key must not change, so leave it."
  type        = number
  default     = 1
}

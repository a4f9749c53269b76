# The first-boot script of a machine that runs one service: Docker, the service's configuration and secrets from Parameter
# Store, its volume, and a systemd unit. Nothing is made here; service_instance and service_group take the text.

locals {
  registry = split("/", var.image)[0]
  # The region of a registry of ECR; empty: another one, which has to let the machines in without a password.
  ecr_region = try(regex("^[0-9]{12}\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?$", local.registry)[0], "")
}

output "user_data" {
  value = templatefile("${path.module}/user-data.sh", {
    name           = var.name
    region         = var.region
    service        = var.service
    image          = var.image
    registry       = local.registry
    ecr_region     = local.ecr_region
    secrets        = join(" ", var.secrets)
    log_group      = var.log_group
    device         = var.device
    lag            = var.publish_lag
    config_version = var.config_version
    backup         = var.backup
  })
}

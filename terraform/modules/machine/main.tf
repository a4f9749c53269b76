# The first-boot script of a machine that runs one service: Docker, the service's configuration and secrets from Parameter
# Store, its volume, and a systemd unit. Nothing is made here; service_instance and service_group take the text.

output "user_data" {
  value = templatefile("${path.module}/user-data.sh", {
    name           = var.name
    region         = var.region
    service        = var.service
    image          = var.image
    secrets        = join(" ", var.secrets)
    log_group      = var.log_group
    device         = var.device
    lag            = var.publish_lag
    config_version = var.config_version
  })
}

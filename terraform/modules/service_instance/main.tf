# One machine with a data volume of its own that outlives it: for what keeps state, such as ClickHouse.

data "aws_ssm_parameter" "image" {
  name = var.image_parameter
}

resource "aws_instance" "this" {
  ami                    = nonsensitive(data.aws_ssm_parameter.image.value)
  instance_type          = var.instance_type
  subnet_id              = var.subnet_id
  private_ip             = var.private_ip
  vpc_security_group_ids = [var.security_group_id]
  iam_instance_profile   = var.instance_profile
  user_data              = var.user_data
  # The volume stays; a machine with another script is another machine.
  user_data_replace_on_change = true
  ebs_optimized               = true

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  root_block_device {
    volume_type = "gp3"
    volume_size = 20
    encrypted   = true
  }
  tags = { Name = var.name }
  lifecycle {
    # A newer image of the system is taken on purpose (terraform apply -replace), not by the way.
    ignore_changes = [ami]
  }
}

resource "aws_ebs_volume" "data" {
  availability_zone = aws_instance.this.availability_zone
  type              = "gp3"
  size              = var.volume_gib
  iops              = var.volume_iops
  throughput        = var.volume_mib_per_s
  encrypted         = true
  kms_key_id        = var.key_arn
  final_snapshot    = true
  tags              = { Name = "${var.name}-data", AuroraBackup = "daily" }
}

resource "aws_volume_attachment" "data" {
  device_name                    = "/dev/sdf"
  volume_id                      = aws_ebs_volume.data.id
  instance_id                    = aws_instance.this.id
  stop_instance_before_detaching = true
}

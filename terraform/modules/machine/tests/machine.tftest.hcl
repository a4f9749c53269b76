variables {
  name           = "shop"
  region         = "eu-central-1"
  service        = "ingest"
  image          = "registry.example.com/aurora/ingest:0.1.0"
  secrets        = ["rpc-token", "ingest-key"]
  log_group      = "/shop/ingest"
  config_version = 3
}

run "a_stateless_machine" {
  command = apply
  assert {
    condition     = startswith(output.user_data, "#!/bin/bash") && strcontains(output.user_data, "configuration 3")
    error_message = "a script that changes with the configuration"
  }
  assert {
    condition     = !strcontains(output.user_data, "mkfs") && !strcontains(output.user_data, "aurora-lag")
    error_message = "no volume and no metric unless asked for"
  }
  assert {
    condition     = strcontains(output.user_data, "--read-only --cap-drop ALL") && strcontains(output.user_data, "for secret in rpc-token ingest-key;")
    error_message = "the container can do no more than it needs, and has its secrets"
  }
}

run "a_machine_with_a_volume_and_a_metric" {
  command = apply
  variables {
    device      = "/dev/sdf"
    publish_lag = true
  }
  assert {
    condition     = strcontains(output.user_data, "blkid /dev/sdf > /dev/null || mkfs.xfs /dev/sdf")
    error_message = "only an empty volume is formatted"
  }
  assert {
    condition     = strcontains(output.user_data, "--metric-name LagMessages")
    error_message = "the lag is published"
  }
  assert {
    condition     = length(base64encode(output.user_data)) < 16384
    error_message = "user data has a limit of 16 KiB"
  }
}

run "a_machine_that_makes_backups" {
  command = apply
  variables {
    backup = {
      image   = "registry.example.com/aurora/cli:0.1.0", schedule = "*-*-* 03:17:00", to = "s3://backups/shop", keep = 14
      secrets = ["postgres"]
    }
  }
  assert {
    condition = strcontains(output.user_data, "OnCalendar=*-*-* 03:17:00") && strcontains(output.user_data, "set -- backup --to s3://backups/shop --keep 14") && strcontains(
    output.user_data, "systemctl enable --now aurora-backup.timer")
    error_message = "by systemd's timer, into its place"
  }
  assert {
    condition     = strcontains(output.user_data, "--namespace \"Aurora/shop\" --metric-name BackupsMade")
    error_message = "that one was made is published"
  }
  assert {
    condition     = !strcontains(run.a_stateless_machine.user_data, "aurora-backup")
    error_message = "nowhere else"
  }
  assert {
    condition     = length(base64encode(output.user_data)) < 16384
    error_message = "user data has a limit of 16 KiB"
  }
}

run "ecr_gets_its_password_and_others_do_not" {
  command = apply
  variables {
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/aurora/ingest:0.1.0"
  }
  assert {
    condition     = strcontains(output.user_data, "get-login-password --region eu-west-1 | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com;")
    error_message = "a private registry of ECR refuses who has not signed in"
  }
  assert {
    condition     = !strcontains(run.a_stateless_machine.user_data, "docker login")
    error_message = "another registry has no password from AWS"
  }
}

run "an_image_without_a_tag_is_refused" {
  command = plan
  variables {
    image = "registry.example.com/aurora/ingest"
  }
  expect_failures = [var.image]
}

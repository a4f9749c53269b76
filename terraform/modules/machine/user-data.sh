#!/bin/bash
# Makes this machine run aurora-${service} (configuration ${config_version}). Every step may be repeated: run it again by hand
# after a failure, its log is /var/log/cloud-init-output.log.
set -euo pipefail

retry() { "$@" || { sleep 5; "$@"; } || { sleep 30; "$@"; }; }
command -v docker > /dev/null || retry dnf install -y docker
systemctl enable --now docker
%{ if ecr_region != "" ~}
# ECR lets nobody in without a password, which AWS makes for twelve hours: more than the one pull needs.
login() { aws ecr get-login-password --region ${ecr_region} | docker login --username AWS --password-stdin ${registry}; }
retry login
%{ endif ~}
retry docker pull --quiet ${image}

mkdir -p /var/lib/aurora
%{ if device != "" ~}
# The volume may be attached a moment after the start. Only an empty one is formatted.
for ((i = 0; i < 60; i++)); do [[ -b ${device} ]] && break; sleep 2; done
[[ -b ${device} ]] || { echo "volume ${device} was not attached within two minutes" >&2; exit 1; }
blkid ${device} > /dev/null || mkfs.xfs ${device}
grep -q ' /var/lib/aurora ' /etc/fstab || echo "${device} /var/lib/aurora xfs defaults,nofail,noatime 0 2" >> /etc/fstab
mountpoint -q /var/lib/aurora || mount /var/lib/aurora
%{ endif ~}
chown 10001:10001 /var/lib/aurora
chmod 0750 /var/lib/aurora

# fetch PARAMETER FILE MODE: a file appears whole or not at all.
fetch() {
  retry aws ssm get-parameter --region ${region} --with-decryption --name "$1" --query Parameter.Value --output text > "$2.new" || {
    echo "parameter $1 could not be read; the lines above say why, and the role of this machine says what it may read" >&2
    return 1
  }
  chown 10001:10001 "$2.new"
  chmod "$3" "$2.new"
  mv "$2.new" "$2"
}
install -d -m 0755 /etc/aurora
# Secrets never reach the disk.
install -d -m 0711 /run/aurora
cat > /usr/local/sbin/aurora-fetch << 'END'
#!/bin/bash
set -euo pipefail
END
{
  declare -f retry fetch
  echo 'install -d -m 0711 /run/aurora'
  echo 'fetch /${name}/config/${service} /etc/aurora/${service}.yaml 0440'
  for secret in ${secrets}; do echo "fetch /${name}/secrets/$secret /run/aurora/$secret 0400"; done
} >> /usr/local/sbin/aurora-fetch
chmod 0755 /usr/local/sbin/aurora-fetch

cat > /etc/systemd/system/aurora.service << 'END'
[Unit]
Description=aurora-${service}
After=docker.service network-online.target
Requires=docker.service
[Service]
Restart=always
RestartSec=5
TimeoutStopSec=60
ExecStartPre=/usr/local/sbin/aurora-fetch
ExecStartPre=-/usr/bin/docker rm --force aurora
ExecStart=/usr/bin/docker run --name aurora --rm --network host --read-only --cap-drop ALL \
  --security-opt no-new-privileges --stop-timeout 40 \
  --log-driver awslogs --log-opt awslogs-region=${region} --log-opt awslogs-group=${log_group} --log-opt tag={{.ID}} \
  --volume /etc/aurora:/etc/aurora:ro --volume /run/aurora:/run/secrets:ro --volume /var/lib/aurora:/var/lib/aurora ${image}
ExecStop=/usr/bin/docker stop --time 40 aurora
[Install]
WantedBy=multi-user.target
END

%{ if lag ~}
cat > /usr/local/sbin/aurora-lag << 'END'
#!/bin/bash
# What this replica has still to store, for the scaling of all.
set -euo pipefail
lag=$(curl --silent --fail --max-time 5 http://127.0.0.1:7190/metrics | awk '/^aurora_ingest_lag_messages[{ ]/ {sum += $NF} END {printf "%d", sum}')
aws cloudwatch put-metric-data --region ${region} --namespace "Aurora/${name}" --metric-name LagMessages --unit Count --value "$lag"
END
chmod 0755 /usr/local/sbin/aurora-lag
printf '[Service]\nType=oneshot\nExecStart=/usr/local/sbin/aurora-lag\n' > /etc/systemd/system/aurora-lag.service
printf '[Timer]\nOnCalendar=minutely\n[Install]\nWantedBy=timers.target\n' > /etc/systemd/system/aurora-lag.timer
%{ endif ~}
%{ if backup != null ~}
retry docker pull --quiet ${backup.image}
cat > /usr/local/sbin/aurora-backup << 'END'
#!/bin/bash
# aurora-backup: makes a backup. aurora-backup restore --from PLACE: into stores that hold nothing, while no service runs.
set -euo pipefail
END
{
  declare -f retry fetch
  # Not for ClickHouse's container, and never on the disk.
  echo 'install -d -m 0711 /run/aurora-backup'
  echo 'fetch /${name}/config/backup /etc/aurora-backup.yaml 0440'
  for secret in ${join(" ", backup.secrets)}; do echo "fetch /${name}/secrets/$secret /run/aurora-backup/$secret 0400"; done
  cat << 'END'
scheduled=$((! $#))
if ((scheduled)); then set -- backup --to ${backup.to} --keep ${backup.keep}; fi
docker rm --force aurora-backup > /dev/null 2>&1 || true
# Made by Docker it would be root's.
install -d -o 10001 -g 10001 -m 0700 /var/lib/aurora/backups
docker run --name aurora-backup --rm --network host --read-only --cap-drop ALL --security-opt no-new-privileges \
  --log-driver awslogs --log-opt awslogs-region=${region} --log-opt awslogs-group=${log_group} --log-opt tag=backup-{{.ID}} \
  --env AWS_REGION=${region} --volume /etc/aurora-backup.yaml:/etc/aurora/backup.yaml:ro --volume /run/aurora-backup:/run/secrets:ro \
  --volume /var/lib/aurora/backups:/var/lib/aurora/backups ${backup.image} "$1" --stores /etc/aurora/backup.yaml "$${@:2}"
# Somebody is told when none of these comes (module alarms).
if ((scheduled)); then
  retry aws cloudwatch put-metric-data --region ${region} --namespace "Aurora/${name}" --metric-name BackupsMade --unit Count --value 1
fi
END
} >> /usr/local/sbin/aurora-backup
chmod 0755 /usr/local/sbin/aurora-backup
cat > /etc/systemd/system/aurora-backup.service << 'END'
[Unit]
After=aurora.service
[Service]
Type=oneshot
ExecStart=/usr/local/sbin/aurora-backup
END
printf '[Timer]\nOnCalendar=${backup.schedule}\nPersistent=true\n[Install]\nWantedBy=timers.target\n' > /etc/systemd/system/aurora-backup.timer
%{ endif ~}
systemctl daemon-reload
systemctl enable aurora.service
systemctl restart aurora.service
%{ if lag ~}
systemctl enable --now aurora-lag.timer
%{ endif ~}
%{ if backup != null ~}
systemctl enable --now aurora-backup.timer
%{ endif ~}

# The start has succeeded when the service says that it can work.
for ((i = 0; i < 90; i++)); do
  if curl --silent --fail --max-time 2 http://127.0.0.1:7190/readyz > /dev/null; then exit 0; fi
  sleep 2
done
echo "aurora-${service} was not ready within three minutes; it says:" >&2
curl --silent --max-time 2 http://127.0.0.1:7190/readyz >&2 || journalctl --unit aurora --lines 20 --no-pager >&2
exit 1

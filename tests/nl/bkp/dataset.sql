-- Backup software: telemetry of backup jobs and the devices they protect. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No start or end lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS bkp;

DROP TABLE IF EXISTS bkp.devices;
CREATE TABLE bkp.devices
(
    device_id   UInt32,
    hostname    String,
    tenant      LowCardinality(String) COMMENT 'customer company that owns the machine',
    dev_class   LowCardinality(String) COMMENT 'laptop, desktop, server, nas',
    os          LowCardinality(String),
    country     LowCardinality(String) COMMENT 'ISO 3166 alpha-2',
    enrolled_on Date,
    quota_gb    UInt32,
    protection  LowCardinality(String) COMMENT 'active, paused or retired'
)
ENGINE = MergeTree ORDER BY device_id
COMMENT 'one row per machine with an agent';

-- The last 35 devices never ran a job.
INSERT INTO bkp.devices
SELECT
    20000 + number AS device_id,
    concat(['lt-','ws-','srv-','nas-'][k], lower(substring(hex(cityHash64(number, 'b-host')), 1, 5)), '-', toString(number)) AS hostname,
    ['Nordlicht Logistik','Harbour Dental','Tessera Bank','Pine & Sons Legal','Mistral Foods','Oakfield School','Vega Studio','Juniper Clinics','Bluefin Marine','Atelier Roux'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'b-ten') / 18446744073709551616.0, 1.6)))] AS tenant,
    ['laptop','desktop','server','nas'][k] AS dev_class,
    multiIf(k = 4, 'linux', k = 3, ['linux','windows'][1 + cityHash64(number, 'b-os') % 2], ['windows','windows','macos','windows','linux'][1 + cityHash64(number, 'b-os') % 5]) AS os,
    ['DE','GB','NL','SG','CA','DK','FR'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'b-ctry') / 18446744073709551616.0, 1.4)))] AS country,
    toDate('2026-05-19') - toUInt32(floor(1300 * pow(cityHash64(number, 'b-enr') / 18446744073709551616.0, 1.7))) AS enrolled_on,
    toUInt32([200, 500, 2000, 8000][k] * [1, 1, 2][1 + cityHash64(number, 'b-quota') % 3]) AS quota_gb,
    multiIf(cityHash64(number, 'b-prot') % 100 < 88, 'active', cityHash64(number, 'b-prot') % 100 < 95, 'paused', 'retired') AS protection
FROM (SELECT number, 1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-cls') / 18446744073709551616.0, 1.7))) AS k FROM numbers(900));

DROP TABLE IF EXISTS bkp.backup_jobs;
CREATE TABLE bkp.backup_jobs
(
    job_id      UInt64,
    device_id   UInt32,
    started_at  DateTime('UTC') COMMENT 'for missed jobs the scheduled start',
    finished_at Nullable(DateTime('UTC')) COMMENT 'null for missed jobs and while the job is running',
    job_kind    LowCardinality(String) COMMENT 'full, incr (incremental) or log (database log)',
    outcome     LowCardinality(String) COMMENT 'ok, warning, failed, missed (device offline at its schedule), running',
    err_code    Nullable(String) COMMENT 'only on failed jobs',
    vault       LowCardinality(String) COMMENT 'data centre that takes the copy',
    bytes_read  UInt64,
    bytes_sent  UInt64 COMMENT 'over the wire, after dedup and compression',
    dur_s       Nullable(UInt32),
    files_cnt   UInt32,
    agent_ver   LowCardinality(String),
    attempt     UInt8 COMMENT '1 = first try, 2 and more = retry'
)
ENGINE = MergeTree ORDER BY (started_at, job_id);

-- Agent 7.3.1 fails a lot since 2026-05-20 14:00; the vault ams3 was closed for maintenance on 2026-05-09;
-- some devices are silent since 2026-05-12.
INSERT INTO bkp.backup_jobs
SELECT job_id, device_id, started_at,
       if(outcome IN ('missed', 'running'), NULL, toNullable(fin)) AS finished_at,
       job_kind, outcome,
       if(outcome = 'failed', toNullable(['E_VSS_TIMEOUT','E_NET_RESET','E_QUOTA','E_AUTH','E_DISK_IO'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'j-err') / 18446744073709551616.0, 1.4)))]), NULL) AS err_code,
       vault,
       if(outcome = 'missed', 0, if(outcome IN ('failed', 'running'), intDiv(rd, 3 + n % 5), rd)) AS bytes_read,
       if(outcome = 'missed', 0, toUInt64(bytes_read * (0.22 + cityHash64(n, 'j-dd') % 500 / 1000))) AS bytes_sent,
       if(outcome IN ('missed', 'running'), NULL, toNullable(toUInt32(fin - started_at))) AS dur_s,
       if(outcome = 'missed', 0, toUInt32(3 + intDiv(bytes_read, 400000 + cityHash64(n, 'j-fs') % 2000000))) AS files_cnt,
       agent_ver, attempt
FROM
(
    SELECT
        number AS n,
        880000 + number AS job_id,
        toUInt32(floor(865 * pow(cityHash64(number, 'j-dev') / 18446744073709551616.0, 1.25))) AS dn,
        20000 + dn AS device_id,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(60 * pow(cityHash64(number, 'j-day') / 18446744073709551616.0, 1.15))))
            + toIntervalHour([22,22,22,23,23,0,0,1,1,2,2,3,4,7,9,12,12,13,14,15,16,18,19,20,21][1 + cityHash64(number, 'j-hr') % 25])
            + toIntervalMinute(cityHash64(number, 'j-min') % 60)
            + toIntervalSecond(1 + cityHash64(number, 'j-sec') % 58) AS started_at,
        1 + toUInt8(floor(4 * pow(cityHash64(dn, 'b-cls') / 18446744073709551616.0, 1.7))) AS k,
        multiIf(cityHash64(number, 'j-kind') % 100 < 14, 'full', k >= 3 AND cityHash64(number, 'j-kind') % 100 < 45, 'log', 'incr') AS job_kind,
        ['fra1','ams3','lon2','sgp1'][1 + toUInt8(floor(4 * pow(cityHash64(dn, 'j-vlt') / 18446744073709551616.0, 1.5)))] AS vault,
        if(started_at >= '2026-05-11 00:00:00' AND cityHash64(dn, 'j-v731') % 100 < 30, '7.3.1', ['7.3.0','7.2.4','7.1.9'][1 + toUInt8(floor(3 * pow(cityHash64(dn, 'j-ver') / 18446744073709551616.0, 1.8)))]) AS agent_ver,
        cityHash64(number, 'j-st') % 1000 AS s,
        toUInt64(least(1.2e12, [6e9, 9e9, 4.5e10, 1.1e11][k] * multiIf(job_kind = 'full', 4.0, job_kind = 'log', 0.03, 0.35) * pow(1 - cityHash64(number, 'j-sz') / 18446744073709551616.0, -0.45))) AS rd,
        toStartOfMinute(started_at) + toIntervalMinute(1 + toUInt32(least(400, rd / (1.4e9 * (1 + cityHash64(number, 'j-spd') % 4))))) + toIntervalSecond(1 + cityHash64(number, 'j-fsec') % 58) AS fin,
        multiIf(agent_ver = '7.3.1' AND started_at >= '2026-05-20 14:00:00' AND s < 520, 'failed',
                s < if(vault = 'lon2', 85, 48), 'failed',
                s < if(k = 1, 190, 120), 'missed',
                fin >= '2026-05-21 16:19:00', 'running',
                s < 260, 'warning', 'ok') AS outcome,
        toUInt8(multiIf(cityHash64(number, 'j-att') % 100 < 89, 1, cityHash64(number, 'j-att') % 100 < 97, 2, 3)) AS attempt
    FROM numbers(17800)
)
WHERE started_at < '2026-05-21 16:20:00'
  AND (fin < '2026-05-21 16:20:00' OR outcome IN ('missed', 'running'))
  AND NOT (vault = 'ams3' AND toDate(started_at) = '2026-05-09')
  AND NOT (cityHash64(dn, 'j-quiet') % 100 < 5 AND started_at >= '2026-05-12 00:00:00');

-- Network outage at sgp1, 2026-05-14 01:00 to 04:00.
INSERT INTO bkp.backup_jobs
SELECT
    970000 + number, 20000 + toUInt32(cityHash64(number, 'o-dev') % 860),
    toDateTime('2026-05-14 01:00:00', 'UTC') + toIntervalMinute(1 + number * 2) + toIntervalSecond(1 + cityHash64(number, 'o-s') % 57),
    toDateTime('2026-05-14 01:00:00', 'UTC') + toIntervalMinute(3 + number * 2) + toIntervalSecond(1 + cityHash64(number, 'o-s') % 57),
    'incr', 'failed', 'E_NET_RESET', 'sgp1', 40000000 + number * 70001, 9000000 + number * 3001, 120, 11 + number, '7.3.0', toUInt8(1 + number % 3)
FROM numbers(85);

-- One laptop uploads without end today.
INSERT INTO bkp.backup_jobs
SELECT
    980000 + number, 20417,
    toDateTime('2026-05-21 07:05:00', 'UTC') + toIntervalMinute(number * 12) + toIntervalSecond(3 + number % 50),
    toDateTime('2026-05-21 07:05:00', 'UTC') + toIntervalMinute(number * 12 + 11) + toIntervalSecond(3 + number % 50),
    'incr', 'ok', NULL, 'fra1', 111000000000 + number * 130007, 97000000000 + number * 120011, 660, 81000 + number * 17, '7.2.4', 1
FROM numbers(40);

-- Jobs that are not over yet.
INSERT INTO bkp.backup_jobs
SELECT
    990000 + number, 20000 + toUInt32(cityHash64(number, 'r-dev') % 860),
    toDateTime('2026-05-21 16:18:00', 'UTC') - toIntervalMinute(intDiv(number * number, 2)) + toIntervalSecond(2 + number % 50), NULL,
    if(number % 5 < 3, 'full', 'incr'), 'running', NULL, ['fra1','fra1','lon2','ams3'][1 + cityHash64(number, 'r-v') % 4],
    3000000000 + number * 270000113, 1100000000 + number * 130000117, NULL, 4100 + number * 37, '7.3.0', 1
FROM numbers(26);

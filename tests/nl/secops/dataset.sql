-- Vulnerability findings and incidents of a software security team. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS secops;

DROP TABLE IF EXISTS secops.assets;
CREATE TABLE secops.assets
(
    asset_id    UInt32,
    hostname    String,
    team        LowCardinality(String) COMMENT 'owning team',
    env         LowCardinality(String) COMMENT 'prod, staging, dev',
    os          LowCardinality(String) COMMENT 'operating system',
    inet_facing Bool COMMENT 'reachable from the internet',
    crit        UInt8 COMMENT 'business criticality, 1 (low) to 5',
    enrolled_on Date
)
ENGINE = MergeTree ORDER BY asset_id;

INSERT INTO secops.assets
SELECT
    toUInt32(1000 + number) AS asset_id,
    concat(['web','api','db','build','mail','vpn','cache','node'][1 + cityHash64(number, 'a-kind') % 8], '-', leftPad(toString(number), 3, '0')) AS hostname,
    ['platform','payments','growth','data','mobile','it'][toUInt8(1 + floor(6 * pow(cityHash64(number, 'a-team') / 18446744073709551616.0, 1.4)))] AS team,
    ['prod','staging','dev'][toUInt8(1 + floor(3 * pow(cityHash64(number, 'a-env') / 18446744073709551616.0, 1.6)))] AS env,
    ['ubuntu','rhel','alpine','windows'][toUInt8(1 + floor(4 * pow(cityHash64(number, 'a-os') / 18446744073709551616.0, 1.6)))] AS os,
    cityHash64(number, 'a-inet') % 100 < 37 AS inet_facing,
    toUInt8([3,2,4,1,5][toUInt8(1 + floor(5 * pow(cityHash64(number, 'a-crit') / 18446744073709551616.0, 1.3)))]) AS crit,
    addDays(toDate('2026-05-18'), -toInt32(floor(1100 * pow(cityHash64(number, 'a-enr') / 18446744073709551616.0, 1.3)))) AS enrolled_on
FROM numbers(430);

DROP TABLE IF EXISTS secops.findings;
CREATE TABLE secops.findings
(
    finding_id UInt64,
    seen_at    DateTime64(3, 'UTC') COMMENT 'when the scanner reported it',
    asset_id   UInt32,
    engine     LowCardinality(String) COMMENT 'the scanner; each reports several times an hour when it works',
    cve        String,
    severity   LowCardinality(String) COMMENT 'critical, high, medium, low',
    cvss       Decimal(3, 1) COMMENT 'score from 0 to 10',
    state      LowCardinality(String) COMMENT 'open, fixed, accepted (risk taken), false_positive',
    fixed_at   Nullable(DateTime64(3, 'UTC')) COMMENT 'only for fixed findings',
    port       Nullable(UInt16) COMMENT 'null for findings in packages and code',
    tags       Array(String) COMMENT 'any of exploit_public, rce, weak_tls, default_login'
)
ENGINE = MergeTree ORDER BY (seen_at, finding_id);

-- No finding at all on 2026-05-09 (maintenance). edgewatch is silent since 2026-05-21 11:05, lintel since 12:50, packrat since 14:05.
INSERT INTO secops.findings
SELECT
    finding_id, seen_at, asset_id, engine, cve, severity, cvss, state,
    if(state = 'fixed', toNullable(fix0), NULL) AS fixed_at,
    if(engine IN ('edgewatch', 'portly'), toNullable(toUInt16([443,22,8080,5432,3389][toUInt8(1 + floor(5 * pow(cityHash64(n, 'f-port') / 18446744073709551616.0, 1.5)))])), NULL) AS port,
    tags
FROM
(
    SELECT
        n, finding_id, seen_at, asset_id, engine, cve, severity, cvss, fix0, tags,
        multiIf(cityHash64(n, 'f-roll') % 1000 < multiIf(engine = 'packrat', 150, engine = 'lintel', 110, 45), 'false_positive',
                cityHash64(n, 'f-roll') % 1000 >= 955, 'accepted',
                cityHash64(n, 'f-fix') % 100 < multiIf(severity = 'critical', 88, severity = 'high', 76, 55) AND fix0 < toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 'fixed',
                'open') AS state
    FROM
    (
        SELECT
            n, finding_id, seen_at, asset_id, engine, tags,
            concat('CVE-', toString(2022 + c % 5), '-', toString(10000 + (c * 7919) % 80000)) AS cve,
            multiIf(c10 >= 90, 'critical', c10 >= 70, 'high', c10 >= 40, 'medium', 'low') AS severity,
            toDecimal32(round(c10 / 10.0, 1), 1) AS cvss,
            addMinutes(seen_at, toInt32(30 + floor(multiIf(c10 >= 90, 2600, c10 >= 70, 7900, c10 >= 40, 17000, 26000) * pow(1 - cityHash64(n, 'f-days') / 18446744073709551616.0, -0.35) * (0.3 + cityHash64(n, 'f-days2') % 100 / 100.0)))) AS fix0
        FROM
        (
            SELECT
                n, finding_id, seen_at, asset_id, engine, c, tags,
                toInt32(24 + cityHash64(c, 'f-cvss') % 75) AS c10
            FROM
            (
                SELECT
                    number AS n,
                    8800000 + number AS finding_id,
                    addMilliseconds(addMinutes(toDateTime64('2026-05-21 16:20:00', 3, 'UTC'),
                        -toInt32(1 + floor(100000 * pow(cityHash64(number, 'f-ts') / 18446744073709551616.0, 1.4)))), 1000 + cityHash64(number, 'f-ms') % 57900) AS seen_at,
                    toUInt32(1000 + floor(405 * pow(cityHash64(number, 'f-asset') / 18446744073709551616.0, 1.5))) AS asset_id,
                    ['packrat','edgewatch','cloudlens','portly','lintel'][toUInt8(1 + floor(5 * pow(cityHash64(number, 'f-eng') / 18446744073709551616.0, 1.3)))] AS engine,
                    toInt64(floor(280 * pow(cityHash64(number, 'f-cve') / 18446744073709551616.0, 2.4))) AS c,
                    multiIf(cityHash64(number, 'f-tag') % 100 < 51, emptyArrayString(),
                            cityHash64(number, 'f-tag') % 100 < 66, ['exploit_public'],
                            cityHash64(number, 'f-tag') % 100 < 78, ['weak_tls'],
                            cityHash64(number, 'f-tag') % 100 < 87, ['rce','exploit_public'],
                            cityHash64(number, 'f-tag') % 100 < 94, ['rce'],
                            ['default_login']) AS tags
                FROM numbers(15500)
            )
        )
    )
)
WHERE toDate(seen_at) != toDate('2026-05-09')
  AND NOT (engine = 'edgewatch' AND seen_at >= toDateTime64('2026-05-21 11:05:00', 3, 'UTC'))
  AND NOT (engine = 'lintel' AND seen_at >= toDateTime64('2026-05-21 12:50:00', 3, 'UTC'))
  AND NOT (engine = 'packrat' AND seen_at >= toDateTime64('2026-05-21 14:05:00', 3, 'UTC'));

-- One host floods the list on 2026-05-21.
INSERT INTO secops.findings
SELECT
    8890000 + number AS finding_id,
    addMilliseconds(addMinutes(toDateTime64('2026-05-21 06:00:00', 3, 'UTC'), toInt32(number * 3)), 1000 + cityHash64(number, 'g-ms') % 57900) AS seen_at,
    toUInt32(1333) AS asset_id, 'cloudlens' AS engine,
    concat('CVE-2026-', toString(50000 + cityHash64(number, 'g-cve') % 40000)) AS cve,
    'low' AS severity, toDecimal32(3.1, 1) AS cvss, 'open' AS state, NULL AS fixed_at, NULL AS port, ['weak_tls'] AS tags
FROM numbers(190);

DROP TABLE IF EXISTS secops.incidents;
CREATE TABLE secops.incidents
(
    inc_no      UInt32,
    opened_at   DateTime('UTC'),
    acked_at    Nullable(DateTime('UTC')) COMMENT 'acknowledged by an analyst',
    resolved_at Nullable(DateTime('UTC')) COMMENT 'null while the incident is not resolved',
    prio        LowCardinality(String) COMMENT 'P1 (most urgent) to P4',
    kind        LowCardinality(String) COMMENT 'phishing, malware, leaked_secret, access_abuse, ddos',
    source      LowCardinality(String) COMMENT 'siem, user_report, partner, bug_bounty',
    asset_id    Nullable(UInt32) COMMENT 'null when no host is concerned',
    analyst     Nullable(String) COMMENT 'who took it; null before that',
    users_hit   UInt32 COMMENT 'affected users'
)
ENGINE = MergeTree ORDER BY (opened_at, inc_no);

INSERT INTO secops.incidents
SELECT
    inc_no, opened_at,
    if(ack0 < toDateTime('2026-05-21 16:20:00', 'UTC'), toNullable(ack0), NULL) AS acked_at,
    if(res0 < toDateTime('2026-05-21 16:20:00', 'UTC') AND cityHash64(n, 'i-never') % 100 < 95, toNullable(res0), NULL) AS resolved_at,
    prio, kind, source,
    if(kind = 'phishing', NULL, toNullable(toUInt32(1000 + cityHash64(n, 'i-asset') % 430))) AS asset_id,
    if(ack0 < toDateTime('2026-05-21 16:20:00', 'UTC'), toNullable(['Ravi','Hanne','Tomoko','Luis','Edda','Kofi'][toUInt8(1 + floor(6 * pow(cityHash64(n, 'i-who') / 18446744073709551616.0, 1.4)))]), NULL) AS analyst,
    toUInt32(floor(3 * pow(1 - cityHash64(n, 'i-users') / 18446744073709551616.0, -1.1))) AS users_hit
FROM
(
    SELECT
        n, inc_no, opened_at, prio, kind, source, ack0,
        addMinutes(ack0, toInt32(25 + floor(multiIf(prio = 'P1', 190, prio = 'P2', 480, prio = 'P3', 1500, 3300) * pow(cityHash64(n, 'i-res') / 18446744073709551616.0, 1.7)))) AS res0
    FROM
    (
        SELECT
            n, inc_no, opened_at, prio, kind, source,
            addMinutes(opened_at, toInt32(1 + floor(multiIf(prio = 'P1', 31, prio = 'P2', 75, prio = 'P3', 240, 620) * pow(cityHash64(n, 'i-ack') / 18446744073709551616.0, 1.8)))) AS ack0
        FROM
        (
            SELECT
                number AS n,
                toUInt32(40000 + number) AS inc_no,
                addSeconds(addMinutes(toDateTime('2026-05-21 16:20:00', 'UTC'),
                    -toInt32(2 + floor(180000 * pow(cityHash64(number, 'i-ts') / 18446744073709551616.0, 1.3)))), 1 + cityHash64(number, 'i-sec') % 58) AS opened_at,
                ['P3','P4','P2','P1'][toUInt8(1 + floor(4 * pow(cityHash64(number, 'i-prio') / 18446744073709551616.0, 1.5)))] AS prio,
                ['phishing','leaked_secret','access_abuse','malware','ddos'][toUInt8(1 + floor(5 * pow(cityHash64(number, 'i-kind') / 18446744073709551616.0, 1.5)))] AS kind,
                ['siem','user_report','bug_bounty','partner'][toUInt8(1 + floor(4 * pow(cityHash64(number, 'i-src') / 18446744073709551616.0, 1.7)))] AS source
            FROM numbers(1900)
        )
    )
);

-- A wave of phishing mails on 2026-05-20, 09:00 to 11:00.
INSERT INTO secops.incidents
SELECT
    toUInt32(49000 + number) AS inc_no, opened_at,
    toNullable(addMinutes(opened_at, toInt32(20 + cityHash64(number, 'w-ack') % 90))) AS acked_at,
    toNullable(addMinutes(opened_at, toInt32(160 + cityHash64(number, 'w-res') % 700))) AS resolved_at,
    'P3' AS prio, 'phishing' AS kind, 'user_report' AS source, NULL AS asset_id,
    toNullable(['Edda','Ravi','Kofi'][1 + cityHash64(number, 'w-who') % 3]) AS analyst,
    toUInt32(1 + cityHash64(number, 'w-users') % 5) AS users_hit
FROM
(
    SELECT number, addSeconds(addMinutes(toDateTime('2026-05-20 09:00:00', 'UTC'), toInt32(cityHash64(number, 'w-min') % 120)), 1 + cityHash64(number, 'w-sec') % 58) AS opened_at
    FROM numbers(70)
);

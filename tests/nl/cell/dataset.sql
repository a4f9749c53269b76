-- Cell towers of a Portuguese mobile network operator: sites, sessions, outages. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS cell;

DROP TABLE IF EXISTS cell.sites;
CREATE TABLE cell.sites
(
    site_id   UInt32,
    site_name String,
    region    LowCardinality(String),
    vendor    LowCardinality(String) COMMENT 'maker of the radio equipment',
    techs     Array(LowCardinality(String)) COMMENT 'radio types the site can serve: 2G, 4G, 5G',
    mast      LowCardinality(String) COMMENT 'rooftop, tower or pole',
    height_m  UInt16,
    on_air    Date COMMENT 'first day in service',
    state     LowCardinality(String) COMMENT 'live, maintenance or retired'
)
ENGINE = MergeTree ORDER BY site_id;

INSERT INTO cell.sites
SELECT
    toUInt32(2000 + number) AS site_id,
    concat(['Pinhal','Alto','Ribeira','Farol','Moinho','Serra','Ponte','Quinta'][1 + cityHash64(number, 's-name') % 8], ' ', toString(number)) AS site_name,
    ['Centro','Norte','Costa','Alentejo','Algarve','Islands'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-reg') / 18446744073709551616.0, 1.4)))] AS region,
    ['Norvik','Tessel','Baoxin'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-ven') / 18446744073709551616.0, 1.5)))] AS vendor,
    multiIf(cityHash64(number, 's-tec') % 100 < 40, ['4G', '5G'], cityHash64(number, 's-tec') % 100 < 70, ['2G', '4G', '5G'],
            cityHash64(number, 's-tec') % 100 < 90, ['2G', '4G'], ['4G']) AS techs,
    ['tower','rooftop','pole'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-mast') / 18446744073709551616.0, 1.3)))] AS mast,
    toUInt16(multiIf(mast = 'tower', 25 + cityHash64(number, 's-h') % 45, mast = 'rooftop', 12 + cityHash64(number, 's-h') % 30, 6 + cityHash64(number, 's-h') % 9)) AS height_m,
    toDate('2026-02-01') - toUInt32(floor(5000 * pow(cityHash64(number, 's-air') / 18446744073709551616.0, 1.2))) AS on_air,
    multiIf(cityHash64(number, 's-st') % 100 < 91, 'live', cityHash64(number, 's-st') % 100 < 97, 'maintenance', 'retired') AS state
FROM numbers(420);

DROP TABLE IF EXISTS cell.sessions;
CREATE TABLE cell.sessions
(
    session_id UInt64,
    started_at DateTime64(3, 'UTC'),
    site_id    UInt32,
    sub_id     UInt32 COMMENT 'subscriber',
    kind       LowCardinality(String) COMMENT 'data, voice or video (a video call)',
    rat        LowCardinality(String) COMMENT 'radio type: 2G, 4G or 5G',
    result     LowCardinality(String) COMMENT 'ok, dropped (cut off by the network) or blocked (never set up)',
    dur_s      Nullable(UInt32) COMMENT 'length in seconds, null when blocked',
    mb         Nullable(Float64) COMMENT 'megabytes carried, only for data sessions that were set up',
    setup_ms   Nullable(UInt32) COMMENT 'null when blocked',
    rsrp_dbm   Nullable(Int16) COMMENT 'signal strength at the start',
    sim_ctry   LowCardinality(String) COMMENT 'country of the SIM, ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY (site_id, started_at);

-- Site 2311 drops sessions en masse on 2026-05-21 11:00-13:00; 5G sessions are blocked in droves on 2026-05-19 09:00-11:00.
INSERT INTO cell.sessions
SELECT session_id, started_at, site_id, sub_id, kind, rat, result,
       if(result = 'blocked', NULL, toNullable(len_s)) AS dur_s,
       if(result = 'blocked' OR kind != 'data', NULL, toNullable(round(multiIf(rat = '5G', 22, rat = '4G', 7, 0.3) * pow(1 - cityHash64(n, 'c-mb') / 18446744073709551616.0, -0.65), 2))) AS mb,
       if(result = 'blocked', NULL, toNullable(toUInt32(multiIf(rat = '5G', 140, rat = '4G', 310, 1150) * (0.5 + 0.5 * pow(1 - cityHash64(n, 'c-set') / 18446744073709551616.0, -0.45))))) AS setup_ms,
       if(cityHash64(n, 'c-nosig') % 100 < 3, NULL, toNullable(toInt16(-1 * toInt16(multiIf(rat = '5G', 72, rat = '4G', 80, 88) + floor(multiIf(rat = '5G', 45, rat = '4G', 34, 20) * pow(cityHash64(n, 'c-sig') / 18446744073709551616.0, 1.3)))))) AS rsrp_dbm,
       sim_ctry
FROM
(
    SELECT
        number AS n,
        81000000 + number AS session_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'c-ms') % 57000) AS started_at,
        toUInt32(2000 + floor(405 * pow(cityHash64(number, 'c-site') / 18446744073709551616.0, 1.6))) AS site_id,
        toUInt64(1 + floor(6000 * pow(cityHash64(number, 'c-sub') / 18446744073709551616.0, 1.5))) AS sb,
        toUInt32(sb) AS sub_id,
        ['data','voice','video'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'c-kind') / 18446744073709551616.0, 1.6)))] AS kind,
        ['4G','5G','2G'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'c-rat') / 18446744073709551616.0, 1.5)))] AS rat,
        cityHash64(number, 'c-res') % 1000 AS r,
        multiIf(r < multiIf(rat = '2G', 85, kind = 'video', 70, kind = 'voice', 38, 24), 'dropped',
                r >= if(rat = '5G', 981, 968), 'blocked', 'ok') AS result,
        toUInt32(multiIf(kind = 'data', 20, kind = 'voice', 35, 90) * pow(1 - cityHash64(number, 'c-dur') / 18446744073709551616.0, -0.6) * if(result = 'dropped', 0.6, 1)) AS len_s,
        if(cityHash64(sb, 'c-home') % 100 < 71, 'PT',
           ['ES','GB','DE','FR','BR','NL'][1 + toUInt8(floor(6 * pow(cityHash64(sb, 'c-ctry') / 18446744073709551616.0, 1.5)))]) AS sim_ctry
    FROM numbers(18000)
)
WHERE started_at + toIntervalSecond(len_s) < '2026-05-21 16:20:00'
  AND NOT (toHour(started_at) BETWEEN 1 AND 5 AND cityHash64(n, 'c-night') % 3 != 0);

-- The drops of site 2311.
INSERT INTO cell.sessions
SELECT
    89000000 + number,
    toDateTime64('2026-05-21 11:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'p-ms') % 57000),
    2311, toUInt32(1 + cityHash64(number, 'p-sub') % 6000), if(number % 3 = 0, 'voice', 'data'), '4G', 'dropped',
    toUInt32(2 + cityHash64(number, 'p-dur') % 30), if(number % 3 = 0, NULL, toNullable(round(0.1 + cityHash64(number, 'p-mb') % 400 / 100, 2))),
    toUInt32(240 + cityHash64(number, 'p-set') % 300), toInt16(-90), 'PT'
FROM numbers(96);

-- The blocked 5G sessions, all over the country.
INSERT INTO cell.sessions
SELECT
    89500000 + number,
    toDateTime64('2026-05-19 09:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'q-ms') % 57000),
    toUInt32(2000 + floor(405 * pow(cityHash64(number, 'q-site') / 18446744073709551616.0, 1.6))), toUInt32(1 + cityHash64(number, 'q-sub') % 6000), 'data', '5G', 'blocked',
    NULL, NULL, NULL, toInt16(-84), 'PT'
FROM numbers(150);

DROP TABLE IF EXISTS cell.outages;
CREATE TABLE cell.outages
(
    outage_id UInt32,
    site_id   UInt32,
    began_at  DateTime('UTC'),
    ended_at  Nullable(DateTime('UTC')) COMMENT 'null while the outage lasts',
    cause     LowCardinality(String) COMMENT 'power, fibre cut, hardware, software or planned work',
    sev       UInt8 COMMENT 'severity: 1 = critical, 2 = major, 3 = minor',
    subs_hit  UInt32 COMMENT 'subscribers affected, an estimate',
    ticket    Nullable(String)
)
ENGINE = MergeTree ORDER BY began_at;

INSERT INTO cell.outages
SELECT outage_id, site_id, began_at,
       if(end_at < '2026-05-21 16:20:00', toNullable(end_at), NULL) AS ended_at,
       cause, sev, subs_hit, ticket
FROM
(
    SELECT
        toUInt32(30000 + number) AS outage_id,
        toUInt32(2000 + floor(420 * pow(cityHash64(number, 'o-site') / 18446744073709551616.0, 1.3))) AS site_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(86390 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'o-s') % 58) AS began_at,
        ['power','fibre cut','software','hardware','planned work'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'o-cause') / 18446744073709551616.0, 1.3)))] AS cause,
        toUInt8([1,2,2,3,3,3,3][1 + cityHash64(number, 'o-sev') % 7]) AS sev,
        toUInt32(floor(multiIf(sev = 1, 900, sev = 2, 240, 40) * pow(1 - cityHash64(number, 'o-hit') / 18446744073709551616.0, -0.5))) AS subs_hit,
        if(cityHash64(number, 'o-tic') % 100 < if(sev = 3, 40, 8), NULL, toNullable(concat('T-', toString(510000 + cityHash64(number, 'o-no') % 90000)))) AS ticket,
        began_at + toIntervalMinute(toUInt32(floor(multiIf(cause = 'fibre cut', 95, cause = 'hardware', 70, cause = 'power', 28, cause = 'planned work', 45, 16)
            * pow(1 - cityHash64(number, 'o-len') / 18446744073709551616.0, -0.6)))
                + if(began_at >= '2026-05-20 00:00:00' AND cityHash64(number, 'o-hang') % 100 < 25, 4000, 0)) AS end_at
    FROM numbers(1400)
);

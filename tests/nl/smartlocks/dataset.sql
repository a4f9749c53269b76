-- Smart door locks: lock events, firmware updates, buildings. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS smartlocks;
CREATE DATABASE smartlocks;

CREATE TABLE smartlocks.buildings
(
    building_id     UInt16,
    building_name   String,
    city            LowCardinality(String),
    kind            LowCardinality(String) COMMENT 'residential, office, hotel or dorm',
    floors          UInt8,
    connected_on    Date COMMENT 'day the locks went online',
    monthly_fee_eur Decimal(10, 2) COMMENT 'what the owner pays us for the service'
)
ENGINE = MergeTree ORDER BY building_id;

INSERT INTO smartlocks.buildings
SELECT
    101 + number,
    ['Harbour Lofts','Elm Court','Quay Tower','Station House','Mill Yard','Park View','Nordkai','Glassworks','Old Dairy','Linden Hof','Hotel Aurelia','Campus East',
     'Canal Six','Birch Gate','Hotel Merino','Foundry','Abbey Rooms','Campus West','Tivoli Suites','Bridge Point','Orchard Row','Hotel Solano','Wharf Nine','Kings Annex'][1 + number],
    ['Antwerp','Gdansk','Porto','Malmo'][1 + cityHash64(number, 'b-city7') % 4],
    ['residential','residential','office','office','residential','residential','office','office','residential','residential','hotel','dorm',
     'residential','residential','hotel','office','dorm','dorm','hotel','office','residential','hotel','office','dorm'][1 + number],
    2 + cityHash64(number, 'b-fl') % 14,
    toDate('2026-04-20') - toUInt32(cityHash64(number, 'b-on') % 1100),
    toDecimal64(180 + cityHash64(number, 'b-fee') % 9000 / 10, 2)
FROM numbers(24);

CREATE TABLE smartlocks.lock_events
(
    event_id    UInt64,
    occurred_at DateTime('UTC'),
    lock_id     String,
    building_id UInt16,
    event       LowCardinality(String) COMMENT 'unlock, lock, denied, jam (the bolt got stuck) or forced (opened by force)',
    method      LowCardinality(String) COMMENT 'app, pin, card, fingerprint or key',
    user_id     Nullable(UInt32) COMMENT 'null when nobody was recognised',
    deny_code   Nullable(UInt8) COMMENT 'only on denied: 1 wrong code, 2 expired pass, 3 outside allowed hours, 4 blocked user',
    delay_ms    Nullable(UInt32) COMMENT 'from the command until the bolt has moved, only on unlock',
    battery_pct UInt8
)
ENGINE = MergeTree ORDER BY (building_id, occurred_at);

-- No events on 2026-05-10 (the gateway was down), refusals at Harbour Lofts on 2026-05-19 22:00 to 23:00, lock L-0137 jams all day on 2026-05-21.
INSERT INTO smartlocks.lock_events
SELECT event_id, occurred_at, concat('L-', leftPad(toString(l), 4, '0')), 101 + l % 24, event, method,
       if(event IN ('jam', 'forced') OR method = 'key' OR deny_code = 1, NULL, toNullable(2000 + toUInt32(floor(1400 * pow(cityHash64(n, 'e-user') / 18446744073709551616.0, 1.5))))),
       deny_code,
       if(event = 'unlock', toNullable(toUInt32(floor(multiIf(method = 'app', 900, method = 'card', 350, method = 'pin', 420, method = 'fingerprint', 560, 250) * pow(1 - cityHash64(n, 'e-delay') / 18446744073709551616.0, -0.35)))), NULL),
       12 + cityHash64(n, 'e-bat') % 89
FROM
(
    SELECT
        number AS n,
        400000 + number AS event_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'e-sec') % 57) AS occurred_at,
        1 + toUInt32(floor(300 * pow(cityHash64(number, 'e-lock') / 18446744073709551616.0, 1.4))) AS l,
        cityHash64(number, 'e-ev') % 1000 AS r,
        multiIf(r < 520, 'unlock', r < 850, 'lock', r < 955, 'denied', r < 985, 'jam', 'forced') AS event,
        ['app','card','pin','fingerprint','key'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'e-meth') / 18446744073709551616.0, 1.5)))] AS method,
        if(event = 'denied', toNullable(toUInt8([1,1,1,2,2,3,4][1 + cityHash64(number, 'e-deny') % 7])), NULL) AS deny_code
    FROM numbers(14000)
)
WHERE toDate(occurred_at) != '2026-05-10'
  AND NOT (toHour(occurred_at) BETWEEN 1 AND 4 AND cityHash64(n, 'e-night') % 4 != 0);

INSERT INTO smartlocks.lock_events
SELECT 500000 + number, toDateTime('2026-05-19 22:00:00', 'UTC') + toIntervalMinute(number % 60) + toIntervalSecond(1 + cityHash64(number, 'x-sec') % 57),
       'L-0024', 101, 'denied', 'pin', NULL, 1, NULL, 71
FROM numbers(110);

INSERT INTO smartlocks.lock_events
SELECT 510000 + number, toDateTime('2026-05-21 01:00:00', 'UTC') + toIntervalMinute(number * 19) + toIntervalSecond(1 + cityHash64(number, 'j-sec') % 57),
       'L-0137', 118, 'jam', 'card', NULL, NULL, NULL, 44
FROM numbers(46);

CREATE TABLE smartlocks.firmware_updates
(
    update_id    UInt32,
    lock_id      String,
    building_id  UInt16,
    version      String COMMENT 'the version that was installed or tried',
    started_at   DateTime('UTC'),
    finished_at  Nullable(DateTime('UTC')) COMMENT 'null while running',
    result       LowCardinality(String) COMMENT 'ok, failed, aborted (stopped by a person) or running',
    size_kb      UInt32,
    channel      LowCardinality(String) COMMENT 'how the file reached the lock: wifi, bluetooth or hub'
)
ENGINE = MergeTree ORDER BY started_at;

INSERT INTO smartlocks.firmware_updates
SELECT update_id, concat('L-', leftPad(toString(l), 4, '0')), 101 + l % 24, version, started_at,
       if(started_at + toIntervalSecond(secs) >= '2026-05-21 16:19:59', NULL, toNullable(started_at + toIntervalSecond(secs))),
       multiIf(started_at + toIntervalSecond(secs) >= '2026-05-21 16:19:59', 'running', r < if(version = '4.2.0', 19, 7), 'failed', r < 25, 'aborted', 'ok'),
       2100 + cityHash64(n, 'f-kb') % 2400,
       ['wifi','hub','bluetooth'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'f-ch') / 18446744073709551616.0, 1.4)))]
FROM
(
    SELECT number AS n, 60001 + number AS update_id,
        1 + cityHash64(number, 'f-lock') % 300 AS l,
        ['4.1.2','4.2.0','4.1.0','3.9.5'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-ver') / 18446744073709551616.0, 1.5)))] AS version,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'f-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'f-sec') % 57) AS started_at,
        toUInt32(95 + floor(70 * pow(1 - cityHash64(number, 'f-dur') / 18446744073709551616.0, -0.6))) AS secs,
        cityHash64(number, 'f-res') % 100 AS r
    FROM numbers(3500)
);

-- Solar park: inverter output samples and maintenance tickets. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS solarfarm;
CREATE DATABASE solarfarm;

CREATE TABLE solarfarm.inverters
(
    inverter_id     String,
    field           LowCardinality(String) COMMENT 'part of the park: North, Creek, Mill or Ridge',
    maker           LowCardinality(String),
    rated_kw        UInt16,
    commissioned_on Date,
    service_state   LowCardinality(String) COMMENT 'in_service, spare or retired'
)
ENGINE = MergeTree ORDER BY inverter_id;

INSERT INTO solarfarm.inverters
SELECT concat('INV-', leftPad(toString(number + 1), 2, '0')),
    ['North','Creek','Mill','Ridge'][1 + cityHash64(number, 'i-field') % 4],
    ['Voltara','Heliox','Sunmark'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'i-maker') / 18446744073709551616.0, 1.3)))],
    [60, 100, 125][1 + cityHash64(number, 'i-kw') % 3],
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'i-com') % 2200),
    multiIf(number < 40, 'in_service', number % 2 = 0, 'spare', 'retired')
FROM numbers(44);

CREATE TABLE solarfarm.output_samples
(
    sampled_at  DateTime('UTC'),
    inverter_id String,
    state       LowCardinality(String) COMMENT 'run, derated, standby or fault',
    fault_code  Nullable(UInt16) COMMENT '101 grid overvoltage, 204 isolation, 305 overtemperature, 410 fan failure. Null unless state is fault',
    power_kw    Float64,
    energy_kwh  Float64 COMMENT 'produced since the previous sample',
    heatsink_c  Nullable(Float32) COMMENT 'null when the sensor did not answer',
    string_count UInt8
)
ENGINE = MergeTree ORDER BY (inverter_id, sampled_at);

-- No sample on 2026-05-08 (logger down). INV-17 faults a lot on 2026-05-21 since 08:00. INV-09 is silent since 13:05, INV-31 since 14:40.
INSERT INTO solarfarm.output_samples
SELECT sampled_at, inverter_id, state,
    if(state = 'fault', toNullable([101,101,204,305,204,410][1 + cityHash64(n, 's-code') % 6]), NULL),
    power_kw, round(power_kw * (0.2 + cityHash64(n, 's-e') % 100 / 400), 2),
    if(cityHash64(n, 's-nt') % 100 < 3, NULL, toNullable(toFloat32(round(24 + power_kw * 0.3 + cityHash64(n, 's-t') % 120 / 10, 1)))),
    toUInt8(8 + cityHash64(inverter_id, 's-str') % 9)
FROM
(
    SELECT number AS n,
        1 + toUInt32(floor(40 * pow(cityHash64(number, 's-inv') / 18446744073709551616.0, 1.1))) AS k,
        concat('INV-', leftPad(toString(k), 2, '0')) AS inverter_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(72000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalSecond(1 + cityHash64(number, 's-s') % 58) AS sampled_at,
        cityHash64(number, 's-st') % 1000 AS s,
        multiIf(k = 17 AND sampled_at >= '2026-05-21 08:00:00' AND s < 800, 'fault', s < 35, 'fault', s < 90, 'standby', s < 160, 'derated', 'run') AS state,
        if(state IN ('fault', 'standby'), 0, round([60, 100, 125][1 + cityHash64(k - 1, 'i-kw') % 3] * if(state = 'derated', 0.4, 0.9)
            * greatest(0.05, 1 - abs(toHour(sampled_at) - 12) / 8) * (0.6 + cityHash64(number, 's-cloud') % 400 / 1000), 2)) AS power_kw
    FROM numbers(16000)
)
WHERE toHour(sampled_at) BETWEEN 5 AND 20
  AND toDate(sampled_at) != '2026-05-08'
  AND NOT (k = 9 AND sampled_at >= '2026-05-21 13:05:00')
  AND NOT (k = 31 AND sampled_at >= '2026-05-21 14:40:00');

-- every inverter that works sends something shortly before the clock
INSERT INTO solarfarm.output_samples
SELECT toDateTime('2026-05-21 15:30:00', 'UTC') + toIntervalSecond(3 + 71 * number % 2900), concat('INV-', leftPad(toString(number + 1), 2, '0')),
    'run', NULL, 41.5 + number % 7, 10.25, 39.5, toUInt8(8 + cityHash64(concat('INV-', leftPad(toString(number + 1), 2, '0')), 's-str') % 9)
FROM numbers(40) WHERE number NOT IN (8, 30);

CREATE TABLE solarfarm.tickets
(
    ticket_no     UInt32,
    inverter_id   String,
    opened_at     DateTime('UTC'),
    closed_at     Nullable(DateTime('UTC')),
    category      LowCardinality(String) COMMENT 'cabling, cleaning, fan, firmware or comms',
    severity      UInt8 COMMENT '1 cosmetic to 4 inverter down',
    ticket_status LowCardinality(String) COMMENT 'open, in_work, done or cancelled',
    technician    Nullable(String) COMMENT 'null when nobody has been assigned',
    cost_eur      Nullable(Decimal(10, 2)) COMMENT 'parts and labour, only on tickets that are done'
)
ENGINE = MergeTree ORDER BY ticket_no;

INSERT INTO solarfarm.tickets
SELECT 40000 + n, inverter_id, opened_at,
    if(st = 'done', toNullable(end_at), NULL), category, toUInt8([1,1,2,2,2,3,3,4][1 + cityHash64(n, 'k-sev') % 8]), st,
    if(st = 'open' OR cityHash64(n, 'k-na') % 100 < 5, NULL, toNullable(['Bram','Ilse','Tadeo','Noor','Petra','Yannick'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'k-tech') / 18446744073709551616.0, 1.4)))])),
    if(st = 'done', toNullable(toDecimal64(round(45 * pow(1 - cityHash64(n, 'k-cost') / 18446744073709551616.0, -0.7), 2), 2)), NULL)
FROM
(
    SELECT number AS n,
        concat('INV-', leftPad(toString(1 + cityHash64(number, 'k-inv') % 44), 2, '0')) AS inverter_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + toUInt32(floor(86400 * pow(cityHash64(number, 'k-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'k-s') % 58) AS opened_at,
        ['cabling','cleaning','fan','firmware','comms'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'k-cat') / 18446744073709551616.0, 1.4)))] AS category,
        opened_at + toIntervalMinute(40 + toUInt32(floor(4000 * pow(cityHash64(number, 'k-dur') / 18446744073709551616.0, 2)
            * multiIf(category = 'cabling', 1.6, category = 'comms', 0.5, category = 'fan', 1.2, 1)))) AS end_at,
        cityHash64(number, 'k-st') % 100 AS s,
        multiIf(s < 9, 'cancelled', end_at >= '2026-05-21 16:20:00' AND s < 60, 'open', end_at >= '2026-05-21 16:20:00', 'in_work', s < 13, 'in_work', 'done') AS st
    FROM numbers(2600)
);

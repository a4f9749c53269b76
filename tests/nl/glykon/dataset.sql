-- Support and replacement desk of a maker of blood-glucose sensors. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS glykon;
CREATE DATABASE glykon;

CREATE TABLE glykon.lots
(
    lot_no       String,
    product_line LowCardinality(String),
    plant        LowCardinality(String) COMMENT 'where the sensors of the lot were made',
    made_on      Date,
    units_made   UInt32,
    on_hold      UInt8 COMMENT '1 = blocked by the quality team'
)
ENGINE = MergeTree ORDER BY lot_no;

INSERT INTO glykon.lots
SELECT concat('L', toString(7300 + number * 7)),
       ['Halo 3','Halo 2','Halo Kids'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'gl-line') / 18446744073709551616.0, 1.4)))],
       ['Galway','Penang','Reno'][1 + cityHash64(number, 'gl-plant') % 3],
       toDate('2025-11-03') + number * 4,
       toUInt32(9000 + 500 * (cityHash64(number, 'gl-u') % 40)),
       toUInt8(cityHash64(number, 'gl-hold') % 8 = 0)
FROM numbers(36);

CREATE TABLE glykon.cases
(
    case_id     UInt64,
    opened_at   DateTime64(3, 'UTC'),
    resolved_at Nullable(DateTime64(3, 'UTC')),
    patient_id  UInt32,
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    contact     LowCardinality(String) COMMENT 'phone, chat, email or app_form',
    complaint   LowCardinality(String) COMMENT 'adhesive (came off the skin), signal_loss, bad_reading, rash, applicator, early_end',
    lot_no      String,
    wear_days   Nullable(Float32) COMMENT 'days worn before the fault; null when the sensor was never put on',
    hold_s      Nullable(UInt32) COMMENT 'seconds on hold, phone only',
    case_state  LowCardinality(String) COMMENT 'open, resolved or withdrawn',
    is_repeat   UInt8 COMMENT '1 when the patient complained about the same thing before',
    rating      Nullable(UInt8) COMMENT 'by the patient after the case, 1 to 5',
    app_version LowCardinality(String)
)
ENGINE = MergeTree ORDER BY opened_at;

-- No case at all on 2026-05-09 (system migration).
INSERT INTO glykon.cases
SELECT case_id, opened_at, if(case_state = 'resolved', opened_at + toIntervalMinute(solve_min), NULL) AS resolved_at,
       patient_id, country, contact, complaint, lot_no, wear_days, hold_s, case_state, is_repeat,
       if(case_state = 'resolved' AND cityHash64(n, 'gc-rated') % 100 < 46, toNullable(toUInt8(if(contact = 'chat', [5,4,4,3,2,5,1,4], [5,5,4,4,3,5,2,5])[1 + cityHash64(n, 'gc-rate') % 8])), NULL) AS rating,
       app_version
FROM
(
    SELECT
        number AS n,
        88000 + number AS case_id,
        20000 + toUInt32(floor(3600 * pow(cityHash64(number, 'gc-pat') / 18446744073709551616.0, 1.5))) AS patient_id,
        ['DE','GB','SE','NL','DK','IT','PT'][1 + toUInt8(floor(7 * pow(cityHash64(patient_id, 'gc-ctry') / 18446744073709551616.0, 1.5)))] AS country,
        ['phone','chat','app_form','email'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'gc-con') / 18446744073709551616.0, 1.25)))] AS contact,
        ['adhesive','signal_loss','bad_reading','early_end','rash','applicator'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'gc-cmp') / 18446744073709551616.0, 1.35)))] AS complaint,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'gc-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'gc-ms') % 57000) AS opened_at,
        concat('L', toString(7300 + 7 * (cityHash64(number, 'gc-lot') % 36))) AS lot_no,
        if(complaint = 'applicator', NULL, toNullable(toFloat32(round(0.2 + 13.8 * pow(cityHash64(number, 'gc-wear') / 18446744073709551616.0, multiIf(country = 'PT', 0.6, country = 'IT', 0.9, country = 'SE', 1.9, 1.3)), 1)))) AS wear_days,
        if(contact = 'phone', toNullable(toUInt32(floor(40 + 700 * pow(cityHash64(number, 'gc-hold') / 18446744073709551616.0, 2)))), NULL) AS hold_s,
        toUInt32(8 + floor(4300 * pow(cityHash64(number, 'gc-sol') / 18446744073709551616.0, 2.4))) AS solve_min,
        multiIf(cityHash64(number, 'gc-st') % 100 < 7, 'withdrawn', opened_at + toIntervalMinute(solve_min) >= toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 'open',
                cityHash64(number, 'gc-st') % 100 < 12, 'open', 'resolved') AS case_state,
        toUInt8(cityHash64(number, 'gc-rep') % 100 < if(contact = 'email', 26, 15)) AS is_repeat,
        ['4.12.0','4.11.2','4.10.5'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'gc-app') / 18446744073709551616.0, 1.4)))] AS app_version
    FROM numbers(6100)
)
WHERE toDate(opened_at) != '2026-05-09'
  AND NOT (toHour(opened_at) BETWEEN 0 AND 5 AND cityHash64(n, 'gc-night') % 4 != 0);

-- Lot L7433 loses its signal from 2026-05-19 on.
INSERT INTO glykon.cases
SELECT 95000 + number,
       toDateTime64('2026-05-19 07:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'gx-min') % 3350) + toIntervalMillisecond(1000 + cityHash64(number, 'gx-ms') % 57000),
       NULL, 20000 + toUInt32(cityHash64(number, 'gx-pat') % 3600), ['DE','GB','SE','NL'][1 + cityHash64(number, 'gx-c') % 4],
       ['chat','app_form','email'][1 + cityHash64(number, 'gx-con') % 3], 'signal_loss', 'L7433',
       toNullable(toFloat32(round(0.5 + cityHash64(number, 'gx-w') % 40 / 10, 1))), NULL, 'open', 0, NULL, '4.12.0'
FROM numbers(120);

CREATE TABLE glykon.replacements
(
    shipment_id UInt64,
    case_id     UInt64,
    approved_at DateTime('UTC'),
    shipped_at  Nullable(DateTime('UTC')) COMMENT 'null until the parcel leaves',
    carrier     LowCardinality(String),
    sensors     UInt8 COMMENT 'sensors in the parcel',
    cost_cents  UInt32 COMMENT 'goods and postage, euro cents',
    ship_state  LowCardinality(String) COMMENT 'packed, shipped, delivered, returned or voided; voided parcels were stopped before they left and cost us nothing'
)
ENGINE = MergeTree ORDER BY shipment_id;

INSERT INTO glykon.replacements
SELECT 560000 + case_id AS shipment_id, case_id, approved_at,
       if(ship_state IN ('packed', 'voided'), NULL, approved_at + toIntervalMinute(60 + cityHash64(case_id, 'gr-ship') % 1500)) AS shipped_at,
       carrier, sensors, cost_cents, ship_state
FROM
(
    SELECT case_id,
           toStartOfMinute(toDateTime(opened_at, 'UTC')) + toIntervalMinute(5 + cityHash64(case_id, 'gr-app') % 600) + toIntervalSecond(1 + cityHash64(case_id, 'gr-s') % 58) AS approved_at,
           ['Northvan','Kurya','Pelipost'][1 + toUInt8(floor(3 * pow(cityHash64(case_id, 'gr-car') / 18446744073709551616.0, 1.2)))] AS carrier,
           toUInt8(if(carrier = 'Kurya', [1,2,3,2], [1,1,1,2])[1 + cityHash64(case_id, 'gr-n') % 4]) AS sensors,
           toUInt32(sensors * (2950 + cityHash64(case_id, 'gr-cost') % 900) + 480) AS cost_cents,
           multiIf(cityHash64(case_id, 'gr-st') % 100 < 6, 'voided', approved_at >= '2026-05-21 00:00:00', 'packed',
                   approved_at >= '2026-05-19 10:00:00', if(cityHash64(case_id, 'gr-st') % 3 = 0, 'packed', 'shipped'),
                   cityHash64(case_id, 'gr-st') % 100 < 13, 'returned', 'delivered') AS ship_state
    FROM glykon.cases
    WHERE case_state != 'withdrawn' AND cityHash64(case_id, 'gr-has') % 100 < multiIf(complaint = 'rash', 35, complaint = 'bad_reading', 50, 72)
)
WHERE approved_at < '2026-05-21 16:20:00'
  AND (ship_state IN ('packed', 'voided') OR approved_at + toIntervalMinute(60 + cityHash64(case_id, 'gr-ship') % 1500) < '2026-05-21 16:20:00');

-- Commercial laundry for hotels and hospitals. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS sudsmere;
CREATE DATABASE sudsmere;

CREATE TABLE sudsmere.machines
(
    machine_no   UInt16,
    nickname     String,
    kind         LowCardinality(String) COMMENT 'tunnel, extractor or barrier',
    hall         LowCardinality(String),
    capacity_kg  UInt16,
    commissioned Date
)
ENGINE = MergeTree ORDER BY machine_no;

INSERT INTO sudsmere.machines
SELECT
    1 + number,
    ['Bertha','Otto','Neptune','Wilma','Goliath','Pixie','Hector','Maud','Triton','Olga','Bubbles','Samson','Freya','Dolores','Ajax','Lotte','Vulcan','Iris','Moby','Greta','Thor','Agnes','Titan','Elsie'][1 + number],
    multiIf(number % 6 = 0, 'tunnel', number % 6 IN (2, 5), 'barrier', 'extractor'),
    multiIf(number < 10, 'North', number < 18, 'South', 'Annex'),
    multiIf(number % 6 = 0, 180, number % 6 IN (2, 5), 70, 110),
    toDate('2014-02-01') + toUInt32(cityHash64(number, 'm-c') % 4300)
FROM numbers(24);

CREATE TABLE sudsmere.customers
(
    customer_ref String,
    name         String,
    sector       LowCardinality(String) COMMENT 'hotel, hospital or care_home',
    city         LowCardinality(String),
    signed_on    Date,
    on_hold      UInt8 COMMENT '1 = unpaid bills, no pick-ups'
)
ENGINE = MergeTree ORDER BY customer_ref;

INSERT INTO sudsmere.customers
SELECT
    concat('K-', toString(101 + number)),
    concat(['Larkfield','Marram','Quayside','Belvoir','Thornbury','Ashgrove','Pellworm','Kestrel','Riverton','Saltmarsh','Winslow','Hartley','Orchard','Claymore','Denholm','Fairway'][1 + number % 16], ' ',
           multiIf(number < 24, if(number < 16, 'Hotel', 'Inn'), number < 40, if(number < 32, 'Hospital', 'Clinic'), 'House')),
    multiIf(number < 24, 'hotel', number < 40, 'hospital', 'care_home'),
    ['Bremen','Utrecht','Aarhus','Gdansk'][1 + cityHash64(number, 'c-city') % 4],
    toDate('2026-05-01') - toUInt32(30 + cityHash64(number, 'c-s') % 2400),
    toUInt8(cityHash64(number, 'c-h') % 100 < 10)
FROM numbers(48);

CREATE TABLE sudsmere.loads
(
    load_id      UInt64,
    machine_no   UInt16,
    customer_ref Nullable(String) COMMENT 'null for house linen of the laundry itself',
    linen        LowCardinality(String),
    program      LowCardinality(String),
    started_at   DateTime64(3, 'UTC'),
    ended_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'null while running and for aborted loads',
    load_state   LowCardinality(String) COMMENT 'done, rewash (came out stained, goes round again), aborted or running; only done loads are invoiced',
    dry_weight_g UInt32 COMMENT 'grams, before the wash',
    water_l      Float32,
    cycle_s      Nullable(UInt32) COMMENT 'length of the whole cycle, seconds',
    peak_temp_c  Nullable(Float32) COMMENT 'null when the probe gave nothing',
    express      UInt8 COMMENT '1 = same-day service',
    charge_eur   Decimal(10, 2)
)
ENGINE = MergeTree ORDER BY (machine_no, started_at);

-- Machine 17 aborts on 2026-05-19 13:00-15:00; machine 9 takes four times the water since 2026-05-20; the Annex stood still on 2026-05-09;
-- machine 4 started nothing since 2026-05-20 22:00, machine 21 since 2026-05-21 08:30.
INSERT INTO sudsmere.loads
SELECT load_id, machine_no, customer_ref, linen, program, started_at,
       if(load_state IN ('done', 'rewash'), toNullable(ended), NULL) AS ended_at,
       load_state, dry_weight_g, water_l,
       if(load_state IN ('done', 'rewash'), toNullable(toUInt32(dateDiff('second', started_at, ended))), NULL) AS cycle_s,
       if(cityHash64(n, 'w-probe') % 1000 < if(load_state = 'aborted', 280, 25), NULL,
          toNullable(toFloat32(round(multiIf(program = 'thermal', 71, program = 'chlorine', 60, program = 'delicate', 32, 43) + cityHash64(n, 'w-deg') % 60 / 10, 1)))) AS peak_temp_c,
       express, charge_eur
FROM
(
    SELECT
        number AS n,
        5500000 + number AS load_id,
        1 + toUInt16(floor(24 * pow(cityHash64(number, 'w-m') / 18446744073709551616.0, 1.12))) AS machine_no,
        toUInt32(floor(48 * pow(cityHash64(number, 'w-c') / 18446744073709551616.0, 1.2))) AS c,
        if(cityHash64(number, 'w-house') % 100 < 6, NULL, toNullable(concat('K-', toString(101 + c)))) AS customer_ref,
        if(c < 24, ['sheets','towels','tablecloths','uniforms'], ['sheets','scrubs','gowns','towels'])[1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-l') / 18446744073709551616.0, 1.3)))] AS linen,
        if(c < 24, ['cool','thermal','delicate','chlorine'], ['thermal','chlorine','cool','thermal'])[1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-p') / 18446744073709551616.0, 1.3)))] AS program,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'w-t') / 18446744073709551616.0, 1.25)))) AS base,
        base + toIntervalMillisecond(1000 + cityHash64(number, 'w-ms') % 58000) AS started_at,
        toUInt32(multiIf(program = 'thermal', 48, program = 'chlorine', 41, program = 'delicate', 27, 34) + floor(30 * pow(cityHash64(number, 'w-d') / 18446744073709551616.0, 2.2))) AS dur_min,
        base + toIntervalMinute(dur_min) + toIntervalMillisecond(1000 + cityHash64(number, 'w-ms2') % 58000) AS ended,
        cityHash64(number, 'w-st') % 1000 AS r,
        multiIf(r < 38, 'aborted',
                ended >= toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 'running',
                r < 38 + multiIf(linen = 'tablecloths', 120, linen = 'gowns', 85, 45), 'rewash', 'done') AS load_state,
        toUInt32(floor(multiIf((machine_no - 1) % 6 = 0, 180000, (machine_no - 1) % 6 IN (2, 5), 70000, 110000) * (0.35 + 0.64 * pow(cityHash64(number, 'w-kg') / 18446744073709551616.0, 0.7)))) AS dry_weight_g,
        toFloat32(round(dry_weight_g / 1000 * (5.5 + cityHash64(number, 'w-w') % 300 / 100) * if(machine_no = 9 AND started_at >= '2026-05-20 00:00:00', 4, 1) * if(load_state = 'aborted', 0.6, 1), 1)) AS water_l,
        toUInt8(cityHash64(number, 'w-x') % 100 < 17) AS express,
        toDecimal64(round(dry_weight_g / 1000 * multiIf(program = 'thermal', 1.25, program = 'chlorine', 1.4, program = 'delicate', 1.9, 0.95) * if(express, 1.5, 1), 2), 2) AS charge_eur
    FROM numbers(7400)
)
WHERE NOT (machine_no > 18 AND toDate(started_at) = '2026-05-09')
  AND NOT (machine_no = 4 AND started_at >= '2026-05-20 22:00:00')
  AND NOT (machine_no = 21 AND started_at >= '2026-05-21 08:30:00')
  AND NOT (toHour(started_at) BETWEEN 1 AND 4 AND cityHash64(n, 'w-night') % 3 = 0);

INSERT INTO sudsmere.loads
SELECT
    5590000 + number, 17, concat('K-', toString(101 + cityHash64(number, 'x-c') % 40)), 'sheets', 'thermal',
    toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute(number * 4) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 58000),
    NULL, 'aborted', 180000 - 70000 - toUInt32(cityHash64(number, 'x-kg') % 40000), 210 + number, NULL, toFloat32(22 + number % 9), 0, 95.5
FROM numbers(29);

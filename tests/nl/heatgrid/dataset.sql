-- District heating: buildings, what their substations log, invoices. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS heatgrid;
CREATE DATABASE heatgrid;

CREATE TABLE heatgrid.buildings
(
    building_id  UInt16,
    address      String,
    district     LowCardinality(String),
    use_class    LowCardinality(String) COMMENT 'RES apartments, OFF offices, SCH school, HOS hospital, IND workshop or factory',
    contract_kw  UInt16 COMMENT 'contracted heat load',
    connected_on Date,
    manager      LowCardinality(String) COMMENT 'property manager who gets the invoices'
)
ENGINE = MergeTree ORDER BY building_id;

INSERT INTO heatgrid.buildings
SELECT
    101 + number AS building_id,
    concat(['Quay Street','Chapel Lane','Mill Road','Foundry Row','Birch Avenue','Station Road','Canal Walk'][1 + cityHash64(number, 'b-str') % 7], ' ', toString(2 + number)),
    multiIf(number < 22, 'Harbour', number < 39, 'Old Town', number < 50, 'Mill Hill', number < 58, 'Lakeside', 'Northgate'),
    ['RES','RES','RES','OFF','OFF','SCH','HOS','IND'][1 + cityHash64(number, 'b-use2') % 8] AS use_class,
    toUInt16(multiIf(use_class = 'HOS', 600, use_class = 'IND', 420, use_class = 'SCH', 260, use_class = 'OFF', 180, 90) + 10 * (cityHash64(number, 'b-kw') % 13)),
    toDate('2026-04-20') - toUInt32(floor(9000 * pow(cityHash64(number, 'b-con') / 18446744073709551616.0, 1.4))),
    ['Hansa Homes','City Property','Birkeland Estates','Nordbo','self-managed'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'b-man') / 18446744073709551616.0, 1.4)))]
FROM numbers(64);

CREATE TABLE heatgrid.station_log
(
    logged_at   DateTime('UTC'),
    building_id UInt16,
    entry       LowCardinality(String) COMMENT 'reading (telegram of the heat meter) or outage (written when the heat fails)',
    supply_c    Nullable(Float64) COMMENT 'water into the building, degrees Celsius',
    return_c    Nullable(Float64) COMMENT 'water coming back from the building, degrees Celsius',
    heat_kwh    Nullable(Float64) COMMENT 'heat delivered since the reading before',
    meter_flag  Nullable(UInt8) COMMENT '0 fine, 1 estimated, 2 meter fault. Only on readings',
    cause       LowCardinality(String) COMMENT 'only on outages: PIPE leak, PUMP pump failure, PWR no electricity, PLAN planned work',
    outage_s    Nullable(UInt32) COMMENT 'how long the heat was off, only on outages'
)
ENGINE = MergeTree ORDER BY (logged_at, building_id);

-- Nothing was logged on 2026-05-07. Buildings 109, 131, 145 and 158 send no readings any more (117 only since the 20th).
INSERT INTO heatgrid.station_log
SELECT
    logged_at, building_id, entry,
    if(entry = 'reading', toNullable(round(61 + cityHash64(n, 'l-sup') % 2400 / 100 - if(cityHash64(n, 'l-low') % 100 < 3, 14, 0), 1)), NULL),
    if(entry = 'reading', toNullable(round(33 + cityHash64(building_id, 'l-rb') % 500 / 100 + cityHash64(n, 'l-ret') % 1100 / 100, 1)), NULL),
    if(entry = 'reading' AND flag != 2, toNullable(round((12 + cityHash64(building_id, 'l-hb') % 90) * (0.4 + cityHash64(n, 'l-heat') % 1000 / 1000) * if(toHour(logged_at) BETWEEN 5 AND 9, 1.6, 1.0), 1)), NULL),
    if(entry = 'reading', toNullable(toUInt8(flag)), NULL),
    if(entry = 'outage', cause0, ''),
    if(entry = 'outage', toNullable(outage_s0), NULL)
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'l-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'l-s') % 58) AS logged_at,
        toUInt16(101 + toUInt16(floor(64 * pow(cityHash64(number, 'l-b') / 18446744073709551616.0, 1.15)))) AS building_id,
        if(cityHash64(number, 'l-kind') % 100 < 11, 'outage', 'reading') AS entry,
        multiIf(cityHash64(number, 'l-flag') % 100 < 3, 2, cityHash64(number, 'l-flag') % 100 < 11, 1, 0) AS flag,
        ['PUMP','PLAN','PWR','PIPE'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-cause') / 18446744073709551616.0, 1.5)))] AS cause0,
        toUInt32(floor(multiIf(cause0 = 'PIPE', 2400, cause0 = 'PLAN', 1800, cause0 = 'PUMP', 900, 500) * pow(1 - cityHash64(number, 'l-out') / 18446744073709551616.0, -0.55))) AS outage_s0
    FROM numbers(9000)
)
WHERE toDate(logged_at) != '2026-05-07'
  AND NOT (entry = 'reading' AND building_id IN (109, 131) AND logged_at >= '2026-05-17 20:00:00')
  AND NOT (entry = 'reading' AND building_id IN (145, 158) AND logged_at >= '2026-05-19 10:00:00')
  AND NOT (entry = 'reading' AND building_id = 117 AND logged_at >= '2026-05-20 09:00:00')
  AND (entry = 'reading' OR logged_at + toIntervalSecond(outage_s0) < '2026-05-21 16:20:00');

-- A main burst in Harbour in the small hours of 2026-05-19.
INSERT INTO heatgrid.station_log
SELECT
    toDateTime('2026-05-19 03:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'x-m') % 110) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    toUInt16(101 + number % 22), 'outage', NULL, NULL, NULL, NULL, 'PIPE', toNullable(toUInt32(3000 + cityHash64(number, 'x-o') % 5000))
FROM numbers(66);

-- The valve of building 127 is stuck open since 2026-05-20 08:00.
INSERT INTO heatgrid.station_log
SELECT
    toDateTime('2026-05-20 08:00:00', 'UTC') + toIntervalMinute(number * 44) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 58),
    127, 'reading', 72.5, round(64 + cityHash64(number, 'y-r') % 50 / 10, 1), round(30 + cityHash64(number, 'y-h') % 200 / 10, 1), 0, '', NULL
FROM numbers(44);

CREATE TABLE heatgrid.invoices
(
    invoice_no   String,
    issued_at    DateTime('UTC'),
    paid_at      Nullable(DateTime('UTC')),
    building_id  UInt16,
    kind         LowCardinality(String) COMMENT 'heat, water (hot water) or visit (technician on site)',
    amount_cents UInt32 COMMENT 'euro cents, VAT included',
    reminders    UInt8 COMMENT 'payment reminders sent so far',
    status       LowCardinality(String) COMMENT 'open, paid, disputed or void (withdrawn). Only paid invoices are income'
)
ENGINE = MergeTree ORDER BY (issued_at, invoice_no);

INSERT INTO heatgrid.invoices
SELECT invoice_no, issued_at, if(status = 'paid', toNullable(pay), NULL), building_id, kind, amount_cents,
    toUInt8(multiIf(status = 'open' AND issued_at < '2026-04-10 00:00:00', 1 + cityHash64(n, 'i-rem') % 3, status = 'void', 0, cityHash64(n, 'i-rem') % 10 < 2, 1 + cityHash64(n, 'i-rem2') % 3, 0)),
    status
FROM
(
    SELECT
        number AS n,
        concat('HG-', leftPad(toString(26000 + number), 6, '0')) AS invoice_no,
        toDateTime(toDate('2026-05-21') - toUInt32(floor(118 * pow(cityHash64(number, 'i-d') / 18446744073709551616.0, 1.1))), 'UTC')
            + toIntervalMinute(420 + cityHash64(number, 'i-m') % 555) + toIntervalSecond(1 + cityHash64(number, 'i-s') % 58) AS issued_at,
        issued_at + toIntervalMinute(1440 * (1 + toUInt32(floor(28 * pow(cityHash64(number, 'i-pd') / 18446744073709551616.0, 1.3)))) + cityHash64(number, 'i-pm') % 300) AS pay,
        toUInt16(101 + cityHash64(number, 'i-b') % 64) AS building_id,
        ['heat','water','visit'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'i-k') / 18446744073709551616.0, 1.5)))] AS kind,
        toUInt32(floor(multiIf(kind = 'heat', 31000, kind = 'water', 9500, 7200) * pow(1 - cityHash64(number, 'i-a') / 18446744073709551616.0, -0.38))) AS amount_cents,
        cityHash64(number, 'i-st') % 1000 AS r,
        multiIf(r < multiIf(kind = 'visit', 130, kind = 'water', 60, 35), 'disputed', r < 175, 'void', r < 240, 'open', pay < '2026-05-21 16:20:00', 'paid', 'open') AS status
    FROM numbers(2800)
);

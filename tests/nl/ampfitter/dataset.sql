-- Smart-meter installation contractor: visits to homes, engineers, energy suppliers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS ampfitter;
CREATE DATABASE ampfitter;

CREATE TABLE ampfitter.suppliers
(
    supplier_code String,
    supplier_name String,
    frame_contract LowCardinality(String) COMMENT 'gold, silver or bronze',
    client_since  Date
)
ENGINE = MergeTree ORDER BY supplier_code;

INSERT INTO ampfitter.suppliers
SELECT ['BRL','OAK','NVA','TID','HEX','PUR'][i], ['Brightlane Energy','Oakfield Power','Nova Gas','Tidewell','Hexagon Utilities','Purbeck Light'][i],
       ['gold','gold','silver','silver','bronze','bronze'][i], toDate('2019-03-01') + i * 211
FROM (SELECT number + 1 AS i FROM numbers(6));

CREATE TABLE ampfitter.engineers
(
    engineer_id UInt32,
    badge_name  String,
    grade       LowCardinality(String) COMMENT 'trainee, qualified or senior',
    employed_as LowCardinality(String) COMMENT 'staff, agency or subcontractor',
    gas_ticket  UInt8 COMMENT '1 = allowed to work on gas',
    started_on  Date,
    van_reg     Nullable(String)
)
ENGINE = MergeTree ORDER BY engineer_id;

INSERT INTO ampfitter.engineers
SELECT
    300 + number,
    concat(['Gary','Priya','Sean','Moira','Dylan','Karen','Ashok','Ffion','Lewis','Tess'][1 + cityHash64(number, 'e1') % 10], ' ',
           ['Hobbs','Patel','Doyle','Baird','Rees','Finch','Mistry','Pugh','Cole','Watt'][1 + cityHash64(number, 'e2') % 10], ' ', toString(300 + number)),
    ['qualified','senior','trainee'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e3') / 18446744073709551616.0, 1.4)))],
    ['staff','agency','subcontractor'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e4') / 18446744073709551616.0, 1.3)))],
    toUInt8(cityHash64(number, 'e5') % 10 < 6),
    toDate('2026-05-11') - toUInt32(floor(2400 * pow(cityHash64(number, 'e6') / 18446744073709551616.0, 1.5))),
    if(cityHash64(number, 'e7') % 10 < 2, NULL, concat('AF', toString(10 + cityHash64(number, 'e8') % 60), ' ', substring(hex(cityHash64(number, 'e9')), 1, 3)))
FROM numbers(130);

CREATE TABLE ampfitter.visits
(
    visit_no        UInt64,
    customer_id     UInt32,
    engineer_id     Nullable(UInt32) COMMENT 'null when the visit was called off before anybody took it',
    supplier_code   String,
    region          LowCardinality(String),
    job_type        LowCardinality(String) COMMENT 'first_install, exchange, repair, removal',
    fuel            LowCardinality(String) COMMENT 'E = electricity, G = gas, D = dual fuel',
    dispatched_at   DateTime64(3, 'UTC') COMMENT 'job sent to the tablet of an engineer',
    arrived_at      Nullable(DateTime64(3, 'UTC')),
    finished_at     Nullable(DateTime64(3, 'UTC')),
    outcome         LowCardinality(String) COMMENT 'done, aborted (engineer on site could not fit it), no_access (nobody at home), called_off (by the customer), open (still running); suppliers pay the fee of done visits only',
    abort_code      LowCardinality(Nullable(String)) COMMENT 'K1 no space, K2 unsafe wiring, K3 no network signal, K4 seized valve, K5 meter does not start',
    fee_gbp         Decimal(8, 2),
    prepay          UInt8,
    firmware        LowCardinality(String) COMMENT 'firmware of the meter in the van',
    signal_dbm      Nullable(Int16),
    customer_score  Nullable(UInt8) COMMENT '0 to 10, from the text message survey'
)
ENGINE = MergeTree ORDER BY (region, dispatched_at);

-- Bank holiday: no visit on 2026-05-04. Meters with firmware 7.2.1 do not start since 2026-05-19. No visit between 20:00 and 07:00.
INSERT INTO ampfitter.visits
SELECT visit_no, customer_id,
       if(outcome = 'called_off' AND cityHash64(n, 'noeng') % 3 != 0, NULL, toNullable(eng)),
       supplier_code, region, job_type, fuel, dispatched_at,
       if(arrive < '2026-05-21 16:20:00' AND outcome != 'called_off', toNullable(arrive), NULL),
       if(outcome IN ('done', 'aborted', 'no_access'), toNullable(finish), NULL),
       outcome,
       if(outcome = 'aborted', if(firmware = '7.2.1' AND dispatched_at >= '2026-05-19', 'K5', ['K3','K1','K2','K4','K5'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'ac') / 18446744073709551616.0, 1.5)))]), NULL),
       toDecimal64(multiIf(job_type = 'first_install', 96, job_type = 'exchange', 84, job_type = 'repair', 61, 47.5) * if(fuel = 'D', 1.6, 1) + cityHash64(n, 'fee') % 1400 / 100, 2),
       toUInt8(cityHash64(customer_id, 'pp') % 100 < 23),
       firmware,
       if(outcome IN ('done', 'aborted') AND cityHash64(n, 'sig0') % 100 < 90, toNullable(toInt16(-55 - toInt32(cityHash64(n, 'sig') % 60))), NULL),
       if(outcome = 'done' AND cityHash64(n, 'sc0') % 100 < 46, toNullable(toUInt8([9,10,8,9,10,7,6,3,8,1][1 + cityHash64(n, 'sc') % 10] - if(region = 'Gwent' AND cityHash64(n, 'sc2') % 2 = 0, 1, 0))), NULL)
FROM
(
    SELECT
        number AS n,
        880000 + number AS visit_no,
        50000 + toUInt32(floor(5200 * pow(cityHash64(number, 'cust') / 18446744073709551616.0, 1.3))) AS customer_id,
        300 + toUInt32(floor(124 * pow(cityHash64(number, 'eng') / 18446744073709551616.0, 1.8))) AS eng,
        ['BRL','OAK','NVA','TID','HEX','PUR'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'sup') / 18446744073709551616.0, 1.3)))] AS supplier_code,
        ['Kent','Devon','Fife','Gwent','Norfolk'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'reg') / 18446744073709551616.0, 1.3)))] AS region,
        ['exchange','first_install','repair','removal'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'job') / 18446744073709551616.0, 1.5)))] AS job_type,
        ['E','D','G'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'fuel') / 18446744073709551616.0, 1.3)))] AS fuel,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(89000 * pow(cityHash64(number, 'ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'tms') % 50000) AS dispatched_at,
        dispatched_at + toIntervalMinute(8 + cityHash64(number, 'drive') % 52) + toIntervalSecond(3) AS arrive,
        ['7.2.1','7.1.4','7.1.0','6.9.8'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'fw') / 18446744073709551616.0, 1.2)))] AS firmware,
        cityHash64(number, 'out') % 1000 AS o,
        multiIf(o < 70, 'called_off', o < if(region = 'Fife', 200, 165), 'no_access',
                o < if(firmware = '7.2.1' AND dispatched_at >= '2026-05-19', 620, multiIf(region = 'Fife', 290, 250)) - if(toDayOfWeek(dispatched_at) = 6, 0, 15), 'aborted', 'done') AS oc,
        arrive + toIntervalMinute(if(oc = 'no_access', 9, multiIf(job_type = 'first_install', 48, job_type = 'exchange', 35, job_type = 'repair', 26, 18) + toUInt32(floor(14 * pow(1 - cityHash64(number, 'dur') / 18446744073709551616.0, -0.4))))) + toIntervalSecond(3) AS finish,
        if(oc != 'called_off' AND finish >= '2026-05-21 16:20:00', 'open', oc) AS outcome
    FROM numbers(10500)
)
WHERE toDate(dispatched_at) != '2026-05-04'
  AND toHour(dispatched_at) BETWEEN 7 AND 19;

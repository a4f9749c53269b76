-- Repairs of household appliances at home: visits, technicians, parts. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS spannerly;
CREATE DATABASE spannerly;

CREATE TABLE spannerly.technicians
(
    tech_id    UInt16,
    full_name  String,
    home_depot LowCardinality(String),
    grade      LowCardinality(String) COMMENT 'apprentice, fitter or senior',
    hired_on   Date,
    gas_ticket UInt8 COMMENT '1 when licensed to work on gas'
)
ENGINE = MergeTree ORDER BY tech_id;

INSERT INTO spannerly.technicians
SELECT
    10 + number AS tech_id,
    concat(['Remi','Chloe','Basile','Anouk','Yanis','Odile','Loic','Maud'][1 + cityHash64(number, 'k-first') % 8], ' ',
           ['Caron','Perrot','Vidal','Lemoine','Bazin','Guyot','Hamel','Royer'][1 + cityHash64(number, 'k-last') % 8]) AS full_name,
    ['Lyon','Lille','Nantes','Metz','Dijon'][1 + number % 5] AS home_depot,
    ['fitter','senior','apprentice'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'k-grade') / 18446744073709551616.0, 1.4)))] AS grade,
    toDate('2026-04-20') - toUInt32(floor(3000 * pow(cityHash64(number, 'k-hired') / 18446744073709551616.0, 1.5))) AS hired_on,
    toUInt8(cityHash64(number, 'k-gas') % 100 < 35) AS gas_ticket
FROM numbers(45);

CREATE TABLE spannerly.parts
(
    sku        String,
    label      LowCardinality(String),
    supplier   LowCardinality(String),
    origin     LowCardinality(String) COMMENT 'country of manufacture, ISO 3166 two-letter code',
    buying_eur Decimal(8, 2) COMMENT 'purchase price per piece'
)
ENGINE = MergeTree ORDER BY sku;

INSERT INTO spannerly.parts
SELECT
    concat('SP-', toString(301 + number)) AS sku,
    ['drain pump','heating element','door seal','control board','drive belt','thermostat'][1 + number % 6] AS label,
    ['Ferrand','Elektrik Nord','Domopiece'][1 + cityHash64(number, 'p-sup') % 3] AS supplier,
    ['IT','DE','PL','TR','CN'][1 + cityHash64(number, 'p-orig') % 5] AS origin,
    toDecimal64(round(6 + 90 * pow(cityHash64(number, 'p-buy') / 18446744073709551616.0, 1.8), 2), 2) AS buying_eur
FROM numbers(30);

CREATE TABLE spannerly.visits
(
    visit_id     UInt64,
    household_id UInt32,
    tech_id      UInt16,
    town         LowCardinality(String),
    appliance    LowCardinality(String),
    brand        LowCardinality(String),
    rang_at      DateTime('UTC') COMMENT 'technician rang the doorbell',
    left_at      Nullable(DateTime('UTC')) COMMENT 'technician left; null when nobody opened',
    outcome      LowCardinality(String) COMMENT 'fixed, part_ordered, written_off, declined (quote refused) or nobody_home; only fixed visits are paid',
    fault_code   LowCardinality(String) COMMENT 'DR drain, HT heating, EL electronics, LK leak, NS noise',
    invoice_eur  Decimal(9, 2) COMMENT 'amount due for the visit; stays an unpaid quote unless fixed',
    travel_km    Float32 COMMENT 'driven to reach the household',
    warranty     UInt8 COMMENT '1 when the maker pays instead of the household',
    part_sku     Nullable(String) COMMENT 'main part fitted, null when none',
    stars        Nullable(UInt8) COMMENT 'rating by the household, 1 to 5'
)
ENGINE = MergeTree ORDER BY (town, rang_at);

-- No visit on 2026-05-07 (the dispatch system was down); nobody opens in Dijon on 2026-05-19 13:00-16:00; Tarnholm appliances are written off
-- en masse since 2026-05-18.
INSERT INTO spannerly.visits
SELECT visit_id, household_id, tech_id, town, appliance, brand, rang_at,
       if(outcome = 'nobody_home', NULL, toNullable(rang_at + toIntervalMinute(stay_min))) AS left_at,
       outcome, fault_code,
       toDecimal64(round((39 + 1.1 * stay_min + 70 * pow(1 - cityHash64(n, 'v-inv') / 18446744073709551616.0, -0.35))
           * multiIf(appliance = 'fridge', 1.35, appliance = 'oven', 1.15, appliance = 'dryer', 0.85, 1.0), 2), 2) AS invoice_eur,
       travel_km, warranty,
       if(outcome = 'fixed' AND cityHash64(n, 'v-part0') % 100 < 64, toNullable(concat('SP-', toString(301 + toUInt32(floor(30 * pow(cityHash64(n, 'v-part') / 18446744073709551616.0, 1.3)))))), NULL) AS part_sku,
       if(outcome IN ('fixed', 'written_off') AND cityHash64(n, 'v-rated') % 100 < 57, toNullable(toUInt8([5,5,4,4,5,3,2,1,4,5][1 + cityHash64(n, 'v-stars') % 10])), NULL) AS stars
FROM
(
    SELECT
        number AS n,
        410000 + number AS visit_id,
        1 + toUInt32(floor(3200 * pow(cityHash64(number, 'v-hh') / 18446744073709551616.0, 1.5))) AS household_id,
        10 + toUInt16(floor(43 * pow(cityHash64(number, 'v-tech') / 18446744073709551616.0, 1.3))) AS tech_id,
        ['Lyon','Lille','Nantes','Metz','Dijon'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'v-town') / 18446744073709551616.0, 1.3)))] AS town,
        ['washer','fridge','dishwasher','oven','dryer'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'v-appl') / 18446744073709551616.0, 1.3)))] AS appliance,
        ['Kelvano','Brusk','Omeda','Tarnholm'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'v-brand') / 18446744073709551616.0, 1.2)))] AS brand,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(108000 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'v-s') % 58) AS rang_at,
        cityHash64(number, 'v-out') % 1000 AS r,
        multiIf(brand = 'Tarnholm' AND rang_at >= '2026-05-18 00:00:00' AND cityHash64(number, 'v-wo') % 100 < 55, 'written_off',
                r < if(town = 'Metz', 130, 80), 'nobody_home', r < 220, 'part_ordered', r < 280, 'written_off', r < 340, 'declined', 'fixed') AS outcome,
        ['EL','DR','LK','HT','NS'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'v-fault') / 18446744073709551616.0, 1.2)))] AS fault_code,
        toUInt32(floor((12 + 55 * pow(cityHash64(number, 'v-stay') / 18446744073709551616.0, 1.6)) * multiIf(appliance = 'oven', 1.4, appliance = 'fridge', 1.2, appliance = 'dryer', 0.8, 1.0))) AS stay_min,
        toFloat32(round(1.5 + 4 * pow(1 - cityHash64(number, 'v-km') / 18446744073709551616.0, -0.5), 2)) AS travel_km,
        toUInt8(cityHash64(number, 'v-war') % 100 < 27) AS warranty
    FROM numbers(12500)
)
WHERE toHour(rang_at) BETWEEN 7 AND 19
  AND toDate(rang_at) != '2026-05-07'
  AND NOT (toDayOfWeek(rang_at) = 7 AND cityHash64(n, 'v-sun') % 10 < 7)
  AND (outcome = 'nobody_home' OR rang_at + toIntervalMinute(stay_min) < '2026-05-21 16:20:00');

-- The closed doors in Dijon, beyond the usual visits.
INSERT INTO spannerly.visits
SELECT
    480000 + number, 1 + toUInt32(cityHash64(number, 'c-hh') % 3200), 10 + toUInt16(cityHash64(number, 'c-tech') % 43), 'Dijon', 'washer', 'Brusk',
    toDateTime('2026-05-19 13:00:00', 'UTC') + toIntervalMinute((number * 4) % 180) + toIntervalSecond(1 + cityHash64(number, 'c-s') % 58),
    NULL, 'nobody_home', 'DR', toDecimal64(59 + number % 20, 2), toFloat32(round(2 + cityHash64(number, 'c-km') % 900 / 100, 2)), 0, NULL, NULL
FROM numbers(70);

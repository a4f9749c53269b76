-- An airline's lounges: visits at the door, the lounges, and the passes it sells. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS salonair;
CREATE DATABASE salonair;

CREATE TABLE salonair.lounges
(
    lounge_code LowCardinality(String),
    lounge_name String,
    city        LowCardinality(String),
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    operated_by LowCardinality(String) COMMENT 'own or partner',
    seats       UInt16,
    has_showers UInt8,
    opened_on   Date
)
ENGINE = MergeTree ORDER BY lounge_code;

INSERT INTO salonair.lounges VALUES
('DOH-A', 'Dune Hall', 'Doha', 'QA', 'own', 320, 1, '2017-03-02'),
('DOH-B', 'Pearl Room', 'Doha', 'QA', 'own', 140, 0, '2022-11-10'),
('SIN-A', 'Orchid Deck', 'Singapore', 'SG', 'own', 260, 1, '2019-06-18'),
('YYZ-A', 'Maple North', 'Toronto', 'CA', 'own', 210, 1, '2018-01-15'),
('YYZ-B', 'Maple South', 'Toronto', 'CA', 'partner', 90, 0, '2023-05-01'),
('ZRH-A', 'Alpenblick', 'Zurich', 'CH', 'partner', 170, 1, '2015-09-09'),
('OSL-A', 'Fjord Corner', 'Oslo', 'NO', 'own', 120, 0, '2020-10-05'),
('LIM-A', 'Condor', 'Lima', 'PE', 'partner', 110, 0, '2021-02-20'),
('ACC-A', 'Baobab', 'Accra', 'GH', 'partner', 80, 0, '2024-08-12');

CREATE TABLE salonair.passes
(
    pass_no    UInt32,
    kind       LowCardinality(String) COMMENT 'single, ten_entry or annual',
    member_id  UInt32,
    bought_on  Date,
    price_usd  Decimal(8, 2),
    sold_via   LowCardinality(String) COMMENT 'sales channel: app, web, desk, corporate',
    pass_state LowCardinality(String) COMMENT 'active, used_up, expired or refunded; the price of a refunded pass went back to the buyer'
)
ENGINE = MergeTree ORDER BY pass_no;

INSERT INTO salonair.passes
SELECT
    40000 + number,
    ['single', 'ten_entry', 'annual'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-kind') / 18446744073709551616.0, 1.3)))] AS k,
    1 + toUInt32(cityHash64(number, 'p-mem') % 1800),
    toDate('2026-05-20') - toUInt32(floor(420 * pow(cityHash64(number, 'p-day') / 18446744073709551616.0, 1.3))),
    toDecimal64(multiIf(k = 'single', 48, k = 'ten_entry', 390, 740) * (1 - (cityHash64(number, 'p-disc') % 4) * 0.05), 2),
    ['app', 'web', 'corporate', 'desk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-via') / 18446744073709551616.0, 1.4)))],
    multiIf(cityHash64(number, 'p-st') % 100 < 58, 'active', cityHash64(number, 'p-st') % 100 < 76, 'used_up', cityHash64(number, 'p-st') % 100 < 91, 'expired', 'refunded')
FROM numbers(1400);

CREATE TABLE salonair.visits
(
    visit_id     UInt64,
    entered_at   DateTime64(3, 'UTC'),
    left_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'null when turned away or still inside',
    lounge_code  LowCardinality(String),
    airport      LowCardinality(String) COMMENT 'IATA code',
    member_id    UInt32,
    pass_no      Nullable(UInt32) COMMENT 'null when the entry came from cabin, status or a payment at the door',
    cabin        LowCardinality(String) COMMENT 'F first, J business, W premium economy, Y economy',
    verdict      LowCardinality(String) COMMENT 'admitted, refused_full or refused_ineligible; a refused visitor is not charged',
    companions   UInt8,
    door_fee_usd Decimal(8, 2) COMMENT 'quoted at the door, kept only when admitted',
    took_shower  UInt8,
    satisfaction Nullable(UInt8) COMMENT 'exit survey, 1 to 5'
)
ENGINE = MergeTree ORDER BY (airport, entered_at);

-- OSL is closed on 2026-05-10; DOH refuses people in masses on 2026-05-20 from 09:00 to 12:00 because it is full.
INSERT INTO salonair.visits
SELECT visit_id, entered_at,
       if(verdict = 'admitted' AND entered_at + toIntervalSecond(60 * stay + 3) < '2026-05-21 16:20:00', toNullable(entered_at + toIntervalSecond(60 * stay + 3)), NULL) AS left_at,
       lounge_code, airport, member_id, pass_no, cabin, verdict, companions,
       if(pass_no IS NULL AND cabin IN ('W', 'Y') AND cityHash64(n, 'v-pay') % 10 < 7, toDecimal64(multiIf(airport IN ('DOH', 'SIN', 'ZRH'), 59.5, airport = 'ACC', 31.25, 44) * (1 + companions), 2), toDecimal64(0, 2)) AS door_fee_usd,
       if(verdict = 'admitted' AND lounge_code IN ('DOH-A', 'SIN-A', 'YYZ-A', 'ZRH-A') AND cityHash64(n, 'v-shw') % 100 < multiIf(lounge_code = 'SIN-A', 34, lounge_code = 'ZRH-A', 11, 22), 1, 0) AS took_shower,
       if(verdict = 'admitted' AND left_at IS NOT NULL AND cityHash64(n, 'v-sat0') % 100 < 46, toNullable(toUInt8([5, 4, 4, 5, 3, 4, 2, 5, 1, 3][1 + cityHash64(n, 'v-sat') % 10])), NULL) AS satisfaction
FROM
(
    SELECT
        number AS n,
        610000 + number AS visit_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(70000 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'v-ms') % 50000) AS entered_at,
        ['DOH-A', 'SIN-A', 'YYZ-A', 'DOH-B', 'ZRH-A', 'OSL-A', 'YYZ-B', 'LIM-A', 'ACC-A'][1 + toUInt8(floor(9 * pow(cityHash64(number, 'v-lng') / 18446744073709551616.0, 1.35)))] AS lounge_code,
        substring(lounge_code, 1, 3) AS airport,
        1 + toUInt32(floor(1800 * pow(cityHash64(number, 'v-mem') / 18446744073709551616.0, 1.5))) AS member_id,
        if(cityHash64(number, 'v-pass0') % 100 < 28, toNullable(40000 + toUInt32(floor(1300 * pow(cityHash64(number, 'v-pass') / 18446744073709551616.0, 1.4)))), NULL) AS pass_no,
        ['J', 'Y', 'W', 'F'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'v-cab') / 18446744073709551616.0, 1.5)))] AS cabin,
        multiIf(cityHash64(number, 'v-ver') % 1000 < if(airport IN ('SIN', 'DOH'), 60, 35), 'refused_full', cityHash64(number, 'v-ver') % 1000 < 110, 'refused_ineligible', 'admitted') AS verdict,
        toUInt8([0, 0, 0, 0, 1, 1, 2, 3][1 + cityHash64(number, 'v-comp') % 8]) AS companions,
        18 + toUInt32(floor(multiIf(cabin = 'F', 150, cabin = 'J', 120, cabin = 'W', 95, 80) * pow(cityHash64(number, 'v-stay') / 18446744073709551616.0, 1.4) + cityHash64(number, 'v-stay2') % 23)) AS stay
    FROM numbers(7600)
)
WHERE NOT (airport = 'OSL' AND toDate(entered_at) = '2026-05-10')
  AND NOT (toHour(entered_at) < 4 AND cityHash64(n, 'v-night') % 6 != 0)
  AND NOT (toHour(entered_at) IN (12, 13, 14) AND cityHash64(n, 'v-noon') % 3 = 0);

-- The full lounge at DOH.
INSERT INTO salonair.visits
SELECT 690000 + number,
       toDateTime64('2026-05-20 09:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'd-min') % 180) + toIntervalMillisecond(1000 + cityHash64(number, 'd-ms') % 50000),
       NULL, if(number % 3 = 0, 'DOH-B', 'DOH-A'), 'DOH', 1 + toUInt32(cityHash64(number, 'd-mem') % 1800), NULL, ['J', 'Y', 'W'][1 + number % 3], 'refused_full', toUInt8(number % 2), toDecimal64(0, 2), 0, NULL
FROM numbers(110);

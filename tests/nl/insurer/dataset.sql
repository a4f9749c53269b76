-- Policies of an insurer and the claims on them. Storm claims pile up on 2026-05-20, most of them on policies of Saxony.
CREATE DATABASE IF NOT EXISTS insurer;
DROP TABLE IF EXISTS insurer.policies;
CREATE TABLE insurer.policies (policy_no String, holder_id UInt32, product LowCardinality(String) COMMENT 'car, home, travel or pet', region LowCardinality(String), channel LowCardinality(String) COMMENT 'how it was sold: broker, web or phone', status LowCardinality(String) COMMENT 'active, lapsed or cancelled', start_date Date, annual_premium_eur Decimal(8, 2)) ENGINE = MergeTree ORDER BY policy_no;
INSERT INTO insurer.policies SELECT concat('P-', leftPad(toString(number), 5, '0')), 20000 + cityHash64(number, 'h') % 900, ['car', 'car', 'home', 'travel', 'pet'][1 + cityHash64(number, 'p') % 5], ['Saxony', 'Bavaria', 'Hesse', 'Berlin'][1 + number % 4], ['broker', 'web', 'phone'][1 + cityHash64(number, 'c') % 3], multiIf(cityHash64(number, 's') % 100 < 78, 'active', cityHash64(number, 's') % 100 < 90, 'lapsed', 'cancelled'), toDate('2026-05-20') - cityHash64(number, 'd') % 1500, toDecimal64(90 + (cityHash64(number, 'a') % 150000) / 100, 2) FROM numbers(1300);
DROP TABLE IF EXISTS insurer.claims;
CREATE TABLE insurer.claims
(
    claim_id        String,
    incident_at     DateTime('UTC') COMMENT 'when the damage happened',
    filed_at        DateTime('UTC') COMMENT 'when the claim reached us',
    closed_at       Nullable(DateTime('UTC')) COMMENT 'null while open',
    policy_no       String,
    cause           LowCardinality(String) COMMENT 'collision, theft, water, fire or storm',
    claimed_eur     Decimal(10, 2),
    paid_eur        Decimal(10, 2) COMMENT '0 until approved',
    decision        LowCardinality(String) COMMENT 'approved, rejected or pending',
    adjuster        LowCardinality(String),
    fraud_suspected Bool,
    photos          UInt8 COMMENT 'pictures attached'
)
ENGINE = MergeTree ORDER BY filed_at;
INSERT INTO insurer.claims
SELECT concat('C', leftPad(toString(number), 6, '0')), at - toIntervalHour(1 + cityHash64(number, 'i') % 300), at, if(dc = 'pending', NULL, least(at + toIntervalHour(4 + cityHash64(number, 'cl') % 700), toDateTime('2026-05-21 16:00:00', 'UTC'))), concat('P-', leftPad(toString(if(number >= 9000, 4 * (cityHash64(number, 'pn') % 250), toUInt32(floor(1200 * pow(cityHash64(number, 'pn') / 18446744073709551616.0, 1.5))))), 5, '0')), if(number >= 9000, 'storm', ['collision', 'collision', 'theft', 'water', 'fire', 'storm'][1 + cityHash64(number, 'ca') % 6]), amount, if(dc = 'approved', toDecimal64(toFloat64(amount) * (0.5 + (cityHash64(number, 'pd') % 50) / 100), 2), 0), dc, ['Kern', 'Abt', 'Voss', 'Ebert', 'Lang', 'Moll', 'Ruhl', 'Thoma'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'ad') / 18446744073709551616.0, 1.2)))], cityHash64(number, 'fr') % 17 = 0, cityHash64(number, 'ph') % 7
FROM
(
    SELECT number, if(number >= 9000, toDateTime('2026-05-20 06:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'a') % 50000), toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(60 + toUInt32(16000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2)))) AS at, toDecimal64(80 + 24000 * pow(cityHash64(number, 'm') / 18446744073709551616.0, 2.5), 2) AS amount,
        multiIf(cityHash64(number, 'd') % 100 < 64, 'approved', cityHash64(number, 'd') % 100 < 84, 'rejected', 'pending') AS dc
    FROM numbers(9120)
);

-- A mobile network: subscribers, towers, calls and data sessions. Tower North 3 drops most of its calls on 2026-05-20 between 10:00 and 13:00.
CREATE DATABASE IF NOT EXISTS telco;
DROP TABLE IF EXISTS telco.subscribers;
CREATE TABLE telco.subscribers (subscriber_id UInt32, plan LowCardinality(String) COMMENT 'basic, plus or unlimited', city LowCardinality(String), joined_on Date, birth_year UInt16, prepaid Bool, monthly_fee_eur Decimal(6, 2)) ENGINE = MergeTree ORDER BY subscriber_id;
INSERT INTO telco.subscribers SELECT 70000 + number, ['basic', 'basic', 'plus', 'unlimited'][1 + cityHash64(number, 'p') % 4], ['Porto', 'Braga', 'Lisbon', 'Faro', 'Evora'][1 + cityHash64(number, 'c') % 5], toDate('2026-05-20') - cityHash64(number, 'j') % 1400, 1950 + cityHash64(number, 'b') % 57, cityHash64(number, 'pp') % 3 = 0, toDecimal64([9.9, 9.9, 19.9, 34.9][1 + cityHash64(number, 'p') % 4], 2) FROM numbers(900);
DROP TABLE IF EXISTS telco.towers;
CREATE TABLE telco.towers (tower_id UInt16, tower_name String, region LowCardinality(String), technology LowCardinality(String), commissioned_on Date, height_m UInt16) ENGINE = MergeTree ORDER BY tower_id;
INSERT INTO telco.towers SELECT number, concat(['North', 'South', 'Centre'][1 + number % 3], ' ', toString(intDiv(number, 3))), ['North', 'South', 'Centre'][1 + number % 3], ['4G', '5G', '5G'][1 + cityHash64(number, 't') % 3], toDate('2026-04-01') - cityHash64(number, 'c') % 3000, 18 + cityHash64(number, 'h') % 60 FROM numbers(24);
DROP TABLE IF EXISTS telco.calls;
CREATE TABLE telco.calls (call_id UInt64, started_at DateTime64(3, 'UTC'), subscriber_id UInt32, tower_id UInt16, direction LowCardinality(String) COMMENT 'incoming or outgoing', duration_s UInt32, outcome LowCardinality(String) COMMENT 'completed, dropped, busy or unanswered', charge_cents UInt32, roaming Bool, destination_country LowCardinality(String) COMMENT 'two-letter code') ENGINE = MergeTree ORDER BY started_at;
INSERT INTO telco.calls
SELECT number, at, 70000 + toUInt32(floor(880 * pow(cityHash64(number, 's') / 18446744073709551616.0, 1.4))), if(number >= 20000, 9, cityHash64(number, 't') % 23), ['incoming', 'outgoing'][1 + cityHash64(number, 'd') % 2], if(oc IN ('completed', 'dropped'), toUInt32(4 + 2400 * pow(cityHash64(number, 'l') / 18446744073709551616.0, 3)), 0), oc, if(oc IN ('completed', 'dropped'), cityHash64(number, 'ch') % 240, 0), cityHash64(number, 'r') % 12 = 0, ['PT', 'PT', 'PT', 'PT', 'ES', 'FR', 'GB', 'BR'][1 + cityHash64(number, 'dc') % 8]
FROM
(
    SELECT number, if(number >= 20000, toDateTime64('2026-05-20 10:00:00', 3, 'UTC') + toIntervalSecond(cityHash64(number, 'a') % 10800), toDateTime64('2026-05-21 16:19:30', 3, 'UTC') - toIntervalSecond(toUInt32(9000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.3)))) AS at,
        if(number >= 20000 AND number % 10 < 8, 'dropped', ['completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'dropped', 'busy', 'unanswered', 'completed', 'completed', 'unanswered'][1 + cityHash64(number, 'o') % 12]) AS oc
    FROM numbers(20220)
);
DROP TABLE IF EXISTS telco.data_sessions;
CREATE TABLE telco.data_sessions (session_id UInt64, opened_at DateTime('UTC'), closed_at DateTime('UTC'), subscriber_id UInt32, tower_id UInt16, megabytes Float32, app LowCardinality(String), signal_dbm Int16) ENGINE = MergeTree ORDER BY opened_at;
INSERT INTO telco.data_sessions SELECT number, at, at + toIntervalSecond(20 + cityHash64(number, 'c') % 5400), 70000 + toUInt32(floor(860 * pow(cityHash64(number, 's') / 18446744073709551616.0, 1.3))), cityHash64(number, 't') % 23, toFloat32(0.1 + 900 * pow(cityHash64(number, 'm') / 18446744073709551616.0, 3)), ['video', 'social', 'maps', 'music', 'browser'][1 + cityHash64(number, 'ap') % 5], -120 + toInt16(cityHash64(number, 'g') % 70) FROM (SELECT number, toDateTime('2026-05-21 14:40:00', 'UTC') - toIntervalSecond(toUInt32(6000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at FROM numbers(9000));

-- A museum: exhibitions, visits to them, and what its shop sells. A school day on 2026-05-13 brings a wave of child tickets.
CREATE DATABASE IF NOT EXISTS museum;
DROP TABLE IF EXISTS museum.exhibitions;
CREATE TABLE museum.exhibitions (exhibition_id UInt16, title String, wing LowCardinality(String), curator LowCardinality(String), opens_on Date, closes_on Date, artworks UInt16) ENGINE = MergeTree ORDER BY exhibition_id;
INSERT INTO museum.exhibitions SELECT number, concat(['Light', 'Stone', 'Rivers', 'Masks', 'Silk', 'Iron'][1 + number % 6], ' ', ['of the North', 'and Time', 'Unseen'][1 + intDiv(number, 6) % 3]), ['east', 'west', 'tower'][1 + cityHash64(number, 'w') % 3], ['Halm', 'Okoye', 'Berg', 'Sato'][1 + cityHash64(number, 'c') % 4], toDate('2025-10-01') + cityHash64(number, 'o') % 120, toDate('2026-05-01') + cityHash64(number, 'x') % 150, 20 + cityHash64(number, 'a') % 140 FROM numbers(18);
DROP TABLE IF EXISTS museum.visits;
CREATE TABLE museum.visits
(
    ticket_no     String,
    booked_at     DateTime('UTC'),
    entered_at    DateTime('UTC'),
    left_at       Nullable(DateTime('UTC')) COMMENT 'null while inside or when nobody scanned it',
    exhibition_id UInt16,
    visitor_id    UInt32,
    ticket_type   LowCardinality(String) COMMENT 'adult, child, senior or member',
    price_eur     Decimal(6, 2),
    channel       LowCardinality(String) COMMENT 'online or desk',
    nationality   LowCardinality(String) COMMENT 'two-letter code of the country',
    audio_guide   Bool,
    status        LowCardinality(String) COMMENT 'used, refunded or expired'
)
ENGINE = MergeTree ORDER BY entered_at;
INSERT INTO museum.visits
SELECT concat('T', leftPad(toString(number), 6, '0')), at - toIntervalMinute(cityHash64(number, 'b') % 9000), at, if(cityHash64(number, 'l') % 13 = 0, NULL, least(at + toIntervalMinute(12 + cityHash64(number, 'd') % 200), toDateTime('2026-05-21 16:10:00', 'UTC'))), toUInt16(floor(17 * pow(cityHash64(number, 'e') / 18446744073709551616.0, 1.3))), 30000 + cityHash64(number, 'v') % 6000, tt, toDecimal64(transform(tt, ['adult', 'child', 'senior'], [16., 6., 11.], 0.), 2), ['online', 'online', 'desk'][1 + cityHash64(number, 'c') % 3], ['DE', 'DE', 'NL', 'FR', 'US', 'JP', 'PL'][1 + cityHash64(number, 'n') % 7], cityHash64(number, 'g') % 4 = 0, ['used', 'used', 'used', 'used', 'used', 'used', 'refunded', 'used', 'used', 'expired'][1 + cityHash64(number, 's') % 10]
FROM
(
    SELECT number, if(number >= 11000, toDateTime('2026-05-13 09:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'a') % 14000), toDateTime(toDate('2026-05-20') - toUInt32(floor(200 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))), 'UTC') + toIntervalSecond(32400 + cityHash64(number, 'h') % 32000) + if(number % 90 = 0, 0, 0)) AS at,
        if(number >= 11000, 'child', ['adult', 'adult', 'child', 'senior', 'member'][1 + cityHash64(number, 't') % 5]) AS tt
    FROM numbers(11300)
);
INSERT INTO museum.visits SELECT concat('U', leftPad(toString(number), 6, '0')), toDateTime('2026-05-20 12:00:00', 'UTC') + number, toDateTime('2026-05-21 09:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'q') % 26000), NULL, cityHash64(number, 'e') % 17, 30000 + cityHash64(number, 'v') % 6000, ['adult', 'child', 'senior', 'member'][1 + number % 4], toDecimal64([16., 6., 11., 0.][1 + number % 4], 2), 'desk', ['DE', 'NL'][1 + number % 2], number % 5 = 0, 'used' FROM numbers(60);
DROP TABLE IF EXISTS museum.shop_sales;
CREATE TABLE museum.shop_sales (sale_id UInt32, sold_at DateTime('UTC'), item LowCardinality(String), category LowCardinality(String), quantity UInt8, total_eur Decimal(8, 2), payment LowCardinality(String) COMMENT 'card, cash or voucher', cashier LowCardinality(String)) ENGINE = MergeTree ORDER BY sold_at;
INSERT INTO museum.shop_sales SELECT number, at, ['postcard', 'poster', 'catalogue', 'mug', 'scarf', 'puzzle'][k], ['paper', 'paper', 'books', 'gifts', 'textiles', 'gifts'][k], q, toDecimal64(q * [1.5, 14., 32., 12., 45., 19.][k], 2), ['card', 'card', 'cash', 'voucher'][1 + cityHash64(number, 'p') % 4], ['Ana', 'Bo', 'Cem'][1 + cityHash64(number, 'c') % 3] FROM (SELECT number, 1 + toUInt8(floor(6 * pow(cityHash64(number, 'i') / 18446744073709551616.0, 1.5))) AS k, 1 + cityHash64(number, 'q') % 4 AS q, toDateTime('2026-05-21 16:00:00', 'UTC') - toIntervalSecond(toUInt32(12000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at FROM numbers(5200));

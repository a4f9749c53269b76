-- Loans of a public library. The branch Westside lent nothing on 2026-05-17; renewals jump at Central on 2026-05-19 from 15:00 to 17:00.
CREATE DATABASE IF NOT EXISTS library;
DROP TABLE IF EXISTS library.books;
CREATE TABLE library.books
(
    book_id      UInt32,
    title        String,
    author       LowCardinality(String),
    genre        LowCardinality(String),
    language     LowCardinality(String),
    published    UInt16 COMMENT 'year of publication',
    pages        UInt16,
    acquired_on  Date,
    price_eur    Decimal(8, 2) COMMENT 'what a copy cost'
)
ENGINE = MergeTree ORDER BY book_id;
INSERT INTO library.books
SELECT 1 + number, concat(['The Silent', 'A Distant', 'Winter', 'The Last', 'Blue'][1 + cityHash64(number, 'a') % 5], ' ', ['River', 'Garden', 'Letters', 'Station', 'Mirror', 'Island'][1 + cityHash64(number, 'b') % 6], ' ', toString(number)),
    ['Amara Lind', 'Joost Verne', 'Keiko Ono', 'Pavel Hora', 'Rosa Quint'][1 + cityHash64(number, 'au') % 5], ['crime', 'fantasy', 'history', 'poetry', 'science'][1 + cityHash64(number, 'g') % 5],
    ['English', 'German', 'French'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l') / 18446744073709551616.0, 1.5)))], 1950 + cityHash64(number, 'p') % 76, 80 + cityHash64(number, 'pg') % 800,
    toDate('2026-05-15') - toUInt32(cityHash64(number, 'ac') % 3000), toDecimal64(5 + cityHash64(number, 'pr') % 40, 2)
FROM numbers(3000);
DROP TABLE IF EXISTS library.loans;
CREATE TABLE library.loans
(
    loan_id      UInt64,
    borrowed_at  DateTime('UTC'),
    due_on       Date,
    returned_at  Nullable(DateTime('UTC')) COMMENT 'null while the book is out',
    book_id      UInt32,
    member_id    UInt32,
    branch       LowCardinality(String),
    desk         LowCardinality(String) COMMENT 'self_service or staff',
    renewals     UInt8 COMMENT 'how often the loan was renewed',
    fine_eur     Nullable(Float64) COMMENT 'paid for being late',
    member_kind  LowCardinality(String) COMMENT 'adult, child, student or senior'
)
ENGINE = MergeTree ORDER BY borrowed_at;
INSERT INTO library.loans
SELECT 400000 + number, at, toDate(at) + 21, if(back < toDateTime('2026-05-21 16:20:00', 'UTC'), back, NULL), 1 + toUInt32(floor(2900 * pow(cityHash64(number, 'bk') / 18446744073709551616.0, 1.6))),
    1 + toUInt32(floor(7000 * pow(cityHash64(number, 'm') / 18446744073709551616.0, 1.4))), house, ['self_service', 'self_service', 'staff'][1 + cityHash64(number, 'd') % 3], rn,
    if(back > at + toIntervalDay(21) AND back < toDateTime('2026-05-21 16:20:00', 'UTC') AND cityHash64(number, 'f') % 3 > 0, toFloat64(1 + cityHash64(number, 'fe') % 12) / 2, NULL),
    ['adult', 'child', 'student', 'senior'][1 + cityHash64(number, 'k') % 4]
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(40 + toUInt32(7776000 * pow(cityHash64(number, 't') / 18446744073709551616.0, 1.1))) AS at,
        at + toIntervalMinute(600 + cityHash64(number, 'ba') % 50000) + 3 AS back, ['Central', 'Westside', 'Harbour', 'Hill'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'h') / 18446744073709551616.0, 1.3)))] AS house,
        if(house = 'Central' AND at >= '2026-05-19 15:00:00' AND at < '2026-05-19 17:00:00', 3, if(cityHash64(number, 'r') % 5 = 0, 1 + cityHash64(number, 'r2') % 3, 0)) AS rn
    FROM numbers(42000)
)
WHERE NOT (house = 'Westside' AND toDate(at) = '2026-05-17');

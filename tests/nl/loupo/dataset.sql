-- Airport lounges: scans of members and day guests at the door. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS loupo;
CREATE DATABASE loupo;

CREATE TABLE loupo.lounges
(
    lounge_cd   LowCardinality(String) COMMENT 'airport and pier',
    airport     LowCardinality(String) COMMENT 'IATA code',
    city        LowCardinality(String),
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    seats       UInt16,
    opened_on   Date,
    has_showers Bool
)
ENGINE = MergeTree ORDER BY lounge_cd
COMMENT 'our lounges';

INSERT INTO loupo.lounges VALUES
('FRA-B', 'FRA', 'Frankfurt', 'DE', 210, '2016-04-11', true),
('LIS-1', 'LIS', 'Lisbon', 'PT', 140, '2018-09-03', true),
('VIE-F', 'VIE', 'Vienna', 'AT', 85, '2019-02-18', false),
('OSL-N', 'OSL', 'Oslo', 'NO', 120, '2017-06-26', true),
('BCN-2', 'BCN', 'Barcelona', 'ES', 160, '2021-05-10', false),
('DUB-1', 'DUB', 'Dublin', 'IE', 95, '2022-11-07', false),
('CPH-C', 'CPH', 'Copenhagen', 'DK', 130, '2020-01-20', true),
('ATH-S', 'ATH', 'Athens', 'GR', 110, '2024-03-25', false);

CREATE TABLE loupo.members
(
    member_no    UInt32,
    tier         Enum8('basic' = 1, 'plus' = 2, 'elite' = 3) COMMENT 'level of the membership',
    home_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    joined_on    Date,
    auto_renew   Bool COMMENT 'membership renews by itself'
)
ENGINE = MergeTree ORDER BY member_no
COMMENT 'holders of an annual membership';

INSERT INTO loupo.members
SELECT
    20001 + number,
    ['basic','plus','elite'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'lp-tier') / 18446744073709551616.0, 1.4)))],
    ['DE','PT','AT','NO','ES','IE','DK','GR','GB'][1 + cityHash64(number, 'lp-home') % 9],
    toDate('2026-03-15') - toUInt32(cityHash64(number, 'lp-join') % 2200),
    cityHash64(number, 'lp-auto') % 100 < 61
FROM numbers(940);

CREATE TABLE loupo.entries
(
    entry_id  UInt64,
    scan_ts   DateTime64(3, 'UTC'),
    lounge_cd LowCardinality(String),
    rdr       LowCardinality(String) COMMENT 'reader at the door that scanned the pass',
    pass_kind Enum8('member' = 1, 'day' = 2, 'partner' = 3, 'crew' = 4) COMMENT 'member (annual membership), day (day pass bought at the door), partner (bank card programme), crew (airline staff)',
    member_no Nullable(UInt32) COMMENT 'only for pass_kind member',
    result    Enum8('granted' = 1, 'full' = 2, 'expired' = 3, 'duplicate' = 4) COMMENT 'granted, or the cause of the refusal: full (no seat left in the lounge), expired (pass out of date), duplicate (same pass scanned again)',
    guests    UInt8 COMMENT 'people accompanying the holder of the pass',
    paid_eur  Decimal(8, 2) COMMENT 'day pass and guest fees, paid back when the scan is refused',
    stay_min  Nullable(UInt16) COMMENT 'length of the stay in minutes, null without an exit scan',
    read_ms   UInt16 COMMENT 'time the reader took to verify the pass',
    airline   LowCardinality(String) COMMENT 'from the boarding pass',
    connecting Bool COMMENT 'passenger with a connecting flight'
)
ENGINE = MergeTree ORDER BY (lounge_cd, scan_ts)
COMMENT 'one row per scan at a lounge door, refused ones too';

-- OSL-N was closed on 2026-05-14. Reader RD-10 is silent since 2026-05-21 12:10. CPH-C refuses passes as duplicates on 2026-05-20 14:00 to 16:00 (second INSERT).
INSERT INTO loupo.entries
SELECT entry_id, scan_ts, lounge_cd, rdr, pass_kind, member_no, result, guests, paid_eur,
       if(result = 'granted' AND cityHash64(n, 'lp-exit') % 100 < 87 AND scan_ts + toIntervalMinute(st) < '2026-05-21 16:20:00', toNullable(st), NULL) AS stay_min,
       read_ms, airline, connecting
FROM
(
    SELECT
        number AS n,
        5500000 + number AS entry_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(92000 * pow(cityHash64(number, 'lp-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'lp-ms') % 57000) AS scan_ts,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'lp-lng') / 18446744073709551616.0, 1.25))) AS l,
        ['FRA-B','LIS-1','VIE-F','OSL-N','BCN-2','DUB-1','CPH-C','ATH-S'][l] AS lounge_cd,
        concat('RD-', leftPad(toString(2 * l - cityHash64(number, 'lp-rdr') % 2), 2, '0')) AS rdr,
        ['member','day','partner','crew'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'lp-kind') / 18446744073709551616.0, 1.5)))] AS pass_kind,
        if(pass_kind = 'member', toNullable(toUInt32(20001 + floor(910 * pow(cityHash64(number, 'lp-mem') / 18446744073709551616.0, 1.4)))), NULL) AS member_no,
        cityHash64(number, 'lp-res') % 1000 AS r,
        multiIf(r < if(lounge_cd = 'VIE-F', 150, 45), 'full', r >= 940 AND r < 972, 'expired', r >= 972 AND r < 990, 'duplicate', 'granted') AS result,
        if(pass_kind = 'crew', 0, [0,0,1,0,1,2,0,1,3,4][1 + cityHash64(number, 'lp-gst') % 10]) AS guests,
        toDecimal64(multiIf(pass_kind = 'day', [52, 44, 48, 55, 42, 39, 50, 37][l] + 24 * guests, pass_kind = 'member', 21.5 * guests, pass_kind = 'partner', 27.9 * guests, 0), 2) AS paid_eur,
        toUInt16(12 + floor(multiIf(pass_kind = 'member', 130, pass_kind = 'day', 190, pass_kind = 'partner', 155, 70) * pow(cityHash64(number, 'lp-stay') / 18446744073709551616.0, 1.2))) AS st,
        toUInt16(least(9000, floor(multiIf(rdr = 'RD-07', 260, rdr = 'RD-12', 190, 110 + 4 * l) * pow(1 - cityHash64(number, 'lp-read') / 18446744073709551616.0, -0.45)))) AS read_ms,
        ['Norvik Air','Alpenjet','Iberluz','Danavia','Celtair','Aegena'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'lp-air') / 18446744073709551616.0, 1.4)))] AS airline,
        cityHash64(number, 'lp-conn') % 100 < 38 AS connecting
    FROM numbers(9800)
)
WHERE NOT (toHour(scan_ts) < 4 AND cityHash64(n, 'lp-night') % 10 < 9)
  AND NOT (lounge_cd = 'OSL-N' AND toDate(scan_ts) = '2026-05-14')
  AND NOT (rdr = 'RD-10' AND scan_ts >= '2026-05-21 12:10:00');

INSERT INTO loupo.entries
SELECT
    5590000 + number,
    toDateTime64('2026-05-20 14:00:00', 3, 'UTC') + toIntervalMinute(number * 17 % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'lq-ms') % 57000),
    'CPH-C', concat('RD-', toString(13 + number % 2)), 'member', toNullable(toUInt32(20001 + cityHash64(number, 'lq-mem') % 910)), 'duplicate', 0, toDecimal64(0, 2), NULL,
    140 + cityHash64(number, 'lq-read') % 90, 'Danavia', false
FROM numbers(75);

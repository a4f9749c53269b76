-- Self-service photo printing in supermarkets. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS snaplark;
CREATE DATABASE snaplark;

CREATE TABLE snaplark.kiosks
(
    kiosk_id     UInt16,
    store        String,
    chain        LowCardinality(String) COMMENT 'supermarket chain that houses the kiosk',
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    model        LowCardinality(String),
    installed_on Date,
    in_service   UInt8 COMMENT '0 = switched off or waiting for repair'
)
ENGINE = MergeTree ORDER BY kiosk_id;

INSERT INTO snaplark.kiosks
SELECT
    toUInt16(1 + number),
    concat(['Vrijmarkt','Groenhal','Delhof','Supermoor','Corbeille'][1 + cityHash64(number, 'k-ch') % 5], ' ',
           ['Noord','Centrum','Station','Parc','Kaai','Ouest'][1 + cityHash64(number, 'k-town') % 6], ' ', toString(1 + number)),
    ['Vrijmarkt','Groenhal','Delhof','Supermoor','Corbeille'][1 + cityHash64(number, 'k-ch') % 5],
    ['NL','BE','FR','LU'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-cty') / 18446744073709551616.0, 1.3)))],
    ['Pixo 2','Pixo 3','Duo XL'][1 + cityHash64(number, 'k-mod') % 3],
    toDate('2026-04-20') - toUInt32(floor(1400 * pow(cityHash64(number, 'k-inst') / 18446744073709551616.0, 1.7))),
    toUInt8(cityHash64(number, 'k-serv') % 100 < 85)
FROM numbers(40);

CREATE TABLE snaplark.jobs
(
    job_no       UInt64,
    kiosk_id     UInt16,
    started_at   DateTime64(3, 'UTC') COMMENT 'first touch of the screen',
    finished_at  Nullable(DateTime64(3, 'UTC')) COMMENT 'last sheet out; null when nothing came out',
    loyalty_card Nullable(UInt32) COMMENT 'null when the shopper scanned no card',
    upload_via   LowCardinality(String) COMMENT 'wifi, cable, usb, cloud',
    upload_mb    Float64,
    upload_ms    UInt32 COMMENT 'how long the pictures took to arrive',
    print_size   LowCardinality(String) COMMENT '10x15, 13x18, 20x30, passport, calendar',
    paper        LowCardinality(String),
    prints       UInt16 COMMENT 'sheets ordered',
    state        LowCardinality(String) COMMENT 'printed, refunded, jammed, abandoned; only printed jobs keep their price',
    price_cents  UInt32 COMMENT 'euro cents, VAT included',
    stars        Nullable(UInt8) COMMENT 'rating on the screen at the end, 1 to 5'
)
ENGINE = MergeTree ORDER BY (kiosk_id, started_at);

-- No job on 2026-05-12 (payment terminal update). Kiosk 27 jams on 2026-05-21. Calendars are refunded a lot since 2026-05-19.
-- Kiosks 9 and 34 stopped on 2026-05-14 and 2026-05-15.
INSERT INTO snaplark.jobs
SELECT job_no, kiosk_id, started_at,
       if(state IN ('printed', 'refunded'), toNullable(toDateTime64(toStartOfMinute(started_at), 3, 'UTC') + toIntervalMinute(run_min) + toIntervalMillisecond(1000 + cityHash64(n, 'j-fin') % 57000)), NULL) AS finished_at,
       loyalty_card, upload_via, upload_mb, upload_ms, print_size, paper, prints, state,
       toUInt32(prints * multiIf(print_size = '10x15', 29, print_size = '13x18', 59, print_size = '20x30', 349, print_size = 'passport', 695, 1290)) AS price_cents,
       if(state = 'printed' AND cityHash64(n, 'j-rated') % 100 < 40, toNullable(toUInt8([5,5,4,4,4,3,2,1][1 + cityHash64(n, 'j-stars') % 8])), NULL) AS stars
FROM
(
    SELECT
        number AS n,
        8100000 + number AS job_no,
        toUInt16(1 + floor(40 * pow(cityHash64(number, 'j-kiosk') / 18446744073709551616.0, 1.25))) AS kiosk_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'j-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'j-ms') % 57000) AS started_at,
        if(cityHash64(number, 'j-nocard') % 100 < 42, NULL, toNullable(toUInt32(700000 + floor(1500 * pow(cityHash64(number, 'j-card') / 18446744073709551616.0, 1.5))))) AS loyalty_card,
        ['wifi','cable','usb','cloud'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'j-via') / 18446744073709551616.0, 1.4)))] AS upload_via,
        round(3.5 * pow(1 - cityHash64(number, 'j-mb') / 18446744073709551616.0, -0.6), 3) AS upload_mb,
        toUInt32(1500 + floor(upload_mb * multiIf(upload_via = 'wifi', 1400, upload_via = 'cable', 900, upload_via = 'usb', 350, 2600) * (0.5 + cityHash64(number, 'j-up') % 1000 / 1000))) AS upload_ms,
        ['10x15','13x18','passport','20x30','calendar'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'j-size') / 18446744073709551616.0, 1.6)))] AS print_size,
        ['glossy','matte','silk'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'j-paper') / 18446744073709551616.0, 1.3)))] AS paper,
        toUInt16(multiIf(print_size = '10x15', 1 + floor(9 * pow(1 - cityHash64(number, 'j-n') / 18446744073709551616.0, -0.5)), print_size = '13x18', 1 + cityHash64(number, 'j-n') % 20, print_size = '20x30', 1 + cityHash64(number, 'j-n') % 3, 1)) AS prints,
        cityHash64(number, 'j-st') % 1000 AS s,
        multiIf(kiosk_id = 27 AND started_at >= '2026-05-21 00:00:00' AND s < 800, 'jammed',
                print_size = 'calendar' AND started_at >= '2026-05-19 00:00:00' AND s < 620, 'refunded',
                s < 45, 'jammed', s < 75, 'refunded', s < if(upload_via = 'cloud', 290, 190), 'abandoned', 'printed') AS state,
        toUInt32(1 + floor(multiIf(print_size = 'calendar', 6, print_size = '20x30', 4, 2) * (0.7 + cityHash64(number, 'j-run') % 1000 / 700))) AS run_min
    FROM numbers(9500)
)
WHERE toDate(started_at) != '2026-05-12'
  AND NOT (toHour(started_at) < 7 OR toHour(started_at) >= 22)
  AND NOT (kiosk_id = 9 AND started_at >= '2026-05-14 11:00:00')
  AND NOT (kiosk_id = 34 AND started_at >= '2026-05-15 18:30:00')
  AND started_at + toIntervalMinute(run_min + 1) < '2026-05-21 16:20:00';

-- Kiosk 27 was tried again and again today.
INSERT INTO snaplark.jobs
SELECT 8190000 + number, 27, toDateTime64('2026-05-21 08:10:00', 3, 'UTC') + toIntervalMinute(number * 26) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000), NULL,
       NULL, 'wifi', round(2 + cityHash64(number, 'x-mb') % 900 / 100, 3), toUInt32(4000 + cityHash64(number, 'x-up') % 9000), '10x15', 'glossy', toUInt16(5 + cityHash64(number, 'x-n') % 20), 'jammed',
       toUInt32(29 * (5 + cityHash64(number, 'x-n') % 20)), NULL
FROM numbers(18);

-- Genealogy archive: orders of scans and searches, holdings, archivists. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS muniment;
CREATE DATABASE muniment;

CREATE TABLE muniment.holdings
(
    fonds_id    UInt16,
    title       String,
    record_type LowCardinality(String) COMMENT 'parish register, census, passenger list, will or muster roll',
    county      LowCardinality(String),
    first_year  UInt16,
    last_year   UInt16,
    on_film     UInt8 COMMENT '1 when a microfilm exists'
)
ENGINE = MergeTree ORDER BY fonds_id;

INSERT INTO muniment.holdings
SELECT
    1 + number AS fonds_id,
    concat(county, ' ', if(record_type = 'census', 'census book', record_type), 's ', toString(first_year), '-', toString(last_year)) AS title,
    ['parish register','census','will','passenger list','muster roll'][1 + cityHash64(number, 'f-type3') % 5] AS record_type,
    ['Ashmere','Brackwater','Cullenshire','Dunholt','Eastfell'][1 + cityHash64(number, 'f-county') % 5] AS county,
    toUInt16(1640 + number * 7) AS first_year,
    toUInt16(first_year + 10 + cityHash64(number, 'f-span') % 60) AS last_year,
    cityHash64(number, 'f-film') % 3 != 0
FROM numbers(32);

CREATE TABLE muniment.archivists
(
    archivist_id UInt16,
    full_name    String,
    department   LowCardinality(String) COMMENT 'imaging, research or conservation',
    site         LowCardinality(String),
    on_leave     UInt8,
    since        Date COMMENT 'first day of work here'
)
ENGINE = MergeTree ORDER BY archivist_id;

INSERT INTO muniment.archivists
SELECT
    100 + number,
    concat(['Edith','Ruben','Mair','Ossian','Petra','Hugo'][1 + cityHash64(number, 'a-f') % 6], ' ',
           ['Quill','Vellacott','Marsh','Tidemand','Okoro','Bright','Lacey'][1 + number % 7]),
    ['research','imaging','research','conservation'][1 + number % 4],
    ['Old Granary','Harbour House','Annex'][1 + cityHash64(number, 'a-s') % 3],
    cityHash64(number, 'a-l') % 7 = 0,
    toDate('2026-05-01') - toUInt32(cityHash64(number, 'a-d') % 6000)
FROM numbers(21);

CREATE TABLE muniment.orders
(
    order_no     UInt64,
    placed_at    DateTime('UTC'),
    patron_id    UInt32,
    kind         LowCardinality(String) COMMENT 'scan, search, transcript or certificate',
    fonds_id     UInt16 COMMENT 'holding that the order is about',
    family_name  LowCardinality(String),
    channel      LowCardinality(String) COMMENT 'web, desk, letter or phone',
    country      LowCardinality(String) COMMENT 'where the patron lives, ISO 3166 two-letter code',
    rush         UInt8 COMMENT '1 = express order',
    pages        Nullable(UInt16) COMMENT 'pages to scan, only for scans',
    search_mins  Nullable(UInt16) COMMENT 'working time of the archivist, only for searches that are finished',
    archivist_id Nullable(UInt16) COMMENT 'null until somebody takes the order',
    state        LowCardinality(String) COMMENT 'open, delivered, not_found or withdrawn; the fee is kept for delivered orders only',
    fee_cents    UInt32 COMMENT 'price in euro cents, paid when ordering',
    delivered_at Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY (placed_at, order_no);

-- No order at all on 2026-05-02 (power cut), none from the web on 2026-05-12.
INSERT INTO muniment.orders
SELECT order_no, placed_at, patron_id, kind, fonds_id, family_name, channel, country, rush, pages,
       if(kind = 'search' AND state IN ('delivered', 'not_found'), toNullable(toUInt16(8 + floor(22 * pow(1 - cityHash64(n, 'o-min') / 18446744073709551616.0, -0.55)))), NULL) AS search_mins,
       if(state = 'open' AND cityHash64(n, 'o-taken') % 100 < 60, NULL, toNullable(toUInt16(100 + cityHash64(n, 'o-arch') % 21))) AS archivist_id,
       state, fee_cents,
       if(state = 'delivered', placed_at + toIntervalMinute(done_min), NULL) AS delivered_at
FROM
(
    SELECT
        number AS n,
        880000 + number AS order_no,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(108000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalSecond(1 + cityHash64(number, 'o-s') % 58) AS placed_at,
        1000 + toUInt32(floor(4200 * pow(cityHash64(number, 'o-pat') / 18446744073709551616.0, 1.7))) AS patron_id,
        ['scan','search','certificate','transcript'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-kind') / 18446744073709551616.0, 1.5)))] AS kind,
        toUInt16(1 + floor(32 * pow(cityHash64(number, 'o-fonds') / 18446744073709551616.0, 1.4))) AS fonds_id,
        ['Lindqvist','Kowalski','Brannigan','Haas','Moreau','Sutherland','Achterberg','Petrov','Delgado','Finch'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'o-fam') / 18446744073709551616.0, 1.3)))] AS family_name,
        ['web','desk','letter','phone'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-chan') / 18446744073709551616.0, 2)))] AS channel,
        ['US','CA','GB','AU','DE','NZ','SE'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'o-ctry') / 18446744073709551616.0, 1.5)))] AS country,
        toUInt8(cityHash64(number, 'o-rush') % 100 < 21) AS rush,
        if(kind = 'scan', toNullable(toUInt16(1 + floor(4 * pow(1 - cityHash64(number, 'o-pg') / 18446744073709551616.0, -0.7)))), NULL) AS pages,
        toUInt32(90 + cityHash64(number, 'o-done') % if(rush = 1, 4300, 13000)) AS done_min,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(s < 60, 'withdrawn', s < if(kind = 'search', if(channel = 'letter', 260, 170), 90), 'not_found',
                placed_at + toIntervalMinute(done_min) >= '2026-05-21 16:20:00', 'open', 'delivered') AS state,
        toUInt32((multiIf(kind = 'scan', 350 + 45 * least(assumeNotNull(pages), 300), kind = 'search', 2800, kind = 'certificate', 1900, 4100)
            + 50 * (cityHash64(number, 'o-fee') % 12)) * if(rush = 1, 1.5, 1) * if(channel = 'desk', 0.8, 1)) AS fee_cents
    FROM numbers(6500)
)
WHERE toDate(placed_at) != '2026-05-02'
  AND NOT (channel = 'web' AND toDate(placed_at) = '2026-05-12')
  AND NOT (channel != 'web' AND (toHour(placed_at) < 8 OR toHour(placed_at) > 17));

-- Holding 17 was moved to another shelf: nothing of it is found since 2026-05-20 08:00.
INSERT INTO muniment.orders
SELECT
    889000 + number,
    toDateTime('2026-05-20 08:00:00', 'UTC') + toIntervalMinute(number * 37) + toIntervalSecond(1 + cityHash64(number, 'm-s') % 58),
    1000 + cityHash64(number, 'm-pat') % 4200, ['scan','search'][1 + number % 2] AS kind, 17,
    ['Lindqvist','Haas','Petrov','Finch'][1 + cityHash64(number, 'm-fam') % 4], 'web', ['US','CA','GB'][1 + cityHash64(number, 'm-ctry') % 3], 0,
    if(kind = 'scan', toNullable(toUInt16(1 + cityHash64(number, 'm-pg') % 9)), NULL),
    if(kind = 'search', toNullable(toUInt16(20 + cityHash64(number, 'm-min') % 50)), NULL),
    100 + cityHash64(number, 'm-arch') % 21, 'not_found', if(kind = 'scan', 600, 2800), NULL
FROM numbers(52);

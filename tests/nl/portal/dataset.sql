-- Real-estate portal: listings, the agencies behind them, and enquiries about them. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No enquiry lies in second 0 or 59 of a minute, no reply takes a whole number of minutes.
CREATE DATABASE IF NOT EXISTS portal;

DROP TABLE IF EXISTS portal.agencies;
CREATE TABLE portal.agencies
(
    agency_id UInt16,
    name      String,
    tier      LowCardinality(String) COMMENT 'basic, pro or premium subscription',
    since     Date
)
ENGINE = MergeTree ORDER BY agency_id;

INSERT INTO portal.agencies
SELECT
    100 + number,
    concat(['Marquez','Delacroix','Peeters','Rossetti','Nowicki','Ferreira','Lindqvist','Okafor','Hartmann'][1 + number % 9], ' ',
           ['Homes','& Partners','Immobilia','Property'][1 + intDiv(number, 9) % 4]),
    ['basic','basic','pro','premium'][1 + cityHash64(number, 'a-tier') % 4],
    toDate('2026-04-30') - toUInt32(cityHash64(number, 'a-since') % 2400)
FROM numbers(36);

DROP TABLE IF EXISTS portal.listings;
CREATE TABLE portal.listings
(
    listing_id UInt32,
    agency_id  UInt16,
    city       LowCardinality(String),
    ptype      LowCardinality(String),
    offer      LowCardinality(String) COMMENT 'sale or rent',
    beds       Nullable(UInt8) COMMENT 'bedrooms; null for offices',
    sqm        UInt16,
    asking_eur UInt32 COMMENT 'asking price; rentals: rent per month',
    epc        Nullable(String) COMMENT 'energy label A to G, null if the owner has none',
    listed_on  Date,
    state      LowCardinality(String) COMMENT 'live, under_offer, closed (sold or let) or withdrawn',
    closed_on  Nullable(Date)
)
ENGINE = MergeTree ORDER BY listing_id;

INSERT INTO portal.listings
SELECT listing_id, agency_id, city, ptype, offer, beds, sqm, asking_eur, epc, listed_on, state,
       if(state = 'closed', toNullable(toDate('2026-05-20') - toUInt32(cityHash64(listing_id, 'l-closed') % (1 + least(60, toUInt32(toDate('2026-05-20') - listed_on))))), NULL) AS closed_on
FROM
(
    SELECT
        40000 + number AS listing_id,
        100 + toUInt16(floor(36 * pow(cityHash64(number, 'l-ag') / 18446744073709551616.0, 1.5))) AS agency_id,
        ['Valencia','Porto','Lyon','Antwerp','Gdansk','Trieste'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'l-city') / 18446744073709551616.0, 1.4)))] AS city,
        ['apartment','house','studio','office'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-pt') / 18446744073709551616.0, 1.7)))] AS ptype,
        if(cityHash64(number, 'l-offer') % 100 < 62, 'sale', 'rent') AS offer,
        multiIf(ptype = 'office', NULL, ptype = 'studio', toNullable(toUInt8(0)), ptype = 'house', toNullable(toUInt8(2 + cityHash64(number, 'l-beds') % 4)), toNullable(toUInt8(1 + cityHash64(number, 'l-beds') % 4))) AS beds,
        toUInt16(24 + 24 * coalesce(beds, 3) + if(ptype = 'house', 30, 0) + cityHash64(number, 'l-sqm') % 35) AS sqm,
        multiIf(city = 'Lyon', 4600, city = 'Antwerp', 3100, city = 'Porto', 3300, city = 'Gdansk', 2700, city = 'Trieste', 2200, 2500) * (0.7 + cityHash64(number, 'l-px') % 1000 / 1400) AS per_sqm,
        toUInt32(if(offer = 'sale', 500 * floor(sqm * per_sqm / 500), 10 * floor(sqm * per_sqm * 0.0042 / 10)) + if(offer = 'sale', 137, 3)) AS asking_eur,
        if(cityHash64(number, 'l-noepc') % 100 < 17, NULL, toNullable(['A','B','C','D','E','F','G'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'l-epc') / 18446744073709551616.0, 0.8)))])) AS epc,
        toDate('2026-05-20') - toUInt32(floor(260 * pow(cityHash64(number, 'l-on') / 18446744073709551616.0, 1.3))) AS listed_on,
        cityHash64(number, 'l-st') % 100 AS s,
        multiIf(s < 64, 'live', s < 73, 'under_offer', s < 94, 'closed', 'withdrawn') AS state
    FROM numbers(1100)
);

DROP TABLE IF EXISTS portal.enquiries;
CREATE TABLE portal.enquiries
(
    enq_id         UInt64,
    created_at     DateTime('UTC'),
    listing_id     UInt32,
    user_id        Nullable(UInt32) COMMENT 'null when not signed in',
    chan           LowCardinality(String) COMMENT 'channel: form, phone, whatsapp, chat',
    src            LowCardinality(String) COMMENT 'where the visitor came from',
    kind           LowCardinality(String) COMMENT 'viewing (request), info or callback',
    status         LowCardinality(String) COMMENT 'new (nobody answered yet), replied, booked (viewing agreed), lost, spam',
    first_reply_at Nullable(DateTime('UTC')),
    budget_eur     Nullable(UInt32)
)
ENGINE = MergeTree ORDER BY created_at
COMMENT 'One row per message or call to an agency about a listing (a lead)';

-- Agency 104 answers ten times slower since 2026-05-18; user 70707 floods the portal in the night of 2026-05-21.
INSERT INTO portal.enquiries
SELECT enq_id, created_at, listing_id, user_id, chan, src, kind, status,
       if(status IN ('replied', 'booked', 'lost'), toNullable(reply), NULL) AS first_reply_at,
       budget_eur
FROM
(
    SELECT
        n, 880000 + n AS enq_id, created_at, e.listing_id AS listing_id, chan, src, kind,
        if(cityHash64(n, 'e-anon') % 100 < 31, NULL, toNullable(1 + toUInt32(floor(5200 * pow(cityHash64(n, 'e-user') / 18446744073709551616.0, 2.4))))) AS user_id,
        toUInt32(least(700, floor(7 * pow(1 - cityHash64(n, 'e-rep') / 18446744073709551616.0, -0.75) * multiIf(chan = 'phone', 0.5, chan = 'form', 2.5, 1)))) AS mins,
        created_at + toIntervalSecond(60 * if(l.agency_id = 104 AND created_at >= '2026-05-18 00:00:00', 480 + mins, mins) + 5 + cityHash64(n, 'e-rs') % 50) AS reply,
        cityHash64(n, 'e-st') % 1000 AS r,
        multiIf(r < if(src = 'social', 140, 35), 'spam',
                r < 190 OR reply >= '2026-05-21 16:20:00', 'new',
                r < multiIf(src = 'email_alert', 480, src = 'paid', 330, 390), 'booked',
                r < 720, 'replied', 'lost') AS status,
        if(cityHash64(n, 'e-nob') % 100 < 58, NULL, toNullable(toUInt32(l.asking_eur * (0.75 + cityHash64(n, 'e-bud') % 50 / 100)))) AS budget_eur
    FROM
    (
        SELECT
            number AS n,
            40000 + toUInt32(floor(1100 * pow(cityHash64(number, 'e-lst') / 18446744073709551616.0, 1.9))) AS listing_id,
            toDateTime('2026-05-21 16:20:00', 'UTC')
                - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.2))))
                + toIntervalSecond(1 + cityHash64(number, 'e-s') % 58) AS created_at,
            ['form','phone','whatsapp','chat'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'e-ch') / 18446744073709551616.0, 1.5)))] AS chan,
            ['seo','paid','email_alert','direct','social'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'e-src') / 18446744073709551616.0, 1.3)))] AS src,
            ['viewing','info','callback'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e-kind') / 18446744073709551616.0, 1.5)))] AS kind
        FROM numbers(23000)
    ) AS e
    INNER JOIN portal.listings AS l ON l.listing_id = e.listing_id
    WHERE toDate(created_at) > l.listed_on
      AND (l.closed_on IS NULL OR toDate(created_at) <= l.closed_on)
      AND NOT (toHour(created_at) BETWEEN 0 AND 6 AND cityHash64(n, 'e-night') % 5 != 0)
);

INSERT INTO portal.enquiries
SELECT
    990000 + number, toDateTime('2026-05-21 02:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'b-ts') % 170) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 58),
    40000 + toUInt32(cityHash64(number, 'b-l') % 1100), 70707, 'form', 'direct', 'info', 'spam', NULL, NULL
FROM numbers(140);

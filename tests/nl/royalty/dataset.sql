-- Collecting society: plays of registered songs and the money paid for them. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
CREATE DATABASE IF NOT EXISTS royalty;

DROP TABLE IF EXISTS royalty.works;
CREATE TABLE royalty.works
(
    work_id   UInt32,
    title     String,
    composer  String,
    publisher LowCardinality(Nullable(String)) COMMENT 'null when self-published',
    genre     LowCardinality(String),
    reg_date  Date COMMENT 'registered with us on',
    rights    LowCardinality(String) COMMENT 'clear, disputed or public_domain'
)
ENGINE = MergeTree ORDER BY work_id
COMMENT 'the repertoire';

INSERT INTO royalty.works
SELECT
    toUInt32(20100 + number),
    concat(['Velvet','Broken','Silver','Distant','Golden','Hollow','Crimson','Lonely','Electric','Summer','Paper','Wild','Frozen','Secret','Burning','Gentle','Midnight','Empty','Northern','Last'][1 + number % 20], ' ',
           ['Harbour','Letters','Train','Garden','Mirror','River','Waltz','Parade','Window','Engine','Sparrow','Avenue','Lantern','Bridge','Orchard','Signal','Carousel','Meadow','Alibi','Postcard','Tide'][1 + intDiv(number, 20)]),
    concat(['Mara','Jonas','Elif','Tariq','Noor','Piet','Lucia','Sven'][1 + sipHash64(number, 'r-first') % 8], ' ',
           ['Velho','Brandt','Okafor','Lindqvist','Moreau','Castellano'][1 + toUInt8(floor(6 * pow(sipHash64(number, 'r-last') / 18446744073709551616.0, 1.4)))]),
    if(sipHash64(number, 'r-self') % 100 < 22, NULL, toNullable(['Northlight Music','Edition Falk','Oakwood Songs','Piccolo Verlag'][1 + toUInt8(floor(4 * pow(sipHash64(number, 'r-pub') / 18446744073709551616.0, 1.5)))])),
    ['pop','rock','folk','electronic','classical','jazz'][1 + toUInt8(floor(6 * pow(sipHash64(number, 'r-gen') / 18446744073709551616.0, 1.3)))],
    toDate('2026-05-12') - toUInt32(floor(3600 * pow(sipHash64(number, 'r-reg') / 18446744073709551616.0, 1.8))),
    multiIf(sipHash64(number, 'r-rgt') % 100 < 90, 'clear', sipHash64(number, 'r-rgt') % 100 < 96, 'disputed', 'public_domain')
FROM numbers(420);

DROP TABLE IF EXISTS royalty.plays;
CREATE TABLE royalty.plays
(
    play_ref   UInt64,
    played_at  DateTime('UTC'),
    source     LowCardinality(String) COMMENT 'station, service or venue that reported the play',
    kind       LowCardinality(String) COMMENT 'radio, tv, stream or venue',
    terr       LowCardinality(String) COMMENT 'territory, ISO 3166 two-letter code',
    work_id    Nullable(UInt32) COMMENT 'null for unmatched plays',
    matched_by LowCardinality(String) COMMENT 'auto, manual or none = nobody could tell which work it was',
    dur_s      UInt16,
    audience   Nullable(UInt32) COMMENT 'estimated listeners, null when not reported',
    royalty_ct Nullable(UInt32) COMMENT 'euro cents earned by this play, null when unmatched'
)
ENGINE = MergeTree ORDER BY (played_at, play_ref);

-- Kanal 9 reports nothing since 2026-05-19 11:20. TeleSud's plays go unmatched in the night of 2026-05-20, 01:00 to 05:00.
INSERT INTO royalty.plays
SELECT play_ref, played_at, source, kind, terr, if(matched_by = 'none', NULL, toNullable(w)) AS work_id, matched_by, dur_s, audience,
       if(matched_by = 'none', NULL, toNullable(toUInt32(multiIf(kind = 'tv', 640, kind = 'radio', 210, kind = 'venue', 85, 4) * (0.5 + sipHash64(n, 'p-amt') % 1000 / 1000)) + 1)) AS royalty_ct
FROM
(
    SELECT
        number AS n,
        5500000 + number * 7 AS play_ref,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(96000 * pow(sipHash64(number, 'p-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + sipHash64(number, 'p-s') % 58) AS played_at,
        1 + toUInt8(floor(10 * pow(sipHash64(number, 'p-src') / 18446744073709551616.0, 1.3))) AS s,
        ['StreamBox','Radio Lumo','Tuneri','Fjord FM','TeleSud','Kanal 9','Vista One','Club Onda','Blue Anchor','Cafe Miro'][s] AS source,
        ['stream','radio','stream','radio','tv','radio','tv','venue','venue','venue'][s] AS kind,
        if(kind = 'stream', ['DE','FR','IT','JP','BR','CA','DK','GR'][1 + toUInt8(floor(8 * pow(sipHash64(number, 'p-cc') / 18446744073709551616.0, 1.5)))],
           ['DE','DE','FR','DK','IT','DE','FR','GR','CA','IT'][s]) AS terr,
        toUInt32(20100 + floor(396 * pow(sipHash64(number, 'p-w') / 18446744073709551616.0, 2.4))) AS w,
        sipHash64(number, 'p-m') % 1000 AS m,
        if(source = 'TeleSud' AND played_at >= '2026-05-20 01:00:00' AND played_at < '2026-05-20 05:00:00', 900,
           multiIf(kind = 'venue', 150, terr IN ('JP', 'BR'), 120, kind = 'tv', 60, 35)) AS un,
        multiIf(m < un, 'none', m < un + 110, 'manual', 'auto') AS matched_by,
        toUInt16(if(kind = 'tv', 12, 95) + floor(150 * pow(sipHash64(number, 'p-d') / 18446744073709551616.0, 1.2))) AS dur_s,
        if(kind IN ('stream', 'venue') OR sipHash64(number, 'p-an') % 100 < 6, NULL,
           toNullable(toUInt32(multiIf(source = 'Vista One', 41000, kind = 'tv', 72000, source = 'Fjord FM', 5200, 9800) * (0.3 + sipHash64(number, 'p-a') % 1400 / 1000)))) AS audience
    FROM numbers(17500)
)
WHERE NOT (source = 'Kanal 9' AND played_at >= '2026-05-19 11:20:00')
  AND NOT (kind = 'venue' AND toHour(played_at) BETWEEN 5 AND 10);

-- A robot listens to one song.
INSERT INTO royalty.plays
SELECT 5900000 + number, toDateTime('2026-05-21 03:10:00', 'UTC') + toIntervalMinute(number * 2) + toIntervalSecond(1 + sipHash64(number, 'b-s') % 58),
       'StreamBox', 'stream', 'CA', 20344, 'auto', 31, NULL, 4
FROM numbers(290);

DROP TABLE IF EXISTS royalty.payouts;
CREATE TABLE royalty.payouts
(
    payout_no  UInt32,
    created_at DateTime('UTC'),
    settled_at Nullable(DateTime('UTC')) COMMENT 'when the money left, only for paid ones',
    work_id    UInt32,
    payee      LowCardinality(String) COMMENT 'writer or publisher',
    amount     Decimal(12, 2) COMMENT 'EUR',
    channel    LowCardinality(String) COMMENT 'sepa, wire or cheque',
    state      LowCardinality(String) COMMENT 'paid, pending, held, returned; only paid money is gone'
)
ENGINE = MergeTree ORDER BY created_at;

INSERT INTO royalty.payouts
SELECT payout_no, created_at,
       if(state = 'paid', toNullable(created_at + toIntervalMinute(lag)), NULL) AS settled_at, work_id, payee, amount, channel, state
FROM
(
    SELECT
        toUInt32(88000 + number) AS payout_no,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(140 * pow(sipHash64(number, 'y-day') / 18446744073709551616.0, 1.15))))
            + toIntervalMinute(481 + sipHash64(number, 'y-min') % 530) + toIntervalSecond(1 + sipHash64(number, 'y-s') % 58) AS created_at,
        toUInt32(20100 + floor(420 * pow(sipHash64(number, 'y-w') / 18446744073709551616.0, 1.7))) AS work_id,
        ['writer','writer','publisher'][1 + sipHash64(number, 'y-p') % 3] AS payee,
        toDecimal64(round(60 * pow(1 - sipHash64(number, 'y-amt') / 18446744073709551616.0, -0.7), 2), 2) AS amount,
        ['sepa','wire','cheque'][1 + toUInt8(floor(3 * pow(sipHash64(number, 'y-ch') / 18446744073709551616.0, 1.9)))] AS channel,
        toUInt32(200 + sipHash64(number, 'y-lag') % 4100) AS lag,
        sipHash64(number, 'y-st') % 1000 AS q,
        multiIf(q < 55, 'held', q < if(channel = 'cheque', 150, 80), 'returned', created_at + toIntervalMinute(lag) >= '2026-05-21 16:20:00', 'pending', 'paid') AS state
    FROM numbers(5200)
)
WHERE created_at < '2026-05-21 16:20:00' AND toDayOfWeek(created_at) <= 5;

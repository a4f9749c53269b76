-- Stock photo marketplace: files sent in by contributors, licences sold for them. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS fotostock;

DROP TABLE IF EXISTS fotostock.uploads;
CREATE TABLE fotostock.uploads
(
    asset_id    UInt32,
    contributor LowCardinality(String) COMMENT 'handle of the photographer',
    upl_ts      DateTime('UTC') COMMENT 'file received',
    reviewed_ts Nullable(DateTime('UTC')) COMMENT 'reviewer decided; null while the file is in the queue',
    verdict     Enum8('accepted' = 1, 'rejected' = 2, 'waiting' = 3),
    rej_code    LowCardinality(Nullable(String)) COMMENT 'FOC out of focus, NOI noise, TM visible trademark, DUP duplicate; null unless rejected',
    media       LowCardinality(String) COMMENT 'photo, vector, footage',
    topic       LowCardinality(String),
    size_kb     UInt32,
    is_ai       UInt8 COMMENT '1 = made with an image generator'
)
ENGINE = MergeTree ORDER BY (upl_ts, asset_id);

-- The later the number, the later the upload. Footage waits longer for its review.
INSERT INTO fotostock.uploads
SELECT asset_id, contributor, upl_ts, if(decided, toNullable(rts), NULL) AS reviewed_ts,
       multiIf(NOT decided, 'waiting', rj, 'rejected', 'accepted') AS verdict,
       if(decided AND rj, toNullable(['FOC','NOI','TM','DUP'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'u-why') / 18446744073709551616.0, 1.3)))]), NULL) AS rej_code,
       media, topic, size_kb, is_ai
FROM
(
    SELECT
        number AS n,
        toUInt32(41000 + number) AS asset_id,
        ['lumen_ada','grainbarrel','oskarshoots','mira.k','northfield','tealfox','pan_optic','j_okafor','saltprint','ruefocus','halide9','vero_m','kestrelview','bluehour','mossandstone','tinframe']
            [1 + toUInt8(floor(16 * pow(cityHash64(number, 'u-con') / 18446744073709551616.0, 1.35)))] AS contributor,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(172800 * pow(1 - (number + cityHash64(number, 'u-j') % 1000 / 1000) / 3600, 1.4))))
            + toIntervalSecond(1 + cityHash64(number, 'u-s') % 58) AS upl_ts,
        ['photo','vector','footage'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'u-med') / 18446744073709551616.0, 1.5)))] AS media,
        ['nature','business','food','travel','people','abstract'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'u-top') / 18446744073709551616.0, 1.3)))] AS topic,
        upl_ts + toIntervalSecond(toUInt32(multiIf(media = 'footage', 38, media = 'vector', 7, 15) * 3600 * (0.3 + 1.5 * pow(cityHash64(number, 'u-rev') / 18446744073709551616.0, 1.4)))) AS rts,
        rts < toDateTime('2026-05-21 16:19:00', 'UTC') AS decided,
        cityHash64(number, 'u-rej') % 1000 < multiIf(media = 'vector', 260, media = 'footage', 110, 180) AS rj,
        toUInt32(multiIf(media = 'footage', 88000, media = 'vector', 2400, 9600) * (0.4 + cityHash64(number, 'u-kb') % 1000 / 700)) AS size_kb,
        toUInt8(cityHash64(number, 'u-ai') % 100 < multiIf(topic = 'abstract', 45, topic = 'people', 8, 17)) AS is_ai
    FROM numbers(3600)
);

-- grainbarrel sends 130 generated files on 2026-05-21 between 09:00 and 11:00; nobody has looked at them yet.
INSERT INTO fotostock.uploads
SELECT toUInt32(48000 + number), 'grainbarrel', toDateTime('2026-05-21 09:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'f-m') % 120) + toIntervalSecond(1 + cityHash64(number, 'f-s') % 58),
       NULL, 'waiting', NULL, 'photo', 'abstract', toUInt32(3000 + cityHash64(number, 'f-kb') % 900), 1
FROM numbers(130);

DROP TABLE IF EXISTS fotostock.lic_sales;
CREATE TABLE fotostock.lic_sales
(
    sale_no     UInt64,
    asset_id    UInt32,
    buyer_id    UInt32,
    sold_at     DateTime64(3, 'UTC'),
    lic         LowCardinality(String) COMMENT 'S standard, X extended, E editorial use only',
    amt_usd     Decimal(9, 2) COMMENT 'charged to the buyer',
    royalty_usd Decimal(9, 2) COMMENT 'part of amt_usd that goes to the contributor; taken back when the sale is refunded or disputed',
    pay_state   Enum8('settled' = 1, 'refunded' = 2, 'disputed' = 3) COMMENT 'disputed = chargeback by the bank; only settled sales keep their money',
    refunded_at Nullable(DateTime('UTC')) COMMENT 'only on refunded sales',
    ctry        LowCardinality(String) COMMENT 'buyer, ISO 3166 two-letter code',
    src         LowCardinality(String) COMMENT 'sales channel: website, api, plugin',
    promo_code  LowCardinality(Nullable(String)) COMMENT 'voucher entered at checkout, null when none',
    dl_cnt      UInt16 COMMENT 'downloads by the buyer so far'
)
ENGINE = MergeTree ORDER BY (sold_at, sale_no);

INSERT INTO fotostock.lic_sales
SELECT sale_no, asset_id, buyer_id, sold_at, lic, amt_usd, toDecimal64(round(toFloat64(amt_usd) * if(lic = 'X', 0.38, 0.30), 2), 2) AS royalty_usd,
       multiIf(back AND rts < toDateTime('2026-05-21 16:19:00', 'UTC'), 'refunded', r >= 130 AND r < 145, 'disputed', 'settled') AS pay_state,
       if(pay_state = 'refunded', toNullable(rts), NULL) AS refunded_at,
       ctry, src, promo_code, dl_cnt
FROM
(
    SELECT
        number AS n,
        5000000 + number AS sale_no,
        1 + toUInt32(floor(100700 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.3))) AS age_min,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(age_min) + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000) AS sold_at,
        toUInt32(41000 + floor(3600 * (1 - pow(age_min / 172800, 1 / 1.4)) * pow(cityHash64(number, 's-ass') / 18446744073709551616.0, 0.9))) AS asset_id,
        20001 + toUInt32(floor(2400 * pow(cityHash64(number, 's-buy') / 18446744073709551616.0, 1.5))) AS buyer_id,
        ['US','DE','GB','FR','JP','BR','IN','NL'][1 + toUInt8(floor(8 * pow(cityHash64(buyer_id, 's-ctry') / 18446744073709551616.0, 1.6)))] AS ctry,
        ['S','X','E'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-lic') / 18446744073709551616.0, 1.7)))] AS lic,
        ['website','api','plugin'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-src') / 18446744073709551616.0, 1.5)))] AS src,
        if(cityHash64(number, 's-p0') % 100 < 71, NULL, toNullable(['HAPPY20','SPRING15','STUDIO10','BULK5'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-p1') / 18446744073709551616.0, 1.4)))])) AS promo_code,
        multiIf(promo_code = 'HAPPY20', 0.8, promo_code = 'SPRING15', 0.85, promo_code = 'STUDIO10', 0.9, promo_code = 'BULK5', 0.95, 1.0) AS k,
        toDecimal64(round(k * multiIf(lic = 'X', 79, lic = 'E', 40, 11) * (0.8 + 2.4 * pow(cityHash64(number, 's-amt') / 18446744073709551616.0, 2)), 2), 2) AS amt_usd,
        cityHash64(number, 's-st') % 1000 AS r,
        r < multiIf(src = 'api', 55, src = 'plugin', 120, 85) AS back,
        toDateTime(sold_at) + toIntervalMinute(30 + toUInt32(floor(8600 * pow(cityHash64(number, 's-back') / 18446744073709551616.0, 1.6)))) AS rts,
        toUInt16(1 + floor(6 * pow(cityHash64(number, 's-dl') / 18446744073709551616.0, 2.5))) AS dl_cnt
    FROM numbers(9800)
) AS s
INNER JOIN (SELECT asset_id, reviewed_ts AS ok_ts FROM fotostock.uploads WHERE verdict = 'accepted') AS u USING (asset_id)
WHERE sold_at > ok_ts;

-- Chargebacks in bulk on 2026-05-19, 13:00 to 15:00: stolen cards.
INSERT INTO fotostock.lic_sales
SELECT 5090000 + number, toUInt32(41000 + cityHash64(number, 'b-ass') % 2600) AS asset_id, toUInt32(20001 + cityHash64(number, 'b-buy') % 2400),
       toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000),
       'X', toDecimal64(70 + number % 40, 2), toDecimal64(26 + number % 12, 2), 'disputed', NULL, 'BR', 'website', NULL, toUInt16(1)
FROM numbers(118)
WHERE asset_id IN (SELECT asset_id FROM fotostock.uploads WHERE verdict = 'accepted');

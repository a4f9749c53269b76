-- A podcast host: episodes and their downloads. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No time lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS podhive;
CREATE DATABASE podhive;

CREATE TABLE podhive.episodes
(
    episode_id   UInt32,
    show_name    LowCardinality(String) COMMENT 'podcast that the episode belongs to',
    topic        LowCardinality(String),
    ep_title     String,
    published_at DateTime('UTC'),
    duration_s   UInt32 COMMENT 'length of the audio in seconds',
    is_explicit  Bool COMMENT 'strong language'
)
ENGINE = MergeTree ORDER BY episode_id
COMMENT 'episodes of all podcasts hosted here';

INSERT INTO podhive.episodes
SELECT
    toUInt32(5000 + number),
    ['Cold Ledger','Morning Wire','Half Baked','Iron Century','Patch Notes','Tiny Humans','Offside Daily','The Quiet Garden','Moss and Murder','Budget Bites'][1 + cityHash64(number, 'e-show') % 10] AS show_name,
    transform(show_name, ['Cold Ledger','Morning Wire','Half Baked','Iron Century','Patch Notes','Tiny Humans','Offside Daily','The Quiet Garden','Moss and Murder','Budget Bites'],
              ['true crime','news','comedy','history','tech','parenting','sport','wellness','true crime','food'], ''),
    concat(['The Missing','A Long','Inside the','Return of the','Why we love the','The Last','Letters from the','Beyond the'][1 + cityHash64(number, 'e-t1') % 8], ' ',
           ['Ferry','Winter','Kitchen','Signal','Orchard','Verdict','Stadium','Machine','Lighthouse'][1 + cityHash64(number, 'e-t2') % 9], ' #', toString(1 + number)),
    toDateTime('2025-11-03 04:00:00', 'UTC') + toIntervalMinute(1995 * number + cityHash64(number, 'e-pub') % 900) + toIntervalSecond(1 + cityHash64(number, 'e-s') % 58),
    toUInt32(multiIf(show_name = 'Morning Wire', 720, show_name IN ('Cold Ledger', 'Iron Century'), 3100, show_name = 'Tiny Humans', 1300, 2200) * (0.7 + cityHash64(number, 'e-len') % 1000 / 1400.)),
    cityHash64(show_name, 'e-x1') % 3 = 0 AND cityHash64(number, 'e-x2') % 10 < 7 OR cityHash64(number, 'e-x3') % 25 = 0
FROM numbers(143);

CREATE TABLE podhive.downloads
(
    dl_id       UInt64,
    dl_ts       DateTime64(3, 'UTC') COMMENT 'when the audio file was requested',
    episode_id  UInt32,
    listener_id UInt64 COMMENT 'pseudonym of one listener',
    app         LowCardinality(String) COMMENT 'player that fetched the file',
    ctry        LowCardinality(String) COMMENT 'ISO 3166 two-letter country code',
    device      Enum8('phone' = 1, 'desktop' = 2, 'speaker' = 3, 'car' = 4, 'watch' = 5),
    verdict     LowCardinality(String) COMMENT 'valid, aborted (broken off early) or bot; only valid downloads earn their ad money',
    bytes_sent  UInt64,
    ttfb_ms     UInt32 COMMENT 'time to first byte',
    listen_s    Nullable(UInt32) COMMENT 'seconds listened, null when the app does not tell',
    ads_in      UInt8 COMMENT 'ads inserted into the file',
    ads_heard   UInt8 COMMENT 'of these, ads heard to the end',
    ad_rev_usd  Decimal(10, 4) COMMENT 'ad revenue of the download'
)
ENGINE = MergeTree ORDER BY (dl_ts, dl_id)
COMMENT 'one row per download of an episode';

-- No download on 2026-05-10 (log shipping was down). Watches are silent since 2026-05-21 09:00.
INSERT INTO podhive.downloads
SELECT
    d.dl_id, d.dl_ts, d.episode_id, d.listener_id, d.app, d.ctry, d.device, d.verdict,
    toUInt64(floor(e.duration_s * 16000 * multiIf(d.verdict = 'aborted', 0.05 + cityHash64(d.n, 'd-part') % 500 / 1000., 1.0) * (0.97 + cityHash64(d.n, 'd-by') % 600000 / 10000000.))) AS bytes_sent,
    toUInt32(floor(multiIf(d.app = 'Castbox', 240, d.app = 'Overcast', 95, d.ctry = 'BR', 210, 130) * (0.35 + 0.4 * pow(1 - cityHash64(d.n, 'd-fb') / 18446744073709551616.0, -0.5)))) AS ttfb_ms,
    if(d.app IN ('AntennaPod', 'Web Player') OR d.verdict = 'bot', NULL, toNullable(toUInt32(floor(e.duration_s * multiIf(d.verdict = 'aborted', 0.12, d.ctry = 'IE', 0.93, d.ctry = 'US', 0.7, 0.78) * (0.3 + 0.7 * pow(cityHash64(d.n, 'd-lis') / 18446744073709551616.0, 0.7)))))) AS listen_s,
    toUInt8(1 + cityHash64(d.n, 'd-ads') % 4) AS ads_in,
    toUInt8(if(d.verdict = 'bot', 0, floor((ads_in + 1) * pow(cityHash64(d.n, 'd-heard') / 18446744073709551616.0, if(d.verdict = 'aborted', 2.5, 0.7))))) AS ads_heard,
    toDecimal64(round((0.004 + 0.018 * ads_in) * multiIf(d.ctry IN ('US', 'CA'), 1.6, d.ctry = 'BR', 0.5, 1.0) * (0.8 + cityHash64(d.n, 'd-rev') % 400 / 1000.), 4), 4) AS ad_rev_usd
FROM
(
    SELECT
        number AS n,
        toUInt64(88000000 + number) AS dl_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(100000 * pow(cityHash64(number, 'd-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'd-ms') % 57000) AS dl_ts,
        toUInt32(5000 + floor(143 * pow(cityHash64(number, 'd-ep') / 18446744073709551616.0, 0.45))) AS episode_id,
        toUInt64(100001 + floor(2600 * pow(cityHash64(number, 'd-li') / 18446744073709551616.0, 1.4))) AS listener_id,
        ['Spotify','Apple Podcasts','Overcast','Pocket Casts','AntennaPod','Castbox','Web Player'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'd-app') / 18446744073709551616.0, 1.5)))] AS app,
        ['US','GB','DE','CA','FR','IE','BR','AU'][1 + toUInt8(floor(8 * pow(cityHash64(listener_id, 'd-ct') / 18446744073709551616.0, 1.4)))] AS ctry,
        ['phone','desktop','speaker','car','watch'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'd-dev') / 18446744073709551616.0, 1.6)))] AS device,
        cityHash64(number, 'd-ver') % 1000 AS v,
        multiIf(v < multiIf(ctry = 'BR', 150, ctry = 'US', 70, 45), 'bot', v < 240, 'aborted', 'valid') AS verdict
    FROM numbers(10500)
) AS d
INNER JOIN podhive.episodes AS e ON d.episode_id = e.episode_id
WHERE d.dl_ts > e.published_at
  AND toDate(d.dl_ts) != '2026-05-10'
  AND NOT (d.device = 'watch' AND d.dl_ts >= '2026-05-21 09:00:00')
  AND NOT (toHour(d.dl_ts) BETWEEN 1 AND 4 AND cityHash64(d.n, 'd-night') % 3 != 0);

-- A broken release of Castbox fetches the same file again and again on 2026-05-19 between 13:00 and 14:00.
INSERT INTO podhive.downloads
SELECT
    89000000 + number,
    toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute(number % 60) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    5120 + number % 3, 100001 + cityHash64(number, 'x-li') % 2600, 'Castbox', ['GB','DE','FR'][1 + number % 3], 'phone', 'aborted',
    2000000 + cityHash64(number, 'x-by') % 900000, 180 + cityHash64(number, 'x-fb') % 200, toUInt32(10 + cityHash64(number, 'x-li') % 90), 2, 0, 0.02
FROM numbers(140);

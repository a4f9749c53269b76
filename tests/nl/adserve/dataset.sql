-- An ad server: requests of the publishers, impressions, campaigns. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute, so that inclusive and exclusive window edges agree.
DROP DATABASE IF EXISTS adserve;
CREATE DATABASE adserve;

CREATE TABLE adserve.campaigns
(
    campaign_id      UInt32,
    title            String,
    advertiser       LowCardinality(String),
    vertical         LowCardinality(String) COMMENT 'line of business of the advertiser',
    goal             LowCardinality(String) COMMENT 'reach, clicks or sales',
    daily_budget_usd Decimal(10, 2),
    state            LowCardinality(String) COMMENT 'A active, P paused, E ended',
    created_on       Date
)
ENGINE = MergeTree ORDER BY campaign_id;

INSERT INTO adserve.campaigns
SELECT 3100 + number,
       concat(['Spring','Hello','Big','Last Call','Always','Nordic'][1 + cityHash64(number, 'c-t1') % 6], ' ', ['Sale','Launch','Weekend','Brand','Deal'][1 + cityHash64(number, 'c-t2') % 5], ' ', toString(number)),
       ['Velo Nord','Pinewood Bank','Oatfield Farm','Skyhopper','Lumen Energy','Toybarn','Medora','Kettle and Co'][a],
       ['retail','finance','food','travel','energy','retail','health','food'][a],
       ['reach','clicks','sales'][1 + cityHash64(number, 'c-goal') % 3],
       toDecimal64(50 * (1 + cityHash64(number, 'c-bud') % 12), 2),
       ['A','A','A','P','E'][1 + cityHash64(number, 'c-state') % 5],
       toDate('2026-03-08') - toUInt32(cityHash64(number, 'c-cr') % 200)
FROM (SELECT number, 1 + cityHash64(number, 'c-adv') % 8 AS a FROM numbers(40));

CREATE TABLE adserve.ad_requests
(
    requested_at DateTime64(3, 'UTC'),
    request_id   UInt64,
    site         LowCardinality(String),
    placement    LowCardinality(String) COMMENT 'lb leaderboard, mr medium rectangle, sk skyscraper, pr video pre-roll',
    device       LowCardinality(String) COMMENT 'mobile, desktop, tablet or ctv (connected TV)',
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    result       UInt8 COMMENT '1 filled, 2 no bid, 3 timeout, 4 blocked by the brand filter',
    latency_ms   UInt32,
    bidders      UInt8 COMMENT 'how many bidders answered in time'
)
ENGINE = MergeTree ORDER BY (site, requested_at);

-- stewpot sends nothing since 2026-05-21 12:40. The bidders of kickoff90 time out on 2026-05-20 from 19:00 to 21:00.
INSERT INTO adserve.ad_requests
SELECT requested_at, request_id, site, placement, device, country, result, latency_ms, bidders
FROM
(
    SELECT
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(6000 * (cityHash64(number, 'r-ts') / 18446744073709551616.0) + 94800 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.9))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 57000) AS requested_at,
        810000 + number AS request_id,
        ['kickoff90','tidewire','gardenpost','stewpot','fixitdad','moodboard'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'r-site') / 18446744073709551616.0, 1.3)))] AS site,
        ['mr','lb','pr','sk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-plc') / 18446744073709551616.0, 1.4)))] AS placement,
        ['mobile','desktop','ctv','tablet'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-dev') / 18446744073709551616.0, 1.8)))] AS device,
        ['DE','SE','NL','PL','DK','AT'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'r-ctry') / 18446744073709551616.0, 1.5)))] AS country,
        cityHash64(number, 'r-res') % 1000 AS r,
        toUInt8(multiIf(r < multiIf(site = 'moodboard', 480, site = 'tidewire', 740, device = 'ctv', 560, 660), 1, r < 860, 2, r < if(country = 'PL', 960, 915), 3, 4)) AS result,
        if(result = 3, toUInt32(300 + cityHash64(number, 'r-lat') % 25),
           toUInt32(floor(22 * if(site = 'gardenpost', 1.5, 1) * pow(1.02 - cityHash64(number, 'r-lat') / 18446744073709551616.0, -0.55)))) AS latency_ms,
        toUInt8(if(result IN (2, 3), 0, 1 + cityHash64(number, 'r-bid') % 7)) AS bidders
    FROM numbers(9500)
)
WHERE NOT (site = 'stewpot' AND requested_at >= '2026-05-21 12:40:00');

INSERT INTO adserve.ad_requests
SELECT toDateTime64('2026-05-20 19:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 't-m') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 't-ms') % 57000),
       820000 + number, 'kickoff90', ['mr','lb'][1 + cityHash64(number, 't-plc') % 2], ['mobile','desktop'][1 + cityHash64(number, 't-dev') % 2], ['DE','SE','NL'][1 + cityHash64(number, 't-c') % 3],
       3, 300 + cityHash64(number, 't-lat') % 25, 0
FROM numbers(160);

CREATE TABLE adserve.impressions
(
    shown_at      DateTime64(3, 'UTC'),
    impression_id UInt64,
    request_id    UInt64,
    campaign_id   UInt32,
    site          LowCardinality(String),
    device        LowCardinality(String),
    visitor_id    Nullable(UInt32) COMMENT 'null without consent',
    price_micros  UInt32 COMMENT 'price of this impression in millionths of a US dollar',
    billing       LowCardinality(String) COMMENT 'billed, invalid (bots) or makegood (shown for free) - only billed impressions earn money',
    viewable      Nullable(UInt8) COMMENT '1 seen, 0 not seen, null when it could not be measured',
    in_view_ms    Nullable(UInt32) COMMENT 'time on the screen, only of seen ones',
    clicked       UInt8
)
ENGINE = MergeTree ORDER BY (campaign_id, shown_at);

-- The beacon server is down on 2026-05-09: requests are filled, but no impression arrives. Campaign 3117 is hit by bots on 2026-05-19, 02:00 to 04:00.
INSERT INTO adserve.impressions
SELECT shown_at, impression_id, request_id, campaign_id, site, device, visitor_id, price_micros, billing, viewable,
       if(viewable = 1, toNullable(toUInt32(floor(1000 * if(device = 'ctv', 5.5, 1.4) * pow(1.01 - cityHash64(request_id, 'i-view2') / 18446744073709551616.0, -0.6)))), NULL) AS in_view_ms,
       clicked
FROM
(
    SELECT
        toStartOfMinute(requested_at) + toIntervalMinute(cityHash64(request_id, 'i-min') % 3 = 0) + toIntervalMillisecond(toUnixTimestamp64Milli(requested_at) % 60000) AS shown_at,
        70000000 + 7 * request_id AS impression_id,
        request_id,
        3100 + toUInt32(floor(40 * pow(cityHash64(request_id, 'i-camp') / 18446744073709551616.0, 1.3))) AS campaign_id,
        site,
        device,
        if(cityHash64(request_id, 'i-cons') % 100 < 18, NULL, toNullable(toUInt32(1 + floor(1800 * pow(cityHash64(request_id, 'i-vis') / 18446744073709551616.0, 1.4))))) AS visitor_id,
        toUInt32(floor(multiIf(placement = 'pr', 24000, placement = 'lb', 9500, 6200) * if(device = 'ctv', 2, 1) * pow(1.02 - cityHash64(request_id, 'i-pr') / 18446744073709551616.0, -0.45))) AS price_micros,
        cityHash64(request_id, 'i-bill') % 1000 AS b,
        multiIf(b < if(site = 'moodboard', 110, 55), 'invalid', b < 125, 'makegood', 'billed') AS billing,
        multiIf(cityHash64(request_id, 'i-nov') % 100 < 12, NULL, toNullable(toUInt8(cityHash64(request_id, 'i-v') % 100 < multiIf(site = 'tidewire', 61, site = 'gardenpost', 77, device = 'ctv', 92, 70)))) AS viewable,
        toUInt8(cityHash64(request_id, 'i-clk') % 1000 < multiIf(device = 'mobile', 62, device = 'desktop', 41, device = 'tablet', 50, 12)) AS clicked
    FROM adserve.ad_requests
    WHERE result = 1
)
WHERE shown_at < '2026-05-21 16:20:00' AND toDate(shown_at) != '2026-05-09';

INSERT INTO adserve.impressions
SELECT toDateTime64('2026-05-19 02:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'b-m') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000),
       90000000 + number, 830000 + number, 3117, 'fixitdad', 'desktop', NULL, toUInt32(6000 + cityHash64(number, 'b-p') % 2700), 'invalid', 1,
       toUInt32(1001 + cityHash64(number, 'b-v') % 40), 1
FROM numbers(95);

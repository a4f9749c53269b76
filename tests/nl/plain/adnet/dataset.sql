DROP DATABASE IF EXISTS adnet;
CREATE DATABASE adnet;
CREATE TABLE adnet.advertisers (advertiser_id UInt32, name String, country String, industry String) ENGINE = MergeTree ORDER BY advertiser_id;
CREATE TABLE adnet.campaigns (campaign_id UInt32, advertiser_id UInt32, name String, type String, status String, budget UInt32) ENGINE = MergeTree ORDER BY campaign_id;
CREATE TABLE adnet.impressions (impression_id String, campaign_id UInt32, user_id UInt32, country LowCardinality(String), device LowCardinality(String), duration Nullable(Float64), created_at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY created_at;
CREATE TABLE adnet.clicks (click_id UInt64, impression_id String, campaign_id UInt32, user_id UInt32, status LowCardinality(String), cost Float64, created_at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY created_at;
INSERT INTO adnet.advertisers
SELECT number + 1,
  ['Nordkap', 'Bluefin', 'Tastico', 'Velomax', 'Homely', 'Pixelia', 'Sundeck', 'Greenroot', 'Aerolux', 'Kiddo'][number + 1],
  ['SE', 'US', 'ES', 'DE', 'DE', 'US', 'ES', 'FR', 'GB', 'GB'][number + 1],
  ['travel', 'food', 'food', 'sport', 'home', 'games', 'travel', 'food', 'travel', 'games'][number + 1]
FROM numbers(10);
INSERT INTO adnet.campaigns
SELECT number + 1,
  [1, 2, 3, 5, 6, 7, 8, 9][1 + number % 8],
  ['Spring Sale', 'Fresh Start', 'Taste Week', 'Sofa Days', 'Level Up', 'Beach Break', 'Green Box', 'Fly Away', 'Northern Lights', 'Lunch Club', 'Tapas Night', 'New Kitchen', 'Boss Fight', 'Last Minute', 'Veggie Boost', 'City Trip', 'Winter Cabin', 'Burger Friday', 'Olive Season', 'Garden Time', 'Puzzle Rush', 'Family Sun', 'Farm Direct', 'Business Class'][number + 1],
  ['banner', 'video', 'search', 'social', 'video', 'banner', 'banner'][1 + cityHash64(number, 'ctype') % 7],
  ['active', 'active', 'active', 'paused', 'ended'][1 + cityHash64(number, 'cstatus') % 5],
  500 * (2 + cityHash64(number, 'cbudget') % 30) + number * 10
FROM numbers(24);
INSERT INTO adnet.impressions
WITH 4000 AS N, 0.7748 - 23 * pow((N - number - (cityHash64(number, 'it') % 1000) / 1000) / N, 1.2) AS x, x - floor(x) AS f,
  1 + toUInt32(floor(pow((cityHash64(number, 'icamp') % 10000) / 10000, 1.4) * 24)) AS c0
SELECT concat('imp', toString(100001 + number)), if(c0 IN (9, 21), c0 - 1, c0),
  1000 + toUInt32(floor(pow((cityHash64(number, 'iuser') % 10000) / 10000, 1.7) * 900)),
  ['US', 'US', 'US', 'US', 'DE', 'DE', 'DE', 'GB', 'GB', 'FR', 'FR', 'ES'][1 + cityHash64(number, 'icountry') % 12],
  ['mobile', 'mobile', 'mobile', 'mobile', 'desktop', 'desktop', 'desktop', 'tablet'][1 + cityHash64(number, 'idevice') % 8],
  if(cityHash64(number, 'inull') % 20 = 0, NULL, round(0.5 + pow((cityHash64(number, 'idur') % 10000) / 10000, 2.2) * 45, 1)),
  toDateTime64('2026-05-21 00:00:00', 3, 'UTC') + toIntervalMillisecond(toInt64(floor((floor(x) + f + 0.6 * sin(2 * pi() * f) / (2 * pi())) * 86400000)))
FROM numbers(4000);
INSERT INTO adnet.clicks
SELECT 500000 + row_number() OVER (ORDER BY t, impression_id), impression_id, campaign_id, user_id,
  ['valid', 'valid', 'valid', 'valid', 'valid', 'valid', 'valid', 'valid', 'invalid'][1 + cityHash64(impression_id, 'kstatus') % 9],
  round(0.08 + pow((cityHash64(impression_id, 'kcost') % 10000) / 10000, 1.5) * 3.4, 3), t
FROM (SELECT *, created_at + toIntervalMillisecond(600 + cityHash64(impression_id, 'kt') % 9000) AS t FROM adnet.impressions WHERE cityHash64(impression_id, 'click') % 100 < 20 + (campaign_id * 7) % 11 * 2)
WHERE t < toDateTime64('2026-05-21 16:20:00', 3, 'UTC');

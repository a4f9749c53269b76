-- TV advertising: spots, audience samples, channels. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS tvads;
CREATE DATABASE tvads;

CREATE TABLE tvads.channels
(
    channel_id   UInt8,
    channel_name String,
    genre        LowCardinality(String) COMMENT 'news, sport, movies, kids or general',
    owner        LowCardinality(String),
    launched_on  Date,
    is_hd        UInt8 COMMENT '1 when broadcast in HD'
)
ENGINE = MergeTree ORDER BY channel_id;

INSERT INTO tvads.channels
SELECT 1 + number,
    ['Metro One','Sportline','Newsdesk','Cinema Gold','Tiny Planet','Pulse 24','Matchday','Harbor TV','Reel Classic','Junior Box','Civic News','Vista'][1 + number],
    ['general','sport','news','movies','kids','news','sport','general','movies','kids','news','general'][1 + number],
    ['Calder Media','Northgate','Calder Media','Pinnacle','Pinnacle','Northgate','Calder Media','Northgate','Pinnacle','Calder Media','Northgate','Pinnacle'][1 + number],
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'c-l') % 9000),
    if(number IN (4, 8, 9, 10), 0, 1)
FROM numbers(12);

CREATE TABLE tvads.spots
(
    spot_id        UInt64,
    slot_at        DateTime('UTC') COMMENT 'when the spot ran or should have run',
    channel_id     UInt8,
    advertiser     LowCardinality(String),
    category       LowCardinality(String),
    length_s       UInt16,
    break_position UInt8 COMMENT '1 = first in the break',
    spot_status    LowCardinality(String) COMMENT 'aired, cut (broken off early), dropped (never ran) or refunded, and only aired spots are billed',
    price_usd      Decimal(12, 2),
    sold_via       LowCardinality(String) COMMENT 'direct, agency or exchange'
)
ENGINE = MergeTree ORDER BY (channel_id, slot_at);

-- Brightwash gets refund after refund on 2026-05-21.
INSERT INTO tvads.spots
SELECT 880000 + n, slot_at, ch,
    ['Brightwash','Volta Cars','Freshmart','Kestrel Bank','Lumo Phones','Oat and Co','Trailhead','PetPal','Mintwell','Dreamline'][a],
    ['household','cars','grocery','finance','telecom','grocery','travel','pets','pharma','household'][a],
    len, 1 + cityHash64(n, 's-pos') % 6, st,
    toDecimal64(round((400 + 90 * len) * multiIf(toHour(slot_at) BETWEEN 18 AND 22, 3.2, toHour(slot_at) < 6, 0.4, 1.0) * (1.6 - 0.08 * ch) * (0.7 + cityHash64(n, 's-pr') % 6000 / 10000), 2), 2),
    ['agency','direct','exchange'][1 + toUInt8(floor(3 * pow(cityHash64(n, 's-via') / 18446744073709551616.0, 1.4)))]
FROM
(
    SELECT number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 's-sec') % 57) AS slot_at,
        1 + toUInt8(floor(12 * pow(cityHash64(number, 's-ch') / 18446744073709551616.0, 1.4))) AS ch,
        1 + toUInt8(floor(10 * pow(cityHash64(number, 's-adv') / 18446744073709551616.0, 1.3))) AS a,
        [30,20,15,10,45,60][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-len') / 18446744073709551616.0, 1.4)))] AS len,
        cityHash64(number, 's-st') % 1000 AS r,
        multiIf(r < if(len >= 45, 90, 50), 'cut', r < 130, 'dropped', r < 150, 'refunded', 'aired') AS st
    FROM numbers(10000)
)
WHERE NOT (toHour(slot_at) BETWEEN 1 AND 5 AND cityHash64(n, 's-night') % 3 != 0);

INSERT INTO tvads.spots
SELECT 899000 + number, toDateTime('2026-05-21 06:00:00', 'UTC') + toIntervalMinute(number * 12) + toIntervalSecond(1 + cityHash64(number, 'r-sec') % 57),
    1 + cityHash64(number, 'r-ch') % 12, 'Brightwash', 'household', 30, 1 + cityHash64(number, 'r-pos') % 6, 'refunded',
    toDecimal64(2500 + cityHash64(number, 'r-pr') % 1500, 2), 'exchange'
FROM numbers(48);

CREATE TABLE tvads.audience
(
    sample_id    UInt64,
    sampled_at   DateTime('UTC'),
    channel_id   UInt8,
    household_id UInt32,
    state        LowCardinality(String) COMMENT 'US state, two letters',
    age_band     LowCardinality(String) COMMENT 'age of the main viewer: 4-17, 18-34, 35-54 or 55+',
    reception    LowCardinality(String) COMMENT 'cable, antenna, satellite or iptv',
    viewers      UInt8 COMMENT 'people in front of the set',
    watched_s    Nullable(UInt32) COMMENT 'seconds the set stayed on the channel, null when the meter lost contact'
)
ENGINE = MergeTree ORDER BY sampled_at;

-- No sample on 2026-05-07; Sportline samples collapse on 2026-05-21.
INSERT INTO tvads.audience
SELECT 3100000 + n, sampled_at, ch, hh,
    ['CA','TX','FL','NY','OH','WA'][1 + toUInt8(floor(6 * pow(cityHash64(hh, 'a-state') / 18446744073709551616.0, 1.3)))],
    ['35-54','55+','18-34','4-17'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'a-age') / 18446744073709551616.0, 1.3)))],
    ['cable','iptv','satellite','antenna'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'a-rec') / 18446744073709551616.0, 1.3)))],
    [1,1,2,2,3,4,5][1 + cityHash64(n, 'a-v') % 7],
    if(cityHash64(n, 'a-lost') % 100 < 4, NULL, toNullable(toUInt32(60 + floor(5400 * pow(cityHash64(n, 'a-w') / 18446744073709551616.0, 1.8)))))
FROM
(
    SELECT number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'a-sec') % 57) AS sampled_at,
        1 + toUInt8(floor(12 * pow(cityHash64(number, 'a-ch') / 18446744073709551616.0, 1.4))) AS ch,
        50000 + toUInt32(floor(2600 * pow(cityHash64(number, 'a-hh') / 18446744073709551616.0, 1.4))) AS hh
    FROM numbers(12000)
)
WHERE toDate(sampled_at) != '2026-05-07'
  AND NOT (toHour(sampled_at) BETWEEN 1 AND 5 AND cityHash64(n, 'a-night') % 4 != 0)
  AND NOT (ch = 2 AND sampled_at >= '2026-05-21 00:00:00' AND cityHash64(n, 'a-drop') % 12 != 0);

-- Card terminals for market stalls. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS taproost;
CREATE DATABASE taproost;

CREATE TABLE taproost.merchants
(
    merchant_id  UInt32,
    trading_name String,
    market       LowCardinality(String),
    trade        LowCardinality(String),
    signed_on    Date
)
ENGINE = MergeTree ORDER BY merchant_id;

INSERT INTO taproost.merchants
SELECT
    toUInt32(200 + number),
    concat(['Old','Little','Blue','Honest','Salty','Crooked','Merry'][1 + number % 7], ' ',
           ['Radish','Kettle','Anchor','Loom','Crumb','Lantern','Pickle','Thimble'][1 + intDiv(number, 7)], if(cityHash64(number, 'm-co') % 3 = 0, ' & Co', '')),
    ['Camden','Kirkgate','Spitalfields','Grainger','Bury'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-mk') / 18446744073709551616.0, 1.2)))],
    ['street food','produce','crafts','vintage','flowers'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-tr') / 18446744073709551616.0, 1.3)))],
    toDate('2026-05-10') - toUInt32(floor(1600 * pow(cityHash64(number, 'm-on') / 18446744073709551616.0, 1.4)))
FROM numbers(54);

CREATE TABLE taproost.terminals
(
    terminal_id  UInt32,
    merchant_id  UInt32,
    model        LowCardinality(String),
    firmware     LowCardinality(String),
    state        LowCardinality(String) COMMENT 'active, in_repair or retired',
    activated_on Date
)
ENGINE = MergeTree ORDER BY terminal_id;

INSERT INTO taproost.terminals
SELECT
    toUInt32(4100 + number),
    toUInt32(200 + cityHash64(number, 'x-m') % 54),
    ['Pebble 2','Pebble 3','Brick','Slate Mini'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'x-mod') / 18446744073709551616.0, 1.3)))],
    ['3.9.1','3.9.0','3.8.4'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'x-fw') / 18446744073709551616.0, 1.4)))],
    multiIf(cityHash64(number, 'x-st') % 100 < 84, 'active', cityHash64(number, 'x-st') % 100 < 93, 'in_repair', 'retired'),
    toDate('2026-03-15') - toUInt32(cityHash64(number, 'x-on') % 900)
FROM numbers(126);

CREATE TABLE taproost.taps
(
    tap_id         UInt64,
    tapped_at      DateTime64(3, 'UTC'),
    terminal_id    UInt32,
    merchant_id    UInt32,
    scheme         LowCardinality(String),
    instrument     LowCardinality(String) COMMENT 'card, phone or watch',
    card_token     String COMMENT 'stable per card, no card number',
    amount_pence   UInt32 COMMENT 'pence of GBP, without the tip',
    tip_pence      Nullable(UInt32) COMMENT 'null when nothing was added',
    outcome        LowCardinality(String) COMMENT 'approved, declined, timeout or reversed; only approved taps are paid out to the merchant',
    decline_code   Nullable(String) COMMENT '51 no funds, 05 do not honour, 54 card expired',
    auth_ms        Nullable(UInt32) COMMENT 'until the issuer answered; null when it never did',
    is_offline     UInt8 COMMENT '1 = taken without network and sent later',
    issuer_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY tapped_at;

-- Markets trade from 7 to 21. No tap at all on 2026-05-08 (network down); Amex times out on 2026-05-19 from 12:00 to 14:00; terminal 4107 declines a lot on 2026-05-21.
INSERT INTO taproost.taps
SELECT 51000000 + n, tapped_at, terminal_id, toUInt32(200 + cityHash64(terminal_id - 4100, 'x-m') % 54), scheme, instrument, card_token, amount_pence,
       if(outcome = 'approved' AND cityHash64(n, 'p-tip') % 100 < 17, toNullable(toUInt32(20 + 10 * (cityHash64(n, 'p-tipv') % 28))), NULL),
       outcome,
       if(outcome = 'declined', toNullable(['51','51','51','05','54'][1 + cityHash64(n, 'p-code') % 5]), NULL),
       if(outcome = 'timeout', NULL,
          toNullable(toUInt32(multiIf(scheme = 'Amex', 690, scheme = 'Maestro', 380, scheme = 'Mastercard', 330, 300) * pow(1 - cityHash64(n, 'p-auth') / 18446744073709551616.0, -0.3)))),
       toUInt8(cityHash64(n, 'p-off') % 100 < 7),
       ['GB','IE','FR','US','PL','ES'][1 + toUInt8(floor(6 * pow(cityHash64(card_token, 'p-ic') / 18446744073709551616.0, 2.4)))]
FROM
(
    SELECT
        number AS n,
        toDateTime64('2026-05-21 00:00:00', 3, 'UTC')
            - toIntervalDay(toUInt32(floor(58 * pow(cityHash64(number, 'p-day') / 18446744073709551616.0, 1.4))))
            + toIntervalMinute(420 + intDiv(cityHash64(number, 'p-m1') % 840 + cityHash64(number, 'p-m2') % 840, 2))
            + toIntervalMillisecond(1000 + cityHash64(number, 'p-ms') % 57000) AS tapped_at,
        toUInt32(4100 + floor(123 * if(cityHash64(number, 'p-gone') % 9 = 0 AND tapped_at < '2026-05-15 00:00:00', cityHash64(number, 'p-term') / 18446744073709551616.0, 0.88 * pow(cityHash64(number, 'p-term') / 18446744073709551616.0, 1.7)))) AS terminal_id,
        ['Visa','Mastercard','Amex','Maestro'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-sch') / 18446744073709551616.0, 1.7)))] AS scheme,
        ['card','phone','watch'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-ins') / 18446744073709551616.0, 1.5)))] AS instrument,
        lower(hex(cityHash64(toUInt32(floor(2100 * pow(cityHash64(number, 'p-card') / 18446744073709551616.0, 1.5))), 'tok'))) AS card_token,
        toUInt32(180 + floor(420 * pow(1 - cityHash64(number, 'p-amt') / 18446744073709551616.0, -0.62))) AS amount_pence,
        cityHash64(number, 'p-out') % 1000 AS o,
        multiIf(scheme = 'Amex' AND tapped_at >= '2026-05-19 12:00:00' AND tapped_at < '2026-05-19 14:00:00' AND o < 850, 'timeout',
                o < multiIf(scheme = 'Amex', 130, scheme = 'Maestro', 105, 70), 'declined', o < 152, 'timeout', o < 175, 'reversed', 'approved') AS outcome
    FROM numbers(7500)
)
WHERE tapped_at < '2026-05-21 16:20:00' AND toDate(tapped_at) != '2026-05-08';

INSERT INTO taproost.taps
SELECT 51900000 + number,
       toDateTime64('2026-05-21 10:00:00', 3, 'UTC') + toIntervalMinute(number * 11 % 300) + toIntervalMillisecond(1000 + cityHash64(number, 'z-ms') % 57000),
       4107, toUInt32(200 + cityHash64(toUInt32(7), 'x-m') % 54), if(number % 3 = 0, 'Mastercard', 'Visa'), 'card',
       lower(hex(cityHash64(toUInt32(cityHash64(number, 'z-c') % 2100), 'tok'))), toUInt32(250 + cityHash64(number, 'z-a') % 2400), NULL,
       if(number % 9 = 0, 'approved', 'declined'), if(number % 9 = 0, NULL, '05'), toUInt32(300 + cityHash64(number, 'z-t') % 500), 0, 'GB'
FROM numbers(46);

-- Leased self-service coffee machines: machines, vends, refills. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS crematap;
CREATE DATABASE crematap;

CREATE TABLE crematap.machines
(
    machine_no   String,
    model        LowCardinality(String),
    venue        LowCardinality(String) COMMENT 'kind of place: office, hospital, campus, hotel, garage',
    us_state     LowCardinality(String) COMMENT 'two-letter code',
    installed_on Date,
    lease_usd    Decimal(8, 2) COMMENT 'rent paid by the host per month',
    plumbed      UInt8 COMMENT '1 when on a water line, 0 with a tank'
)
ENGINE = MergeTree ORDER BY machine_no;

INSERT INTO crematap.machines
SELECT
    concat('CM-', leftPad(toString(101 + number), 4, '0')) AS machine_no,
    ['Brio 2','Brio 3','Lungo X'][1 + cityHash64(number, 'm-model') % 3] AS model,
    ['office','hospital','campus','hotel','garage'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-venue') / 18446744073709551616.0, 1.2)))] AS venue,
    ['TX','OH','GA','OR'][1 + cityHash64(number, 'm-state') % 4] AS us_state,
    toDate('2026-04-01') - toUInt32(cityHash64(number, 'm-inst') % 1400) AS installed_on,
    toDecimal64(89 + 10 * (cityHash64(number, 'm-lease') % 9), 2) AS lease_usd,
    toUInt8(cityHash64(number, 'm-plumb') % 100 < 60) AS plumbed
FROM numbers(40);

CREATE TABLE crematap.vends
(
    vend_id     UInt64,
    vended_at   DateTime64(3, 'UTC'),
    machine_no  String,
    drink       LowCardinality(String),
    cup         FixedString(1) COMMENT 'S, M or L',
    vend_state  LowCardinality(String) COMMENT 'served, declined, jammed or refunded; only served drinks keep their money',
    paid_via    LowCardinality(String) COMMENT 'card, app, coins or badge',
    price_cents UInt16 COMMENT 'US cents',
    brew_ms     Nullable(UInt32) COMMENT 'null when nothing was brewed',
    member_id   Nullable(UInt32) COMMENT 'loyalty account, null for anonymous buyers'
)
ENGINE = MergeTree ORDER BY (machine_no, vended_at);

-- No vend on 2026-05-10 (the payment backend was down); CM-0117 jams on 2026-05-21; CM-0108 is silent since 2026-05-20 19:10, CM-0123 since 2026-05-21 02:30,
-- CM-0130 since 2026-05-19 11:00, CM-0103 since 2026-05-21 09:00.
INSERT INTO crematap.vends
SELECT vend_id, vended_at, machine_no, drink, cup, vend_state, paid_via, price_cents,
       if(vend_state IN ('served', 'refunded'), toNullable(toUInt32(multiIf(drink = 'espresso', 14000, drink = 'tea', 19000, drink = 'latte', 31000, drink = 'cocoa', 27000, drink = 'flat white', 29000, 22000)
           * (0.7 + 0.35 * pow(1 - cityHash64(n, 'e-brew') / 18446744073709551616.0, -0.3)))), NULL) AS brew_ms,
       if(paid_via = 'coins' OR cityHash64(n, 'e-mem0') % 100 < 38, NULL, toNullable(20000 + toUInt32(floor(1500 * pow(cityHash64(n, 'e-mem') / 18446744073709551616.0, 1.7))))) AS member_id
FROM
(
    SELECT
        number AS n,
        5200000 + number AS vend_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(64800 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'e-ms') % 57900) AS vended_at,
        concat('CM-', leftPad(toString(101 + toUInt32(floor(38 * pow(cityHash64(number, 'e-mach') / 18446744073709551616.0, 1.15)))), 4, '0')) AS machine_no,
        ['latte','espresso','americano','flat white','cocoa','tea'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'e-drink') / 18446744073709551616.0, 1.35)))] AS drink,
        ['M','S','L'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e-cup') / 18446744073709551616.0, 1.3)))] AS cup,
        cityHash64(number, 'e-st') % 1000 AS r,
        ['card','app','coins','badge'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'e-pay') / 18446744073709551616.0, 1.4)))] AS paid_via,
        multiIf(machine_no = 'CM-0117' AND vended_at >= '2026-05-21 00:00:00' AND cityHash64(number, 'e-jam') % 100 < 65, 'jammed',
                r < 20, 'jammed', r < if(paid_via = 'card', 95, 60), 'declined', r < 125, 'refunded', 'served') AS vend_state,
        toUInt16(multiIf(drink = 'latte', 360, drink = 'espresso', 230, drink = 'americano', 275, drink = 'flat white', 390, drink = 'cocoa', 310, 205)
            + multiIf(cup = 'L', 60, cup = 'S', -35, 0) + 5 * (cityHash64(machine_no, 'e-adj') % 5)) AS price_cents
    FROM numbers(8600)
)
WHERE toDate(vended_at) != '2026-05-10'
  AND NOT (toHour(vended_at) BETWEEN 0 AND 4 AND cityHash64(n, 'e-night') % 3 != 0)
  AND NOT (machine_no = 'CM-0108' AND vended_at >= '2026-05-20 19:10:00')
  AND NOT (machine_no = 'CM-0123' AND vended_at >= '2026-05-21 02:30:00')
  AND NOT (machine_no = 'CM-0130' AND vended_at >= '2026-05-19 11:00:00')
  AND NOT (machine_no = 'CM-0103' AND vended_at >= '2026-05-21 09:00:00');

-- CM-0117 is tried again and again on 2026-05-21.
INSERT INTO crematap.vends
SELECT
    5290000 + number,
    toDateTime64('2026-05-21 06:00:00', 3, 'UTC') + toIntervalMinute(number * 17) + toIntervalMillisecond(1000 + cityHash64(number, 'j-ms') % 57900),
    'CM-0117', 'americano', 'M', 'jammed', 'card', 280, NULL, NULL
FROM numbers(36);

CREATE TABLE crematap.refills
(
    refill_id   UInt32,
    refilled_at DateTime('UTC'),
    machine_no  String,
    item        LowCardinality(String) COMMENT 'beans, milk powder, cocoa powder or sugar',
    amount_g    UInt32 COMMENT 'filled in',
    crew        LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (machine_no, refilled_at);

INSERT INTO crematap.refills
SELECT
    60000 + number AS refill_id,
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(1 + toUInt32(cityHash64(number, 'r-ts') % 64800))
        + toIntervalSecond(1 + cityHash64(number, 'r-s') % 58) AS refilled_at,
    concat('CM-', leftPad(toString(101 + toUInt32(floor(38 * pow(cityHash64(number, 'r-mach') / 18446744073709551616.0, 1.6)))), 4, '0')) AS machine_no,
    ['beans','milk powder','cocoa powder','sugar'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-item') / 18446744073709551616.0, 1.6)))] AS item,
    toUInt32(500 * (1 + cityHash64(number, 'r-amt') % 8) + cityHash64(number, 'r-amt2') % 90) AS amount_g,
    ['north','south','nights'][1 + cityHash64(number, 'r-crew') % 3] AS crew
FROM numbers(760);

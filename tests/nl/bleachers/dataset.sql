-- A stadium: concession sales, the stands that sell, and the guests through the turnstiles. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute. Closed all day on 2026-05-13; till T-14 voids en masse on 2026-05-21 from 11:00.
DROP DATABASE IF EXISTS bleachers;
CREATE DATABASE bleachers;

CREATE TABLE bleachers.stands
(
    stand_id    UInt16,
    stand_name  String,
    level       LowCardinality(String) COMMENT 'lower, upper or club',
    side        LowCardinality(String),
    operator    LowCardinality(String) COMMENT 'company that runs the stand',
    opened_on   Date,
    has_seating UInt8
)
ENGINE = MergeTree ORDER BY stand_id;

INSERT INTO bleachers.stands
SELECT
    1 + number AS stand_id,
    ['Smoky Corner','Halftime Grill','The Tap Room','Pie Society','Kickoff Coffee','Crispy Cone','Terrace Bar','Noodle Box','Golden Fry','Captain''s Lounge','Corner Flag','Sweet Tooth'][1 + number],
    ['lower','lower','upper','lower','upper','lower','upper','lower','upper','club','club','upper'][1 + number],
    ['north','east','south','west'][1 + cityHash64(number, 's-side') % 4],
    ['Levy & Sons','Ovalfare','in-house'][1 + cityHash64(number, 's-op') % 3],
    toDate('2026-04-30') - toUInt32(cityHash64(number, 's-open') % 2200),
    toUInt8(cityHash64(number, 's-seat') % 3 = 0)
FROM numbers(12);

CREATE TABLE bleachers.entries
(
    ticket_code String COMMENT 'each ticket goes in once',
    entered_at  DateTime64(3, 'UTC'),
    gate        LowCardinality(String),
    turnstile   UInt8,
    ticket_kind LowCardinality(String) COMMENT 'adult, child, season or hospitality',
    medium      LowCardinality(String) COMMENT 'phone, paper or card',
    barrier_ms  UInt32 COMMENT 'from the scan until the barrier opened',
    retries     UInt8
)
ENGINE = MergeTree ORDER BY entered_at;

INSERT INTO bleachers.entries
SELECT
    concat('TK', toString(400000 + number)) AS ticket_code,
    toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
        - toIntervalMinute(1 + toUInt32(floor(86300 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.5))))
        + toIntervalMillisecond(1000 + cityHash64(number, 'e-ms') % 57000) AS entered_at,
    ['Harbour','Meadow','Station','Mill'][1 + intDiv(turnstile - 1, 4)] AS gate,
    toUInt8(1 + floor(16 * pow(cityHash64(number, 'e-gate') / 18446744073709551616.0, 1.3))) AS turnstile,
    ['adult','season','child','hospitality'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'e-kind') / 18446744073709551616.0, 1.5)))],
    ['phone','card','paper'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e-med') / 18446744073709551616.0, 1.4)))],
    toUInt32(380 * pow(1 - cityHash64(number, 'e-bar') / 18446744073709551616.0, -0.5)),
    toUInt8(if(cityHash64(number, 'e-re') % 100 < 88, 0, 1 + cityHash64(number, 'e-re2') % 3))
FROM numbers(6200)
WHERE toHour(entered_at) BETWEEN 9 AND 21 AND toDate(entered_at) != '2026-05-13';

CREATE TABLE bleachers.sales
(
    sale_ref    UInt64,
    rung_at     DateTime64(3, 'UTC'),
    stand_id    UInt16,
    till        LowCardinality(String),
    ticket_code Nullable(String) COMMENT 'null when the guest showed no ticket at the till',
    item        LowCardinality(String),
    category    LowCardinality(String) COMMENT 'drinks, hot food or snacks',
    qty         UInt8,
    amount_gbp  Decimal(8, 2) COMMENT 'whole line, after member discount',
    tender      LowCardinality(String) COMMENT 'card, cash or wristband',
    state       LowCardinality(String) COMMENT 'paid, voided or refunded; only paid sales keep their money',
    is_member   UInt8 COMMENT '1 when bought by a club member',
    queue_s     Nullable(UInt16) COMMENT 'wait in line before the till; null when the camera was off'
)
ENGINE = MergeTree ORDER BY (stand_id, rung_at);

INSERT INTO bleachers.sales
SELECT sale_ref, rung_at, stand_id, till, ticket_code, item, category, qty,
       toDecimal64(round(qty * price * if(is_member, 0.9, 1), 2), 2), tender, state, is_member, queue_s
FROM
(
    SELECT
        number AS n,
        810000 + n AS sale_ref,
        toUInt32(cityHash64(n, 'b-tk') % 6200) AS p,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86300 * pow(cityHash64(p, 'e-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalMinute(2 + cityHash64(n, 'b-off') % 150)
            + toIntervalMillisecond(1000 + cityHash64(n, 'b-ms') % 57000) AS rung_at,
        toUInt16(1 + floor(12 * pow(cityHash64(n, 'b-st') / 18446744073709551616.0, 1.3))) AS stand_id,
        concat('T-', leftPad(toString(2 * stand_id - cityHash64(n, 'b-till') % 2), 2, '0')) AS till,
        if(cityHash64(n, 'b-no') % 100 < 22, NULL, toNullable(concat('TK', toString(400000 + p)))) AS ticket_code,
        1 + toUInt8(floor(9 * pow(cityHash64(n, 'b-it') / 18446744073709551616.0, 1.25))) AS i,
        ['pale ale','burger','cola','hot dog','crisps','coffee','nachos','pie','ice cream'][i] AS item,
        ['drinks','hot food','drinks','hot food','snacks','drinks','snacks','hot food','snacks'][i] AS category,
        [6.5, 9.2, 3.4, 7.1, 2.3, 3.1, 6.8, 5.9, 4.4][i] AS price,
        toUInt8(1 + floor(5 * pow(cityHash64(n, 'b-qty') / 18446744073709551616.0, 2.2))) AS qty,
        ['card','wristband','cash'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'b-pay') / 18446744073709551616.0, 1.6)))] AS tender,
        cityHash64(n, 'b-state') % 1000 AS s,
        multiIf(till = 'T-14' AND rung_at >= '2026-05-21 11:00:00' AND s < 800, 'voided', s < if(tender = 'cash', 90, 45), 'voided', s < 120, 'refunded', 'paid') AS state,
        toUInt8(cityHash64(n, 'b-mem') % 100 < 27) AS is_member,
        if(cityHash64(n, 'b-cam') % 100 < 6, NULL, toNullable(toUInt16(least(3000, 70 * multiIf(category = 'hot food', 1.9, category = 'snacks', 0.8, 1.1) * pow(1 - cityHash64(n, 'b-q') / 18446744073709551616.0, -0.45))))) AS queue_s
    FROM numbers(11500)
)
WHERE rung_at < '2026-05-21 16:20:00' AND toHour(rung_at) BETWEEN 9 AND 22 AND toDate(rung_at) != '2026-05-13'
  AND toHour(rung_at - toIntervalMinute(2 + cityHash64(n, 'b-off') % 150)) BETWEEN 9 AND 21;

-- The voids of till T-14.
INSERT INTO bleachers.sales
SELECT 830000 + number,
       toDateTime64('2026-05-21 11:00:00', 3, 'UTC') + toIntervalMinute(number * 7) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
       7, 'T-14', NULL, 'cola', 'drinks', 1, toDecimal64(3.4, 2), 'cash', 'voided', 0, NULL
FROM numbers(42);

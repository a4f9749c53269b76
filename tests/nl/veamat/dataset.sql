-- Vending machines in offices and stations. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS veamat;
CREATE DATABASE veamat;

CREATE TABLE veamat.machine
(
    machine_no UInt16,
    site       LowCardinality(String),
    site_kind  Enum8('office' = 1, 'station' = 2),
    town       LowCardinality(String),
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    model      LowCardinality(String),
    cashless   Bool COMMENT 'true when the machine takes no coins',
    live_from  Date COMMENT 'day of installation',
    state      LowCardinality(String) COMMENT 'live, paused or scrapped'
)
ENGINE = MergeTree ORDER BY machine_no
COMMENT 'vending machines, one row each';

INSERT INTO veamat.machine
SELECT
    toUInt16(101 + number) AS machine_no,
    ['Bern Central','Bern Wankdorf','Aare Offices','Linz Central','Danube Tower','Steelworks HQ','Ulm Central','Minster Court','Metz Ville','Moselle Plaza','Brugge Central','Canal House'][s],
    [2,2,1,2,1,1,2,1,2,1,2,1][s],
    ['Bern','Bern','Bern','Linz','Linz','Linz','Ulm','Ulm','Metz','Metz','Brugge','Brugge'][s],
    ['CH','CH','CH','AT','AT','AT','DE','DE','FR','FR','BE','BE'][s],
    ['Coldline 7','Brava X','Sielo 40'][1 + cityHash64(number, 'm-model') % 3],
    cityHash64(number, 'm-cless') % 10 < 2,
    if(number >= 46, toDate('2026-05-12'), toDate('2026-03-10') - toUInt32(cityHash64(number, 'm-from') % 1400)),
    multiIf(number = 46, 'live', number = 47, 'scrapped', cityHash64(number, 'm-state') % 12 = 0, 'paused', 'live')
FROM (SELECT number, 1 + cityHash64(number, 'm-site') % 12 AS s FROM numbers(48));

-- Machine 131 is silent since 2026-05-16 11:00, machine 122 since 2026-05-18 20:00, 147 and 148 never sold; machine 109 is warm on
-- 2026-05-21; no row at all on 2026-05-10.
CREATE TABLE veamat.vend
(
    vend_id     UInt64,
    pressed_at  DateTime('UTC') COMMENT 'moment the button was pressed',
    machine_no  UInt16,
    item        LowCardinality(String),
    cat         LowCardinality(String) COMMENT 'category: snack, cold (drink), hot (drink) or fresh (food)',
    pay         Enum8('coin' = 1, 'card' = 2, 'phone' = 3, 'badge' = 4) COMMENT 'means of payment; badge = staff badge of the tenant',
    price_cents UInt16 COMMENT 'euro cents',
    outcome     LowCardinality(String) COMMENT 'sold, refunded, jam or declined; only sold keeps the money, a jam charges nothing',
    buyer_ref   Nullable(UInt32) COMMENT 'buyer behind the card, phone or badge; null for coins',
    drop_ms     Nullable(UInt32) COMMENT 'drop time: from button to product in the tray; only when sold',
    cabinet_c   Nullable(Float32) COMMENT 'temperature inside the cabinet, degrees Celsius; null when the probe did not answer'
)
ENGINE = MergeTree ORDER BY (machine_no, pressed_at)
COMMENT 'one row per button press on a vending machine';

INSERT INTO veamat.vend
SELECT vend_id, pressed_at, machine_no, item, cat, pay, price_cents, outcome,
       if(pay = 'coin', NULL, toNullable(toUInt32(1 + floor(1500 * pow(cityHash64(n, 'v-buyer') / 18446744073709551616.0, 1.6))))) AS buyer_ref,
       if(outcome = 'sold', toNullable(toUInt32(if(cat = 'hot', if(item = 'Espresso', 11000, 15500), 2100) * pow(1 - cityHash64(n, 'v-drop') / 18446744073709551616.0, -0.35))), NULL) AS drop_ms,
       if(cityHash64(n, 'v-probe') % 100 < 3, NULL,
          toNullable(toFloat32(round(3.2 + machine_no % 5 * 0.4 + cityHash64(n, 'v-temp') % 20 / 10 + if(machine_no = 109 AND pressed_at >= '2026-05-21 00:00:00', 9, 0), 1)))) AS cabinet_c
FROM
(
    SELECT
        number AS n,
        40000000 + number AS vend_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalSecond(1 + cityHash64(number, 'v-sec') % 58) AS pressed_at,
        toUInt16(101 + floor(46 * pow(cityHash64(number, 'v-mach') / 18446744073709551616.0, 1.1))) AS machine_no,
        1 + toUInt8(floor(14 * pow(cityHash64(number, 'v-item') / 18446744073709551616.0, 1.2))) AS i,
        ['Still Water','Espresso','Cola Zero','Sea Salt Crisps','Egg Sandwich','Cappuccino','Nut Bar','Iced Tea','Caesar Wrap','Gummy Bears','Hot Chocolate','Orange Fizz','Choc Wafer','Fruit Cup'][i] AS item,
        ['cold','hot','cold','snack','fresh','hot','snack','cold','fresh','snack','hot','cold','snack','fresh'][i] AS cat,
        ['card','coin','phone','badge'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'v-pay') / 18446744073709551616.0, 1.3)))] AS pay,
        toUInt16([120,140,180,160,390,180,150,190,450,140,170,170,130,320][i] + 10 * (machine_no % 4)) AS price_cents,
        cityHash64(number, 'v-out') % 1000 AS r,
        multiIf(r < multiIf(pay = 'card', 60, pay = 'coin', 10, 30), 'declined',
                r < multiIf(cat = 'fresh', 135, cat = 'hot', 75, 105), 'refunded',
                r < 165, 'jam', 'sold') AS outcome
    FROM numbers(9600)
)
WHERE toDate(pressed_at) != '2026-05-10'
  AND NOT (machine_no = 131 AND pressed_at >= '2026-05-16 11:00:00')
  AND NOT (machine_no = 122 AND pressed_at >= '2026-05-18 20:00:00')
  AND NOT (toHour(pressed_at) < 5 AND cityHash64(n, 'v-night') % 3 != 0);

CREATE TABLE veamat.refill
(
    visit_id       UInt32,
    arrived_at     DateTime('UTC'),
    machine_no     UInt16,
    driver         LowCardinality(String),
    units_added    UInt16 COMMENT 'products put into the machine',
    cash_out_cents UInt32 COMMENT 'cash taken out of the coin box, euro cents',
    stay_min       UInt16 COMMENT 'minutes on site',
    fault_code     LowCardinality(Nullable(String)) COMMENT 'E10 coin box full, E20 cooling weak, E31 lift stuck; null when nothing was wrong'
)
ENGINE = MergeTree ORDER BY arrived_at
COMMENT 'refill visits';

INSERT INTO veamat.refill
SELECT
    60000 + number,
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(20 + toUInt32(floor(86300 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.2))))
        + toIntervalSecond(1 + cityHash64(number, 'r-sec') % 58),
    toUInt16(101 + cityHash64(number, 'r-mach') % 46),
    ['Odile','Ruben','Mirja','Tariq','Leonie','Pavel'][d],
    toUInt16(12 + cityHash64(number, 'r-units') % 110),
    if(cityHash64(number, 'r-nocash') % 4 = 0, 0, toUInt32(500 + cityHash64(number, 'r-cash') % 16000)),
    toUInt16(floor((5 + d) * pow(1 - cityHash64(number, 'r-stay') / 18446744073709551616.0, -0.45))),
    if(cityHash64(number, 'r-fault') % 100 < 22, ['E10','E20','E20','E31'][1 + cityHash64(number, 'r-code') % 4], NULL)
FROM (SELECT number, 1 + cityHash64(number, 'r-drv') % 6 AS d FROM numbers(1800));

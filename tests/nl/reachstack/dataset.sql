-- Container terminal: moves at the gate, in the yard and at the quay; hauliers and boxes. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS reachstack;
CREATE DATABASE reachstack;

CREATE TABLE reachstack.hauliers
(
    haulier_id    UInt16,
    firm          String,
    base_town     LowCardinality(String),
    terms         LowCardinality(String) COMMENT 'contract, casual or barred',
    trucks        UInt16 COMMENT 'size of the fleet',
    partner_since Date
)
ENGINE = MergeTree ORDER BY haulier_id;

INSERT INTO reachstack.hauliers
SELECT
    200 + number,
    concat(['Aldo','Beekman','Corvo','Drummond','Eskil','Fontana','Gruber','Hollis'][1 + cityHash64(number, 'h-a') % 8], ' ', ['Transport','Haulage','Trucking','Freight'][1 + cityHash64(number, 'h-b') % 4], ' ', toString(number + 1)),
    ['Breda','Liege','Duisburg','Lille'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'h-town') / 18446744073709551616.0, 1.3)))],
    multiIf(cityHash64(number, 'h-t') % 100 < 52, 'contract', cityHash64(number, 'h-t') % 100 < 86, 'casual', 'barred'),
    toUInt16(3 + floor(6 * pow(1 - cityHash64(number, 'h-fl') / 18446744073709551616.0, -0.8))),
    toDate('2026-05-10') - toUInt32(floor(3000 * pow(cityHash64(number, 'h-s') / 18446744073709551616.0, 1.6)))
FROM numbers(45);

CREATE TABLE reachstack.boxes
(
    box_no    String,
    line      LowCardinality(String) COMMENT 'shipping line that owns the box',
    tare_kg   UInt16,
    hazard    Nullable(String) COMMENT 'IMDG class of dangerous cargo, null for harmless cargo',
    bound_for LowCardinality(String) COMMENT 'country of destination, ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY box_no;

INSERT INTO reachstack.boxes
SELECT
    concat(['MTSU','BRLU','KSTU','OSPU'][ln], toString(4100000 + number)),
    ['Maritas','Boreal','Kestrel','Osprey'][ln],
    if(cityHash64(number, 'm-size') % 10 < 4, 2250, 3800) + cityHash64(number, 'b-tare') % 180,
    if(cityHash64(number, 'b-haz') % 100 < 8, toNullable(['3','8','9','2.1'][1 + cityHash64(number, 'b-cls') % 4]), NULL),
    ['NL','DE','SE','CL','KR','MA'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-to') / 18446744073709551616.0, 1.3)))]
FROM (SELECT number, 1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-line') / 18446744073709551616.0, 1.4))) AS ln FROM numbers(2700));

CREATE TABLE reachstack.moves
(
    logged_at    DateTime('UTC'),
    move_id      UInt64,
    box_no       String,
    kind         LowCardinality(String) COMMENT 'GI truck brings a box in, GO truck takes a box out, RJ truck turned away at the gate, DI discharged from a ship, LO loaded on a ship, SH shifted inside the yard',
    haulier_id   Nullable(UInt16) COMMENT 'only on GI, GO and RJ',
    lane         Nullable(UInt8) COMMENT 'gate lane, only on GI, GO and RJ',
    block        LowCardinality(String) COMMENT 'yard block; empty for trucks turned away',
    crane        LowCardinality(String) COMMENT 'yard crane; empty for trucks turned away',
    size_ft      UInt8,
    reefer       UInt8 COMMENT '1 for refrigerated boxes',
    gross_kg     Nullable(UInt32) COMMENT 'null when not weighed',
    turn_s       Nullable(UInt32) COMMENT 'time the truck spent in the terminal, only on GI and GO',
    charge_usd   Nullable(Decimal(9, 2)) COMMENT 'storage and handling, only on GO',
    charge_state LowCardinality(String) COMMENT 'billed, waived or disputed; only billed charges are income; empty where there is no charge'
)
ENGINE = MergeTree ORDER BY (kind, logged_at);

-- Import boxes: DI, SH, sometimes SH again, GO. Export boxes: GI, SH, sometimes SH again, LO.
-- Nothing moves on 2026-05-01 (Labour Day); crane RTG-4 stands still since 2026-05-21 09:30.
INSERT INTO reachstack.moves
SELECT logged_at, 5500000 + n, box_no, kind, haulier_id, lane, block, crane, size_ft, reefer, gross_kg, turn_s, charge_usd, charge_state
FROM
(
    SELECT
        number AS n,
        intDiv(number, 4) AS p,
        number % 4 AS pos,
        1 + toUInt8(floor(4 * pow(cityHash64(p, 'b-line') / 18446744073709551616.0, 1.4))) AS ln,
        concat(['MTSU','BRLU','KSTU','OSPU'][ln], toString(4100000 + p)) AS box_no,
        cityHash64(p, 'm-dir') % 100 < 57 AS import,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(p, 'm-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMinute(pos * (35 + toUInt32(floor(1900 * pow(cityHash64(p, 'm-gap') / 18446744073709551616.0, 1.8)))))
            + toIntervalSecond(1 + cityHash64(number, 'm-s') % 58) AS logged_at,
        multiIf(pos = 0, if(import, 'DI', 'GI'), pos = 3, if(import, 'GO', 'LO'), 'SH') AS kind,
        if(kind IN ('GI', 'GO'), toNullable(toUInt16(200 + floor(45 * pow(cityHash64(p, 'm-hau') / 18446744073709551616.0, 1.5)))), NULL) AS haulier_id,
        if(kind IN ('GI', 'GO'), toNullable(toUInt8(1 + floor(6 * pow(cityHash64(p, 'm-lane') / 18446744073709551616.0, 1.2)))), NULL) AS lane,
        ['A','B','C','D','E'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-blk') / 18446744073709551616.0, 1.3)))] AS block,
        concat('RTG-', toString(1 + toUInt8(floor(8 * pow(cityHash64(number, 'm-crn') / 18446744073709551616.0, 1.2))))) AS crane,
        if(cityHash64(p, 'm-size') % 10 < 4, 20, 40) AS size_ft,
        cityHash64(p, 'm-reef') % 100 < 16 AS reefer,
        if(cityHash64(number, 'm-now') % 100 < 9, NULL, toNullable(toUInt32(3200 + cityHash64(p, 'm-kg') % if(size_ft = 20, 24000, 30500)))) AS gross_kg,
        if(kind IN ('GI', 'GO'), toNullable(toUInt32(floor(1150 * if(lane = 5, 1.35, 1.0) * pow(1 - cityHash64(number, 'm-turn') / 18446744073709551616.0, -0.48)))), NULL) AS turn_s,
        if(kind = 'GO', toNullable(toDecimal64(85 + size_ft * 2 + reefer * 140 + cityHash64(p, 'm-usd') % 26000 / 100, 2)), NULL) AS charge_usd,
        if(kind = 'GO', multiIf(cityHash64(p, 'm-cs') % 100 < 84, 'billed', cityHash64(p, 'm-cs') % 100 < 92, 'waived', 'disputed'), '') AS charge_state
    FROM numbers(10000)
)
WHERE logged_at < '2026-05-21 16:20:00'
  AND toDate(logged_at) != '2026-05-01'
  AND NOT (pos = 2 AND cityHash64(p, 'm-sh2') % 100 < 68)
  AND NOT (pos = 3 AND cityHash64(p, 'm-stay') % 100 < 14)
  AND NOT (crane = 'RTG-4' AND logged_at >= '2026-05-21 09:30:00');

-- Trucks turned away.
INSERT INTO reachstack.moves
SELECT
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.5)))) + toIntervalSecond(1 + cityHash64(number, 'r-s') % 58) AS logged_at,
    5600000 + number,
    concat(['MTSU','BRLU','KSTU','OSPU'][1 + toUInt8(floor(4 * pow(cityHash64(2500 + number % 200, 'b-line') / 18446744073709551616.0, 1.4)))], toString(4102500 + number % 200)),
    'RJ', toNullable(toUInt16(200 + cityHash64(number, 'r-hau') % 45)), toNullable(toUInt8(1 + cityHash64(number, 'r-lane') % 6)), '', '', if(cityHash64(number, 'r-size') % 10 < 4, 20, 40), 0, NULL, NULL, NULL, ''
FROM numbers(520)
WHERE toDate(logged_at) != '2026-05-01';

-- One firm keeps being turned away on 2026-05-21.
INSERT INTO reachstack.moves
SELECT
    toDateTime('2026-05-21 04:30:00', 'UTC') + toIntervalMinute(number * 20 + cityHash64(number, 'q-m') % 15) + toIntervalSecond(1 + cityHash64(number, 'q-s') % 58),
    5700000 + number,
    concat(['MTSU','BRLU','KSTU','OSPU'][1 + toUInt8(floor(4 * pow(cityHash64(2500 + number, 'b-line') / 18446744073709551616.0, 1.4)))], toString(4102500 + number)),
    'RJ', toNullable(toUInt16(219)), toNullable(toUInt8(1 + cityHash64(number, 'q-lane') % 6)), '', '', 40, 0, NULL, NULL, NULL, ''
FROM numbers(34);

-- A colocation data centre: racks, hourly PDU polls, support tickets. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS colo;

DROP TABLE IF EXISTS colo.racks;
CREATE TABLE colo.racks
(
    rack_id     UInt16,
    rack_code   String COMMENT 'as on the door: hall, row, position',
    hall        LowCardinality(String),
    tenant      LowCardinality(Nullable(String)) COMMENT 'customer; null = vacant',
    contract_kw Float32 COMMENT 'contracted power in kW',
    dual_feed   UInt8 COMMENT '1 = A and B feed, 0 = A only',
    live_since  Nullable(Date)
)
ENGINE = MergeTree ORDER BY rack_id;

-- Racks 128 to 133 are vacant and not metered.
INSERT INTO colo.racks
SELECT
    100 + number AS rack_id,
    concat('H', toString(1 + number % 4), '-', ['A','B','C'][1 + intDiv(number, 4) % 3], leftPad(toString(1 + intDiv(number, 12) * 4 + number % 4), 2, '0')),
    concat('Hall ', toString(1 + number % 4)),
    if(number >= 28, NULL, ['Kelpie Bank','Brightloom','Fjordpay','Tessera Labs','Quill Media','Atlas Freight','Meridian Health','Ostrava Games'][1 + cityHash64(100 + number, 'r-ten') % 8]),
    [3.0, 4.0, 5.0, 6.5, 8.0][1 + cityHash64(number, 'r-kw') % 5],
    cityHash64(number, 'r-feed') % 10 < 7,
    if(number >= 28, NULL, toNullable(toDate('2026-03-30') - toUInt32(cityHash64(number, 'r-live') % 1900)))
FROM numbers(34);

DROP TABLE IF EXISTS colo.pdu_readings;
CREATE TABLE colo.pdu_readings
(
    ts      DateTime('UTC'),
    rack_id UInt16,
    load_w  Nullable(UInt32) COMMENT 'watts, both feeds together; null = the PDU did not answer the poll',
    kwh     Nullable(Float64) COMMENT 'energy since the poll before',
    inlet_c Nullable(Float32) COMMENT 'air temperature at the inlet',
    rh_pct  UInt8,
    breaker LowCardinality(String) COMMENT 'closed or tripped'
)
ENGINE = MergeTree ORDER BY (rack_id, ts)
COMMENT 'One poll of each metered rack an hour';

-- Hall 3 loses a chiller on 2026-05-19 02:00-06:00. Racks 107 and 121 stop reporting on 2026-05-21 at 10:30 and 13:10. Rack 112 draws far more since 2026-05-20 20:00.
INSERT INTO colo.pdu_readings
SELECT ts, rack_id, load_w, round(load_w / 1000, 3) AS kwh, inlet_c, rh_pct, breaker
FROM
(
    SELECT
        number AS n,
        toUInt16(100 + number % 28) AS rack_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalHour(intDiv(number, 28))
            - toIntervalMinute(1 + cityHash64(rack_id, 'p-min') % 56 + cityHash64(number, 'p-jit') % 3) + toIntervalSecond(1 + cityHash64(number, 'p-sec') % 58) AS ts,
        [3.0, 4.0, 5.0, 6.5, 8.0][1 + cityHash64(rack_id - 100, 'r-kw') % 5] AS ckw,
        1000 * ckw * (0.28 + 0.5 * (cityHash64(rack_id, 'p-base') % 1000 / 1000))
            * multiIf(rack_id IN (104, 119), 1.62, rack_id = 112 AND ts >= '2026-05-20 20:00:00', 2.1, 1.0) AS base,
        base * (1 + 0.14 * sin((toHour(ts) - 8) * pi() / 12) + (cityHash64(number, 'p-noise') % 1000 - 500) / 6000) AS w,
        if(cityHash64(number, 'p-null') % 1000 < if(rack_id IN (109, 123), 52, 9), NULL, toNullable(toUInt32(w))) AS load_w,
        if(cityHash64(number, 'p-nullt') % 1000 < 6, NULL,
           toNullable(toFloat32(round(20.4 + (rack_id % 4) * 0.55 + 2.2 * (cityHash64(rack_id, 'p-hot') % 1000 / 1000) + 0.9 * sin((toHour(ts) - 9) * pi() / 12)
             + if(rack_id % 4 = 2 AND ts >= '2026-05-19 02:00:00' AND ts < '2026-05-19 06:00:00', 10.5, 0)
             + if(cityHash64(number, 'p-spk') % 1000 < 21, 3.6, 0) + (cityHash64(number, 'p-tn') % 1000 - 500) / 800, 1)))) AS inlet_c,
        toUInt8(38 + cityHash64(number, 'p-rh') % 17) AS rh_pct,
        if(cityHash64(number, 'p-brk') % 10000 < if(rack_id IN (104, 119), 160, 14), 'tripped', 'closed') AS breaker
    FROM numbers(18480)
)
WHERE NOT (rack_id = 107 AND ts >= '2026-05-21 10:30:00')
  AND NOT (rack_id = 121 AND ts >= '2026-05-21 13:10:00');

DROP TABLE IF EXISTS colo.tickets;
CREATE TABLE colo.tickets
(
    ticket_no  UInt32,
    opened_at  DateTime('UTC'),
    first_resp Nullable(DateTime('UTC')) COMMENT 'first answer by one of us',
    closed_at  Nullable(DateTime('UTC')) COMMENT 'set for closed and cancelled ones',
    tenant     LowCardinality(String),
    rack_id    Nullable(UInt16),
    queue      LowCardinality(String) COMMENT 'power, cooling, remote hands, access, network, billing',
    sev        UInt8 COMMENT '1 = outage, 2 = degraded, 3 = minor, 4 = question',
    status     LowCardinality(String) COMMENT 'new, assigned, on_hold, closed, cancelled',
    channel    LowCardinality(String),
    engineer   LowCardinality(Nullable(String)),
    hands_min  Nullable(UInt16) COMMENT 'billable minutes of remote hands',
    csat       Nullable(UInt8) COMMENT '1 to 5, from the survey after closing'
)
ENGINE = MergeTree ORDER BY opened_at;

INSERT INTO colo.tickets
SELECT ticket_no, opened_at, first_resp, closed_at, tenant, if(queue = 'billing' OR cityHash64(n, 'k-norack') % 100 < 14, NULL, toNullable(rack)) AS rack_id,
       queue, sev, status, channel,
       if(status = 'new', NULL, engineer_name) AS engineer,
       if(queue = 'remote hands' AND status = 'closed', toNullable(toUInt16(15 * (1 + floor(3 * pow(1 - cityHash64(n, 'k-hm') / 18446744073709551616.0, -0.4))))), NULL) AS hands_min,
       if(status = 'closed' AND cityHash64(n, 'k-sv') % 100 < 43, toNullable(toUInt8([5,5,4,5,4,3,5,2,4,1][1 + cityHash64(n, 'k-cs') % 10])), NULL) AS csat
FROM
(
    SELECT
        number AS n,
        toUInt32(220000 + number) AS ticket_no,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(201000 * pow(cityHash64(number, 'k-ts') / 18446744073709551616.0, 1.2)))) + toIntervalSecond(1 + cityHash64(number, 'k-s') % 40) AS opened_at,
        toUInt16(100 + toUInt16(floor(28 * pow(cityHash64(number, 'k-rack') / 18446744073709551616.0, 1.25)))) AS rack,
        ['Kelpie Bank','Brightloom','Fjordpay','Tessera Labs','Quill Media','Atlas Freight','Meridian Health','Ostrava Games'][1 + cityHash64(rack, 'r-ten') % 8] AS tenant,
        ['remote hands','access','network','power','cooling','billing'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'k-q') / 18446744073709551616.0, 1.3)))] AS queue,
        cityHash64(number, 'k-sev') % 100 AS v,
        toUInt8(multiIf(queue IN ('access', 'billing'), if(v < 30, 3, 4), v < if(queue = 'power', 9, 4), 1, v < 20, 2, v < 71, 3, 4)) AS sev,
        ['portal','portal','email','phone','portal','email'][1 + cityHash64(number, 'k-ch') % 6] AS channel,
        opened_at + toIntervalMinute(toUInt32(floor(multiIf(sev = 1, 4, sev = 2, 11, sev = 3, 22, 34) * pow(1 - cityHash64(number, 'k-fr') / 18446744073709551616.0, -0.55)))) + toIntervalSecond(7) AS fr,
        fr + toIntervalMinute(toUInt32(floor(multiIf(queue = 'billing', 900, queue = 'network', 260, queue = 'access', 60, queue = 'cooling', 330, 170) * pow(1 - cityHash64(number, 'k-cl') / 18446744073709551616.0, -0.6)))) + toIntervalSecond(6) AS cl,
        cityHash64(number, 'k-stt') % 1000 AS s,
        if(fr < '2026-05-21 16:20:00', toNullable(fr), NULL) AS first_resp,
        multiIf(first_resp IS NULL, 'new', s < 26, 'on_hold', cl >= '2026-05-21 16:20:00', 'assigned', s < 85, 'cancelled', 'closed') AS status,
        if(status IN ('closed', 'cancelled'), toNullable(cl), NULL) AS closed_at,
        ['Dara','Milos','Yusuf','Greta','Owen','Pilar','Sanne'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'k-eng') / 18446744073709551616.0, 1.4)))] AS engineer_name
    FROM numbers(6200)
)
WHERE NOT (toHour(opened_at) BETWEEN 0 AND 5 AND cityHash64(n, 'k-night') % 3 = 0);

-- Quill Media, whose monitoring opens tickets by itself since 18 May.
INSERT INTO colo.tickets
SELECT toUInt32(290000 + number), toDateTime('2026-05-18 07:00:00', 'UTC') + toIntervalMinute(35 * number + cityHash64(number, 'b-m') % 30) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 40),
       NULL, NULL, 'Quill Media', NULL, 'network', 3, 'new', 'email', NULL, NULL, NULL
FROM numbers(135)
WHERE toDateTime('2026-05-18 07:00:00', 'UTC') + toIntervalMinute(35 * number + 30) < '2026-05-21 16:20:00';

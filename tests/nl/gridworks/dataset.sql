-- Smart meters of an energy supplier: half-hourly readings, and the households they hang in. Substation Elmford sags on 2026-05-20 from 17:00 to 20:00; meter M-0033 is silent since 2026-05-20 9:00.
CREATE DATABASE IF NOT EXISTS gridworks;
DROP TABLE IF EXISTS gridworks.meters;
CREATE TABLE gridworks.meters
(
    meter_id      String,
    substation    LowCardinality(String),
    tariff        LowCardinality(String) COMMENT 'flat, night_saver or solar_export',
    household_size UInt8 COMMENT 'people living there',
    installed_on  Date,
    removed_on    Nullable(Date),
    has_solar     Bool,
    supplier_region LowCardinality(String)
)
ENGINE = MergeTree ORDER BY meter_id;
INSERT INTO gridworks.meters SELECT concat('M-', leftPad(toString(number), 4, '0')), ['Elmford', 'Oakmere', 'Hollins', 'Brackley', 'Carrow'][1 + number % 5], ['flat', 'flat', 'night_saver', 'solar_export'][1 + cityHash64(number, 't') % 4], 1 + cityHash64(number, 'h') % 6, toDate('2026-03-01') - toUInt32(cityHash64(number, 'i') % 2500), if(number >= 240, toDate('2026-04-02') + number % 20, NULL), cityHash64(number, 's') % 5 = 0, ['north', 'south', 'coast'][1 + number % 3] FROM numbers(260);
DROP TABLE IF EXISTS gridworks.readings;
CREATE TABLE gridworks.readings
(
    read_at      DateTime('UTC'),
    meter_id     String,
    energy_wh    UInt32 COMMENT 'energy drawn from the grid',
    exported_wh  UInt32 COMMENT 'energy fed back',
    voltage_v    Float32,
    peak_kw      Float32 COMMENT 'highest power in the half hour',
    quality      LowCardinality(String) COMMENT 'actual, estimated or missing_interval',
    tamper_alarm Bool,
    cost_pence   UInt32
)
ENGINE = MergeTree ORDER BY (meter_id, read_at);
INSERT INTO gridworks.readings
SELECT at, m, en, ex, vo, round(en / 400. + (cityHash64(m, h, 'pk') % 30) / 10., 2), multiIf(cityHash64(m, h, 'q') % 100 < 94, 'actual', cityHash64(m, h, 'q') % 100 < 98, 'estimated', 'missing_interval'), cityHash64(m, h, 'ta') % 400 = 0, toUInt32(en * 3 / 100)
FROM
(
    SELECT concat('M-', leftPad(toString(number % 240), 4, '0')) AS m, intDiv(number, 240) AS h, toDateTime('2026-05-21 16:00:00', 'UTC') - toIntervalHour(h * 2) AS at, toUInt32(80 + 900 * pow(cityHash64(m, h, 'e') / 18446744073709551616.0, 2) + if(toHour(at) BETWEEN 17 AND 21, 400, 0)) AS en,
        if(cityHash64(m, 'sol') % 5 = 0 AND toHour(at) BETWEEN 9 AND 16, toUInt32(cityHash64(m, h, 'x') % 700), 0) AS ex, round(if(number % 240 % 5 = 0 AND at >= '2026-05-20 17:00:00' AND at < '2026-05-20 20:00:00', 188, 228) + (cityHash64(m, h, 'v') % 80) / 10., 1) AS vo
    FROM numbers(240 * 480)
)
WHERE NOT (m = 'M-0033' AND at >= '2026-05-20 09:00:00');

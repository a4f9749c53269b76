-- Container freight: containers, port calls, carriers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS freight; CREATE DATABASE freight;

CREATE TABLE freight.carriers
(
    carrier_code FixedString(4) COMMENT 'four-letter SCAC',
    carrier_name String,
    hq_country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    alliance     LowCardinality(String) COMMENT 'north, south or none',
    fleet_teu    UInt32
)
ENGINE = MergeTree ORDER BY carrier_code COMMENT 'Shipping lines that own containers';

INSERT INTO freight.carriers VALUES
('ARLN', 'Arlon Line', 'NL', 'north', 410000), ('BLTC', 'Baltic Cargo', 'DK', 'north', 380500), ('CMRN', 'Cameron Sea', 'GB', 'none', 96000),
('DLPH', 'Delphin Shipping', 'DE', 'north', 275000), ('ESTM', 'Estrella Maritime', 'ES', 'south', 143000), ('FJRD', 'Fjord Lines', 'NO', 'none', 58000),
('GLBX', 'Globex Ocean', 'SG', 'south', 522000), ('HNSA', 'Hansa Box', 'DE', 'none', 71500), ('ISLA', 'Isla Feeder', 'ES', 'none', 9000);

CREATE TABLE freight.containers
(
    container_no   String,
    carrier_code   FixedString(4) COMMENT 'owner, carriers.carrier_code',
    container_type LowCardinality(String) COMMENT 'dry, reefer, tank or flat',
    size_ft        UInt8 COMMENT 'length: 20, 40 or 45',
    tare_kg        UInt32,
    built_on       Date,
    condition_code UInt8 COMMENT '1 = good, 2 = worn, 3 = damaged'
)
ENGINE = MergeTree ORDER BY container_no COMMENT 'The container register';

INSERT INTO freight.containers
SELECT concat(cc, 'U', toString(410000 + number * 7)), cc, ['dry','reefer','tank','flat'][1 + toUInt8(floor(4 * pow((cityHash64(number, 'c-type') / 18446744073709551616.0), 1.7)))],
    [20,40,40,45,20,40][1 + cityHash64(number, 'c-size') % 6] AS sz, toUInt32(if(sz = 20, 2150, if(sz = 40, 3700, 4700)) + cityHash64(number, 'c-tare') % 300),
    toDate('2026-02-01') - toUInt32(cityHash64(number, 'c-built') % 6500), [1,1,1,2,2,1,3,1][1 + cityHash64(number, 'c-cond') % 8]
FROM (SELECT number, ['GLBX','ARLN','BLTC','DLPH','ESTM','CMRN','HNSA'][1 + toUInt8(floor(7 * pow((cityHash64(number, 'c-car') / 18446744073709551616.0), 1.4)))] AS cc FROM numbers(420));

CREATE TABLE freight.port_calls
(
    call_id         UInt64,
    container_no    String COMMENT 'containers.container_no',
    vessel_name     LowCardinality(String),
    port_name       LowCardinality(String),
    announced_at    DateTime('UTC') COMMENT 'when the vessel announced the container to the port',
    arrived_at      Nullable(DateTime('UTC')) COMMENT 'null while at sea, or when the call was cancelled',
    departed_at     Nullable(DateTime('UTC')) COMMENT 'null until the container left the port',
    call_status     LowCardinality(String) COMMENT 'announced, in_port, departed or cancelled',
    move_code       FixedString(1) COMMENT 'D = discharge, L = load, T = transshipment',
    customs_status  LowCardinality(String) COMMENT 'cleared, hold, inspected or rejected',
    cargo_weight_kg Nullable(UInt32) COMMENT 'null for empty containers',
    dwell_h         Nullable(Float64) COMMENT 'dwell time: hours from arrival to departure',
    demurrage_cents UInt32 COMMENT 'fee for staying too long, in US cents'
)
ENGINE = MergeTree ORDER BY announced_at COMMENT 'One row per container and port where it stops';

INSERT INTO freight.port_calls
SELECT call_id, c.container_no, vessel_name, port_name, announced_at,
    if(call_status IN ('in_port', 'departed'), toNullable(arr), NULL), if(call_status = 'departed', toNullable(dep), NULL), call_status,
    ['D','L','T'][1 + toUInt8(floor(3 * pow((cityHash64(n, 'p-move') / 18446744073709551616.0), 1.2)))],
    multiIf(cityHash64(n, 'p-cus') % 1000 < 25, 'hold', cityHash64(n, 'p-cus') % 1000 < 120, 'inspected', cityHash64(n, 'p-cus') % 1000 < if(port_name = 'Antwerp', 210, 160), 'rejected', 'cleared'),
    if(cityHash64(n, 'p-emp') % 100 < 14, NULL, toNullable(toUInt32(2500 + cityHash64(n, 'p-kg') % 21000))),
    if(call_status = 'departed', toNullable(round((dep - arr) / 3600, 2)), NULL),
    if(call_status = 'departed' AND dep - arr > 5 * 86400, toUInt32((dep - arr - 5 * 86400) / 86400 * 7500), 0)
FROM
(
    SELECT number AS n, 900000 + number AS call_id, cityHash64(number, 'p-c') % 405 AS ci,
        ['Aurelia','Borealis','Castor','Dorado','Elbe Star','Fortuna','Gannet','Halcyon'][1 + toUInt8(floor(8 * pow((cityHash64(number, 'p-v') / 18446744073709551616.0), 1.2)))] AS vessel_name,
        ['Rotterdam','Hamburg','Antwerp','Valencia','Piraeus','Gdansk'][1 + toUInt8(floor(6 * pow((cityHash64(number, 'p-port') / 18446744073709551616.0), 1.3)))] AS port_name,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(180000 * pow((cityHash64(number, 'p-ann') / 18446744073709551616.0), 1.1)))) + toIntervalSecond(1 + cityHash64(number, 'p-ann-s') % 57) AS announced_at,
        announced_at + toIntervalSecond(3600 + cityHash64(number, 'p-arr') % 250000) AS arr,
        arr + toIntervalSecond(7200 + toUInt32(floor(multiIf(port_name = 'Piraeus', 900000, port_name = 'Gdansk', 500000, 640000) * pow((cityHash64(number, 'p-dep') / 18446744073709551616.0), 1.7)))) AS dep,
        multiIf(cityHash64(number, 'p-can') % 100 < 4, 'cancelled', arr >= toDateTime('2026-05-21 16:20:00', 'UTC') - 1, 'announced', dep >= toDateTime('2026-05-21 16:20:00', 'UTC') - 1, 'in_port', 'departed') AS call_status
    FROM numbers(3000)
) AS p
INNER JOIN (SELECT container_no, (toUInt32(substring(container_no, 6)) - 410000) / 7 AS ci FROM freight.containers) AS c ON p.ci = c.ci;

-- Browser-based design tool: workspaces, exports and charges for seats. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row begins in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS skedra;
CREATE DATABASE skedra;

CREATE TABLE skedra.workspace
(
    ws_id      UInt32,
    ws_name    String,
    tier       Enum8('free' = 0, 'team' = 1, 'studio' = 2),
    seats_paid UInt16 COMMENT 'seats under contract today; 0 on the free tier',
    home_cc    LowCardinality(String) COMMENT 'country, ISO 3166 two-letter code',
    trade      LowCardinality(String) COMMENT 'line of business: agency, startup, school, publisher or freelance',
    created_on Date
)
ENGINE = MergeTree ORDER BY ws_id
COMMENT 'customer workspaces';

INSERT INTO skedra.workspace
SELECT
    toUInt32(2001 + number),
    concat(['Nimbus','Papertrail','Ochre','Halftone','Fjord','Tangram','Quill','Lantern'][1 + cityHash64(number, 'w-n1') % 8], ' ',
           ['Works','Lab','House','Collective','Press'][1 + cityHash64(number, 'w-n2') % 5], ' ', toString(number)),
    t,
    if(t = 0, 0, toUInt16(2 + floor(40 * pow(cityHash64(number, 'w-seats') / 18446744073709551616.0, 1.7)))),
    ['DE','NL','US','BR','JP','IT'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'w-cc') / 18446744073709551616.0, 1.3)))],
    ['agency','startup','school','publisher','freelance'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'w-trade') / 18446744073709551616.0, 1.2)))],
    toDate('2026-03-15') - toUInt32(cityHash64(number, 'w-born') % 1300)
FROM (SELECT number, [0,0,1,1,2][1 + cityHash64(number, 'w-tier') % 5] AS t FROM numbers(300));

-- No export at all on 2026-05-05; member 1771 exports 170 times on 2026-05-21 by script.
CREATE TABLE skedra.export
(
    export_id UInt64,
    queued_at DateTime64(3, 'UTC'),
    ws_id     UInt32,
    member_no UInt32 COMMENT 'member who exported',
    fmt       LowCardinality(String) COMMENT 'file format: png, pdf, svg, mp4 or pptx',
    pages     UInt16,
    state     Enum8('ready' = 1, 'failed' = 2, 'dropped' = 3) COMMENT 'ready = file delivered, failed = the renderer gave up, dropped = the member closed the dialog',
    fail_code LowCardinality(String) COMMENT 'FNT font missing, OOM out of memory, TMO timed out; empty unless failed',
    render_ms Nullable(UInt32) COMMENT 'render time, only when ready',
    out_kb    Nullable(UInt32) COMMENT 'file size, only when ready',
    browser   LowCardinality(String),
    build     LowCardinality(String) COMMENT 'version of the editor',
    watermark Bool
)
ENGINE = MergeTree ORDER BY (queued_at, export_id)
COMMENT 'export jobs, one row each';

INSERT INTO skedra.export
SELECT export_id, queued_at, ws_id, member_no, fmt, pages, state, fail_code,
       if(state = 'ready', toNullable(toUInt32(multiIf(fmt = 'mp4', 21000, fmt = 'pptx', 4200, fmt = 'pdf', 2600, fmt = 'svg', 700, 900) * pow(1 - cityHash64(n, 'e-rms') / 18446744073709551616.0, -0.4))), NULL) AS render_ms,
       if(state = 'ready', toNullable(toUInt32(multiIf(fmt = 'mp4', 9000, fmt = 'pptx', 2400, fmt = 'pdf', 1300, fmt = 'svg', 800, 420) * pow(1 - cityHash64(n, 'e-kb') / 18446744073709551616.0, -0.7))), NULL) AS out_kb,
       browser, build, watermark
FROM
(
    SELECT
        number AS n,
        88000000 + number AS export_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'e-msec') % 57000) AS queued_at,
        toUInt32(1 + floor(2400 * pow(cityHash64(number, 'e-mem') / 18446744073709551616.0, 1.8))) AS member_no,
        toUInt32(2001 + cityHash64(member_no, 'e-ws') % 300) AS ws_id,
        ['png','pdf','svg','mp4','pptx'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'e-fmt') / 18446744073709551616.0, 1.4)))] AS fmt,
        toUInt16(1 + floor(3 * pow(1 - cityHash64(number, 'e-pg') / 18446744073709551616.0, -0.5) - 2.5)) AS pages,
        ['chrome','safari','edge','firefox'][1 + toUInt8(floor(4 * pow(if(cityHash64(number, 'e-br0') % 4 = 0, cityHash64(number, 'e-br1'), cityHash64(member_no, 'e-br2')) / 18446744073709551616.0, 1.6)))] AS browser,
        ['26.5.1','26.5.0','26.4.2'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e-bld') / 18446744073709551616.0, 1.2)))] AS build,
        cityHash64(number, 'e-st') % 1000 AS r,
        multiIf(r < multiIf(browser = 'safari', 130, browser = 'firefox', 95, 60), 'failed', r < 190, 'dropped', 'ready') AS state,
        if(state = 'failed', ['FNT','TMO','OOM'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e-code') / 18446744073709551616.0, 1.3)))], '') AS fail_code,
        cityHash64(ws_id, 'e-wm') % 5 < 2 AS watermark
    FROM numbers(8200)
)
WHERE toDate(queued_at) != '2026-05-05';

INSERT INTO skedra.export
SELECT
    88900000 + number,
    toDateTime64('2026-05-21 03:00:00', 3, 'UTC') + toIntervalMinute(number * 4) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    toUInt32(2001 + cityHash64(toUInt32(1771), 'e-ws') % 300), 1771, 'png', 1, 'ready', '', 600 + cityHash64(number, 'x-r') % 300, 200 + cityHash64(number, 'x-k') % 90, 'chrome', '26.5.1', false
FROM numbers(170);

CREATE TABLE skedra.seat_charge
(
    charge_no  String,
    charged_at DateTime('UTC'),
    ws_id      UInt32,
    seats      UInt16,
    cycle      LowCardinality(String) COMMENT 'billing cycle: monthly or yearly',
    amount     Decimal(10, 2) COMMENT 'US dollars',
    status     LowCardinality(String) COMMENT 'paid, declined or refunded; only paid charges keep their money',
    card_brand LowCardinality(Nullable(String)) COMMENT 'null when paid by bank transfer'
)
ENGINE = MergeTree ORDER BY charged_at
COMMENT 'charges for paid seats';

INSERT INTO skedra.seat_charge
SELECT
    concat('SC-', toString(510000 + number)),
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(3 + toUInt32(floor(300000 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.3))))
        + toIntervalSecond(1 + cityHash64(number, 'c-sec') % 58),
    w.ws_id, w.seats_paid, cyc,
    toDecimal64(w.seats_paid * if(w.tier = 'studio', 19.5, 12) * if(cyc = 'yearly', 10, 1), 2),
    multiIf(cityHash64(number, 'c-st') % 100 < 12, 'declined', cityHash64(number, 'c-st') % 100 < 17, 'refunded', 'paid'),
    if(cityHash64(number, 'c-bank') % 5 = 0, NULL, ['visa','mastercard','amex'][1 + cityHash64(number, 'c-brand') % 3])
FROM
(
    SELECT number, toUInt32(2001 + cityHash64(number, 'c-ws') % 300) AS ws, if(cityHash64(number, 'c-cyc') % 10 < 3, 'yearly', 'monthly') AS cyc FROM numbers(3600)
) AS c
INNER JOIN skedra.workspace AS w ON c.ws = w.ws_id
WHERE w.tier != 'free';

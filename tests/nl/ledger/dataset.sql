-- Card payments and the accounts that make them. Account 4242 pays strangely often on 2026-05-21; wallet payments are
-- declined a lot since 2026-05-20 09:00.
CREATE DATABASE IF NOT EXISTS ledger;
DROP TABLE IF EXISTS ledger.accounts;
CREATE TABLE ledger.accounts
(
    account_id UInt32,
    opened_on  Date,
    tier       LowCardinality(String) COMMENT 'basic, gold or platinum',
    segment    LowCardinality(String)
)
ENGINE = MergeTree ORDER BY account_id;
INSERT INTO ledger.accounts SELECT 1000 + number, toDate('2026-05-20') - toUInt32(cityHash64(number, 'o') % 1200),
    ['basic', 'basic', 'gold', 'platinum'][1 + cityHash64(number, 't') % 4], ['retail', 'travel', 'business'][1 + cityHash64(number, 's') % 3] FROM numbers(4000);
DROP TABLE IF EXISTS ledger.payments;
CREATE TABLE ledger.payments
(
    payment_id UUID,
    created_at DateTime64(3, 'UTC'),
    settled_at Nullable(DateTime64(3, 'UTC')),
    account_id UInt32,
    amount_eur Decimal(12, 2),
    fee_eur    Decimal(10, 2),
    method     LowCardinality(String) COMMENT 'card, bank_transfer, wallet or cash_voucher',
    country    LowCardinality(String) COMMENT 'ISO code of the payer',
    outcome    LowCardinality(String) COMMENT 'settled, declined, charged_back or pending; money is only kept for settled ones',
    risk       Nullable(UInt8) COMMENT 'score from 0 to 100, null when it was not rated',
    coupon     Nullable(String)
)
ENGINE = MergeTree ORDER BY (created_at, account_id);
INSERT INTO ledger.payments
SELECT toUUID(concat(substring(hex(MD5(toString(number))), 1, 8), '-0000-4000-8000-', substring(hex(MD5(toString(number))), 9, 12))), at,
    if(result = 'settled', at + toIntervalSecond(60 + cityHash64(number, 'd') % 7200), NULL), account, amount, toDecimal64(toFloat64(amount) * 0.02, 2), how,
    ['DE', 'FR', 'ES', 'PT', 'GB', 'US'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c') / 18446744073709551616.0, 1.5)))], result,
    if(cityHash64(number, 'r') % 10 = 0, NULL, toUInt8(cityHash64(number, 'k') % 101)), if(cityHash64(number, 'v') % 5 = 0, concat('C', toString(cityHash64(number, 'w') % 9)), NULL)
FROM
(
    SELECT number, toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalSecond(30 + toUInt32(5184000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at,
        1000 + toUInt32(floor(4000 * pow(cityHash64(number, 'b') / 18446744073709551616.0, 1.5))) AS account,
        toDecimal64(1 + floor(400 * pow(cityHash64(number, 'm') / 18446744073709551616.0, 4)) + (number % 100) / 100, 2) AS amount,
        ['card', 'bank_transfer', 'wallet', 'cash_voucher'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'h') / 18446744073709551616.0, 1.6)))] AS how,
        multiIf(how = 'wallet' AND at >= '2026-05-20 09:00:00' AND cityHash64(number, 'x') % 100 < 55, 'declined', cityHash64(number, 'y') % 100 < 82, 'settled', cityHash64(number, 'y') % 100 < 93, 'declined',
                cityHash64(number, 'y') % 100 < 96, 'charged_back', 'pending') AS result
    FROM numbers(60000)
    UNION ALL
    SELECT 900000 + number, toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalSecond(60 + number * 300), 4242, toDecimal64(9.5, 2), 'card', 'settled' FROM numbers(180)
);

import { type SqlTokenKind, sqlTokens } from './sql-tokens';

const looks: Record<SqlTokenKind, string> = {
  keyword: 'text-accent font-semibold',
  string: 'text-warn',
  number: 'text-violet',
  parameter: 'text-violet font-semibold',
  comment: 'text-ink-soft italic',
  name: '',
  other: '',
};

/** SQL to read and copy. */
export function SqlView({ sql, label }: { sql: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, also by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-lg bg-sunken">
      <pre className="p-4 font-mono text-[0.8125rem] leading-relaxed">
        <code>
          {sqlTokens(sql).map((token, index) =>
            looks[token.kind] ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no other identity
              <span key={index} className={looks[token.kind]}>
                {token.text}
              </span>
            ) : (
              token.text
            ),
          )}
        </code>
      </pre>
    </section>
  );
}

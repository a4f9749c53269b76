import type { Answer } from '@/api/types';

/** Parameters written into the SQL as casts of quoted text: right for every type, and safe to run again. */
export function withValues(sql: string, parameters: Answer['parameters']): string {
  return parameters.reduce((text, { name, type, value }) => {
    const quoted = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
    return text.replace(new RegExp(`\\{\\s*${name}\\s*:[^}]*\\}`, 'g'), () =>
      type === 'String' ? quoted : `CAST(${quoted} AS ${type})`,
    );
  }, sql);
}

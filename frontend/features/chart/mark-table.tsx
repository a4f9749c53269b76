import { useLaterTranslations } from '@/messages/later-translation';
import type { Drawing } from './drawing';
import { markAt, markCount } from './marks';

const kRowsMax = 100;

/** The same numbers as a table for whoever does not see the canvas. */
export function MarkTable({ label, drawing }: { label: string; drawing: Drawing }) {
  const t = useLaterTranslations('chart');
  const all = markCount(drawing);
  const shown = Math.min(all, kRowsMax);
  return (
    // A table is as wide as its words even where it is not seen, and would widen a phone's page.
    <div className="sr-only">
      <table>
        <caption>
          {label}
          {shown < all ? ` ${t('tableCut', { shown, all })}` : ''}
        </caption>
        <thead>
          <tr>
            {drawing.heads.map((head, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a result may have one name
              <th key={column} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_none, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: marks have no identity but their place
            <tr key={at}>
              {markAt(drawing, at)?.cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as for the headings
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

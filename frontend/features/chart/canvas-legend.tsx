import { useLaterTranslations } from '@/messages/later-translation';
import { cellExtent } from './canvas-option';
import { colorSlots } from './category-colors';
import { CategoryName } from './category-name';
import { compactIn } from './compact';
import type { Drawing } from './drawing';
import { markAt } from './marks';
import { patterns } from './patterns';
import { seriesColor } from './theme-colors';

function Swatch({ slot }: { slot: number }) {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-3.5 shrink-0 rounded-sm"
      style={{ background: `var(${seriesColor(slot)})` }}
    >
      <span className="block size-full rounded-sm" style={{ background: patterns[slot]?.background }} />
    </span>
  );
}

interface CanvasLegendProps {
  drawing: Drawing;
  onChoose?: ((row: number) => void) | undefined;
}

/** What colours, patterns and axes mean, as text. */
export function CanvasLegend({ drawing, onChoose }: CanvasLegendProps) {
  const t = useLaterTranslations('chart');
  const [across = '', up = '', number = ''] = drawing.heads;
  switch (drawing.form) {
    case 'bars': {
      const names = drawing.groups.map((group) => group.name);
      const slots = colorSlots(names);
      const measured = drawing.heads.at(-1) ?? '';
      return (
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
          <li>{drawing.upright ? t('axes', { across, up: measured }) : measured}</li>
          {(names.length > 1 ? names : []).map((name, index) => (
            <li key={name} className="inline-flex min-w-0 items-center gap-2">
              <Swatch slot={slots[index] ?? 0} />
              <span className="truncate">{name}</span>
            </li>
          ))}
        </ul>
      );
    }
    case 'parts': {
      const slots = colorSlots(drawing.parts.map((part) => part.name));
      return (
        <ul className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)_auto_auto] gap-x-3 gap-y-1.5 text-sm">
          {drawing.parts.map((part, index) => (
            <li key={part.name} className="col-span-4 grid grid-cols-subgrid items-center">
              <Swatch slot={slots[index] ?? 0} />
              <CategoryName text={part.name} onChoose={onChoose ? () => onChoose(index) : undefined} />
              {markAt(drawing, index)
                ?.cells.slice(1)
                .map((text, place) => (
                  // The number, and its share.
                  <span
                    key={place === 0 ? 'number' : 'share'}
                    className={place === 0 ? 'text-right font-medium' : 'text-right text-ink-soft'}
                  >
                    {text}
                  </span>
                ))}
            </li>
          ))}
        </ul>
      );
    }
    case 'cells': {
      const { min, max } = cellExtent(drawing.cells);
      const unit = drawing.units[2] ?? null;
      return (
        <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">
          <span>{drawing.upwards ? t('axes', { across, up }) : t('axesDown', { across, down: up })}</span>
          <span className="inline-flex items-center gap-2">
            {number} {compactIn(min, unit)}
            <span
              aria-hidden="true"
              className="h-2.5 w-20 rounded-sm border border-edge"
              style={{
                background:
                  'linear-gradient(90deg, color-mix(in srgb, var(--chart-1) 14%, var(--surface)), var(--chart-1))',
              }}
            />
            {compactIn(max, unit)}
          </span>
        </p>
      );
    }
    case 'dots':
      return <p className="mt-1 text-sm text-ink-soft">{t('axes', { across, up })}</p>;
  }
}

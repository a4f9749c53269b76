'use client';

import { useEffect, useRef } from 'react';
import { GridLayout, type LayoutItem, useContainerWidth } from 'react-grid-layout';
import type { Panel as PanelWire } from '@/api/types';
import {
  heightPx,
  kColumns,
  kGapPx,
  kHeightMax,
  kHeightMin,
  kRowPx,
  kWidthMin,
  withPlaces,
} from './board-layout';
import type { Filter } from './filters';
import { Panel, type PanelEditing } from './panel';
import './board-grid.css';

interface BoardGridProps {
  panels: PanelWire[];
  range: string | null;
  filters: Filter[];
  onFilter: (filter: Filter) => void;
  refreshMs: number | false;
  editingOf: (id: string) => PanelEditing;
  onPanels: (panels: PanelWire[]) => void;
}

/** The board while it is being arranged: dragged by the handle, resized at the corner. Loaded only then. */
export function BoardGrid({
  panels,
  range,
  filters,
  onFilter,
  refreshMs,
  editingOf,
  onPanels,
}: BoardGridProps) {
  const { width, containerRef, mounted } = useContainerWidth({ measureBeforeMount: true });
  const shown = useRef(panels);
  useEffect(() => {
    shown.current = panels;
  }, [panels]);
  const layout: LayoutItem[] = panels.map(({ id, x, y, w, h }) => ({
    i: id,
    x,
    y,
    w,
    h,
    minW: kWidthMin,
    minH: kHeightMin,
    maxH: kHeightMax,
  }));
  const placed = (next: readonly LayoutItem[]) => onPanels(withPlaces(shown.current, next));
  return (
    <div ref={containerRef}>
      {mounted ? (
        <GridLayout
          width={width}
          layout={layout}
          gridConfig={{
            cols: kColumns,
            rowHeight: kRowPx,
            margin: [kGapPx, kGapPx],
            containerPadding: [0, 0],
          }}
          dragConfig={{ handle: '.panel-handle' }}
          resizeConfig={{ handles: ['se'] }}
          onDragStop={placed}
          onResizeStop={placed}
        >
          {panels.map((panel) => (
            <div key={panel.id}>
              <Panel
                panel={panel}
                range={range}
                filters={filters}
                onFilter={onFilter}
                refreshMs={refreshMs}
                heightPx={heightPx(panel.h)}
                editing={editingOf(panel.id)}
              />
            </div>
          ))}
        </GridLayout>
      ) : null}
    </div>
  );
}

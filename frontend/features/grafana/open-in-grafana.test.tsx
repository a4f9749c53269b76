import { afterEach, describe, expect, it, vi } from 'vitest';
import { openInGrafana } from './open-in-grafana';

afterEach(() => vi.restoreAllMocks());

function openedTab() {
  const tab = { location: { replace: vi.fn() }, close: vi.fn() };
  vi.spyOn(window, 'open').mockReturnValue(tab as unknown as Window);
  return tab;
}

describe('openInGrafana', () => {
  it('opens the tab with the click and sends it on when the address is known', async () => {
    const tab = openedTab();
    let answer: (url: string) => void = () => undefined;
    const opening = openInGrafana(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    expect(window.open).toHaveBeenCalledWith('about:blank', '_blank');
    answer('/grafana/explore?x');
    await opening;
    expect(tab.location.replace).toHaveBeenCalledWith('/grafana/explore?x');
  });

  it('leaves no empty tab behind when there is no address', async () => {
    const tab = openedTab();
    await expect(openInGrafana(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(tab.close).toHaveBeenCalled();
    expect(tab.location.replace).not.toHaveBeenCalled();
  });
});

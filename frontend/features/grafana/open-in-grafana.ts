/**
 * Opens an address of Grafana's in a tab of its own. The tab is opened by the click, before the address is known: what is
 * opened later a browser takes for a pop-up.
 */
export async function openInGrafana(address: () => Promise<string>): Promise<void> {
  const tab = window.open('about:blank', '_blank');
  try {
    const url = await address();
    if (tab) tab.location.replace(url);
    else window.location.assign(url);
  } catch (thrown) {
    tab?.close();
    throw thrown;
  }
}

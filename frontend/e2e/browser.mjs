import { join } from 'node:path';

/** How every script and test here starts the browser: the system's Chromium, quiet on the network. */
export function launchOptions() {
  const asRoot = process.getuid?.() === 0;
  return {
    executablePath: join(import.meta.dirname, 'chromium.sh'),
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      // Containers give /dev/shm little room.
      '--disable-dev-shm-usage',
    ],
  };
}

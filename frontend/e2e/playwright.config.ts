import { defineConfig } from '@playwright/test';
import { launchOptions } from './browser.mjs';

const phone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };

// "states" needs only the export (made-up data); "journey" starts a real Aurora.
export default defineConfig({
  testDir: '.',
  outputDir: '.output/results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(),
    locale: 'en-US',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'states-phone', testMatch: 'states.spec.ts', use: phone },
    { name: 'states-desktop', testMatch: 'states.spec.ts', use: desktop },
    { name: 'journey-phone', testMatch: 'journey.spec.ts', use: phone },
    { name: 'journey-desktop', testMatch: 'journey.spec.ts', use: desktop },
  ],
});

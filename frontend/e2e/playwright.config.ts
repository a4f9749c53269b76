import { defineConfig } from '@playwright/test';
import { launchOptions } from './browser.mjs';

const phone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };

// A machine that is busy with other things needs longer for the same.
const patience = Number(process.env.AURORA_TEST_TIME_FACTOR ?? 1);

// "states" needs only the export (made-up data); "journey" starts a real Aurora.
const journeys = /journey\.spec\.ts/;
const states =
  /(states|charts|boards|endpoints|grafana|connections|rejected|range-replay|rules|resilience|overnight|pages|knowledge|topics|watched-page)\.spec\.ts/;

export default defineConfig({
  testDir: '.',
  outputDir: '.output/results',
  timeout: 90_000 * patience,
  expect: { timeout: 15_000 * patience },
  fullyParallel: false,
  // Made-up data bear neighbours. A journey has a whole Aurora: one at a time of each size.
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(),
    locale: 'en-US',
    // No film of the page: drawing each frame twice is what a machine without a graphics card has least time for.
    // No copies of its elements at each step either. What was done, asked and logged stays; `--trace on` keeps it all.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
  },
  // In this order: a journey waits more than it computes, and goes beside made-up data that keep the other core busy.
  projects: [
    { name: 'journey-phone', testMatch: journeys, use: phone, workers: 1 },
    { name: 'states-phone', testMatch: states, use: phone },
    { name: 'journey-desktop', testMatch: journeys, use: desktop, workers: 1 },
    { name: 'states-desktop', testMatch: states, use: desktop },
  ],
});

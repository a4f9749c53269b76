import type { NextConfig } from 'next';

/** The app is a folder of static files: the gateway serves it, no Node process runs beside it. */
const config: NextConfig = {
  output: 'export',
  images: { unoptimized: true },
  reactStrictMode: true,
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
};

export default config;

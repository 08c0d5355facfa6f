import type { NextConfig } from 'next';

export default {
  distDir: process.env['CAPSTAN_NEXT_DIST'] ?? '.next',
  turbopack: { root: new URL('../..', import.meta.url).pathname },
  // Types are checked by `npm test`, once for all rooms; a first start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Bill and bank files go through the proxy to the API, which has its own limits.
  experimental: { proxyClientMaxBodySize: '64mb' },
} satisfies NextConfig;

import type { NextConfig } from 'next';

export default {
  distDir: process.env['CAPSTAN_NEXT_DIST'] ?? '.next',
  turbopack: { root: new URL('../..', import.meta.url).pathname },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Bill and bank files go through the proxy to the API, which has its own limits.
  experimental: { proxyClientMaxBodySize: '64mb' },
} satisfies NextConfig;

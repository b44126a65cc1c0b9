import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['{shared,server,main,renderer,e2e}/**/*.test.{ts,tsx}'],
          exclude: [
            'server/{domain,db,http,live,processes,engine,integrations}/**',
            'e2e/journeys/**',
            'e2e/sync/**',
            'node_modules/**',
          ],
        },
      },
      {
        test: {
          name: 'domain',
          include: ['server/{domain,db,http,live,processes,engine,integrations}/**/*.test.ts', 'e2e/sync/**/*.test.ts'],
          globalSetup: ['e2e/setup/database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['e2e/journeys/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // a journey waits for a screen, however slow the machine; vitest's own second would be a measurement
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
})

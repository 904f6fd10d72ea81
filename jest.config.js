// Two projects: everything that runs in Node, and the pages in a browser-like document.
const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};

// d3 comes as ES modules alone.
const modules = {
  transform: { ...transform, 'node_modules/.+\\.m?js$': transform['^.+\\.tsx?$'] },
  transformIgnorePatterns: ['/node_modules/(?!(d3-[a-z-]+|internmap)/)'],
};

module.exports = {
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/test/support/count_reporter.js'],
  // Ends what hangs; how fast a machine is must not decide whether a test passes.
  testTimeout: 300_000,
  projects: [
    {
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      setupFiles: ['<rootDir>/test/support/property_seed.ts'],
      ...modules,
    },
    {
      displayName: 'pages',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/pages/**/*.test.tsx'],
      setupFiles: ['<rootDir>/test/support/property_seed.ts', '<rootDir>/test/pages/setup.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/pages/patience.ts'],
      ...modules,
    },
  ],
};

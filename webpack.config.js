// One bundle a page, one a modular input, one for the command line, one for the measurements.
const fs = require('node:fs');
const path = require('node:path');
const webpack = require('webpack');
const TerserPlugin = require('terser-webpack-plugin');

const here = (...parts) => path.join(__dirname, ...parts);
const foldersWith = (folder, file) =>
  fs.existsSync(here(folder))
    ? fs.readdirSync(here(folder)).filter((name) => fs.existsSync(here(folder, name, file)))
    : [];
const entriesOf = (folder, file) =>
  Object.fromEntries(foldersWith(folder, file).map((name) => [name, here(folder, name, file)]));

const rules = [
  {
    test: /\.tsx?$/,
    loader: 'swc-loader',
    options: {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
    },
  },
  { test: /\.ya?ml$/, type: 'asset/source' },
];

/** What every bundle shares; the cache makes a build after a small edit take seconds. */
const shared = (name) => ({
  name,
  mode: process.env.NODE_ENV === 'development' ? 'development' : 'production',
  devtool: false,
  resolve: { extensions: ['.ts', '.tsx', '.js'] },
  performance: { hints: false },
  stats: 'errors-warnings',
  cache: { type: 'filesystem', name, buildDependencies: { config: [__filename] } },
});

/** Node programs stay readable: names in a stack trace are worth more than bytes on a disk. */
const program = (name, entry, output) => ({
  ...shared(name),
  target: 'node20',
  entry,
  output: { path: here('dist'), library: { type: 'commonjs2' }, ...output },
  optimization: { minimize: false },
  module: { rules },
  externals: { '@duckdb/node-api': 'commonjs @duckdb/node-api', 'playwright-core': 'commonjs playwright-core' },
});

const pages = {
  ...shared('pages'),
  target: ['web', 'es2022'],
  entry: entriesOf('src/pages', 'index.tsx'),
  output: { path: here('dist/pages'), filename: '[name].js', chunkFilename: '[name].chunk.js', clean: true },
  optimization: {
    minimizer: [
      new TerserPlugin({
        minify: TerserPlugin.swcMinify,
        extractComments: false,
        terserOptions: { format: { ascii_only: true } },
      }),
    ],
  },
  module: {
    rules: [
      ...rules,
      // lodash would otherwise register itself with the dashboard's RequireJS.
      {
        test: /[\\/]node_modules[\\/]lodash[\\/]/,
        parser: { amd: false },
        use: 'imports-loader?additionalCode=var%20define=false;',
      },
    ],
  },
  resolve: {
    extensions: ['.ts', '.tsx', '.js'],
    alias: {
      // 475 KB of zones and locales; the time range picker packs the server's own zone, so UTC is enough.
      '@splunk/moment$': require.resolve('moment-timezone/moment-timezone-utils'),
      lodash$: here('src/pages/shared/lodash_shim.ts'),
      'colorjs.io$': here('src/pages/shared/color_shim.cjs'),
    },
  },
  plugins: [
    new webpack.IgnorePlugin({ resourceRegExp: /^\.\/locale$/, contextRegExp: /moment$/ }),
    new webpack.NormalModuleReplacementPlugin(
      /data[\\/]packed[\\/]latest\.json$/,
      here('src/pages/shared/utc_zone.json'),
    ),
    // Themes that Splunk Enterprise never shows.
    new webpack.NormalModuleReplacementPlugin(/[\\/]splunk-(1cd|magnetic)([\\/]|$)/, (resource) => {
      if (/node_modules[\\/]@splunk[\\/]themes/.test(resource.context))
        resource.request = here('src/pages/shared/no_theme.ts');
    }),
  ],
};

/** The chart alone, for `npm run bench -- chart`; no part of the app. */
const benchPages = {
  ...pages,
  name: 'bench_pages',
  cache: { ...shared('bench_pages').cache },
  entry: { chart: here('src/pages/sightings/chart_bench.tsx') },
  output: { path: here('dist/bench_pages'), filename: '[name].js', chunkFilename: '[name].chunk.js', clean: true },
};

const banner = new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true, entryOnly: true });

/** A file a verb beside the program, so that starting one does not load the others. */
const cli = program(
  'cli',
  { 'webshell-watch': here('src/cli/main.ts') },
  {
    chunkFilename: 'webshell-watch.[name].js',
    clean: { keep: (file) => !/^webshell-watch\.\w+\.js$/.test(file) },
  },
);

module.exports = [
  { ...cli, plugins: [banner] },
  program('inputs', entriesOf('src/inputs', 'main.ts'), { path: here('dist/inputs'), filename: '[name].cjs' }),
  program('bench', {
    bench: here('src/cli/bench/main.ts'),
    'bench-writing-side': here('src/cli/bench/writing_side.ts'),
  }),
  // Its exports stand one by one, so that a program of ES modules can import them by name.
  program('modinput', { modinput: here('src/modinput/index.ts') }, { library: { type: 'commonjs-static' } }),
  pages,
  benchPages,
].filter((config) => Object.values(config.entry).some((file) => fs.existsSync(file)));

import manifest from '../../../package.json';

/** The files around an input of one's own: how it is built, tested and packed. */

/** `source` is where webshell-watch is installed from: a version, or `file:` and a checkout. */
export function projectFiles(name: string, source: string): Readonly<Record<string, string>> {
  return {
    'package.json': packageJson(name, source),
    'tsconfig.json': json({
      compilerOptions: {
        target: 'ES2022',
        module: 'preserve',
        moduleResolution: 'bundler',
        lib: ['ES2023', 'DOM'],
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        resolveJsonModule: true,
        esModuleInterop: true,
        skipLibCheck: true,
        noEmit: true,
      },
      include: ['src', 'test'],
    }),
    'webpack.config.js': webpackConfig(name),
    'jest.config.js': jestConfig,
    '.gitignore': 'node_modules/\nbuild/\ndist/\n',
    'app/default/props.conf': propsConf(name),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

function packageJson(name: string, source: string): string {
  const tools = [
    '@swc/core',
    '@swc/jest',
    '@types/jest',
    '@types/node',
    'jest',
    'swc-loader',
    'typescript',
    'webpack',
    'webpack-cli',
  ];
  const pinned = Object.entries(manifest.devDependencies).filter(([tool]) => tools.includes(tool));
  return json({
    name: name.toLowerCase(),
    version: '0.1.0',
    private: true,
    scripts: {
      build: 'webpack && node dist/build.cjs',
      test: 'jest',
      check: 'tsc --noEmit',
      package: `npm run build && webshell-watch package --app build/${name} --out dist/${name}.spl`,
    },
    devDependencies: Object.fromEntries([...pinned, ['webshell-watch', source]]),
    engines: { node: '>=20.19' },
  });
}

/** What `webshell-watch` is to a project outside its checkout. */
export const publishedVersion = manifest.version;

function webpackConfig(name: string): string {
  return `// The input as one file without dependencies, and the program that makes an app of it.
const path = require('node:path');

const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };

module.exports = {
  mode: 'production',
  target: 'node20',
  devtool: false,
  entry: { ${JSON.stringify(name)}: './src/main.ts', build: './src/build.ts' },
  output: { path: path.join(__dirname, 'dist'), filename: '[name].cjs' },
  resolve: { extensions: ['.ts', '.js'] },
  module: { rules: [{ test: /\\.ts$/, loader: 'swc-loader', options }] },
  optimization: { minimize: false },
  stats: 'errors-warnings',
};
`;
}

const jestConfig = `const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };

module.exports = { testEnvironment: 'node', transform: { '^.+\\\\.ts$': ['@swc/jest', options] } };
`;

function propsConf(name: string): string {
  return `[${name}]
KV_MODE = json
SHOULD_LINEMERGE = false
LINE_BREAKER = ([\\r\\n]+)
TRUNCATE = 0
`;
}

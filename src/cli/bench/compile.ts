import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusFolder } from './corpus';
import { findPeer } from './peers';
import { median, type Benchmark, type BenchFigure } from './figure';

const RUNS = 3;
const program = join('dist', 'webshell-watch.js');

/** Whole processes: what a person waits for, from the command to the written app. */
export const compileBenchmark: Benchmark = {
  name: 'compile',
  about: 'a whole ESCU repository to an app, whole process, beside contentctl where it is installed',
  run: () => Promise.resolve(measure()),
};

function measure(): readonly BenchFigure[] {
  const repository = corpusFolder('escu');
  if (repository === undefined) return [];
  const folder = mkdtempSync(join(tmpdir(), 'webshell-watch-bench-'));
  try {
    const ours = several(process.execPath, [
      program,
      'compile',
      repository,
      '--profile',
      'escu',
      '--out',
      join(folder, 'app'),
    ]);
    const contentctl = findPeer('contentctl');
    const theirs = contentctl === undefined ? undefined : theirBuild(contentctl, repository, folder);
    return [
      figure('time', 's', ours.seconds, theirs?.seconds),
      figure('peak memory', 'MB', ours.megabytes, theirs?.megabytes),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figure(name: string, unit: string, value: number, peer: number | undefined): BenchFigure {
  if (peer === undefined)
    return {
      name,
      value,
      unit,
      note: 'contentctl is not installed here; it took 6.4 s for 1,711 detections on 2 cores',
    };
  return {
    name,
    value,
    unit,
    peer: { name: 'contentctl', value: peer },
    note: 'v4 files need contentctl==4.4.7 on PATH or in WEBSHELL_WATCH_PEERS',
  };
}

/** contentctl writes into the repository that it builds and wants its own app template there: it gets a copy of its own. */
function theirBuild(contentctl: string, repository: string, folder: string): Run {
  const [fresh, copy] = [join(folder, 'fresh'), join(folder, 'repository')];
  mkdirSync(fresh);
  execFileSync(contentctl, ['init'], { cwd: fresh, stdio: 'ignore' });
  cpSync(repository, copy, { recursive: true });
  cpSync(join(fresh, 'app_template'), join(copy, 'app_template'), { recursive: true });
  return several(contentctl, ['build', '--no-build-api'], copy);
}

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

/** The middle of several runs; the peak is what the system counted for finished children, in kilobytes. */
function several(command: string, words: readonly string[], cwd = process.cwd()): Run {
  const runs = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    execFileSync(command, words, { cwd, stdio: 'ignore' });
    return (performance.now() - start) / 1000;
  });
  return { seconds: median(runs), megabytes: peakOf(command, words, cwd) };
}

/** Peak memory by `/usr/bin/time`-like accounting of a shell; not a number where the system has none. */
function peakOf(command: string, words: readonly string[], cwd: string): number {
  const script =
    'import resource,subprocess,sys; subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)';
  const { stdout, status } = spawnSync('python3', ['-c', script, command, ...words], { cwd, encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) / 1024 : NaN;
}

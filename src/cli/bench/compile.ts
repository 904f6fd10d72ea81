import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusFolder } from './corpus';
import { findPeer } from './peers';
import { median, type Benchmark, type BenchFigure } from './figure';

const RUNS = 5;
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
    const contentctl = findPeer('contentctl');
    const ours = ourBuild(repository, folder);
    const theirs = contentctl === undefined ? undefined : theirBuild(contentctl, repository, folder);
    // Turn by turn: what else the machine does meets both.
    const runs = Array.from({ length: RUNS }, () => ({
      ours: secondsOf(ours),
      theirs: theirs === undefined ? NaN : secondsOf(theirs),
    }));
    return [
      figure('time', 's', median(runs.map((run) => run.ours)), theirs && median(runs.map((run) => run.theirs))),
      figure('peak memory', 'MB', peakOf(ours), theirs && peakOf(theirs)),
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
interface Build {
  readonly command: string;
  readonly words: readonly string[];
  readonly cwd: string;
}

function ourBuild(repository: string, folder: string): Build {
  const words = [program, 'compile', repository, '--profile', 'escu', '--out', join(folder, 'app')];
  return { command: process.execPath, words, cwd: process.cwd() };
}

function theirBuild(contentctl: string, repository: string, folder: string): Build {
  const [fresh, copy] = [join(folder, 'fresh'), join(folder, 'repository')];
  mkdirSync(fresh);
  execFileSync(contentctl, ['init'], { cwd: fresh, stdio: 'ignore' });
  cpSync(repository, copy, { recursive: true });
  cpSync(join(fresh, 'app_template'), join(copy, 'app_template'), { recursive: true });
  return { command: contentctl, words: ['build', '--no-build-api'], cwd: copy };
}

function secondsOf({ command, words, cwd }: Build): number {
  const start = performance.now();
  execFileSync(command, words, { cwd, stdio: 'ignore' });
  return (performance.now() - start) / 1000;
}

/** Peak memory in MB: what the system counted for a finished child; not a number where there is no Python to ask it. */
function peakOf({ command, words, cwd }: Build): number {
  const script =
    'import resource,subprocess,sys; subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)';
  const { stdout, status } = spawnSync('python3', ['-c', script, command, ...words], { cwd, encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) / 1024 : NaN;
}

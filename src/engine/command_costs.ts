import type { Stream } from './context';
import type { CommandCost } from './types';

/** What each command of a search took and moved, by name: the execution costs of the job inspector. */
export class CommandCosts {
  private readonly steps: Step[] = [];

  /** The costs so far; commands of the same name count together. */
  get all(): Readonly<Record<string, CommandCost>> {
    const costs: Record<string, CommandCost> = {};
    for (const { name, ...step } of this.steps) costs[name] = sumOf(costs[name], step);
    return costs;
  }

  /** The stream of a command over its input: counts the rows of both, and the time that passes outside the input. */
  measured(name: string, input: Stream, run: (input: Stream) => Stream): Stream {
    const step: Step = { name, seconds: 0, invocations: 0, inputCount: 0, outputCount: 0 };
    this.steps.push(step);
    const timedInput = timed(input, (seconds, rows) => {
      step.seconds -= seconds;
      step.inputCount += rows;
    });
    return timed(run(timedInput), (seconds, rows) => {
      step.seconds += seconds;
      step.outputCount += rows;
      step.invocations += 1;
    });
  }
}

type Step = { -readonly [K in keyof CommandCost]: CommandCost[K] } & { readonly name: string };

function sumOf(before: CommandCost | undefined, step: CommandCost): CommandCost {
  return {
    seconds: (before?.seconds ?? 0) + Math.max(0, step.seconds),
    invocations: (before?.invocations ?? 0) + step.invocations,
    inputCount: (before?.inputCount ?? 0) + step.inputCount,
    outputCount: (before?.outputCount ?? 0) + step.outputCount,
  };
}

/** A stream that tells of each batch how long it was waited for, and how many rows it has. */
async function* timed(stream: Stream, tell: (seconds: number, rows: number) => void): Stream {
  let asked = performance.now();
  for await (const batch of stream) {
    tell((performance.now() - asked) / 1000, batch.rows.length);
    yield batch;
    asked = performance.now();
  }
}

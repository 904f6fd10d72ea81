import type { SearchEnvironment, SearchRequest, SearchResult } from '../../../src/engine/types';
import type { JobSpec } from '../../../src/preview/jobs/job';
import type { SearchEngine } from '../../../src/preview/search_engine';
import { fakeEngine } from './fake_engine';

/** What tests of jobs are made of. */

export const jobSpec: JobSpec = {
  search: '| made',
  earliest: undefined,
  latest: undefined,
  owner: 'admin',
  app: 'webshell_watch',
  timeZone: 'UTC',
  ttlSeconds: 600,
  maxCount: 500_000,
  statusBuckets: 0,
  autoCancelSeconds: 0,
  maxTimeSeconds: 0,
  label: '',
  savedSearch: undefined,
  isScheduled: false,
  request: {},
  sid: undefined,
};

export const noEnvironment: SearchEnvironment = {
  macro: () => undefined,
  macroNames: () => [],
  readLookup: () => Promise.resolve(undefined),
  writeLookup: () => Promise.resolve(),
  lookupNames: () => [],
  savedSearch: () => undefined,
};

export const oneRow: SearchResult = {
  fields: ['a'],
  rows: [{ a: '1' }],
  diagnostics: [],
  scanCount: 1,
  eventCount: 1,
  isPreview: false,
  costs: {},
};

/** One search as the engine was asked for it. */
export interface Asked {
  readonly request: SearchRequest;
  readonly environment: SearchEnvironment;
  readonly end: (result?: SearchResult) => void;
}

/** An engine whose searches end when the test says so, in any order. */
export function steeredEngine(): SearchEngine & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    ...fakeEngine(),
    asked,
    run: (request, environment) =>
      new Promise((resolve) => asked.push({ request, environment, end: (result = oneRow) => resolve(result) })),
  };
}

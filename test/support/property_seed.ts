import fc from 'fast-check';

// A run that decides whether a change may land must give the same answer twice; at a desk every run looks somewhere new.
const { CI, WEBSHELL_WATCH_SEED } = process.env;
const seed = WEBSHELL_WATCH_SEED ?? (CI === undefined ? undefined : '20261122');
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

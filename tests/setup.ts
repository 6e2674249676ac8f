import fc from 'fast-check';

/** The same cases in every run, so that a change that breaks nothing fails nothing. fast-check prints the seed and the path
    to the case when one fails. `RUNS=10000` and `SEED=7` in the environment try more or other cases. */
fc.configureGlobal({
  numRuns: Number(process.env['RUNS'] ?? 200),
  seed: Number(process.env['SEED'] ?? 20_261_126),
});

/** How many hostile cases the largest suites of renderers try. The seed is fixed, so these are the first of those that
    `npm run test:hostile` tries: 10,000, for a change of a renderer and before a release. */
export const HOSTILE_RUNS = Number(process.env['HOSTILE_RUNS'] ?? 2_500);

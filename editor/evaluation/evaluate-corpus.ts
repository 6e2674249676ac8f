import { BotError } from '../../src/core/errors.ts';
import type { Language } from '../../src/core/language.ts';
import { calibrate } from './calibrate.ts';
import { createEngine } from './collection.ts';
import { readCollection } from './collection-files.ts';
import { type Measures, measure, percentile } from './measures.ts';
import { perturb } from './perturb.ts';

/** What may be typed after `npm run eval -- --corpus`, as it was typed. */
export interface CorpusOptions {
  readonly corpus: string;
  readonly queries?: string;
  readonly tune?: string;
  readonly lang?: string;
  readonly perturb?: true;
  readonly cost?: string;
}

/** The measures of the engine on a collection. Times are milliseconds. */
export interface CorpusEvaluated extends Measures {
  readonly corpus: string;
  readonly language: string;
  readonly perturbed: boolean;
  readonly cost: number;
  readonly documents: number;
  readonly questions: number;
  readonly toRefuse: number;
  /** How many questions calibration learned from. */
  readonly tuned: number;
  /** The confidence from which on a question was answered, from 0 to 1. */
  readonly threshold: number;
  /** What making the engine took, and what a question. */
  readonly buildMs: number;
  readonly p50ms: number;
  readonly p99ms: number;
}

const HITS = 10;
const WARM_UP = 50;

/** Reads the files, makes the engine, calibrates it on the questions of `tune` and on nothing else, and asks every question,
    one after the other, after a warm-up of at most 50 that is not timed. A question is answered with the first hit when the
    confidence reaches the threshold. Throws BotError `bad_data` for files that can't be read and `bad_config` for an option
    that can't be meant. */
export function evaluateCorpus(options: CorpusOptions, languages: readonly Language[]): CorpusEvaluated {
  const language = languageOf(options.lang ?? 'en', languages);
  const cost = costOf(options.cost ?? '1');
  const { corpus: dir, queries, tune: tuneFile } = options;
  const { docs, questions, tune } = readCollection({
    dir,
    ...(queries !== undefined && { queries }),
    ...(tuneFile !== undefined && { tune: tuneFile }),
  });
  const started = performance.now();
  const engine = createEngine(docs, language);
  const buildMs = performance.now() - started;
  const judged = tune.map(({ q, relevant }) => ({ found: engine.find(q, HITS), relevant }));
  const calibration = calibrate(judged, engine.shape, cost);
  const asked = options.perturb ? questions.map((one) => ({ ...one, q: perturb(one) })) : questions;
  for (const { q } of asked.slice(0, WARM_UP)) engine.find(q, HITS);
  const times: number[] = [];
  const outcomes = asked.map(({ q, relevant }) => {
    const before = performance.now();
    const found = engine.find(q, HITS);
    times.push(performance.now() - before);
    const ranked = found.hits.map(({ id }) => id);
    const confidence = ranked.length === 0 ? 0 : calibration.confidence(found);
    const answered = ranked.length > 0 && confidence >= calibration.threshold;
    return { ranked, relevant, confidence, answered };
  });
  return {
    corpus: dir,
    language: language.tag,
    perturbed: options.perturb === true,
    cost,
    documents: docs.length,
    questions: questions.length,
    toRefuse: questions.filter(({ relevant }) => relevant.length === 0).length,
    tuned: tune.length,
    threshold: calibration.threshold,
    ...measure(outcomes),
    buildMs: milliseconds(buildMs),
    p50ms: milliseconds(percentile(times, 0.5)),
    p99ms: milliseconds(percentile(times, 0.99)),
  };
}

function languageOf(tag: string, languages: readonly Language[]): Language {
  const language = languages.find((one) => one.tag === tag);
  if (language) return language;
  const tags = languages.map((one) => one.tag).join(', ');
  throw new BotError('bad_config', `--lang ${tag}: there is no such language`, `Write one of: ${tags}.`);
}

function costOf(typed: string): number {
  const cost = Number(typed);
  if (typed.trim() !== '' && Number.isFinite(cost) && cost > 0) return cost;
  throw new BotError(
    'bad_config',
    `--cost ${typed}: is no number above 0`,
    'Write how many times as bad a wrong answer is as a refusal: 1 for plain accuracy, 3 for more silence.',
  );
}

function milliseconds(value: number): number {
  return Number(value.toFixed(3));
}

/** The table that `npm run eval -- --corpus` prints: one line a number, under its name in JSON. */
export function formatCorpusEvaluated(evaluated: CorpusEvaluated): string {
  return Object.entries(evaluated)
    .map(([name, value]: [string, unknown]) => {
      const share = typeof value === 'number' && !Number.isInteger(value);
      return `${name.padEnd(18)}${value === null ? '-' : share ? value.toFixed(3) : String(value)}`;
    })
    .join('\n');
}

import { BotError } from '../../src/core/errors.ts';
import type { Language } from '../../src/core/language.ts';
import type { Calibration, Judged } from './calibrate.ts';
import type { CollectionDoc, Engine, Found } from './collection.ts';
import { type JudgedQuestion, readCollection } from './collection-files.ts';
import { type Interval, type Measures, measure, type Outcome, percentile } from './measures.ts';
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

/** What is measured. */
export interface SearchTools {
  createEngine(docs: readonly CollectionDoc[], language: Language): Engine;
  calibrate(judged: readonly Judged[], cost: number): Calibration;
}

/** The measures of one engine on questions. Times are milliseconds of `find` alone. */
export interface Measured extends Measures {
  readonly p50ms: number;
  readonly p99ms: number;
  /** The confidence from which on a question was answered, from 0 to 1. */
  readonly threshold: number;
  readonly counts: {
    readonly questions: number;
    readonly answerable: number;
    readonly toRefuse: number;
    readonly answered: number;
  };
}

export interface CorpusEvaluated extends Measured {
  readonly corpus: string;
  readonly language: string;
  readonly perturbed: boolean;
  readonly cost: number;
  readonly documents: number;
  /** How many questions calibration learned from. */
  readonly tuned: number;
  /** Milliseconds that making the engine took. */
  readonly buildMs: number;
}

const HITS = 10;
const WARM_UP = 50;

/** Asks every question, one after the other, after a warm-up of at most 50 that is not timed. A question is answered
    with the first hit when the calibrated confidence reaches the threshold; one without a hit is refused, with
    confidence 0. `now` is a clock in milliseconds. */
export function evaluateCorpus(
  engine: Engine,
  questions: readonly JudgedQuestion[],
  calibration: Calibration,
  now: () => number = () => performance.now(),
): Measured {
  for (const { q } of questions.slice(0, WARM_UP)) engine.find(q, HITS);
  const times: number[] = [];
  const outcomes = questions.map(({ q, relevant }): Outcome => {
    const started = now();
    const found = engine.find(q, HITS);
    times.push(now() - started);
    return outcomeOf(found, relevant, calibration);
  });
  const answerable = questions.filter(({ relevant }) => relevant.length > 0).length;
  return {
    ...measure(outcomes),
    p50ms: milliseconds(percentile(times, 0.5)),
    p99ms: milliseconds(percentile(times, 0.99)),
    threshold: calibration.threshold,
    counts: {
      questions: questions.length,
      answerable,
      toRefuse: questions.length - answerable,
      answered: outcomes.filter(({ answered }) => answered).length,
    },
  };
}

function outcomeOf(found: Found, relevant: readonly string[], calibration: Calibration): Outcome {
  const ranked = found.hits.map(({ id }) => id);
  const confidence = ranked.length === 0 ? 0 : calibration.confidence(found);
  return { ranked, relevant, confidence, answered: ranked.length > 0 && confidence >= calibration.threshold };
}

/** Reads the files, makes the engine, calibrates it on the questions of `tune` and on nothing else, and measures it.
    `warn` is told what may be a mistake. Throws BotError `bad_data` for files that can't be read and `bad_config` for an
    option that can't be meant. */
export function evaluateFolder(
  options: CorpusOptions,
  languages: Iterable<Language>,
  tools: SearchTools,
  warn: (text: string) => void,
): CorpusEvaluated {
  const language = languageOf(options.lang ?? 'en', [...languages]);
  const cost = costOf(options.cost ?? '1');
  const { corpus: dir, queries, tune: tuneFile } = options;
  const { docs, questions, tune, warnings } = readCollection({
    dir,
    ...(queries !== undefined && { queries }),
    ...(tuneFile !== undefined && { tune: tuneFile }),
  });
  for (const warning of warnings) warn(warning);
  const started = performance.now();
  const engine = tools.createEngine(docs, language);
  const buildMs = milliseconds(performance.now() - started);
  const judged = tune.map(({ q, relevant }): Judged => ({ found: engine.find(q, HITS), relevant }));
  const calibration = tools.calibrate(judged, cost);
  const asked = options.perturb ? questions.map((one) => ({ ...one, q: perturb(one) })) : questions;
  return {
    corpus: dir,
    language: language.tag,
    perturbed: options.perturb === true,
    cost,
    documents: docs.length,
    tuned: tune.length,
    buildMs,
    ...evaluateCorpus(engine, asked, calibration),
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

/** The table that `npm run eval -- --corpus` prints. What is measured on no question is `-`. */
export function formatCorpusEvaluated(evaluated: CorpusEvaluated): string {
  const { counts, intervals, documents, tuned } = evaluated;
  const ranked = (value: number, ends: Interval | null): string =>
    ends ? `${value.toFixed(3)}   95 % from ${ends[0].toFixed(3)} to ${ends[1].toFixed(3)}` : '-';
  const of = (count: number, value: number | null): string =>
    count === 0 || value === null ? '-' : value.toFixed(3);
  const rows: readonly (readonly [string, string])[] = [
    ['documents', `${documents} (${evaluated.language})`],
    ['questions', `${counts.questions}${evaluated.perturbed ? ', perturbed' : ''}`],
    ['  with an answer', String(counts.answerable)],
    ['  to be refused', String(counts.toRefuse)],
    ['calibrated on', tuned === 0 ? 'no question: the shipped weights' : `${tuned} questions`],
    ['', ''],
    ['first right (Hit@1)', ranked(evaluated.hit1, intervals.hit1)],
    ['first three (Hit@3)', ranked(evaluated.hit3, intervals.hit3)],
    ['MRR@10', ranked(evaluated.mrr10, intervals.mrr10)],
    ['nDCG@10', ranked(evaluated.ndcg10, intervals.ndcg10)],
    ['', ''],
    ['AUROC of confidence', of(counts.questions, evaluated.auroc)],
    ['accuracy', of(counts.questions, evaluated.accuracy)],
    ['MCC', of(counts.questions, evaluated.mcc)],
    ['answered', of(counts.questions, evaluated.answered)],
    ['  of these right', of(counts.answered, evaluated.answerPrecision)],
    ['refused rightly', of(counts.toRefuse, evaluated.refused)],
    ['threshold', `${evaluated.threshold.toFixed(3)} (cost ${evaluated.cost})`],
    ['', ''],
    ['build', `${evaluated.buildMs} ms`],
    ['question', `${evaluated.p50ms} ms p50, ${evaluated.p99ms} ms p99`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(22)}${value}`.trimEnd()).join('\n');
}

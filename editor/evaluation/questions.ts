import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FactBase, FactId, LanguageTag, PackId } from '../../src/core/fact.ts';
import { ProblemCollector, throwIfBad } from '../../src/facts/problems.ts';
import { type Entry, readList, readOne } from '../../src/facts/read.ts';
import { findTree } from '../../src/facts/tree.ts';
import type { Path } from '../../src/facts/yaml.ts';
import { answerableSchema, nearTrapSchema, outOfScopeSchema, strangersSchema } from './schema.ts';

/** A question that people ask, and what should answer it. Measures retrieval; is never searched. */
export interface EvaluationCase {
  readonly question: string;
  readonly language: LanguageTag;
  /** Any of these may stand first; empty when nothing here answers it. */
  readonly expects: readonly FactId[];
  /** `typo`, `vague`, `false-premise`, `other-company`: what makes it hard. */
  readonly tags: readonly string[];
  /** `tune`: the engine may be chosen by it. `report`: only ever counted. */
  readonly split: 'tune' | 'report';
}

/** A question close to facts that do not answer it. */
export interface NearTrap {
  readonly question: string;
  readonly language: LanguageTag;
  readonly near: readonly FactId[];
  /** What sets it apart: `verb`, `company`, `year`. */
  readonly differs: string;
  /** `tune`: thresholds may be chosen by it. `report`: only ever counted. */
  readonly split: 'tune' | 'report';
}

/** Companies that the base does not hold, and how people ask about one: `{name}` stands in each shape. */
export interface Strangers {
  readonly names: readonly string[];
  readonly shapes: readonly { readonly shape: string; readonly language: LanguageTag }[];
}

/** A question of the evaluation, and where it is written. */
export interface AskedQuestion {
  readonly question: string;
  readonly where: string;
}

/** Questions that measure retrieval and are never searched. */
export interface Evaluation {
  /** Per pack, the questions that its facts answer. */
  readonly inScope: ReadonlyMap<PackId, readonly EvaluationCase[]>;
  /** Each with `expects: []`. */
  readonly outOfScope: readonly EvaluationCase[];
  readonly nearTraps: readonly NearTrap[];
  readonly strangers: Strangers;
  /** All questions of the lists above, each with its `file:line:column`. */
  readonly asked: readonly AskedQuestion[];
}

const FILES: ReadonlySet<string> = new Set(['out-of-scope.yaml', 'near-traps.yaml', 'strangers.yaml']);

/** Reads the evaluation files below `dir` (data/): each pack's evaluation.yaml, evaluation/out-of-scope.yaml,
    near-traps.yaml and strangers.yaml; a file that is not there is empty. Not needed for answering, so the bot does not
    call it. Throws BotError `bad_data` that lists every problem, among them expected facts that `base` does not hold. */
export function loadEvaluation(dir: string, base: FactBase): Evaluation {
  const sink = new ProblemCollector();
  const evaluation = readEvaluation(dir, base, sink);
  throwIfBad(sink.problems);
  return evaluation;
}

/** The same, with what is wrong put into the sink. */
export function readEvaluation(dir: string, base: FactBase, sink: ProblemCollector): Evaluation {
  const need = (entry: Entry<unknown>, ids: readonly FactId[], path: Path) => {
    for (const [index, id] of ids.entries()) {
      if (base.facts.has(id)) continue;
      sink.error(
        entry.where([...path, index]),
        `no fact is called ${id}`,
        'Name a fact that is in the base.',
      );
    }
  };
  const asked: AskedQuestion[] = [];
  const note = <Value extends { readonly question: string }>(entry: Entry<Value>): Value => {
    asked.push({ question: entry.value.question, where: entry.where(['question']) });
    return entry.value;
  };
  const inScope = new Map<PackId, readonly EvaluationCase[]>();
  for (const { folder, id, served } of findTree(dir).packs) {
    const pack = [...base.packs.values()].find((one) => one.id === id);
    const file = join(folder, 'evaluation.yaml');
    if (!pack || !served || !existsSync(file)) continue;
    const entries = readList(file, answerableSchema, sink);
    for (const entry of entries) need(entry, entry.value.expects, ['expects']);
    inScope.set(pack.id, entries.map(note));
  }
  const at = (name: string) => join(dir, 'evaluation', name);
  for (const name of existsSync(at('')) ? readdirSync(at('')) : []) {
    if (FILES.has(name)) continue;
    sink.error(`${at(name)}:1:1`, 'is no file that anybody reads', `Call it ${[...FILES].join(', ')}.`);
  }
  const outOfScope = existsSync(at('out-of-scope.yaml'))
    ? readList(at('out-of-scope.yaml'), outOfScopeSchema, sink)
    : [];
  const nearTraps = existsSync(at('near-traps.yaml'))
    ? readList(at('near-traps.yaml'), nearTrapSchema, sink)
    : [];
  const strangers = existsSync(at('strangers.yaml'))
    ? readOne(at('strangers.yaml'), strangersSchema, sink)
    : undefined;
  for (const entry of nearTraps) need(entry, entry.value.near, ['near']);
  return {
    inScope,
    outOfScope: outOfScope.map(note).map((one) => ({ ...one, expects: [] })),
    nearTraps: nearTraps.map(note),
    strangers: strangers?.value ?? { names: [], shapes: [] },
    asked,
  };
}

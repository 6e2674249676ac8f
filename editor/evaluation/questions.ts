import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { FactBase, FactId, PackId } from '../../src/core/fact.ts';
import { ProblemCollector, throwIfBad } from '../../src/facts/problems.ts';
import { type Entry, readList, readOne } from '../../src/facts/read.ts';
import { factId, languageTag, plainText, slug } from '../../src/facts/schema/values.ts';
import { findTree } from '../../src/facts/tree.ts';
import type { Path } from '../../src/facts/yaml.ts';

/** Anything that somebody may type, markup and nonsense too. */
const question = z.string().min(1).max(1000);
const language = languageTag;
const tags = z.array(slug).max(10).default([]);
const split = z.enum(['report', 'tune']);
const facts = z.array(factId).min(1).max(20);

export const answerableSchema = z.strictObject({ question, language, expects: facts, tags, split });
export const outOfScopeSchema = z.strictObject({ question, language, tags, split });

/** One entry of evaluation/near-traps.yaml: close to a fact, and yet not what it says. */
export const nearTrapSchema = z.strictObject({ question, language, near: facts, differs: plainText(200), split });

const shape = question.refine(
  (text) => text.split('{name}').length === 2,
  'must hold {name} once: write it where the company stands',
);
/** evaluation/strangers.yaml: companies that the base does not hold, and how people ask about them. */
export const strangersSchema = z.strictObject({
  names: z.array(plainText(80)).min(1).max(2000),
  shapes: z.array(z.strictObject({ shape, language })).min(1).max(500),
});

/** A question that people ask, and the facts of which any may stand first; it measures, and is never searched. */
export type EvaluationCase = z.output<typeof answerableSchema>;
export interface Evaluation {
  /** Per pack, the questions that its facts answer. */
  readonly inScope: ReadonlyMap<PackId, readonly EvaluationCase[]>;
  /** Each with `expects: []`. */
  readonly outOfScope: readonly EvaluationCase[];
  readonly nearTraps: readonly z.output<typeof nearTrapSchema>[];
  readonly strangers: z.output<typeof strangersSchema>;
  /** All questions of the lists above, each with its `file:line:column`. */
  readonly asked: readonly { readonly question: string; readonly where: string }[];
}

const FILES = ['out-of-scope.yaml', 'near-traps.yaml', 'strangers.yaml', 'conversations.yaml', 'messages.yaml'];

/** The facts that an entry names, and where it does. */
type Naming<Value> = (value: Value) => readonly (readonly [path: Path, ids: readonly FactId[]])[];

/** The entries of a list, none where there is no such file; facts that are named and not held are problems. */
function readNaming<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  { facts: known }: FactBase,
  sink: ProblemCollector,
  named: Naming<z.output<Schema>> = () => [],
): readonly Entry<z.output<Schema>>[] {
  const entries = existsSync(file) ? readList(file, schema, sink) : [];
  for (const { value, where } of entries)
    for (const [path, ids] of named(value))
      for (const [index, id] of ids.entries())
        if (!known.has(id))
          sink.error(where([...path, index]), `no fact is called ${id}`, 'Name a fact that is in the base.');
  return entries;
}

function loaded<Value>(read: (sink: ProblemCollector) => Value): Value {
  const sink = new ProblemCollector();
  const value = read(sink);
  throwIfBad(sink.problems);
  return value;
}

/** A list below data/evaluation. Throws BotError `bad_data` that lists every problem. */
export function loadNaming<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  base: FactBase,
  named: Naming<z.output<Schema>>,
): readonly z.output<Schema>[] {
  return loaded((sink) => readNaming(file, schema, base, sink, named)).map(({ value }) => value);
}

/** `readEvaluation` that throws BotError `bad_data`, which lists every problem. */
export function loadEvaluation(dir: string, base: FactBase): Evaluation {
  return loaded((sink) => readEvaluation(dir, base, sink));
}

/** Reads the evaluation files below `dir` (data/): each pack's evaluation.yaml, evaluation/out-of-scope.yaml,
    near-traps.yaml and strangers.yaml; a file that is not there is empty. */
export function readEvaluation(dir: string, base: FactBase, sink: ProblemCollector): Evaluation {
  const asked: { question: string; where: string }[] = [];
  const note = <Value extends { readonly question: string }>(entry: Entry<Value>): Value => {
    asked.push({ question: entry.value.question, where: entry.where(['question']) });
    return entry.value;
  };
  const inScope = new Map<PackId, readonly EvaluationCase[]>();
  for (const { folder, id, served } of findTree(dir).packs) {
    const pack = [...base.packs.values()].find((one) => one.id === id);
    const file = join(folder, 'evaluation.yaml');
    if (!pack || !served || !existsSync(file)) continue;
    const entries = readNaming(file, answerableSchema, base, sink, (one) => [[['expects'], one.expects]]);
    inScope.set(pack.id, entries.map(note));
  }
  const at = (name: string) => join(dir, 'evaluation', name);
  for (const name of existsSync(at('')) ? readdirSync(at('')) : []) {
    if (FILES.includes(name)) continue;
    sink.error(`${at(name)}:1:1`, 'is no file that anybody reads', `Call it ${FILES.join(', ')}.`);
  }
  const outOfScope = readNaming(at('out-of-scope.yaml'), outOfScopeSchema, base, sink);
  const traps = readNaming(at('near-traps.yaml'), nearTrapSchema, base, sink, (one) => [[['near'], one.near]]);
  const file = at('strangers.yaml');
  const strangers = existsSync(file) ? readOne(file, strangersSchema, sink) : undefined;
  return {
    inScope,
    outOfScope: outOfScope.map(note).map((one) => ({ ...one, expects: [] })),
    nearTraps: traps.map(note),
    strangers: strangers?.value ?? { names: [], shapes: [] },
    asked,
  };
}

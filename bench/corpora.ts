import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectionDoc } from '../editor/evaluation/collection.ts';
import { type JudgedQuestion, readDocs, readQuestions } from '../editor/evaluation/corpus.ts';
import { chanceOf, perturb } from '../editor/evaluation/perturb.ts';
import { loadEvaluation } from '../editor/evaluation/questions.ts';
import type { LanguageTag } from '../src/core/fact.ts';
import type { Language } from '../src/core/language.ts';
import type { Loaded } from '../src/facts/load.ts';
import { DATA, realKnowledge } from '../tests/real-knowledge.ts';

export type Asking = { readonly text: string; readonly language?: LanguageTag };

/** The facts that are really served, and every question of the evaluation files, mixed. */
export async function realBase() {
  const knowledge = await realKnowledge();
  const { inScope, outOfScope, nearTraps } = loadEvaluation(DATA, knowledge.facts);
  const cases = [...[...inScope.values()].flat(), ...outOfScope, ...nearTraps];
  const asked = cases.map(({ question, language }): Asking => ({ text: question, language }));
  return { knowledge, asked: shuffled(asked, 'asked') };
}

/** `misspelt`: the same questions as somebody in a hurry types them, in the same order. */
export interface Corpus {
  readonly name: string;
  readonly language: Language;
  readonly docs: readonly CollectionDoc[];
  readonly clean: readonly JudgedQuestion[];
  readonly misspelt: readonly JudgedQuestion[];
}

/** The facts that are really served, in English: half of each one's questions are its other wordings, the others are asked,
    with those to be refused. */
export function ownBase({ base, languages }: Loaded): Corpus {
  const language = languageOf('en', languages);
  const docs: CollectionDoc[] = [];
  const clean: JudgedQuestion[] = [];
  for (const fact of base.facts.values()) {
    const wording = fact.wordings.get(language.tag);
    if (!wording || fact.status === 'withdrawn' || fact.status === 'superseded') continue;
    const topic = base.packs.get(fact.pack)?.topics.find((one) => one.id === fact.topic);
    const title = topic?.titles.get(language.tag) ?? '';
    const questions = shuffled(wording.questions, fact.id);
    const half = Math.ceil(questions.length / 2);
    docs.push({ id: fact.id, title, text: wording.claim, aliases: questions.slice(0, half) });
    for (const [index, q] of questions.slice(half).entries())
      clean.push({ id: `${fact.id} ${index}`, q, relevant: [fact.id] });
  }
  const { outOfScope, nearTraps } = loadEvaluation(DATA, base);
  for (const [index, { question, language: tag }] of [...outOfScope, ...nearTraps].entries())
    if (tag === language.tag) clean.push({ id: `refuse ${index}`, q: question, relevant: [] });
  const misspelt = clean.map((one) => ({ ...one, q: perturb(one) }));
  return { name: 'own base', language, docs, clean, misspelt };
}

/** Every folder below `dir` that holds docs.jsonl, queries.jsonl and queries.noised.jsonl. `-es` in its name is its
    language. */
export function corporaIn(dir: string, languages: ReadonlyMap<string, Language>): Corpus[] {
  const names = readdirSync(dir).sort();
  return names.flatMap((name): Corpus[] => {
    const files = ['docs', 'queries', 'queries.noised'].map((file) => join(dir, name, `${file}.jsonl`));
    const [, queries = '', noised = ''] = files;
    if (!files.every((file) => existsSync(file))) return [];
    const tag = name.split('-').find((part, at) => at > 0 && languages.has(part)) ?? 'en';
    const docs = readDocs(join(dir, name));
    const [clean, misspelt] = [readQuestions(queries, docs), readQuestions(noised, docs)];
    return [{ name, language: languageOf(tag, languages), docs, clean, misspelt }];
  });
}

/** Mixed by a seed: always the same for the same seed and things. */
export function shuffled<Thing>(things: readonly Thing[], seed: string): Thing[] {
  const chance = chanceOf(seed);
  const placed = things.map((thing) => ({ thing, place: chance() }));
  return placed.sort((one, other) => one.place - other.place).map(({ thing }) => thing);
}

function languageOf(tag: string, languages: ReadonlyMap<string, Language>): Language {
  const language = languages.get(tag);
  if (!language) throw new Error(`retrieval: the project has no language ${tag}`);
  return language;
}

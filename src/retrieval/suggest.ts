import type { Fact, FactBase, PackId } from '../core/fact.ts';
import type { Retriever } from '../core/retriever.ts';
import { cutTyped, fold, shorten } from '../core/text.ts';
import { type Complete, createCompletion } from './completion.ts';
import { type Completion, type CompletionTables, indexCompletions } from './completion-tables.ts';

export type Among = Parameters<Retriever['suggest']>[1];

/** Characters of a suggestion: Discord's autocomplete holds no more. */
const LONGEST = 100;
/** Characters of what was typed that are looked at. */
const TYPED = 60;

/** Questions that already hold an answer. They find the fact that corrects a false premise, and are never put into
    anybody's mouth. */
const LEADING =
  /^(?:was|is|are|were|do|does|did|has|have|had|ca|would|could|should)n['’]t |,? (?:right|correct|no|yes|true)\?$|, (?:\w+n['’]t|did|does|do|was|is|were|are|has|have|had|can|will) (?:it|he|she|they|there|we|you)\?$/iu;

/** The completions of every kind; each is indexed when it is first asked for. */
export type Completions = (among: Among) => CompletionTables;

/** Finishes what is being typed: first what is called just so, then what starts with it, then what holds all its words,
    then what does when the misspelt ones are mended. */
export function createSuggest(completions: Completions): Retriever['suggest'] {
  const made = new Map<Among, Complete>();
  return (typed, kind, limit, language) => {
    const complete = made.get(kind) ?? createCompletion(completions(kind));
    made.set(kind, complete);
    return complete(fold(cutTyped(typed, TYPED)), limit, language);
  };
}

export function completionsOf(facts: FactBase): Completions {
  return (kind) => {
    const shown = [...facts.facts.values()].filter((fact) => fact.status !== 'withdrawn');
    const sizes = new Map<PackId, number>();
    for (const { pack } of shown) sizes.set(pack, (sizes.get(pack) ?? 0) + 1);
    const size = (fact: Fact): number => sizes.get(fact.pack) ?? 0;
    const among: Readonly<Record<Among, () => readonly Completion[]>> = {
      questions: () => shown.flatMap((fact) => questionsOf(fact, size(fact))),
      companies: () => companies(facts, sizes),
      ids: () => shown.map((fact) => completion(fact.id, size(fact) + fact.weight)),
    };
    return indexCompletions(among[kind]());
  };
}

function questionsOf({ id, weight, wordings }: Fact, size: number): readonly Completion[] {
  return [...wordings].flatMap(([language, { questions }]) =>
    questions.flatMap((text, at) =>
      LEADING.test(text) ? [] : [{ ...completion(text, size + weight * 10 - at), of: id, language }],
    ),
  );
}

function completion(text: string, weight: number, also: readonly string[] = []): Completion {
  return { text: shorten(text, LONGEST), keys: [text, ...also].map(fold), weight };
}

/** Companies with a dossier first, the one with most facts before the others; then their brands. Each is found by its
    other names too. */
function companies(facts: FactBase, sizes: ReadonlyMap<PackId, number>): readonly Completion[] {
  const covered = new Map([...facts.packs.values()].map((pack) => [pack.company, sizes.get(pack.id) ?? 0]));
  return [...facts.entities.values()].flatMap((entity) => {
    const size = covered.get(entity.id);
    const isBrand = entity.kind === 'brand' && entity.ownedBy !== undefined && covered.has(entity.ownedBy);
    if (size === undefined && !isBrand) return [];
    return [completion(entity.name, size === undefined ? 0 : size + 1, entity.aliases)];
  });
}

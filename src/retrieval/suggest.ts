import Fuse from 'fuse.js';
import type { Fact, FactBase, PackId } from '../core/fact.ts';
import type { Retriever } from '../core/ports.ts';
import { cutTyped, fold, shorten } from '../core/text.ts';

type Among = Parameters<Retriever['suggest']>[1];

interface Entry {
  readonly text: string;
  readonly folded: string;
  /** What stands first when nothing is typed. */
  readonly weight: number;
}

/** Characters of a suggestion: Discord's autocomplete holds no more. */
const LONGEST = 100;
/** Characters of what was typed that are looked at. */
const TYPED = 60;

/** Questions that already hold an answer. They find the fact that corrects a false premise, and are never put into
    anybody's mouth. */
const LEADING =
  /^(?:was|is|are|were|do|does|did|has|have|had|ca|would|could|should)n['’]t |,? (?:right|correct|no|yes|true)\?$|, (?:\w+n['’]t|did|does|do|was|is|were|are|has|have|had|can|will) (?:it|he|she|they|there|we|you)\?$/iu;

/** Finishes what is being typed: first what starts with it, then what holds all its words, then what Fuse finds. */
export function createSuggest(facts: FactBase): Retriever['suggest'] {
  const shown = [...facts.facts.values()].filter((fact) => fact.status !== 'withdrawn');
  const sizes = new Map<PackId, number>();
  for (const { pack } of shown) sizes.set(pack, (sizes.get(pack) ?? 0) + 1);
  const size = (fact: Fact): number => sizes.get(fact.pack) ?? 0;
  const entries: Readonly<Record<Among, readonly Entry[]>> = {
    questions: shown.flatMap((fact) =>
      [...fact.wordings.values()].flatMap((wording) =>
        wording.questions.flatMap((text, at) =>
          LEADING.test(text) ? [] : [entry(text, size(fact) + fact.weight * 10 - at)],
        ),
      ),
    ),
    companies: companies(facts, sizes),
    ids: shown.map((fact) => entry(fact.id, size(fact) + fact.weight)),
  };
  const fuses = new Map<Among, Fuse<Entry>>();
  const fuseOf = (among: Among): Fuse<Entry> => {
    const made =
      fuses.get(among) ??
      new Fuse(entries[among], { keys: ['folded'], threshold: 0.35, ignoreLocation: true });
    fuses.set(among, made);
    return made;
  };
  return (typed, among, limit) => {
    const sought = fold(cutTyped(typed, TYPED));
    const all = entries[among];
    if (sought === '') return texts([...all].sort(heavier), limit);
    const words = sought.split(' ');
    const starts = all.filter(({ folded }) => folded.startsWith(sought)).sort(heavier);
    const holds = all
      .filter(({ folded }) => words.every((word) => ` ${folded}`.includes(` ${word}`)))
      .sort(heavier);
    const found = texts([...starts, ...holds], limit);
    if (found.length >= limit || sought.length < 3 || sought.length > 32) return found;
    const near = fuseOf(among)
      .search(sought, { limit })
      .map(({ item }) => item);
    return texts([...starts, ...holds, ...near], limit);
  };
}

function entry(text: string, weight: number): Entry {
  return { text: shorten(text, LONGEST), folded: fold(text), weight };
}

function heavier(a: Entry, b: Entry): number {
  return b.weight - a.weight || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
}

function texts(entries: readonly Entry[], limit: number): readonly string[] {
  return [...new Set(entries.map(({ text }) => text))].slice(0, limit);
}

/** Companies with a dossier first, the one with most facts before the others; then their brands. */
function companies(facts: FactBase, sizes: ReadonlyMap<PackId, number>): readonly Entry[] {
  const covered = new Map([...facts.packs.values()].map((pack) => [pack.company, sizes.get(pack.id) ?? 0]));
  return [...facts.entities.values()].flatMap((entity) => {
    const size = covered.get(entity.id);
    if (size !== undefined) return [entry(entity.name, size + 1)];
    return entity.kind === 'brand' && entity.ownedBy && covered.has(entity.ownedBy)
      ? [entry(entity.name, 0)]
      : [];
  });
}

import type { FactBase, PackId, Source, SourceId } from './fact.ts';
import type { Context } from './ports.ts';
import type { Settings } from './settings.ts';

type Held = Pick<Context, 'facts' | 'retriever'>;

/** Choices of packs that are kept for one base: a workspace may make one after another. */
const KEPT = 20;
const kept = new WeakMap<FactBase, Map<string, Held>>();

/** What a workspace is answered from: facts, listings and documents of the packs that it chose, and nothing of the others
    but their names, so that a question about another company is not taken for one about these. */
export function chosenPacks(held: Held, packs: Settings['packs']): Held {
  const all = [...held.facts.packs.keys()];
  const chosen = packs === 'all' ? all : all.filter((id) => packs.includes(id));
  if (chosen.length === all.length) return held;
  const views = kept.get(held.facts) ?? new Map<string, Held>();
  const key = chosen.join(' ');
  const known = views.get(key);
  if (known) return known;
  if (views.size >= KEPT) views.clear();
  const facts = only(chosen, held.facts);
  const view = { facts, retriever: held.retriever.within(facts) };
  kept.set(held.facts, views.set(key, view));
  return view;
}

function only(chosen: readonly PackId[], base: FactBase): FactBase {
  const facts = new Map([...base.facts].filter(([, { pack }]) => chosen.includes(pack)));
  const listings = base.listings.filter(({ pack }) => chosen.includes(pack));
  const sources = new Map<SourceId, Source>();
  const add = (id: SourceId): void => {
    const source = base.sources.get(id);
    if (!source || sources.has(id)) return;
    sources.set(id, source);
    for (const other of [...source.originatesFrom, ...(source.via ? [source.via] : [])]) add(other);
  };
  for (const { cites } of [...facts.values(), ...listings]) for (const { source } of cites) add(source);
  const packs = new Map([...base.packs].filter(([id]) => chosen.includes(id)));
  return { packs, facts, sources, entities: base.entities, listings };
}

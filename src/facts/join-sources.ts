import type { Source, SourceId } from '../core/fact.ts';
import type { RawPack } from './raw-pack.ts';
import type { Register } from './register.ts';

/** Sources of all packs. Each has an address, is cited, over however many steps, by one that has, or says why it is not
    linked; a fact needs one that somebody can open all the same. */
export function joinSources(packs: readonly RawPack[], register: Register): ReadonlyMap<SourceId, Source> {
  const sources = new Map<SourceId, Source>();
  const entries = packs.flatMap((pack) => pack.sources);
  for (const entry of entries) {
    if (register.add('source', entry.value.id, entry)) sources.set(entry.value.id, entry.value);
  }
  for (const entry of entries) {
    const { via, originatesFrom } = entry.value;
    const found = via === undefined || register.need('source', via, entry, ['via']);
    register.needAll('source', originatesFrom, entry, ['originatesFrom']);
    if (entry.value.unlinked === undefined && found && openable(entry.value.id, sources) === undefined) {
      const message = `${entry.value.id} has no address, and following via leads to none`;
      register.error(entry.where(['via']), message, 'Name a source in via that has a url.');
    }
  }
  return sources;
}

/** The source to open in order to check this one: itself, or the first along `via` that has an address. */
export function openable(id: SourceId, sources: ReadonlyMap<SourceId, Source>): Source | undefined {
  const seen = new Set<SourceId>();
  let source = sources.get(id);
  while (source && source.url === undefined && !seen.has(source.id)) {
    seen.add(source.id);
    source = source.via === undefined ? undefined : sources.get(source.via);
  }
  return source?.url === undefined ? undefined : source;
}

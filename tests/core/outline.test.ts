import { describe, expect, it } from 'vitest';
import type { FactId } from '../../src/core/fact.ts';
import { factsAbout, factsOfPack } from '../../src/core/outline.ts';
import { base, baseWith, fact } from '../base.ts';

const all = [...base.facts.values()];
const ids = (facts: readonly { readonly id: FactId }[]) => facts.map(({ id }) => id);

describe('an outline', () => {
  it('names the facts of every pack and of everything that they are about, as walking through all of them does', () => {
    const shown = all.filter(({ status }) => status !== 'withdrawn');
    expect(shown.length).toBeLessThan(all.length);
    for (const id of base.packs.keys()) {
      expect(ids(factsOfPack(id, base.facts))).toEqual(ids(shown.filter(({ pack }) => pack === id)));
    }
    for (const id of base.entities.keys()) {
      const about = ids(shown.filter((one) => one.about.includes(id))).sort();
      const found = factsAbout(id, base.facts);
      expect(ids(found).sort()).toEqual(about);
      const subjects = found.map((one) => one.about[0] === id);
      expect(subjects).toEqual([...subjects].sort((a, b) => Number(b) - Number(a)));
    }
  });

  it('is another one for other facts', () => {
    const [one] = all.filter(({ status }) => status === 'stands');
    if (!one) throw new Error('a fact is needed');
    const without = baseWith({ ...fact(one.id), status: 'withdrawn' });
    expect(ids(factsOfPack(one.pack, without.facts))).not.toContain(one.id);
    expect(ids(factsOfPack(one.pack, base.facts))).toContain(one.id);
  });
});

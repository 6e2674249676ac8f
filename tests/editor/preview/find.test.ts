import { describe, expect, it } from 'vitest';
import { differing } from '../../../editor/preview/changes.ts';
import { findFact } from '../../../editor/preview/find.ts';
import { base } from '../../base.ts';

const ids = [...base.facts.keys()];

describe('a fact is found', () => {
  it('by its id, in letters of any case', () => {
    for (const id of ids) {
      expect(findFact(` ${id.toUpperCase()} `, base)).toMatchObject({ kind: 'fact', fact: { id } });
    }
  });

  it('by a part that no other id has', () => {
    for (const id of ids) {
      const alone = id.slice(0, -1);
      const holders = ids.filter((one) => one.includes(alone));
      const found = findFact(alone, base);
      if (holders.length === 1) expect(found).toMatchObject({ kind: 'fact', fact: { id } });
    }
  });

  it('by nothing that is mistyped, but named as meant', () => {
    for (const id of ids) {
      const slip = `${id.slice(0, 4)}x${id.slice(4)}`;
      const found = findFact(slip, base);
      expect(found).toMatchObject({ kind: 'none' });
      expect(found.kind === 'none' && found.near).toContain(id);
    }
  });

  it.each(['', '   ', '/../..', '<b>', '\u0000'])('not by %j', (typed) => {
    expect(findFact(typed, base).kind).toBe('none');
  });
});

describe('what differs from the last commit', () => {
  const one = '- id: a.one\n  claim: x\n';
  const two = '- id: a.two\n  claim: y\n';

  it('is what is new or says something else, not what moved or is spaced otherwise', () => {
    expect(differing(one + two, two + one.replace('claim: x', 'claim:   "x"'))).toEqual([]);
    expect(differing(one + two, one.replace('x', 'z') + two)).toEqual(['a.one']);
    expect(differing('', one)).toEqual(['a.one']);
    expect(differing(one + two, one)).toEqual([]);
  });

  it('is nothing of a file that can not be read', () => {
    expect(differing(one, '- id: "')).toEqual([]);
    expect(differing(one, 'text')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { disagreementsAreShown } from '../../../../editor/lint/rules/disagreements-are-shown.ts';
import { fact, findingsOf, otherFact, source } from '../../../facts/data-folder.ts';

const BOTH = ['acme.founded-1949', 'acme.makes-anvils'];

function shown(
  place: Record<string, unknown>,
  facts: unknown[] = [fact(), otherFact()],
  sources = [source()],
) {
  return findingsOf(disagreementsAreShown, {
    'packs/acme/facts/history.yaml': facts,
    'packs/acme/sources.yaml': sources,
    'packs/acme/disagreements.yaml': [{ place: 7, about: 'When Acme was founded.', ...place }],
  }).map(({ message }) => message);
}

describe('disagreements-are-shown', () => {
  it('takes disagreesWith when two of the facts name each other', () => {
    const place = { facts: BOTH, shown: ['disagreesWith'] };
    expect(shown(place, [fact(), otherFact({ disagreesWith: ['acme.founded-1949'] })])).toEqual([]);
    expect(shown(place)).toEqual([
      'place 7 is not shown by disagreesWith: no two of its facts name each other in disagreesWith',
    ]);
  });

  it('takes a caveat of one of the facts', () => {
    const place = { facts: BOTH, shown: ['caveat'] };
    expect(shown(place, [fact({ caveat: 'Others say 1948.' }), otherFact()])).toEqual([]);
    expect(shown(place)).toEqual(['place 7 is not shown by caveat: none of its facts has a caveat']);
  });

  it('takes attribution when each of the facts names who says so', () => {
    const place = { facts: BOTH, shown: ['attribution'] };
    expect(shown(place)).toEqual([]);
    expect(shown(place, [fact(), otherFact({ claim: 'Acme makes anvils.' })])).toEqual([
      'place 7 is not shown by attribution: acme.makes-anvils does not name who says so',
    ]);
  });

  it('takes a note of one of the sources', () => {
    const place = { sources: ['post-acme'], shown: ['note'] };
    expect(shown(place, [fact()], [source({ note: 'Its first page is torn.' })])).toEqual([]);
    expect(shown(place, [fact()])).toEqual(['place 7 is not shown by note: none of its sources has a note']);
  });

  it('looks at every way that is claimed', () => {
    expect(shown({ facts: BOTH, shown: ['attribution', 'caveat', 'note'] })).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { listingsArePositions } from '../../../../editor/lint/rules/listings-are-positions.ts';
import { entity, messagesOf } from '../../../facts/data-folder.ts';

const LISTER = { id: 'anvil-watch', kind: 'organisation', name: 'Anvil Watch' };

const listing = (fields: Record<string, unknown>) =>
  messagesOf(listingsArePositions, {
    'packs/acme/entities.yaml': [entity(), LISTER],
    'packs/acme/listings.yaml': [
      {
        id: 'acme.anvil-watch',
        company: 'acme',
        by: 'anvil-watch',
        grounds: { en: 'sales of anvils to road builders' },
        cites: [{ source: 'post-acme' }],
        asOf: '2026-01-01',
        ...fields,
      },
    ],
  });

describe('listings-are-positions', () => {
  it('lets grounds pass, and the lister’s own words in quotation marks', () => {
    expect(listing({})).toEqual([]);
    expect(listing({ grounds: { en: 'sales that it calls “complicit”' } })).toEqual([]);
  });

  it.each([
    [{ company: 'anvil-watch' }, 'anvil-watch is no company'],
    [{ by: 'acme' }, 'acme is nobody who lists'],
    [{ grounds: { en: 'its complicity in road building' } }, 'the grounds (en) use "complicity"'],
    [{ grounds: { en: 'anvils; everybody should leave' } }, 'the grounds (en) call for something'],
    [{ grounds: { en: 'anvils', es: 'yunques: boicot ya' } }, 'the grounds (es) call for something'],
  ])('finds what is wrong with %j', (fields, message) => expect(listing(fields)).toEqual([message]));
});

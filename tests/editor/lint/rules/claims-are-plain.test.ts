import { describe, expect, it } from 'vitest';
import { claimsArePlain } from '../../../../editor/lint/rules/claims-are-plain.ts';
import { everyPhrase, fact, findingsOf, language, messagesOf, pack } from '../../../facts/data-folder.ts';

const claims = (claim: string, fields = {}) =>
  messagesOf(claimsArePlain, { 'packs/acme/facts/history.yaml': [fact({ claim, ...fields })] });

describe('claims-are-plain', () => {
  it.each([
    'The Toledo Post reports that Acme was founded in 1949.',
    'By the Post’s count, Acme was paid $3 million.',
    'In the Toledo Post, Acme is a maker of anvils.',
    'The letter has “inhumane” for it.',
    'Reuters writes that the boycott call came in July 2018.',
    'The Post says that U.S. agencies and the US army bought anvils.',
    'According to its own account, Acme made anvils.',
  ])('lets %j pass', (claim) => expect(claims(claim)).toEqual([]));

  it.each([
    ['The Post says that Acme is complicit.', 'uses the loaded word "complicit"'],
    ['The Post says that the camps are inhumane.', 'uses the loaded word "inhumane"'],
    ['The Post says that Acme surveils people.', 'uses the loaded word "surveils"'],
    ['The Post says that Acme admitted it.', 'uses the loaded word "admitted"'],
    ['The Post says that we know Acme.', 'speaks as "we"'],
    ['The Post says so. Boycott Acme.', 'tells the reader what to do ("Boycott")'],
    ['The Post says that you can leave.', 'tells the reader what to do ("you")'],
    ['The Post says that Acme should be boycotted.', 'tells the reader what to do ("should be boycott")'],
    ['Acme was founded in 1949.', 'does not name who says so'],
    ['The Post says that Acme was founded', 'does not end as a sentence'],
  ])('refuses %j', (claim, message) => expect(claims(claim)).toEqual([expect.stringContaining(message)]));

  it('reads the caveat too', () => {
    const claim = 'The Post says that Acme makes anvils.';
    expect(claims(claim, { caveat: 'A shocking gap is left open.' })).toEqual([
      expect.stringContaining('"shocking"'),
    ]);
  });

  it('reads translations, and points at their file', () => {
    const made = {
      id: 'acme.founded-1949',
      of: 'abcdefgh',
      claim: 'El Post llama inhumana a Acme.',
      questions: ['¿Cuándo?'],
    };
    const [finding, ...others] = findingsOf(claimsArePlain, {
      'languages/es.yaml': language('es', everyPhrase()),
      'packs/acme/pack.yaml': pack({ languages: ['en', 'es'] }),
      'packs/acme/facts/history.es.yaml': [made],
    });
    expect(finding?.message).toContain('"inhumana"');
    expect(finding?.where).toContain('history.es.yaml:1:');
    expect(others).toEqual([]);
  });
});

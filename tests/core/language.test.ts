import { expect, it } from 'vitest';
import { isPhraseKey, PHRASES } from '../../src/core/language.ts';
import { english, spanish } from '../base.ts';

const VALUES = {
  company: 'Norvane',
  brand: 'Tallybird',
  by: 'Dockside Watch',
  date: '2 May 2019',
  name: 'Zq',
  nature: 'ceiling',
};

it('PHRASES can each be said, with its values and without any, in every language', () => {
  for (const { say } of [english, spanish]) {
    for (const key of PHRASES.filter(isPhraseKey)) {
      expect(say(key, VALUES).trim()).not.toBe('');
      expect(say(key)).not.toMatch(/[{}]/);
    }
  }
});

it('PHRASES says a value as it is, whatever it holds', () => {
  for (const name of ['{x}', "'{", '<b>#</b>', '{count, plural, other {#}}'])
    expect(english.say('unknown-name', { name })).toContain(name);
});

import { describe, expect, it } from 'vitest';
import { defaultsFor } from '../../src/boot/base.ts';
import { knowledge } from '../base.ts';

describe('defaultsFor', () => {
  it('takes a language and packs that the base holds', () => {
    expect(defaultsFor({ language: 'es', packs: ['norvane'] }, knowledge)).toMatchObject({
      language: 'es',
      packs: ['norvane'],
    });
    expect(defaultsFor({ language: 'en', packs: 'all' }, knowledge).packs).toBe('all');
  });

  it('refuses others, all at once, and says which there are', () => {
    const wrong = () => defaultsFor({ language: 'tlh', packs: ['norvane', 'acme'] }, knowledge);
    expect(wrong).toThrow(/^BOT_LANGUAGE .*\ben\b.*\nPACKS .*\bnorvane\b/);
  });
});

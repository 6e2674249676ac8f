import type { Language } from '../../src/core/language.ts';
import { fold } from '../../src/core/text.ts';

/** A language that knows its stemmer and its small words, and nothing else. */
function plain(tag: string, stemmer: string, small: string): Language {
  return {
    tag,
    name: tag,
    stemmer,
    forms: new Map(),
    small: new Set(fold(small).split(' ')),
    asks: new Map(),
    ordinary: new Set(),
    besideNames: { behind: new Map(), loosely: new Set(), before: new Set() },
    strangers: new Set(),
    glossary: new Map(),
    commands: new Map(),
    say: (key) => key,
    speaks: false,
  };
}

export const plainEnglish = plain('en', 'english', 'a the of to is are do does i my what how when where can in on');
export const plainSpanish = plain('es', 'spanish', 'el la los las de del a un una qué cómo cuándo dónde es en mi');

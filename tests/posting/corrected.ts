import type { Knowledge } from '../../src/core/bot.ts';
import type { Fact } from '../../src/core/fact.ts';
import { baseWith, changed, fact, knowledge } from '../base.ts';

/** A fact that cards showed before it was corrected. */
export const SHOWN = fact('norvane.ctb-spent').id;
export const WAS = 'Norvane was paid less.';
export const WHY = 'The table was read wrongly.';

export const CORRECTIONS: Fact['corrections'] = [{ on: '2026-03-09', was: WAS, why: WHY }];
const base = withFact({ corrections: CORRECTIONS });

/** The base after it. */
export const correctedBase = (): Knowledge => base;

export function withFact(changes: Partial<Fact>): Knowledge {
  return { ...knowledge, facts: baseWith(changed(SHOWN, changes)) };
}

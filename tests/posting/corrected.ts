import { commands } from '../../src/commands/index.ts';
import { createBot, type Knowledge } from '../../src/core/bot.ts';
import type { Fact } from '../../src/core/fact.ts';
import type { Bot, Store } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
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

/** A bot with every command, on a store and a clock of the test's. */
export function botOf(store: Store, now = () => new Date(), current = () => knowledge): Bot {
  return createBot({ knowledge: current, commands, store, report: () => undefined, now, defaults: DEFAULT_SETTINGS });
}

import type { Config } from '../../src/config.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import { examineBuilt } from './built.ts';
import type { Examined } from './outcome.ts';

export interface ExaminedBase {
  readonly examined: readonly Examined[];
  /** Those that it speaks; undefined when it can't be used. */
  readonly languages?: readonly Language[];
}

/** Whether the bot beside this doctor can answer from its base: a built one from what was built, else from the texts. */
export async function examineBase(config: Config, today: IsoDate): Promise<ExaminedBase> {
  return import.meta.built
    ? examineBuilt(config, today)
    : (await import('./texts.ts')).examineTexts(config, today);
}

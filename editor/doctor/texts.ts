import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Config } from '../../src/config.ts';
import { BotError } from '../../src/core/errors.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { BadData } from '../../src/facts/problems.ts';
import type { ExaminedBase } from './base.ts';
import { examineBuild } from './built.ts';
import { judgeBase } from './judge-base.ts';
import { type Examined, problem } from './outcome.ts';

/** Errors of the base that are listed. */
const LISTED = 5;

/** Whether the base that DATA_DIR names can be answered from: the texts themselves, and not what was compiled of them. */
export function examineTexts(config: Config, today: IsoDate): ExaminedBase {
  if (!existsSync(config.dataDir)) {
    const todo = 'Leave DATA_DIR empty for the facts of this project, or name a folder that is there.';
    return { examined: [problem('facts', 'DATA_DIR names no folder.', todo)] };
  }
  try {
    const { base, languages } = loadFacts(config.dataDir);
    const judged = judgeBase(base, [...languages.keys()], config, today);
    return { languages: [...languages.values()], examined: [...judged, ...examineBuild(config)] };
  } catch (error) {
    return { examined: broken(error) };
  }
}

function broken(error: unknown): readonly Examined[] {
  if (!(error instanceof BadData)) {
    const says =
      error instanceof BotError
        ? 'The facts can’t be used.'
        : 'The facts can’t be read: something unforeseen.';
    return [problem('facts', says, 'npm run lint:data says more.')];
  }
  const errors = error.problems.filter(({ level }) => level === 'error');
  const listed = errors
    .slice(0, LISTED)
    .map(({ where, message, tip }) =>
      problem('facts', `${relative(process.cwd(), where)}  ${message}.`, tip),
    );
  const more = errors.length - listed.length;
  return more <= 0
    ? listed
    : [
        ...listed,
        problem('facts', `And ${more} more errors in the facts.`, 'npm run lint:data lists them all.'),
      ];
}

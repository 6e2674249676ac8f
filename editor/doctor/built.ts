import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../../src/config.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { BotError } from '../../src/core/errors.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import { openBuilt } from '../../src/knowledge.ts';
import type { ExaminedBase } from './base.ts';
import { judgeBase } from './judge-base.ts';
import { type Examined, ok, problem, warning } from './outcome.ts';

/** Whether what `npm run build` wrote can be answered from. */
export function examineBuilt(config: Config, today: IsoDate): ExaminedBase {
  const { knowledge, examined } = openedBuild(config);
  if (!knowledge) return { examined };
  const { facts, languages } = knowledge;
  const tags = languages.map(({ tag }) => tag);
  return { languages, examined: [...judgeBase(facts, tags, config, today), ...examined] };
}

/** The same of the build that lies beside the texts, where there is one: `npm run serve` starts it, whatever they say. */
export function examineBuild(config: Config): readonly Examined[] {
  return existsSync(dirname(config.builtBase)) ? openedBuild(config).examined : [];
}

function openedBuild(config: Config): { knowledge?: Knowledge; examined: readonly Examined[] } {
  const changed: Examined[] = [];
  try {
    const knowledge = openBuilt(config, (says) => {
      changed.push(warning('build', says, 'npm run build'));
    });
    const none = ok('build', 'The build in dist/ holds the facts whole.');
    return { knowledge, examined: changed.length > 0 ? changed : [none] };
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return { examined: [problem('build', error.message, error.hint)] };
  }
}

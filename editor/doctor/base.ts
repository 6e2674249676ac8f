import { existsSync } from 'node:fs';
import type { Config } from '../../src/config.ts';
import { BotError } from '../../src/core/errors.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import { openKnowledge } from '../../src/knowledge.ts';
import { type Outcome, ok, problem, warning } from './outcome.ts';

/** Lines of a refusal that are repeated: the first problems of the facts. */
const SHOWN = 12;

/** Whether the bot beside this doctor can answer from its base, as it would open it, and as it was configured. */
export async function examineBase(config: Config, today: IsoDate): Promise<readonly Outcome[]> {
  // What is no folder may be a token in the wrong line: it is not repeated.
  if (!import.meta.built && !existsSync(config.dataDir))
    return [problem('facts', 'DATA_DIR names no folder.', 'Leave it empty.')];
  const outcomes: Outcome[] = [];
  try {
    const { facts, languages } = await openKnowledge(config, (says) => {
      outcomes.push(warning('build', says, 'npm run build'));
    });
    const tags = languages.map(({ tag }) => tag);
    const packs = [...facts.packs.keys()].map(String);
    const late = [...facts.facts.values()].filter(
      ({ reviewBy, status }) => reviewBy < today && status !== 'withdrawn' && status !== 'superseded',
    );
    if (facts.facts.size === 0)
      outcomes.push(problem('facts', 'There is no fact to answer from.', 'Leave DATA_DIR empty.'));
    else outcomes.push(ok('facts', `${facts.facts.size} facts from ${facts.sources.size} sources.`));
    if (late.length > 0) {
      const says = `${late.length} facts are past the day of their review; answers say so.`;
      outcomes.push(warning('reviews', says, 'npm run lint:data lists them. Or take newer facts.'));
    }
    if (config.packs !== 'all' && !config.packs.every((id) => packs.includes(id)))
      outcomes.push(problem('packs', 'PACKS names no pack of them.', `There are: ${packs.join(', ')}.`));
    if (!tags.includes(config.language))
      outcomes.push(problem('languages', 'BOT_LANGUAGE is not spoken.', `There are: ${tags.join(', ')}.`));
    return outcomes;
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    const says = error.message.split('\n').slice(0, SHOWN).join('\n');
    return [problem('facts', says, error.hint)];
  }
}

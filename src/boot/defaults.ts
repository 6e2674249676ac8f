import type { Config } from '../config.ts';
import type { Knowledge } from '../core/bot.ts';
import { BotError } from '../core/errors.ts';
import type { PackId } from '../core/fact.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';

/** What holds in a workspace that saved nothing. Throws BotError `bad_config` for what the base does not have. */
export function defaultsFor(
  config: Pick<Config, 'language' | 'packs'>,
  { facts, languages }: Pick<Knowledge, 'facts' | 'languages'>,
): Settings {
  const problems: string[] = [];
  const tags = languages.map(({ tag }) => tag);
  if (!tags.includes(config.language))
    problems.push(`BOT_LANGUAGE names no language that I speak: ${tags.join(', ')}.`);
  const known = [...facts.packs.keys()];
  const wanted: PackId[] | 'all' =
    config.packs === 'all' ? 'all' : known.filter((id) => config.packs.includes(id));
  if (config.packs !== 'all' && config.packs.some((id) => !known.some((one) => one === id))) {
    problems.push(`PACKS names a pack that I do not have. There are: ${known.join(', ')}.`);
  }
  if (problems.length > 0) {
    throw new BotError(
      'bad_config',
      problems.join('\n'),
      'Set it in .env or the environment, or leave it empty.',
    );
  }
  return { ...DEFAULT_SETTINGS, language: config.language, packs: wanted };
}

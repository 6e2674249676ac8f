import type { Config } from '../../src/config.ts';
import type { FactBase, IsoDate, LanguageTag } from '../../src/core/fact.ts';
import { type Examined, ok, problem, warning } from './outcome.ts';

/** Whether what was read can be answered from as it was configured. `tags`: the languages that it speaks. Pure. */
export function judgeBase(
  base: FactBase,
  tags: readonly LanguageTag[],
  config: Pick<Config, 'packs' | 'language'>,
  today: IsoDate,
): readonly Examined[] {
  const late = [...base.facts.values()].filter(
    ({ reviewBy, status }) => reviewBy < today && status !== 'withdrawn' && status !== 'superseded',
  );
  const packs = [...base.packs.keys()];
  const known = new Set<string>(packs);
  const wanted = config.packs === 'all' ? [] : config.packs;
  return [
    base.facts.size === 0
      ? problem('facts', 'There is no fact to answer from.', 'Leave DATA_DIR empty, or fill its packs.')
      : ok('facts', `${base.facts.size} facts from ${base.sources.size} sources.`),
    late.length === 0
      ? ok('reviews', 'No fact is past the day by which it was to be looked at again.')
      : warning(
          'reviews',
          `${late.length} facts are past the day by which they were to be looked at again; answers say so.`,
          'npm run lint:data lists them. Or take a newer version of the facts.',
        ),
    wanted.every((id) => known.has(id))
      ? ok('packs', `Packs that are answered from: ${wanted.length === 0 ? 'all' : wanted.join(', ')}.`)
      : problem(
          'packs',
          'PACKS names a pack that is not there.',
          `There are: ${packs.join(', ')}; or leave it empty.`,
        ),
    tags.includes(config.language)
      ? ok('languages', `It speaks ${tags.join(', ')}; ${config.language} where nobody chose.`)
      : problem(
          'languages',
          'BOT_LANGUAGE names no language that it speaks.',
          `It speaks ${tags.join(', ')}.`,
        ),
  ];
}

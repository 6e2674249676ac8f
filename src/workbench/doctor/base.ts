import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Config } from '../../config.ts';
import { BotError } from '../../core/errors.ts';
import { type Examined, ok, problem, warning } from '../../core/examination.ts';
import type { IsoDate } from '../../core/fact.ts';
import { type Loaded, loadFacts } from '../../facts/load.ts';
import { BadData } from '../../facts/problems.ts';

/** Errors of the base that are listed. */
const LISTED = 5;

export interface ExaminedBase {
  readonly examined: readonly Examined[];
  /** Undefined when it can't be used. */
  readonly opened?: Loaded;
}

/** Whether the base that DATA_DIR names can be answered from: the texts themselves, and not what was compiled of them. */
export function examineBase(config: Config, today: IsoDate): ExaminedBase {
  if (!existsSync(config.dataDir)) {
    const todo = 'Leave DATA_DIR empty for the facts of this project, or name a folder that is there.';
    return { examined: [problem('facts', 'DATA_DIR names no folder.', todo)] };
  }
  try {
    const opened = loadFacts(config.dataDir);
    return { opened, examined: judgeBase(opened, config, today) };
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

/** Pure. */
function judgeBase({ base, languages }: Loaded, config: Config, today: IsoDate): readonly Examined[] {
  const late = [...base.facts.values()].filter(
    ({ reviewBy, status }) => reviewBy < today && status !== 'withdrawn' && status !== 'superseded',
  );
  const packs = [...base.packs.keys()];
  const known = new Set<string>(packs);
  const tags = [...languages.keys()];
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

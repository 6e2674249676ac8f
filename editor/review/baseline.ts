import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { type Loaded, loadFacts } from '../../src/facts/load.ts';
import { type Problem, ProblemCollector } from '../../src/facts/problems.ts';
import { type Evaluation, readEvaluation } from '../evaluation/questions.ts';
import { unexplainedChanges } from './changes.ts';
import { regressionsBetween } from './regressions.ts';
import { type Commit, type History, historyOf } from './revisions.ts';

type Opened = Loaded & { readonly evaluation: Evaluation };

/** Reads data/ below `dir`; a question of the evaluation that names no fact is left to lint. Throws BotError `bad_data`. */
function openFolder(dir: string): Opened {
  const loaded = loadFacts(dir);
  return { ...loaded, evaluation: readEvaluation(dir, loaded.base, new ProblemCollector()) };
}

/** The same for a commit, with the bot's own sentences of today. Throws BotError `bad_data` when its facts do not load. */
function openCommit(history: History, commit: Commit, dir: string): Opened {
  return history.at(commit, (old) => {
    rmSync(join(old, 'languages'), { recursive: true, force: true });
    cpSync(join(dir, 'languages'), join(old, 'languages'), { recursive: true });
    try {
      return openFolder(old);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      const first = error.message.replaceAll(`${old}/`, '').split('\n')[1]?.trim();
      const says = `The facts of ${commit.typed} do not load with today’s rules${first ? `: ${first}` : '.'}`;
      throw new BotError('bad_data', says, 'Name a later commit: one after which data/packs kept its form.');
    }
  });
}

/** `note`: one line that says what was compared with what, or why nothing was. */
type Compared = { readonly problems: readonly Problem[]; readonly note: string };

/** Compares the answers of the facts below `dir`, which load, with those of a commit: the one named, else where the branch
    left main. Where that can't be the note says so; for a commit that somebody named it is a BotError `bad_config` or
    `bad_data`. `every`: also questions that the change hardly touches. */
export async function compareWithBaseline(dir: string, named?: string, every = false): Promise<Compared> {
  const not = (why: string): Compared => ({ problems: [], note: `Questions were not compared: ${why}` });
  const history = historyOf(dir);
  if (!history) {
    if (named === undefined) return not('data/ is in no git repository.');
    throw new BotError('bad_config', `${dir} is in no git repository.`, 'Leave out --against.');
  }
  const commit = named === undefined ? history.base() : history.commit(named);
  const short = commit.id.slice(0, 7);
  const baseline = commit.id.startsWith(commit.typed) ? short : `${commit.typed} (${short})`;
  if (!history.differs(commit)) return not(`data/ is as it is at ${baseline}.`);
  let before: Opened;
  try {
    before = openCommit(history, commit, dir);
  } catch (error) {
    if (named !== undefined || !(error instanceof BotError)) throw error;
    return not(error.message);
  }
  const after = openFolder(dir);
  const { problems, changed, asked, questions } = await regressionsBetween(before, after, every);
  const facts = changed.length === 1 ? '1 fact is' : `${changed.length} facts are`;
  const note = `Compared with ${baseline}: ${facts} new or changed; asked ${asked} of ${questions} questions, ${problems.length} became worse.`;
  const silent = unexplainedChanges(before.base, after.base, after.written, dayOf(new Date()));
  return { problems: [...silent, ...problems], note };
}

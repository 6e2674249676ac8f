import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import type { FactId } from '../../src/core/fact.ts';
import type { Problem } from '../lint/rule.ts';
import { knowledgeOf, openCommit, openFolder } from './against.ts';
import { compareAnswers } from './asking.ts';
import { unexplained } from './changelog.ts';
import { changesBetween } from './changes.ts';
import { type Commit, type History, historyOf } from './revisions.ts';

/** What asking before and after a change came to. */
export interface Questioned {
  readonly problems: readonly Problem[];
  /** One line: what was compared with what, or why nothing was. */
  readonly note: string;
  readonly asked: number;
  readonly changed: ReadonlySet<FactId>;
}

const nothing = (note: string): Questioned => ({ problems: [], note, asked: 0, changed: new Set() });

/** Compares the answers of the facts below `dir`, which load, with those of a commit: the one named, else where the branch
    left main. Where that can't be (no git, no change, facts of another form) the note says so; for a commit that somebody
    named it is a BotError `bad_config` or `bad_data`. `every`: also questions that share no word with the change. */
export async function questioned(
  dir: string,
  against: string | undefined,
  every = false,
): Promise<Questioned> {
  const history = historyOf(dir);
  if (!history) {
    if (against === undefined) return nothing('Questions were not compared: data/ is in no git repository.');
    throw new BotError('bad_config', `${dir} is in no git repository.`, 'Leave out --against.');
  }
  const base = against === undefined ? history.base() : history.commit(against);
  if (!history.differs(base))
    return nothing(`Questions were not compared: data/ is as it is at ${say(base)}.`);
  return compared(dir, history, base, { insists: against !== undefined, every });
}

async function compared(
  dir: string,
  history: History,
  base: Commit,
  { insists, every }: { readonly insists: boolean; readonly every: boolean },
): Promise<Questioned> {
  let before: ReturnType<typeof openCommit>;
  try {
    before = openCommit(history, base, dir);
  } catch (error) {
    if (insists || !(error instanceof BotError)) throw error;
    return nothing(`Questions were not compared: ${error.message}`);
  }
  const after = openFolder(dir);
  const { problems, changed, asked, questions } = await compareAnswers(
    { knowledge: knowledgeOf(before), evaluation: before.evaluation },
    { knowledge: knowledgeOf(after), evaluation: after.evaluation, written: after.loaded.written },
    every,
  );
  const note = `Compared with ${say(base)}: ${changed.size === 1 ? '1 fact is' : `${changed.size} facts are`} new or changed; asked ${asked} of ${questions} questions, ${problems.length} became worse.`;
  const retired = new Set(after.loaded.written.retired.map(({ id }) => id));
  const changes = changesBetween(before.loaded.base, after.loaded.base, retired);
  const silent = unexplained(changes, after.loaded.written, dayOf(new Date()));
  return { problems: [...silent, ...problems], note, asked, changed };
}

function say({ id, typed }: Commit): string {
  const short = id.slice(0, 7);
  return id.startsWith(typed) ? short : `${typed} (${short})`;
}

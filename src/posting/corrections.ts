import { type Answer, answerWith } from '../core/answer.ts';
import type { Knowledge } from '../core/bot.ts';
import { type Corrected, correctedIn, correctionPassage, markOf, marksOf } from '../core/corrections.ts';
import type { FactBase } from '../core/fact.ts';
import type { Bot, Platform, Store } from '../core/ports.ts';
import type { Marks, Post } from '../core/posting.ts';
import { newTask, type Task, type Tried } from '../core/tasks.ts';
import { ask, runTasks, type Tasks } from './tasks.ts';

export interface Correcting extends Tasks {
  readonly store: Tasks['store'] & Pick<Store, 'addTask' | 'marks' | 'postsOf' | 'markedPost' | 'markPost'>;
  readonly bot: Bot;
  knowledge(): Knowledge;
  /** Milliseconds from one card to the next: Slack lets 50 be edited in a minute. */
  readonly gap?: number;
}

const GAP = 1_300;
/** How often the marks of all cards are compared though the facts are the same, in milliseconds. */
const NOTE = 10 * 60 * 1000;
/** How long correcting a card is tried, in milliseconds. */
const LASTS = 24 * 60 * 60 * 1000;

/** Notes the cards that show what was corrected since, and corrects them. What was begun is gone on with after a restart:
    each card is a task in the store. Never rejects. */
export function correctingOf(by: Correcting): (stopped?: () => boolean) => Promise<void> {
  const works = {
    // Editing a card twice does no harm.
    correction: { lasts: LASTS, repeats: true, attempt: correct('edit', by) },
    reply: { lasts: LASTS, repeats: false, attempt: correct('reply', by) },
  };
  let noted: { readonly facts: FactBase; readonly at: Date } | undefined;
  return async (stopped = () => false) => {
    const { facts } = by.knowledge();
    const at = by.now();
    try {
      // Another process may post from facts that this one has corrected.
      if (noted?.facts !== facts || at.getTime() - noted.at.getTime() >= NOTE) {
        await noteCards(facts, by);
        noted = { facts, at };
      }
      await runTasks(by, works, { gap: by.gap ?? GAP, stopped });
    } catch (error) {
      by.log.error('corrections stopped', error, { code: 'store_down' });
    }
  };
}

async function noteCards(facts: FactBase, by: Correcting): Promise<void> {
  const posts = new Map<string, Post>();
  for (const [id, mark] of await by.store.marks()) {
    const fact = facts.facts.get(id);
    if (!fact || markOf(fact) === mark) continue;
    for (const post of await by.store.postsOf(id, mark)) posts.set(post.id, post);
  }
  for (const { id } of posts.values()) {
    const marked = await by.store.markedPost(id);
    if (!marked) continue;
    const corrected = correctedIn(marked.post, marked.marks, facts);
    if (corrected.length > 0) await by.store.addTask(taskFor('correction', marked.post, corrected, by.now()));
  }
}

/** One for each card and each state of what it shows: what is corrected again later is a further task. */
function taskFor(kind: 'correction' | 'reply', post: Post, corrected: readonly Corrected[], now: Date): Task {
  const state = corrected.map(({ fact }) => `${fact.id}@${markOf(fact)}`).join();
  return { ...newTask(kind, post, now), id: `${kind} ${post.id} ${state}`, post: post.id };
}

/** Whether the card has another mark than the task wants to give it. */
function isLeft({ id }: Task, marks: Marks): boolean {
  const [, , ...state] = id.split(' ');
  const wanted = state.join(' ').split(',');
  return [...marks].some(([fact, mark]) =>
    wanted.some((one) => one.startsWith(`${fact}@`) && one !== `${fact}@${mark}`),
  );
}

/** What a task's card shows, and what of it was corrected; what to settle the task with where there is nothing to do. */
async function find(task: Task, by: Correcting) {
  const marked = await by.store.markedPost(task.post ?? '');
  const message = marked?.post.message;
  if (!marked || message === undefined) return { kind: 'dropped', why: 'card_forgotten' } as const;
  const corrected = correctedIn(marked.post, marked.marks, by.knowledge().facts);
  if (corrected.length === 0)
    // Another process noted it, whose facts are newer than ours.
    return isLeft(task, marked.marks)
      ? ({ kind: 'refused', why: 'older_facts' } as const)
      : ({ kind: 'sent', message } as const);
  return { post: { ...marked.post, message }, marks: marked.marks, corrected };
}

/** Edits the card, or says below it what was corrected. */
const correct =
  (kind: 'edit' | 'reply', by: Correcting) =>
  async (task: Task, platform: Pick<Platform, 'post'>): Promise<Tried> => {
    const found = await find(task, by);
    if (found.kind !== undefined) return found;
    const { post, marks, corrected } = found;
    const { workspace, channel, message, call, language } = post;
    const isEdit = kind === 'edit';
    if (isEdit && (await by.store.settings(workspace)).paused) return { kind: 'refused', why: 'paused' };
    const card = isEdit
      ? await ask(task, call, language, by)
      : answerWith(language, { outcome: 'told', heading: '', body: [] });
    if (card.outcome === 'failed') return { kind: 'refused', why: 'no_card' };
    const posted = await platform.post({ kind, workspace, channel, message }, correctedCard(card, corrected, by));
    const shown = isEdit ? card.facts : [...marks.keys()];
    if (posted.kind === 'sent') await by.store.markPost(post.id, marksOf(shown, by.knowledge().facts));
    if (!isEdit || posted.kind === 'sent' || posted.never === undefined) return posted;
    // Nobody reads what was deleted.
    if (posted.never === 'gone') return { kind: 'dropped', why: 'card_deleted' };
    await by.store.addTask(taskFor('reply', post, corrected, by.now()));
    return { kind: 'dropped', why: 'replied_instead' };
  };

/** What was corrected, above the card as it is now; alone where there is no card any more. */
function correctedCard(card: Answer, corrected: readonly Corrected[], by: Correcting): Answer {
  const { facts, languages } = by.knowledge();
  const language = languages.find(({ tag }) => tag === card.language) ?? languages[0];
  const notices = corrected.map((one) => correctionPassage(one, language, facts));
  const stands = card.facts.length > 0;
  return {
    ...card,
    outcome: stands ? card.outcome : 'told',
    heading: stands ? card.heading : language.say('corrections-heading'),
    body: [...notices, ...(stands ? card.body : [])],
    actions: stands ? card.actions : [],
  };
}

import { example, note, type Paragraph, type Passage, text, unclaimed } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { companiesByWeight } from '../core/compose.ts';
import type { PhraseKey } from '../core/language.ts';
import type { Context } from '../core/ports.ts';
import type { Question } from '../core/question.ts';
import type { Schedule } from '../core/schedule.ts';
import { sayTask } from '../core/tasks.ts';
import { cutTyped, fold, longestRun } from '../core/text.ts';
import { readWhen, SCHEDULE_DAYS, type ScheduleDays } from '../core/when.ts';
import { told } from './told.ts';

/** Characters that are said back of what was not understood; only whoever typed them sees the answer. */
const SAID_BACK = 40;
/** Further words for days, beside those of the languages. */
const DAY_WORDS = new Map(Object.entries({ day: 'daily', days: 'daily', everyday: 'daily', weekday: 'weekdays' }));

/** One fact of a company after another in this channel: what is set up, and setting it up, for those who may. */
export const schedule: Command = {
  name: 'schedule',
  description: 'Post one fact after another in this channel, on days and at a time.',
  hint: 'salesforce weekdays 09:00 America/New_York | off',
  takes: 'text',
  options: [
    {
      name: 'when',
      about: 'A company, the days and the time: salesforce weekdays 09:00.',
      required: false,
      suggests: true,
    },
  ],
  configures: true,
  async run(question, context) {
    const { say } = context.language;
    try {
      const { said = '', failed = false } = await change(question, context);
      const { workspace, channel = '' } = question;
      const all = await context.store.schedules();
      const now = all.find((one) => one.workspace === workspace && one.channel === channel);
      const holds = now ? sayNow(now, context) : say('schedule-none');
      // How the last card came out, where it did not.
      const last = (await context.store.tasksIn(workspace, channel)).find(({ kind }) => kind === 'schedule');
      const sentences = [said, holds, now && last ? sayTask(last, say, context.language.tag) : ''];
      const body = [...sentences.filter((one) => one !== '').map(note), how(now, context)];
      return told(context, say('schedule-heading'), body, failed ? { outcome: 'unknown' } : {});
    } catch {
      return told(context, say('schedule-heading'), [note(say('settings-lost'))], { outcome: 'failed' });
    }
  },
  suggest: ({ text }, context, limit) =>
    ['off', ...companiesByWeight(context.facts).map(({ id }) => `${id} weekdays 09:00`)]
      .filter((one) => one.startsWith(text.trim().toLowerCase()))
      .slice(0, limit),
};

/** What came of the change that was typed, or why it failed. */
async function change(question: Question, context: Context): Promise<{ said?: string; failed?: boolean }> {
  const { store, platform, language } = context;
  const { say } = language;
  const { text, asker, channel, workspace } = question;
  const typed = text.trim();
  if (typed === '') return {};
  if (!asker.mayConfigure || channel === undefined) return { said: say('settings-who', { platform }) };
  if (typed.toLowerCase() === 'off') {
    await store.dropSchedule(workspace, channel);
    return { said: say('schedule-off') };
  }
  const wanted = read(typed, question, channel, context);
  if (typeof wanted === 'string') return { said: wanted, failed: true };
  await store.saveSchedule(wanted);
  return { said: say('schedule-saved') };
}

/** `salesforce weekdays 09:00 Europe/Berlin`; a sentence that says what of it was not understood. */
function read(
  typed: string,
  question: Question,
  channel: string,
  { facts, retriever, language, languages }: Context,
): Schedule | string {
  const { say, tag } = language;
  const words = typed.split(/[\s,]+/u);
  const named = longestRun(words, 0, retriever.lexicon.longestName, (run) =>
    retriever.lexicon.named(fold(run.join(' '))),
  );
  const company = companiesByWeight(facts).find(({ id }) => id === named?.value)?.id;
  const unread = (part: string): string => say('schedule-not-understood', { part: cutTyped(part, SAID_BACK) });
  if (!company) return unread(words.slice(0, named?.length ?? 1).join(' '));
  const when = readWhen(words.slice(named?.length).join(' '), (word) => dayWord(word, languages));
  if ('unread' in when) return unread(when.unread === '' ? typed : when.unread);
  if ('several' in when) return say('schedule-zone', { zone: when.several, instead: when.instead });
  const { workspace, askedAt } = question;
  return { workspace, channel, company, ...when, language: tag, since: askedAt };
}

/** The days that a word means in any language that is spoken: `weekdays`, `Mondays`, `laborables`. */
function dayWord(typed: string, languages: Context['languages']): ScheduleDays | undefined {
  const word = fold(typed);
  const local = languages.flatMap(({ commands }) => commands.get('schedule')?.words.get(word) ?? [])[0];
  const said = local ?? DAY_WORDS.get(word) ?? word;
  return SCHEDULE_DAYS.find((one) => [one, `${one}s`].includes(said));
}

function sayNow({ company, days, time, zone }: Schedule, { facts, language: { say } }: Context): string {
  const name = facts.entities.get(company)?.name ?? company;
  return say('schedule-now', { days: say(`schedule-${days}`), time, zone, company: name });
}

function how(now: Schedule | undefined, { facts, language: { say } }: Context): Passage {
  const [company] = companiesByWeight(facts);
  const line = (key: PhraseKey, words: string): Paragraph => [text(`${say(key)} `), example('schedule', words)];
  return unclaimed([
    line('schedule-how', `${company?.id ?? ''} weekdays 09:00 America/New_York`),
    ...(now ? [line('schedule-stop', 'off')] : []),
    [text(say('schedule-needs'))],
  ]);
}

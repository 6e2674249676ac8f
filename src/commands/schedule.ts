import { example, note, type Paragraph, type Passage, text, unclaimed } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { companiesByWeight } from '../core/compose.ts';
import type { PhraseKey } from '../core/language.ts';
import type { Context } from '../core/ports.ts';
import type { Question } from '../core/question.ts';
import { readTime, readZone, SCHEDULE_DAYS, type Schedule } from '../core/schedule.ts';
import { fold } from '../core/text.ts';
import { told } from './told.ts';

/** What is said first: what came of the change, before what holds now. */
type Change = { readonly first: readonly Passage[]; readonly failed?: true };

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
      const { first, failed } = await change(question, context);
      const now = await held(question, context);
      const body = [
        ...first,
        ...(now ? [nowPassage(now, context)] : [note(say('schedule-none'))]),
        how(now, context),
      ];
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

async function held({ workspace, channel }: Question, { store }: Context): Promise<Schedule | undefined> {
  return (await store.schedules()).find((one) => one.workspace === workspace && one.channel === channel);
}

async function change(question: Question, context: Context): Promise<Change> {
  const { say } = context.language;
  const typed = question.text.trim();
  if (typed === '') return { first: [] };
  if (!question.asker.mayConfigure || question.channel === undefined) {
    return { first: [note(say('settings-who', { platform: context.platform }))] };
  }
  if (typed.toLowerCase() === 'off') {
    await context.store.dropSchedule(question.workspace, question.channel);
    return { first: [note(say('schedule-off'))] };
  }
  const wanted = read(typed, question, question.channel, context);
  if (!wanted) return { first: [note(say('schedule-not-understood'))], failed: true };
  await context.store.saveSchedule(wanted);
  return { first: [note(say('schedule-saved'))] };
}

/** `salesforce weekdays 09:00 Europe/Berlin`; the zone is UTC when left out. */
function read(typed: string, question: Question, channel: string, context: Context): Schedule | undefined {
  const [, name = '', day = '', clock = '', place = 'UTC'] =
    /^(.+?)\s+(\S+)\s+(\d{1,2}:\d\d)(?:\s+(\S+))?$/u.exec(typed) ?? [];
  const { facts, retriever, language } = context;
  const company = retriever.lexicon.named(fold(name));
  const days = SCHEDULE_DAYS.find((one) => one === dayWord(day, context));
  const time = readTime(clock);
  const zone = readZone(place);
  const isCovered = [...facts.packs.values()].some((pack) => pack.company === company);
  if (!company || !isCovered || !days || !time || !zone) return undefined;
  const { workspace, askedAt } = question;
  return { workspace, channel, company, days, time, zone, language: language.tag, since: askedAt };
}

/** A word for days in any language that is spoken, as the base calls them. */
function dayWord(typed: string, { languages }: Context): string {
  const word = fold(typed);
  return languages.flatMap(({ commands }) => commands.get('schedule')?.words.get(word) ?? [])[0] ?? word;
}

function nowPassage({ company, days, time, zone }: Schedule, { facts, language }: Context): Passage {
  const name = facts.entities.get(company)?.name ?? company;
  const values = { days: language.say(`schedule-${days}`), time, zone, company: name };
  return note(language.say('schedule-now', values));
}

function how(now: Schedule | undefined, { facts, language: { say } }: Context): Passage {
  const [company] = companiesByWeight(facts);
  const line = (key: PhraseKey, words: string): Paragraph => [
    text(`${say(key)} `),
    example('schedule', words),
  ];
  return unclaimed([
    line('schedule-how', `${company?.id ?? ''} weekdays 09:00 America/New_York`),
    ...(now ? [line('schedule-stop', 'off')] : []),
    [text(say('schedule-needs'))],
  ]);
}

import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/index.ts';
import type { Answer } from '../src/core/answer.ts';
import { isIsoDate, sayDate } from '../src/core/dates.ts';
import type { Context } from '../src/core/ports.ts';
import { contextOf, run, textOf } from './base.ts';
import { brokenBy, unanswered } from './core/answer-rules.ts';
import { realKnowledge } from './real-knowledge.ts';
import { broken } from './repertoire/check.ts';
import { commandPayload } from './repertoire/discord.ts';
import { missing } from './repertoire/kinds.ts';

const knowledge = await realKnowledge();
const base = knowledge.facts;
const contexts = knowledge.languages.map((language) =>
  contextOf(language, { facts: base, retriever: knowledge.retriever }),
);
const [context = contextOf()] = contexts;
const shown = [...base.facts.values()].filter(({ status }) => status !== 'withdrawn');
const packs = [...base.packs.values()];

const unansweredIn = (answer: Answer, { language }: Context) =>
  unanswered(answer, base, (day) =>
    language.say('no-reply', { date: isIsoDate(day) ? sayDate(day, language.tag) : day }),
  );
const calls = ({ actions }: Answer) => actions.flatMap((action) => ('call' in action ? [action.call] : []));

describe('every real fact', () => {
  it('keeps the promises of an answer, shown and cited, in every language', async () => {
    for (const within of contexts) {
      for (const { id } of base.facts.values()) {
        for (const command of ['fact', 'cite']) {
          expect([id, ...brokenBy(await run(command, id, within), base)]).toEqual([id]);
        }
      }
    }
  });

  it('is shown whole, with a document that can be opened, and the company’s words on it or that none were found', async () => {
    for (const { id, wordings } of shown) {
      const answer = await run('fact', id, context);
      expect(textOf(answer)).toContain(wordings.get('en')?.claim);
      expect([id, ...unansweredIn(answer, context)]).toEqual([id]);
      expect([id, answer.citations.some(({ url, via }) => (url ?? via?.url) !== undefined)]).toEqual([
        id,
        true,
      ]);
    }
  });
});

describe.each(packs.map(({ company, topics }) => ({ company, topics })))(
  'the dossier of $company',
  ({ company, topics }) => {
    it('is posted as it was shown, each fact with its reply, in every language', async () => {
      for (const within of contexts) {
        const dossier = await run('boycott', company, within);
        expect([...brokenBy(dossier, base), ...unansweredIn(dossier, within)]).toEqual([]);
        expect(dossier.share && (await run('boycott', dossier.share.text, within))).toEqual(dossier);
      }
    });

    it('leads by each button and each word that it names to a page that keeps the promises of an answer', async () => {
      const dossier = await run('boycott', company, context);
      const words = [...topics.map(({ id }) => id), 'timeline', 'sources', 'brands'];
      const pages = words.map((word) => ({ command: 'boycott', text: `${company} ${word}` }));
      expect(dossier.outcome).toBe('answered');
      for (const { command, text } of [...calls(dossier), ...pages]) {
        const page = await run(command, text, context);
        expect([text, page.share?.text, ...brokenBy(page, base)]).toEqual([text, text]);
      }
    });

    it('shows no fact whose subject is another company, attributes each listing, and calls for no boycott', async () => {
      const answer = await run('boycott', company, context);
      for (const id of answer.facts) {
        const [subject, ...others] = base.facts.get(id)?.about ?? [];
        const another = packs.some((pack) => pack.company === subject && subject !== company);
        expect([id, another && !others.includes(company)]).toEqual([id, false]);
      }
      const text = textOf(answer);
      for (const { by } of base.listings.filter((one) => one.company === company))
        expect(text).toContain(base.entities.get(by)?.name);
      expect(text).not.toMatch(/boycott (it|them)\b|you should boycott|do not buy|don.t buy/i);
    });
  },
);

it('every name of a company or brand leads to the dossier of its owner, or to nobody’s facts', async () => {
  const covered = new Map(packs.map(({ company }) => [company, base.entities.get(company)?.name ?? '']));
  const counts = { owned: 0, others: 0 };
  for (const { id, kind, name, ownedBy } of base.entities.values()) {
    const owner = ownedBy && covered.get(ownedBy);
    if (covered.has(id) || (kind !== 'company' && (kind !== 'brand' || !owner))) continue;
    const answer = await run('boycott', name, context);
    if (owner) {
      counts.owned += 1;
      expect([name, answer.heading]).toEqual([name, owner]);
      expect(textOf(answer)).toContain(context.language.say('owned-by', { brand: name, company: owner }));
    } else {
      counts.others += 1;
      expect([name, answer.outcome, answer.facts]).toEqual([name, 'unknown', []]);
      for (const offered of answer.offered) expect(base.facts.get(offered)?.about).toContain(id);
    }
  }
  expect(Math.min(counts.owned, counts.others)).toBeGreaterThan(0);
});

it('has an example of every command, and of nothing that is none; all are registered within the limits', () => {
  expect(missing(commands)).toEqual([]);
  expect(broken(commandPayload(knowledge))).toEqual([]);
});

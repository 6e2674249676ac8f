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

  it('is shown whole, with the company’s words on it or that none were found', async () => {
    for (const { id, wordings } of shown) {
      const answer = await run('fact', id, context);
      expect(textOf(answer)).toContain(wordings.get('en')?.claim);
      expect([id, ...unansweredIn(answer, context)]).toEqual([id]);
    }
  });

  it('has a document that somebody can open', async () => {
    for (const { id } of shown) {
      const { citations } = await run('fact', id, context);
      expect([id, citations.some(({ url, via }) => (url ?? via?.url) !== undefined)]).toEqual([id, true]);
    }
  });
});

describe('every real dossier', () => {
  it('is reached by each button and each word that it names, and each page keeps the promises of an answer', async () => {
    for (const { company, topics } of packs) {
      const dossier = await run('boycott', company, context);
      const words = [...topics.map(({ id }) => id), 'timeline', 'sources', 'brands'];
      const asked = [
        ...calls(dossier),
        ...words.map((word) => ({ command: 'boycott', text: `${company} ${word}` })),
      ];
      expect(dossier.outcome).toBe('answered');
      for (const { command, text } of asked) {
        const page = await run(command, text, context);
        expect([text, page.share?.text, ...brokenBy(page, base)]).toEqual([text, text]);
      }
    }
  });

  it('is posted as it was shown', async () => {
    for (const { company } of packs) {
      for (const within of contexts) {
        const dossier = await run('boycott', company, within);
        expect([company, ...brokenBy(dossier, base)]).toEqual([company]);
        expect(dossier.share && (await run('boycott', dossier.share.text, within))).toEqual(dossier);
      }
    }
  });

  it('shows each of its facts with its reply', async () => {
    for (const { company } of packs) {
      for (const within of contexts) {
        expect([company, ...unansweredIn(await run('boycott', company, within), within)]).toEqual([company]);
      }
    }
  });

  it('shows no fact whose subject is another company', async () => {
    const companies = new Set(packs.map(({ company }) => company));
    for (const { company } of packs) {
      for (const id of (await run('boycott', company, context)).facts) {
        const [subject, ...others] = base.facts.get(id)?.about ?? [];
        const another = subject !== undefined && subject !== company && companies.has(subject);
        expect([company, id, another && !others.includes(company)]).toEqual([company, id, false]);
      }
    }
  });

  it('attributes each listing, and never calls for a boycott itself', async () => {
    for (const { company, by } of base.listings) {
      const text = textOf(await run('boycott', company, context));
      expect(text).toContain(base.entities.get(by)?.name);
      expect(text).not.toMatch(/boycott (it|them)\b|you should boycott|do not buy|don.t buy/i);
    }
  });

  it('is what each brand of the company leads to, saying whose it is', async () => {
    const covered = new Map(packs.map(({ company }) => [company, base.entities.get(company)?.name ?? '']));
    const brands = [...base.entities.values()].filter(
      ({ id, kind, ownedBy }) => kind === 'brand' && ownedBy && covered.has(ownedBy) && !covered.has(id),
    );
    expect(brands.length).toBeGreaterThan(0);
    for (const { name, ownedBy } of brands) {
      const answer = await run('boycott', name, context);
      const owner = (ownedBy && covered.get(ownedBy)) ?? '';
      expect([name, answer.heading]).toEqual([name, owner]);
      expect(textOf(answer)).toContain(context.language.say('owned-by', { brand: name, company: owner }));
    }
  });
});

describe('every name of the real base', () => {
  it('of a company without a dossier says so, and shows nobody’s facts', async () => {
    const covered = new Set(packs.map(({ company }) => company));
    const others = [...base.entities.values()].filter(
      ({ id, kind, ownedBy }) =>
        kind === 'company' && !covered.has(id) && (!ownedBy || !covered.has(ownedBy)),
    );
    for (const { id, name } of others) {
      const answer = await run('boycott', name, context);
      expect([name, answer.outcome, answer.facts]).toEqual([name, 'unknown', []]);
      for (const offered of answer.offered) expect(base.facts.get(offered)?.about).toContain(id);
    }
  });
});

it('has an example of every command, and of nothing that is none; all are registered within the limits', () => {
  expect(missing(commands)).toEqual([]);
  expect(broken(commandPayload(knowledge))).toEqual([]);
});

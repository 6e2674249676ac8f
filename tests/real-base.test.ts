import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { type Answer, addressOf } from '../src/core/answer.ts';
import type { FactId } from '../src/core/fact.ts';
import type { Context } from '../src/core/ports.ts';
import { contextOf, run, textOf } from './base.ts';
import { brokenBy, unanswered } from './core/answer-rules.ts';
import { realKnowledge } from './real-knowledge.ts';
import { broken, commandPayload } from './repertoire/check.ts';
import { missing } from './repertoire/kinds.ts';

const knowledge = await realKnowledge();
const base = knowledge.facts;
const contexts = knowledge.languages.map((language) =>
  contextOf(language, { facts: base, retriever: knowledge.retriever }),
);
const [context = contextOf()] = contexts;
const shown = [...base.facts.values()].filter(({ status }) => status !== 'withdrawn');
const packs = [...base.packs.values()];

const unansweredIn = (answer: Answer, { language }: Context) => unanswered(answer, base, language.say);
const calls = ({ actions, menu }: Answer) =>
  [...actions, ...(menu?.options ?? [])].flatMap((action) => ('call' in action ? [action.call] : []));

describe.each(contexts.map((within) => ({ within, tag: within.language.tag })))(
  'every real fact in $tag',
  ({ within, tag }) => {
    it('keeps the promises of an answer, as a card, in its details and cited', async () => {
      for (const { id } of base.facts.values()) {
        for (const command of ['fact', 'details', 'cite'])
          expect([id, ...brokenBy(await run(command, id, within), base)]).toEqual([id]);
      }
    });

    it('is shown whole with its caveat, and with the company’s words on it or that none were found; so are its details', async () => {
      for (const { id, wordings } of shown) {
        const { claim = '?', caveat = '', note = '' } = wordings.get(tag) ?? wordings.get('en') ?? {};
        const [card, details] = [await run('fact', id, within), await run('details', id, within)];
        for (const answer of [card, details]) {
          const text = textOf(answer, within.language);
          expect(text).toContain(claim);
          expect(text).toContain(caveat);
          expect([id, ...unansweredIn(answer, within)]).toEqual([id]);
        }
        expect(textOf(details, within.language)).toContain(note);
        expect(card.facts.filter((one) => !details.facts.includes(one))).toEqual([]);
      }
    });

    it('cites each of its claims beside it, by a link where an address is known: to its own source and no other', async () => {
      for (const { id } of shown) {
        const { body, citations } = await run('fact', id, within);
        for (const { facts } of body) {
          const cited = new Set(facts.flatMap((one) => base.facts.get(one)?.cites ?? []).map(({ source }) => source));
          expect([id, citations.filter(({ source }) => !cited.has(source))]).toEqual([id, []]);
        }
        for (const citation of citations) {
          const { url, publisher, short = publisher } = base.sources.get(citation.source) ?? { publisher: '?' };
          expect(citation.label.startsWith(short)).toBe(true);
          expect([id, addressOf(citation)?.split('#')[0]]).toEqual([id, (url ?? citation.via?.url)?.split('#')[0]]);
        }
        expect([id, citations.some((one) => addressOf(one) !== undefined)]).toEqual([id, true]);
        const [first] = body.flatMap(({ lines }) => lines.filter((line) => line.some(({ kind }) => kind === 'cite')));
        expect(first?.find(({ kind }) => kind === 'text')).toBeDefined();
      }
    });
  },
);

it('every fact has a short form that stands alone, and a caveat short enough for its card', () => {
  for (const { id, wordings } of base.facts.values())
    for (const { short = '', caveat = '' } of wordings.values())
      expect([id, short.length > 0, short.length <= 110, caveat.length <= 90]).toEqual([id, true, true, true]);
});

it('says of nothing that a company had said it but of what it said before', async () => {
  const [, before = ''] = context.language.say('company-had-said', { company: '§', date: '§' }).split('§');
  const dateOf = (id: FactId) => {
    const { period, cites = [] } = base.facts.get(id) ?? {};
    const dates = cites.flatMap(({ source }) => {
      const { published, validAsOf } = base.sources.get(source) ?? {};
      return validAsOf ?? published ?? [];
    });
    return period?.from ?? dates.toSorted()[0] ?? '';
  };
  let told = 0;
  for (const { id, reply, asOf } of shown) {
    const answer = await run('fact', id, context);
    const leads = answer.body.flatMap(({ lines }) =>
      lines.map(([first]) => (first?.kind === 'strong' ? first.text : '')),
    );
    const had = leads.filter((lead) => lead.includes(before)).length;
    told += had;
    const earlier =
      reply && 'facts' in reply
        ? reply.facts.filter((one) => {
            const [said, claimed] = [dateOf(one), dateOf(id) || asOf];
            const length = Math.min(said.length, claimed.length);
            return said.slice(0, length) < claimed.slice(0, length);
          })
        : [];
    // What else stands on the card has replies of its own.
    if (answer.facts.every((one) => one === id || (reply && 'facts' in reply && reply.facts.includes(one))))
      expect([id, had]).toEqual([id, Math.min(2, earlier.length)]);
  }
  expect(told).toBeGreaterThan(0);
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

import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { askFact, askListing } from '../../../editor/new/ask.ts';
import type { Asker, Question } from '../../../editor/new/asker.ts';
import { monthsLater, slugOf } from '../../../editor/new/choices.ts';
import { proposalOf, type Session } from '../../../editor/new/form.ts';
import { planChanges, writeChanges } from '../../../editor/write/changes.ts';
import { entryText } from '../../../editor/write/entry-text.ts';
import { openWorkspace, tryOut } from '../../../editor/write/proposal.ts';
import { dataFolder, fact, otherFact, pack, source, TODAY } from '../../facts/data-folder.ts';

/** Somebody who gives these answers by their keys; what is not told is left out or taken as it is proposed. Of several answers
    each is tried until one is let through. */
function answering(answers: Readonly<Record<string, string | readonly string[]>>) {
  const refused: string[] = [];
  const asked = new Map<string, Question>();
  const asker: Asker = {
    async ask(question) {
      const { key, initial, choices, marked, check } = question;
      asked.set(key, question);
      const given = [answers[key] ?? marked?.join(' ') ?? initial ?? choices?.[0]?.value ?? ''].flat();
      for (const answer of given) {
        const wrong = choices || answer === '' ? undefined : check?.(answer);
        if (answer === '' && !question.optional) break;
        if (wrong === undefined) return answer;
        refused.push(wrong);
      }
      throw new Error(`No answer to ${key} was let through: ${refused.join(' | ')}`);
    },
    show: () => undefined,
  };
  return { asker, refused, asked };
}

const files = {
  'packs/acme/pack.yaml': entryText('pack', pack({ languages: ['en'] })),
  'packs/acme/entities.yaml': stringify([
    {
      id: 'acme',
      kind: 'company',
      name: 'Acme Corporation',
      aliases: ['Acme'],
      definedBy: 'acme.founded-1949',
    },
  ]),
  'packs/acme/sources.yaml': entryText('sources', source()),
  'packs/acme/facts/history.yaml': [fact(), otherFact()].map((one) => entryText('facts', one)).join(''),
};

function started(answers: Parameters<typeof answering>[0]) {
  const workspace = openWorkspace(dataFolder(files), TODAY);
  const { asker, ...seen } = answering(answers);
  const session: Session = { asker, workspace, pack: '', topic: '', entries: [] };
  const write = () => {
    const proposal = proposalOf(session);
    const errors = tryOut(proposal, workspace).filter(({ level }) => level === 'error');
    writeChanges(planChanges(proposal, workspace));
    return {
      errors: errors.map(({ message }) => message),
      after: openWorkspace(workspace.dir, TODAY).served,
    };
  };
  return { session, write, ...seen };
}

const ASKED = {
  'facts.kind': 'record',
  'facts.amount.usd': '$2,400,000',
  'facts.amount.nature': 'ceiling',
  'facts.claim': [
    'Acme may get up to $2.4 million from Halvard County.',
    'The Toledo Post reports that Acme may get up to $2.4 million from Halvard County.',
  ],
  'facts.short': 'Up to $2.4 million, by the minutes',
  'facts.questions[0]': ['When was Acme founded?', 'How much may Halvard County pay Acme?'],
  'facts.questions[1]': ['how much may halvard county pay ACME', 'acme halvard contract'],
  'facts.questions[2]': 'halvard county acme sum',
};

it('asks for a fact and all that it needs, each answer held to every rule, and proposes nothing that was not said', async () => {
  const { session, write, refused, asked } = started({
    ...ASKED,
    pack: '+',
    company: '+',
    'entities.name': ['Acme', 'Bolt Inc'],
    'entities.kind': 'company',
    'pack.title': 'Bolt',
    'pack.scope': 'What is reported about Bolt.',
    'pack.topics[0].titles.en': 'Contracts',
    'facts.claim': 'The minutes of Halvard County say that Bolt Inc may get up to $2.4 million.',
    'facts.questions[0]': 'How much may Halvard County pay Bolt?',
    'facts.cites[0].source': '+',
    'sources.url': 'https://county.example.org/minutes',
    'sources.title': 'Minutes',
    'sources.publisher': 'County Council of Halvard',
    'sources.short': 'Halvard County',
    'sources.kind': 'record',
    'sources.published': '2024-06',
    'sources.read': 'whole',
    'facts.period.from': '2024-06-04',
    defines: 'bolt',
  });
  expect(await askFact(session)).toBe('bolt.much-may-halvard-county-pay');
  expect(refused).toEqual([expect.stringContaining('"Acme" already means acme')]);
  expect(asked.get('facts.reply')?.choices?.[0]?.label).toMatch(/^I have not looked yet/);
  expect(asked.get('facts.amount.nature')?.choices?.[0]?.label).toBe('choose what fits');
  expect(asked.get('sources.kind')?.choices?.[0]).toEqual({ value: '', label: 'choose what fits' });
  expect(asked.get('facts.claim')?.why).toMatch(/naming who says so/);
  expect(asked.get('facts.claim')?.example).toMatch(/^The Toledo Post reports/);
  const { errors, after } = write();
  expect(errors).toEqual([]);
  expect([...after.sources.values()].map(({ short }) => short)).toContain('Halvard County');
  expect([...after.facts.values()].find(({ pack }) => pack === 'bolt')).toMatchObject({
    topic: 'contracts',
    about: ['bolt'],
    amount: { usd: 2_400_000, nature: 'ceiling' },
    // The later of the two days: what the source is of is June alone.
    asOf: '2024-06-04',
    reviewBy: '2028-11-22',
    cites: [{ source: 'county-council-halvard-minutes' }],
  });
  expect([...after.entities.values()].find(({ id }) => id === 'bolt')?.definedBy).toBe(
    'bolt.much-may-halvard-county-pay',
  );
});

it('takes a fact of a pack that is there, names that are new, and what says otherwise', async () => {
  const { session, write, refused, asked } = started({
    ...ASKED,
    pack: 'acme',
    topic: 'history',
    'facts.cites[0].source': 'post-acme',
    about: '+ acme',
    'entities.name': 'Halvard County',
    'entities.kind': 'agency',
    'facts.reply': '-',
    'facts.disagreesWith': 'acme.makes-anvils',
  });
  await askFact(session);
  expect(refused.map((one) => one.split('.')[0])).toEqual([
    'it does not name who says so',
    '"When was Acme founded?" is already a question of acme',
    '"how much may halvard county pay ACME" is already a question of this fact',
  ]);
  expect(refused[0]).toMatch(/Why: Readers who doubt us/);
  expect(asked.get('about')?.marked).toEqual(['acme']);
  expect(asked.get('facts.asOf')?.initial).toBe('2024-12-31');
  const { errors, after } = write();
  expect(errors).toEqual(['no fact says what or who halvard-county is']);
  expect([...after.facts.values()].at(-1)).toMatchObject({
    id: 'acme.much-may-halvard-county-pay',
    about: ['acme', 'halvard-county'],
    reply: { noneFound: TODAY },
    disagreesWith: ['acme.makes-anvils'],
  });
});

it('takes a listing, with whoever lists, and no call to do anything', async () => {
  const { session, write, refused } = started({
    'listings.by': '+',
    'entities.name': 'Fairlist',
    'entities.kind': 'organisation',
    'listings.cites[0].source': 'post-acme',
    'listings.grounds.en': ['You should boycott it.', 'Fairlist says that Acme sells anvils, "and more".'],
    'listings.since': ['2027', '2024'],
  });
  session.pack = 'acme';
  expect(await askListing(session)).toBe('acme.listed-by-fairlist');
  expect(refused).toEqual([
    expect.stringContaining('call for something'),
    expect.stringContaining('since 2027 is after'),
  ]);
  const [listing] = write().after.listings;
  expect(listing).toMatchObject({ by: 'fairlist', since: '2024', company: 'acme', asOf: TODAY });
  expect(listing?.grounds.get('en')).toBe('Fairlist says that Acme sells anvils, "and more".');
});

it('proposes short names that end at a word, and days that are in the calendar', () => {
  expect(slugOf('When was the Acmé’s founder born?')).toBe('acme-founder-born');
  expect(slugOf(`anvils ${'x'.repeat(20)} ${'y'.repeat(20)}`)).toBe(`anvils-${'x'.repeat(20)}`);
  expect(monthsLater('2026-08-31', 6)).toBe('2027-02-28');
  expect(monthsLater('2026-11-22', 24)).toBe('2028-11-22');
});

import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../src/core/answer.ts';
import {
  base,
  baseWith,
  changed,
  contextOf,
  english,
  entity,
  fact,
  run,
  spanish,
  textOf,
} from '../../base.ts';
import { brokenBy, unanswered } from '../../core/answer-rules.ts';

const { say } = english;
const claim = (id: string) => fact(id).wordings.get('en')?.claim ?? '?';
const noReply = (day: string) =>
  say('no-reply', { date: day === '2026-03-01' ? '1 March 2026' : '15 February 2026' });
const titled = (passages: readonly Passage[], title: string) =>
  passages.find((passage) => passage.title === title);

describe('a dossier', () => {
  it('says who lists the company and on what grounds, as the lister’s own position, with its source', async () => {
    const answer = await run('boycott', 'norvane');
    const listing = titled(answer.body, say('listed', { count: 1 }));
    expect(listing?.lines[0]?.[0]).toEqual({
      kind: 'text',
      text: say('listed-by', {
        by: 'Dockside Watch',
        company: 'Norvane',
        label: 'Checked twice',
        grounds: 'its work on the Harbour Manifest Ledger',
      }),
    });
    expect(listing?.lines[0]).toContainEqual({ kind: 'cite', number: 1 });
    expect(answer.citations[0]).toMatchObject({
      source: 'watch-list',
      kind: 'campaign',
      details: expect.arrayContaining(['entry 7']),
    });
  });

  it('never calls for a boycott itself, in any language', async () => {
    for (const language of [english, spanish]) {
      for (const company of ['norvane', 'brasko', 'tallybird']) {
        const answer = await run('boycott', company, contextOf(language));
        const text = textOf(answer, language).toLowerCase();
        expect(text).not.toMatch(
          /boycott (it|them|norvane|brasko)(?! \w+$)|don.t buy|avoid (it|norvane|brasko)|boicotea|boicotead|no compres/m,
        );
      }
    }
  });

  it('says on the company’s own platform, once and with its source, that the workspace runs on it', async () => {
    const line = (platform: string) => say('runs-on', { product: platform, company: 'Norvane' });
    const here = contextOf(english, { platform: 'tallybird' });
    for (const asked of ['norvane', 'tallybird']) {
      const answer = await run('boycott', asked, here);
      expect(textOf(answer).split(line('Tallybird'))).toHaveLength(2);
      const owner = answer.body.find(({ lines }) =>
        lines.flat().some((span) => 'text' in span && span.text === line('Tallybird')),
      );
      expect(owner?.lines.at(-1)?.some(({ kind }) => kind === 'cite')).toBe(true);
      expect(brokenBy(answer, base)).toEqual([]);
    }
    expect(textOf(await run('boycott', 'brasko', here))).not.toContain('This workspace runs on');
    expect(textOf(await run('boycott', 'norvane'))).not.toContain('This workspace runs on');
    expect(textOf(await run('boycott', 'norvane timeline', here))).not.toContain('This workspace runs on');
  });

  it('says that it holds no listing where it holds none', async () => {
    const text = textOf(await run('boycott', 'brasko'));
    expect(text).toContain(say('no-listing', { company: 'Brasko Freight' }));
    expect(text).not.toContain('Dockside Watch');
  });

  it('explains a brand by its owner, and has no such line for the owner itself', async () => {
    const line = (brand: string, company: string) => say('owned-by', { brand, company });
    const answer = await run('boycott', 'tallybird');
    expect(answer.heading).toBe('Norvane');
    expect(textOf(answer)).toContain(line('Tallybird', 'Norvane'));
    expect(textOf(await run('boycott', 'norvane'))).not.toContain(line('Norvane', 'Norvane'));
    expect(textOf(await run('boycott', 'haulix'))).toContain(line('Haulix', 'Brasko Freight'));
  });

  it('shows its weightiest facts, each of another topic, in the order of the topics', async () => {
    const { body, facts } = await run('boycott', 'norvane');
    const reported = body
      .filter(({ facts: shown, rank }) => shown.length > 0 && rank > 0)
      .map(({ facts: [first] }) => first);
    expect(reported.slice(0, 3)).toEqual([
      'norvane.hml-described',
      'norvane.ctb-spent',
      'norvane.letter-2019-signers',
    ]);
    expect(titled(body, say('reported'))?.facts[0]).toBe('norvane.hml-described');
    expect(facts).not.toContain('norvane.owns-brands');
  });

  it('shows with every fact what the company says to it, or that nothing was found', async () => {
    for (const company of ['norvane', 'brasko', 'tallybird']) {
      expect(unanswered(await run('boycott', company), base, noReply)).toEqual([]);
    }
    const answer = await run('boycott', 'norvane');
    const own = titled(answer.body, say('company-says', { company: 'Norvane' }));
    expect(own?.facts).toEqual(['norvane.says-proud']);
    expect(own?.rank).toBe(0);
    expect(textOf(answer)).toContain('does not say whether the company will do');
  });

  it('says where others disagree and how to read them all, and shows the first of them as contested', async () => {
    const answer = await run('boycott', 'norvane');
    const spans = answer.body.flatMap(({ lines }) => lines.flat());
    expect(spans).toContainEqual({ kind: 'strong', text: say('disagrees') });
    expect(spans).toContainEqual({
      kind: 'example',
      call: { command: 'fact', text: 'norvane.hml-described' },
    });
    const contested = titled(answer.body, say('contested'));
    expect(contested?.facts).toEqual(['norvane.hml-agency-view']);
    expect(contested?.lines[0]?.[0]).toEqual({ kind: 'text', text: claim('norvane.hml-agency-view') });
    expect((await run('fact', 'norvane.hml-described')).facts).toContain('norvane.hml-agency-view');
  });

  it('shows however many replies its facts need', async () => {
    const [first, ...rest] = ['says-licences', 'says-proud', 'pledge-fund'].map(
      (id) => fact(`norvane.${id}`).id,
    );
    if (!first) throw new Error('three are named');
    const facts = baseWith(changed('norvane.ctb-spent', { reply: { facts: [first, ...rest] } }));
    const shown = (await run('boycott', 'norvane', contextOf(english, { facts }))).facts;
    expect(shown).toEqual(expect.arrayContaining([first, ...rest]));
  });

  it('shows nothing about another company', async () => {
    for (const [name, other] of [
      ['norvane', 'brasko'],
      ['brasko', 'norvane'],
    ] as const) {
      const answer = await run('boycott', name);
      expect(answer.facts.filter((id) => !id.startsWith(`${name}.`))).toEqual([]);
      expect(textOf(answer).toLowerCase()).not.toContain(`${other} `);
    }
  });

  it('leads on to topics, timeline and sources, by words and by buttons that each give a page', async () => {
    const answer = await run('boycott', 'norvane');
    expect(brokenBy(answer, base)).toEqual([]);
    const calls = answer.actions.flatMap((action) => ('call' in action ? [action.call] : []));
    expect(calls.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['norvane systems', 'norvane timeline', 'norvane sources']),
    );
    for (const { command, text } of calls) {
      expect((await run(command, text)).share).toEqual({ command, text });
    }
    for (const word of ['systems', 'contracts', 'letters', 'response', 'brands-owned'])
      expect(textOf(answer)).toContain(word);
  });

  it('is posted by its own name, also where a brand was asked for', async () => {
    for (const [asked, name] of [
      ['norvane', 'Norvane'],
      ['tallybird', 'Tallybird'],
    ] as const) {
      const answer = await run('boycott', asked);
      expect(answer.share).toEqual({ command: 'boycott', text: name });
      expect(await run('boycott', name)).toEqual(answer);
    }
  });

  it('is worded in Spanish where the base is, and keeps names', async () => {
    const answer = await run('boycott', 'norvane', contextOf(spanish));
    const text = textOf(answer, spanish);
    expect(text).toContain('su trabajo en el Harbour Manifest Ledger');
    expect(text).toContain('más de 320 empleados de Norvane');
    expect(answer.actions[0]?.label).toBe('Lo que construye');
    expect(entity('norvane').name).toBe(answer.heading);
  });
});

describe('the list of companies', () => {
  it('names each company with a dossier, the one with most facts first, and what to type', async () => {
    const answer = await run('boycott', 'list');
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer.actions).toEqual([
      { label: 'Norvane', call: { command: 'boycott', text: 'norvane' } },
      { label: 'Brasko Freight', call: { command: 'boycott', text: 'brasko' } },
    ]);
    const lines = answer.body[0]?.lines ?? [];
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContainEqual({ kind: 'example', call: { command: 'boycott', text: 'brasko' } });
    expect(textOf(answer)).toContain(say('company-line', { company: 'Brasko Freight', count: 2 }));
  });

  it('names no company that facts only mention, and says how much there is', async () => {
    const text = textOf(await run('boycott', 'list'));
    expect(text).not.toContain('Pellworm');
    expect(text).toContain(String(base.sources.size));
  });
});

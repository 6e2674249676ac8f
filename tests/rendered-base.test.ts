import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { assemble } from '../src/assemble.ts';
import { commandCards } from '../src/commands/index.ts';
import type { Answer } from '../src/core/answer.ts';
import { openFacts } from '../src/facts/compile.ts';
import { renderAnswer as onDiscord } from '../src/platforms/discord/render.ts';
import { renderAnswer as onSlack } from '../src/platforms/slack/render.ts';
import { spellWith } from '../src/platforms/slack/spell.ts';
import { askLocally, localBot } from '../src/workbench/local-bot.ts';

const dir = fileURLToPath(new URL('../data', import.meta.url));
const { base, languages } = await openFacts(dir, mkdtempSync(join(tmpdir(), 'receipts-')));
const knowledge = assemble(base, languages);
const bot = localBot(knowledge);
const [{ say }] = knowledge.languages;

const slack = { spell: spellWith(commandCards()), postable: true };
const renderers = {
  Slack: (answer: Answer) => words(onSlack(answer, say, slack)),
  Discord: (answer: Answer) => words(onDiscord(answer, say)),
};

/** Every text of a payload, without the escapes of either platform. */
function words(payload: unknown): string {
  const texts: string[] = [];
  JSON.stringify(payload, (key, value) => {
    if ((key === 'text' || key === 'content') && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n').replace(/\\/g, '').replace(/&amp;/g, '&');
}

const companies = [...base.packs.values()];

describe.each(Object.entries(renderers))('on %s', (_, render) => {
  it('every fact is shown whole, with each of its claims', async () => {
    const cut: string[] = [];
    for (const fact of base.facts.values()) {
      const shown = render(await askLocally(bot, fact.id, 'en', 'fact'));
      const claim = fact.wordings.get('en')?.claim ?? '';
      if (!shown.includes(claim) || shown.includes(say('did-not-fit'))) cut.push(fact.id);
      if (/more parts? did not fit/.test(shown)) cut.push(`${fact.id} leaves something out`);
    }
    expect(cut).toEqual([]);
  });

  it('every dossier shows who lists the company, what is reported, and what it says', async () => {
    for (const { company } of companies) {
      const answer = await askLocally(bot, company, 'en', 'boycott');
      const shown = render(answer);
      for (const id of answer.facts)
        expect([company, shown.includes(base.facts.get(id)?.wordings.get('en')?.claim ?? '')]).toEqual([
          company,
          true,
        ]);
    }
  });

  it('every topic, timeline and list of sources shows something', async () => {
    const pages = companies.flatMap(({ company, topics }) =>
      [...topics.map(({ id }) => String(id)), 'timeline', 'sources', 'brands'].map(
        (word) => `${company} ${word}`,
      ),
    );
    for (const page of pages) {
      const shown = render(await askLocally(bot, page, 'en', 'boycott'));
      expect([page, shown.includes(say('did-not-fit'))]).toEqual([page, false]);
    }
  });

  it('every citation can be had in every form', async () => {
    const cut: string[] = [];
    for (const { id } of base.facts.values()) {
      for (const form of ['text', 'bibtex', 'csl']) {
        const shown = render(await askLocally(bot, `${id} ${form}`, 'en', 'cite'));
        if (shown.includes(say('did-not-fit'))) cut.push(`${id} ${form}`);
      }
    }
    expect(cut).toEqual([]);
  });
});

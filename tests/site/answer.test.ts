import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../site/answer.ts';
import { htmlOf } from '../../site/markup.ts';
import type { Rendering } from '../../site/place.ts';
import { run } from '../base.ts';
import { conformance, type Inspection } from '../platforms/conformance.ts';
import { say } from '../platforms/harness.ts';
import { readHtml } from './page-text.ts';

/** The elements that an answer is made of: anything else came out of a text. */
const OURS = new Set('article section h2 h3 p span strong q cite code pre a ol ul li button'.split(' '));
const PLAIN: Rendering = {
  lead: () => undefined,
  spell: ({ command, text }) => `${command} ${text}`.trim(),
  tongue: () => undefined,
};

function inspect(html: string): Inspection {
  const { text, links, elements, broken } = readHtml(html);
  return {
    visible: text,
    plain: text,
    // Links within the page lead to its own sources.
    links: links.filter((link) => !/^#source-\d+$/.test(link)),
    overLimits: broken,
    pings: elements.filter((name) => !OURS.has(name)),
  };
}

describe('an answer as HTML', () => {
  conformance((answer, words) => htmlOf(renderAnswer(answer, words, PLAIN)), inspect);

  it('leads to the pages of the site, and asks in the page where a script listens', async () => {
    const answer = await run('boycott', 'norvane');
    const lead: Rendering['lead'] = ({ text }) => `to/${text.split(' ')[0]}`;
    const still = readHtml(htmlOf(renderAnswer(answer, say, { ...PLAIN, lead })));
    expect(still.links.some((link) => link.startsWith('to/'))).toBe(true);
    expect(still.elements).not.toContain('button');
    const live = htmlOf(renderAnswer(answer, say, { ...PLAIN, live: true }));
    expect(live).toContain('<button type="button" class="action" data-command="');
  });

  it('does not link what is not https', async () => {
    const answer = await run('boycott', 'norvane');
    const actions = [{ label: 'press', url: 'javascript:alert(1)' }];
    const link = htmlOf(renderAnswer({ ...answer, actions }, say, PLAIN));
    expect(readHtml(link).links.filter((one) => one.startsWith('javascript'))).toEqual([]);
    expect(link).toContain('press');
  });
});

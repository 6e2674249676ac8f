import { type Answer, button, nameOfDocument, unclaimed } from '../core/answer.ts';
import { bibtex, cslJson } from '../core/bibliography.ts';
import { citationOf } from '../core/citations.ts';
import type { Command } from '../core/command.ts';
import { factActions } from '../core/compose.ts';
import type { Fact, FactBase, Source } from '../core/fact.ts';
import { questionOf } from '../core/passage.ts';
import type { Context } from '../core/ports.ts';
import { ofOneFact, standing } from './fact.ts';
import { told } from './told.ts';

/** What can be copied, by the word after the id that asks for it alone: a message may be too small for all of them. */
const FORMS = ['text', 'bibtex', 'csl'] as const;
type Form = (typeof FORMS)[number];

export const cite: Command = {
  ...ofOneFact,
  name: 'cite',
  description: 'A fact’s whole chain of citation, to copy: as text, CSL-JSON and BibTeX.',
  run(question, context) {
    const [id = '', word = ''] = question.text.trim().split(/\s+/);
    const found = standing(id, context);
    const form = FORMS.find((one) => one === word.toLowerCase());
    return 'id' in found ? citation(found, form ? [form] : FORMS, context) : found;
  },
};

function citation(fact: Fact, forms: readonly Form[], context: Context): Answer {
  const { say, tag } = context.language;
  const heading = say('cite-heading', { question: questionOf(fact, context.facts, tag) });
  const chain = chainOf(fact, context.facts);
  const titles = { text: say('cite-as-text'), bibtex: 'BibTeX', csl: 'CSL-JSON' };
  const written = { text: asText(chain, context), bibtex: bibtex(chain), csl: cslJson(chain) };
  const body = forms.map((form, rank) => ({
    title: titles[form],
    ...unclaimed([[{ kind: 'code', text: written[form] }]], rank),
  }));
  const options = forms.map((form) => button(titles[form], 'cite', `${fact.id} ${form}`));
  return told(context, heading, body, {
    closing: fact.id,
    actions: factActions([fact.id], context),
    ...(forms.length > 1 && { menu: { label: say('more'), options } }),
  });
}

/** The documents that the claim rests on, and who cites those of them that have no address. */
function chainOf(fact: Fact, facts: FactBase): readonly Source[] {
  const sources = fact.cites.flatMap((one) => facts.sources.get(one.source) ?? []);
  const chain = sources.flatMap((source) => {
    const via = source.via && facts.sources.get(source.via);
    return via && !sources.includes(via) ? [source, via] : [source];
  });
  return [...new Set(chain)];
}

function asText(chain: readonly Source[], context: Context): string {
  const lines = chain.map((source, index) => {
    const { publisher, details, url, ...citation } = citationOf(source, index + 1, [], context);
    return [`${publisher}, ${nameOfDocument(citation)}`, ...details, ...(url ? [url] : [])].join('. ');
  });
  return lines.join('\n');
}

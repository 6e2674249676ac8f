import { type Answer, button, nameOfDocument, type Passage, unclaimed } from '../core/answer.ts';
import { bibtex, cslJson } from '../core/bibliography.ts';
import { citationOf } from '../core/citations.ts';
import type { Command } from '../core/command.ts';
import type { Fact, FactBase, Source } from '../core/fact.ts';
import { questionOf } from '../core/passage.ts';
import type { Context } from '../core/ports.ts';
import { shorten } from '../core/text.ts';
import { findFact, noSuchFact, ofOneFact, withdrawn } from './fact.ts';
import { told } from './told.ts';

const HEADING = 120;
const LABEL = 48;

/** What can be copied, by the word after the id that asks for it alone: a message may be too small for all of them. */
const FORMS = ['text', 'bibtex', 'csl'] as const;
type Form = (typeof FORMS)[number];

export const cite: Command = {
  ...ofOneFact,
  name: 'cite',
  description: 'A fact’s whole chain of citation, to copy: as text, CSL-JSON and BibTeX.',
  run(question, context) {
    const [id = '', word = ''] = question.text.trim().split(/\s+/);
    const fact = findFact(id, context.facts);
    if (!fact) return noSuchFact(id, context);
    if (fact.status === 'withdrawn') return withdrawn(fact, context);
    const form = FORMS.find((one) => one === word.toLowerCase());
    return citation(fact, form ? [form] : FORMS, context);
  },
};

/** The sources of a fact in every form, or in the one that was asked for. */
function citation(fact: Fact, forms: readonly Form[], context: Context): Answer {
  const question = questionOf(fact, context.facts, context.language.tag);
  const heading = shorten(context.language.say('cite-heading', { question }), HEADING);
  const body = forms.map((form, rank) => ({ ...copied(fact, form, context), rank }));
  return told(context, heading, body, {
    closing: fact.id,
    actions: [button(shorten(question, LABEL), 'fact', fact.id)],
    ...(forms.length > 1 && {
      menu: {
        label: context.language.say('more'),
        options: forms.map((form) => button(titleOf(form, context), 'cite', `${fact.id} ${form}`)),
      },
    }),
  });
}

function titleOf(form: Form, { language }: Context): string {
  return { text: language.say('cite-as-text'), bibtex: 'BibTeX', csl: 'CSL-JSON' }[form];
}

function copied(fact: Fact, form: Form, context: Context): Passage {
  const chain = chainOf(fact, context.facts);
  const write = {
    text: () => asText(chain, context),
    bibtex: () => bibtex(chain),
    csl: () => cslJson(chain),
  };
  return { title: titleOf(form, context), ...unclaimed([[{ kind: 'code', text: write[form]() }]]) };
}

/** The documents that the claim rests on, and who cites those of them that have no address. */
function chainOf(fact: Fact, facts: FactBase): readonly Source[] {
  const sources = fact.cites.flatMap((one) => facts.sources.get(one.source) ?? []);
  const chain = sources.flatMap((source) => {
    const via = source.via === undefined ? undefined : facts.sources.get(source.via);
    return via && !sources.includes(via) ? [source, via] : [source];
  });
  return [...new Set(chain)];
}

function asText(chain: readonly Source[], context: Context): string {
  return chain
    .map((source, index) => {
      const citation = citationOf(source, index + 1, [], context);
      const { publisher, details, url } = citation;
      const title = nameOfDocument(citation);
      return [`${publisher}, ${title}`, ...details, ...(url ? [url] : [])].join('. ');
    })
    .join('\n');
}

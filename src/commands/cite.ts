import { bibtex, cslJson } from '../core/bibliography.ts';
import { citationOf, collectCitations } from '../core/citations.ts';
import type { Command } from '../core/command.ts';
import { factPassage, questionOf } from '../core/passage.ts';
import { shorten } from '../core/text.ts';
import { findFact, noSuchFact, withdrawn } from './fact.ts';

export const cite: Command = {
  name: 'cite',
  description: 'A fact’s whole chain of citation, to copy: as text, CSL-JSON and BibTeX.',
  hint: 'salesforce.letter-2018-signers',
  takes: 'id',
  option: { name: 'id', required: true, suggests: true },
  run(question, context) {
    const { facts, language } = context;
    const fact = findFact(question.text, facts);
    if (!fact) return noSuchFact(question.text, context);
    if (fact.status === 'withdrawn') return withdrawn(fact, context);
    const citations = collectCitations(facts, language.say, language.tag);
    const claim = factPassage(fact, citations, context, { rank: 0 });
    const sources = fact.cites.flatMap((one) => facts.sources.get(one.source) ?? []);
    const chain = sources.flatMap((source) => {
      // Who cites a document that has no address belongs to the chain as much as the document.
      const via = source.via === undefined ? undefined : facts.sources.get(source.via);
      return via && !sources.includes(via) ? [source, via] : [source];
    });
    const asText = [...new Set(chain)].map((source, index) => {
      const { publisher, title, details, url } = citationOf(
        source,
        index + 1,
        [],
        facts,
        language.say,
        language.tag,
      );
      return [`${publisher}, “${title}”`, ...details, ...(url ? [url] : [])].join('. ');
    });
    const unique = [...new Set(chain)];
    return {
      outcome: 'told',
      heading: shorten(
        language.say('cite-heading', { question: questionOf(fact, facts, language.tag) }),
        120,
      ),
      body: [
        claim,
        {
          title: language.say('cite-as-text'),
          lines: [[{ kind: 'code', text: asText.join('\n') }]],
          facts: [],
          rank: 1,
        },
        { title: 'BibTeX', lines: [[{ kind: 'code', text: bibtex(unique) }]], facts: [], rank: 2 },
        { title: 'CSL-JSON', lines: [[{ kind: 'code', text: cslJson(unique) }]], facts: [], rank: 3 },
      ],
      citations: citations.all(),
      closing: fact.id,
      actions: [
        {
          label: shorten(questionOf(fact, facts, language.tag), 60),
          call: { command: 'fact', text: fact.id },
        },
      ],
      facts: claim.facts,
      offered: [],
      share: { command: 'cite', text: fact.id },
      audience: context.settings.audience,
      language: language.tag,
    };
  },
  suggest: (typed, { retriever }, limit) => retriever.suggest(typed, 'ids', limit),
};

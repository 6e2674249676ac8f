import type { Citation } from '../src/core/answer.ts';
import { sayDate } from '../src/core/dates.ts';
import type { Source } from '../src/core/fact.ts';
import { type Insert, type Markup, markup } from './markup.ts';
import { hostOf, outside } from './render.ts';
import type { Place } from './site.ts';

/** One document, with everything that the base knows of it, each thing in a place of its own. */
export function sourceItem(citation: Citation, place: Place): Markup {
  const { facts, language, retriever } = place.context;
  const written = retriever.lexicon.language.tag;
  const source = facts.sources.get(citation.source);
  const { url } = citation;
  const lang = source && source.language !== language.tag && markup` lang="${source.language}"`;
  const title = markup`<cite${lang}>${citation.title}</cite>`;
  return markup`<p class="work"><span class="publisher">${citation.publisher}</span> ${url === undefined ? title : outside(url, title)}${url !== undefined && markup` <span class="host">${hostOf(url)}</span>`}</p>
<p class="details">${citation.details.map((detail, at) => [at > 0 && ' · ', detail])}</p>
<p class="details">${source && reading(source, place)}</p>${leads(citation, place)}${source?.note !== undefined && markup`<p class="details"${written !== language.tag && markup` lang="${written}"`}>${source.note}</p>`}`;
}

/** When it was looked for, and how much of it was read then. */
function reading(source: Source, { context: { language } }: Place): Insert {
  const { say, tag } = language;
  const looked = say('site-accessed', { date: sayDate(source.accessed, tag) });
  // Of a document that was not read whole, its details say so already.
  return source.read === 'whole' || source.read === 'copy'
    ? `${looked} · ${say(`site-read-${source.read}`)}`
    : looked;
}

/** The document that cites it, where it has no address of its own, and the copy that is kept. */
function leads({ via, archivedUrl }: Citation, { context: { language } }: Place): Insert {
  return [
    via &&
      markup`<p class="details">${language.say('via', { publisher: via.publisher, title: via.title })} ${outside(via.url, hostOf(via.url))}</p>`,
    archivedUrl !== undefined &&
      markup`<p class="details">${outside(archivedUrl, language.say('site-archived'))} <span class="host">${hostOf(archivedUrl)}</span></p>`,
  ];
}

import type { FactBase, FactId, LanguageTag } from '../../src/core/fact.ts';
import { questionOf } from '../../src/core/passage.ts';
import type { Problem } from '../lint/rule.ts';
import type { Asked, Outcome } from './asked.ts';
import { shortPlace } from './findings.ts';
import { html } from './html.ts';
import type { Measure } from './measures.ts';

/** How much of each limit a wording and its card use, for one language. */
export function measuresHtml(language: LanguageTag, measures: readonly Measure[]): string {
  const rows = measures.map(({ of, used, limit, unit }) => {
    const share = used > limit ? 'over' : used > limit * 0.9 ? 'near' : 'well';
    const said = `${used.toLocaleString('en')} of ${limit.toLocaleString('en')} ${unit}`;
    return `<li class="${share}"><span>${html(of)}</span><meter min="0" max="${limit}" value="${Math.min(used, limit)}" aria-label="${html(`${of}: ${said}`)}"></meter><span class="count">${said}</span></li>`;
  });
  return `<ul class="measures" data-language="${html(language)}">${rows.join('')}</ul>`;
}

/** Problems with their place and what to type, and once for each rule why it asks; `good` says that there are none. */
export function problemsHtml(problems: readonly Problem[], dir: string, good: string): string {
  if (problems.length === 0) return `<p class="good">✓ ${html(good)}</p>`;
  const items = problems.map(({ level, where, message, tip, rule }) => {
    const place = where === '' ? '' : `<code class="place">${html(shortPlace(where, dir))}</code>`;
    const type = tip === undefined ? '' : `<p class="tip">${html(shortPlace(tip, dir))}</p>`;
    const name = rule ? ` <span class="rule">${html(rule.name)}</span>` : '';
    return `<li class="${level}"><p><b class="level">${level}</b> ${html(shortPlace(message, dir))}</p>${type}<p>${place}${name}</p></li>`;
  });
  const rules = new Map(problems.flatMap(({ rule }) => (rule ? [[rule.name, rule.why] as const] : [])));
  const whys = [...rules].map(([name, why]) => `<p class="why"><b>${html(name)}</b>: ${html(why)}</p>`);
  return `<ul class="problems">${items.join('')}</ul>${whys.join('')}`;
}

/** What each question of a fact is answered with; those that find it are folded away below those that don't. */
export function askedHtml(
  own: FactId,
  asked: readonly Asked[],
  facts: FactBase,
  link: (id: FactId) => string,
): string {
  const item = ({ question, language, outcome }: Asked): string =>
    `<li class="${outcome.kind}"><p class="question" lang="${html(language)}">${html(question)}</p><p class="outcome">${outcomeHtml(own, outcome, facts, link)}</p></li>`;
  const found = asked.filter(({ outcome }) => outcome.kind === 'this');
  const lost = asked.filter(({ outcome }) => outcome.kind !== 'this');
  const list = (some: readonly Asked[]): string => `<ol class="asked">${some.map(item).join('')}</ol>`;
  const bad =
    lost.length === 0
      ? ''
      : `<p class="bad">✗ ${lost.length} of ${asked.length} ${lost.length === 1 ? 'does' : 'do'} not lead to this fact alone</p>${list(lost)}`;
  const good =
    found.length === 0
      ? ''
      : `<details><summary class="good">✓ ${found.length} of ${asked.length} find this fact</summary>${list(found)}</details>`;
  return bad + good;
}

function outcomeHtml(own: FactId, outcome: Outcome, facts: FactBase, link: (id: FactId) => string): string {
  const named = (id: FactId): string => {
    const fact = facts.facts.get(id);
    const title = fact ? questionOf(fact, facts, 'en') : id;
    return `<a href="${html(link(id))}" title="${html(title)}">${html(id)}</a>`;
  };
  const among = (ids: readonly FactId[]): string => {
    const others = ids.filter((id) => id !== own).slice(0, 3);
    return others.length === 0 ? '' : `: ${others.map(named).join(', ')}`;
  };
  switch (outcome.kind) {
    case 'this':
      return '✓ this fact';
    case 'other':
      return `✗ another fact: ${named(outcome.fact)}${outcome.beside ? ', with this one on its card' : ''}`;
    case 'choice':
      return `? a choice${outcome.offered ? ' that offers this fact' : ' without this fact'}${among(outcome.facts)}`;
    case 'refused':
      return `✗ refused${outcome.offered ? ', and this fact offered as near' : ''}${among(outcome.facts)}`;
  }
}

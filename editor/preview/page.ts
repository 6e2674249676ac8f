import { escaped as html } from '../../site/markup.ts';
import { commands } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { Fact, FactBase, LanguageTag } from '../../src/core/fact.ts';
import { postedText, renderAnswer, textOf } from '../../src/platforms/console/render.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { builderUrl, discordForm, type FormTools, type Payload, slackForm } from './payloads.ts';

export interface State {
  /** What loaded last; undefined as long as nothing did. */
  readonly knowledge?: Knowledge;
  /** Why the files as they are now do not load; left out when they do. */
  readonly broken?: string;
}

/** A fact by its id or a part of it, a question, or a command with its text: `/boycott salesforce contracts`. */
export type Wanted = { readonly typed: string; readonly language?: LanguageTag };

const STYLE = `:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 60rem; padding: 8px 16px 40px; font: 15px/1.46 system-ui, sans-serif; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid; border-radius: 8px; padding: 12px; }
[role='alert'] { border: 3px solid #d0103a; border-radius: 8px; padding: 0 16px; }`;

/** Loads the page again when it was written again: a page from a folder may load a script, and no other file. */
const SCRIPT = `const saved = (now) => now === document.documentElement.dataset.saved || location.reload();
setInterval(() => {
  const script = document.createElement('script');
  script.src = 'saved.js?' + Date.now();
  script.onload = () => script.remove();
  document.head.append(script);
}, 500);`;

/** The page, whole. `saved`: how often it was written before. */
export async function page(wanted: Wanted, { knowledge, broken }: State, saved = 0): Promise<string> {
  const why = `<h2>The data does not load</h2><pre>${html(broken ?? '')}</pre><p>Below is what loaded last.</p>`;
  const alert = broken === undefined ? '' : `<section role="alert">${why}</section>`;
  return `<!doctype html>
<html lang="en" data-saved="${saved}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(wanted.typed)} · preview</title>
<style>${STYLE}</style>
<script>${SCRIPT}</script>
<main>
${alert}${knowledge ? await answerHtml(wanted, knowledge) : ''}
</main>
</html>
`;
}

/** The fact that somebody means: by its id, or by a part of it that no other has. Letters of any case. */
export function factCalled(typed: string, { facts }: FactBase): Fact | undefined {
  const id = typed.trim().toLowerCase();
  const all = [...facts.values()];
  const [only, ...others] = id === '' ? [] : all.filter((fact) => fact.id.includes(id));
  return all.find((fact) => fact.id === id) ?? (others.length === 0 ? only : undefined);
}

async function answerHtml({ typed, language }: Wanted, knowledge: Knowledge): Promise<string> {
  const bot = localBot(knowledge);
  const meant = factCalled(typed, knowledge.facts);
  const [, name = '', text = ''] = /^\/(\S+)\s*(.*)$/s.exec(meant ? `/fact ${meant.id}` : typed) ?? [];
  const isCommand = commands.some((one) => one.name === name);
  const answer = await askLocally(bot, isCommand ? text : typed, language, isCommand ? name : 'ask');
  const { share } = answer;
  const posted = share && (await askLocally(bot, share.text, language, share.command));
  return [
    `<h1>${html(answer.heading || typed)}</h1>`,
    formsHtml(answer, 'private', knowledge),
    posted ? `<h2>Posted in a channel</h2>${formsHtml(posted, 'public', knowledge)}` : '',
  ].join('\n');
}

function formsHtml(answer: Answer, form: 'private' | 'public', { languages }: Knowledge): string {
  const { say } = languages.find(({ tag }) => tag === answer.language) ?? languages[0];
  const tools: FormTools = { say, languages, reader: answer.language, poster: 'Robin Editor' };
  const look = { width: 80, colour: false, links: false };
  const text = form === 'public' ? postedText(answer, say) : textOf(renderAnswer(answer, say, look));
  const payloads = [slackForm(answer, form, tools), discordForm(answer, form, tools)];
  return `<pre>${html(text)}</pre>\n${payloads.map((one) => (one ? payloadHtml(one) : '')).join('\n')}`;
}

function payloadHtml(payload: Payload): string {
  const url = builderUrl(payload);
  const builder = url && `<p><a href="${html(url)}" rel="noreferrer">Slack’s Block Kit Builder</a></p>`;
  const body = html(JSON.stringify(payload.body, null, 2));
  return `${builder ?? ''}<details><summary>${payload.platform} payload</summary><pre>${body}</pre></details>`;
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { escaped as html } from '../../site/markup.ts';
import { commands } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import { questionOf } from '../../src/core/passage.ts';
import { postedText, renderAnswer, textOf } from '../../src/platforms/console/render.ts';
import { askLocally, localBot } from '../local-bot.ts';
import { discordHtml } from './discord.ts';
import { discordForm, type FormTools, slackForm } from './forms.ts';
import type { Payload } from './payload.ts';
import { builderUrl, slackHtml } from './slack.ts';
import { factCalled, type State } from './state.ts';

/** What messages are drawn with: the style sheet of slack-blocks-to-jsx, and then ours. */
export function messageCss(): string {
  const slack = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css');
  return `${readFileSync(slack, 'utf8')}\n${sheet('messages.css')}`;
}

/** The style sheet of the page. */
export const pageCss = (): string => `${messageCss()}\n${sheet('preview.css')}`;

function sheet(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** Takes the theme of the system, and loads the page again when something was saved. */
const SCRIPT = `const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => { document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'; };
dark.addEventListener('change', paint);
paint();
new EventSource('/saved').addEventListener('message', () => location.reload());`;

/** What the page may run and fetch: its own, and nothing else. */
export const POLICY = `default-src 'none'; style-src 'self'; script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** What somebody wants to see: a fact by its id or a part of it, a question, or `/boycott salesforce contracts`, a command with its
    text; nothing is the list of all facts. */
export interface Wanted {
  readonly typed: string;
  readonly language?: LanguageTag;
}

/** The page, whole. */
export async function page(wanted: Wanted, { knowledge, broken }: State): Promise<string> {
  const alert =
    broken === undefined
      ? ''
      : `<section role="alert"><h2>The data does not load</h2><pre>${html(broken)}</pre><p>Below is what loaded last.</p></section>`;
  const { typed, language } = wanted;
  const inside = !knowledge ? '' : typed === '' ? listHtml(knowledge) : await answerHtml(wanted, knowledge);
  const tags = knowledge?.languages.map(({ tag }) => tag) ?? [];
  const options = tags.map((tag) => `<option${tag === language ? ' selected' : ''}>${html(tag)}</option>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(typed || 'All facts')} · preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script>${SCRIPT}</script>
</head>
<body>
<header><a href="/">All facts</a>
<form><input name="q" type="search" value="${html(typed)}" aria-label="A fact, a question or a command" placeholder="a fact, a question, or a command such as /boycott salesforce contracts" autocomplete="off"> <select name="lang" aria-label="Language">${options.join('')}</select> <button>Show</button></form></header>
<main>
${alert}${inside}
</main>
</body>
</html>
`;
}

function listHtml({ facts: base }: Knowledge): string {
  const { facts, packs } = base;
  const sections = [...packs.values()].map((pack) => {
    const own = [...facts.values()].filter((fact) => fact.pack === pack.id);
    const lines = own.map((fact) => {
      const words = html(questionOf(fact, base, 'en'));
      return `<li><a href="/?q=${html(fact.id)}">${words}</a> <code>${html(fact.id)}</code></li>`;
    });
    return `<section><h2>${html(pack.title)} <small>${own.length}</small></h2><ul>${lines.join('')}</ul></section>`;
  });
  return sections.join('');
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
    facesHtml(answer, 'private', knowledge),
    posted ? `<h2>Posted in a channel</h2>${facesHtml(posted, 'public', knowledge)}` : '',
  ].join('\n');
}

/** As a terminal of so many columns shows it. */
const COLUMNS = 80;

function facesHtml(answer: Answer, form: 'private' | 'public', { languages }: Knowledge): string {
  const { say } = languages.find(({ tag }) => tag === answer.language) ?? languages[0];
  const tools: FormTools = { say, languages, reader: answer.language, poster: 'Robin Editor' };
  const look = { width: COLUMNS, colour: false, links: false };
  const text = form === 'public' ? postedText(answer, say) : textOf(renderAnswer(answer, say, look));
  return `<div class="faces">
${faceHtml('Slack', slackForm(answer, form, tools), slackHtml)}
${faceHtml('Discord', discordForm(answer, form, tools), discordHtml)}
<figure><figcaption>Text</figcaption><pre class="console screen" tabindex="0" role="group" aria-label="Text">${html(text)}</pre></figure>
</div>`;
}

function faceHtml(name: string, payload: Payload | undefined, draw: (payload: Payload) => string): string {
  if (!payload) return '';
  const url = name === 'Slack' ? builderUrl(payload) : undefined;
  const builder = url === undefined ? '' : ` · <a href="${html(url)}" rel="noreferrer">Block Kit Builder</a>`;
  const body = html(JSON.stringify(payload.body, null, 2));
  return `<figure><figcaption>${name}${builder}</figcaption><div class="screen">${draw(payload)}</div><details><summary>payload</summary><pre>${body}</pre></details></figure>`;
}

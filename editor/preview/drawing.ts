import { LRUCache } from 'lru-cache';
import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import { formatCommand, postedText, renderAnswer, textOf } from '../../src/platforms/console/render.ts';
import { discordHtml } from './discord.ts';
import { discordForm, type Form, type FormTools, slackForm } from './forms.ts';
import { html } from './html.ts';
import type { Payload } from './payload.ts';
import { slackHtml } from './slack.ts';
import type { Show, View } from './views.ts';

/** Whoever presses *Post here* on the page. */
const POSTER = 'Robin Editor';

/** Columns of a terminal on a desk and on a phone. */
const COLUMNS = { desktop: 80, phone: 44 } as const;

const SAYS: Readonly<Record<Show, string>> = {
  card: 'The fact’s card, as whoever asks for it sees it',
  answer: 'What its first question is answered with now',
  dossier: 'The page of the dossier that holds it',
  post: 'What *Post here* shows first, and what the channel then gets',
  cite: 'The citation, to copy',
};

/** The bot's sentences and names of commands for an answer. */
export function formTools({ language }: Answer, { languages }: Knowledge): FormTools {
  const { say } = languages.find((one) => one.tag === language) ?? languages[0];
  return { say, languages, reader: language, poster: POSTER };
}

/** A view as a piece of a page: Slack, Discord and plain text side by side. */
export function viewHtml({ show, language, call, answer }: View, knowledge: Knowledge): string {
  const typed = `<code>${html(formatCommand(call))}</code>`;
  const attributes = `class="view" data-show="${show}" data-language="${html(language)}"`;
  if (!answer) {
    return `<section ${attributes} aria-label="${show}"><p class="about">${typed}</p><p class="nothing">${NOTHING[show] ?? 'There is nothing to show.'}</p></section>`;
  }
  const tools = formTools(answer, knowledge);
  const other =
    answer.language === language
      ? ''
      : ` <strong>The bot does not speak ${html(language)} yet: this is worded in ${html(answer.language)}.</strong>`;
  const forms: readonly Form[] = show === 'post' ? ['preview', 'public'] : ['private'];
  const faces = [
    faceHtml(
      'Slack',
      messages(forms, (form) => slackForm(answer, form, tools), slackHtml),
    ),
    faceHtml(
      'Discord',
      messages(forms, (form) => discordForm(answer, form, tools), discordHtml),
    ),
    faceHtml('Plain text', consoleHtml(answer, show, tools)),
  ];
  const about = html(SAYS[show]).replaceAll(/\*([^*]+)\*/gu, '<em>$1</em>');
  return `<section ${attributes} aria-label="${html(SAYS[show].replaceAll('*', ''))}"><p class="about">${about}: ${typed}${other}</p><div class="faces">${faces.join('')}</div></section>`;
}

const NOTHING: Partial<Readonly<Record<Show, string>>> = {
  dossier: 'No page of a dossier holds this fact.',
  post: 'This can’t be posted into a channel.',
};

const CAPTIONS: Readonly<Record<Form, string>> = {
  private: 'to the asker',
  preview: 'to whoever presses, first',
  public: 'then in the channel',
};

interface Shown {
  readonly caption: string;
  readonly inside: string;
}

function messages(
  forms: readonly Form[],
  make: (form: Form) => Payload | undefined,
  draw: (payload: Payload) => string,
): readonly Shown[] {
  return forms.flatMap((form) => {
    const payload = make(form);
    return payload ? [{ caption: CAPTIONS[form], inside: drawn(payload, draw) }] : [];
  });
}

/** What was drawn lately, by its payload: most of a page is as it was before something was saved. */
const lately = new LRUCache<string, string>({ max: 200 });

/** Buttons of a drawing do nothing: the keyboard goes past them. */
function drawn(payload: Payload, draw: (payload: Payload) => string): string {
  const key = JSON.stringify(payload);
  const known = lately.get(key);
  if (known !== undefined) return known;
  const made = draw(payload).replaceAll('<button ', '<button tabindex="-1" ');
  lately.set(key, made);
  return made;
}

function consoleHtml(answer: Answer, show: Show, { say }: FormTools): readonly Shown[] {
  const pre = (text: string, width?: string): string =>
    `<pre class="console" tabindex="0" role="group" aria-label="Plain text"${width === undefined ? '' : ` data-width="${width}"`}>${html(text)}</pre>`;
  if (show === 'post') return [{ caption: 'as it is printed', inside: pre(postedText(answer, say)) }];
  const at = (width: number): string =>
    textOf(renderAnswer(answer, say, { width, colour: false, links: false }));
  const inside = pre(at(COLUMNS.desktop), 'desktop') + pre(at(COLUMNS.phone), 'phone');
  return [{ caption: 'at a terminal', inside }];
}

function faceHtml(name: string, shown: readonly Shown[]): string {
  const figures = shown.map(
    ({ caption, inside }) =>
      `<figure><figcaption><b>${name}</b> ${caption}</figcaption><div class="screen" data-face="${name}">${inside}</div></figure>`,
  );
  return `<div class="face" data-face="${name}">${figures.join('')}</div>`;
}

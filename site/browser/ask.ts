import type { Call } from '../../src/core/question.ts';
import { openPageBot } from '../page-bot.ts';

/* The search of the front page: the bot itself, in the page. */

declare global {
  /** What data.js holds. */
  var receiptsData: string | undefined;
}

/** Suggestions that fit below the field on a phone. */
const SUGGESTED = 6;

function start(form: HTMLFormElement, field: HTMLInputElement, list: HTMLElement, answers: HTMLElement): void {
  const bot = openPageBot(globalThis.receiptsData ?? '');
  const { language = 'en' } = form.dataset;
  const asked: Call[] = [];

  /** Asks and remembers it for the way back; in this page's memory only, never in its address. */
  async function ask(call: Call, focus: boolean): Promise<void> {
    asked.push(call);
    history.pushState({ at: asked.length - 1 }, '');
    await show(call, focus);
  }

  async function show(call: Call, focus: boolean): Promise<void> {
    answers.innerHTML = await bot.answer(call, language);
    answers.hidden = false;
    if (focus) answers.focus();
    answers.scrollIntoView({ block: 'nearest' });
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask({ command: 'ask', text: field.value }, false);
  });
  field.addEventListener('input', () => {
    const texts = field.value.trim() === '' ? [] : bot.suggest(field.value, language, SUGGESTED);
    list.replaceChildren(...texts.map((text) => new Option(text)));
  });
  document.addEventListener('click', (event) => {
    const at = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-command]') : null;
    const { command, text = '' } = at?.dataset ?? {};
    if (command === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (command === 'ask') field.value = text;
    void ask({ command, text }, true);
  });
  addEventListener('popstate', ({ state }: PopStateEvent) => {
    const at: unknown = state?.at;
    const call = typeof at === 'number' ? asked[at] : undefined;
    if (call) void show(call, true);
    else answers.hidden = true;
  });
  form.hidden = false;
  // Whatever the first suggestion needs is made now, and not while somebody types.
  bot.suggest('', language, 1);
}

const form = document.querySelector<HTMLFormElement>('#ask');
const field = document.querySelector<HTMLInputElement>('#question');
const [list, answers] = ['#suggestions', '#answers'].map((name) => document.querySelector<HTMLElement>(name));
if (form && field && list && answers) start(form, field, list, answers);

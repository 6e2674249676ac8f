import { openPageBot } from '../page-bot.ts';

/* The search of the front page: the bot itself, in the page. */

declare global {
  /** What data.js holds. */
  var receiptsData: string | undefined;
}

interface Call {
  readonly command: string;
  readonly text: string;
}

/** Suggestions that fit below the field on a phone. */
const SUGGESTED = 6;

function start(
  form: HTMLFormElement,
  field: HTMLInputElement,
  list: HTMLElement,
  counted: HTMLElement,
  answers: HTMLElement,
): void {
  const bot = openPageBot(globalThis.receiptsData ?? '');
  const { language = 'en', none = '', one = '', many = '' } = form.dataset;
  const asked: Call[] = [];
  const suggestions = suggestionsBelow(field, list, (text) => {
    field.value = text;
    void ask({ command: 'ask', text }, false);
  });

  function hideSuggestions(): void {
    suggestions.show([]);
    counted.textContent = '';
  }

  /** Asks and remembers it for the way back; in this page's memory only, never in its address. */
  async function ask(call: Call, focus: boolean): Promise<void> {
    asked.push(call);
    history.pushState({ at: asked.length - 1 }, '');
    await show(call, focus);
  }

  async function show(call: Call, focus: boolean): Promise<void> {
    hideSuggestions();
    answers.innerHTML = await bot.answer(call, language);
    answers.hidden = false;
    if (focus) answers.focus();
    answers.scrollIntoView({ block: 'nearest' });
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    field.value = suggestions.chosen() ?? field.value;
    void ask({ command: 'ask', text: field.value }, false);
  });
  field.addEventListener('input', () => {
    if (field.value.trim() === '') return hideSuggestions();
    const texts = bot.suggest(field.value, language, SUGGESTED);
    suggestions.show(texts);
    const { length } = texts;
    counted.textContent = length === 0 ? none : length === 1 ? one : many.replace('2', String(length));
  });
  field.addEventListener('keydown', (event) => {
    if (suggestions.press(event.key)) event.preventDefault();
  });
  field.addEventListener('blur', hideSuggestions);
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

interface Suggestions {
  show(texts: readonly string[]): void;
  /** What is chosen with the arrows; undefined when nothing is. */
  chosen(): string | undefined;
  /** Moves the choice, or closes the list. True when the key was for it. */
  press(key: string): boolean;
}

/** The list of a combobox, in the pattern of the ARIA Authoring Practices: the focus stays in the field, and
    `aria-activedescendant` says which one is chosen. `pick`: one was pressed. */
function suggestionsBelow(field: HTMLInputElement, list: HTMLElement, pick: (text: string) => void): Suggestions {
  let texts: readonly string[] = [];
  let at = -1;

  function mark(next: number): void {
    at = next;
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === at));
      if (index === at) option.scrollIntoView({ block: 'nearest' });
    }
    if (at < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `suggestion-${at}`);
  }

  function optionOf(text: string, index: number): HTMLElement {
    const option = document.createElement('li');
    option.id = `suggestion-${index}`;
    option.setAttribute('role', 'option');
    option.textContent = text;
    // Before the field loses the focus and the list is hidden.
    option.addEventListener('mousedown', (event) => {
      event.preventDefault();
      pick(text);
    });
    return option;
  }

  function show(next: readonly string[]): void {
    texts = next;
    list.replaceChildren(...texts.map(optionOf));
    list.hidden = texts.length === 0;
    field.setAttribute('aria-expanded', String(texts.length > 0));
    mark(-1);
  }

  return {
    show,
    chosen: () => texts[at],
    press(key) {
      if (texts.length === 0) return false;
      if (key === 'ArrowDown') mark(at + 1 >= texts.length ? -1 : at + 1);
      else if (key === 'ArrowUp') mark(at < 0 ? texts.length - 1 : at - 1);
      else if (key === 'Escape') show([]);
      else return false;
      return true;
    },
  };
}

const form = document.querySelector<HTMLFormElement>('#ask');
const field = document.querySelector<HTMLInputElement>('#question');
const [list, count, answers] = ['#suggestions', '#count', '#answers'].map((name) =>
  document.querySelector<HTMLElement>(name),
);
if (form && field && list && count && answers) start(form, field, list, count, answers);

import type { Heard, Part, Told } from './messages.ts';
import { suggestionsBelow } from './suggestions.ts';

declare global {
  /** The engine's whole script, as a function that is given its worker. */
  var receiptsEngine: (() => void) | undefined;
  var receiptsData: string | undefined;
}

interface Call {
  readonly command: string;
  readonly text: string;
}

const form = document.querySelector<HTMLFormElement>('#ask');
const field = document.querySelector<HTMLInputElement>('#question');
const list = document.querySelector<HTMLElement>('#suggestions');
const status = document.querySelector<HTMLElement>('#status');
const count = document.querySelector<HTMLElement>('#count');
const answers = document.querySelector<HTMLElement>('#answers');

/** A worker of its own, so that typing never waits. It is made of text: a page that was opened from a folder may load no
    script into a worker. */
function startWorker(): Worker | undefined {
  if (!globalThis.receiptsEngine || globalThis.receiptsData === undefined) return undefined;
  try {
    const source = new Blob([`(${globalThis.receiptsEngine})(self)`], { type: 'text/javascript' });
    return new Worker(URL.createObjectURL(source));
  } catch {
    return undefined;
  }
}

function start(
  form: HTMLFormElement,
  field: HTMLInputElement,
  list: HTMLElement,
  status: HTMLElement,
  counted: HTMLElement,
  answers: HTMLElement,
): void {
  const language = form.dataset['language'] ?? 'en';
  const began = performance.now();
  const asked: Call[] = [];
  const worker = startWorker();
  const suggester = startWorker();
  let ready = false;
  let question = 0;
  let typing = 0;
  let waiting: Call | undefined;
  let focusAnswer = false;

  if (!worker || !suggester) {
    const said = document.createElement('p');
    said.textContent = form.dataset['failed'] ?? '';
    form.after(said);
    return;
  }
  const tell = (told: Told): void => worker.postMessage(told);
  const open = (one: Worker, part: Part): void =>
    one.postMessage({ kind: 'open', part, data: globalThis.receiptsData ?? '' } satisfies Told);
  const suggestions = suggestionsBelow(field, list, (text) => {
    field.value = text;
    ask({ command: 'ask', text }, false);
  });

  /** Asks and remembers it for the way back; in this page's memory only, never in its address. */
  function ask(call: Call, focus: boolean): void {
    asked.push(call);
    history.pushState({ at: asked.length - 1 }, '');
    send(call, focus);
  }

  function send(call: Call, focus: boolean): void {
    suggestions.hide();
    counted.textContent = '';
    typing += 1;
    focusAnswer = focus;
    if (!ready) {
      waiting = call;
      status.textContent = form.dataset['opening'] ?? '';
      answers.setAttribute('aria-busy', 'true');
      return;
    }
    question += 1;
    tell({ kind: 'ask', id: question, language, ...call });
  }

  function hear(heard: Heard): void {
    if (heard.kind === 'ready') {
      ready = true;
      form.dataset['ready'] = String(Math.round(performance.now() - began));
      status.textContent = '';
      answers.removeAttribute('aria-busy');
      // What later answers reuse is made by the first: better now than while somebody waits.
      if (waiting) send(waiting, focusAnswer);
      else tell({ kind: 'ask', id: -1, command: 'ask', text: 'what is this', language });
    } else if (heard.kind === 'answer' && heard.id === question) {
      answers.innerHTML = heard.html;
      answers.hidden = false;
      if (focusAnswer) answers.focus();
      answers.scrollIntoView({ block: 'nearest' });
    }
  }

  function hearSuggested(heard: Heard): void {
    if (heard.kind === 'suggested' && heard.id === typing && document.activeElement === field) {
      suggestions.show(heard.texts);
      const { none = '', one = '', many = '' } = form.dataset;
      const count = heard.texts.length;
      counted.textContent = count === 0 ? none : count === 1 ? one : many.replace('2', String(count));
    }
  }

  worker.onmessage = ({ data }: MessageEvent<Heard>) => hear(data);
  suggester.onmessage = ({ data }: MessageEvent<Heard>) => hearSuggested(data);
  worker.onerror = () => {
    status.textContent = form.dataset['failed'] ?? '';
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    field.value = suggestions.chosen() ?? field.value;
    ask({ command: 'ask', text: field.value }, false);
  });
  field.addEventListener('input', () => {
    typing += 1;
    if (field.value.trim() === '') {
      suggestions.hide();
      counted.textContent = '';
    } else {
      const told: Told = { kind: 'suggest', id: typing, text: field.value, language };
      suggester.postMessage(told);
    }
  });
  field.addEventListener('keydown', (event) => {
    if (suggestions.press(event.key)) event.preventDefault();
  });
  field.addEventListener('focus', () => {
    if (!ready) status.textContent = form.dataset['opening'] ?? '';
  });
  field.addEventListener('blur', () => suggestions.hide());
  document.addEventListener('click', (event) => {
    const at = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-command]') : null;
    const { command, text = '' } = at?.dataset ?? {};
    if (command === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (command === 'ask') field.value = text;
    ask({ command, text }, true);
  });
  addEventListener('popstate', ({ state }: PopStateEvent) => {
    const at: unknown = state?.at;
    const call = typeof at === 'number' ? asked[at] : undefined;
    if (call) send(call, true);
    else answers.hidden = true;
  });
  form.hidden = false;
  open(suggester, 'suggestions');
  open(worker, 'answers');
  fromAddress((text) => {
    field.value = text;
    ask({ command: 'ask', text }, false);
  });
  if (location.hash === '#question') field.focus();
}

/** `#q=…` asks at once, and is taken out of the address: what was asked stays in nobody's list of pages. */
function fromAddress(ask: (text: string) => void): void {
  const text = new URLSearchParams(location.hash.slice(1)).get('q');
  if (text === null) return;
  history.replaceState(null, '', location.pathname);
  ask(text);
}

if (form && field && list && status && count && answers) start(form, field, list, status, count, answers);

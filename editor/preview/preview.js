'use strict';
/* Switches are kept in the page's address; what was saved arrives as an event and takes the place of what was there. */
const root = document.documentElement;
const SWITCHES = ['theme', 'width', 'show', 'language'];
const dark = matchMedia('(prefers-color-scheme: dark)');
const narrow = matchMedia('(max-width: 700px)');

const asked = () => new URLSearchParams(location.hash.slice(1));
const starting = (name) =>
  name === 'theme' && dark.matches ? 'dark' : name === 'width' && narrow.matches ? 'phone' : undefined;

function show() {
  const wanted = asked();
  for (const name of SWITCHES) {
    const radios = [...document.querySelectorAll(`input[name=${name}]`)];
    const by = (value) => radios.find((one) => one.value === value);
    const chosen = by(wanted.get(name)) ?? by(starting(name)) ?? radios[0];
    if (chosen === undefined) continue;
    chosen.checked = true;
    root.dataset[name] = chosen.value;
  }
  for (const one of document.querySelectorAll('.view')) {
    one.hidden = one.dataset.show !== root.dataset.show || one.dataset.language !== root.dataset.language;
  }
  for (const one of document.querySelectorAll('.measures')) {
    one.hidden = one.dataset.language !== root.dataset.language;
  }
  for (const one of document.querySelectorAll('pre.console[data-width]')) {
    one.hidden = one.dataset.width !== root.dataset.width;
  }
}

document.querySelector('header').addEventListener('change', ({ target }) => {
  const wanted = asked();
  wanted.set(target.name, target.value);
  history.replaceState(null, '', `#${wanted}`);
  show();
});
addEventListener('hashchange', show);
dark.addEventListener('change', show);
narrow.addEventListener('change', show);

/* The switches go along to another fact's page. */
addEventListener('click', ({ target }) => {
  const link = target.closest?.('a[href^="/"]');
  if (link && location.hash.includes('=')) link.hash = location.hash;
});

/* The list */
const filter = document.getElementById('filter');
const visible = () => [...document.querySelectorAll('#list a')].filter((one) => one.offsetParent !== null);

function sift() {
  if (!filter) return;
  const words = filter.value.toLowerCase().split(/\s+/u).filter(Boolean);
  let count = 0;
  for (const item of document.querySelectorAll('#list li')) {
    const text = item.textContent.toLowerCase();
    item.hidden = !words.every((word) => text.includes(word));
    count += item.hidden || item.closest('.changed') ? 0 : 1;
  }
  for (const group of document.querySelectorAll('#list .topic, #list .pack')) {
    group.hidden = group.querySelector('li:not([hidden])') === null;
  }
  document.getElementById('shown').textContent =
    words.length === 0 ? '' : count === 0 ? 'Nothing is like that.' : `${count} shown`;
}

function step(event) {
  const links = visible();
  const at = links.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (at < 0 && (document.activeElement !== filter || event.key !== 'ArrowDown')) return;
  event.preventDefault();
  if (to < 0) filter.focus();
  else links[Math.min(to, links.length - 1)]?.focus();
}

if (filter) {
  filter.addEventListener('input', sift);
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && document.activeElement !== filter) {
      event.preventDefault();
      filter.focus();
    } else if (event.key === 'Enter' && document.activeElement === filter) visible()[0]?.click();
    else if (['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) step(event);
  });
}

/* News */
function put(id, inner) {
  const part = document.getElementById(id);
  if (!part || part.innerHTML === inner) return;
  const opened = [...part.querySelectorAll('details')].map((one) => one.open);
  const active = part.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  const place = [...part.querySelectorAll('a')].indexOf(document.activeElement);
  part.innerHTML = inner;
  const details = [...part.querySelectorAll('details')];
  if (details.length === opened.length) details.forEach((one, index) => { one.open = opened[index]; });
  if (place < 0) return;
  const links = [...part.querySelectorAll('a')];
  const same = links[place]?.getAttribute('href') === active ? links[place] : links.find((one) => one.getAttribute('href') === active);
  (same ?? links[place])?.focus({ preventScroll: true });
}

const STANDS = { ok: 'Live', indexing: 'Live, asking its questions…', broken: 'The data does not load', gone: 'This fact is gone' };

function stand(standing) {
  root.dataset.standing = standing;
  for (const id of ['show-answer', 'questions']) {
    document.getElementById(id)?.setAttribute('aria-busy', String(standing === 'indexing'));
  }
  say(STANDS[standing]);
}

function say(words) {
  const live = document.getElementById('live');
  if (live && live.textContent !== words) live.textContent = words;
}

show();
sift();
if ('version' in root.dataset) {
  stand(root.dataset.standing);
  const news = new EventSource(`/news?${new URLSearchParams({ page: location.pathname, version: root.dataset.version })}`);
  news.addEventListener('update', ({ data }) => {
    const { standing, parts } = JSON.parse(data);
    const [x, y] = [scrollX, scrollY];
    for (const [id, inner] of Object.entries(parts)) put(id, inner);
    stand(standing);
    show();
    sift();
    scrollTo(x, y);
  });
  news.addEventListener('error', () => say('The preview was stopped: start it again'));
  addEventListener('pagehide', () => news.close());
}

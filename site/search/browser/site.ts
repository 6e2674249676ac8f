/** On every page: light or dark, copying, and `/` for the search. Nothing is kept but the choice of light or dark. */
const KEY = 'receipts-theme';
const root = document.documentElement;

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
}

const chosen = kept();
if (chosen === 'light' || chosen === 'dark') root.dataset['theme'] = chosen;

function isDark(): boolean {
  return (
    (root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) ===
    'dark'
  );
}

function offerTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('#theme');
  if (!button) return;
  const show = (): void => button.setAttribute('aria-pressed', String(isDark()));
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    root.dataset['theme'] = theme;
    keep(theme);
    show();
  });
  show();
  button.hidden = false;
}

function offerCopies(): void {
  for (const element of document.querySelectorAll<HTMLElement>('pre, .address code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = root.dataset['copy'] ?? '';
    const said = document.createElement('span');
    said.className = 'meta';
    said.setAttribute('role', 'status');
    button.addEventListener('click', () => void copy(element, said));
    element.after(' ', button, ' ', said);
  }
}

async function copy(element: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(element.textContent ?? '');
    said.textContent = root.dataset['copied'] ?? '';
  } catch {
    // Where a page may not write to the clipboard, the text is marked, and one key copies it.
    getSelection()?.selectAllChildren(element);
  }
}

function toSearch(event: KeyboardEvent): void {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at instanceof HTMLElement && at.closest('input, textarea, select, [contenteditable]')) return;
  event.preventDefault();
  const field = document.querySelector<HTMLInputElement>('#question');
  if (field) field.focus();
  else location.href = `${document.querySelector<HTMLAnchorElement>('.wordmark')?.href ?? ''}#question`;
}

/** What an address points at is folded no more. */
function unfold(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const at = id === '' ? null : document.getElementById(id);
  const folded = at?.closest('details');
  if (!at || !folded || folded.open) return;
  folded.open = true;
  at.scrollIntoView();
}

addEventListener('hashchange', unfold);
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll<HTMLDetailsElement>('details.part')) one.open = true;
});
document.addEventListener('keydown', toSearch);
document.addEventListener('DOMContentLoaded', () => {
  offerTheme();
  offerCopies();
  unfold();
});

/* On every page: copying, and unfolding what an address points at. */

const root = document.documentElement;

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
offerCopies();
unfold();

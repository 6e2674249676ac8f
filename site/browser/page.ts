/* On every page: copying. */

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

offerCopies();

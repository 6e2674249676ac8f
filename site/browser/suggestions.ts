export interface Suggestions {
  show(texts: readonly string[]): void;
  /** What is chosen with the arrows; undefined when nothing is. */
  chosen(): string | undefined;
  /** Moves the choice, or closes the list. True when the key was for it. */
  press(key: string): boolean;
}

/** The list of a combobox, in the pattern of the ARIA Authoring Practices: the focus stays in the field, and
    `aria-activedescendant` says which one is chosen. `pick`: one was pressed. */
export function suggestionsBelow(
  field: HTMLInputElement,
  list: HTMLElement,
  pick: (text: string) => void,
): Suggestions {
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

type Children = readonly (Node | string | null)[];

/** The smallest way to make an element; texts are texts, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: Children
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function button(words: string, look: 'primary' | 'secondary', onclick: () => void): HTMLButtonElement {
  const element = make('button', `act ${look}`, words);
  element.type = 'button';
  element.onclick = onclick;
  return element;
}

export function sizeWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

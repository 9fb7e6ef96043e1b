/** The element with the id; the page always has it. */
export const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
};

/** An element with a class and children. */
export const element = (
  tag: string,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElement => {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
};

export const row = (...cells: readonly (Node | string)[]): HTMLElement =>
  element('tr', '', ...cells.map((cell) => element('td', '', cell)));

/** Changes a text only where it differs: layout is what costs. */
export const setText = (target: Element, text: string): void => {
  if (target.textContent !== text) target.textContent = text;
};

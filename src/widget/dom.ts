type Child = Node | string | null | undefined | false;
type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/**
 * Makes an element. Strings become text nodes, so nothing of a report or question is ever read as markup. A function under a name
 * such as `click` listens; true sets an empty attribute, false and undefined set none.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return made;
}

/** Makes `wanted` the children of `parent` without moving those that stay: what is moved loses its focus and its scroll. */
export function keepChildren(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  const staying = new Set<Element>(wanted);
  for (const child of [...parent.childNodes]) if (!(child instanceof Element && staying.has(child))) child.remove();
  let next: ChildNode | null = parent.firstChild;
  for (const child of wanted) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child, next);
  }
}

/** Says something in the page's one live region, if it has one: what happened, for who cannot see it. */
export function announce(text: string): void {
  const region = document.getElementById("announcement");
  if (region !== null) region.textContent = text;
}

/** The element of the page that bears `id`; its absence is a flaw of the page and thrown. */
export function pageElement(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

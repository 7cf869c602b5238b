/** Elements are made here alone. What comes from data becomes text or an attribute, and is never read as HTML. */

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes; those named `on…` are listeners, and those without a value are left out. */
export const h = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);

/** The same, of a drawing. */
export const svg = (tag, attributes, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (isThere(value)) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(isThere));
  return element;
}

const isThere = (value) => value !== null && value !== undefined && value !== false;

/** Leaves alone what says it already: the browser need not draw it again. */
export function say(element, text) {
  const wanted = String(text ?? '');
  if (element.textContent !== wanted) element.textContent = wanted;
}

/** As {@link say}, for an attribute; null takes it away. */
export function mark(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

export const button = (text, onclick, attributes) => h('button', { type: 'button', onclick, ...attributes }, text);

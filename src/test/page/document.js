/** As much of a browser's document as the views need: elements in elements, whose text one reads and whose buttons one presses. */

class Element {
  children = [];
  parentElement = null;
  hidden = false;
  #attributes = new Map();
  #listeners = new Map();

  constructor(tag) {
    this.tag = tag;
  }

  setAttribute(name, value) {
    this.#attributes.set(name, String(value));
  }

  addEventListener(type, listener) {
    this.#listeners.set(type, listener);
  }

  append(...children) {
    for (const child of children) {
      this.children.push(child);
      if (child instanceof Element) child.parentElement = this;
    }
  }

  replaceChildren(...children) {
    this.children = [];
    this.append(...children);
  }

  remove() {
    this.parentElement.children = this.parentElement.children.filter((it) => it !== this);
  }

  get textContent() {
    return this.children.map((it) => it.textContent ?? it).join('');
  }

  set textContent(text) {
    this.replaceChildren(text);
  }

  get childElementCount() {
    return this.children.length;
  }

  get name() {
    return this.#attributes.get('name');
  }

  /** @returns {Element[]} those of a tag, in their order */
  all(tag) {
    return this.children.filter((it) => it instanceof Element).flatMap((it) => [...(it.tag === tag ? [it] : []), ...it.all(tag)]);
  }

  querySelector(tag) {
    return this.all(tag)[0] ?? null;
  }

  buttons() {
    return this.all('button').map((it) => it.textContent);
  }

  press(text) {
    return this.all('button').find((it) => it.textContent === text).tell('click');
  }

  tell(type) {
    return this.#listeners.get(type)({ preventDefault() {} });
  }

  showModal() {}

  close() {
    this.tell('close');
  }
}

/** Gives the views a new document. */
export function openDocument() {
  const notices = new Element('div');
  globalThis.document = { hidden: false, body: new Element('body'), notices, createElement: (tag) => new Element(tag), getElementById: () => notices };
  globalThis.sessionStorage = { getItem: () => null, setItem() {} };
  globalThis.FormData = class {
    constructor(form) {
      this.fields = form.all('input').map((it) => [it.name, it.value ?? '']);
    }
    [Symbol.iterator] = () => this.fields[Symbol.iterator]();
  };
}

/** A table whose rows are kept, and filled anew at most a few times a second. While one reads in it, it stands still. */

import { h, mark, say } from './elements.js';
import { money, moment, nameOf } from './words.js';

const ROWS = 15;

export const STATUS = { PLACED: 'Placed', CANCELLED: 'Cancelled', DELETED: 'Deleted', ACTIVE: 'Active' };

/** @type {[string, (entity: object) => string, string?][]} title, text, class of a cell */
const OF_ORDERS = [
  ['Order', nameOf],
  ['Customer', (order) => order.customer?.name ?? order.customer?.email ?? ''],
  ['Status', (order) => STATUS[order.status] ?? order.status],
  ['Version', (order) => order.version, 'number'],
  ['Total', (order) => money(order.total, order.currency), 'number'],
  ['Changed', (order) => moment(order.updatedAt), 'number wide'],
];
const OF_PRODUCTS = [
  ['Product', nameOf],
  ['Status', (product) => STATUS[product.status] ?? product.status],
  ['Version', (product) => product.version, 'number'],
  ['Price', (product) => money(product.price, product.currency), 'number'],
];

export class List {
  #component;
  #columns;
  #rows = [];
  #body = h('tbody');
  #still = h('p', { class: 'hint', hidden: true }, 'It stands still while you read in it.');
  #empty;
  element;

  /** @param {string} component `order` or `product` */
  constructor(component, title, empty, attributes) {
    this.#component = component;
    this.#columns = component === 'order' ? OF_ORDERS : OF_PRODUCTS;
    this.#empty = h('p', { class: 'empty' }, empty);
    const heads = this.#columns.map(([name, , kind]) => h('th', { scope: 'col', class: kind }, name));
    this.element = h('section', { class: 'list', 'aria-label': title, ...attributes },
      h('h2', {}, title),
      h('table', {}, h('thead', {}, h('tr', {}, heads)), this.#body),
      this.#empty,
      this.#still);
  }

  /** @param {object[]} entities the first of which are shown */
  draw(entities) {
    this.#empty.hidden = entities.length > 0;
    const isStill = this.#rows.length > 0 && (this.#body.matches(':hover') || this.#body.contains(document.activeElement));
    this.#still.hidden = !isStill;
    if (isStill) return;
    const shown = entities.slice(0, ROWS);
    while (this.#rows.length < shown.length) this.#add();
    this.#rows.forEach((row, at) => this.#fill(row, shown[at]));
  }

  #add() {
    const link = h('a', {});
    const cells = this.#columns.map(([, , kind], at) => h('td', { class: kind }, at === 0 ? link : null));
    const row = { element: h('tr', {}, cells), cells, link };
    this.#rows.push(row);
    this.#body.append(row.element);
  }

  #fill(row, entity) {
    row.element.hidden = !entity;
    if (!entity) return;
    mark(row.link, 'href', `#/${this.#component}/${entity.id}`);
    mark(row.element, 'data-status', entity.status);
    this.#columns.forEach(([, text], at) => say(at === 0 ? row.link : row.cells[at], text(entity)));
  }
}

/** Short news at the edge of the page: what became of a command. A screen reader hears it, too. */

import { h } from './elements.js';

const SHOWN_MILLIS = 8000;
const MOST = 3;

/** @param {'good' | 'bad'} kind */
export function notice(text, kind = 'good', link) {
  const place = document.getElementById('notices');
  const shown = h('p', { class: 'notice', 'data-kind': kind }, text, link ? ' ' : null, link ? h('a', { href: link }, 'Look') : null);
  place.append(shown);
  while (place.childElementCount > MOST) place.firstElementChild.remove();
  setTimeout(() => shown.remove(), SHOWN_MILLIS);
}

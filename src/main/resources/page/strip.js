/** The stages that each command passes, and what is on its way between them. */

import { h, mark, say } from './elements.js';
import { count, duration, moment, rate } from './words.js';

const STAGES = [
  ['accepted', 'Accepted', 'The broker holds it durably: the client has its 202.'],
  ['stored', 'Stored', 'It is in the log, and has its turn.'],
  ['executed', 'Executed', 'The rules have decided it.'],
  ['baked', 'Baked', 'Readers see the new version.'],
  ['notified', 'Notified', 'Whoever listens has heard of it.'],
];
/** How the times of an order that was placed here are told. */
const MINE = {
  accepted: 'Yours: answered in',
  stored: 'Yours: after',
  executed: 'Yours: after',
  baked: 'Yours: after',
  notified: 'Yours: heard after',
};
const LIMIT_SECONDS = 30;

export class Strip {
  #cells = new Map();
  #limit = h('p', { class: 'hint' });
  element;

  constructor() {
    const cells = STAGES.map(([stage, name, meaning]) => this.#cell(stage, name, meaning));
    this.element = h('section', { 'aria-labelledby': 'strip-title' },
      h('h2', { id: 'strip-title' }, 'The pipeline'),
      h('ol', { class: 'strip' }, cells),
      this.#limit);
  }

  #cell(stage, name, meaning) {
    const parts = {
      count: h('p', { class: 'count' }, '–'),
      rate: h('p', { class: 'rate' }),
      waits: h('p', { class: 'waits' }),
      mine: h('p', { class: 'mine' }),
    };
    const cell = h('li', { class: 'stage' }, h('h3', {}, name), parts.count, parts.rate, h('p', { class: 'meaning' }, meaning), parts.mine, parts.waits);
    this.#cells.set(stage, { cell, ...parts });
    return cell;
  }

  /** @param last the times of the order that was placed here last, in milliseconds since its request */
  draw(figures, last) {
    const limit = figures?.limits?.oldestWaitingSeconds ?? LIMIT_SECONDS;
    const stages = new Map((figures?.stages ?? []).map((it) => [it.stage, it]));
    STAGES.forEach(([stage], at) => {
      const { cell, ...parts } = this.#cells.get(stage);
      const told = stages.get(stage);
      say(parts.count, count(told?.count));
      say(parts.rate, told ? rate(told.perSecond) : '');
      say(parts.mine, last?.[stage] === undefined ? '' : `${MINE[stage]} ${duration(last[stage])}`);
      const next = at + 1 < STAGES.length ? stages.get(STAGES[at + 1][0]) : undefined;
      const inFlight = told && next ? Math.max(0, told.count - next.count) : 0;
      const waiting = told?.oldestWaitingSeconds ?? 0;
      say(parts.waits, this.#waiting(inFlight, waiting, limit));
      mark(cell, 'data-state', waiting >= limit ? 'late' : waiting >= limit / 2 ? 'slow' : null);
    });
    say(this.#limit, figures
      ? `As of ${moment(figures.time)}. Further commands are refused once the oldest has waited for ${duration(limit * 1000)} to be executed.`
      : 'How far the stages are is not known now.');
  }

  #waiting(inFlight, waiting, limit) {
    if (inFlight === 0 && waiting < 1) return '';
    const oldest = waiting > 0 ? `, the oldest for ${duration(waiting * 1000)}` : '';
    const over = waiting >= limit ? ': over the limit' : '';
    return `${count(inFlight)} on the way${oldest}${over}`;
  }
}

/** From request to frame, of the last five minutes: half of all orders were as quick as p50, 99 of 100 as p99. */

import { h, say, svg } from './elements.js';
import { duration, moment } from './words.js';

const HEIGHT = 140;
const LEFT = 8;
const RIGHT = 84;
const TOP = 12;
const BOTTOM = 22;
const STEPS = [1, 2, 5];

export class Chart {
  #drawing = svg('svg', { role: 'img', height: HEIGHT });
  #text = h('p', { class: 'hint' });
  #key = '';
  element = h('section', { class: 'chart', 'aria-labelledby': 'chart-title' }, h('h2', { id: 'chart-title' }, 'From request to frame'), this.#drawing, this.#text);

  draw(figures) {
    const points = (figures?.latency ?? []).filter((it) => it.count > 0);
    this.element.hidden = !figures;
    const width = this.#drawing.clientWidth || 640;
    const key = `${width} ${points.length} ${points.at(-1)?.time} ${points.at(-1)?.count}`;
    if (!figures || key === this.#key) return;
    this.#key = key;
    this.#drawing.replaceChildren();
    this.#drawing.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    if (points.length === 0) {
      this.#tell('No order has passed within five minutes.');
      return;
    }
    this.#lines(points, Date.parse(figures.time), width);
    const last = points.at(-1);
    this.#tell(`At ${moment(last.time)}: half of the commands within ${duration(last.p50Millis)}, 99 of 100 within ${duration(last.p99Millis)}.`);
  }

  #tell(text) {
    this.#drawing.setAttribute('aria-label', text);
    say(this.#text, text);
  }

  #lines(points, now, width) {
    const begin = now - 300_000;
    const most = roundUp(Math.max(...points.map((it) => it.p99Millis)));
    const x = (time) => LEFT + (Math.max(0, Date.parse(time) - begin) / 300_000) * (width - LEFT - RIGHT);
    const y = (millis) => TOP + (1 - millis / most) * (HEIGHT - TOP - BOTTOM);
    const path = (of) => points.map((it, at) => `${at ? 'L' : 'M'}${x(it.time).toFixed(1)} ${y(it[of]).toFixed(1)}`).join('');
    for (const part of [0, 0.5, 1]) {
      const height = y(most * part);
      this.#drawing.append(svg('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: height, y2: height }));
    }
    const last = points.at(-1);
    const labels = spread(y(last.p50Millis), y(last.p99Millis));
    this.#drawing.append(
      svg('path', { class: 'p99', d: path('p99Millis') }),
      svg('path', { class: 'p50', d: path('p50Millis') }),
      ...points.length === 1 ? [svg('circle', { class: 'dot', cx: x(last.time), cy: y(last.p50Millis), r: 3 })] : [],
      svg('text', { x: width - RIGHT + 8, y: labels[1] + 4 }, `p99 ${duration(last.p99Millis)}`),
      svg('text', { class: 'strong', x: width - RIGHT + 8, y: labels[0] + 4 }, `p50 ${duration(last.p50Millis)}`),
      svg('text', { class: 'axis', x: LEFT, y: HEIGHT - 6 }, '5 min ago'),
      svg('text', { class: 'axis', x: width - RIGHT, y: HEIGHT - 6, 'text-anchor': 'end' }, 'now'),
      svg('text', { class: 'axis', x: LEFT, y: TOP - 2 }, duration(most)));
  }
}

/** 1, 2 or 5 times a power of ten, not below. */
function roundUp(millis) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, millis)));
  return (STEPS.find((step) => step * power >= millis) ?? 10) * power;
}

/** Two heights, far enough from one another to be read. */
function spread(lower, upper) {
  return lower - upper >= 16 ? [lower, upper] : [Math.max(lower, 28), Math.max(lower, 28) - 16];
}

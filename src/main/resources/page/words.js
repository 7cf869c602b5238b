/** How figures, times and problems are told. */

const NUMBER = new Intl.NumberFormat('en');
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

export const count = (number) => (Number.isFinite(number) ? NUMBER.format(number) : '–');

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

export const rate = (perSecond) => (Number.isFinite(perSecond) ? `${perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond))} /s` : '–');

/** 12 ms, 1.2 s, 48 s, 3 min, 2 h, 5 days. */
export function duration(millis) {
  if (!Number.isFinite(millis)) return '–';
  const seconds = millis / 1000;
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** The time of day, and the day where that is another one than today. */
export function moment(time) {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return '';
  const isToday = at.toDateString() === new Date().toDateString();
  return isToday ? CLOCK.format(at) : `${DAY.format(at)}, ${CLOCK.format(at)}`;
}

export const between = (from, to) => Date.parse(to) - Date.parse(from);

export const money = (amount, currency) => (amount === undefined ? '' : `${amount} ${currency ?? ''}`.trim());

/** What people call an order or a product. */
export function nameOf(entity) {
  if (entity.name) return entity.name;
  if (entity.number !== undefined) return `No. ${entity.number}`;
  return entity.reference ?? `…${String(entity.id).slice(-8)}`;
}

/** Why something was refused, as a sentence. */
export function sentence(problem) {
  if (!problem) return 'No reason was given.';
  const errors = (problem.errors ?? []).map((error) => `${error.pointer} ${error.detail}`);
  const said = problem.detail ?? problem.title ?? `The answer was ${problem.status}`;
  return [said.replace(/\.?$/, '.'), ...(errors.length ? [`${errors.join('; ')}.`] : [])].join(' ');
}

/** The last word of a class: `java.lang.IllegalStateException` is told as `IllegalStateException`. */
export const shortClass = (name) => String(name ?? 'unknown').replace(/^.*\./, '');

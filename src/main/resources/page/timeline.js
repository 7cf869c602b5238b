/** Every command on one entity, the newest first: when it passed each stage, who sent it, what came of it. */

import { all } from './api.js';
import { differences } from './difference.js';
import { h } from './elements.js';
import { between, duration, moment, sentence } from './words.js';

const MOST = 1000;
const VERSIONS_AT_ONCE = 8;
const VERSIONS = 51;
const DONE = {
  create: 'Created', update: 'Changed', cancel: 'Cancelled', delete: 'Deleted', follow: 'Followed its product',
  attach: 'File added', detach: 'File removed', retry: 'An operator retried', skip: 'An operator skipped', republish: 'Told once more',
};
const ASKED = { create: 'create', update: 'change', cancel: 'cancellation', delete: 'deletion', follow: 'change of a product' };

/**
 * The history of an entity, oldest first.
 * @param {Map<number, object>} documents of its versions, as far as they are known: the newest that are missing are added
 */
export async function history(api, component, id, documents) {
  const events = await all(api, `/${component}/${id}/events?limit=200`, MOST);
  const made = events.filter((event) => event.status === 'EXECUTED' && event.entityVersion).slice(-VERSIONS)
    .filter((event) => !documents.has(event.entityVersion));
  for (let at = 0; at < made.length; at += VERSIONS_AT_ONCE) {
    await Promise.all(made.slice(at, at + VERSIONS_AT_ONCE).map(async ({ entityVersion }) => {
      const found = await version(api, component, id, entityVersion);
      if (found !== undefined) documents.set(entityVersion, found);
    }));
  }
  return events;
}

/** A version that is not told, such as that of a deleted one, is null; one that is not told yet is undefined. */
async function version(api, component, id, number) {
  try {
    const { body } = await api.get(`/${component}/${id}?version=${number}`);
    return body.version === number ? body : null;
  } catch (error) {
    if (!error.status) throw error;
    return error.status === 503 ? undefined : null;
  }
}

/** @param {string} [meant] the command that somebody looks for */
export function timeline(events, documents, meant) {
  let before = 0;
  const entries = events.map((event) => {
    const entry = h('li', { class: 'entry', 'data-status': event.status, 'data-meant': event.id === meant, id: `command-${event.id}` },
      h('h3', {}, title(event)),
      h('p', { class: 'hint' }, `${moment(event.acceptedAt)}, by ${event.principal ?? 'anonymous'}`),
      outcome(event),
      stages(event),
      change(documents.get(before), documents.get(event.entityVersion), event),
      h('p', { class: 'id' }, `command ${event.id}`));
    if (event.status === 'EXECUTED' && event.entityVersion) before = event.entityVersion;
    return entry;
  });
  return h('ol', { class: 'timeline', reversed: true }, entries.reverse());
}

function title(event) {
  if (event.status === 'EXECUTED') return `${DONE[event.operation] ?? event.operation}${event.entityVersion ? `: version ${event.entityVersion}` : ''}`;
  const asked = ASKED[event.operation] ?? event.operation;
  if (event.status === 'REJECTED') return `Refused: ${asked}`;
  if (event.status === 'PARKED') return `Stopped: ${asked}`;
  if (event.status === 'BLOCKED') return `Waits behind another one: ${asked}`;
  return `On its way: ${asked}`;
}

function outcome(event) {
  if (event.status === 'REJECTED') return h('p', { class: 'bad' }, sentence(event.problem));
  if (event.status === 'PARKED') return h('p', { class: 'bad' }, 'Its decision has failed. It is kept, and waits for an operator.');
  const reason = event.payload?.reason;
  return reason ? h('p', {}, `Reason: ${reason}`) : null;
}

function stages(event) {
  const passed = [['accepted', event.acceptedAt], ['stored', event.creationTime], ['executed', event.executionTime]].filter(([, time]) => time);
  const told = passed.map(([stage, time], at) => h('li', {}, at === 0 ? `${stage} ${moment(time)}` : `${stage} +${duration(between(event.acceptedAt, time))}`));
  return h('ul', { class: 'stages' }, told);
}

function change(before, after, event) {
  if (event.status !== 'EXECUTED' || !after) return null;
  const found = before ? differences(before, after) : [];
  if (found.length === 0) return null;
  const rows = found.map(({ field, before: old, after: now }) => h('tr', {},
    h('th', { scope: 'row' }, field), h('td', {}, value(old, 'del')), h('td', {}, value(now, 'ins'))));
  return h('table', { class: 'difference' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Field'), h('th', { scope: 'col' }, 'Before'), h('th', { scope: 'col' }, 'After'))),
    h('tbody', {}, rows));
}

const value = (of, tag) => (of === undefined ? h('span', { class: 'hint' }, 'none') : h(tag, {}, typeof of === 'object' ? JSON.stringify(of) : String(of)));

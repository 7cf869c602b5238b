/** For whoever is called at night: what is stuck, why, and what to press. Talks to the management port. */

import { ask } from './dialogs.js';
import { button, h, say } from './elements.js';
import { notice } from './notices.js';
import { released } from './outcome.js';
import { count, duration, moment, plural, shortClass } from './words.js';

const EVERY_MILLIS = 3000;
const LETTERS = 100;
const SHOWN = 5;
export const NOT_KNOWN = 'What is stuck is not known now.';

export class Trouble {
  #app;
  #sections = new Map();
  #timer;
  #run = null;
  /** The letters of each queue as they were read, and how many it had then. */
  #read = new Map();
  #drawn = new Map();
  #summary = h('p', { class: 'summary', role: 'status' });
  title = 'Trouble';
  element;

  constructor(app) {
    this.#app = app;
    const section = (name, title, hint) => {
      const body = h('div', {}, h('p', { class: 'hint' }, 'Looking …'));
      this.#sections.set(name, body);
      return h('section', { 'aria-label': title }, h('h2', {}, title), h('p', { class: 'hint' }, hint), body);
    };
    this.element = h('div', { class: 'view' },
      h('h1', {}, 'Trouble'), this.#summary,
      section('health', 'State', 'Whether the servers answer, and the work gets on.'),
      section('parked', 'Parked commands', 'Their decision has failed: a fault in code or data. Only the orders they belong to stand still. Mend the cause, then retry.'),
      section('letters', 'Dead letters', 'Messages that a stage could not read or bake. Their neighbours have passed.'),
      section('partitions', 'Partitions', 'The log is divided into these. One process at a time works on each.'),
      section('jobs', 'Rebuild', 'The presentation is made anew from the source, or the source from the log, while orders go on.'),
      section('sweeps', 'Sweeps', 'What has gone astray is looked for by itself.'));
  }

  show() {
    this.#drawn.clear();
    this.#read = new Map();
    const mine = (this.#run = {});
    const look = async () => {
      await this.#look();
      if (this.#run === mine) this.#timer = setTimeout(look, EVERY_MILLIS);
    };
    look();
  }

  /** A look that is under way is the last of its run. */
  hide() {
    this.#run = null;
    clearTimeout(this.#timer);
  }

  draw() {}

  async #look() {
    const ops = this.#app.ops;
    if (!ops || !this.#app.may('orders:ops')) {
      say(this.#summary, ops ? 'This is for operators: log in with the scope orders:ops.' : 'The management port of this process cannot be reached from here. docs/at-night.md tells how to ask it.');
      for (const body of this.#sections.values()) body.parentElement.hidden = true;
      return;
    }
    const [parked, letters] = await Promise.all([
      this.#part('parked', '/actuator/parked', (body) => this.#parked(body)),
      this.#part('letters', '/actuator/deadletters', async (body) => this.#letters(body, await this.#lettersOf(body))),
      this.#part('health', '/actuator/health', (body) => health(body)),
      this.#part('partitions', '/actuator/partitions', (body) => partitions(body.partitions ?? body)),
      this.#part('jobs', '/actuator/rebuild', (body) => this.#jobs(body.rebuilds)),
      this.#part('sweeps', '/actuator/prometheus', (body) => sweeps(body)),
    ]);
    say(this.#summary, parked && letters ? summary(parked, letters) : NOT_KNOWN);
  }

  /** Draws a part anew when its answer is another one than before: what one is about to press stays where it is. */
  async #part(name, path, draw) {
    const body = this.#sections.get(name);
    body.parentElement.hidden = false;
    try {
      const answer = (await this.#app.ops.get(path).catch((error) => {
        if (name === 'health' && error.status === 503) return { body: error.problem };
        throw error;
      })).body;
      const drawn = await draw(answer);
      const key = drawn.textContent;
      if (this.#drawn.get(name) !== key) {
        if (body.querySelector('details')?.open) drawn.querySelector('details')?.setAttribute('open', '');
        body.replaceChildren(drawn);
      }
      this.#drawn.set(name, key);
      return answer;
    } catch (error) {
      this.#drawn.delete(name);
      if (error.status === 404) body.parentElement.hidden = true;
      else body.replaceChildren(h('p', { class: 'bad' }, error.status ? error.message : 'The management port does not answer. It is tried again.'));
      return null;
    }
  }

  #parked({ total, parked }) {
    if (total === 0) return h('p', { class: 'good' }, 'No command is parked.');
    const groups = grouped(parked, (it) => it.kind);
    return h('div', {}, first(parked.length, total), [...groups].map(([kind, commands]) => h('article', { class: 'group' },
      h('h3', {}, `${plural(commands.length, 'command')}: ${shortClass(kind)}`),
      h('p', { class: 'bad' }, commands[0].reason ?? 'No message was given.'),
      kind // only by it are all of them meant
        ? h('div', { class: 'actions' },
          button(`Retry all …`, () => this.#releaseAll('retry', kind), { class: 'primary' }),
          button(`Skip all …`, () => this.#releaseAll('skip', kind)))
        : null,
      h('ul', { class: 'stuck' }, commands.slice(0, SHOWN).map((it) => this.#command(it))),
      commands.length > SHOWN ? h('p', { class: 'hint' }, `and ${count(commands.length - SHOWN)} more`) : null)));
  }

  #command(it) {
    const behind = it.waiting.length;
    return h('li', {},
      h('span', {}, `${it.operation} of `, h('a', { href: `#/${it.component}/${it.entityId}/${it.command}` }, `${it.component} …${it.entityId.slice(-8)}`),
        `, failed ${plural(it.attempts, 'time')}, last at ${moment(it.since)}. ${behind ? `${plural(behind, 'command waits', 'commands wait')} behind it.` : 'Nothing waits behind it.'}`),
      h('span', { class: 'actions' },
        button('Retry …', () => this.#release('retry', it)), button('Skip …', () => this.#release('skip', it))));
  }

  #release(action, it) {
    const text = action === 'retry'
      ? 'It is decided again, and then what waits behind it, in order. If it fails again, it stays parked.'
      : 'It is refused for good, with your reason, which its client reads. What waits behind it is decided.';
    this.#act(`${action === 'retry' ? 'Retry' : 'Skip'} this command`, text, action === 'retry' ? 'Retry' : 'Skip', async (why) => {
      const { body } = await this.#app.ops.post(`/actuator/parked/${it.command}`, { action, ...why });
      const end = await this.#app.api.get(body.receipt, { Prefer: 'wait=10' }).catch(() => null); // it is accepted all the same
      notice(...released(action, end?.body));
    });
  }

  async #releaseAll(action, kind) {
    const Verb = action === 'retry' ? 'Retry' : 'Skip';
    this.#act(`${Verb} all: ${shortClass(kind)}`, 'At first it is counted what would be done.', 'Count', async (why) => {
      const tell = (dryRun) => this.#app.ops.post('/actuator/parked', { action, kind, dryRun, ...why });
      const { body } = await tell(true);
      ask(`${Verb} ${plural(body.count, 'command')}?`, [`Nothing was done yet. Reason: ${why.reason}`], [], `${Verb} ${plural(body.count, 'command')}`, async () => {
        notice(`${plural((await tell(false)).body.count, 'command')} on the way.`);
      });
    });
  }

  /** While a queue's letters are read, nobody else has them: they are read again only when there are more, or fewer. */
  async #lettersOf(counts) {
    const read = this.#read;
    const queues = Object.keys(counts).filter((queue) => counts[queue] > 0);
    for (const queue of read.keys()) if (!queues.includes(queue)) read.delete(queue);
    return Promise.all(queues.map(async (queue) => {
      const known = read.get(queue);
      if (known?.count === counts[queue]) return [queue, known.letters];
      const { body } = await this.#app.ops.get(`/actuator/deadletters/${encodeURIComponent(queue)}?limit=${LETTERS}`);
      read.set(queue, { count: counts[queue], letters: body });
      return [queue, body];
    }));
  }

  #letters(counts, queues) {
    if (queues.length === 0) return h('p', { class: 'good' }, 'There is no dead letter.');
    return h('div', {}, queues.map(([queue, letters]) => {
      const groups = [...grouped(letters, (it) => it.exception ?? it.reason)];
      const isWhole = groups.length === 1 && letters.length === counts[queue];
      return h('article', { class: 'group' },
        h('h3', {}, `${queue}: ${plural(counts[queue], 'letter')}`),
        first(letters.length, counts[queue]),
        groups.map(([, some]) => h('div', {},
          h('p', { class: 'bad' }, `${count(some.length)} × ${some[0].exception ? shortClass(some[0].exception) : some[0].reason ?? 'unknown'}, the oldest of ${moment(some[0].time)}, in ${some[0].route ?? 'no route'}`),
          some[0].exception || isWhole // without an exception, all of the queue would be meant
            ? h('div', { class: 'actions' },
              button('Send back …', () => this.#deliver(queue, some[0].exception, true), { class: 'primary' }),
              button('Discard …', () => this.#deliver(queue, some[0].exception, false)))
            : h('p', { class: 'hint' }, 'No exception tells these from others: take them one by one, as docs/at-night.md has it.'))));
    }));
  }

  #deliver(queue, exception, back) {
    const text = back ? 'They go to where they came from, and are tried again.' : 'They are taken out for good, and kept in the collection discarded.';
    const path = `/actuator/deadletters/${encodeURIComponent(queue)}`;
    this.#act(`${back ? 'Send back' : 'Discard'} letters of ${queue}`, `${text} At first it is counted what would be done.`, 'Count', async (why) => {
      const meant = { ...(exception ? { exception } : {}), ...why };
      const tell = (dryRun) => (back
        ? this.#app.ops.post(path, { ...meant, dryRun })
        : this.#app.ops.delete(`${path}?${new URLSearchParams({ ...meant, all: !exception, dryRun })}`));
      const { body } = await tell(true);
      const what = `${back ? 'Send back' : 'Discard'} ${plural(body.done, 'letter')}`;
      const stay = body.withoutWayBack ? ` ${plural(body.withoutWayBack, 'letter')} would stay: no queue takes their key.` : '';
      ask(`${what}?`, [`Nothing was done yet.${stay}`], [], what, async () => {
        notice(`${plural((await tell(false)).body.done, 'letter')} ${back ? 'sent back' : 'discarded'}.`);
        this.#read = new Map();
      });
    });
  }

  #jobs(rebuilds) {
    const running = rebuilds.filter((it) => it.running);
    return h('div', {},
      h('div', { class: 'actions' }, ['presentation', 'source'].map((what) => button(`Rebuild the ${what} …`, () => this.#rebuild(what), { disabled: running.some((it) => it.kind === what.toUpperCase()) }))),
      rebuilds.map((it) => h('div', { class: 'job' },
        h('p', {}, `${it.kind === 'SOURCE' ? 'Source' : 'Presentation'} of ${it.component}s, by ${it.by}: ${it.reason}`),
        h('progress', { max: 100, value: it.percent, 'aria-label': `${it.percent} %` }),
        h('p', { class: 'hint' }, it.running
          ? `${it.percent} %, ${plural(it.events, 'event')}, ${count(it.eventsPerSecond)} a second, ${duration(it.restSeconds * 1000)} left; ${count(it.putRight)} put right`
          : `Ended ${moment(it.endedAt)}: ${plural(it.events, 'event')}, ${count(it.eventsPerSecond)} a second; ${count(it.putRight)} put right`),
        it.running ? button('Stop', () => this.#stop(it)) : null)));
  }

  #rebuild(what) {
    this.#act(`Rebuild the ${what}`, 'Versions and positions stay what they were, and no client hears of it. What is as it must be is left alone.', 'Rebuild', async (why) => {
      await this.#app.ops.post(`/actuator/rebuild/${what}`, why);
      notice(`The rebuild of the ${what} has begun.`);
    });
  }

  async #stop(job) {
    await this.#app.ops.delete(`/actuator/rebuild/${job.kind.toLowerCase()}?component=${job.component}`).catch((error) => notice(error.message, 'bad'));
    this.#look();
  }

  #act(title, text, verb, act) {
    const fields = [
      ...(this.#app.user ? [] : [{ name: 'by', label: 'Your name', required: true, value: sessionStorage.getItem('by') ?? '' }]),
      { name: 'reason', label: 'Reason', required: true },
    ];
    ask(title, [text], fields, verb, async ({ by = this.#app.user, reason }) => {
      if (!this.#app.user) sessionStorage.setItem('by', by);
      await act({ by, reason });
      this.#look();
    });
  }
}

function grouped(list, by) {
  const groups = new Map();
  for (const it of list) groups.set(by(it), [...(groups.get(by(it)) ?? []), it]);
  return groups;
}

/** Lists have an end. */
const first = (shown, total) => (shown < total ? h('p', { class: 'hint' }, `The list ends after ${count(shown)} of ${count(total)}.`) : null);

function summary(parked, letters) {
  const dead = Object.values(letters).reduce((sum, it) => sum + it, 0);
  const waiting = parked.parked.reduce((sum, it) => sum + it.waiting.length, 0);
  if (parked.total + dead === 0) return 'Nothing is stuck.';
  const said = [];
  if (parked.total) said.push(`${plural(parked.total, 'command is', 'commands are')} parked${waiting ? `, and ${plural(waiting, 'command waits', 'commands wait')} behind` : ''}`);
  if (dead) said.push(`${plural(dead, 'dead letter')}`);
  return `${said.join('; ')}.`;
}

function health({ status, components = {} }) {
  if (status === 'UP') return h('p', { class: 'good' }, 'All servers answer, and the work gets on.');
  const wrong = Object.entries(components).filter(([, it]) => it.status !== 'UP');
  return h('ul', { class: 'state' }, wrong.flatMap(([name, it]) => {
    const told = Object.entries(it.details ?? { reason: 'no reason was given' });
    return told.flatMap(([key, value]) => {
      const state = key === 'degraded' ? key : it.status.toLowerCase();
      return texts(value).map((text) => h('li', { class: state === 'degraded' ? 'slow' : 'bad' }, h('strong', {}, `${name} ${state}: `), text));
    });
  }));
}

const texts = (value) => (value === null || typeof value !== 'object' ? [String(value ?? '')].filter(Boolean) : Object.values(value).flatMap(texts));

/** Those in which something waits; the others for whoever wants to know. */
function partitions(all) {
  const waiting = all.filter((it) => it.waiting > 0);
  return h('div', {},
    waiting.length ? partitionTable(waiting) : h('p', { class: 'good' }, 'Nothing waits in any partition.'),
    h('details', {}, h('summary', {}, 'All partitions'), partitionTable(all)));
}

function partitionTable(all) {
  const heads = ['Component', 'Partition', 'Stored', 'Executed', 'Baked', 'Waiting', 'Oldest', 'Owner'];
  return h('table', {},
    h('thead', {}, h('tr', {}, heads.map((it, at) => h('th', { scope: 'col', class: at > 0 && at < 7 ? 'number' : null }, it)))),
    h('tbody', {}, all.map((it) => h('tr', { 'data-late': it.waiting > 0 },
      h('td', {}, it.component),
      [count(it.partition), count(it.head), count(it.executed), count(it.baked), count(it.waiting), it.waiting > 0 ? duration((it.oldestWaitingSeconds ?? 0) * 1000) : ''].map((text) => h('td', { class: 'number' }, text)),
      h('td', {}, it.owner ?? '–')))));
}

/** From the metrics: there is no other place that tells. */
function sweeps(metrics) {
  const read = (name) => new Map([...metrics.matchAll(new RegExp(`^${name}\\{[^}]*sweep="([^"]+)"[^}]*} (\\S+)$`, 'gm'))].map(([, sweep, value]) => [sweep, Number(value)]));
  const found = read('bakery_sweep_found_total');
  const oldest = read('bakery_sweep_oldest_seconds');
  if (found.size === 0) return h('p', { class: 'hint' }, 'No sweep has run in this process yet.');
  return h('table', {},
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Sweep'), h('th', { scope: 'col', class: 'number' }, 'Found since the start'), h('th', { scope: 'col', class: 'number' }, 'Oldest now'))),
    h('tbody', {}, [...found].sort().map(([sweep, number]) => h('tr', { 'data-late': (oldest.get(sweep) ?? 0) > 0 },
      h('td', {}, sweep), h('td', { class: 'number' }, count(number)), h('td', { class: 'number' }, oldest.get(sweep) > 0 ? duration(oldest.get(sweep) * 1000) : '–')))));
}

/** How much is stuck, for the sign in the head of the page; null while it is not known. */
export async function stuck(ops) {
  try {
    const [parked, letters] = await Promise.all([ops.get('/actuator/parked'), ops.get('/actuator/deadletters')]);
    return parked.body.total + Object.values(letters.body).reduce((sum, it) => sum + it, 0);
  } catch {
    return null;
  }
}

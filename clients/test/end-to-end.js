import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { OrderEvents } from '../order-events.js';
import { Bakery, PROJECT } from './bakery.js';

const run = promisify(execFile);
const PATIENCE = 30_000;
const ORDERS = 40;
const CHANGES_OF_EACH = 5;

/** A page that follows the feed: the newest version of each order that it was told. */
class Page {
  versions = new Map();
  resets = [];
  refusals = [];
  lives = 0;

  constructor(bakery) {
    this.feed = new OrderEvents(`${bakery.url}/order-events`, {
      firstDelay: 20,
      longestDelay: 200,
      onOrder: ({ id, version }) => {
        assert.ok(version > (this.versions.get(id) ?? 0), `${id} v${version} after v${this.versions.get(id)}`);
        this.versions.set(id, version);
      },
      onRejected: ({ entityId, status }) => this.refusals.push([entityId, status]),
      onReset: (reason) => this.resets.push(reason),
      onLive: () => this.lives++,
    });
  }
}

/** Looks until it is so; the condition may be a promise. */
async function until(condition, what) {
  const giveUp = Date.now() + PATIENCE;
  while (!(await condition())) {
    assert.ok(Date.now() < giveUp, what());
    await pause(20);
  }
}

/** What the terminal view says. */
function watch(...options) {
  const process = bakery.watch(...options);
  const watching = {
    text: '',
    says: (words) => watching.text.includes(words),
    frames: () => [...watching.text.matchAll(/^\d{4}-\S+Z {2}(.*)$/gm)].map(([, frame]) => frame),
    /** Interrupts it; returns the token that it tells. */
    end: async () => {
      const ended = once(process, 'close');
      process.kill('SIGINT');
      await ended;
      return /--after (\S+)/.exec(watching.text)[1];
    },
  };
  for (const stream of [process.stdout, process.stderr]) stream.on('data', (text) => (watching.text += text));
  return watching;
}

let bakery;
let page;

before(async () => {
  bakery = await Bakery.start();
  page = new Page(bakery);
  await until(() => page.lives > 0, () => 'The feed is not live');
});

after(async () => {
  page?.feed.close();
  await bakery?.stop();
});

it('hears the newest version of every order though its connection is cut all the time', async () => {
  const cutting = new AbortController();
  let cuts = 0;
  const cutter = (async () => {
    while (!cutting.signal.aborted) {
      await pause(10 + Math.random() * 90);
      cuts += bakery.cut();
    }
  })();

  const ids = await Promise.all(
    Array.from({ length: ORDERS }, async () => {
      const id = await bakery.place();
      for (let i = 1; i < CHANGES_OF_EACH; i++) {
        await pause(Math.random() * 200);
        await bakery.note(id, `change ${i}`);
      }
      return id;
    }),
  );
  const baked = async (id) => (await bakery.order(id))?.version === CHANGES_OF_EACH;
  await until(async () => (await Promise.all(ids.map(baked))).every(Boolean), () => 'Not all is baked');
  cutting.abort();
  await cutter;

  const behind = () => ids.filter((id) => page.versions.get(id) !== CHANGES_OF_EACH);
  await until(() => behind().length === 0, () => `${behind().length} orders are behind`);
  assert.deepEqual(page.resets, ['first connection']);
  assert.ok(cuts >= 5, `${cuts} cuts`);
});

it('is watched in a terminal, across a cut, and on from where that has ended', async () => {
  const watching = watch();
  await until(() => watching.says('live'), () => watching.text);
  const id = await bakery.place({ number: 1042, products: [{ name: 'Beans "best"', quantity: 2, price: '12.50' }] });
  await until(() => watching.says(id), () => watching.text);
  bakery.cut();
  await bakery.note(id, 'soon');
  await until(() => watching.says(`updated    ${id}  v2  PLACED  25.00  EUR  1042`), () => watching.text);
  const token = await watching.end();

  await bakery.cancel(id);
  const later = watch('--after', token, '--order', id);
  await until(() => later.says('live'), () => later.text);
  await later.end();
  assert.deepEqual(later.frames(), [`cancelled  ${id}  v3  CANCELLED  25.00  EUR  1042`]);
  assert.match(watching.frames()[0], new RegExp(`^created    ${id}  v1  PLACED  25.00  EUR  1042$`));
});

it('resumes after a restart of the server, and then hears of refusals, too', async () => {
  const id = await bakery.place();
  await until(() => page.versions.get(id) === 1, () => 'The order was not heard of');
  const lives = page.lives;

  await bakery.restart();
  await bakery.cancel(id);
  await until(() => page.versions.get(id) === 2, () => 'The cancellation was not heard of');
  await until(() => page.lives > lives, () => 'The feed is not live again');
  await bakery.note(id, 'too late');
  await until(() => page.refusals.length > 0, () => 'The refusal was not heard of');

  assert.deepEqual(page.refusals, [[id, 409]]);
  assert.deepEqual(page.resets, ['first connection']);
});

it('is used by a client that is generated from its openapi.yaml', async () => {
  const { stderr } = await run(process.env.PYTHON, ['clients/test/generated.py', bakery.url], { cwd: PROJECT });

  assert.equal(stderr, '');
});

it('leaves no port and no file of a server that does not start', async () => {
  const ports = () => process.getActiveResourcesInfo().filter((what) => what === 'TCPServerWrap').length;
  const before = ports();
  const folder = await mkdtemp(join(tmpdir(), 'end-to-end-'));
  Object.assign(process.env, { TMPDIR: folder, CONFIG_FILE: join(folder, 'none.json') });

  await assert.rejects(Bakery.start(), /has ended with 1/);

  assert.deepEqual(await readdir(folder), []);
  assert.equal(ports(), before);
  await rm(folder, { recursive: true });
});

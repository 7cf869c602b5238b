// Run by mongosh at each start of the whole: makes the server a replica set of one, and a user for each service, who may do
// what that service needs and nothing else (docs/rights.md). Repeating it is harmless: rights and passwords are then as
// they stand here, and in the environment.
const ALREADY_INITIALIZED = 23;
const MISSING_USER = 11;

function unless(code, action) {
  try {
    action();
  } catch (error) {
    if (error.code !== code) throw error;
  }
}

const members = [{ _id: 0, host: "mongodb:27017" }];
unless(ALREADY_INITIALIZED, () => db.adminCommand({ replSetInitiate: { _id: "rs0", members } }));
while (!db.hello().isWritablePrimary) sleep(100);

const READ = ["find"];
const APPEND = ["find", "insert"];
const CHANGE = ["find", "update"];
const WRITE = ["find", "insert", "update"];
const ENTITIES = ["orders", "products"];

// A collection of the database source, and what may be done there.
const source = (collection, actions) => ({ resource: { db: "source", collection }, actions });
const presentation = (collection, actions) => ({ resource: { db: "presentation", collection }, actions });
const sources = (actions) => ENTITIES.map((name) => source(name, actions));
const presentations = (actions) => ENTITIES.map((name) => presentation(name, actions));
const MAKE = ["createCollection", "createIndex"];
const TICKETS = presentation("feed-tickets", ["find", "insert", "remove"]);

const rights = {
  preparation: [
    { resource: { db: "source", collection: "" }, actions: MAKE },
    { resource: { db: "presentation", collection: "" }, actions: MAKE },
    source("settings", WRITE),
    // what an upgrade brings into the form of this version, and the rebuild that it begins
    source("events", CHANGE),
    source("jobs", [...WRITE, "remove"]),
  ],
  "orders-api": [
    source("events", READ),
    source("claims", WRITE),
    source("sweeps", WRITE),
    ...presentations(READ),
  ],
  "events-writer": [
    source("events", APPEND),
    source("discarded", WRITE),
    source("sweeps", WRITE),
  ],
  "related-changes": [
    source("events", READ),
    ...sources(READ),
    source("followups", [...WRITE, "remove"]),
    source("sweeps", WRITE),
  ],
  notifier: [
    source("notices", WRITE),
  ],
  "orders-events-manager": [
    source("events", CHANGE),
    ...sources(WRITE),
    source("jobs", WRITE),
    source("sweeps", WRITE),
    // a reconciliation removes what has no source
    ...presentations(["find", "remove"]),
  ],
  "orders-baker": presentations(WRITE),
  "order-events": [
    // whether a token is ahead of the log
    source("events", READ),
    ...presentations(READ),
    TICKETS,
  ],
};

// Every process reads how the log was begun, and has its readiness tried by a write.
const OF_ALL = [source("settings", READ), source("readiness", WRITE)];

const admin = db.getSiblingDB("admin");
for (const [name, own] of Object.entries(rights)) {
  const role = { privileges: [...own, ...OF_ALL], roles: [] };
  if (admin.getRole(name)) admin.updateRole(name, role);
  else admin.createRole({ role: name, ...role });

  const password = process.env[`${name.toUpperCase().replaceAll("-", "_")}_PASSWORD`];
  if (!password) throw new Error(`no password for ${name}`);
  const user = { pwd: password, roles: [name] };
  if (admin.getUser(name)) admin.updateUser(name, user);
  else admin.createUser({ user: name, ...user });
}
// of earlier versions, who could read and write everything
unless(MISSING_USER, () => admin.dropUser("bakery"));

// Run once by mongosh at each start of the whole: makes the server a replica set of one, and the
// application's user, who may do nothing outside the application's two databases. Repeating it is harmless.
const ALREADY_INITIALIZED = 23;
const USER_EXISTS = 51003;

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

const user = {
  user: "bakery",
  pwd: process.env.MONGODB_PASSWORD,
  roles: ["source", "presentation"].map((name) => ({ role: "readWrite", db: name })),
};
const admin = db.getSiblingDB("admin");
unless(USER_EXISTS, () => admin.createUser(user));
admin.changeUserPassword(user.user, user.pwd);
